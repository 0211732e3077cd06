"""What stands out in the access log: a Finding, its kinds, and what an auditor asks for."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal
from chaincare.trace.model import NoMandate

MOST_OF_A_KIND = 100
"""So many of each kind at once; more than that is told, and found with a shorter period."""


class FindingKind(StrEnum):
    """What stands out."""

    SELF_MADE_RELATION = "self_made_relation"
    SELF_MADE_PLACE = "self_made_place"
    TEAM_READ_OFF_DUTY = "team_read_off_duty"
    OUTSIDE_OFFICE_HOURS = "outside_office_hours"
    NO_PARTICIPATION = "no_participation"
    SEARCH_WITHOUT_IDENTIFIER = "search_without_identifier"
    MANY_CLIENTS = "many_clients"
    EMERGENCY_ACCESS = "emergency_access"
    MOST_CONSULTED_CLIENT = "most_consulted_client"
    HIGHEST_READER = "highest_reader"
    COLLEAGUE_AS_CLIENT = "colleague_as_client"
    SAME_FAMILY_NAME = "same_family_name"
    OWN_FILE = "own_file"
    SETTINGS_CHANGED = "settings_changed"
    OPENED_BY_HAND = "opened_by_hand"


LOOKED_FOR = tuple(kind for kind in FindingKind if kind is not FindingKind.OPENED_BY_HAND)
"""What the log can be searched for; the other one an auditor opens himself."""


class DetectionState(StrEnum):
    """How far a search is: it goes on by itself, day by day, until all of the period was looked through, or it cannot go on."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class FindingState(StrEnum):
    """How far its review is."""

    OPEN = "open"
    EXPLANATION_ASKED = "explanation_asked"
    EXPLAINED = "explained"
    CLOSED = "closed"
    DISMISSED = "dismissed"


class StepKind(StrEnum):
    """What happens to a finding, each once; and again after more was found than its review spoke of (`reopened`, by nobody)."""

    EXPLANATION_ASKED = "explanation_asked"
    EXPLAINED = "explained"
    CLOSED = "closed"
    DISMISSED = "dismissed"
    REOPENED = "reopened"


class FindingOutcome(StrEnum):
    """What a review comes to."""

    JUSTIFIED = "justified"
    UNJUSTIFIED = "unjustified"
    REPORTED_AS_BREACH = "reported_as_breach"


class ReviewReason(StrEnum):
    """Why, from a list: the log and its reviews hold codes where they can."""

    PART_OF_THE_WORK = "part_of_the_work"
    STOOD_IN = "stood_in"
    EMERGENCY = "emergency"
    RECORDED_WRONGLY = "recorded_wrongly"
    MISTAKE = "mistake"
    NO_EXPLANATION = "no_explanation"
    NOT_NEEDED_FOR_THE_WORK = "not_needed_for_the_work"
    OWN_INTEREST = "own_interest"
    KNOWN_CAUSE = "known_cause"
    ANOTHER_PERSON = "another_person"


class Detection(msgspec.Struct, frozen=True):
    """What is looked for, when, and from which numbers on."""

    kinds: tuple[FindingKind, ...]
    from_at: datetime
    until_at: datetime
    more_than: int
    top: int


class Search(msgspec.Struct, frozen=True):
    """What was asked for, and how far it was looked through."""

    id: UUID
    state: DetectionState
    from_at: datetime
    until_at: datetime
    computed_until: datetime


class FindingStep(msgspec.Struct, frozen=True):
    """What happened to a finding; what was written is sealed."""

    kind: StepKind
    by_id: UUID | None
    by: str | None
    at: datetime
    outcome: FindingOutcome | None
    reason: ReviewReason | None
    text: bytes | None
    request_id: UUID
    entries: tuple[UUID, ...] = ()
    """What a search found that the review before did not speak of."""
    by_elsewhere: bool = False
    """Whether he is of another organisation than the reader's mandate is for: then ``by`` is what he does, and no name."""


class Reviewer(msgspec.Struct, frozen=True):
    """Who reviews, and what bars him (T6). Added again with the same login he is the same person, and so is who granted his mandate."""

    id: UUID
    himself: frozenset[UUID]
    """Under which ids he works, or did."""
    granters: frozenset[UUID]
    """Under which ids whoever granted his mandate does."""
    manages_access: bool
    takes_part: bool = False
    """He or his team takes part in the case of a client it is about, or did."""


class Finding(msgspec.Struct, frozen=True):
    """Who did what stands out, about whom, when and by which entries; names are joined as it is read (T4)."""

    id: UUID
    kind: FindingKind
    state: FindingState
    actor_id: UUID | None
    organisation_id: UUID | None
    client: UUID | None
    day: date
    first_at: datetime
    last_at: datetime
    times: int
    entries: tuple[UUID, ...]
    detected_at: datetime
    actor: str | None
    function: str | None
    organisation: str | None
    steps: tuple[FindingStep, ...] = ()
    clients: tuple[UUID, ...] = ()
    """By which ids the log knows whom it is about, `client` or not: pseudonyms, clients, cases and what was asked for. Never told."""
    version: int = 1
    """Its edition: another one after each step, and when more is found of it."""


class DetectionTooWide(Refusal):
    """Give a period that begins before it ends and is at most 31 days long."""

    kind = Kind.BAD_INPUT


class NothingYet(Refusal):
    """Of this period nothing is there yet: give a `fromAt` before now. An `untilAt` ahead is cut to now."""

    kind = Kind.BAD_INPUT


class EntriesUnknown(Refusal):
    """Not each of these is an entry within your mandate."""

    kind = Kind.UNKNOWN


class EntriesNotOfOne(Refusal):
    """Name entries of one employee, for one organisation: what somebody else did, a citizen or the server itself is not asked about here."""

    kind = Kind.BAD_INPUT


class DetectionUnknown(Refusal):
    """There is no search with this id that was asked by your mandate."""

    kind = Kind.UNKNOWN


class SearchesWait(Refusal):
    """Ten of your searches still go on. Read how far they are, and ask for this one when one of them is done."""

    kind = Kind.CONFLICT


class FindingUnknown(Refusal):
    """There is no finding with this id within your mandate, or about which you are asked now."""

    kind = Kind.UNKNOWN


class FindingMovedOn(Refusal):
    """The review of this finding is further than that. Read it again to see how far."""

    kind = Kind.CONFLICT


class NobodyToAsk(Refusal):
    """This finding is about a client at whom many looked: there is no one person to ask. Close it, or look at the entries."""

    kind = Kind.CONFLICT


class FindingNotYours(Refusal):
    """Nobody reviews what he did himself, or looks at a client in whose case he or his team takes or took part; nor does who manages access. What was done by who granted his mandate he may ask about, and close as `unjustified` or `reported_as_breach`. Ask another auditor for the rest."""

    kind = Kind.FORBIDDEN


DETECT_FINDINGS = Operation(
    code="finding.detected",
    action="E",
    en="An auditor had the access log searched for what stands out",
    nl="Een auditor liet in de inzagelog zoeken naar wat opvalt",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=NoMandate,
    strong=True,
)
READ_DETECTION = Operation(
    code="finding.detection-read",
    action="R",
    en="An auditor read how far a search of the access log for what stands out is, and what it found",
    nl="Een auditor bekeek hoe ver het zoeken in de inzagelog naar wat opvalt is, en wat er gevonden is",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=DetectionUnknown,
    strong=True,
)
