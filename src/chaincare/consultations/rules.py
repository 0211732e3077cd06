"""How a consultation ends. Everything else about it goes as for strengthening in a case. Pure."""

from chaincare.escalations.facts import BrokenOff, Finished, Withdrawn
from chaincare.escalations.model import Escalation, Seat
from chaincare.escalations.refusals import EndReasonNeeded, EscalationMovedOn
from chaincare.escalations.rules import NOBODY_TOOK_ON, UNANSWERED, ended
from chaincare.refusals import FieldError


def closed(
    consultation: Escalation, seat: Seat, reason: str | None, *, feedback: bool, let_be: bool = False
) -> Withdrawn | Finished | BrokenOff:
    """End a consultation wherever it stands: unanswered it is withdrawn, and that takes a reason too (E5).

    What everybody declined, what expired, and what the unit that thought along ended itself is let be, once: it stays as it ended.

    Raises EscalationMovedOn, EndReasonNeeded.
    """
    if let_be and consultation.state in NOBODY_TOOK_ON:
        raise EscalationMovedOn
    if consultation.state not in UNANSWERED | NOBODY_TOOK_ON and not consultation.given_up:
        return ended(consultation, seat, reason, feedback=feedback)
    if reason is None:
        raise EndReasonNeeded(errors=[FieldError("/reason", "Say why.")])
    return Withdrawn(reason)
