"""What can be done with a case itself, and by whom."""

from chaincare.access.model import EVERYONE_IN_CASE, INFORMED, CaseUnknown, Operation, Reach
from chaincare.cases.model import NetworkUnknown, NoList

OPEN_CASE = Operation(
    code="case.opened",
    action="C",
    en="A case was opened",
    nl="Er is een dossier geopend",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=NetworkUnknown,
)
READ_CASE = Operation(
    code="case.read",
    action="R",
    en="The case was read",
    nl="Het dossier is bekeken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
READ_TIMELINE = Operation(
    code="timeline.read",
    action="R",
    en="The timeline of the case was read",
    nl="De tijdlijn van het dossier is bekeken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
LIST_CASES = Operation(
    code="cases.listed",
    action="R",
    en="A list of cases that this one stands on was read",
    nl="Een lijst van dossiers waar dit dossier op staat is bekeken",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=NoList,
)
READ_OWN_CASES = Operation(
    code="case.listed-own",
    action="R",
    en="The client or a representative looked up the own cases",
    nl="De cliënt of een vertegenwoordiger zocht de eigen dossiers op",
    scope="me",
    reaches=frozenset({Reach.CLIENT}),
    unknown=NoList,
)
READ_QUESTION = Operation(
    code="question.read",
    action="R",
    en="The question of the case was read",
    nl="De vraag van het dossier is bekeken",
    scope="cases",
    reaches=INFORMED | {Reach.CLIENT},
    unknown=CaseUnknown,
)
CHANGE_QUESTION = Operation(
    code="question.changed",
    action="U",
    en="The question of the case was changed",
    nl="De vraag van het dossier is gewijzigd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
READ_QUESTION_VERSIONS = Operation(
    code="question-versions.read",
    action="R",
    en="Earlier versions of the question of the case were read",
    nl="Eerdere versies van de vraag van het dossier zijn bekeken",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
