"""An agreement as a whole, who takes part in it, what can be done with it, and why that is refused."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, CaseUnknown, Operation, Reach
from chaincare.agreements.facts import AnyState
from chaincare.refusals import Kind, Refusal


class WaitingOn(StrEnum):
    """Who must act next. The confirmer is anyone who may confirm: the client, or another organisation (A3)."""

    RESPONSIBLE = "responsible"
    PROPOSER = "proposer"
    CONFIRMER = "confirmer"
    NOBODY = "nobody"


class StateWord(StrEnum):
    """The states by name. ``kept_unconfirmed`` is derived by date and never stored."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    IN_PROGRESS = "in_progress"
    REPORTED_KEPT = "reported_kept"
    KEPT = "kept"
    KEPT_UNCONFIRMED = "kept_unconfirmed"
    DECLINED = "declined"
    NOT_KEPT = "not_kept"
    CANCELLED = "cancelled"


class Outline(msgspec.Struct, frozen=True):
    """An agreement without a word of its text: all that a coordinator sees, and all that its row holds."""

    id: UUID
    responsible_id: UUID
    proposer_id: UUID
    readers: tuple[str, ...]
    state: StateWord
    due_on: date
    original_due_on: date
    shifts: int
    waiting_on: WaitingOn
    waiting_since: datetime
    version: int


class Agreement(msgspec.Struct, frozen=True):
    """What the facts so far amount to. It has exactly one responsible (A1)."""

    id: UUID
    responsible_id: UUID
    proposer_id: UUID
    readers: tuple[str, ...]
    what: str
    needs: str | None
    due_on: date
    original_due_on: date
    shifts: int
    state: AnyState
    waiting_on: WaitingOn
    waiting_since: datetime
    version: int


class Party(msgspec.Struct, frozen=True):
    """A participation, as far as agreements go by it. ``scope`` is the one in force now."""

    id: UUID
    role: Literal["caseworker", "specialist", "team", "client", "representative"]
    scope: Literal["that", "core", "full", "client"]
    present: bool
    holds_regie: bool
    name: str
    function: str | None
    organisation_id: UUID | None
    organisation: str | None

    @property
    def is_client_side(self) -> bool:
        """True for the client and whoever represents him."""
        return self.role in ("client", "representative")


Parties = Mapping[UUID, Party]


class AgreementUnknown(Refusal):
    """There is no agreement with this id in this case that you may read."""

    kind = Kind.UNKNOWN


class ResponsibleUnfit(Refusal):
    """Name one person who takes part and can answer: a professional with scope core or full, the client or a representative. A team cannot be responsible."""

    kind = Kind.BAD_INPUT


class DueDatePast(Refusal):
    """The due date has passed already: choose today or later, in Europe/Amsterdam."""

    kind = Kind.BAD_INPUT


class DueDateUnchanged(Refusal):
    """This is the due date already."""

    kind = Kind.BAD_INPUT


class NoUnitOfYourOwn(Refusal):
    """The audience own_unit is for professionals; name parties, or leave it out."""

    kind = Kind.BAD_INPUT


class ForTheResponsible(Refusal):
    """This is for the one who is responsible for the agreement."""

    kind = Kind.FORBIDDEN


class ForTheInvolved(Refusal):
    """This is for whoever proposed the agreement, who is responsible for it, or who holds regie."""

    kind = Kind.FORBIDDEN


class NotByWhoAsked(Refusal):
    """Another date needs the agreement of the other side: of the responsible, or when he asked for it himself, of whoever proposed the agreement or holds regie (A4)."""

    kind = Kind.FORBIDDEN


class ConfirmByAnother(Refusal):
    """That it was kept is confirmed by the client, or by another organisation than the one that says so (A3)."""

    kind = Kind.FORBIDDEN


class StepNotPossible(Refusal):
    """The agreement is not in a state that allows this step: read it again."""

    kind = Kind.CONFLICT


class ConfirmationTermOver(Refusal):
    """The term to reject this has passed: it counts as kept, unconfirmed. It can still be confirmed (A3)."""

    kind = Kind.CONFLICT


INVOLVED = INFORMED | {Reach.CLIENT}


def _operation(
    code: str, action: Literal["C", "R", "U"], en: str, nl: str, reaches: frozenset[Reach] = INVOLVED
) -> Operation:
    return Operation(
        code=code, action=action, en=en, nl=nl, scope="cases", reaches=reaches, unknown=CaseUnknown
    )


PROPOSE_AGREEMENT = _operation(
    "agreement.proposed", "C", "An agreement was proposed", "Er is een afspraak voorgesteld"
)
ANSWER_AGREEMENT = _operation(
    "agreement.answered",
    "U",
    "An agreement, or another date for it, was agreed to or declined",
    "Met een afspraak, of een andere datum ervoor, is ingestemd of niet ingestemd",
)
PROGRESS_AGREEMENT = _operation(
    "agreement.progressed",
    "U",
    "It was recorded how the work on an agreement goes",
    "Er is vastgelegd hoe het met de uitvoering van een afspraak gaat",
)
CONFIRM_AGREEMENT = _operation(
    "agreement.confirmation-given",
    "U",
    "It was said whether an agreement was really kept",
    "Er is gezegd of een afspraak echt is nagekomen",
)
REVISE_AGREEMENT = _operation(
    "agreement.revision-proposed",
    "U",
    "Another date was asked for an agreement",
    "Er is een andere datum voor een afspraak gevraagd",
)
CANCEL_AGREEMENT = _operation(
    "agreement.cancelled", "U", "An agreement was cancelled", "Een afspraak is ingetrokken"
)
LIST_AGREEMENTS = _operation(
    "agreements.read",
    "R",
    "The agreements in the case were read",
    "De afspraken in het dossier zijn bekeken",
    INVOLVED | {Reach.STEERING},
)
READ_AGREEMENT = _operation("agreement.read", "R", "An agreement was read", "Een afspraak is bekeken")
READ_AGREEMENT_HISTORY = _operation(
    "agreement.history-read",
    "R",
    "The history of an agreement was read",
    "De geschiedenis van een afspraak is bekeken",
)
