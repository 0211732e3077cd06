"""What a network agreed, as it travels."""

from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.directory.model import Sector
from chaincare.policies.model import NAMED_MAX, OverdueDays, Policy, SilenceDays
from chaincare.wire import Body, View

Named = Annotated[tuple[UUID, ...], msgspec.Meta(max_length=NAMED_MAX)]
Sectors = Annotated[tuple[Sector, ...], msgspec.Meta(max_length=len(Sector))]
Rung = Annotated[int, msgspec.Meta(ge=1, le=60)]
Silent = Annotated[int, msgspec.Meta(ge=0, le=60)]


class StateHolders(Body):
    """Who may hold regie: whoever works in one of these sectors, or in one of these units."""

    sectors: Sectors = ()
    units: Named = ()


class StateOverdueDays(Body):
    """Working days after the day itself until what is overdue reaches each of them; who is responsible hears the day after."""

    regie_holder: Rung
    coordinator: Rung
    management: Rung


class StateSilenceDays(Body):
    """Working days after a term to answer until it reaches each of them; 0 is the day after."""

    coordinator: Silent
    management: Silent


class SetNetworkPolicy(Body):
    """What the network agreed, all of it; every number of days is in working days.

    A proposal about regie is answered within ``responseDays``; whoever else takes part objects within ``objectionDays``. A
    holder who lays regie down and names no day stays for ``resignationDays``. Above ``caseloadNorm`` cases a proposal says
    so, and forbids nothing. ``lastResort`` are the organisations that agreed to name a holder where nobody accepts.
    """

    response_days: Annotated[int, msgspec.Meta(ge=1, le=30)]
    objection_days: Annotated[int, msgspec.Meta(ge=1, le=30)]
    resignation_days: Annotated[int, msgspec.Meta(ge=5, le=20)]
    holders: StateHolders
    overdue_days: StateOverdueDays
    silence_days: StateSilenceDays
    caseload_norm: Annotated[int, msgspec.Meta(ge=1, le=500)] | None = None
    last_resort: Named = ()

    def to_model(self, version: int) -> Policy:
        """Give it as rules know it: each named once, sectors in their order."""
        overdue, silence = self.overdue_days, self.silence_days
        return Policy(
            self.response_days, self.objection_days, self.resignation_days, self.caseload_norm,
            tuple(one for one in Sector if one in self.holders.sectors), tuple(dict.fromkeys(self.holders.units)),
            OverdueDays(overdue.regie_holder, overdue.coordinator, overdue.management),
            SilenceDays(silence.coordinator, silence.management), tuple(dict.fromkeys(self.last_resort)), version,
        )  # fmt: skip


class HoldersView(View):
    """Who may hold regie."""

    sectors: tuple[Sector, ...]
    units: tuple[UUID, ...]


class OverdueDaysView(View):
    """When what is overdue goes on."""

    regie_holder: int
    coordinator: int
    management: int


class SilenceDaysView(View):
    """When a silence goes on."""

    coordinator: int
    management: int


class NetworkPolicyView(View):
    """What a network agreed about regie and terms; every number of days is in working days."""

    response_days: int
    objection_days: int
    resignation_days: int
    holders: HoldersView
    overdue_days: OverdueDaysView
    silence_days: SilenceDaysView
    caseload_norm: int | None
    last_resort: tuple[UUID, ...]


def policy_view(policy: Policy) -> NetworkPolicyView:
    """Show it."""
    overdue, silence = policy.overdue, policy.silence
    return NetworkPolicyView(
        response_days=policy.response_days,
        objection_days=policy.objection_days,
        resignation_days=policy.resignation_days,
        holders=HoldersView(sectors=policy.sectors, units=policy.units),
        overdue_days=OverdueDaysView(
            regie_holder=overdue.regie_holder, coordinator=overdue.coordinator, management=overdue.management
        ),
        silence_days=SilenceDaysView(coordinator=silence.coordinator, management=silence.management),
        caseload_norm=policy.caseload_norm,
        last_resort=policy.last_resort,
    )
