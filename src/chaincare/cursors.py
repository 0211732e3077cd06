"""Page cursors: sealed, so that nobody can read a position out of one, make one, or use one for another question."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Any, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag

from chaincare.keys import Ring
from chaincare.refusals import Kind, Refusal

T = TypeVar("T")

SECRET_BYTES_MIN = 32
CURSOR_CHARACTERS_MAX = 1024

# A fixed nonce is sound with a nonce-misuse-resistant cipher (RFC 8452): equal positions of one caller in one query
# give equal cursors, and that they are equal is all that can be learned. It keeps cursors short and pages comparable.
_NONCE = bytes(12)


class CursorInvalid(Refusal):
    """This cursor was not made here for this caller and this query. Start at the first page."""

    kind = Kind.BAD_INPUT


class CursorSeal:
    """Seals and opens cursors with a key of its own, derived (HKDF, RFC 5869) from the server's secret.

    Any process with the same secret opens them. They do not expire: what a page shows is decided when it is asked for.
    """

    def __init__(self, secret: bytes, *previous: bytes) -> None:
        if len(secret) < SECRET_BYTES_MIN:
            raise ValueError(f"the secret must have at least {SECRET_BYTES_MIN} bytes")
        self._cipher = Ring("cursor v1", secret, *previous)

    def seal(self, position: Any, *, subject: str, query: Any) -> str:
        """Give a cursor for a position (anything msgspec can write: instants, ids, numbers).

        ``subject`` is who asks (issuer and subject); ``query`` is everything that shapes the list but the cursor and
        the limit. Both must be the same when the cursor comes back.
        """
        plain = msgspec.json.encode(position)
        sealed = self._cipher.encrypt(_NONCE, plain, _bound_to(subject, query))
        return urlsafe_b64encode(sealed).rstrip(b"=").decode()

    def open(self, cursor: str, wanted: type[T], *, subject: str, query: Any) -> T:
        """Give the position in a cursor.

        Raises CursorInvalid when it was changed, or made for another caller, another query or another kind of position.
        """
        if len(cursor) > CURSOR_CHARACTERS_MAX or not cursor.isascii():
            raise CursorInvalid
        try:
            sealed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            if urlsafe_b64encode(sealed).rstrip(b"=").decode() != cursor:
                raise CursorInvalid  # the decoder skips foreign characters: one cursor has one spelling
            plain = self._cipher.decrypt(_NONCE, sealed, _bound_to(subject, query))
            return msgspec.json.decode(plain, type=wanted)
        except (NotBase64, ValueError, InvalidTag, msgspec.DecodeError):
            raise CursorInvalid from None


def _bound_to(subject: str, query: Any) -> bytes:
    # As one JSON list: no joining of two strings can be taken for the joining of two others.
    return msgspec.json.encode([subject, query], order="deterministic")
