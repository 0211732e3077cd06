"""A draft is changed by its edition, so that two editors never overwrite each other (D1), and keeps what it said."""

import asyncio
from typing import Any

import pytest
from tests.escalations.steps import HARMLESS, complement, directed_case, draft, strengthen
from tests.people import Region, add_begeleider, open_case

from chaincare.demo.world import EXPERTISE, YOUTH_CARE

pytestmark = pytest.mark.anyio


class Drafted:
    """A draft in a case that the teacher opened and the intern begeleider directs."""

    def __init__(self, region: Region, path: str) -> None:
        self.region, self.path = region, path

    async def etag(self) -> str:
        return str((await self.region.teacher.ask("GET", self.path)).headers["etag"])

    async def put(self, body: Any, etag: str | None, expect: int = 200, by: str = "teacher") -> Any:
        more = {} if etag is None else {"If_Match": etag}
        answer = await self.region.person(by).ask("PUT", self.path, body, **more)
        assert answer.status_code == expect, answer.text
        return answer.json()


async def drafted(region: Region, **changes: Any) -> Drafted:
    opened, _ = await directed_case(region)
    escalation = await draft(region.teacher, opened["id"], strengthen(**changes))
    return Drafted(region, f"/cases/{opened['id']}/escalations/{escalation}")


async def test_a_draft_is_put_into_other_words_and_to_other_units(region: Region) -> None:
    here = await drafted(region)
    first = await here.etag()
    assert first == '"1"'
    changed = complement(summary="Another pupil of group 6.", targets=[str(YOUTH_CARE.unit_id)])
    assert (await here.put(changed, first))["state"] == "draft"
    seen = await region.teacher.get(here.path)
    assert (seen["help"], seen["summary"], seen["tried"]) == (
        "complement", "Another pupil of group 6.", changed["tried"],
    )  # fmt: skip
    assert [one["unitId"] for one in seen["targets"]] == [str(YOUTH_CARE.unit_id)]
    assert seen["grant"] == {"scope": "full", "purpose": "youth_care"}
    assert seen["hints"]["ageBand"] is None
    history = (await region.teacher.get(f"{here.path}/history"))["items"]
    assert [(one["kind"], one["wasSummary"]) for one in history] == [
        ("drafted", None),
        ("redrafted", HARMLESS),
    ]

    back = strengthen(targets=[str(EXPERTISE.unit_id), str(YOUTH_CARE.unit_id)])
    await here.put(back, await here.etag(), by="intern-begeleider")
    await region.begeleider.post(f"{here.path}/requests", {})
    for asked in (region.specialist, region.youth_worker):
        assert len((await asked.get("/received-escalations"))["items"]) == 1
    await here.put(back, await here.etag(), expect=409)


async def test_a_unit_that_was_left_out_is_not_asked(region: Region) -> None:
    here = await drafted(region, targets=[str(EXPERTISE.unit_id), str(YOUTH_CARE.unit_id)])
    await here.put(strengthen(targets=[str(EXPERTISE.unit_id)]), await here.etag())
    await region.begeleider.post(f"{here.path}/requests", {})
    assert (await region.youth_worker.get("/received-escalations"))["items"] == []
    [only] = (await region.teacher.get(here.path))["targets"]
    assert (only["unitId"], only["state"]) == (str(EXPERTISE.unit_id), "requested")
    assert (await region.teacher.get(here.path))["ball"]["unit"] == EXPERTISE.unit


async def test_two_editors_never_overwrite_each_other(region: Region) -> None:
    here = await drafted(region)
    etag = await here.etag()
    answers = await asyncio.gather(
        *(
            region.person(role).ask("PUT", here.path, strengthen(question=f"{role}?"), If_Match=etag)
            for role in ("teacher", "intern-begeleider")
        )
    )
    assert sorted(one.status_code for one in answers) == [200, 412]
    winner = ("teacher", "intern-begeleider")[[one.status_code for one in answers].index(200)]
    assert (await region.teacher.get(here.path))["question"] == f"{winner}?"
    await here.put(strengthen(), None, expect=428)
    await here.put(strengthen(), etag, expect=412)
    await here.put(strengthen(), "1", expect=400)
    await here.put(strengthen(), f'"9", {await here.etag()}')


async def test_nobody_agrees_to_another_draft_than_he_read(region: Region) -> None:
    here = await drafted(region)
    read = await here.etag()
    await here.put(strengthen(question="Something else?"), read)
    request = f"{here.path}/requests"
    stale = await region.begeleider.ask("POST", request, {}, If_Match=read)
    assert (stale.status_code, stale.json()["type"].split(":")[-1]) == (412, "edition-stale")
    assert (await region.begeleider.ask("POST", request, {}, If_Match=await here.etag())).status_code == 201


async def test_a_changed_draft_is_checked_like_a_first_one_and_by_the_same_people(region: Region) -> None:
    here = await drafted(region)
    refused = await here.put(strengthen(summary="WALT"), await here.etag(), expect=400)
    assert refused["type"].endswith(":summary-names-client")
    insisting = strengthen(summary="WALT", overrides=["walt"])
    await here.put(insisting, await here.etag())
    last = (await region.teacher.get(f"{here.path}/history"))["items"][-1]
    assert (last["kind"], last["overrides"]) == ("redrafted", ["walt"])
    await here.put(strengthen(), "*", expect=404, by="youth-worker")
    await here.put(strengthen(), "*", expect=403, by="network-coordinator")


async def test_a_draft_is_changed_by_who_made_it_or_who_directs(region: Region) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    escalation = await draft(region.teacher, opened["id"], strengthen())
    here = Drafted(region, f"/cases/{opened['id']}/escalations/{escalation}")
    await here.put(strengthen(), await here.etag(), expect=403, by="intern-begeleider")
    await here.put(strengthen(), await here.etag())
