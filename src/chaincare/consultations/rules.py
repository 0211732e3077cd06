"""How a consultation ends. Everything else about it goes as for strengthening in a case. Pure."""

from chaincare.escalations.facts import BrokenOff, Finished, Withdrawn
from chaincare.escalations.model import Escalation, Seat
from chaincare.escalations.refusals import EndReasonNeeded
from chaincare.escalations.rules import NOBODY_TOOK_ON, UNANSWERED, ended
from chaincare.refusals import FieldError


def closed(
    consultation: Escalation, seat: Seat, reason: str | None, *, feedback: bool
) -> Withdrawn | Finished | BrokenOff:
    """End a consultation wherever it stands: unanswered, or declined by all, it is withdrawn, and that takes a reason too (E5).

    So is what the unit that thought along ended itself, which stays as it ended.

    Raises EscalationMovedOn, EndReasonNeeded.
    """
    if consultation.state not in UNANSWERED | NOBODY_TOOK_ON and not consultation.given_up:
        return ended(consultation, seat, reason, feedback=feedback)
    if reason is None:
        raise EndReasonNeeded(errors=[FieldError("/reason", "Say why.")])
    return Withdrawn(reason)
