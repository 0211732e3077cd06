"""The case as it is answered. What is absent was not for this reader."""

from datetime import date
from uuid import UUID

from chaincare.access.model import Reach
from chaincare.cases.model import CaseFile, Consulted, Holder, Level, Party
from chaincare.clients.model import BirthPrecision, Client
from chaincare.clients.rules import named
from chaincare.wire import Instant, View


class ClientView(View):
    """The client by name; the rest is not for scope `that`."""

    id: UUID
    name: str
    given_names: str | None = None
    prefix: str | None = None
    family_name: str | None = None
    call_name: str | None = None
    birth_date: date | None = None
    birth_precision: BirthPrecision | None = None
    language: str | None = None


class QuestionView(View):
    """The client's own words first, then the professional's."""

    own_words: str
    question: str
    occasion: str | None
    consulted: Consulted
    consulted_because: str | None


class HolderView(View):
    """Who directs the case, and how to reach him."""

    participation_id: UUID
    name: str
    function: str
    phone: str | None
    organisation: str
    mandate: tuple[str, ...]
    kind: str
    since: Instant
    until_at: Instant | None


class PartyView(View):
    """Somebody who takes part; for scope `that` by sector only."""

    participation_id: UUID
    role: str
    circle: str
    sector: str | None
    organisation: str | None
    unit: str | None
    name: str | None
    function: str | None
    phone: str | None
    scope: str
    since: Instant


class CaseView(View):
    """A case, as far as `reach` goes."""

    id: UUID
    reference: str
    status: str
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


class CaseRow(View):
    """A case in a list: that it is there, who directs it, and how it stands."""

    id: UUID
    reference: str
    client: str | None
    status: str
    level: Level
    reach: Reach
    opened_at: Instant
    regie: HolderView | None
    open_agreements: int | None
    overdue_agreements: int | None


class Cases(View):
    """The cases you or your team take part in, or that you coordinate; the newest first."""

    items: tuple[CaseRow, ...]


def client_view(client: Client, reach: Reach) -> ClientView:
    """Show a client: for scope `that` the name, and nothing else (DOMAIN 2)."""
    if reach is Reach.THAT:
        return ClientView(id=client.id, name=named(client))
    return ClientView(
        id=client.id,
        name=named(client),
        given_names=client.given_names,
        prefix=client.prefix,
        family_name=client.family_name,
        call_name=client.call_name,
        birth_date=client.birth_date,
        birth_precision=client.birth_precision,
        language=client.language,
    )


def holder_view(holder: Holder) -> HolderView:
    """Show who directs the case."""
    return HolderView(
        participation_id=holder.participation_id,
        name=holder.name,
        function=holder.function,
        phone=holder.phone,
        organisation=holder.organisation,
        mandate=holder.mandate,
        kind=holder.kind,
        since=holder.since,
        until_at=holder.until,
    )


def case_view(case: CaseFile, reach: Reach) -> CaseView:
    """Show a case that was narrowed to what the reach shows."""
    question = case.question
    return CaseView(
        id=case.id,
        reference=case.reference,
        status=case.status,
        level=case.level,
        reach=reach,
        opened_at=case.opened_at,
        client=None if case.client is None else client_view(case.client, reach),
        question=None
        if question is None
        else QuestionView(
            own_words=question.own_words,
            question=question.question,
            occasion=question.occasion,
            consulted=question.consulted,
            consulted_because=question.consulted_because,
        ),
        regie=None if case.holder is None else holder_view(case.holder),
        regie_vacant=case.holder is None,
        parties=tuple(map(_party_view, case.parties)),
        # Nothing was counted for who may not see agreements: no number is better than a wrong one.
        open_agreements=None if reach is Reach.THAT else case.open_agreements,
        overdue_agreements=None if reach is Reach.THAT else case.overdue_agreements,
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
        since=party.since,
    )


def case_row(case: CaseFile, reach: Reach) -> CaseRow:
    """Show in a list a case that was narrowed to what the reach shows."""
    return CaseRow(
        id=case.id,
        reference=case.reference,
        client=None if case.client is None else named(case.client),
        status=case.status,
        level=case.level,
        reach=reach,
        opened_at=case.opened_at,
        regie=None if case.holder is None else holder_view(case.holder),
        open_agreements=None if reach is Reach.THAT else case.open_agreements,
        overdue_agreements=None if reach is Reach.THAT else case.overdue_agreements,
    )
