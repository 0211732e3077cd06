"""What a network agreed about working together: terms, ladders, who may hold regie, and who is its last resort."""

from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.directory.model import Sector
from chaincare.refusals import Kind, Refusal

NAMED_MAX = 200
"""So many units, and organisations of last resort, at most."""


class OverdueDays(msgspec.Struct, frozen=True):
    """Working days after the day itself until what is overdue goes on: to the regie holder, the coordinator, the management."""

    regie_holder: int
    coordinator: int
    management: int


class SilenceDays(msgspec.Struct, frozen=True):
    """Working days after a term until a silence goes on to the coordinator, and to the management of who is silent."""

    coordinator: int
    management: int


class Policy(msgspec.Struct, frozen=True):
    """All of it, as one thing with one edition. Days are working days.

    Who may hold regie works in one of the ``sectors``, or in one of the ``units``. ``last_resort``: the organisations that
    agreed to name a holder where nobody accepts (R2).
    """

    response_days: int
    objection_days: int
    resignation_days: int
    caseload_norm: int | None
    sectors: tuple[Sector, ...]
    units: tuple[UUID, ...]
    overdue: OverdueDays
    silence: SilenceDays
    last_resort: tuple[UUID, ...]
    version: int


class PolicyUnknown(Refusal):
    """There is no network with this id that you work in, or administer."""

    kind = Kind.UNKNOWN


class PolicyNotYours(Refusal):
    """There is no network with this id that you administer. Who works in a network reads what it agreed; who administers it sets that."""

    kind = Kind.UNKNOWN


READ_POLICY = Operation(
    code="network-policy.read",
    action="R",
    en="It was read what a network agreed about regie and terms",
    nl="Er is bekeken wat een netwerk heeft afgesproken over regie en termijnen",
    scope="directory",
    reaches=frozenset({Reach.DIRECTORY}),
    unknown=PolicyUnknown,
)
CHANGE_POLICY = Operation(
    code="network-policy.changed",
    action="U",
    en="It was set what a network agreed about regie and terms",
    nl="Er is vastgelegd wat een netwerk heeft afgesproken over regie en termijnen",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION}),
    unknown=PolicyNotYours,
)
