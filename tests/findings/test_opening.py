"""An auditor asks about entries that he chose himself: a finding like any other, within his mandate and by nobody who is barred."""

from typing import Any
from uuid import uuid4

import pytest
from msgspec.structs import replace
from tests.agreements.scene import refused
from tests.people import Person, Region, add_begeleider, link_mother, open_case
from tests.relation_conflicts.test_api import against
from tests.stories.test_the_auditors_morning import auditor_of
from tests.worklist.lists import only
from tests.worklist.test_second_person import with_a_list

from chaincare.demo.world import SCHOOL, YOUTH_CARE, person
from chaincare.findings import rules

pytestmark = pytest.mark.anyio

FINDINGS = "/access-log/findings"


async def looks(auditor: Person, **asked: str) -> list[dict[str, Any]]:
    found = await auditor.post("/access-log/_search", {"limit": 50, **asked}, expect=200)
    return list(found["items"])


def about(*entries: dict[str, Any]) -> dict[str, Any]:
    chosen = [{"entryId": one["id"], "happenedAt": one["happenedAt"]} for one in entries]
    return {"entries": chosen, "text": "Why did you come here?"}


async def test_entries_that_an_auditor_chose_are_asked_about_explained_and_closed(region: Region) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}"
    for _ in range(2):
        await region.teacher.get(path)
    first, second = (
        one for one in await looks(region.auditor, caseId=opened["id"]) if one["event"] == "case.read"
    )
    made = await region.auditor.post(FINDINGS, about(first, second, second))
    assert (made["kind"], made["state"], made["times"]) == ("opened_by_hand", "explanation_asked", 2)
    assert (made["actorId"], made["client"]) == (str(person("teacher").id), first["client"])
    assert made["entryIds"] == [second["id"], first["id"]], "the earliest first"
    assert made["steps"][0]["text"] == "Why did you come here?"
    row = await only(region.teacher, "finding_to_explain")
    assert row["href"].endswith(f"{made['id']}/questions")
    asked = await region.teacher.get(f"{FINDINGS}/{made['id']}/questions")
    assert (asked["kind"], asked["times"]) == ("opened_by_hand", 2)
    # He reads which of his looks it is about; nothing of them says about whom.
    his = [
        {"happenedAt": one["happenedAt"], "what": one["description"], "wat": one["beschrijving"]}
        for one in (second, first)
    ]
    assert asked["looks"] == his
    assert not [one for one in (opened["id"], first["client"], first["id"]) if one in str(asked)]
    said = await region.teacher.post(
        f"{FINDINGS}/{made['id']}/explanations", {"text": "To prepare the meeting."}
    )
    assert said["looks"] == his
    # Who asked is told that there is an answer, until he closes it; nobody else is.
    auditor = with_a_list(region, "auditor")
    waits = await only(auditor, "finding_explained")
    assert (await auditor.get(waits["href"].removeprefix("/v1")))["state"] == "explained"
    assert (waits["act"]["operation"], waits["withYou"], waits["client"]) == ("closeFinding", True, None)
    assert first["client"] not in str(waits)
    for other in (with_a_list(region, "other-auditor"), region.teacher):
        assert "finding_explained" not in str(await other.get("/worklist"))
    closing = {"outcome": "justified", "reason": "part_of_the_work"}
    closed = await region.auditor.post(f"{FINDINGS}/{made['id']}/closings", closing, If_Match="*")
    assert [one["kind"] for one in closed["steps"]] == ["explanation_asked", "explained", "closed"]
    assert "finding_explained" not in str(await auditor.get("/worklist"))
    listed = (await region.auditor.get(f"{FINDINGS}?kind=opened_by_hand"))["items"]
    assert [one["id"] for one in listed] == [made["id"]]
    assert await region.auditor.get(f"{FINDINGS}/{made['id']}") == closed == listed[0]
    assert (await region.teacher.ask("GET", f"{FINDINGS}/{made['id']}")).status_code in (403, 404)
    # That he asked is in the log, and what he asked is nowhere in clear.
    [entry] = await region.entries("event = 'finding.opened' AND outcome = 'done'")
    assert (str(entry["object_id"]), entry["reach"], entry["action"]) == (made["id"], "log", "C")
    assert "Why did" not in str(
        await region.admin.fetch("SELECT f.*::text FROM chaincare.finding_facts AS f")
    )
    # Asked again about the same is another finding.
    assert (await region.auditor.post(FINDINGS, about(first)))["id"] != made["id"]


async def test_only_entries_of_one_employee_within_the_mandate(region: Region) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}"
    await link_mother(region, opened)
    await add_begeleider(region, opened["id"])
    for who in (region.teacher, region.begeleider, region.mother):
        await who.get(path)
    reads = {
        one["actorId"]: one
        for one in await looks(region.auditor, caseId=opened["id"])
        if one["event"] == "case.read"
    }
    hers, his = reads.pop(str(person("teacher").id)), reads.pop(str(person("intern-begeleider").id))
    [mothers] = reads.values()
    for several in ((hers, his), (mothers,)):
        answer = await region.auditor.post(FINDINGS, about(*several), expect=400)
        assert refused(answer) == "entries-not-of-one"
    # Another organisation's, or none: one answer (S1), with or without one that he may see.
    cares = await auditor_of(region, YOUTH_CARE.id)
    nothing = {**hers, "id": str(uuid4())}
    answers = [await cares.ask("POST", FINDINGS, about(*some)) for some in ((hers,), (nothing,))]
    answers += [
        await region.auditor.ask("POST", FINDINGS, about(*some)) for some in ((nothing,), (hers, nothing))
    ]
    told = {(one.status_code, one.json()["type"], one.json()["detail"]) for one in answers}
    assert len(told) == 1
    assert answers[0].status_code == 404
    made = await region.auditor.post(FINDINGS, about(hers))
    assert (await cares.ask("GET", f"{FINDINGS}?kind=opened_by_hand")).json()["items"] == []
    assert made["organisationId"] == str(SCHOOL.id)
    for nobody in (region.teacher, region.administrator, region.coordinator, region.mother):
        assert (await nobody.ask("POST", FINDINGS, about(hers))).status_code in (403, 404), nobody.role
    assert (await region.auditor.ask("POST", FINDINGS, {"entries": [], "text": "x"})).status_code == 400
    # What concerns a client with whom he is in conflict is not there for him.
    await region.teacher.post(f"{path}/relation-conflicts", against("professional", person("auditor").id))
    await region.auditor.post(FINDINGS, about(hers), expect=404)


async def test_nobody_asks_himself_and_the_database_takes_no_other_finding_from_the_server(
    region: Region,
) -> None:
    await region.auditor.get(FINDINGS)
    own = next(
        one
        for one in await looks(region.auditor, professionalId=str(person("auditor").id))
        if one["event"] == "finding.listed"
    )
    answer = await region.auditor.post(FINDINGS, about(own), expect=403)
    assert refused(answer) == "finding-not-yours"
    assert await region.entries("event = 'finding.opened' AND outcome = 'done'") == []
    kinds = {"kinds": ["opened_by_hand"], "fromAt": own["happenedAt"], "untilAt": "2999-01-01T00:00:00Z"}
    [wrong] = (await region.auditor.post(f"{FINDINGS}/_detect", kinds, expect=400))["errors"]
    assert wrong["pointer"] == "/kinds/0"
    assert wrong["detail"].startswith("Must be one of: self_made_relation, ")
    assert "opened_by_hand" not in wrong["detail"]


async def test_the_database_keeps_no_finding_of_entries_that_are_not_so(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that forgets its rules opens nothing about somebody else, nor about more than there is."""
    opened = await open_case(region)
    [read, *_] = await looks(region.auditor, caseId=opened["id"])
    right = rules.opened
    for wrong in (
        {"actor_id": person("specialist").id},
        {"client": uuid4()},
        {"entries": (uuid4(),)},
        {"times": 2},
    ):
        monkeypatch.setattr(rules, "opened", lambda *said, wrong=wrong: replace(right(*said), **wrong))
        answer = await region.auditor.ask("POST", FINDINGS, about(read))
        assert answer.status_code == 500, wrong
    monkeypatch.setattr(rules, "opened", right)
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.findings") == 0
    await region.auditor.post(FINDINGS, about(read))
