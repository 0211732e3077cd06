"""Opening a case and reading it."""

import secrets
from collections.abc import AsyncGenerator
from datetime import date
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.model import Purpose
from chaincare.access.paging import IN_PAGE, Cursor, Limit, last_case, page_answer, position_of
from chaincare.cases import rules, store
from chaincare.cases.model import (
    OPEN_CASE,
    READ_CASE,
    READ_OWN_CASES,
    READ_TIMELINE,
    Consulted,
    Happening,
    Question,
    ReasonNeeded,
)
from chaincare.cases.reading import list_cases
from chaincare.cases.views import CaseView, case_view
from chaincare.clients.model import BirthDateInFuture, BirthDateTooPrecise, BirthPrecision, Client
from chaincare.clients.rules import composed, known_birth_date
from chaincare.clients.store import add_client
from chaincare.parties.api import bring_in
from chaincare.parties.model import Circle, Participation, Role, Scope
from chaincare.parties.refusals import (
    AlreadyTakesPart,
    BasisRunsOut,
    GroundNotInCatalogue,
    PartyUnknown,
    ScopeNotForProfessionals,
    ScopeTooWideForTeam,
)
from chaincare.parties.rules import valid_basis
from chaincare.parties.store import add_legal_basis, add_participation
from chaincare.parties.views import AnyParty, PartyAdded, StateLegalBasis
from chaincare.wire import Body, Instant, Line, Text, View

DOOR_OPENING = Door("door_opening", "$13, $14", makes_case=True)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class NameClient(Body):
    """The client by name, and as much of the birth date as is known (the first day of a known month or year)."""

    given_names: Line
    birth_date: date
    birth_precision: BirthPrecision = BirthPrecision.DAY
    prefix: Line | None = None
    family_name: Line | None = None
    call_name: Line | None = None
    language: Line | None = None


class OpenCase(Body):
    """Open a case: the client's own words come first. The circle can be brought in with it."""

    network_id: UUID
    purpose: Purpose
    client: NameClient
    own_words: Text
    question: Text
    consulted: Consulted
    legal_basis: StateLegalBasis
    occasion: Text | None = None
    consulted_because: Line | None = None
    circle: Annotated[tuple[AnyParty, ...], msgspec.Meta(max_length=20)] = ()


class CaseOpened(View):
    """The new case. Regie is vacant until it is agreed."""

    id: UUID
    reference: str
    client_id: UUID
    participation_id: UUID
    circle: tuple[PartyAdded, ...]
    regie_vacant: bool = True


class HappeningView(View):
    """That something happened; the text of it is behind its own address."""

    at: Instant
    kind: str
    about: UUID


class Timeline(View):
    """What happened, the latest first."""

    items: tuple[HappeningView, ...]


class OwnCases(View):
    """The cases you, or whom you represent, take part in."""

    items: tuple[CaseView, ...]


async def opening_door(request: AnyRequest, data: JSONBody[OpenCase]) -> AsyncGenerator[Clearance, None]:
    """Let a member's professional into a case that does not exist yet."""
    async with through(request, DOOR_OPENING, [data.network_id, data.purpose.value]) as clearance:
        yield clearance


@post(
    "/cases",
    dependencies={"clearance": Provide(opening_door)},
    opt=doing(
        OPEN_CASE,
        ReasonNeeded,
        BirthDateTooPrecise,
        BirthDateInFuture,
        GroundNotInCatalogue,
        BasisRunsOut,
        PartyUnknown,
        AlreadyTakesPart,
        ScopeTooWideForTeam,
        ScopeNotForProfessionals,
    ),
)
async def open_case(data: JSONBody[OpenCase], clearance: NamedDependency[Clearance]) -> CaseOpened:
    """Open a case for a client known by name, with the people around him."""
    at = clearance.now()
    question = rules.asked_well(
        Question(data.own_words, data.question, data.occasion, data.consulted, data.consulted_because)
    )
    basis = data.legal_basis.to_model()
    valid_basis(basis.until, at)
    client = _client(data.client, clearance.new_client_id, today=at.astimezone(AMSTERDAM).date())
    reference = rules.reference_from(secrets.randbits(40))
    own = Participation(
        id=clearance.participation_id,
        role=Role.CASEWORKER,
        circle=Circle.BUURTWINKEL,
        scope=Scope.FULL,
        scope_from=at,
        purpose=data.purpose,
        began_at=at,
        professional_id=clearance.actor_id,
    )
    await add_client(clearance, client)
    await store.add_case(clearance, reference, client.id, question, at)
    await add_participation(clearance, own)
    await add_legal_basis(clearance, own.id, basis, at)
    circle = [
        await bring_in(clearance, client.id, party, data.purpose, at, own.circle) for party in data.circle
    ]
    clearance.object_id = clearance.case_id
    return CaseOpened(
        id=clearance.case_id,
        reference=reference,
        client_id=client.id,
        participation_id=own.id,
        circle=tuple(circle),
    )


def _client(given: NameClient, client_id: UUID, *, today: date) -> Client:
    return Client(
        id=client_id,
        given_names=composed(given.given_names) or "",
        prefix=composed(given.prefix),
        family_name=composed(given.family_name),
        call_name=composed(given.call_name),
        birth_date=known_birth_date(given.birth_date, given.birth_precision, today=today),
        birth_precision=given.birth_precision,
        language=given.language,
    )


@get("/cases/{case_id:uuid}", dependencies=IN_CASE, opt=doing(READ_CASE))
async def read_case(clearance: NamedDependency[Clearance]) -> CaseView:
    """Read a case, as far as your part in it goes."""
    case = await store.get_case(clearance)
    return case_view(rules.shown_to(case, clearance.reach), clearance.reach)


@get("/cases/{case_id:uuid}/timeline", dependencies=IN_CASE, opt=doing(READ_TIMELINE))
async def read_timeline(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response[Timeline]:
    """Read what happened in the case, the latest first."""
    after = position_of(request, cursor, Happening, str(clearance.case_id))
    found = await store.list_timeline(clearance, after, limit)
    view = Timeline(items=tuple(HappeningView(at=one.at, kind=one.kind, about=one.about) for one in found))
    position = found[-1] if found else None
    return page_answer(
        request, view, position=position, more=len(found) == limit, limit=limit, query=str(clearance.case_id)
    )


@get("/me/cases", dependencies=IN_PAGE, opt=doing(READ_OWN_CASES), tags=["Mine"])
async def list_own_cases(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    limit: Limit = 25,
) -> Response[OwnCases]:
    """Read the cases you, or whom you represent, take part in: who takes part, how it stands."""
    cases = await store.list_cases(clearance) if clearance.page else []
    reaches = {entry.case_id: entry.reach for entry in clearance.page}
    shown = tuple(
        case_view(rules.shown_to(case, reach), reach)
        for case in cases
        if (reach := reaches.get(case.id)) is not None
    )
    return page_answer(
        request,
        OwnCases(items=shown),
        position=last_case(clearance),
        more=len(clearance.page) == limit,
        limit=limit,
    )


cases_router = Router(
    "/", route_handlers=[open_case, list_cases, read_case, read_timeline, list_own_cases], tags=["Cases"]
)
