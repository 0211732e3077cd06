"""Keys for one purpose each, all from the one secret of the installation: no part can open what another sealed."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derived_key(secret_key: bytes, purpose: str, length: int = 32) -> bytes:
    """Give the key for one purpose (HKDF-SHA-256, RFC 5869), 32 bytes; ``purpose`` names it and its version."""
    return HKDF(SHA256(), length, salt=None, info=f"chaincare {purpose}".encode()).derive(secret_key)


class Ring:
    """The ciphers of one purpose: that of the present secret seals, those of earlier ones still open what they sealed."""

    def __init__(self, purpose: str, *secret_keys: bytes) -> None:
        self._ciphers = [AESGCMSIV(derived_key(one, purpose)) for one in secret_keys]

    def encrypt(self, nonce: bytes, plain: bytes, bound_to: bytes | None) -> bytes:
        """Seal under the present secret."""
        return self._ciphers[0].encrypt(nonce, plain, bound_to)

    def decrypt(self, nonce: bytes, sealed: bytes, bound_to: bytes | None) -> bytes:
        """Open, whichever of the secrets sealed it. Raises cryptography's InvalidTag when none of them did."""
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(nonce, sealed, bound_to)
            except InvalidTag:
                continue
        raise InvalidTag
