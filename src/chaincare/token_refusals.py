"""Why a token is not accepted: what its sender can do about it, and nothing that helps somebody who stole it."""

from typing import ClassVar

from chaincare.refusals import Kind, Refusal


class TokenMissing(Refusal):
    """Send an access token of your organisation's issuer in the header "Authorization: Bearer <token>"."""

    kind: ClassVar[Kind] = Kind.UNAUTHENTICATED


class TokenRefused(Refusal):
    """The access token is not accepted: get a new one from an issuer that is registered here."""

    kind: ClassVar[Kind] = Kind.UNAUTHENTICATED


class TokenExpired(TokenRefused):
    """The access token has expired: get a new one and send the request again."""


class TokenNotForUs(TokenRefused):
    """The access token was issued for another service: ask your issuer for one with this API's audience."""


class TokenBoundToSender(TokenRefused):
    """The access token is bound to a key: send it as "Authorization: DPoP <token>", with a proof in the header DPoP."""


class TokenUnbound(TokenRefused):
    """This server takes only tokens that are bound to a key: ask your issuer for one with DPoP or mutual TLS."""


class DpopProofRefused(TokenRefused):
    """The DPoP proof does not fit: sign this method, this address and this token, with the key the token is bound to."""


class DpopProofStale(TokenRefused):
    """The DPoP proof was not made within a minute of now: set your clock right and make a proof for every request."""


class DpopProofUsed(TokenRefused):
    """This DPoP proof was used before: make a new one, with a new jti, for every request."""


class CertificateRefused(TokenRefused):
    """The access token is bound to a client certificate, and the request came without it or with another one."""


class IssuerUnreachable(Refusal):
    """The keys of this token's issuer cannot be fetched at the moment: send the request again in a minute."""

    kind: ClassVar[Kind] = Kind.UNAVAILABLE
