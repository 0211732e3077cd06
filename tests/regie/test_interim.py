"""An interim holder, as an urgent escalation begins one (R5), on a real database."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.people import Region, add_begeleider, open_case

from chaincare.access.api import DOOR_CASE, lanes_of
from chaincare.access.clearance import Asker, Clearance, enter
from chaincare.regie.model import PROPOSE_REGIE
from chaincare.regie.passing import begin_interim
from chaincare.regie.refusals import RegieNotVacant

pytestmark = pytest.mark.anyio

THREE_DAYS = timedelta(days=3)


@contextlib.asynccontextmanager
async def let_in(region: Region, case_id: str) -> AsyncIterator[Clearance]:
    """Go through the door as the teacher, for an act of another feature."""
    state = region.app.state
    caller = await state.verifier.verify(f"Bearer {region.teacher.token}")
    now = state.clock.now
    asker = Asker(caller, None, str(uuid4()), "0" * 31 + "1", "0" * 15 + "1", now())
    async with enter(
        lanes_of(state), DOOR_CASE, PROPOSE_REGIE, asker, [UUID(case_id)], now, lambda _: None
    ) as clearance:
        yield clearance


async def begun(region: Region) -> tuple[Any, datetime]:
    opened = await open_case(region)
    until = datetime.now(UTC) + THREE_DAYS
    async with let_in(region, opened["id"]) as clearance:
        await begin_interim(clearance, clearance.participation_id, clearance.now(), until)
    return opened, until


async def test_an_interim_term_ends_by_date_and_regie_is_openly_vacant_again(region: Region) -> None:
    opened, until = await begun(region)
    now = await region.teacher.get(f"/cases/{opened['id']}/regie")
    assert (now["holder"]["kind"], now["holder"]["name"]) == ("interim", "Joris Timmer")
    assert datetime.fromisoformat(now["holder"]["untilAt"]) == until

    with pytest.raises(RegieNotVacant):
        async with let_in(region, opened["id"]) as clearance:
            await begin_interim(clearance, clearance.participation_id, clearance.now(), until + THREE_DAYS)

    region.move_clock(THREE_DAYS)
    now = await region.teacher.get(f"/cases/{opened['id']}/regie")
    assert (now["vacant"], now["because"]) == (True, "interim_ended")
    async with let_in(region, opened["id"]) as clearance:
        await begin_interim(clearance, clearance.participation_id, clearance.now(), until + THREE_DAYS)
    assert len((await region.teacher.get(f"/cases/{opened['id']}/regie-terms"))["items"]) == 2


async def test_agreed_regie_cuts_an_interim_term_short_without_a_gap(region: Region) -> None:
    opened, _ = await begun(region)
    begeleider = await add_begeleider(region, opened["id"])
    path = f"/cases/{opened['id']}"
    leaving = f"{path}/participations/{opened['participationId']}/endings"
    await region.teacher.post(leaving, {"reason": "Another school."}, 409)

    body = {"candidate": begeleider, "mandate": ["decide"]}
    proposal = await region.begeleider.post(f"{path}/regie-proposals", body)
    assert (proposal["kind"], proposal["inEffect"]) == ("first", False), "nobody takes it by himself"
    responses = f"{path}/regie-proposals/{proposal['id']}/responses"
    assert (await region.teacher.post(responses, {"answer": "assent"}))["inEffect"]
    agreed, interim = (await region.teacher.get(f"{path}/regie-terms"))["items"]
    assert (interim["holder"]["kind"], interim["holder"]["untilAt"]) == ("interim", agreed["holder"]["since"])
    await region.teacher.post(leaving, {"reason": "Another school."})
