"""What can be done with an escalation, from the side of the case and from that of the unit asked."""

from chaincare.access.model import EVERYONE_IN_CASE, INFORMED, PROFESSIONALS, CaseUnknown, Operation, Reach
from chaincare.escalations.refusals import TargetUnknown

DRAFT = Operation(
    code="escalation.drafted",
    action="C",
    en="A request for help from the winkelstraat was put into words",
    nl="Er is een hulpvraag aan de winkelstraat opgesteld",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
LIST = Operation(
    code="escalations.read",
    action="R",
    en="The requests for help in the case were read",
    nl="De hulpvragen in het dossier zijn bekeken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
READ = Operation(
    code="escalation.read",
    action="R",
    en="A request for help in the case was read",
    nl="Een hulpvraag in het dossier is bekeken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
REQUEST = Operation(
    code="escalation.requested",
    action="U",
    en="Help from the winkelstraat was asked for",
    nl="De winkelstraat is om hulp gevraagd",
    scope="cases",
    reaches=INFORMED,
    unknown=CaseUnknown,
)
WITHDRAW = Operation(
    code="escalation.withdrawn",
    action="U",
    en="A request for help was withdrawn",
    nl="Een hulpvraag is ingetrokken",
    scope="cases",
    reaches=INFORMED,
    unknown=CaseUnknown,
)
START = Operation(
    code="escalation.started",
    action="U",
    en="The help of a specialist started",
    nl="De hulp van een specialist is begonnen",
    scope="cases",
    reaches=PROFESSIONALS,
    unknown=CaseUnknown,
)
GIVE_FEEDBACK = Operation(
    code="escalation.feedback-given",
    action="U",
    en="A specialist gave feedback",
    nl="Een specialist heeft teruggekoppeld",
    scope="cases",
    reaches=PROFESSIONALS,
    unknown=CaseUnknown,
)
END = Operation(
    code="escalation.ended",
    action="U",
    en="The help of a specialist ended",
    nl="De hulp van een specialist is afgerond",
    scope="cases",
    reaches=INFORMED,
    unknown=CaseUnknown,
)
LIST_RECEIVED = Operation(
    code="received-escalations.read",
    action="R",
    en="A unit read the summary of what it was asked",
    nl="Een team bekeek de samenvatting van wat het gevraagd is",
    scope="cases",
    reaches=frozenset({Reach.TARGET}),
    unknown=TargetUnknown,
)
READ_RECEIVED = Operation(
    code="received-escalation.read",
    action="R",
    en="A unit read a question that it was asked, without the client's name",
    nl="Een team bekeek een hulpvraag, zonder de naam van de cliënt",
    scope="cases",
    reaches=frozenset({Reach.TARGET}),
    unknown=TargetUnknown,
)
RESPOND = Operation(
    code="received-escalation.answered",
    action="U",
    en="A unit accepted or declined what it was asked",
    nl="Een team heeft een hulpvraag aangenomen of afgewezen",
    scope="cases",
    reaches=frozenset({Reach.TARGET}),
    unknown=TargetUnknown,
)
GIVE_RECEIVED_FEEDBACK = Operation(
    code="received-escalation.feedback-given",
    action="U",
    en="A unit gave feedback on a question it was asked, without the client's name",
    nl="Een team heeft teruggekoppeld op een hulpvraag, zonder de naam van de cliënt",
    scope="cases",
    reaches=frozenset({Reach.TARGET}),
    unknown=TargetUnknown,
)
