"""What can be done with the directory, and by whom."""

from chaincare.access.model import Operation, Reach
from chaincare.directory.refusals import NoPlaceInDirectory, NotAdministrator

KEEPING = frozenset({Reach.ADMINISTRATION, Reach.ORGANISATION})
"""What is written in the directory by who administers the network, and of his own organisation by who keeps that."""

READ_DIRECTORY = Operation(
    code="directory.read",
    action="R",
    en="The directory was read",
    nl="De gids van organisaties is bekeken",
    scope="directory",
    reaches=frozenset({Reach.DIRECTORY}),
    unknown=NoPlaceInDirectory,
)
ADD_ORGANISATION = Operation(
    code="organisation.added",
    action="C",
    en="An organisation was added",
    nl="Er is een organisatie toegevoegd",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION}),
    unknown=NotAdministrator,
    forbidden=NotAdministrator,
)
ADD_UNIT = Operation(
    code="unit.added",
    action="C",
    en="A unit was added",
    nl="Er is een team toegevoegd",
    scope="directory",
    reaches=KEEPING,
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
    reaches=KEEPING,
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
    forbidden=NotAdministrator,
)
