"""A signature: how a compact JWS is read, which keys may make one, and whether this one is theirs.

Sources: RFC 7515 (compact form), RFC 7517/7518 (keys), RFC 8725 (best practice), NL GOV OAuth profile
(asymmetric algorithms only). joserfc does the cryptography; the reading is ours, because a lenient reader
accepts two spellings of one token, and then a cache or a revocation by hash no longer means anything.
"""

import base64
import json
import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

MAX_TOKEN_CHARS: Final = 8 * 1024

# Each algorithm with the only kind of key that may make it (RFC 8725, 3.1: never the token's own choice).
_ALGORITHMS_OF: Final[Mapping[tuple[str, str | None], frozenset[str]]] = {
    ("RSA", None): frozenset({"RS256", "PS256"}),
    ("EC", "P-256"): frozenset({"ES256"}),
    ("OKP", "Ed25519"): frozenset({"EdDSA"}),
}
_NUMBERS_OF: Final = {"RSA": ("n", "e"), "EC": ("x", "y"), "OKP": ("x",)}
ALGORITHMS: Final[frozenset[str]] = frozenset().union(*_ALGORITHMS_OF.values())

# Members that let a token bring its own key or change how it is to be read. `crit` is among them because we
# understand no extension, and a critical extension that is not understood must be refused (RFC 7515, 4.1.11).
_REFUSED_HEADER_MEMBERS: Final = frozenset({"jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc"})
SECRET_MEMBERS: Final = frozenset({"k", "d", "p", "q", "dp", "dq", "qi", "oth"})
"""Members of a JWK that only its owner may know."""
_MAX_NESTING: Final = 8
_BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)
_MIN_RSA_BITS: Final = 2048
_MAX_RSA_BITS: Final = 8192
_MIN_RSA_EXPONENT: Final = 65537
_MAX_RSA_EXPONENT: Final = 2**32


class Unacceptable(Exception):
    """A token or a key set is not acceptable; the argument says why, without quoting any of it."""


class CompactJws(msgspec.Struct, frozen=True, kw_only=True):
    """A JWS that is well-formed, and says which key made it; nothing about it is proven yet."""

    algorithm: str
    type: str | None
    key_id: str
    payload: bytes
    signing_input: bytes
    signature: bytes


class VerificationKey(msgspec.Struct, frozen=True, kw_only=True):
    """One public key of an issuer, with the algorithms it may be used for."""

    key_id: str
    algorithms: frozenset[str]
    thumbprint: str
    key: Key

    def verify(self, jws: CompactJws) -> None:
        """Raise `Unacceptable` unless this key made the signature."""
        if jws.algorithm not in self.algorithms:
            raise Unacceptable("the key is not for this algorithm")
        # Straight to the algorithm: the library's own front door would parse the token a second, laxer time.
        try:
            good = JWSRegistry.algorithms[jws.algorithm].verify(jws.signing_input, jws.signature, self.key)
        except (JoseError, ValueError) as error:
            raise Unacceptable("the signature cannot be checked") from error
        if not good:
            raise Unacceptable("the signature is not the key's")


def parse_compact(token: str) -> CompactJws:
    """Read a compact JWS in its one canonical spelling.

    Raises:
        Unacceptable: for every other spelling, a forbidden algorithm, or a header that brings its own key.

    """
    header, jws = _parse(token, _REFUSED_HEADER_MEMBERS)
    if not isinstance(header.get("kid"), str) or not jws.key_id:
        raise Unacceptable("the header names no key")
    return jws


def parse_with_own_key(proof: str) -> tuple[CompactJws, VerificationKey]:
    """Read a compact JWS that brings the key it is made with: a proof of possession (RFC 9449, 4.2).

    It says that its maker holds this key, and nothing about whose key it is.

    Raises:
        Unacceptable: for every other spelling, a forbidden algorithm, or a key that is weak or not only public.

    """
    header, jws = _parse(proof, _REFUSED_HEADER_MEMBERS - {"jwk"})
    jwk = header.get("jwk")
    if not isinstance(jwk, dict) or not SECRET_MEMBERS.isdisjoint(jwk):
        raise Unacceptable("the header brings no key, or a secret one")
    return jws, key_from_jwk(jwk)


def _parse(token: str, refused: frozenset[str]) -> tuple[dict[str, Any], CompactJws]:
    if len(token) > MAX_TOKEN_CHARS:
        raise Unacceptable("the token is too long")
    parts = token.split(".")
    if len(parts) != 3:  # noqa: PLR2004  header, payload, signature: RFC 7515, 7.1
        raise Unacceptable("the token does not have three parts")
    header = strict_object(decode_base64url(parts[0]))
    if not refused.isdisjoint(header):
        raise Unacceptable("the header has a member that is not allowed")
    algorithm, key_id, type_ = header.get("alg"), header.get("kid"), header.get("typ")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise Unacceptable("the algorithm is not allowed")
    if type_ is not None and not isinstance(type_, str):
        raise Unacceptable("the type is not a string")
    return header, CompactJws(
        algorithm=algorithm,
        type=type_,
        key_id=key_id if isinstance(key_id, str) else "",
        payload=decode_base64url(parts[1]),
        signing_input=f"{parts[0]}.{parts[1]}".encode("ascii"),
        signature=decode_base64url(parts[2]),
    )


def decode_base64url(text: str) -> bytes:
    """Decode base64url without padding, refusing a second spelling of the same bytes (RFC 4648, 3.5)."""
    if not _BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise Unacceptable("a part is not base64url")
    decoded = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(decoded).rstrip(b"=") != text.encode("ascii"):
        raise Unacceptable("a part is not in its canonical spelling")
    return decoded


def strict_object(data: bytes) -> dict[str, Any]:
    """Read a JSON object that every reader reads alike: UTF-8, no member twice, no NaN, not deeply nested."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_members_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Unacceptable("a part is not strict JSON") from error
    if not isinstance(value, dict):
        raise Unacceptable("a part is not a JSON object")
    level: list[Any] = [value]
    for _ in range(_MAX_NESTING):
        level = [child for parent in level for child in _children(parent)]
    if level:
        raise Unacceptable("a part is nested too deeply")
    return value


def key_from_jwk(jwk: Mapping[str, Any]) -> VerificationKey:
    """Import one public key under the key policy: RSA 2048 to 8192 bits, P-256, Ed25519, meant for signatures.

    Raises:
        Unacceptable: if the key is of another kind, weak, malformed, or not meant to verify signatures.

    """
    kind, curve = jwk.get("kty"), jwk.get("crv")
    curve = None if kind == "RSA" else curve
    if not isinstance(kind, str) or not isinstance(curve, str | None):
        raise Unacceptable("the key's kind is not a string")
    algorithms = _ALGORITHMS_OF.get((kind, curve))
    if algorithms is None:
        raise Unacceptable("the key is of a kind that is not allowed")
    if "alg" in jwk:
        algorithms = frozenset(a for a in algorithms if a == jwk["alg"])
    operations = jwk.get("key_ops", ["verify"])
    verifies = isinstance(operations, list) and "verify" in operations
    if not algorithms or jwk.get("use", "sig") != "sig" or not verifies:
        raise Unacceptable("the key is meant for something else")
    # Only the members that make the key are handed on: what else an issuer writes beside them is its own.
    numbers = {name: _text(jwk, name) for name in _NUMBERS_OF[kind]}
    decoded = {name: decode_base64url(text) for name, text in numbers.items()}
    try:
        if kind == "RSA":
            _require_strong_rsa(int.from_bytes(decoded["n"]), int.from_bytes(decoded["e"]))
            key: Key = RSAKey.import_key({"kty": kind, **numbers})
        elif kind == "EC":
            key = ECKey.import_key({"kty": kind, "crv": _text(jwk, "crv"), **numbers})
        else:
            key = OKPKey.import_key({"kty": kind, "crv": _text(jwk, "crv"), **numbers})
    except (JoseError, ValueError) as error:
        raise Unacceptable("the key is malformed") from error
    return VerificationKey(
        key_id=str(jwk.get("kid", "")), algorithms=algorithms, thumbprint=key.thumbprint(), key=key
    )


def _require_strong_rsa(modulus: int, exponent: int) -> None:
    """FIPS 186-5 bounds for e (the upper one ours, against costly keys), and no ROCA modulus (CVE-2017-15361)."""
    if not _MIN_RSA_BITS <= modulus.bit_length() <= _MAX_RSA_BITS or modulus % 2 == 0:
        raise Unacceptable("the RSA key is too weak or too large")
    if not _MIN_RSA_EXPONENT <= exponent < _MAX_RSA_EXPONENT or exponent % 2 == 0:
        raise Unacceptable("the RSA exponent is not allowed")
    if all(modulus % prime in powers for prime, powers in _ROCA_RESIDUES.items()):
        raise Unacceptable("the RSA key comes from a broken generator")


def _residues(prime: int) -> frozenset[int]:
    return frozenset(pow(65537, exponent, prime) for exponent in range(prime - 1))


# The broken generator made primes of the form k·M + (65537^a mod M): modulo each small prime in M the modulus is
# then a power of 65537, which holds for a sound key with a chance of about one in 2^27.
_ROCA_RESIDUES: Final = {
    prime: _residues(prime)
    for prime in range(3, 168, 2)
    if all(prime % divisor for divisor in range(3, prime, 2))
}


def _text(jwk: Mapping[str, Any], name: str) -> str:
    value = jwk.get(name)
    if not isinstance(value, str):
        raise Unacceptable("the key lacks a member")
    return value


def _members_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice")
    return members


def _no_constant(_: str) -> None:
    raise ValueError("not a JSON number")


def _children(value: object) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
