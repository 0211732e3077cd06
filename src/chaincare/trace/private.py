"""Personal text beside an entry of the access log, sealed: a search's words, an emergency's reason (T4).

The entry holds no content. What somebody typed lies beside it, encrypted with a key outside the database, and the
entry's leaf commits to the SHA-256 of salt and blob: when both are destroyed the text is gone, and every proof of the
log still verifies.
"""

import hashlib
import secrets
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag

from chaincare.keys import Ring

KEY_ID = 1
"""How it was sealed, as the byte after the salt says."""
SALT_BYTES = 16
NONCE_BYTES = 12


class SealedText(NamedTuple):
    """What a door writes into an entry: ``private`` is salt and blob in one, ``digest`` what the leaf commits to."""

    private: bytes
    digest: bytes


class PrivateSeal:
    """Seals a text to the request it came with: moved to an entry of another request, it does not open."""

    def __init__(self, secret_key: bytes, *previous: bytes) -> None:
        self._cipher = Ring("private text of the access log v1", secret_key, *previous)

    def __repr__(self) -> str:
        return "PrivateSeal(…)"

    def seal(self, text: str, request_id: str) -> SealedText:
        """Seal a text; ``request_id`` is the one its entry holds."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        blob = bytes([KEY_ID]) + nonce + self._cipher.encrypt(nonce, text.encode(), _bound_to(request_id))
        private = secrets.token_bytes(SALT_BYTES) + blob
        return SealedText(private, digest_of(private))

    def open(self, private: bytes, request_id: str) -> str:
        """Give the text back. Raises cryptography's InvalidTag when it was changed, moved, or sealed by another key."""
        blob = private[SALT_BYTES:]
        if blob[:1] != bytes([KEY_ID]):
            raise InvalidTag
        nonce, rest = blob[1 : 1 + NONCE_BYTES], blob[1 + NONCE_BYTES :]
        return self._cipher.decrypt(nonce, rest, _bound_to(request_id)).decode()


def digest_of(private: bytes) -> bytes:
    """Give what the leaf commits to."""
    return hashlib.sha256(private).digest()


def _bound_to(request_id: str) -> bytes:
    return bytes([KEY_ID]) + UUID(request_id).bytes
