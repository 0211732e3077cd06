"""What can be done with lines of an inventory, and by whom: the unit that reported them, and no mandate."""

from chaincare.access.model import Operation, Reach
from chaincare.inventory_lines.refusals import InventoryNotYours, LineMovedOn, LineOfCaseUnknown, LineUnknown

_UNIT = frozenset({Reach.INVENTORY})

REPORT_LINE = Operation(
    code="inventory-line.reported",
    action="C",
    en="Somebody was put on an inventory of people who do not get what they need",
    nl="Iemand is op een inventarisatie gezet van mensen die niet krijgen wat zij nodig hebben",
    scope="cases",
    reaches=_UNIT,
    unknown=InventoryNotYours,
)
IMPORT_LINES = Operation(
    code="inventory-lines.imported",
    action="C",
    en="A list of people was put on an inventory, or tried",
    nl="Een lijst mensen is op een inventarisatie gezet, of dat is geprobeerd",
    scope="cases",
    reaches=_UNIT,
    unknown=InventoryNotYours,
)
LIST_LINES = Operation(
    code="inventory-lines.read",
    action="R",
    en="A unit read whom it had put on an inventory",
    nl="Een team bekeek wie het op een inventarisatie had gezet",
    scope="cases",
    reaches=_UNIT,
    unknown=InventoryNotYours,
)
READ_LINE = Operation(
    code="inventory-line.read",
    action="R",
    en="What an inventory says of somebody was read",
    nl="Wat een inventarisatie over iemand zegt is bekeken",
    scope="cases",
    reaches=_UNIT,
    unknown=LineUnknown,
)
INFORM_LINE = Operation(
    code="inventory-line.informed",
    action="C",
    en="It was recorded whether somebody was told that he stands on an inventory",
    nl="Er is vastgelegd of iemand weet dat die op een inventarisatie staat",
    scope="cases",
    reaches=_UNIT,
    unknown=LineUnknown,
)
LIST_INFORMED = Operation(
    code="inventory-line.informed-read",
    action="R",
    en="It was read whether somebody was told that he stands on an inventory",
    nl="Er is bekeken of iemand weet dat die op een inventarisatie staat",
    scope="cases",
    reaches=_UNIT,
    unknown=LineUnknown,
)
REVIEW_LINE = Operation(
    code="inventory-line.reviewed",
    action="U",
    en="It was decided again that somebody stays on an inventory",
    nl="Er is opnieuw besloten dat iemand op een inventarisatie blijft staan",
    scope="cases",
    reaches=_UNIT,
    unknown=LineUnknown,
)
KEEP_FROM_LINE = Operation(
    code="inventory-line.relation-conflict-recorded",
    action="C",
    en="It was recorded that a colleague does not read what an inventory says of somebody",
    nl="Er is vastgelegd dat een collega niet leest wat een inventarisatie over iemand zegt",
    scope="cases",
    reaches=_UNIT,
    unknown=LineUnknown,
)
WITHDRAW_LINE = Operation(
    code="inventory-line.withdrawn",
    action="U",
    en="Somebody was taken off an inventory, and what it said of him was erased",
    nl="Iemand is van een inventarisatie gehaald, en wat erop stond is gewist",
    scope="cases",
    reaches=_UNIT,
    unknown=LineUnknown,
)
OPEN_CASE_FROM_LINE = Operation(
    code="inventory-line.case-opened",
    action="C",
    en="A case was opened for somebody on an inventory",
    nl="Er is een dossier geopend voor iemand op een inventarisatie",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=LineUnknown,
    forbidden=LineMovedOn,
)
READ_LINE_OF_CASE = Operation(
    code="inventory-line.read-in-case",
    action="R",
    en="It was asked what an inventory said",
    nl="Er is gevraagd wat een inventarisatie zei",
    scope="cases",
    reaches=frozenset({Reach.CORE, Reach.FULL, Reach.CLIENT}),
    unknown=LineOfCaseUnknown,
)
