"""Whether what many clients saw at once can have happened one after the other (Wing and Gong, with Lowe's memory).

Each operation happened at one instant between its being asked and its being answered. The search tries, among those
that may be next, each that fits the state, and goes back when an answer came before anything fits. What never
changes a state loses nothing by coming first where it fits, so that nothing else is tried in its place.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

Step = Callable[[Any], "Hashable | None"]


@dataclass(frozen=True)
class Operation:
    """One call: when it was asked and answered, and what it makes of a state; None if the answer does not fit.

    Without an answer (``ended`` is None) it may have happened at any time since, the very end included. ``looks``: it
    changes no state whatever, as reading and what was refused.
    """

    began: int
    ended: int | None
    step: Step
    looks: bool = False


@dataclass
class _Event:
    """An end of an operation, in the list of those that are still to be placed."""

    place: int
    operation: Operation
    answer: "_Event | None" = None
    before: "_Event | None" = None
    after: "_Event | None" = None


def linearizable(operations: Iterable[Operation], start: Hashable) -> bool:
    """Say whether there is an order in which every answer is right."""
    head = _listed(list(operations))
    state, done, tried = start, 0, set[tuple[int, Hashable]]()
    placed: list[tuple[_Event, Hashable]] = []
    here = head.after
    while here is not None:
        if here.answer is not None:
            then = here.operation.step(state)
            if then is not None and (done | 1 << here.place, then) not in tried:
                done |= 1 << here.place
                tried.add((done, then))
                placed.append((here, state))
                state = then
                _take_out(here)
                here = head.after
            else:
                here = here.after
            continue
        looks = True
        while looks:
            if not placed:
                return False
            here, state = placed.pop()
            looks = here.operation.looks
            done &= ~(1 << here.place)
            _put_back(here)
        here = here.after
    return True


def _listed(operations: list[Operation]) -> _Event:
    moments: list[tuple[float, _Event]] = []
    for place, one in enumerate(operations):
        answer = _Event(place, one)
        moments += [(one.began, _Event(place, one, answer)), (one.ended or float("inf"), answer)]
    head = last = _Event(-1, Operation(0, 0, lambda _: None))
    for _, event in sorted(moments, key=lambda one: one[0]):
        last.after, event.before = event, last
        last = event
    return head


def _take_out(asked: _Event) -> None:
    for one in (asked, asked.answer):
        assert one is not None
        assert one.before is not None
        one.before.after = one.after
        if one.after is not None:
            one.after.before = one.before


def _put_back(asked: _Event) -> None:
    for one in (asked.answer, asked):
        assert one is not None
        assert one.before is not None
        one.before.after = one
        if one.after is not None:
            one.after.before = one
