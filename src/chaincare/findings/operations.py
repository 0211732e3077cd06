"""What can be done about a finding: list and read it, ask whom it is about, explain, close, dismiss."""

from chaincare.access.model import Operation, Reach
from chaincare.findings.model import EntriesUnknown, FindingUnknown
from chaincare.trace.model import NoMandate

LIST_FINDINGS = Operation(
    code="finding.listed",
    action="R",
    en="An auditor read what stood out in the access log",
    nl="Een auditor bekeek wat opviel in de inzagelog",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=NoMandate,
    strong=True,
)

OPEN_FINDING = Operation(
    code="finding.opened",
    action="C",
    en="An auditor chose entries of the access log and asked somebody to explain them",
    nl="Een auditor koos regels in de inzagelog en vroeg iemand daarover uitleg",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=EntriesUnknown,
    strong=True,
)

READ_FINDING = Operation(
    code="finding.read",
    action="R",
    en="An auditor read how far the review of one thing that stood out is",
    nl="Een auditor bekeek hoever de beoordeling is van iets wat opviel",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=FindingUnknown,
    strong=True,
)
ASK_EXPLANATION = Operation(
    code="finding.explanation-asked",
    action="U",
    en="An auditor asked somebody to explain what stood out in the access log",
    nl="Een auditor vroeg iemand om uitleg over wat opviel in de inzagelog",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=FindingUnknown,
    strong=True,
)
CLOSE_FINDING = Operation(
    code="finding.closed",
    action="U",
    en="An auditor closed the review of what stood out in the access log",
    nl="Een auditor rondde de beoordeling af van wat opviel in de inzagelog",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=FindingUnknown,
    strong=True,
)
DISMISS_FINDING = Operation(
    code="finding.dismissed",
    action="U",
    en="An auditor put aside what stood out in the access log",
    nl="Een auditor legde terzijde wat opviel in de inzagelog",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=FindingUnknown,
    strong=True,
)
READ_QUESTION = Operation(
    code="finding.question-read",
    action="R",
    en="Somebody read what an auditor asked about his own looks",
    nl="Iemand las wat een auditor vroeg over zijn eigen inzage",
    scope="cases",
    reaches=frozenset({Reach.DIRECTORY}),
    unknown=FindingUnknown,
)
EXPLAIN_FINDING = Operation(
    code="finding.explained",
    action="U",
    en="Somebody explained his own looks to an auditor",
    nl="Iemand legde zijn eigen inzage uit aan een auditor",
    scope="cases",
    reaches=frozenset({Reach.DIRECTORY}),
    unknown=FindingUnknown,
)
