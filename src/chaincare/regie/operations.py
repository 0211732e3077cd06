"""What can be done about regie, and by whom."""

from chaincare.access.model import (
    EVERYONE_IN_CASE,
    INFORMED,
    PROFESSIONALS,
    CaseUnknown,
    Operation,
    Reach,
)

PROPOSE_REGIE = Operation(
    code="regie.proposed",
    action="C",
    en="Somebody was proposed to direct the case",
    nl="Er is iemand voorgesteld voor de regie",
    scope="cases",
    reaches=frozenset({Reach.CORE, Reach.FULL, Reach.CLIENT, Reach.STEERING}),
    unknown=CaseUnknown,
)
READ_PROPOSAL = Operation(
    code="regie-proposal.read",
    action="R",
    en="A proposal about regie was read",
    nl="Een voorstel over de regie is bekeken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
ANSWER_PROPOSAL = Operation(
    code="regie-proposal.answered",
    action="U",
    en="A proposal about regie was answered",
    nl="Er is gereageerd op een voorstel over de regie",
    scope="cases",
    reaches=PROFESSIONALS | {Reach.CLIENT},
    unknown=CaseUnknown,
)
WITHDRAW_PROPOSAL = Operation(
    code="regie-proposal.withdrawn",
    action="U",
    en="A proposal about regie was withdrawn",
    nl="Een voorstel over de regie is ingetrokken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
LIST_PROPOSALS = Operation(
    code="regie-proposals.read",
    action="R",
    en="What was proposed about regie was read",
    nl="De voorstellen over de regie zijn bekeken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
ACKNOWLEDGE_PROPOSAL = Operation(
    code="regie-proposal.acknowledged",
    action="U",
    en="Somebody took note that a proposal about regie came to nothing",
    nl="Iemand heeft gezien dat een voorstel over de regie niet is doorgegaan",
    scope="cases",
    reaches=frozenset({Reach.CORE, Reach.FULL, Reach.CLIENT, Reach.STEERING}),
    unknown=CaseUnknown,
)
SETTLE_OBJECTION = Operation(
    code="regie-objection.settled",
    action="U",
    en="An objection about regie was let be, or taken back",
    nl="Een bezwaar over de regie is afgewezen of ingetrokken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
READ_REGIE = Operation(
    code="regie.read",
    action="R",
    en="It was looked up who directs the case",
    nl="Er is opgezocht wie de regie heeft",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
READ_TERMS = Operation(
    code="regie-terms.read",
    action="R",
    en="The history of regie was read",
    nl="Het verloop van de regie is bekeken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
LAY_DOWN_REGIE = Operation(
    code="regie.laid-down",
    action="C",
    en="Regie was laid down",
    nl="De regie is neergelegd",
    scope="cases",
    reaches=INFORMED | {Reach.CLIENT},
    unknown=CaseUnknown,
)
TAKE_REGIE_BACK = Operation(
    code="regie-resignation.withdrawn",
    action="U",
    en="Who laid regie down took that back",
    nl="Wie de regie neerlegde, kwam daarop terug",
    scope="cases",
    reaches=INFORMED | {Reach.CLIENT},
    unknown=CaseUnknown,
)
CORRECT_TERM = Operation(
    code="regie-term.corrected",
    action="C",
    en="It was put right when somebody began to direct the case",
    nl="Er is rechtgezet vanaf wanneer iemand de regie had",
    scope="cases",
    reaches=frozenset({Reach.STEERING}),
    unknown=CaseUnknown,
)
LIST_CORRECTIONS = Operation(
    code="regie-corrections.read",
    action="R",
    en="It was read what was put right about who directed the case",
    nl="Er is bekeken wat over de regie is rechtgezet",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
