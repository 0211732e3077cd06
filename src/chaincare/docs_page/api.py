"""Documentation served from the package: it works without the internet, and asks nothing of it."""

from html import escape
from importlib.resources import files

from litestar import Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from chaincare.problems import HTTP_PROBLEMS, STATUS_OF
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


def problem_types() -> list[tuple[int, str, str]]:
    """List every problem type a caller can meet: status, type, sentence; in that order."""
    refused = [(STATUS_OF[one.kind], one.type_uri(), one.sentence()) for one in known_refusals()]
    plain = [(status, TYPE_PREFIX + slug, sentence) for status, (slug, sentence) in HTTP_PROBLEMS.items()]
    return sorted({*refused, *plain})


@get("/problems", media_type="text/html", sync_to_thread=False)
def problem_list() -> Response[bytes]:
    """Show every problem type: what it says and which status it has."""
    rows = "".join(
        f'<tr id="{escape(kind.removeprefix(TYPE_PREFIX))}"><td>{status}</td><td><code>{escape(kind)}</code></td>'
        f"<td>{escape(sentence)}</td></tr>"
        for status, kind, sentence in problem_types()
    )
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>ChainCare: problems</title>'
        '<link rel="icon" href="data:,"></head><body><h1>Problems</h1>'
        "<p>Compare <code>type</code>; sentences may be reworded.</p>"
        f"<table><tr><th>Status</th><th>Type</th><th>Meaning</th></tr>{rows}</table></body></html>"
    )
    return _answer(page.encode(), _HTML)


docs_router = Router(
    "/docs",
    route_handlers=[documentation, problem_list, documentation_asset],
    include_in_schema=False,
    opt={"public": True},
)
