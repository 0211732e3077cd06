"""What an access token must say about itself (RFC 9068, 2.2; NL GOV OAuth profile), checked claim by claim."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from chaincare.jws import Unacceptable

LEEWAY_SECONDS: Final = 60
MAX_LIFETIME_SECONDS: Final = 24 * 60 * 60
_MAX_INSTANT: Final = 253_402_300_799  # the last second of the year 9999: beyond it no datetime exists
_MAX_NAME_CHARS: Final = 255
_MAX_ISSUER_CHARS: Final = 512
_SCOPE: Final = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*", re.ASCII)


class Expired(Unacceptable):
    """The token was good once."""


class NotForUs(Unacceptable):
    """The token names other audiences."""


class SenderConstrained(Unacceptable):
    """The token is bound to a key its bearer would have to prove."""


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of an access token that holds now and is meant for us."""

    subject: str
    client_id: str
    token_id: str
    scopes: frozenset[str]
    acr: str | None
    expires_at: datetime


def claimed_issuer(claims: Mapping[str, Any]) -> str:
    """Return whom the token says it is from: the name to look a key up by, proven only by that key."""
    return _name(claims, "iss", _MAX_ISSUER_CHARS)


def check_claims(claims: Mapping[str, Any], *, audience: str, now: datetime) -> Claims:
    """Check every claim but the issuer's.

    Raises:
        SenderConstrained: if the token has `cnf`: a bearer did not prove to hold the key.
        Expired, NotForUs: if it is a good token of another time or for another service.
        Unacceptable: if a claim is missing, of the wrong type, or says what cannot be.

    """
    # A null counts as present: what the issuer meant by it is not ours to guess.
    if "cnf" in claims:
        raise SenderConstrained("the token is bound to a key")
    checked = Claims(
        subject=_name(claims, "sub"),
        client_id=_client_id(claims),
        token_id=_name(claims, "jti"),
        scopes=_scopes(claims.get("scope", "")),
        acr=_name(claims, "acr") if "acr" in claims else None,
        expires_at=_expiry(claims, now.timestamp()),
    )
    named = claims.get("aud")
    audiences = [named] if isinstance(named, str) else named
    if not isinstance(audiences, list) or not all(isinstance(one, str) for one in audiences):
        raise Unacceptable("the audience is not a string or a list of strings")
    if audience not in audiences:
        raise NotForUs("the token is for another audience")
    return checked


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
