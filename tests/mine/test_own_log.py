"""Who looked, as the client reads it: in words, in his language, like lines of a day as one, and no page misses one."""

import re
from typing import Any

import pytest
from tests.people import Person, Region, add_begeleider, link_mother, open_case
from tests.shields.worlds import world

pytestmark = pytest.mark.anyio


async def test_the_mother_reads_who_looked_in_her_own_language(region: Region) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    await link_mother(region, opened)
    await region.begeleider.get(f"/cases/{opened['id']}/notes")
    nl = await region.mother.get("/me/access-log")
    assert nl["language"] == "nl"
    line = next(one for one in nl["items"] if one["part"] == "notes")
    assert "Notities in het dossier zijn bekeken" in line["inWords"]
    assert "Door: intern begeleider, Basisschool De Regenboog." in line["inWords"]
    assert line["reference"] in line["inWords"]
    assert line["groundInWords"] == "het hoort bij een publieke taak"
    en = (await region.mother.ask("GET", "/me/access-log", Accept_Language="en-GB, nl;q=0.5")).json()
    told = next(one for one in en["items"] if one["reference"] == line["reference"])
    assert (en["language"], "Notes in the case were read" in told["inWords"]) == ("en", True)
    assert "Iris" not in str(nl), "a name is for a weighed request"


async def test_like_lines_of_a_day_are_one_and_a_day_ends_in_amsterdam(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    await region.teacher.get(f"/cases/{opened['id']}/notes")
    month = "date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month'"
    for day, hour in ((9, "21:30"), (9, "23:30"), (10, "12:00"), (10, "12:05")):
        await region.admin.execute(
            "INSERT INTO chaincare.access_entries SELECT (jsonb_populate_record(e, jsonb_build_object("
            f"'id', uuidv7(), 'at', ({month} + '{day} days {hour}'::interval) AT TIME ZONE 'UTC'))).*"
            " FROM chaincare.access_entries AS e WHERE e.event = 'notes.read' ORDER BY e.at LIMIT 1"
        )
    plain = [one for one in await every(region.mother, "/me/access-log?limit=2") if one["part"] == "notes"]
    assert [one["times"] for one in plain] == [1] * 5
    merged = [
        one
        for one in await every(region.mother, "/me/access-log?merge=day&limit=2")
        if one["part"] == "notes"
    ]
    # Half past eleven in the evening UTC is the next day here: with the two of that noon it makes three.
    assert [one["times"] for one in merged] == [3, 1, 1]
    assert merged[0]["lastAt"] == plain[0]["happenedAt"]
    assert merged[0]["reference"] == plain[2]["reference"]
    assert "3 keer" in merged[0]["inWords"]
    period = f"fromAt={plain[2]['happenedAt']}&untilAt={plain[0]['happenedAt']}"
    asked = (await region.mother.get(f"/me/access-log?merge=day&{period}"))["items"]
    assert [one["times"] for one in asked] == [2]
    await region.mother.get("/me/access-log?merge=week", expect=400)


@pytest.mark.parametrize("merge", ["", "&merge=day"])
async def test_pages_show_each_line_once_while_others_look(region: Region, merge: str) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    await link_mother(region, opened)
    case = f"/cases/{opened['id']}"
    for path in ("", "/notes", "/timeline", "/question", "/agreements"):
        await region.begeleider.get(case + path)
    before = {one["reference"] for one in await every(region.mother, f"/me/access-log?limit=50{merge}")}

    async def others_look() -> None:
        for path in ("/notes", "", "/meetings"):
            await region.begeleider.get(case + path)

    seen = [
        one["reference"] for one in await every(region.mother, f"/me/access-log?limit=2{merge}", others_look)
    ]
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


async def test_what_another_citizen_of_the_case_did_is_not_told(region: Region) -> None:
    here = await world(region, "one")
    before = {one["reference"] for one in await every(here.father, "/me/access-log?limit=50")}
    await region.teacher.get(f"{here.case}/notes")
    case = {"caseId": here.opened["id"]}
    await here.mother.post("/me/statements", {**case, "body": "He hits us."})
    await here.mother.post("/me/requests", {**case, "kind": "restriction", "words": "Please hide it."})
    await here.mother.get("/me/access-log")
    hers = [one["what"] for one in await every(here.mother, "/me/access-log?limit=50")]
    assert any("made a statement" in one for one in hers), "she reads her own"
    assert any("made a request" in one for one in hers)
    await here.father.post("/me/statements", {**case, "body": "I do not."})
    for merge in ("", "&merge=day"):
        told = await every(here.father, f"/me/access-log?limit=50{merge}")
        assert "Notes in the case were read" in {one["what"] for one in told}
        assert sum("made a statement" in one["what"] for one in told) == 1, "his own"
        assert not any("made a request" in one["what"] for one in told)
    new = [
        one for one in await every(here.father, "/me/access-log?limit=50") if one["reference"] not in before
    ]
    assert [one for one in new if one["function"] is None and "read who had looked" in one["what"]]


async def every(who: Person, path: str, meanwhile: Any = None) -> list[Any]:
    """All pages, one after the other."""
    found: list[Any] = []
    link: str | None = path
    while link is not None:
        answer = await who.ask("GET", link)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        following = re.search(r'</v1([^>]+)>; rel="next"', answer.headers.get("link", ""))
        link = following[1] if following else None
        if meanwhile is not None:
            await meanwhile()
    return found
