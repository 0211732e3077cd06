"""S5: what the wall hides takes no place on a page of the worklist, is counted nowhere, and is the reason of no entry."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from tests.escalations.steps import ask, complement
from tests.people import Person, Region
from tests.shields.worlds import World, agreed, bare, shelter_comes, world
from tests.worklist.lists import add, due, rows_of

from chaincare.worklist.model import ItemKind

pytestmark = pytest.mark.anyio

HIDDEN = """
    SELECT set_config('chaincare.ticket',
        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '/' || id, true) AS ticket
    FROM chaincare.access_entries WHERE id = $1
"""
BOTH = """
    SELECT ARRAY(SELECT DISTINCT unnest(chaincare.uncleared_parties() || chaincare.uncleared_agreements()
            || chaincare.uncleared_escalations() || chaincare.uncleared_meetings() || chaincare.uncleared_proposals()
            || chaincare.uncleared_last_resorts() || chaincare.uncleared_consents() || ARRAY(
                SELECT t.id FROM chaincare.escalation_targets AS t
                WHERE t.escalation_id = ANY (chaincare.uncleared_escalations()))) ORDER BY 1) AS wall,
        ARRAY(SELECT DISTINCT unnest(h.things) ORDER BY 1) AS door,
        (SELECT count(*) FROM chaincare.standing_before_reader) AS before
    FROM chaincare.access_entries AS e CROSS JOIN LATERAL chaincare.hidden_from(ARRAY[e], clock_timestamp()) AS h
    WHERE e.id = $1
"""


async def secretly(here: World) -> str:
    """What lies with the shelter, or is asked because of it, sooner than what everybody knows."""
    region, case = here.region, here.case
    body = {"candidate": here.shelter, "mandate": ["convene"], "handoverNote": "n", "reason": "r"}
    ends = {"endsAt": (region.app.state.clock.now() + timedelta(days=60)).isoformat()}
    proposal = await region.begeleider.post(f"{case}/regie-proposals", body | ends)
    await ask(region.begeleider, here.opened["id"], complement())
    days = {"participationId": here.shelter, "firstDate": due(region, 0), "lastDate": due(region, 3)}
    await region.begeleider.post(f"{case}/stand-ins", days)
    await region.youth_worker.post(f"{case}/agreements", calls(here, region, 1))
    return f"{case}/regie-proposals/{proposal['id']}/responses"


def calls(here: World, region: Region, days: int) -> Any:
    return {
        "responsible": here.opened["circle"][1]["participationId"], "what": "He calls.", "dueDate": due(region, days),
        "audience": ["professionals"], "clientMayRead": True,
    }  # fmt: skip


async def looks(here: World, who: Person, kinds: Iterable[ItemKind] = ()) -> dict[str, tuple[str, int]]:
    """Each first row he can ask for, with how many entries stand in the log for it."""
    told, lists = {}, [f"whose={one}&limit=1" for one in ("mine", "team", "anyone")]
    queries = [*lists, *(f"{one}&counts=true" for one in lists)]
    queries += [f"whose=anyone&kind={kind.value}&limit=1" for kind in kinds]
    for query in queries:
        answer = await who.ask("GET", f"/worklist?{query}&caseId={here.opened['id']}")
        assert answer.status_code == 200, (query, answer.text)
        asked = answer.headers["ChainCare-Request-Id"]
        told[query] = bare(answer, here), len(await here.region.entries("request_id = $1::uuid", asked))
    return told


async def own_log(who: Person) -> list[tuple[str, int]]:
    """What his own log tells of worklists that his case stood on."""
    lines = (await who.get("/me/access-log?limit=50"))["items"]
    return [(one["what"], one["times"]) for one in lines if "worklist" in one["what"]]


async def door_and_wall(here: World, who: Person) -> int:
    """How many things both hide from him, each by itself."""
    answer = await who.ask("GET", here.case)
    asked = "request_id = $1::uuid AND outcome = 'entered'"
    [entry] = await here.region.entries(asked, answer.headers["ChainCare-Request-Id"])
    async with here.region.admin.transaction():
        await here.region.admin.fetchval(HIDDEN, entry["id"])
        found = await here.region.admin.fetchrow(BOTH, entry["id"])
    assert found["before"] > 0
    assert found["door"] == found["wall"]
    return len(found["door"])


async def the_same(without: World, within: World, kinds: Iterable[ItemKind] = tuple(ItemKind)) -> None:
    that = without.region.specialist
    for one, other, each in (
        (without.father, within.father, kinds), (without.mother, within.mother, ()), (that, that, ()),
    ):  # fmt: skip
        empty, hiding = await looks(without, one, each), await looks(within, other, each)
        assert {query: (empty[query], told) for query, told in hiding.items() if told != empty[query]} == {}


async def test_no_row_no_page_no_count_and_no_entry_tells_that_something_is_hidden(region: Region) -> None:
    without, within = await world(region, "one"), await world(region, "two")
    for here in (without, within):
        await add(region, here.opened, "specialist", "that")
        await region.teacher.post(f"{here.case}/agreements", calls(here, region, 9))
    await shelter_comes(within)
    proposed = await secretly(within)
    await the_same(without, within)
    mine = [await own_log(here.father) for here in (without, within)]
    assert mine[0] == mine[1] != []
    # The legitimate way: what he is really asked is there, in both worlds, and each of its rows by its own page.
    for here in (without, within):
        shown = {one["kind"] for one in await rows_of(here.father, "?limit=1")}
        assert {"agreement_to_answer", "regie_to_hear"} <= shown
    hers = {
        one["kind"] for one in await rows_of(region.begeleider, f"?whose=anyone&caseId={within.opened['id']}")
    }
    assert {"regie_to_answer", "escalation_to_answer", "agreement_to_carry_out"} <= hers

    # It directs for a time: whoever may know of it is told to whom that returns, and when.
    await region.youth_worker.post(proposed, {"answer": "assent"})
    region.move_clock(timedelta(days=8))
    ends = f"?whose=anyone&kind=regie_returns&caseId={within.opened['id']}"
    assert len(await rows_of(region.teacher, ends)) == 1
    await the_same(without, within, ())

    # What the door works out beforehand is what the wall hides, of a citizen and of scope `that`.
    assert await door_and_wall(within, within.father) > 5
    assert await door_and_wall(within, region.specialist) > 5
    before = await door_and_wall(within, within.father)
    kept = {
        "participationId": within.opened["circle"][1]["participationId"],
        "reason": "r",
        "reviewDate": "2999-01-01",
    }
    own = await agreed(within, region.teacher, within.colleague, region.begeleider)
    for item in ({"itemKind": "agreement", "itemId": own}, {"itemKind": "party", "itemId": within.colleague}):
        await region.teacher.post(f"/clients/{within.opened['clientId']}/restrictions", kept | item)
    assert await door_and_wall(within, within.father) > before + 1
