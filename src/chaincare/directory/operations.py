"""What can be done with the directory, and by whom."""

from chaincare.access.model import Operation, Reach
from chaincare.directory.refusals import NoPlaceInDirectory, NotAdministrator

READ_DIRECTORY = Operation(
    code="directory.read",
    action="R",
    en="The directory was read",
    nl="De gids van organisaties is bekeken",
    scope="directory",
    reaches=frozenset({Reach.DIRECTORY}),
    unknown=NoPlaceInDirectory,
)
WRITE_DIRECTORY = Operation(
    code="directory.changed",
    action="U",
    en="The directory was changed",
    nl="De gids van organisaties is gewijzigd",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION}),
    unknown=NotAdministrator,
)
GRANT_MANDATE = Operation(
    code="mandate.granted",
    action="C",
    en="A mandate was granted",
    nl="Er is een mandaat verleend",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION}),
    unknown=NotAdministrator,
)
CHANGE_CLOSING_DAYS = Operation(
    code="directory.closing-days-changed",
    action="U",
    en="It was set on which days an organisation is closed",
    nl="Er is vastgelegd op welke dagen een organisatie dicht is",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION}),
    unknown=NotAdministrator,
)
CHANGE_BSN_BASES = Operation(
    code="directory.bsn-bases-changed",
    action="U",
    en="It was set for what a unit may record a BSN",
    nl="Er is vastgelegd waarvoor een team een BSN mag vastleggen",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION}),
    unknown=NotAdministrator,
)
