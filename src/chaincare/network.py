"""What stands above the cases of a network: its routes in one place, for the application to take."""

from collections.abc import Sequence

from litestar.types import ControllerRouterHandler

from chaincare.collaboration_plans.answering import plan_answers_router
from chaincare.collaboration_plans.api import collaboration_plans_router
from chaincare.covenants.acceding import accessions_router
from chaincare.covenants.api import covenants_router
from chaincare.covenants.telling import own_covenants_router
from chaincare.departures.api import departures_router
from chaincare.departures.leaving import leaving_router
from chaincare.inventory_lines.api import inventory_lines_router
from chaincare.inventory_parties.api import inventory_parties_router
from chaincare.network_bottlenecks.api import network_bottlenecks_router
from chaincare.network_documents.api import network_documents_router
from chaincare.network_documents.telling import own_notices_router
from chaincare.network_erasures.api import network_erasures_router
from chaincare.statistics.api import statistics_router
from chaincare.success_factors.api import success_factors_router
from chaincare.success_factors.showing import wheel_router

NETWORK_FEATURES: Sequence[ControllerRouterHandler] = (
    network_bottlenecks_router,
    network_documents_router,
    network_erasures_router,
    covenants_router,
    accessions_router,
    own_covenants_router,
    own_notices_router,
    departures_router,
    leaving_router,
    statistics_router,
    inventory_lines_router,
    inventory_parties_router,
    collaboration_plans_router,
    plan_answers_router,
    success_factors_router,
    wheel_router,
)
