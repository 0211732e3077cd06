"""The documentation works without the internet and asks nothing of it."""

import re
from html.parser import HTMLParser
from importlib.resources import files

import httpx2
import pytest

pytestmark = pytest.mark.anyio


class _References(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline_scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.found += [value for name in ("src", "href") if (value := attributes.get(name))]
        self.inline_scripts += tag == "script" and "src" not in attributes


async def test_the_page_refers_only_to_what_this_server_has(client: httpx2.AsyncClient) -> None:
    page = await client.get("/v1/docs", headers={"Accept": "text/html"})
    assert page.headers["Content-Type"].startswith("text/html")
    references = _References()
    references.feed(page.text)
    assert references.inline_scripts == 0
    for reference in set(references.found) - {"data:,"}:
        assert not re.match(r"[a-z]+:|//", reference)
        assert (await client.get(f"/v1/{reference}")).status_code == 200


async def test_the_browser_is_told_to_ask_nowhere_else(client: httpx2.AsyncClient) -> None:
    for path in ("/v1/docs", "/v1/docs/problems", "/v1/docs/start.js"):
        policy = (await client.get(path)).headers["Content-Security-Policy"]
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == rules["connect-src"] == "'self'"
        assert rules["frame-ancestors"] == "'none'"


async def test_our_own_script_names_no_other_server_and_switches_the_validator_off() -> None:
    start = (files("chaincare.docs_page") / "start.js").read_text()
    assert "://" not in start
    assert "validatorUrl: null" in start


async def test_nothing_but_the_pages_files_is_given_out(client: httpx2.AsyncClient) -> None:
    for name in ("api.py", "index.html", "NOTICE", "..", "%2e%2e"):
        assert (await client.get(f"/v1/docs/{name}")).status_code == 404
