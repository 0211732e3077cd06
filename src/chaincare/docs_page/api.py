"""Documentation served from the package: it works without the internet, and asks nothing of it."""

from html import escape
from importlib.resources import files

import msgspec
from litestar import Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from chaincare.problems import HTTP_PROBLEMS, Problem, example_of, example_of_status
from chaincare.refusals import TYPE_PREFIX, known_refusals

# Inline styles only: the renderer sets style attributes. Scripts and connections stay on this server.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_ASSETS = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "start.js": "text/javascript",
}
_HTML = "text/html"


def _shipped(name: str) -> bytes:
    return (files("chaincare.docs_page") / name).read_bytes()


def _answer(content: bytes, media_type: str) -> Response[bytes]:
    return Response(content, media_type=media_type, headers={"Content-Security-Policy": _POLICY})


@get("/", media_type="text/html", sync_to_thread=False)
def documentation() -> Response[bytes]:
    """Show the API's description."""
    return _answer(_shipped("index.html"), _HTML)


@get("/{asset:str}", media_type="*/*", sync_to_thread=True)
def documentation_asset(asset: FromPath[str]) -> Response[bytes]:
    """Give a script or style sheet of the page."""
    if asset not in _ASSETS:
        raise NotFoundException
    return _answer(_shipped(asset), _ASSETS[asset])


def problem_examples() -> list[Problem]:
    """Give the body of every problem type a caller can meet, by status and type."""
    found = [example_of(one) for one in known_refusals()]
    known = {one.type for one in found}
    plain = [example_of_status(status) for status in HTTP_PROBLEMS]
    return sorted(
        [*found, *(one for one in plain if one.type not in known)], key=lambda one: (one.status, one.type)
    )


@get("/problems", media_type="text/html", sync_to_thread=False)
def problem_list() -> Response[bytes]:
    """Show every problem type: what it says, which status it has, and the body it comes with."""
    rows = "".join(
        f'<tr id="{escape(one.type.removeprefix(TYPE_PREFIX))}"><td>{one.status}</td>'
        f"<td><code>{escape(one.type)}</code></td><td>{escape(one.detail)}"
        f"<details><summary>Example</summary><pre>{escape(readable(one))}</pre></details></td></tr>"
        for one in problem_examples()
    )
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>ChainCare: problems</title>'
        '<link rel="icon" href="data:,"></head><body><h1>Problems</h1>'
        "<p>Compare <code>type</code>; sentences may be reworded. <code>instance</code> names the request: give it"
        " when you report something. <code>errors</code> names each place of the request that is at fault.</p>"
        f"<table><tr><th>Status</th><th>Type</th><th>Meaning</th></tr>{rows}</table></body></html>"
    )
    return _answer(page.encode(), _HTML)


def readable(problem: Problem) -> str:
    """Write the body of a problem as people read JSON."""
    return msgspec.json.format(msgspec.json.encode(problem), indent=2).decode()


docs_router = Router(
    "/docs",
    route_handlers=[documentation, problem_list, documentation_asset],
    include_in_schema=False,
    opt={"public": True},
)
