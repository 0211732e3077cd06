"""Bottlenecks of a network as they travel."""

from uuid import UUID

from chaincare.agreements.facts import NotKeptReason
from chaincare.alliance.bodies import AboutNobody
from chaincare.directory.model import Sector
from chaincare.network_bottlenecks.model import BottleneckStepKind, NetworkBottleneck, NetworkBottleneckState
from chaincare.wire import Instant, Month, Text, View


class TellNetwork(AboutNobody):
    """What is missing in the region, in words about nobody: everybody of a member reads them, and a funder."""

    reason: NotKeptReason
    text: Text
    sector: Sector | None = None
    network_id: UUID | None = None


class TellNetworkOfBottleneck(AboutNobody):
    """The same of a bottleneck that was raised in a case: held to what the client could be recognised by."""

    text: Text


class AnswerNetworkBottleneck(AboutNobody):
    """What the network does about it; `solved` when it is."""

    text: Text
    solved: bool = False


class ConfirmNetworkBottleneck(AboutNobody):
    """Whether it was solved; if not, what is still missing."""

    solved: bool
    text: Text | None = None


class BottleneckStep(View):
    """What was done. `takenBy` is null of who told it, who stays unnamed."""

    kind: BottleneckStepKind
    text: str | None
    taken_by: UUID | None
    taken_at: Instant


class NetworkBottleneckView(View):
    """What is missing: no case, nobody, no organisation, and of the moment only the month. `yours`: you told it."""

    id: UUID
    reason: NotKeptReason
    sector: Sector | None
    text: str
    month: Month
    state: NetworkBottleneckState
    yours: bool
    steps: tuple[BottleneckStep, ...]


class NetworkBottlenecks(View):
    """A page of bottlenecks, in no order of time."""

    items: tuple[NetworkBottleneckView, ...]


class NetworkTold(View):
    """The network was told, under this id."""

    id: UUID


def bottleneck_view(one: NetworkBottleneck) -> NetworkBottleneckView:
    """Show a bottleneck."""
    return NetworkBottleneckView(
        id=one.id,
        reason=one.reason,
        sector=one.sector,
        text=one.words,
        month=f"{one.month:%Y-%m}",
        state=one.state,
        yours=one.yours,
        steps=tuple(
            BottleneckStep(kind=step.kind, text=step.words, taken_by=step.taken_by, taken_at=step.taken_at)
            for step in one.steps
        ),
    )
