"""The demo's issuers, as the real verifier meets them: over HTTP, on loopback."""

import base64
import socket
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import anyio
import httpx2
import pytest
import uvicorn

from chaincare.app import create_app
from chaincare.demo.issuer_routes import DEMO_HEADER, beside_demo_issuers
from chaincare.demo.issuers import ISSUERS, DemoIssuers, DemoIssuerUnknown
from chaincare.identity import IssuerKind, TokenVerifier, TrustedIssuer
from chaincare.jwks import fetch_jwks
from chaincare.settings import load_settings
from chaincare.token_refusals import TokenExpired, TokenRefused

pytestmark = pytest.mark.anyio


class Served:
    """Demo issuers, and an app that serves them on a port of its own."""

    def __init__(self, data_dir: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.issuers = DemoIssuers(data_dir, self.url, partner_scopes=["events:read", "health"])
        settings = load_settings({"CHAINCARE_DATA_DIR": str(data_dir)})
        self.app = beside_demo_issuers(create_app(settings), self.issuers)
        self.trusted = {self.issuers.issuer_url(name): name for name in ISSUERS}

    def verifier(self) -> TokenVerifier:
        async def find_issuer(issuer: str) -> TrustedIssuer | None:
            name = self.trusted.get(issuer)
            if name is None:
                return None
            kind = IssuerKind.CITIZENS if name == "burgers" else IssuerKind.ORGANISATION
            return TrustedIssuer(issuer, kind, self.issuers.jwks_uri(name))

        return TokenVerifier(
            find_issuer=find_issuer,
            fetch_jwks=fetch_jwks,
            audience="urn:chaincare:api",
            now=lambda: datetime.now(UTC),
            accept_plain_jwt=False,
            see_proof=never_seen,
        )


async def never_seen(_: bytes) -> bool:
    return True


@asynccontextmanager
async def serving(data_dir: Path) -> AsyncIterator[Served]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        served = Served(data_dir, listening.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(served.app, log_config=None, lifespan="off", ws="none"))
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(server.serve, [listening])
            with anyio.fail_after(10):
                while not server.started:  # noqa: ASYNC110  uvicorn has no event to wait for
                    await anyio.sleep(0.01)
            try:
                yield served
            finally:
                server.should_exit = True


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(tmp_path) as one:
        yield one


def basic(client_id: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{client_id}:{secret}".encode()).decode()}


async def ask_token(served: Served, name: str, secret: str, **form: str) -> httpx2.Response:
    async with httpx2.AsyncClient(base_url=served.url, trust_env=False) as client:
        return await client.post(
            f"/demo/issuers/{name}/token",
            data={"grant_type": "client_credentials"} | form,
            headers=basic("leerlingvolg", secret),
        )


async def test_every_issuers_token_is_believed_and_is_of_its_kind(served: Served) -> None:
    verifier = served.verifier()
    for name in ISSUERS:
        token = served.issuers.token(
            name, "someone", client_id="portal", scopes=["cases:read"], acr="substantial"
        )
        caller = await verifier.verify(f"Bearer {token}")
        assert caller.issuer == served.issuers.issuer_url(name)
        assert (caller.subject, caller.client_id, caller.acr) == ("someone", "portal", "substantial")
        assert caller.scopes == {"cases:read"}
        assert caller.kind is (IssuerKind.CITIZENS if name == "burgers" else IssuerKind.ORGANISATION)
        assert not caller.is_system
        left = caller.expires_at - datetime.now(UTC)
        assert timedelta(minutes=59) < left <= timedelta(hours=1)


async def test_one_issuers_token_is_not_anothers(served: Served) -> None:
    token = served.issuers.token("kompas", "someone", client_id="portal", scopes=[])
    served.trusted = {issuer: name for issuer, name in served.trusted.items() if name != "kompas"}
    with pytest.raises(TokenRefused):
        await served.verifier().verify(f"Bearer {token}")


async def test_a_token_can_be_made_short_or_for_another_service(served: Served) -> None:
    verifier = served.verifier()
    make = served.issuers.token
    old = make("kompas", "someone", client_id="portal", scopes=[], lifetime=timedelta(seconds=1))
    await anyio.sleep(1.1)
    with pytest.raises(TokenExpired):
        await verifier.verify(f"Bearer {old}")
    elsewhere = make("kompas", "someone", client_id="portal", scopes=[], audience="urn:elsewhere")
    with pytest.raises(TokenRefused):
        await verifier.verify(f"Bearer {elsewhere}")


async def test_a_partner_system_signs_in_for_itself(served: Served) -> None:
    secret = served.issuers.client_secret("leerlingvolg")
    answer = await ask_token(served, "de-regenboog", secret)
    assert answer.status_code == 200
    given = answer.json()
    assert (given["token_type"], given["expires_in"]) == ("Bearer", 3600)
    caller = await served.verifier().verify(f"Bearer {given['access_token']}")
    assert caller.is_system
    assert caller.client_id == "leerlingvolg"
    assert caller.scopes == {"events:read", "health"}


async def test_a_partner_system_gets_no_scope_it_does_not_have(served: Served) -> None:
    secret = served.issuers.client_secret("leerlingvolg")
    given = (await ask_token(served, "de-regenboog", secret, scope="health cases:read")).json()
    assert given["scope"] == "health"


async def test_a_wrong_secret_issuer_or_grant_gives_no_token(served: Served) -> None:
    secret = served.issuers.client_secret("leerlingvolg")
    refused = {
        "secret": await ask_token(served, "de-regenboog", "wrong"),
        "issuer": await ask_token(served, "kompas", secret),
        "grant": await ask_token(served, "de-regenboog", secret, grant_type="password"),
    }
    errors = {name: (answer.status_code, answer.json()["error"]) for name, answer in refused.items()}
    assert errors == {
        "secret": (401, "invalid_client"),
        "issuer": (401, "invalid_client"),
        "grant": (400, "unsupported_grant_type"),
    }


async def test_the_metadata_leads_to_the_keys_and_every_answer_is_marked(served: Served) -> None:
    async with httpx2.AsyncClient(trust_env=False) as client:
        metadata = await client.get(f"{served.issuers.issuer_url('kompas')}/.well-known/openid-configuration")
        keys = await client.get(metadata.json()["jwks_uri"])
    assert metadata.json()["issuer"] == served.issuers.issuer_url("kompas")
    assert [sorted(key) for key in keys.json()["keys"]] == [["alg", "crv", "kid", "kty", "use", "x", "y"]]
    assert "not for production" in metadata.headers[DEMO_HEADER]
    assert "not for production" in keys.headers[DEMO_HEADER]


async def test_the_api_beside_them_answers_as_it_always_does(served: Served) -> None:
    async with httpx2.AsyncClient(base_url=served.url, trust_env=False) as client:
        alive = await client.get("/v1/health/live")
        elsewhere = await client.get("/demo/issuersX")
    assert alive.status_code == 200
    assert DEMO_HEADER not in alive.headers
    assert elsewhere.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", ["nobody", "..%2fissuers%2fkompas", "leerlingvolg"])
async def test_an_unknown_issuer_is_not_found(served: Served, name: str) -> None:
    async with httpx2.AsyncClient(base_url=served.url, trust_env=False) as client:
        answer = await client.get(f"/demo/issuers/{name}/jwks.json")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        ("192.0.2.7", {"Host": "127.0.0.1:8400"}),
        ("127.0.0.1", {"Host": "chaincare.example"}),
        ("127.0.0.1", {"Host": "127.0.0.1.evil.example"}),
        ("127.0.0.1", {"Host": "localhost", "X-Forwarded-For": "192.0.2.7"}),
        ("127.0.0.1", {"Host": "localhost", "Forwarded": "for=192.0.2.7"}),
    ],
)
async def test_callers_from_elsewhere_are_refused(tmp_path: Path, peer: str, headers: dict[str, str]) -> None:
    app = Served(tmp_path, 8400).app
    transport = httpx2.ASGITransport(app, client=(peer, 1))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8400") as client:
        refused = await client.get("/demo/issuers/kompas/jwks.json", headers=headers)
    near = httpx2.ASGITransport(app, client=("::1", 1))
    async with httpx2.AsyncClient(transport=near, base_url="http://[::1]:8400") as client:
        allowed = await client.get("/demo/issuers/kompas/jwks.json")
    assert (refused.status_code, allowed.status_code) == (403, 200)
    assert "not for production" in refused.headers[DEMO_HEADER]


def test_keys_and_secrets_are_kept_for_their_owner_only(tmp_path: Path) -> None:
    first = DemoIssuers(tmp_path / "data", "http://127.0.0.1:8400")
    public, secret = first.jwks("kompas"), first.client_secret("leerlingvolg")
    again = DemoIssuers(tmp_path / "data", "http://127.0.0.1:8400/")
    assert again.jwks("kompas") == public != again.jwks("burgers")
    assert again.client_secret("leerlingvolg") == secret
    folder = tmp_path / "data" / "issuers"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {
        "kompas.jwk.json": 0o600,
        "burgers.jwk.json": 0o600,
        "leerlingvolg.secret": 0o600,
    }


@pytest.mark.parametrize("name", ["nobody", "../kompas", ""])
def test_only_known_names_become_files(tmp_path: Path, name: str) -> None:
    issuers = DemoIssuers(tmp_path, "http://127.0.0.1:8400")
    with pytest.raises(DemoIssuerUnknown):
        issuers.token(name, "someone", client_id="portal", scopes=[])
    with pytest.raises(DemoIssuerUnknown):
        issuers.client_secret(name)
    assert list(tmp_path.iterdir()) == []
