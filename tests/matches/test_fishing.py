"""Nobody looks a person up by giving a registration of his own that person's name (S1)."""

from typing import Any

import pytest
from tests.matches.homeless import MAN, SAME_MAN, Two, asked, opening, takes_regie
from tests.people import Region

from chaincare.demo.world import ELSEWHERE, NETWORK, SCHOOL

pytestmark = pytest.mark.anyio
SOMEBODY = {"givenNames": "Anna", "familyName": "Zomer", "birthDate": "1990-01-01", "birthPrecision": "year"}


async def test_who_changes_a_name_is_shown_nothing_before_the_other_holder_agrees(region: Region) -> None:
    two = Two(region)
    two.older = await region.outsider.post("/cases", opening(NETWORK, ELSEWHERE.unit_id, SOMEBODY))
    await takes_regie(region, two.older, holder="outsider", colleague="youth-worker")
    exact: Any = {**MAN, "birthDate": "1971-06-15", "birthPrecision": "day"}
    two.newer = await region.teacher.post("/cases", opening(NETWORK, SCHOOL.unit_id, exact))
    await takes_regie(region, two.newer, holder="teacher", colleague="intern-begeleider")
    await two.found()
    edition = 1

    async def named(client: dict[str, Any]) -> None:
        nonlocal edition
        path = f"/clients/{two.older['clientId']}"
        changed = await region.outsider.ask("PATCH", path, client, If_Match=f'"{edition}"')
        assert changed.status_code == 200, changed.text
        edition += 1
        await two.found()

    await named(SAME_MAN)
    assert [await two.balls(one) for one in ("outsider", "teacher")] == [[], ["match_to_decide"]]
    await two.card("outsider", expect=404)
    card = await two.card("teacher")
    assert (card["side"], card["state"], card["other"]["givenNames"]) == ("newer", "to_newer", "Jusuf")
    assert card["other"]["holder"] is None
    # Named back: gone for both, and there again when it holds again.
    await named(SOMEBODY)
    assert [await two.balls(one) for one in ("outsider", "teacher")] == [[], []]
    for role in ("outsider", "teacher"):
        await two.card(role, expect=404)
    await named(SAME_MAN)
    assert (await two.decides("teacher", answer="same_person", regieWith="older"))["state"] == "to_older"
    assert [await two.balls(one) for one in ("outsider", "teacher")] == [["match_to_decide"], []]
    other = (await two.card("outsider"))["other"]
    # His own knows the year only, so he reads no day.
    assert (other["birthDate"], other["birthPrecision"], other["givenNames"]) == (
        "1971-01-01",
        "year",
        "Youssef",
    )
    assert other["holder"] is not None
    moved = await two.decides("outsider", answer="same_person", regieWith="older", client=asked())
    assert moved["state"] == "merged"
    assert (await two.splits("teacher"))["state"] == "split"
    assert (await two.card("outsider"))["other"] is None
    found = await region.entries("event = 'match.found'")
    assert sorted(str(one["case_id"]) for one in found) == sorted([two.older["id"], two.newer["id"]])
