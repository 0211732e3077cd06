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
END_RECEIVED = Operation(
    code="received-escalation.ended",
    action="U",
    en="Who had taken on a request for help ended that",
    nl="Wie een hulpvraag had aangenomen, is daarmee gestopt",
    scope="cases",
    reaches=frozenset({Reach.TARGET}) | PROFESSIONALS,
    unknown=TargetUnknown,
)
REDRAFT = Operation(
    code="escalation.redrafted",
    action="U",
    en="A request for help was put into other words before it was sent",
    nl="Een hulpvraag is anders verwoord voordat die werd verstuurd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
READ_HISTORY = Operation(
    code="escalation.history-read",
    action="R",
    en="The history of a request for help was read",
    nl="De geschiedenis van een hulpvraag is bekeken",
    scope="cases",
    reaches=INFORMED,
    unknown=CaseUnknown,
)
ANSWER = Operation(
    code="escalation.question-answered",
    action="U",
    en="What a unit asked about a request for help was answered",
    nl="Een vraag van een team over een hulpvraag is beantwoord",
    scope="cases",
    reaches=INFORMED,
    unknown=CaseUnknown,
)
CONVERT = Operation(
    code="escalation.converted",
    action="U",
    en="More was asked of a unit that strengthens: to take part in the case",
    nl="Een team dat meedenkt is gevraagd om mee te doen in het dossier",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
NAME_BRIDGE = Operation(
    code="escalation.bridge-named",
    action="U",
    en="It was said who is there for the client while help is waited for",
    nl="Er is vastgelegd wie er voor de cliënt is zolang op hulp wordt gewacht",
    scope="cases",
    reaches=INFORMED,
    unknown=CaseUnknown,
)
ANSWER_BRIDGE = Operation(
    code="escalation.bridge-answered",
    action="U",
    en="Whoever was asked to bridge a waiting time answered",
    nl="Wie gevraagd is de wachttijd te overbruggen heeft geantwoord",
    scope="cases",
    reaches=INFORMED,
    unknown=CaseUnknown,
)
REVIEW = Operation(
    code="escalation.waiting-reviewed",
    action="U",
    en="A waiting time was looked at again",
    nl="Een wachttijd is opnieuw bekeken",
    scope="cases",
    reaches=PROFESSIONALS,
    unknown=CaseUnknown,
)
NAME_CONDITION = Operation(
    code="escalation.condition-named",
    action="U",
    en="Something was named that must be there before help starts",
    nl="Er is vastgelegd wat er moet zijn voordat hulp begint",
    scope="cases",
    reaches=PROFESSIONALS,
    unknown=CaseUnknown,
)
FULFIL_CONDITION = Operation(
    code="escalation.condition-fulfilled",
    action="U",
    en="What had to be there before help starts is there",
    nl="Wat er moest zijn voordat hulp begint, is er",
    scope="cases",
    reaches=PROFESSIONALS,
    unknown=CaseUnknown,
)
DROP_CONDITION = Operation(
    code="escalation.condition-dropped",
    action="U",
    en="What had to be there before help starts turned out not to be needed",
    nl="Wat er moest zijn voordat hulp begint, blijkt niet nodig",
    scope="cases",
    reaches=INFORMED,
    unknown=CaseUnknown,
)
READ_CONTRIBUTIONS = Operation(
    code="contributions.read",
    action="R",
    en="A specialist read again what he wrote when he was asked for help",
    nl="Een specialist las terug wat hij schreef toen hem om hulp was gevraagd",
    scope="cases",
    reaches=frozenset({Reach.AUTHOR}),
    unknown=TargetUnknown,
)
