"""The access log as it is read: entries, and the questions one may ask of them."""

from datetime import datetime
from ipaddress import IPv4Address, IPv6Address
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal

Action = Literal["C", "R", "U", "D", "E"]
"""Create, read, update, delete, execute, as NEN 7513 writes them."""
Outcome = Literal["entered", "not_visible", "refused", "done"]
"""What came of it: let in, nothing there for him, refused, or carried out."""
Relation = Literal[
    "participation", "team", "client", "representative", "target", "asker", "author", "coordinator", "auditor",
    "administrator", "directory", "opening", "own", "none", "privacy_officer", "fg", "emergency", "match", "management_contact", "clock",
    "member", "voortrekker", "organisation_administrator", "inventory",
]  # fmt: skip
"""By what somebody was let in; the database holds the same list (a test compares)."""
ActorRole = Literal[
    "caseworker", "specialist", "team", "client", "representative", "coordinator", "auditor", "administrator", "operator",
    "privacy_officer", "fg", "management_contact", "acting_holder", "member", "funder", "voortrekker", "organisation_administrator",
]  # fmt: skip
"""As what he acted: his role in the case, or his mandate."""
EntryPurpose = Literal[
    "education_support", "youth_care", "social_support", "health_care", "work_and_income", "debt_help", "housing", "safety",
    "coordination", "steering",
]  # fmt: skip
"""What the relation was for: a purpose of the catalogue, or the steering of a coordinator, who takes part in nothing."""


ACTING_RULE = "acting-holder/1"
"""By which a stand-in does what he does while the holder is absent: ``relation_by`` is then that holder (R9)."""


class Entry(msgspec.Struct, frozen=True):
    """One entry, every field of it in the order of its leaf (trace/rules.py)."""

    at: datetime
    id: UUID
    query_id: UUID | None
    event: str
    action: Action
    outcome: Outcome
    issuer: str
    subject: str
    actor_id: UUID | None
    role: ActorRole | None
    unit_id: UUID | None
    organisation_id: UUID | None
    partner: str
    address: IPv4Address | IPv6Address | None
    relation: Relation
    relation_id: UUID | None
    relation_by: UUID | None
    reach: Reach | None
    basis_id: UUID | None
    rule: str
    purpose: EntryPurpose | None
    network_id: UUID | None
    client: UUID | None
    case_id: UUID | None
    object_id: UUID | None
    asked_id: UUID | None
    emergency: bool
    request_id: UUID
    trace_id: bytes
    span_id: bytes
    private_digest: bytes | None
    acted_by: str | None = None
    blind: bytes | None = None
    """Sixteen bytes that nobody guesses, told with the whole entry only, so that its hash tells of nobody who is withheld. None before there were any."""
    """Who acted for this person, as issuer|subject (token exchange); the person's own relations are what counted."""


class Look(msgspec.Struct, frozen=True):
    """What somebody came for or did, and what came of it; not where, nor about whom."""

    at: datetime
    event: str
    action: Action
    outcome: Outcome


class Named(msgspec.Struct, frozen=True):
    """Who and what an entry's ids stand for, joined when the log is read."""

    actor: str | None
    function: str | None
    organisation: str | None
    related_by: str | None
    ground: str | None
    through: str | None = None
    """The organisation of whoever acted for him, if its issuer speaks for no other."""
    elsewhere: bool | None = None
    """Whether who made the relation is of another organisation than the auditor is for: then he is named by what he does at most."""
    elsewhere_function: str | None = None
    """What he does; None where he or his team is hidden in a case of this client."""
    holder_function: str | None = None
    """For a citizen, of the regie holder in whose place it was done (ACTING_RULE): of one who is hidden from him he reads nothing (S5)."""
    holder_organisation: str | None = None


class LogLine(msgspec.Struct, frozen=True):
    """A line of the log as it is read: an entry, or the first of like ones of one day."""

    entry: Entry
    named: Named
    times: int
    last_at: datetime


class Question(msgspec.Struct, frozen=True):
    """What an auditor asks for. At least one of the first four, or a period of at most 31 days."""

    client: UUID | None
    professional_id: UUID | None
    organisation_id: UUID | None
    case_id: UUID | None
    from_at: datetime | None
    until_at: datetime | None


class QuestionTooWide(Refusal):
    """Ask by client, professional, organisation or case, or give a period of at most 31 days."""

    kind = Kind.BAD_INPUT


class MergeTooWide(Refusal):
    """Like entries of a day are merged in a search by client, case or professional: name one of them."""

    kind = Kind.BAD_INPUT


class LogItselfIsNobodys(Refusal):
    """What happened to the log itself is about no client, case, employee or organisation: ask `logItself` alone, or with a period."""

    kind = Kind.BAD_INPUT


class EntryAskedAlone(Refusal):
    """An entry is found by its id (`entryId`) alone: leave out by whom, about whom, when and how else it is looked for."""

    kind = Kind.BAD_INPUT


class PeriodUpsideDown(Refusal):
    """The period ends before it begins: give the earlier moment as the first of the two (`fromAt`), and the later one as `untilAt`."""

    kind = Kind.BAD_INPUT


class NoMandate(Refusal):
    """Reading the access log needs an auditor's mandate that is valid now. Whoever administers your network grants one, with an end date."""

    kind = Kind.UNKNOWN


class NotForYou(Refusal):
    """This is for clients and their representatives, with their own login."""

    kind = Kind.UNKNOWN


SEARCH_LOG = Operation(
    code="access-log.searched",
    action="R",
    en="An auditor searched the access log",
    nl="Een auditor doorzocht de inzagelog",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=NoMandate,
    strong=True,
)
READ_OWN_LOG = Operation(
    code="access-log.read-own",
    action="R",
    en="The client or a representative read who had looked",
    nl="De cliënt of een vertegenwoordiger bekeek wie er heeft gekeken",
    scope="me",
    reaches=frozenset({Reach.OWN_LOG}),
    unknown=NotForYou,
)
