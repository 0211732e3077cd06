"""The BSN, sealed: what the database keeps of it opens with a key that lies outside the database (S4)."""

import hmac
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag

from chaincare.keys import Ring, derived_key

NONCE_BYTES = 12
KEY_ID = 1
"""How it was sealed, as the first byte says. By which secret stands beside it: the row's key mark."""
MARK_BYTES = 8


class BsnSeal:
    """Seals a BSN to the client it belongs to, and makes the blind index that finds it again.

    The index is a pseudonym and no more: whoever has its key can try all ninety million numbers in minutes.
    """

    def __init__(self, secret_key: bytes, *previous: bytes) -> None:
        self._cipher = Ring("bsn v1", secret_key, *previous)
        self._indexes = [derived_key(one, "bsn blind index v1") for one in (secret_key, *previous)]
        self.mark = derived_key(secret_key, "bsn key mark v1", MARK_BYTES)
        """By which secret a number is sealed from now on: names it, and tells nothing of it."""

    def __repr__(self) -> str:
        return "BsnSeal(…)"

    def seal(self, bsn: str, client_id: UUID) -> bytes:
        """Seal nine digits to one client: moved to another client's row, it does not open."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return bytes([KEY_ID]) + nonce + self._cipher.encrypt(nonce, bsn.encode(), _bound_to(client_id))

    def open(self, sealed: bytes, client_id: UUID) -> str:
        """Give the digits back. Raises cryptography's InvalidTag when it was changed, moved, or sealed by a secret not known."""
        nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        if sealed[:1] != bytes([KEY_ID]):
            raise InvalidTag
        return self._cipher.decrypt(nonce, rest, _bound_to(client_id)).decode()

    def blind(self, bsn: str) -> bytes:
        """Give what finds a number again without telling it: the same for every client who has it."""
        return self.blinds(bsn)[0]

    def blinds(self, bsn: str) -> list[bytes]:
        """Give all that finds a number while some are still sealed by earlier secrets; the present one's first."""
        return [hmac.digest(index, bsn.encode(), "sha256") for index in self._indexes]


def _bound_to(client_id: UUID) -> bytes:
    return bytes([KEY_ID]) + client_id.bytes
