"""The case as it is answered. What is absent was not for this reader."""

from datetime import date
from typing import Any, Literal, cast
from uuid import UUID

import msgspec

from chaincare.access.model import Reach
from chaincare.cases.facts import HappeningKind
from chaincare.cases.model import (
    AskedQuestion,
    CaseFile,
    CaseStatus,
    Consulted,
    Happening,
    Holder,
    HolderKind,
    Level,
    Party,
    Power,
    Question,
)
from chaincare.clients.rules import named
from chaincare.clients.views import ClientView, client_view
from chaincare.directory.model import Sector
from chaincare.parties.model import Circle, Role, Scope
from chaincare.wire import Instant, View


class QuestionView(View):
    """The client's own words first, then the professional's. Of a question that is `restricted` the texts are empty."""

    own_words: str
    question: str
    occasion: str | None
    consulted: Consulted
    consulted_because: str | None
    evaluation_date: date | None
    restricted: bool


class QuestionVersionView(QuestionView):
    """The question as it was put at a time, and by whom (a participation)."""

    version: int
    changed_at: Instant
    changed_by: UUID | None


class QuestionVersions(View):
    """How the question was put, the latest first."""

    items: tuple[QuestionVersionView, ...]


class HolderView(View):
    """Who directs the case, and how to reach him; without a participation it is the network's coordinator to ask for.

    ``heldBy`` client: the client directs himself, by the participation ``clientParticipationId``, and everything else here
    is about the professional contact beside him.
    """

    participation_id: UUID | None
    name: str
    function: str
    phone: str | None
    organisation: str
    mandate: tuple[Power, ...]
    kind: HolderKind
    since_at: Instant
    until_at: Instant | None
    held_by: Literal["professional", "client"]
    client_participation_id: UUID | None


class PartyView(View):
    """Somebody who takes part; for scope `that` by sector only."""

    participation_id: UUID
    role: Role
    circle: Circle
    sector: Sector | None
    organisation: str | None
    unit: str | None
    name: str | None
    function: str | None
    phone: str | None
    scope: Scope
    since_at: Instant


class CaseView(View):
    """A case, as far as `reach` goes. `mergedInto` is the case that goes on for a closed one, for who takes part there too; `inventoryLineId` the line it was opened from."""

    id: UUID
    reference: str
    status: CaseStatus
    level: Level
    reach: Reach
    opened_at: Instant
    client: ClientView | None
    question: QuestionView | None
    regie: HolderView | None
    regie_vacant: bool
    parties: tuple[PartyView, ...]
    open_agreements: int | None
    overdue_agreements: int | None
    merged_into: UUID | None
    inventory_line_id: UUID | None


class CaseRow(View):
    """A case in a list: that it is there, who directs it, and how it stands."""

    id: UUID
    reference: str
    client: str | None
    status: CaseStatus
    level: Level
    reach: Reach
    opened_at: Instant
    regie: HolderView | None
    open_agreements: int | None
    overdue_agreements: int | None
    merged_into: UUID | None


class Cases(View):
    """The cases you or your team take part in, or that you coordinate; the newest first."""

    items: tuple[CaseRow, ...]


class HappeningView(View):
    """That something happened, and who did it (a participation), if that is known; the text is behind its own address."""

    happened_at: Instant
    kind: HappeningKind
    about: UUID
    by: UUID | None


class Timeline(View):
    """What happened, the latest first."""

    items: tuple[HappeningView, ...]


class OwnCases(View):
    """The cases you, or whom you represent, take part in."""

    items: tuple[CaseView, ...]


def happening_view(happening: Happening) -> HappeningView:
    """Show one line of the timeline."""
    return HappeningView(
        happened_at=happening.at, kind=happening.kind, about=happening.about, by=happening.by_id
    )


def question_view(question: Question) -> QuestionView:
    """Show the question."""
    return QuestionView(**_asked(question))


def question_version_view(asked: AskedQuestion) -> QuestionVersionView:
    """Show an edition of the question."""
    return QuestionVersionView(
        **_asked(asked.question),
        version=asked.version,
        changed_at=asked.changed_at,
        changed_by=asked.changed_by,
    )


def _asked(question: Question) -> dict[str, Any]:
    fields = msgspec.structs.asdict(question)
    if question.restricted:
        fields |= {"own_words": "", "question": "", "occasion": None, "consulted_because": None}
    return {"evaluation_date": fields.pop("evaluation_on"), **fields}


def holder_view(holder: Holder) -> HolderView:
    """Show who directs the case."""
    return HolderView(
        participation_id=holder.participation_id,
        name=holder.name,
        function=holder.function,
        phone=holder.phone,
        organisation=holder.organisation,
        mandate=cast("tuple[Power, ...]", holder.mandate),
        kind=cast("HolderKind", holder.kind),
        since_at=holder.since,
        until_at=holder.until,
        held_by="professional" if holder.client_id is None else "client",
        client_participation_id=holder.client_id,
    )


def case_view(case: CaseFile, reach: Reach) -> CaseView:
    """Show a case that was narrowed to what the reach shows."""
    return CaseView(
        **_outline(case, reach),
        client=None if case.client is None else client_view(case.client, reach),
        question=None if case.question is None else question_view(case.question),
        regie_vacant=case.holder is None,
        parties=tuple(map(_party_view, case.parties)),
        inventory_line_id=case.inventory_line_id if reach is Reach.FULL else None,
    )


def _party_view(party: Party) -> PartyView:
    return PartyView(
        participation_id=party.participation_id,
        role=party.role,
        circle=party.circle,
        sector=party.sector,
        organisation=party.organisation,
        unit=party.unit,
        name=party.name,
        function=party.function,
        phone=party.phone,
        scope=party.scope,
        since_at=party.since,
    )


def case_row(case: CaseFile, reach: Reach) -> CaseRow:
    """Show in a list a case that was narrowed to what the reach shows."""
    return CaseRow(**_outline(case, reach), client=None if case.client is None else named(case.client))


def _outline(case: CaseFile, reach: Reach) -> dict[str, Any]:
    # Nothing was counted for who may not see agreements: no number is better than a wrong one.
    uncounted = reach is Reach.THAT
    return {
        "id": case.id,
        "reference": case.reference,
        "status": case.status,
        "level": case.level,
        "reach": reach,
        "opened_at": case.opened_at,
        "regie": None if case.holder is None else holder_view(case.holder),
        "open_agreements": None if uncounted else case.open_agreements,
        "overdue_agreements": None if uncounted else case.overdue_agreements,
        "merged_into": case.merged_into,
    }
