"""What an act on an escalation is answered with: where things stand now."""

from datetime import date
from typing import Literal
from uuid import UUID

from chaincare.escalations.model import ConditionState, State, TargetState
from chaincare.wire import Instant, View


class EscalationMoved(View):
    """Where the escalation stands now."""

    id: UUID
    state: State


class TextChecked(View):
    """Where the escalation stands now. Its text was looked through for what gives the client away, and nothing was found.

    `identityCheck` says what that is worth: a `safety_net`, no proof. Names, birth date, BSN, addresses and telephone
    numbers are found as they are commonly written; what points at somebody in other words is for its author to leave out.
    """

    id: UUID
    state: State
    identity_check: Literal["safety_net"] = "safety_net"


class HelpStarted(View):
    """The work began. ``interimHolder``: regie was vacant, and who asked directs the case for three working days."""

    id: UUID
    state: State
    started_at: Instant
    interim_holder: bool


class BridgeNamedView(View):
    """Who bridges. Not agreed: he was named by another, and is asked."""

    id: UUID
    participation_id: UUID | None
    agreed: bool


class WaitingReviewed(View):
    """When help is expected now, and until when nobody has to look again."""

    id: UUID
    expected_date: date
    review_due_date: date


class ConditionMoved(View):
    """Where something stands that must be there before help starts."""

    id: UUID
    state: ConditionState


class EscalationConverted(View):
    """The draft that came of it, in ``state`` draft: it goes out when the regie holder agrees."""

    id: UUID
    state: State
    converted_from_id: UUID


class ReceivedAnswered(View):
    """Your answer is kept, and ``state`` is your unit's own.

    ``escalationState``, that of the whole, is for who goes on with it: whoever declines learns nothing more of it. ``caseId``
    is there only for who takes part from now on.
    """

    id: UUID
    state: TargetState
    escalation_state: State | None
    case_id: UUID | None


class ReceivedMoved(View):
    """What you said is kept."""

    id: UUID
    state: TargetState
