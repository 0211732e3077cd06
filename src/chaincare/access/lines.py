"""Many cases in one call, each an act of its own: its own door, entries, transaction, and repeat (D1).

What is refused in one case is told in its line, and the others go on. What is wrong with the call itself is refused whole.
"""

import hashlib
from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

import msgspec

from chaincare.access.api import DOOR_CASE, AnyRequest, through
from chaincare.access.clearance import Clearance
from chaincare.access.model import ActsForNobody, EntryNotKept, ScopeMissing, StrongerLoginNeeded
from chaincare.access.repeating import AnsweredMeanwhile, IdempotencyKeyReused, Kept
from chaincare.refusals import Refusal

T = TypeVar("T", bound=msgspec.Struct)

OF_THE_CALL = (
    ActsForNobody, ScopeMissing, StrongerLoginNeeded, EntryNotKept, IdempotencyKeyReused, AnsweredMeanwhile,
)  # fmt: skip


class Rehearsed(Exception):
    """Carries out of a case what would have been done there, so that all of it is taken back."""

    def __init__(self, told: msgspec.Struct) -> None:
        super().__init__()
        self.told = told


async def in_case(
    request: AnyRequest,
    case_id: UUID,
    told_as: type[T],
    act: Callable[[Clearance], Awaitable[T]],
    *,
    rehearse: bool = False,
) -> T | Refusal:
    """Do one line: what it made, or why it was refused. A rehearsal takes back what it did; that he looked stays."""
    try:
        async with through(request, DOOR_CASE, [case_id], part=_part_of(case_id)) as clearance:
            retry = None if rehearse else clearance.retry
            kept = None if retry is None else await retry.begin(clearance, made_case=False)
            if kept is not None:
                return msgspec.json.decode(kept.body, type=told_as)
            told = await act(clearance)
            _take_back(told, rehearse=rehearse)
            if retry is not None:
                await retry.keep(clearance, Kept(None, {}, msgspec.json.encode(told)))
            return told
    except Rehearsed as rehearsed:
        return rehearsed.told  # type: ignore[return-value]
    except OF_THE_CALL:
        raise
    except Refusal as refusal:
        return refusal


def _take_back(told: msgspec.Struct, *, rehearse: bool) -> None:
    if rehearse:
        raise Rehearsed(told)


def _part_of(case_id: UUID) -> str:
    return hashlib.sha256(case_id.bytes).hexdigest()[:32]
