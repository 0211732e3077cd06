"""Proof that whoever sends a token holds the key it is bound to (RFC 9449): made anew for every request, good once."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from chaincare.discovery import is_loopback
from chaincare.jws import Unacceptable, parse_with_own_key, strict_object

PROOF_SECONDS: Final = 60
"""So far from now a proof may have been made, either way. The database remembers proofs for longer (0018)."""
_PROOF_ID: Final = re.compile(r"[!-~]{1,255}", re.ASCII)
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class ProofBad(Unacceptable):
    """The proof is not for this request, this token, or this key."""


class ProofStale(Unacceptable):
    """The proof was made too long ago, or by a clock that is ahead."""


class Presented(msgspec.Struct, frozen=True):
    """What came with a request beside its token, by which its sender can be known."""

    method: str = ""
    address: str = ""
    """where the request was sent to, as its sender spells it"""
    proof: str | None = None
    certificate: bytes | None = None
    """the client certificate (DER) that a trusted proxy checked"""


def check_proof(presented: Presented, *, token: str, thumbprint: str, now: datetime) -> bytes:
    """Check a proof, and give the digest by which it must be new (RFC 9449, 4.3, in that order).

    Raises:
        ProofBad: if it is missing, malformed, or made for something else or by another key.
        ProofStale: if it is good and of another time.

    """
    claims = _proven(presented.proof, thumbprint)
    if claims.get("htm") != presented.method:
        raise ProofBad("the proof is for another method")
    if _normal(_text(claims, "htu")) != _normal(presented.address):
        raise ProofBad("the proof is for another address")
    if _text(claims, "ath") != sha256_of(token.encode("ascii")):
        raise ProofBad("the proof is for another token")
    proof_id, made_at = _text(claims, "jti"), claims.get("iat")
    if not _PROOF_ID.fullmatch(proof_id):
        raise ProofBad("the proof has no id")
    if type(made_at) is not int:
        raise ProofBad("the proof does not say when it was made")
    if abs(now.timestamp() - made_at) > PROOF_SECONDS:
        raise ProofStale("the proof is of another time")
    return hashlib.sha256(f"{thumbprint} {proof_id}".encode("ascii")).digest()


def _proven(proof: str | None, thumbprint: str) -> dict[str, Any]:
    """Give what a proof says, once it is known to be made by the key of this thumbprint."""
    if proof is None:
        raise ProofBad("there is no proof")
    try:
        jws, key = parse_with_own_key(proof)
        key.verify(jws)
        claims = strict_object(jws.payload)
    except Unacceptable as reason:
        raise ProofBad(*reason.args) from reason
    if (jws.type or "").lower() != "dpop+jwt":
        raise ProofBad("the proof is not typed as one")
    if not hmac.compare_digest(key.thumbprint, thumbprint):
        raise ProofBad("the proof is made by another key")
    return claims


def sha256_of(data: bytes) -> str:
    """Give the SHA-256 of some bytes as thumbprints are written: base64url without padding."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode("ascii")


def _text(claims: Mapping[str, Any], claim: str) -> str:
    value = claims.get(claim)
    if not isinstance(value, str) or not value.isascii():
        raise ProofBad(f"the proof lacks {claim}")
    return value


def _normal(address: str) -> tuple[str, str, int | None, str]:
    """Read an address without query and fragment; the names of this very machine are one (RFC 3986, 6.2)."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ProofBad("the proof is for no address") from None
    host = parts.hostname or ""
    if parts.username is not None or not host:
        raise ProofBad("the proof is for no address")
    host = "localhost" if is_loopback(host) else host
    return parts.scheme, host, port or _DEFAULT_PORTS.get(parts.scheme), parts.path or "/"
