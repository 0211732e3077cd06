"""Keys for one purpose each, all from the one secret of the installation: no part can open what another sealed."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derived_key(secret_key: bytes, purpose: str) -> bytes:
    """Give the 32 bytes for one purpose (HKDF-SHA-256, RFC 5869); ``purpose`` names it and its version."""
    return HKDF(SHA256(), 32, salt=None, info=f"chaincare {purpose}".encode()).derive(secret_key)
