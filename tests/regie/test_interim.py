"""An interim holder, as an urgent escalation begins one (R5), on a real database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.people import Region, add_begeleider, open_case
from tests.regie.directing import let_in

from chaincare.regie.passing import begin_interim
from chaincare.regie.refusals import RegieNotVacant

pytestmark = pytest.mark.anyio

THREE_DAYS = timedelta(days=3)


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
    assert (interim["holder"]["kind"], interim["holder"]["untilAt"]) == (
        "interim",
        agreed["holder"]["sinceAt"],
    )
    await region.teacher.post(leaving, {"reason": "Another school."})
