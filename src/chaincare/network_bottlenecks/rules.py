"""How a bottleneck goes from told to confirmed. Pure."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.network_bottlenecks.model import (
    AgainNeedsReason,
    BottleneckStepKind,
    NetworkBottleneck,
    NetworkBottleneckState,
    NothingToConfirm,
    NotYoursToConfirm,
    SolvedAlready,
    Step,
)
from chaincare.refusals import FieldError
from chaincare.workdays import day_in_amsterdam


def month_of(at: datetime) -> date:
    """Give the month in which something is told, and no nearer: the day could lead to a case."""
    return day_in_amsterdam(at).replace(day=1)


def answer(
    before: NetworkBottleneck, words: str, *, solved: bool, by: UUID, at: datetime
) -> NetworkBottleneck:
    """Say what the network does about it, or that it is solved. Raises SolvedAlready."""
    if before.state in (NetworkBottleneckState.SOLVED, NetworkBottleneckState.CONFIRMED):
        raise SolvedAlready
    kind = BottleneckStepKind.SOLVED if solved else BottleneckStepKind.ANSWERED
    state = NetworkBottleneckState.SOLVED if solved else NetworkBottleneckState.ANSWERED
    return _after(before, state, Step(kind, words, by, at))


def confirm(before: NetworkBottleneck, words: str | None, *, solved: bool, at: datetime) -> NetworkBottleneck:
    """Say whether it was solved, as who told it. Raises NotYoursToConfirm, NothingToConfirm, AgainNeedsReason."""
    if not before.yours:
        raise NotYoursToConfirm
    if before.state is not NetworkBottleneckState.SOLVED:
        raise NothingToConfirm
    if solved:
        return _after(
            before, NetworkBottleneckState.CONFIRMED, Step(BottleneckStepKind.CONFIRMED, words, None, at)
        )
    if words is None:
        raise AgainNeedsReason(errors=[FieldError("/text", "Say what is still missing.")])
    return _after(
        before, NetworkBottleneckState.RAISED, Step(BottleneckStepKind.TAKEN_UP_AGAIN, words, None, at)
    )


def _after(before: NetworkBottleneck, state: NetworkBottleneckState, step: Step) -> NetworkBottleneck:
    return msgspec.structs.replace(
        before, state=state, version=before.version + 1, steps=(*before.steps, step)
    )
