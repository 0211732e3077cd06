"""The wheel of a plan as an image."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from chaincare.access.api import doing
from chaincare.access.clearance import Clearance
from chaincare.alliance.doors import to_thing
from chaincare.collaboration_plans.store import get_plan
from chaincare.success_factors import store
from chaincare.success_factors.model import READ_FACTORS
from chaincare.success_factors.wheel import wheel
from chaincare.trace.api import AcceptLanguage
from chaincare.trace.plain import Language, language_of

SVG = "image/svg+xml"


@get(
    "/collaboration-plans/{collaboration_plan_id:uuid}/success-factors.svg",
    dependencies=to_thing("collaboration_plan_id"),
    opt={**doing(READ_FACTORS), "streams": (SVG,), "answer_headers": ("Content-Language",)},
)
async def draw_success_factors(
    collaboration_plan_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    accept_language: AcceptLanguage = None,
) -> Response[bytes]:
    """See how the eight factors stand, as a wheel (SVG): outside the network's colour, inside the clients' own.

    Each colour has a pattern and its word too, and the image says in words what it shows.
    """
    plan = await get_plan(clearance, collaboration_plan_id)
    present = await store.list_present(clearance, collaboration_plan_id)
    language = language_of(accept_language)
    drawn = wheel(plan.title, present, dutch=language is Language.NL)
    return Response(drawn.encode(), media_type=SVG, headers={"Content-Language": language.value})


wheel_router = Router("/", route_handlers=[draw_success_factors], tags=["Network"])
