"""What an act takes beside what its operation always asks for. Pure."""

from collections.abc import Mapping

from chaincare.access.model import Reach
from chaincare.worklist.model import ItemKind

_OF_ACT: Mapping[tuple[str, ItemKind], tuple[str, ...]] = {
    # Nobody gave feedback: it ends with a reason (E5).
    ("closeConsultation", ItemKind.CONSULTATION_UNANSWERED): ("reason",),
    ("closeConsultation", ItemKind.CONSULTATION_OVER): ("reason",),
    # What there is to say here is no.
    ("answerBridge", ItemKind.ESCALATION_TO_BRIDGE): ("reason",),
    ("answerRegieProposal", ItemKind.REGIE_TO_HEAR): ("reason",),
    # Of which organisation: the row says it in `organisationId`.
    ("grantMandate", ItemKind.MANAGEMENT_ABSENT): ("organisationId",),
    ("requestEscalation", ItemKind.ESCALATION_OVER): ("targets",),
    # To say yes, until when; a no takes none.
    ("answerCaseMandate", ItemKind.NAME_TO_APPROVE): ("endsAt",),
    ("answerCaseMandate", ItemKind.ENTRY_TEXT_TO_APPROVE): ("endsAt",),
    # He agrees to that day and no other; and two take no step at once.
    ("respondToAgreement", ItemKind.AGREEMENT_DATE_TO_ANSWER): ("If-Match",),
    ("takeStep", ItemKind.NEEDED_PARTY_NEXT_STEP): ("If-Match",),
    ("takeInventoryPartyStep", ItemKind.INVENTORY_PARTY_NEXT_STEP): ("If-Match",),
    ("reviewInventoryLine", ItemKind.INVENTORY_LINE_TO_REVIEW): ("If-Match",),
}

_NOTED_WHEN_HIS = {
    ("continueRegieMove", ItemKind.REGIE_MOVE_PENDING),
    ("proposeRegie", ItemKind.REGIE_EXPIRED),
}
"""Who hands over himself leaves a note in each case (R7), and who orders it none; of a case that nobody directs there is none to leave.

Which it is the row says by what it stands within.
"""
_NOBODY_DIRECTS = frozenset({ItemKind.REGIE_VACANT, ItemKind.REGIE_INTERIM})


def needed_of(operation: str, kind: ItemKind, reach: Reach, *, his: bool = True) -> tuple[str, ...]:
    """Give what the description lets be absent and this act does not do without, as far as the row knows.

    The coordinator assigns with a reason (R2); who hands over leaves a note (R7), and where nobody directs any more it does no harm. Who
    records another's word about a consent says how he heard it. ``his``: somebody directs what is handed over, and it is no order.
    """
    if operation == "addConsentWord":
        return () if reach is Reach.CLIENT else ("how",)
    if (operation, kind) in _NOTED_WHEN_HIS and reach is not Reach.STEERING:
        return ("handoverNote",) if his else ()
    if operation != "proposeRegie":
        return _OF_ACT.get((operation, kind), ())
    if reach is Reach.STEERING:
        return ("reason",)
    return () if kind in _NOBODY_DIRECTS else ("handoverNote",)
