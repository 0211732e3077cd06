"""Several cases in one act: each under its own ticket and with its own entry, all in one transaction or none.

The door lets into each of them by itself and gives the entries in the order of the cases' ids: in that order they are
locked, so that two who act on the same cases do not wait for each other crosswise.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from copy import copy
from typing import TypeVar
from uuid import UUID

from chaincare.access.clearance import PRESENT_TICKET, Clearance
from chaincare.access.keeping import keeping_entry
from chaincare.access.model import Admission, NotYours, Operation, Permit
from chaincare.access.rules import decide

T = TypeVar("T")
RECORD = "SELECT chaincare.record($1, $2, 'done', NULL, $3)"
SAY_DONE = "SELECT set_config('chaincare.done', $1, true)"


async def in_each(
    whole: Clearance, operation: Operation, act: Callable[[Clearance], Awaitable[T]]
) -> dict[UUID, T]:
    """Do something in each case the door let into, and say in each that it was done. Raises NotYours, and what it raises.

    One refusal refuses all of it.
    """
    admissions = (whole.admission, *whole.page)
    if not all(isinstance(decide(whole.operation, one), Permit) for one in admissions):
        await whole.refuse("reach/1")
        raise NotYours
    done: dict[UUID, T] = {}
    async with _handed_back(whole) as said:
        for admission in admissions:
            part = await _turn_of(whole, admission, operation)
            done[part.case_id] = await act(part)
            said.append(await _record(part))
    return done


async def _turn_of(whole: Clearance, admission: Admission, operation: Operation) -> Clearance:
    await whole.fetchrow(PRESENT_TICKET, admission.ticket, whole.now().isoformat())
    part = copy(whole)
    part.admission, part.page, part.operation = admission, (), operation
    part.retry = part.object_id = None
    return part


async def _record(part: Clearance) -> str:
    """Write the entry of one case, and hold what was written there to it before the next one comes (T2)."""
    with keeping_entry():
        row = await part.fetchrow(RECORD, part.operation.code, part.operation.action, part.object_id)
    await part.execute("SET CONSTRAINTS ALL IMMEDIATE")
    await part.execute("SET CONSTRAINTS ALL DEFERRED")
    return str(row[0])


@asynccontextmanager
async def _handed_back(whole: Clearance) -> AsyncGenerator[list[str]]:
    """Go on under the first case's ticket afterwards: what keeps a retry's answer stands there."""
    said: list[str] = []
    yield said
    await whole.fetchrow(PRESENT_TICKET, whole.admission.ticket, whole.now().isoformat())
    if said:
        await whole.fetchrow(SAY_DONE, said[0])
