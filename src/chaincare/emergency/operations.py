"""What can be done about emergencies, and by whom. The scope is one of its own: few systems need it."""

from chaincare.access.model import INFORMED, Operation, Reach
from chaincare.emergency.refusals import EmergencyAccessUnknown, NetworkSettingsUnknown, NobodyFound

_USER = frozenset({Reach.EMERGENCY})
_OVERSEEN = INFORMED | {Reach.STEERING, Reach.LOG}

REQUEST_ACCESS = Operation(
    code="emergency-access.requested",
    action="C",
    en="Emergency access was asked for",
    nl="Er is om toegang bij spoed gevraagd",
    scope="emergency",
    reaches=frozenset({Reach.CARD}),
    unknown=NobodyFound,
    strong=True,
)
LIST_ACCESSES = Operation(
    code="emergency-accesses.read",
    action="R",
    en="A list of emergency accesses with this one on it was read",
    nl="Een lijst van toegang bij spoed waar deze op staat is bekeken",
    scope="emergency",
    reaches=_USER | _OVERSEEN,
    unknown=EmergencyAccessUnknown,
)
READ_ACCESS = Operation(
    code="emergency-access.read",
    action="R",
    en="What is known of an emergency access was read",
    nl="Er is bekeken wat er over een toegang bij spoed bekend is",
    scope="emergency",
    reaches=_USER | _OVERSEEN,
    unknown=EmergencyAccessUnknown,
)
READ_SHEET = Operation(
    code="emergency-access.sheet-read",
    action="R",
    en="Who lives there, dangers and safety agreements were read in an emergency",
    nl="Bij spoed is bekeken wie er woont, wat er gevaarlijk is en wat er is afgesproken",
    scope="emergency",
    reaches=_USER,
    unknown=EmergencyAccessUnknown,
    strong=True,
)
LEAVE_NOTE = Operation(
    code="emergency-access.note-left",
    action="C",
    en="A note was left for the regie holder in an emergency",
    nl="Bij spoed is een notitie voor de regiehouder achtergelaten",
    scope="emergency",
    reaches=_USER,
    unknown=EmergencyAccessUnknown,
)
END_ACCESS = Operation(
    code="emergency-access.ended",
    action="U",
    en="An emergency access was ended",
    nl="Een toegang bij spoed is beëindigd",
    scope="emergency",
    reaches=frozenset({Reach.CARD}),
    unknown=EmergencyAccessUnknown,
)
ACKNOWLEDGE_ACCESS = Operation(
    code="emergency-access.acknowledged",
    action="U",
    en="Somebody responsible said that he saw an emergency access",
    nl="Een verantwoordelijke gaf aan een toegang bij spoed te hebben gezien",
    scope="emergency",
    reaches=INFORMED | {Reach.STEERING},
    unknown=EmergencyAccessUnknown,
)
BEGIN_CRISIS = Operation(
    code="emergency-access.crisis-begun",
    action="C",
    en="A second person let somebody take part for a crisis",
    nl="Een tweede persoon liet iemand bij een crisis deelnemen",
    scope="emergency",
    reaches=INFORMED | {Reach.CARD},
    unknown=EmergencyAccessUnknown,
    strong=True,
)
REVIEW_ACCESS = Operation(
    code="emergency-access.reviewed",
    action="C",
    en="It was reviewed whether an emergency access was right",
    nl="Er is beoordeeld of een toegang bij spoed terecht was",
    scope="emergency",
    reaches=frozenset({Reach.LOG}),
    unknown=EmergencyAccessUnknown,
    strong=True,
)
DISCLOSE_ACCESS = Operation(
    code="emergency-access.disclosed",
    action="U",
    en="It was said that the client can safely be told of an emergency access",
    nl="Er is vastgesteld dat de cliënt veilig van een toegang bij spoed kan weten",
    scope="emergency",
    reaches=INFORMED | {Reach.LOG},
    unknown=EmergencyAccessUnknown,
)
READ_SETTINGS = Operation(
    code="emergency-settings.read",
    action="R",
    en="It was read which units may get in by emergency",
    nl="Er is bekeken welke teams bij spoed toegang hebben",
    scope="directory",
    reaches=frozenset({Reach.DIRECTORY}),
    unknown=NetworkSettingsUnknown,
)
CHANGE_SETTINGS = Operation(
    code="emergency-settings.changed",
    action="U",
    en="It was set which units may get in by emergency",
    nl="Er is vastgelegd welke teams bij spoed toegang hebben",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION}),
    unknown=NetworkSettingsUnknown,
)
