"""Who is calling: an access token becomes a `Caller`, or is refused.

Sources: RFC 9068 (JWT access tokens), RFC 6750 (bearer header), RFC 8725 (best practice), NL GOV OAuth profile; for
tokens bound to their sender RFC 9449 (DPoP) and RFC 8705 (mutual TLS); for who acts for whom RFC 8693.
A token says only who calls and through which client. What they may do stands in the database; scopes and `acr`
narrow it and never widen it.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from time import monotonic
from typing import Final

import msgspec

from chaincare.claims import (
    CODE,
    Actor,
    Claims,
    Confirmation,
    Expired,
    NotForUs,
    SenderConstrained,
    check_claims,
    claimed_issuer,
)
from chaincare.discovery import Fetch
from chaincare.dpop import Presented
from chaincare.jwks import IssuerKeys, KeysUnavailable
from chaincare.jws import Unacceptable, parse_compact, strict_object
from chaincare.sender import SenderCheck
from chaincare.token_refusals import (
    IssuerUnreachable,
    TokenBoundToSender,
    TokenExpired,
    TokenMissing,
    TokenNotForUs,
    TokenRefused,
)

REMEMBERED_TOKENS: Final = 10_000
_ACCESS_TOKEN_TYPES: Final = frozenset({"at+jwt", "application/at+jwt"})
_AUTHORIZATION: Final = re.compile(r"(bearer|dpop) ([!-~]+)", re.ASCII | re.IGNORECASE)


class IssuerKind(StrEnum):
    """Whom an issuer can speak for: the staff and systems of organisations, or citizens."""

    ORGANISATION = "organisation"
    CITIZENS = "citizens"


class TrustedIssuer(msgspec.Struct, frozen=True):
    """An entry of the allow-list of issuers."""

    issuer: str
    kind: IssuerKind
    jwks_uri: str | None
    """Where its keys are; None asks the issuer itself (discovery)."""


class Caller(msgspec.Struct, frozen=True):
    """Who is calling, as a verified token says it. `issuer` and `subject` together name one person or system."""

    issuer: str
    subject: str
    client_id: str
    kind: IssuerKind
    scopes: frozenset[str]
    acr: str | None
    token_id: str
    expires_at: datetime
    is_system: bool
    """True when the client acts for itself (client credentials: `sub` is the client's id, RFC 9068, 2.2)."""
    acted_by: str | None = None
    """Who acts for the subject, as issuer|subject (token exchange, RFC 8693, 4.1)."""


class _Verified(msgspec.Struct, frozen=True):
    """A token that was verified, with everything its acceptance rested on."""

    caller: Caller
    issuer: TrustedIssuer
    actor: Actor | None
    confirmation: Confirmation
    key_id: str
    thumbprint: str


_NOTHING: Final = Presented()


class TokenVerifier:
    """Verifies access tokens; remembers verified ones, so that a second look costs no cryptography.

    `find_issuer` is asked on every verification, so that an issuer struck from the allow-list is out at once: it
    should answer from memory. `see_proof` is told the digest of every DPoP proof and says whether it is new.
    `now` is the time tokens are measured by; `ticks` paces the fetching of keys.
    """

    def __init__(
        self,
        *,
        find_issuer: Callable[[str], Awaitable[TrustedIssuer | None]],
        fetch_jwks: Fetch,
        see_proof: Callable[[bytes], Awaitable[bool]],
        audience: str,
        now: Callable[[], datetime],
        accept_plain_jwt: bool,
        require_bound: bool = False,
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        self._find_issuer = find_issuer
        self._fetch_jwks = fetch_jwks
        self._audience = audience
        self._now = now
        self._accept_plain_jwt = accept_plain_jwt
        self._sender = SenderCheck(see_proof, now, require_bound=require_bound)
        self._ticks = ticks
        self._keys: dict[TrustedIssuer, IssuerKeys] = {}
        self._verified: OrderedDict[bytes, _Verified] = OrderedDict()

    async def verify(self, authorization: str | None, presented: Presented = _NOTHING) -> Caller:
        """Return who is calling, from the value of the Authorization header and what came beside it.

        Raises:
            TokenMissing: without an access token.
            TokenRefused: if it is not acceptable; those derived from it are the cases in which the caller can do
                something particular about it.
            IssuerUnreachable: if it may be acceptable, but its issuer's keys were never fetched.

        """
        by_proof, token = _token_in(authorization)
        # By hash, so that a memory dump of this table is not a bunch of usable tokens.
        digest = hashlib.sha256(token.encode("ascii")).digest()
        try:
            verified = self._verified.get(digest)
            if verified is None or not await self._still_stands(verified):
                verified = await self._verify_afresh(token)
            self._remember(digest, verified)
        except Unacceptable as reason:
            self._verified.pop(digest, None)
            raise _REFUSALS.get(type(reason), TokenRefused) from reason
        except KeysUnavailable as reason:
            raise IssuerUnreachable from reason
        # Every time, also for a token that was verified before: that it is good says nothing of who sends it.
        await self._sender.require(verified.confirmation, token, presented, by_proof=by_proof)
        return verified.caller

    async def close(self) -> None:
        """End what is under way; the verifier is not used afterwards."""
        for keys in self._keys.values():
            await keys.close()

    async def _still_stands(self, verified: _Verified) -> bool:
        if self._now() >= verified.caller.expires_at:
            raise Expired("the token has expired")
        if await self._find_issuer(verified.issuer.issuer) != verified.issuer:
            return False
        await self._require_known(verified.actor)
        key = await self._keys_of(verified.issuer).find(verified.key_id)
        return key is not None and key.thumbprint == verified.thumbprint

    async def _verify_afresh(self, token: str) -> _Verified:
        jws = parse_compact(token)
        type_ = (jws.type or "").lower()
        if type_ not in _ACCESS_TOKEN_TYPES and not (self._accept_plain_jwt and type_ in {"jwt", ""}):
            raise Unacceptable("the token is not typed as an access token")
        unproven = strict_object(jws.payload)
        name = claimed_issuer(unproven)
        issuer = await self._find_issuer(name)
        if issuer is None or issuer.issuer != name:
            raise Unacceptable("the issuer is not on the allow-list")
        key = await self._keys_of(issuer).find(jws.key_id)
        if key is None:
            raise Unacceptable("the issuer has no such key")
        key.verify(jws)
        claims = check_claims(unproven, audience=self._audience, now=self._now())
        await self._require_known(claims.actor)
        caller = _caller(issuer, claims)
        return _Verified(caller, issuer, claims.actor, claims.confirmation, key.key_id, key.thumbprint)

    async def _require_known(self, actor: Actor | None) -> None:
        """Refuse an actor of an issuer that is not trusted: nobody could be asked who that was."""
        if actor is None or actor.issuer is None:
            return
        found = await self._find_issuer(actor.issuer)
        if found is None or found.issuer != actor.issuer:
            raise Unacceptable("the actor is of an issuer that is not on the allow-list")

    def _keys_of(self, issuer: TrustedIssuer) -> IssuerKeys:
        # Only issuers of the allow-list come here: strangers cannot make this grow.
        if issuer not in self._keys:
            self._keys[issuer] = IssuerKeys(issuer.issuer, issuer.jwks_uri, self._fetch_jwks, self._ticks)
        return self._keys[issuer]

    def _remember(self, digest: bytes, verified: _Verified) -> None:
        self._verified[digest] = verified
        self._verified.move_to_end(digest)
        if len(self._verified) > REMEMBERED_TOKENS:
            self._verified.popitem(last=False)


_REFUSALS: Final[dict[type[Unacceptable], type[TokenRefused]]] = {
    Expired: TokenExpired,
    NotForUs: TokenNotForUs,
    SenderConstrained: TokenBoundToSender,
}


def _token_in(authorization: str | None) -> tuple[bool, str]:
    """Give the token, and whether it came by the DPoP scheme."""
    if authorization is None or not authorization.lower().startswith(("bearer ", "dpop ")):
        raise TokenMissing
    matched = _AUTHORIZATION.fullmatch(authorization)
    if matched is None:
        raise TokenRefused from Unacceptable("the header is malformed")
    return matched[1].lower() == "dpop", matched[2]


def _caller(issuer: TrustedIssuer, claims: Claims) -> Caller:
    return Caller(
        issuer=issuer.issuer,
        subject=claims.subject,
        client_id=claims.client_id,
        kind=issuer.kind,
        scopes=claims.scopes,
        acr=claims.acr,
        token_id=claims.token_id,
        expires_at=claims.expires_at,
        is_system=claims.subject == claims.client_id,
        acted_by=_acting(issuer, claims.actor),
    )


def _acting(issuer: TrustedIssuer, actor: Actor | None) -> str | None:
    """Give who acts as the access log keeps it."""
    if actor is None:
        return None
    name = actor.issuer or issuer.issuer
    if not CODE.fullmatch(name):
        raise Unacceptable("the issuer's name is no code")
    return f"{name}|{actor.subject}"
