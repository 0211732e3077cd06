"""The demo issuers over HTTP: metadata, keys, and client credentials for partner systems. Loopback only.

authlib is the authorisation server (RFC 6749, 4.4); here stands only what binds it to Litestar.
"""

import ipaddress
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeVar, cast
from urllib.parse import parse_qsl, urlsplit

import msgspec
from authlib.oauth2.rfc6749 import AuthorizationServer, OAuth2Request
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from litestar import Litestar, MediaType, Request, Response, Router, get, post
from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import NotFoundException, PermissionDeniedException
from litestar.middleware import ASGIMiddleware
from litestar.params import FromPath
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from chaincare.demo.clients import DemoClient
from chaincare.demo.issuers import SIGNING_ALGORITHM, DemoIssuers, DemoIssuerUnknown

DEMO_HEADER: Final = "ChainCare-Demo"
DEMO_WARNING: Final = "demo issuer without login, not for production"
_MARK: Final = {DEMO_HEADER: DEMO_WARNING}
AsgiApp = Callable[[Any, Any, Any], Awaitable[None]]

_PATH: Final = "/demo/issuers"
_T = TypeVar("_T")
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host")


def demo_issuer_routes(issuers: DemoIssuers) -> Router:
    """Return the routes under `/demo/issuers/{name}`."""

    @get("/.well-known/openid-configuration")
    async def show_metadata(name: FromPath[str]) -> dict[str, Any]:
        issuer = _found(issuers.issuer_url, name)
        return {
            "issuer": issuer,
            "jwks_uri": issuers.jwks_uri(name),
            "token_endpoint": f"{issuer}/token",
            "grant_types_supported": ["client_credentials"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "response_types_supported": [],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [SIGNING_ALGORITHM],
        }

    @get("/jwks.json")
    async def show_jwks(name: FromPath[str]) -> dict[str, Any]:
        return _found(issuers.jwks, name)

    @post("/token")
    async def issue_token(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
        server = _found(lambda known: _IssuerServer(issuers, known), name)
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        answer: Response[bytes] = server.create_token_response(
            _Asked(str(request.url), request.headers, form)
        )
        return answer

    return Router(
        f"{_PATH}/{{name:str}}",
        route_handlers=[show_metadata, show_jwks, issue_token],
        middleware=[_LoopbackOnly()],
        include_in_schema=False,
    )


def beside_demo_issuers(api: AsgiApp, issuers: DemoIssuers) -> AsgiApp:
    """Return one ASGI app that answers `/demo/issuers/` itself and hands everything else to the API.

    An app of their own, because they are no part of the API: a token is asked for with a form (RFC 6749), which the
    API refuses as not JSON, and the promises about the API's routes must not have to make an exception for them.
    """
    demo = cast("AsgiApp", Litestar([demo_issuer_routes(issuers)], openapi_config=None, logging_config=None))

    async def serve(scope: Any, receive: Any, send: Any) -> None:
        asked = scope["type"] == "http" and scope["path"].startswith(f"{_PATH}/")
        await (demo if asked else api)(scope, receive, send)

    return serve


class _Asked(OAuth2Request):  # type: ignore[misc]  # authlib has no types
    """A token request, as authlib reads one."""

    def __init__(self, uri: str, headers: Mapping[str, str], form: dict[str, str]) -> None:
        super().__init__("POST", uri, headers=headers)
        self.payload = BasicOAuth2Payload(form)


class _IssuerServer(AuthorizationServer):  # type: ignore[misc]  # authlib has no types
    """authlib's authorisation server for one issuer; it keeps nothing, so one is made per request."""

    def __init__(self, issuers: DemoIssuers, name: str) -> None:
        super().__init__()
        self._issuers = issuers
        self._name = name
        self.register_token_generator("default", issuers.generator(name))
        self.register_grant(ClientCredentialsGrant)

    def query_client(self, client_id: str) -> DemoClient | None:
        return self._issuers.find_client(self._name, client_id)

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        """Keep nothing: a demo token is known by its signature."""

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Tell nobody."""

    def create_oauth2_request(self, request: _Asked) -> _Asked:
        return request

    def handle_response(
        self, status: int, body: dict[str, Any], headers: list[tuple[str, str]]
    ) -> Response[bytes]:
        content = msgspec.json.encode(body)
        return Response(content, status_code=status, headers=dict(headers), media_type=MediaType.JSON)


class _LoopbackOnly(ASGIMiddleware):
    """Answers callers on this machine only, and marks every answer as a demo's."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableScopeHeaders.from_message(message)[DEMO_HEADER] = DEMO_WARNING
            await send(message)

        headers = Headers.from_scope(scope)
        client = scope.get("client")
        # The Host too: a page elsewhere whose name is made to point at this machine would come from loopback.
        asked_host = urlsplit(f"//{headers.get('host', '')}").hostname
        near = client is not None and _is_loopback(client[0]) and _is_loopback(asked_host)
        if not near or any(name in headers for name in _FORWARDED):
            # An error raised here is answered further out, past send_marked.
            raise PermissionDeniedException("The demo's issuers answer on this machine only.", headers=_MARK)
        await next_app(scope, receive, send_marked)


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _found(get_it: Callable[[str], _T], name: str) -> _T:
    try:
        return get_it(name)
    except DemoIssuerUnknown as unknown:
        raise NotFoundException("The demo has no issuer of that name.", headers=_MARK) from unknown
