"""Receipts: what an answer carries so that an auditor can find its entry, and nobody else can read anything in it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag

from chaincare.keys import Ring

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# SIV needs no fresh nonce for safety here: every entry's key differs, and equal input may give equal output.
NONCE = bytes(12)


class Receipts:
    """Seals the key of an access-log entry under a key of the server."""

    def __init__(self, secret_key: bytes, *previous: bytes) -> None:
        self._cipher = Ring("receipt v1", secret_key, *previous)

    def seal(self, at: datetime, entry_id: UUID) -> str:
        """Give the opaque receipt of an entry."""
        plain = ((at - EPOCH) // MICROSECOND).to_bytes(8) + entry_id.bytes
        return urlsafe_b64encode(self._cipher.encrypt(NONCE, plain, None)).rstrip(b"=").decode()

    def open(self, receipt: str) -> tuple[datetime, UUID] | None:
        """Give the entry's key back; None when this is no receipt of this server."""
        try:
            sealed = urlsafe_b64decode(receipt + "=" * (-len(receipt) % 4))
            plain = self._cipher.decrypt(NONCE, sealed, None)
        except (ValueError, InvalidTag):
            return None
        return EPOCH + int.from_bytes(plain[:8]) * MICROSECOND, UUID(bytes=plain[8:])
