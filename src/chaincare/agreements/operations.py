"""What the API can do with agreements, in the words of the access log."""

from typing import Literal

from chaincare.access.model import INFORMED, CaseUnknown, Operation, Reach

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
OBJECT_TO_AGREEMENT = _operation(
    "agreement.objected",
    "U",
    "Somebody objected to an assent that another recorded for him",
    "Er is bezwaar gemaakt tegen een instemming die door een ander is vastgelegd",
)
REASSIGN_AGREEMENT = _operation(
    "agreement.reassigned",
    "U",
    "Somebody else was asked to carry out an agreement",
    "Iemand anders is gevraagd een afspraak uit te voeren",
)
SET_PRECONDITION = _operation(
    "precondition.set",
    "U",
    "It was recorded what is needed for an agreement",
    "Er is vastgelegd wat er voor een afspraak nodig is",
)
ANSWER_PRECONDITION = _operation(
    "precondition.answered",
    "U",
    "Somebody said whether he sees to what an agreement needs",
    "Iemand heeft gezegd of hij zorgt voor wat een afspraak nodig heeft",
)
FULFIL_PRECONDITION = _operation(
    "precondition.met",
    "U",
    "What an agreement needs was recorded to be there",
    "Er is vastgelegd dat wat een afspraak nodig heeft, er is",
)
DROP_PRECONDITION = _operation(
    "precondition.dropped",
    "U",
    "It was recorded that something is not needed for an agreement after all",
    "Er is vastgelegd dat iets toch niet nodig is voor een afspraak",
)
READ_PRECONDITIONS = _operation(
    "preconditions.read",
    "R",
    "What is needed for an agreement was read",
    "Er is bekeken wat er voor een afspraak nodig is",
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
