"""What a request brings beside its token: where it was sent to, the proof it carries, the certificate behind it.

Nothing that only a proxy can know is believed of anybody else (RFC 9440, 3).
"""

import base64
import binascii
import re
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from litestar.types import HTTPScope

from chaincare.dpop import Presented
from chaincare.exchange import header_of

Network = IPv4Network | IPv6Network
_BYTES = re.compile(rb":([A-Za-z0-9+/]+={0,2}):")


class Presenting:
    """Reads what is presented; `public_url` is where callers find this server, if not where it listens."""

    def __init__(self, public_url: str | None, trusted_proxies: Sequence[Network]) -> None:
        self._public_url = public_url
        self._trusted = tuple(trusted_proxies)

    def read(self, scope: HTTPScope) -> Presented:
        """Give what came with a request."""
        proof = header_of(scope, b"dpop")
        certificate = header_of(scope, b"client-cert")
        if proof is None and certificate is None:
            return _NOTHING
        return Presented(
            # HEAD is answered as GET (front.py); whoever asks has signed what he sent.
            method=scope["state"].get("method", scope["method"]),
            address=self._base(scope) + (scope.get("raw_path") or scope["path"].encode()).decode("latin-1"),
            proof=None if proof is None else proof.decode("latin-1"),
            certificate=None if certificate is None else self._certificate(scope, certificate),
        )

    def _base(self, scope: HTTPScope) -> str:
        """Give where this server is; never by the Host header, which whoever asks can choose."""
        if self._public_url is not None:
            return self._public_url
        host, port = scope["server"] or ("", None)
        return f"{scope['scheme']}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"

    def _certificate(self, scope: HTTPScope, told: bytes) -> bytes | None:
        """Read the certificate that a trusted proxy was shown (RFC 9440: a byte sequence of RFC 8941)."""
        matched = _BYTES.fullmatch(told)
        if matched is None or not self._is_trusted(scope["client"]):
            return None
        try:
            return base64.b64decode(matched[1], validate=True)
        except binascii.Error:
            return None

    def _is_trusted(self, peer: tuple[str, int] | None) -> bool:
        try:
            address = ip_address(peer[0] if peer else "")
        except ValueError:
            return False
        return any(address in network for network in self._trusted)


_NOTHING = Presented()
