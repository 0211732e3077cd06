"""What an access token must say about itself (RFC 9068, 2.2; NL GOV OAuth profile), checked claim by claim."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from chaincare.jws import Unacceptable, decode_base64url

LEEWAY_SECONDS: Final = 60
MAX_LIFETIME_SECONDS: Final = 24 * 60 * 60
_MAX_INSTANT: Final = 253_402_300_799  # the last second of the year 9999: beyond it no datetime exists
_MAX_NAME_CHARS: Final = 255
_MAX_ISSUER_CHARS: Final = 512
_SHA256_BYTES: Final = 32
MAX_ACTORS: Final = 3
"""So many hands a token may have gone through."""
CODE: Final = re.compile(r"[!-{}~]+", re.ASCII)
"""Visible ASCII without a bar."""
STRONG_LEVELS: Final = ("http://eidas.europa.eu/LoA/substantial", "http://eidas.europa.eu/LoA/high")
"""What `acr` must say where an operation asks for a strong login."""
_SCOPE: Final = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*", re.ASCII)


class Expired(Unacceptable):
    """The token was good once."""


class NotForUs(Unacceptable):
    """The token names other audiences."""


class SenderConstrained(Unacceptable):
    """The token is bound to what its sender would have to prove, in a way that is not known here."""


class Confirmation(msgspec.Struct, frozen=True):
    """What the sender of a token must prove to hold, as SHA-256 thumbprints in base64url (RFC 7800)."""

    key: str | None = None
    """of a public key: a DPoP proof (RFC 9449, 6.1)"""
    certificate: str | None = None
    """of a client certificate: mutual TLS (RFC 8705, 3.1)"""


class Actor(msgspec.Struct, frozen=True):
    """Who acts for the token's subject; without an issuer, one of the token's own (RFC 8693, 4.1)."""

    issuer: str | None
    subject: str


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of an access token that holds now and is meant for us."""

    subject: str
    client_id: str
    token_id: str
    scopes: frozenset[str]
    acr: str | None
    expires_at: datetime
    confirmation: Confirmation
    actor: Actor | None


def claimed_issuer(claims: Mapping[str, Any]) -> str:
    """Return whom the token says it is from: the name to look a key up by, proven only by that key."""
    return _name(claims, "iss", _MAX_ISSUER_CHARS)


def check_claims(claims: Mapping[str, Any], *, audience: str, now: datetime) -> Claims:
    """Check every claim but the issuer's.

    Raises:
        SenderConstrained: if the token is bound to something that cannot be proven here.
        Expired, NotForUs: if it is a good token of another time or for another service.
        Unacceptable: if a claim is missing, of the wrong type, or says what cannot be.

    """
    confirmation = _confirmation(claims)
    checked = Claims(
        subject=_name(claims, "sub"),
        client_id=_client_id(claims),
        token_id=_name(claims, "jti"),
        scopes=_scopes(claims.get("scope", "")),
        acr=_name(claims, "acr") if "acr" in claims else None,
        expires_at=_expiry(claims, now.timestamp()),
        confirmation=confirmation,
        actor=_actor(claims),
    )
    named = claims.get("aud")
    audiences = [named] if isinstance(named, str) else named
    if not isinstance(audiences, list) or not all(isinstance(one, str) for one in audiences):
        raise Unacceptable("the audience is not a string or a list of strings")
    if audience not in audiences:
        raise NotForUs("the token is for another audience")
    return checked


def _confirmation(claims: Mapping[str, Any]) -> Confirmation:
    """Read `cnf`; present and not understood is never taken for absent, nor is a null."""
    if "cnf" not in claims:
        return Confirmation()
    named = claims["cnf"]
    if not isinstance(named, dict) or not named or not named.keys() <= {"jkt", "x5t#S256"}:
        raise SenderConstrained("the token is bound in a way that is not known here")
    for thumbprint in named.values():
        if not isinstance(thumbprint, str) or not _is_sha256(thumbprint):
            raise SenderConstrained("the token is bound to something that is no thumbprint")
    return Confirmation(named.get("jkt"), named.get("x5t#S256"))


def _is_sha256(thumbprint: str) -> bool:
    try:
        return len(decode_base64url(thumbprint)) == _SHA256_BYTES
    except Unacceptable:
        return False


def _actor(claims: Mapping[str, Any]) -> Actor | None:
    """Read `act`: the outermost is who acts now; those within acted before him, and only their form is checked."""
    if "act" not in claims:
        return None
    found: list[Actor] = []
    level: Any = claims
    while "act" in level:
        level = level["act"]
        if not isinstance(level, dict) or len(found) == MAX_ACTORS:
            raise Unacceptable("the act claim is malformed, or the chain is too long")
        issuer = _code(level, "iss", _MAX_ISSUER_CHARS) if "iss" in level else None
        found.append(Actor(issuer, _code(level, "sub", _MAX_NAME_CHARS)))
    return found[0]


def _code(claims: Mapping[str, Any], claim: str, longest: int) -> str:
    """Read a name in which no sentence fits, and no bar: two of them stand in one column of the access log."""
    value = _name(claims, claim, longest)
    if not CODE.fullmatch(value):
        raise Unacceptable(f"{claim} of an actor is not a code")
    return value


def _expiry(claims: Mapping[str, Any], now: float) -> datetime:
    issued_at, expires_at = _instant(claims, "iat"), _instant(claims, "exp")
    if issued_at > now + LEEWAY_SECONDS:
        raise Unacceptable("the token is from the future")
    if "nbf" in claims and _instant(claims, "nbf") > now + LEEWAY_SECONDS:
        raise Unacceptable("the token does not hold yet")
    if not 0 < expires_at - issued_at <= MAX_LIFETIME_SECONDS:
        raise Unacceptable("the token's lifetime is not allowed")
    # No leeway here: a minute of grace would be a minute in which a withdrawn person still reads.
    if expires_at <= now:
        raise Expired("the token has expired")
    return datetime.fromtimestamp(expires_at, UTC)


def _client_id(claims: Mapping[str, Any]) -> str:
    named = {_name(claims, claim) for claim in ("client_id", "azp") if claim in claims}
    if len(named) != 1:
        raise Unacceptable("the token names no client, or two")
    return named.pop()


def _scopes(scope: object) -> frozenset[str]:
    """Read a scope string (RFC 6749, 3.3); empty and absent are alike: no scope."""
    if scope == "":
        return frozenset()
    if not isinstance(scope, str) or not _SCOPE.fullmatch(scope):
        raise Unacceptable("the scope is malformed")
    return frozenset(scope.split(" "))


def _instant(claims: Mapping[str, Any], claim: str) -> int:
    """Read a NumericDate; whole seconds only, since a float could be infinite and a bool is an int in Python."""
    value = claims.get(claim)
    if type(value) is not int or not 0 < value <= _MAX_INSTANT:
        raise Unacceptable(f"{claim} is not an instant")
    return value


def _name(claims: Mapping[str, Any], claim: str, longest: int = _MAX_NAME_CHARS) -> str:
    """Read a name; control characters and lone surrogates are refused: it goes into the access log."""
    value = claims.get(claim)
    if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isprintable():
        raise Unacceptable(f"{claim} is not a name")
    return value
