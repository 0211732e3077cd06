"""Keys of notes: what they are called, how they are written, and what they sign."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from functools import cached_property
from hashlib import sha256
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519: Final = 0x01
"""A signature over the note's text."""
COSIGNATURE: Final = 0x04
"""A witness's signature over the second at which it saw the text, and the text."""

_KEY_BYTES, _SIGNATURE_BYTES, _TIME_BYTES = 32, 64, 8
_TIME_MAX = 2**63 - 1
_HASH_DIGITS = 8


class KeyMalformed(ValueError):
    """This is no key of a note; the words say what is wrong, and never repeat it."""


class Verifier:
    """A key that can be shown to everybody."""

    def __init__(self, name: str, public: bytes, algorithm: int = ED25519) -> None:
        """Raise `KeyMalformed` for a name with spaces or a plus, another algorithm, or a key that is not 32 bytes."""
        if not is_name(name):
            raise KeyMalformed("the name is empty, or has a space or a plus in it")
        if algorithm not in (ED25519, COSIGNATURE):
            raise KeyMalformed("the algorithm is neither Ed25519 nor a witness's cosignature")
        if len(public) != _KEY_BYTES:
            raise KeyMalformed("a public key of Ed25519 has 32 bytes")
        self.name, self.public, self.algorithm = name, public, algorithm

    @cached_property
    def key_hash(self) -> bytes:
        """The four bytes by which a signature says whose it is."""
        return _key_hash(self.name, self.algorithm, self.public)

    @cached_property
    def _key(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.public)

    @property
    def _all(self) -> tuple[str, int, bytes]:
        return self.name, self.algorithm, self.public

    def encoded(self) -> str:
        """Write it as a vkey."""
        return f"{self.name}+{self.key_hash.hex()}+{_base64(bytes([self.algorithm]) + self.public)}"

    def verifies(self, text: bytes, signature: bytes) -> bool:
        """Whether this key made the signature over the text."""
        if self.algorithm == COSIGNATURE:
            time, signature = signature[:_TIME_BYTES], signature[_TIME_BYTES:]
            if int.from_bytes(time) > _TIME_MAX:
                return False
            text = cosigned(text, int.from_bytes(time))
        if len(signature) != _SIGNATURE_BYTES:
            return False
        try:
            self._key.verify(signature, text)
        except InvalidSignature:
            return False
        return True

    def said_at(self, signature: bytes) -> int | None:
        """The second since 1970 that a witness's signature names; None for a log's own."""
        return int.from_bytes(signature[:_TIME_BYTES]) if self.algorithm == COSIGNATURE else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Verifier) and self._all == other._all

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return f"Verifier({self.encoded()!r})"


class Signer:
    """A key that nobody may see: its `repr` tells the public part alone."""

    def __init__(self, name: str, seed: bytes, algorithm: int = ED25519) -> None:
        """Raise `KeyMalformed` as `Verifier` does, and for a seed that is not 32 bytes."""
        if len(seed) != _KEY_BYTES:
            raise KeyMalformed("a private key of Ed25519 has 32 bytes")
        self._seed, self._key = seed, Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Verifier(name, self._key.public_key().public_bytes_raw(), algorithm)

    def encoded(self) -> str:
        """Write it as an skey, which is a secret."""
        public, private = self.verifier, bytes([self.verifier.algorithm]) + self._seed
        return f"PRIVATE+KEY+{public.name}+{public.key_hash.hex()}+{_base64(private)}"

    def as_witness(self) -> Self:
        """The same key and name for cosignatures: apart, as the key hash tells which of both was meant."""
        return type(self)(self.verifier.name, self._seed, COSIGNATURE)

    def signature(self, text: bytes, at: int | None = None) -> bytes:
        """Sign a note's text; a witness says at which second since 1970. Raises ValueError without or with too much."""
        if self.verifier.algorithm == ED25519:
            if at is not None:
                raise ValueError("a note's signature says no time")
            return self._key.sign(text)
        if at is None or not 0 <= at <= _TIME_MAX:
            raise ValueError("a witness says at which second it saw the text")
        return at.to_bytes(_TIME_BYTES) + self._key.sign(cosigned(text, at))

    def __repr__(self) -> str:
        return f"Signer(of {self.verifier!r})"


def make_signer(name: str, algorithm: int = ED25519) -> Signer:
    """Make a key. Raises `KeyMalformed` for a name with spaces or a plus."""
    return Signer(name, Ed25519PrivateKey.generate().private_bytes_raw(), algorithm)


def read_verifier(vkey: str) -> Verifier:
    """Read a vkey. Raises `KeyMalformed`."""
    name, hashed, key = _parts(vkey)
    verifier = Verifier(name, key[1:], key[0])
    if verifier.key_hash.hex() != hashed:
        raise KeyMalformed("the hash is not the hash of this name and key")
    return verifier


def read_signer(skey: str) -> Signer:
    """Read an skey. Raises `KeyMalformed`."""
    start = "PRIVATE+KEY+"
    if not skey.startswith(start):
        raise KeyMalformed("a private key begins with PRIVATE+KEY+")
    name, hashed, key = _parts(skey.removeprefix(start))
    signer = Signer(name, key[1:], key[0])
    if signer.verifier.key_hash.hex() != hashed:
        raise KeyMalformed("the hash is not the hash of this name and key")
    return signer


def _parts(encoded: str) -> tuple[str, str, bytes]:
    parts = encoded.split("+", 2)
    if len(parts) != 3 or len(parts[1]) != _HASH_DIGITS:  # noqa: PLR2004 -- name, hash and key
        raise KeyMalformed("a key is name+hash+key, the hash in eight digits")
    key = from_base64(parts[2])
    if not key:
        raise KeyMalformed("the key is not base64")
    return parts[0], parts[1], key


def cosigned(text: bytes, at: int) -> bytes:
    """What a witness signs (tlog-cosignature): the second, and the whole text."""
    return b"cosignature/v1\ntime %d\n" % at + text


def is_name(name: str) -> bool:
    """Whether a key may be called so."""
    return bool(name) and not any(one == "+" or one.isspace() or one < " " for one in name) and _is_text(name)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def from_base64(text: str) -> bytes | None:
    """Decode base64 that is written the one way there is; None for any other."""
    try:
        plain = b64decode(text, validate=True)
    except (NotBase64, ValueError):
        return None
    return plain if _base64(plain) == text else None


def _base64(plain: bytes) -> str:
    return b64encode(plain).decode()


def _key_hash(name: str, algorithm: int, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + bytes([algorithm]) + public).digest()[:4]
