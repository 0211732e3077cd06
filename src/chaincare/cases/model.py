"""The case: one client, one question, everyone who takes part."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import EVERYONE_IN_CASE, CaseUnknown, Operation, Reach
from chaincare.clients.model import Client
from chaincare.refusals import Kind, Refusal


class Consulted(StrEnum):
    """Whether the client was consulted about opening the case."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"


class Level(StrEnum):
    """Where the case stands; derived from its escalations, never stored (E1)."""

    BUURTWINKEL = "buurtwinkel"
    WINKELSTRAAT = "winkelstraat"


class Question(msgspec.Struct, frozen=True):
    """What it is about: the client's own words first, then the professional's."""

    own_words: str
    question: str
    occasion: str | None
    consulted: Consulted
    consulted_because: str | None


class Party(msgspec.Struct, frozen=True):
    """Somebody who takes part now."""

    participation_id: UUID
    role: str
    circle: str
    scope: str
    scope_from: datetime | None
    purpose: str
    since: datetime
    name: str | None
    function: str | None
    phone: str | None
    unit_id: UUID | None
    unit: str | None
    organisation: str | None
    sector: str | None


class Holder(msgspec.Struct, frozen=True):
    """Who directs the case now, and how to reach him."""

    participation_id: UUID
    name: str
    function: str
    phone: str | None
    organisation: str
    mandate: tuple[str, ...]
    kind: str
    since: datetime
    until: datetime | None


class CaseFile(msgspec.Struct, frozen=True):
    """A case as far as the wall showed it: what is None was not for this reader."""

    id: UUID
    reference: str
    status: str
    opened_at: datetime
    level: Level
    client: Client | None
    question: Question | None
    holder: Holder | None
    parties: tuple[Party, ...]
    open_agreements: int
    overdue_agreements: int


class Happening(msgspec.Struct, frozen=True):
    """One line of the timeline: that something happened, never its text."""

    at: datetime
    kind: str
    about: UUID


class ReasonNeeded(Refusal):
    """Say why the client was not, or only in part, consulted."""

    kind = Kind.BAD_INPUT


class NetworkUnknown(Refusal):
    """Your organisation is not a member of this network, so you cannot open a case in it."""

    kind = Kind.UNKNOWN


class NoList(Refusal):
    """There is no list for this login."""

    kind = Kind.UNKNOWN


OPEN_CASE = Operation(
    code="case.opened",
    action="C",
    en="A case was opened",
    nl="Er is een dossier geopend",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=NetworkUnknown,
)
READ_CASE = Operation(
    code="case.read",
    action="R",
    en="The case was read",
    nl="Het dossier is bekeken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
READ_TIMELINE = Operation(
    code="timeline.read",
    action="R",
    en="The timeline of the case was read",
    nl="De tijdlijn van het dossier is bekeken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
LIST_CASES = Operation(
    code="cases.listed",
    action="R",
    en="A professional looked up the own cases",
    nl="Een medewerker zocht de eigen dossiers op",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=NoList,
)
READ_OWN_CASES = Operation(
    code="case.listed-own",
    action="R",
    en="The client or a representative looked up the own cases",
    nl="De cliënt of een vertegenwoordiger zocht de eigen dossiers op",
    scope="me",
    reaches=frozenset({Reach.CLIENT}),
    unknown=NoList,
)
