"""What can be done with an export of the access log."""

from chaincare.access.model import Operation, Reach
from chaincare.log_exports.model import LogExportUnknown
from chaincare.trace.model import NoMandate

_AUDITORS = frozenset({Reach.LOG})

REQUEST_EXPORT = Operation(
    code="log-export.requested",
    action="C",
    en="An auditor asked for an export of the access log",
    nl="Een auditor vroeg om een export van de inzagelog",
    scope="log",
    reaches=_AUDITORS,
    unknown=NoMandate,
    strong=True,
)
LIST_EXPORTS = Operation(
    code="log-export.listed",
    action="R",
    en="An auditor read which exports of the access log were asked for",
    nl="Een auditor bekeek om welke exports van de inzagelog is gevraagd",
    scope="log",
    reaches=_AUDITORS,
    unknown=NoMandate,
    strong=True,
)
READ_EXPORT = Operation(
    code="log-export.read",
    action="R",
    en="An auditor read how far an export of the access log is",
    nl="Een auditor bekeek hoe ver een export van de inzagelog is",
    scope="log",
    reaches=_AUDITORS,
    unknown=LogExportUnknown,
    strong=True,
)
DECIDE_EXPORT = Operation(
    code="log-export.decided",
    action="U",
    en="A second auditor decided about an export of the access log",
    nl="Een tweede auditor besliste over een export van de inzagelog",
    scope="log",
    reaches=_AUDITORS,
    unknown=LogExportUnknown,
    strong=True,
)
DOWNLOAD_EXPORT = Operation(
    code="log-export.downloaded",
    action="E",
    en="An auditor downloaded entries of the access log",
    nl="Een auditor haalde regels van de inzagelog op in een bestand",
    scope="log",
    reaches=_AUDITORS,
    unknown=LogExportUnknown,
    strong=True,
)
