"""A mandate for one case: it opens a name or a text to one auditor, for a reason, by a second person, until a day that is near."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal
from chaincare.trace.model import NoMandate

ANSWERED_WITHIN = timedelta(days=14)
"""A question that nobody answers does not wait for ever."""


class Opens(StrEnum):
    """What it opens."""

    NAME = "name"
    ENTRY_TEXT = "entry_text"


class CaseMandateState(StrEnum):
    """How far it is."""

    ASKED = "asked"
    LAPSED = "lapsed"
    DECLINED = "declined"
    RUNNING = "running"
    ENDED = "ended"


class CaseMandateAnswer(StrEnum):
    """What the second person says."""

    APPROVED = "approved"
    DECLINED = "declined"


class CaseMandate(msgspec.Struct, frozen=True):
    """Who asked what about which case and why, who answered, and until when it holds. The reason is sealed."""

    id: UUID
    case_id: UUID | None
    client: UUID | None
    organisation_id: UUID | None
    opens: Opens
    entry_at: datetime | None
    entry_id: UUID | None
    concerns: UUID | None
    reason: bytes
    request_id: UUID
    asked_by_id: UUID
    asked_by: str | None
    asked_at: datetime
    answer: CaseMandateAnswer | None = None
    answered_by_id: UUID | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None
    ends_at: datetime | None = None
    told_from_at: datetime | None = None
    ended_at: datetime | None = None
    asked_elsewhere: bool | None = None
    """Whether who reads it is told what he does in the place of his name, as of everybody of another organisation."""
    answered_elsewhere: bool | None = None


class Asked(msgspec.Struct, frozen=True):
    """What somebody asks to open."""

    case_id: UUID | None
    opens: Opens
    entry_at: datetime | None
    entry_id: UUID | None


class Opened(msgspec.Struct, frozen=True):
    """What it opens: a name, or a text that is still sealed."""

    given_names: str | None
    prefix: str | None
    family_name: str | None
    sealed: bytes | None
    request_id: UUID | None


class CaseMandateUnknown(Refusal):
    """There is no such case, entry with a text, or mandate for one case within your mandate, or it is not open to you now: it opens to who asked, from when a second person approved it until `endsAt`. Read in the list of mandates how far it is (`state`). A text about a case with a shield stays shut."""

    kind = Kind.UNKNOWN


class CaseMandateUnclear(Refusal):
    """For a name give the case alone; for a text its entry with the moment, and the case it is about if it is about one."""

    kind = Kind.BAD_INPUT


class CaseMandateNotYours(Refusal):
    """Nobody opens, or decides to open, what is about his own act or about a case in which he or his team takes or took part; nobody answers his own question, or that of who gave him his mandate, or ends it; nor does who manages access. Ask another."""

    kind = Kind.FORBIDDEN


class CaseMandateTooLong(Refusal):
    """Say in `endsAt` until when, in the future and at most seven days from now; only with an approval."""

    kind = Kind.BAD_INPUT


class CaseMandateMovedOn(Refusal):
    """This mandate was answered, withdrawn or ended already, or nobody answered it in fourteen days. Look in the list how far it is, and ask anew if it is still needed."""

    kind = Kind.CONFLICT


BOTH = frozenset({Reach.LOG, Reach.PRIVACY})


def _operation(
    code: str,
    action: Literal["C", "R", "U"],
    en: str,
    nl: str,
    reaches: frozenset[Reach],
    unknown: type[Refusal] = CaseMandateUnknown,
) -> Operation:
    return Operation(
        code=code, action=action, en=en, nl=nl, scope="log", reaches=reaches, unknown=unknown, strong=True
    )


ASK_CASE_MANDATE = _operation(
    "case-mandate.asked",
    "C",
    "An auditor asked to see a name or a text, for one case",
    "Een auditor vroeg om een naam of een tekst te mogen zien, voor één dossier",
    frozenset({Reach.LOG}),
)
LIST_CASE_MANDATES = _operation(
    "case-mandates.listed",
    "R",
    "It was read who asked to see a name or a text for one case",
    "Er is bekeken wie vroeg om een naam of een tekst te zien voor één dossier",
    BOTH,
    NoMandate,
)
READ_CASE_MANDATE = _operation(
    "case-mandate.read",
    "R",
    "It was read what an auditor asked to see of one case, and why",
    "Er is bekeken wat een auditor van één dossier vroeg te zien, en waarom",
    BOTH,
)
ANSWER_CASE_MANDATE = _operation(
    "case-mandate.answered",
    "U",
    "A second person decided whether an auditor sees a name or a text",
    "Een tweede persoon besliste of een auditor een naam of een tekst ziet",
    BOTH,
)
END_CASE_MANDATE = _operation(
    "case-mandate.ended",
    "U",
    "An auditor's mandate for one case was ended",
    "Het mandaat van een auditor voor één dossier is beëindigd",
    BOTH,
)
OPEN_CASE_MANDATE = _operation(
    "case-mandate.opened",
    "R",
    "An auditor saw a name or a text, with a mandate for this case",
    "Een auditor zag een naam of een tekst, met een mandaat voor dit dossier",
    frozenset({Reach.LOG}),
)
