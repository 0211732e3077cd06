"""Where an issuer's keys are is asked of the issuer itself, and believed only where it speaks of itself."""

import json
from typing import Any

import pytest
from tests.identity.issuer_world import ISSUER, KEYS, World, jwk, token

from chaincare.discovery import discovered_jwks_uri, metadata_addresses, require_safe
from chaincare.identity import IssuerKind, TrustedIssuer
from chaincare.jws import Unacceptable
from chaincare.token_refusals import IssuerUnreachable

pytestmark = pytest.mark.anyio

GOOD = {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"}
OPENID, OAUTH = metadata_addresses(ISSUER)


def site(**pages: Any) -> Any:
    """A site whose pages are JSON; everything else is not there."""
    named = {"openid": OPENID, "oauth": OAUTH}

    async def fetch(address: str) -> bytes:
        for name, page in pages.items():
            if address == named[name]:
                return page if isinstance(page, bytes) else json.dumps(page).encode()
        raise Unacceptable("the key endpoint did not answer with a plain 200")

    return fetch


def test_the_address_follows_from_the_name() -> None:
    assert metadata_addresses("https://login.example/realms/noord/") == (
        "https://login.example/realms/noord/.well-known/openid-configuration",
        "https://login.example/.well-known/oauth-authorization-server/realms/noord",
    )
    assert metadata_addresses("http://127.0.0.1:9") == (
        "http://127.0.0.1:9/.well-known/openid-configuration",
        "http://127.0.0.1:9/.well-known/oauth-authorization-server",
    )


@pytest.mark.parametrize(
    "name",
    [
        "http://login.example",
        "login.example",
        "urn:issuer",
        "https://login.example?x",
        "https://login.example/#x",
        "https://a@login.example",
        "https://login.example:x",
        "https://[::1",
        "",
    ],
)
def test_a_name_that_is_no_plain_address_is_asked_nothing(name: str) -> None:
    with pytest.raises(Unacceptable):
        metadata_addresses(name)


@pytest.mark.parametrize(
    "pages",
    [
        {"openid": GOOD},
        {"oauth": GOOD},
        {"openid": b"not found", "oauth": GOOD},
        {"openid": GOOD, "oauth": {}},
    ],
    ids=str,
)
async def test_either_address_may_tell(pages: dict[str, Any]) -> None:
    assert await discovered_jwks_uri(ISSUER, site(**pages)) == f"{ISSUER}/keys"


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ({}, "does not tell"),
        ({"openid": b"[]"}, "does not tell"),
        ({"openid": {**GOOD, "issuer": f"{ISSUER}/"}}, "another issuer's"),
        ({"openid": {**GOOD, "issuer": "https://evil.example"}, "oauth": GOOD}, "another issuer's"),
        ({"openid": {"jwks_uri": "https://evil.example/keys"}}, "another issuer's"),
        ({"openid": {"issuer": ISSUER}}, "no key set"),
        ({"openid": {**GOOD, "jwks_uri": [f"{ISSUER}/keys"]}}, "no key set"),
        ({"openid": {**GOOD, "jwks_uri": "http://login.school.example/keys"}}, "https only"),
        ({"openid": {**GOOD, "jwks_uri": "file:///etc/passwd"}}, "https only"),
        ({"openid": {**GOOD, "jwks_uri": "http://127.0.0.1:8400/x"}}, "this machine"),
        ({"openid": {**GOOD, "jwks_uri": "https://localhost/x"}}, "this machine"),
    ],
    ids=str,
)
async def test_what_an_issuer_may_not_tell(pages: dict[str, Any], why: str) -> None:
    with pytest.raises(Unacceptable, match=why):
        await discovered_jwks_uri(ISSUER, site(**pages))


def test_on_this_machine_http_will_do() -> None:
    assert require_safe("http://localhost:1/x")
    assert not require_safe("https://login.example/x")


async def test_an_issuer_may_move_its_keys_and_is_followed_at_the_next_refresh() -> None:
    world = World()
    world.trusted[ISSUER] = TrustedIssuer(ISSUER, IssuerKind.ORGANISATION, None)
    pages = world.pages = {OPENID: GOOD}
    world.published[f"{ISSUER}/keys"] = [jwk(KEYS["p256"], "p256")]
    assert await world.verify(token())
    pages[OPENID] = {**GOOD, "jwks_uri": f"{ISSUER}/moved"}
    world.published[f"{ISSUER}/moved"] = [jwk(KEYS["rsa"], "rsa")]
    world.wait(31)
    assert await world.verify(token(algorithm="RS256"))
    pages.clear()
    world.wait(301)
    assert await world.verify(token(algorithm="RS256")), "known keys work on while it does not tell"

    silent = World()
    silent.trusted[ISSUER] = TrustedIssuer(ISSUER, IssuerKind.ORGANISATION, None)
    with pytest.raises(IssuerUnreachable):
        await silent.verify(token())
