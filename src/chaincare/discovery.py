"""Where an issuer says its keys are: its metadata, found by its name alone.

Sources: OpenID Connect Discovery 1.0, section 4; RFC 8414, sections 3 and 3.3. What an issuer says of itself counts
only at the address that follows from its name, and only when it says that very name.
"""

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit, urlunsplit

from chaincare.jws import Unacceptable, strict_object

Fetch = Callable[[str], Awaitable[bytes]]
"""Fetches a small JSON document, by the rules of jwks.fetch_jwks."""


def metadata_addresses(issuer: str) -> tuple[str, ...]:
    """Give where an issuer's metadata may be: OpenID Connect appends to its path, RFC 8414 puts it before.

    Raises Unacceptable for a name that is no plain https address (http on loopback only).
    """
    require_safe(issuer)
    parts = urlsplit(issuer)
    if parts.query or parts.fragment or "?" in issuer or "#" in issuer:
        raise Unacceptable("the issuer's name has a query or a fragment")
    path = parts.path.rstrip("/")
    appended = parts._replace(path=f"{path}/.well-known/openid-configuration")
    before = parts._replace(path=f"/.well-known/oauth-authorization-server{path}")
    return urlunsplit(appended), urlunsplit(before)


async def discovered_jwks_uri(issuer: str, fetch: Fetch) -> str:
    """Ask an issuer where its keys are.

    Raises:
        Unacceptable: if no metadata is found, they name another issuer, or they point to an unsafe address.

    """
    metadata = None
    for address in metadata_addresses(issuer):
        try:
            metadata = strict_object(await fetch(address))
        except Exception:  # noqa: BLE001, S112  the other address may know; without either it is refused below
            continue
        break
    if metadata is None:
        raise Unacceptable("the issuer does not tell where its keys are")
    if metadata.get("issuer") != issuer:
        raise Unacceptable("the metadata are another issuer's")
    uri = metadata.get("jwks_uri")
    if not isinstance(uri, str):
        raise Unacceptable("the metadata name no key set")
    # An issuer elsewhere must not make this server ask itself, or its neighbour on the same machine.
    if require_safe(uri) and not require_safe(issuer):
        raise Unacceptable("the metadata point to this machine")
    return uri


def require_safe(uri: str) -> bool:
    """Return whether the address is on loopback; refuse any other one that is not https. Raises Unacceptable."""
    try:
        parts = urlsplit(uri)
        host = parts.hostname or ""
        _ = parts.port  # a port that is none raises here
    except ValueError:
        raise Unacceptable("this is no address") from None
    loopback = is_loopback(host)
    if (
        not host
        or parts.username is not None
        or parts.scheme not in ({"http", "https"} if loopback else {"https"})
    ):
        raise Unacceptable("keys are fetched over https only")
    return loopback


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
