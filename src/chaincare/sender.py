"""Whoever sends a token must be who it was given to: what a bound token asks of a request (RFC 9449, RFC 8705)."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from chaincare.claims import Confirmation
from chaincare.dpop import Presented, ProofBad, ProofStale, check_proof, sha256_of
from chaincare.token_refusals import (
    CertificateRefused,
    DpopProofRefused,
    DpopProofStale,
    DpopProofUsed,
    TokenBoundToSender,
    TokenRefused,
    TokenUnbound,
)


class SenderCheck:
    """Checks senders; `see_proof` is told the digest of every proof that is good, and says whether it is new."""

    def __init__(
        self,
        see_proof: Callable[[bytes], Awaitable[bool]],
        now: Callable[[], datetime],
        *,
        require_bound: bool,
    ) -> None:
        self._see_proof = see_proof
        self._now = now
        self._require_bound = require_bound

    async def require(self, bound: Confirmation, token: str, presented: Presented, *, by_proof: bool) -> None:
        """Require of the sender what the token is bound to; `by_proof` says that it came by the DPoP scheme.

        Raises TokenUnbound, CertificateRefused, TokenBoundToSender, TokenRefused, DpopProofRefused, DpopProofStale,
        DpopProofUsed.
        """
        if self._require_bound and bound == Confirmation():
            raise TokenUnbound
        if bound.certificate is not None and (
            presented.certificate is None or sha256_of(presented.certificate) != bound.certificate
        ):
            raise CertificateRefused
        if by_proof and bound.key is None:
            raise TokenRefused
        if bound.key is None:
            return
        if not by_proof:
            raise TokenBoundToSender
        try:
            digest = check_proof(presented, token=token, thumbprint=bound.key, now=self._now())
        except ProofStale as reason:
            raise DpopProofStale from reason
        except ProofBad as reason:
            raise DpopProofRefused from reason
        # Last, because looking uses it up: a proof that is refused for another reason was not used.
        if not await self._see_proof(digest):
            raise DpopProofUsed
