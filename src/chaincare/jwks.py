"""The keys of trusted issuers: fetched, kept for minutes, and looked up by issuer and key id only.

A key belongs to the issuer that publishes it; there is no common pot in which one issuer's key could verify
another's token. Known keys outlive a dead endpoint; a withdrawn key does not outlive the next refresh: five minutes
after it was taken from the set no token of it is accepted, as long as the endpoint answers, and a day at the very most.
"""

import asyncio
import functools
import ssl
from collections.abc import Callable, Mapping
from typing import Final

import httpx2
import structlog

from chaincare.discovery import Fetch, discovered_jwks_uri, require_safe
from chaincare.jws import SECRET_MEMBERS, Unacceptable, VerificationKey, key_from_jwk, strict_object

REFRESH_AFTER_SECONDS: Final = 300.0
RETRY_AFTER_SECONDS: Final = 30.0
# Own choice: an endpoint that is silent for a day can no longer vouch for its keys.
BELIEVED_FOR_SECONDS: Final = 86_400.0
_FETCH_SECONDS: Final = 3.0
_MAX_JWKS_BYTES: Final = 256 * 1024
_MAX_KEYS: Final = 100

_log = structlog.stdlib.get_logger(__name__)


class KeysUnavailable(Exception):
    """The issuer's keys are not known, or no longer believed, and cannot be fetched now."""


def read_jwks(data: bytes) -> dict[str, VerificationKey]:
    """Read a JWKS (RFC 7517, 5) into its usable keys by key id.

    Keys of other kinds, weak ones and ones without an id are left out: an issuer may publish them for others.

    Raises:
        Unacceptable: if a key id stands twice (which key is meant would be anyone's guess), or if a secret is
            published (whoever read it can sign).

    """
    listed = strict_object(data).get("keys")
    if not isinstance(listed, list) or len(listed) > _MAX_KEYS:
        raise Unacceptable("the key set has no list of keys, or too many")
    seen: set[str] = set()
    usable: dict[str, VerificationKey] = {}
    for jwk in listed:
        if not isinstance(jwk, dict) or not SECRET_MEMBERS.isdisjoint(jwk):
            raise Unacceptable("the key set holds a secret key or something that is no key")
        key_id = jwk.get("kid")
        if not isinstance(key_id, str) or not key_id:
            continue
        if key_id in seen:
            raise Unacceptable("the key set has a key id twice")
        seen.add(key_id)
        try:
            usable[key_id] = key_from_jwk(jwk)
        except Unacceptable:
            continue
    return usable


class IssuerKeys:
    """One issuer's keys, as last fetched. Ticks are seconds of a clock that never runs backwards."""

    def __init__(self, issuer: str, jwks_uri: str | None, fetch: Fetch, ticks: Callable[[], float]) -> None:
        self._issuer = issuer
        self._jwks_uri = jwks_uri
        self._fetch = fetch
        self._ticks = ticks
        self._keys: Mapping[str, VerificationKey] = {}
        self._fetched_at: float | None = None
        self._tried_at: float | None = None
        self._failing = False
        self._flight: asyncio.Task[None] | None = None

    async def find(self, key_id: str) -> VerificationKey | None:
        """Return the key, refreshing first when it is unknown or the set is old; at most one fetch at a time.

        Raises:
            KeysUnavailable: if nothing was ever fetched, or the endpoint has been silent for a day.

        """
        unknown, old = key_id not in self._keys, self._is_older_than(REFRESH_AFTER_SECONDS)
        if (unknown or old) and self._may_try():
            self._tried_at = self._ticks()
            self._flight = asyncio.create_task(self._refresh())
        # Nobody with a known, fresh key waits for a fetch that a stranger's key id set off; and while the endpoint
        # fails, nobody with a known key waits for it at all: the attempt goes on by itself.
        if self._flight is not None and (unknown or (old and not self._failing)):
            await asyncio.shield(self._flight)
        if self._is_older_than(BELIEVED_FOR_SECONDS):
            raise KeysUnavailable
        return self._keys.get(key_id)

    async def close(self) -> None:
        """End a fetch that is under way."""
        if self._flight is not None:
            self._flight.cancel()
            await asyncio.gather(self._flight, return_exceptions=True)

    def _is_older_than(self, seconds: float) -> bool:
        return self._fetched_at is None or self._ticks() - self._fetched_at > seconds

    def _may_try(self) -> bool:
        if self._flight is not None:
            return False
        return self._tried_at is None or self._ticks() - self._tried_at >= RETRY_AFTER_SECONDS

    async def _refresh(self) -> None:
        try:
            # Asked anew each time: an issuer may move its keys.
            uri = self._jwks_uri or await discovered_jwks_uri(self._issuer, self._fetch)
            self._keys = read_jwks(await self._fetch(uri))
            self._fetched_at = self._ticks()
            self._failing = False
        except Exception as error:  # noqa: BLE001  whatever keeps the keys away, known keys must go on working
            self._failing = True
            _log.warning("jwks_refresh_failed", error=type(error).__name__)
        finally:
            self._flight = None


@functools.cache
def _trust(*, of_environment: bool) -> ssl.SSLContext:
    """Read the certificates that are trusted, once: it takes tens of milliseconds, in which nobody else is answered."""
    return httpx2.create_ssl_context(trust_env=of_environment)


async def fetch_jwks(uri: str) -> bytes:
    """Fetch a key set, or an issuer's metadata: https (http for loopback only), three seconds in all, 256 KiB, no redirects.

    Raises:
        Unacceptable: if the address or the answer is not of that kind.
        httpx2.HTTPError, TimeoutError: if the endpoint does not answer properly in time.

    """
    loopback = require_safe(uri)
    # Proxy settings of the environment are for the outside world; a loopback issuer is reached directly.
    async with (
        asyncio.timeout(_FETCH_SECONDS),
        httpx2.AsyncClient(
            verify=_trust(of_environment=not loopback),
            follow_redirects=False,
            timeout=_FETCH_SECONDS,
            trust_env=not loopback,
        ) as client,
        client.stream(
            "GET", uri, headers={"Accept": "application/json", "Accept-Encoding": "identity"}
        ) as answer,
    ):
        if answer.status_code != httpx2.codes.OK or "content-encoding" in answer.headers:
            raise Unacceptable("the key endpoint did not answer with a plain 200")
        body = bytearray()
        async for chunk in answer.aiter_raw():
            body += chunk
            if len(body) > _MAX_JWKS_BYTES:
                raise Unacceptable("the key set is too large")
        return bytes(body)
