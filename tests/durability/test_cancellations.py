"""Cut off wherever it waits, a request leaves nothing behind: no connection, no transaction, no half of a write."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from tests.durability.behind import assert_nothing_is_held, times_written
from tests.durability.steps import Moment, cancelled_at
from tests.durability.verdict import unsaid_writes
from tests.people import Region, desiree, open_case

pytestmark = pytest.mark.anyio


@dataclass(frozen=True)
class Act:
    """Something somebody asks, once for every step; ``mark`` stands in what it writes."""

    ask: Callable[[Region, str, str], Coroutine[Any, Any, httpx2.Response]]
    status: int
    writes: bool = False
    key: bool = False


def note(mark: str) -> dict[str, Any]:
    return {"body": mark, "audience": ["professionals"]}


ACTS = {
    "a read": Act(lambda r, c, _: r.teacher.ask("GET", f"/cases/{c}"), 200),
    "a denied read": Act(lambda r, c, _: r.outsider.ask("GET", f"/cases/{c}"), 404),
    "a list": Act(lambda r, c, _: r.teacher.ask("GET", f"/cases/{c}/notes"), 200),
    "a page": Act(lambda r, *_: r.teacher.ask("GET", "/worklist"), 200),
    "a search of the log": Act(lambda r, c, _: r.auditor.ask("POST", "/access-log/_search", {"caseId": c}), 200),
    "a write": Act(lambda r, c, m: r.teacher.ask("POST", f"/cases/{c}/notes", note(m)), 201, writes=True),
    "a write with a key": Act(
        lambda r, c, m: r.teacher.ask("POST", f"/cases/{c}/notes", note(m), Idempotency_Key=m),
        201, writes=True, key=True,
    ),
    "an opening with a key": Act(
        lambda r, _, m: r.teacher.ask("POST", "/cases", desiree(question=m), Idempotency_Key=m),
        201, writes=True, key=True,
    ),
    "a write that is not his": Act(
        lambda r, c, m: r.begeleider.ask("POST", f"/cases/{c}/notes", note(m), Idempotency_Key=m), 403
    ),
    "a write that a rule refuses": Act(
        lambda r, c, m: r.teacher.ask(
            "POST", f"/cases/{c}/notes", {**note(m), "parties": [str(uuid4())]}, Idempotency_Key=m
        ),
        400,
    ),
}  # fmt: skip


@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("name", ACTS)
async def test_cut_off_at_any_step_it_leaves_nothing_behind(
    region: Region, name: str, moment: Moment
) -> None:
    act, case_id = ACTS[name], str((await open_case(region))["id"])
    assert (await act.ask(region, case_id, mark())).status_code == act.status
    cut_off = 0
    for step in count(1):
        own = mark()
        answer, reached = await cancelled_at(step, moment, act.ask(region, case_id, own))
        cut_off += answer is None
        assert answer is None or answer.status_code == act.status, f"step {step}: {answer.text}"
        await assert_nothing_is_held(region, f"step {step}")
        if act.key:
            again = await act.ask(region, case_id, own)  # 503 where a lock was left behind
            assert again.status_code == act.status, f"step {step}: {again.text}"
        if act.writes:
            expected = {1} if act.key or answer is not None else {0, 1}
            assert await times_written(region, own) in expected, f"step {step}"
        if not reached:
            break
    assert cut_off > 0
    assert await unsaid_writes(region.admin) == []


def mark() -> str:
    return f"mark-{uuid4().hex}"
