"""The safety sheet over HTTP: who reads it, who writes it, and that the client's side learns nothing of it."""

import pytest
from tests.people import Region, add_begeleider, link_mother, open_case


@pytest.mark.anyio
async def test_who_reads_and_writes_it(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    await add_begeleider(region, opened["id"])
    path = f"/cases/{opened['id']}/safety-sheet"
    empty = await region.teacher.ask("GET", path)
    assert (empty.json()["version"], empty.headers["etag"], empty.json()["residents"]) == (0, '"0"', [])
    assert (await region.teacher.ask("PUT", path, {})).status_code == 428
    first = {"doorNotes": "Ring twice.", "dangers": [{"kind": "animal", "text": "A dog."}]}
    answers = [
        await who.ask("PUT", path, first, If_Match='"0"') for who in (region.teacher, region.begeleider)
    ]
    assert [one.status_code for one in answers] == [200, 412], "two editors never overwrite each other (D1)"
    second = await region.begeleider.ask("PUT", path, {"doorNotes": "Ring once."}, If_Match='"1"')
    assert (second.json()["version"], second.json()["dangers"]) == (2, [])
    [before] = (await region.teacher.get(f"{path}/versions"))["items"]
    assert (before["version"], before["doorNotes"], len(before["dangers"])) == (1, "Ring twice.", 1)
    happened = [one["kind"] for one in (await region.teacher.get(f"/cases/{opened['id']}/timeline"))["items"]]
    assert happened.count("safety_sheet_changed") == 2

    # Never for the client's side, and not for who steers; nothing of it in the client's own log either (S5).
    for who in (region.mother, region.coordinator):
        for tail in ("", "/versions"):
            await who.get(path + tail, expect=403)
    kinds = [one["kind"] for one in (await region.mother.get(f"/cases/{opened['id']}/timeline"))["items"]]
    assert "safety_sheet_changed" not in kinds
    log = (await region.mother.get("/me/access-log?limit=50"))["items"]
    assert log
    assert not any("safe visit" in one["what"] for one in log)
    await region.outsider.get(path, expect=404)
