"""What is handed over with regie: every open agreement, every open request for help, and what is known of danger (R7)."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, CaseUnknown, Operation


class HandedKind(StrEnum):
    """What sort of thing it is."""

    AGREEMENT = "agreement"
    ESCALATION = "escalation"
    SAFETY_SHEET = "safety_sheet"


class HandedState(StrEnum):
    """How an agreement, or a request for help, stands that is not over."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    IN_PROGRESS = "in_progress"
    REPORTED_KEPT = "reported_kept"
    AWAITING_NEW_RESPONSIBLE = "awaiting_new_responsible"
    DRAFT = "draft"
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    STARTED = "started"


class GoesOn(StrEnum):
    """Whether it goes on with whom it lies, or somebody new has to agree first."""

    KEPT = "kept"
    AWAITING_NEW_RESPONSIBLE = "awaiting_new_responsible"


class Handed(msgspec.Struct, frozen=True):
    """One thing that is open, as it stands; ``with_id`` is with whom it lies, where that is somebody in the case."""

    id: UUID
    kind: HandedKind
    state: HandedState | None
    due_on: date | None
    safety: bool
    with_id: UUID | None
    of_holder: bool
    goes_on: GoesOn


READ_HANDOVER = Operation(
    code="regie.handover-read", action="R", en="What is handed over with regie was read",
    nl="Wat met de regie wordt overgedragen, is bekeken",
    scope="cases", reaches=INFORMED, unknown=CaseUnknown,
)  # fmt: skip
