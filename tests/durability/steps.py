"""Cancelling a request at its n-th suspension point, for every n: what no timing would ever hit for certain."""

import asyncio
from collections.abc import Coroutine, Generator
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Moment(StrEnum):
    """When, at a suspension point, the cancellation comes."""

    WAITING = "while it waits"
    ARRIVING = "just as what it waits for arrives, so that nobody takes it"
    TWICE = "while it waits, and once more while it cleans up"


class _Stepped(Generic[T]):
    """Runs a coroutine as ``await`` would, counts how often it waits, and cancels its task at one of these."""

    def __init__(self, coroutine: Coroutine[Any, Any, T], step: int, moment: Moment) -> None:
        self._coroutine = coroutine
        self._cancel_at = {step, step + 1} if moment is Moment.TWICE else {step}
        self._arriving = moment is Moment.ARRIVING
        self.steps = 0

    def __await__(self) -> Generator[Any, Any, T]:
        fault: BaseException | None = None
        while True:
            try:
                waits_for = self._coroutine.send(None) if fault is None else self._coroutine.throw(fault)
            except StopIteration as done:
                return done.value  # type: ignore[no-any-return]
            self.steps += 1
            if self.steps in self._cancel_at:
                self._cancel(waits_for)
            try:
                yield waits_for
                fault = None
            except BaseException as error:  # noqa: BLE001 - it goes on into the coroutine
                fault = error

    def _cancel(self, waits_for: Any) -> None:
        task = asyncio.current_task()
        assert task is not None
        if self._arriving and asyncio.isfuture(waits_for):
            # Called before the task's own callback: the task is cancelled with the result in its hand.
            waits_for.add_done_callback(lambda _: task.cancel())
        else:
            asyncio.get_running_loop().call_soon(task.cancel)


async def cancelled_at(step: int, moment: Moment, work: Coroutine[Any, Any, T]) -> tuple[T | None, bool]:
    """Do some work, cancelled at its n-th step: what it gave (None if it was cut off), and whether it got that far."""
    stepped = _Stepped(work, step, moment)

    async def run() -> T:
        return await stepped

    task = asyncio.create_task(run())
    await asyncio.wait([task])
    return None if task.cancelled() else task.result(), stepped.steps >= step
