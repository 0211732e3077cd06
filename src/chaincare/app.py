"""The application, put together: the only place that knows every part."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import lru_cache
from typing import Any

from litestar import Litestar, Response, get
from litestar.types import ControllerRouterHandler

from chaincare.asking import AskingCheck
from chaincare.bodies import JsonRequest
from chaincare.docs_page.api import docs_router
from chaincare.front import Front
from chaincare.health import health_router
from chaincare.logs import set_up_logs
from chaincare.openapi import PREFIX, openapi_document
from chaincare.openapi_frame import API_VERSION
from chaincare.problems import respond
from chaincare.settings import Settings

BODY_BYTES_MAX = 256 * 1024


def create_app(
    settings: Settings,
    *,
    routes: Sequence[ControllerRouterHandler] = (),
    lifespan: Sequence[Callable[[Litestar], AbstractAsyncContextManager[Any]]] = (),
) -> Front:
    """Put the application together; nothing is opened before its lifespan begins.

    The form of the log is set here and not by whoever starts the server: the library's default prints local variables.
    """
    set_up_logs(settings.log_level)
    return Front(
        version=API_VERSION,
        origins=settings.cors_origins,
        path=PREFIX,
        route_handlers=[health_router, docs_router, description, *routes],
        lifespan=lifespan,
        middleware=[AskingCheck()],
        request_class=JsonRequest,
        request_max_body_size=BODY_BYTES_MAX,
        exception_handlers={Exception: respond},
        openapi_config=None,
        logging_config=None,
        debug=False,
        pdb_on_exception=False,
    )


@get("/openapi.json", include_in_schema=False, opt={"public": True}, sync_to_thread=False)
def description(request: JsonRequest) -> Response[bytes]:
    """Give the API's description; anyone may read it, from any origin."""
    return Response(
        _described(request.app),
        media_type="application/json",
        headers={"Access-Control-Allow-Origin": "*"},
    )


@lru_cache(maxsize=1)
def _described(app: Litestar) -> bytes:
    return openapi_document(app)
