"""Opening a case: the client known by name, the question, and the people around him, in one act."""

import secrets
from collections.abc import AsyncGenerator
from datetime import date, datetime
from typing import Annotated, Protocol
from uuid import UUID

import msgspec
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.model import TAKING_ON, Purpose
from chaincare.cases import rules, store
from chaincare.cases.model import Consulted, EvaluationInPast, Question, ReasonNeeded
from chaincare.cases.operations import OPEN_CASE
from chaincare.clients.acting import record_bsn
from chaincare.clients.model import Client
from chaincare.clients.refusals import BirthDateInFuture, BirthDateTooPrecise, BsnInvalid, BsnWithoutBasis
from chaincare.clients.store import add_client, keep_names
from chaincare.clients.views import NameClient
from chaincare.consents.acting import hold_to_consent
from chaincare.consents.model import RESTING
from chaincare.legal_grounds.acting import hold_to_catalogue
from chaincare.legal_grounds.model import CITING
from chaincare.parties.api import bring_in
from chaincare.parties.model import Circle, Participation, Role, Scope
from chaincare.parties.refusals import (
    AlreadyTakesPart,
    BasisRunsOut,
    PartyUnknown,
    ScopeNotForProfessionals,
    ScopeTooWideForTeam,
)
from chaincare.parties.rules import valid_basis
from chaincare.parties.store import add_legal_basis, add_participation
from chaincare.parties.views import AnyParty, PartyAdded, StateLegalBasis
from chaincare.refusals import Refusal
from chaincare.wire import Body, Line, Text, View
from chaincare.workdays import day_in_amsterdam

Circled = Annotated[tuple[AnyParty, ...], msgspec.Meta(max_length=20)]
DOOR_OPENING = Door("door_opening", "$13, $14", makes_case=True)


class CaseToOpen(Protocol):
    """What opening a case needs beside who the client is."""

    @property
    def purpose(self) -> Purpose:
        """Give what the opener takes part for."""

    @property
    def legal_basis(self) -> StateLegalBasis:
        """Give the basis he takes part on."""

    @property
    def circle(self) -> tuple[AnyParty, ...]:
        """Give the people around the client."""

    def asked(self) -> Question:
        """Give the question as rules know it."""


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
    evaluation_date: date | None = None
    circle: Circled = ()

    def asked(self) -> Question:
        """Give the question as rules know it."""
        said = (self.own_words, self.question, self.occasion, self.consulted, self.consulted_because)
        return Question(*said, self.evaluation_date)


class CaseOpened(View):
    """The new case. Regie is vacant until it is agreed."""

    id: UUID
    reference: str
    client_id: UUID
    participation_id: UUID
    circle: tuple[PartyAdded, ...]
    regie_vacant: bool = True


async def opening_door(request: AnyRequest, data: JSONBody[OpenCase]) -> AsyncGenerator[Clearance, None]:
    """Let a member's professional into a case that does not exist yet."""
    async with through(request, DOOR_OPENING, [data.network_id, data.purpose.value]) as clearance:
        yield clearance


OPENING: tuple[type[Refusal], ...] = (
    ReasonNeeded, EvaluationInPast, BasisRunsOut, *CITING, *RESTING, PartyUnknown, AlreadyTakesPart, ScopeTooWideForTeam,
    ScopeNotForProfessionals, *TAKING_ON,
)  # fmt: skip
"""What can be refused of a case that is opened, whoever the client is."""


@post(
    "/cases",
    dependencies={"clearance": Provide(opening_door)},
    opt=doing(OPEN_CASE, *OPENING, BirthDateTooPrecise, BirthDateInFuture, BsnInvalid, BsnWithoutBasis),
)
async def open_case(
    request: AnyRequest, data: JSONBody[OpenCase], clearance: NamedDependency[Clearance]
) -> CaseOpened:
    """Open a case for a client known by name, with the people around him."""
    at = clearance.now()
    client = data.client.to_model(clearance.new_client_id, today=day_in_amsterdam(at), pointer="/client")
    opened = await begin_case(clearance, data, client, at)
    if data.client.bsn is not None:
        bsns = request.app.state.bsns
        await record_bsn(
            clearance, bsns, client.id, data.client.bsn, at, pointer="/client/bsn", purpose=data.purpose
        )
    return opened


async def begin_case(
    clearance: Clearance, data: CaseToOpen, client: Client, at: datetime, line_id: UUID | None = None
) -> CaseOpened:
    """Write the case under the ids its entry made up: the client, the question, who opens it, the people around him."""
    question = rules.asked_well(data.asked(), before=None, today=day_in_amsterdam(at))
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
    await store.add_case(clearance, reference, client.id, question, at, line_id)
    await keep_names(clearance, client)
    await _take_part(clearance, own, data.legal_basis)
    circle = [
        await bring_in(clearance, client.id, party, data.purpose, at, own.circle, f"/circle/{place}")
        for place, party in enumerate(data.circle)
    ]
    clearance.object_id = clearance.case_id
    return CaseOpened(
        id=clearance.case_id,
        reference=reference,
        client_id=client.id,
        participation_id=own.id,
        circle=tuple(circle),
    )


async def _take_part(clearance: Clearance, own: Participation, stated: StateLegalBasis) -> None:
    """Let the opener take part himself, on a legal basis. Raises BasisRunsOut, and what is wrong with what it cites."""
    basis = stated.to_model()
    valid_basis(basis.until, own.began_at)
    await hold_to_catalogue(clearance, basis, own.began_at)
    await hold_to_consent(clearance, basis, [clearance.unit_id], own.purpose, own.began_at)
    await add_participation(clearance, own)
    await add_legal_basis(clearance, own.id, basis, own.began_at)
