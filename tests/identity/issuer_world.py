"""A trusted issuer with all the keys an issuer may have, a clock, and a verifier that believes it."""

import asyncio
import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from chaincare.identity import Caller, IssuerKind, TokenVerifier, TrustedIssuer

AUDIENCE: Final = "urn:chaincare:api"
ISSUER: Final = "https://login.school.example"
OTHER_ISSUER: Final = "https://login.care.example"
START: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def number(value: int, length: int | None = None) -> str:
    return b64(value.to_bytes(length or (value.bit_length() + 7) // 8))


def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


KEYS: Final[dict[str, PrivateKey]] = {
    "rsa": rsa_key(),
    "p256": ec.generate_private_key(ec.SECP256R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate(),
}
ALGORITHM_KEYS: Final = {"RS256": "rsa", "PS256": "rsa", "ES256": "p256", "EdDSA": "ed25519"}
OTHER_KEY: Final = ec.generate_private_key(ec.SECP256R1())


def jwk(key: PrivateKey, key_id: str, **more: object) -> dict[str, Any]:
    public = key.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        numbers = public.public_numbers()
        members = {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e)}
    elif isinstance(public, ec.EllipticCurvePublicKey):
        size = (public.curve.key_size + 7) // 8
        point = public.public_numbers()
        curve = {256: "P-256", 384: "P-384"}[public.curve.key_size]
        members = {"kty": "EC", "crv": curve, "x": number(point.x, size), "y": number(point.y, size)}
    else:
        members = {"kty": "OKP", "crv": "Ed25519", "x": b64(public.public_bytes_raw())}
    return {"kid": key_id, **members, **more}


def sign(key: PrivateKey, algorithm: str, message: bytes) -> bytes:
    """Sign by the book, with cryptography alone, so that the verifier is not judged by its own library."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(message)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        size = (key.curve.key_size + 7) // 8
        r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(size) + s.to_bytes(size)
    if algorithm == "PS256":
        return key.sign(message, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
    return key.sign(message, padding.PKCS1v15(), hashes.SHA256())


def claims(**changes: object) -> dict[str, Any]:
    """The claims of a good token, with changes; a change to `...` leaves the claim out."""
    now = int(START.timestamp())
    good: dict[str, object] = {
        "iss": ISSUER,
        "sub": "teacher-1",
        "aud": AUDIENCE,
        "exp": now + 3600,
        "iat": now,
        "jti": "7d3a",
        "client_id": "school-portal",
        "scope": "cases:read notes:write",
    }
    return {claim: value for claim, value in (good | changes).items() if value is not ...}


def spell(header: bytes, payload: bytes, *, key: PrivateKey = KEYS["p256"], algorithm: str = "ES256") -> str:
    message = f"{b64(header)}.{b64(payload)}"
    return f"{message}.{b64(sign(key, algorithm, message.encode('ascii')))}"


def token(
    changed_claims: Mapping[str, object] | None = None,
    *,
    algorithm: str = "ES256",
    key: PrivateKey | None = None,
    **changed_header: object,
) -> str:
    """A good token, signed with a good key, but for the changes."""
    header = {"alg": algorithm, "typ": "at+jwt", "kid": ALGORITHM_KEYS[algorithm]} | changed_header
    spoken = {name: value for name, value in header.items() if value is not ...}
    payload = json.dumps(claims(**(changed_claims or {}))).encode()
    signer = key or KEYS[ALGORITHM_KEYS[algorithm]]
    return spell(json.dumps(spoken).encode(), payload, key=signer, algorithm=algorithm)


class World:
    """Two trusted issuers whose key endpoints can change, fail and be counted; and one clock for everything."""

    def __init__(self, *, accept_plain_jwt: bool = False, require_bound: bool = False) -> None:
        self.seen: set[bytes] = set()
        self.pages: dict[str, Any] = {}
        self.now = START
        self.fetches = 0
        self.endpoint_is_dead = False
        self.endpoint_hangs = False
        self.published: dict[str, list[dict[str, Any]]] = {
            f"{ISSUER}/jwks": [jwk(key, key_id) for key_id, key in KEYS.items()],
            f"{OTHER_ISSUER}/jwks": [jwk(OTHER_KEY, "p256"), jwk(OTHER_KEY, "only-theirs")],
        }
        self.trusted = {
            name: TrustedIssuer(name, IssuerKind.ORGANISATION, f"{name}/jwks")
            for name in (ISSUER, OTHER_ISSUER)
        }
        self.verifier = TokenVerifier(
            find_issuer=self._find_issuer,
            fetch_jwks=self._fetch_jwks,
            audience=AUDIENCE,
            now=lambda: self.now,
            accept_plain_jwt=accept_plain_jwt,
            require_bound=require_bound,
            see_proof=self._see_proof,
            ticks=self._ticks,
        )

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    async def verify(self, spelled: str) -> Caller:
        return await self.verifier.verify(f"Bearer {spelled}")

    async def _see_proof(self, digest: bytes) -> bool:
        new = digest not in self.seen
        self.seen.add(digest)
        return new

    def _ticks(self) -> float:
        return self.now.timestamp()

    async def _find_issuer(self, name: str) -> TrustedIssuer | None:
        return self.trusted.get(name)

    async def _fetch_jwks(self, uri: str) -> bytes:
        self.fetches += 1
        if self.endpoint_hangs:
            await asyncio.Event().wait()
        if self.endpoint_is_dead:
            raise ConnectionRefusedError
        if uri in self.pages:
            return json.dumps(self.pages[uri]).encode()
        return json.dumps({"keys": self.published[uri]}).encode()
