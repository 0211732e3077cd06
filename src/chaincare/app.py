"""The application, put together: the only place that knows every part."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any

from litestar import Litestar, Response, get
from litestar.types import ControllerRouterHandler

from chaincare.absences.api import absences_router
from chaincare.access.api import Clock, Identification
from chaincare.access.receipts import Receipts
from chaincare.access.repeating import Repeats
from chaincare.ages.api import ages_router
from chaincare.agreement_audit.api import agreement_audit_router
from chaincare.agreements.api import agreements_router
from chaincare.asking import AskingCheck
from chaincare.audited_mandates.api import audited_mandates_router
from chaincare.bodies import JsonRequest
from chaincare.bottlenecks.api import bottlenecks_router
from chaincare.bottlenecks.received import received_bottlenecks_router
from chaincare.bsns.api import bsns_router
from chaincare.capacity.api import capacity_router
from chaincare.case_mandates.api import case_mandates_router
from chaincare.cases.api import cases_router
from chaincare.changes.api import changes_router
from chaincare.client_search.api import search_router
from chaincare.clients.api import clients_router
from chaincare.clients.sealing import BsnSeal
from chaincare.closing.api import closing_router
from chaincare.consents.api import consents_router
from chaincare.consultations.api import consultations_router
from chaincare.contacts.api import contacts_router
from chaincare.corrections.api import corrections_router
from chaincare.cursors import CursorSeal
from chaincare.directory.api import directory_router
from chaincare.directory_imports.api import directory_imports_router
from chaincare.docs_page.api import docs_router
from chaincare.emergency.api import emergency_router
from chaincare.escalations.api import escalations_router
from chaincare.escalations.ending import ending_router
from chaincare.escalations.received import contributions_router, received_router
from chaincare.escalations.running import running_router
from chaincare.escalations.waiting import waiting_router
from chaincare.evaluations.api import evaluations_router
from chaincare.findings.api import findings_router
from chaincare.front import Front
from chaincare.handovers.api import handovers_router
from chaincare.health import health_router
from chaincare.households.api import households_router
from chaincare.incidents.api import incidents_router
from chaincare.informing.api import informing_router
from chaincare.last_resort.api import last_resort_router
from chaincare.legal_bases.api import legal_bases_router
from chaincare.legal_grounds.api import legal_grounds_router
from chaincare.living import run_with_database
from chaincare.log_exports.api import log_exports_router
from chaincare.log_retention.api import log_retention_router
from chaincare.log_samples.api import log_samples_router
from chaincare.logs import set_up_logs
from chaincare.matches.api import matches_router
from chaincare.meetings.api import meetings_router
from chaincare.mine.api import mine_router
from chaincare.needed_parties.api import needed_parties_router
from chaincare.network import NETWORK_FEATURES
from chaincare.network_moves.api import network_moves_router
from chaincare.notes.api import notes_router
from chaincare.notes.correcting import correcting_router
from chaincare.office_hours.api import office_hours_router
from chaincare.openapi import PREFIX, openapi_document
from chaincare.openapi_frame import API_VERSION
from chaincare.overviews.api import overviews_router
from chaincare.parties.api import participations_router
from chaincare.pauses.api import pauses_router
from chaincare.plans.api import plans_router
from chaincare.policies.api import policies_router
from chaincare.presenting import Presenting
from chaincare.privacy.api import data_subject_requests_router
from chaincare.privacy.bundling import bundles_router
from chaincare.problems import respond
from chaincare.processing.api import processing_router
from chaincare.professionals.api import professionals_router
from chaincare.regie.api import regie_router
from chaincare.regie.correcting import regie_correcting_router
from chaincare.regie.history import history_router
from chaincare.regie.resigning import resignations_router
from chaincare.regie_moves.api import regie_moves_router
from chaincare.relation_conflicts.api import relation_conflicts_router
from chaincare.relatives.api import relatives_router
from chaincare.representatives.api import representatives_router
from chaincare.restricted_items.api import restricted_items_router
from chaincare.restrictions.api import restrictions_router
from chaincare.retention.api import retention_router
from chaincare.safety.api import safety_router
from chaincare.seals.api import seals_router
from chaincare.seals.signing import seal_keys
from chaincare.settings import Settings
from chaincare.shields.api import shields_router
from chaincare.stand_ins.api import stand_ins_router
from chaincare.statements.api import statements_router
from chaincare.stops.api import stops_router
from chaincare.successions.api import successions_router
from chaincare.trace.api import trace_router
from chaincare.trace.private import PrivateSeal
from chaincare.unrouted import labels_of
from chaincare.winkelstraat.api import winkelstraat_router
from chaincare.worklist.api import worklist_router

BODY_BYTES_MAX = 256 * 1024

FEATURES: Sequence[ControllerRouterHandler] = (
    cases_router,
    closing_router,
    participations_router,
    legal_bases_router,
    legal_grounds_router,
    consents_router,
    ages_router,
    informing_router,
    capacity_router,
    notes_router,
    correcting_router,
    statements_router,
    safety_router,
    mine_router,
    needed_parties_router,
    plans_router,
    pauses_router,
    bottlenecks_router,
    received_bottlenecks_router,
    evaluations_router,
    clients_router,
    search_router,
    matches_router,
    directory_router,
    directory_imports_router,
    professionals_router,
    winkelstraat_router,
    policies_router,
    *NETWORK_FEATURES,
    office_hours_router,
    trace_router,
    seals_router,
    worklist_router,
    overviews_router,
    regie_router,
    handovers_router,
    history_router,
    regie_correcting_router,
    last_resort_router,
    resignations_router,
    shields_router,
    contacts_router,
    bsns_router,
    relatives_router,
    representatives_router,
    restrictions_router,
    agreements_router,
    households_router,
    successions_router,
    regie_moves_router,
    network_moves_router,
    agreement_audit_router,
    findings_router,
    log_retention_router,
    audited_mandates_router,
    log_samples_router,
    log_exports_router,
    case_mandates_router,
    meetings_router,
    escalations_router,
    running_router,
    waiting_router,
    received_router,
    ending_router,
    contributions_router,
    consultations_router,
    data_subject_requests_router,
    bundles_router,
    processing_router,
    relation_conflicts_router,
    stops_router,
    absences_router,
    stand_ins_router,
    changes_router,
    emergency_router,
    retention_router,
    corrections_router,
    incidents_router,
    restricted_items_router,
)


def create_app(
    settings: Settings,
    *,
    routes: Sequence[ControllerRouterHandler] = (),
    lifespan: Sequence[Callable[[Litestar], AbstractAsyncContextManager[Any]]] = (),
) -> Front:
    """Put the application together; nothing is opened before its lifespan begins."""
    set_up_logs(settings.log_level)
    app = Front(
        version=API_VERSION,
        origins=settings.cors_origins,
        path=PREFIX,
        route_handlers=[health_router, docs_router, description, *FEATURES, *routes],
        lifespan=[run_with_database, *lifespan],
        middleware=[AskingCheck(), Identification()],
        request_class=JsonRequest,
        request_max_body_size=BODY_BYTES_MAX,
        exception_handlers={Exception: respond},
        openapi_config=None,
        logging_config=None,
        debug=False,
        pdb_on_exception=False,
    )
    equip(app, settings)
    return app


def equip(app: Litestar, settings: Settings) -> None:
    """Give the application what its settings say; before it lives, or between two lives of it."""
    for name in app.state.dict():
        delattr(app.state, name)
    app.state.settings = settings
    app.state.clock = Clock(timedelta(seconds=settings.clock_offset_seconds))
    if settings.secret_key is not None:
        keys = (settings.secret_key, *settings.previous_secret_keys)
        app.state.receipts = Receipts(*keys)
        app.state.repeats = Repeats(*keys)
        app.state.cursors = CursorSeal(*keys)
        app.state.bsns = BsnSeal(*keys)
        app.state.private = PrivateSeal(*keys)
        app.state.seal_keys = seal_keys(settings)
    app.state.presenting = Presenting(settings.public_url, settings.trusted_proxies)
    app.state.labels = labels_of(app)


@get("/openapi.json", include_in_schema=False, opt={"public": True}, sync_to_thread=False)
def description(request: JsonRequest) -> Response[bytes]:
    """Give the API's description; anyone may read it, from any origin. Made once: making it takes a second."""
    state = request.app.state
    if "description" not in state:
        state.description = openapi_document(request.app)
    return Response(
        state.description,
        media_type="application/json",
        headers={"Access-Control-Allow-Origin": "*"},
    )
