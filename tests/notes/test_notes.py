"""A note is read by its audience, and by nobody else: the wall compares, not the handler."""

from typing import Any

import pytest
from tests.people import Person, Region, add_begeleider, basis, link_mother, open_case

from chaincare.demo.world import SCHOOL, person

pytestmark = pytest.mark.anyio


async def bodies(who: Person, notes: str) -> list[str]:
    return [note["body"] for note in (await who.get(notes))["items"]]


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].split(":")[-1]


async def test_each_reads_what_is_for_him(region: Region) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    await link_mother(region, opened)
    notes = f"/cases/{opened['id']}/notes"
    await region.teacher.post(notes, {"body": "for the unit"})
    mine = await region.teacher.post(notes, {"body": "for me", "audience": []})
    await region.teacher.post(notes, {"body": "for the client too", "clientMayRead": True})
    assert await bodies(region.teacher, notes) == ["for the client too", "for me", "for the unit"]
    assert await bodies(region.begeleider, notes) == ["for the client too", "for the unit"]
    assert await bodies(region.mother, notes) == ["for the client too"]
    await region.outsider.get(notes, expect=404)
    await region.coordinator.get(notes, expect=403)
    one = f"{notes}/{mine['id']}"
    assert (await region.teacher.get(one))["body"] == "for me"
    for who in (region.begeleider, region.mother, region.outsider):
        await who.get(one, expect=404)
    body = {"body": "x", "parties": [opened["id"]]}
    assert refused(await region.teacher.ask("POST", notes, body)) == (400, "reader-unknown")


async def test_a_correction_shows_and_what_it_said_stays_with_the_unit(region: Region) -> None:
    opened = await open_case(region)
    await bring(region, opened["id"], "outsider")
    await add_begeleider(region, opened["id"])
    notes = f"/cases/{opened['id']}/notes"
    note = (await region.teacher.post(notes, {"body": "He hit her.", "audience": ["professionals"]}))["id"]
    one, fixed = f"{notes}/{note}", {"body": "She was hit, by whom is not known.", "reason": "Hearsay."}
    assert (await region.teacher.ask("GET", one)).headers["etag"] == '"1"'
    assert refused(await region.teacher.ask("POST", f"{one}/corrections", fixed)) == (428, "edition-missing")
    stale = await region.teacher.ask("POST", f"{one}/corrections", fixed, If_Match='"2"')
    assert refused(stale) == (412, "edition-stale")
    other_unit = await region.outsider.ask("POST", f"{one}/corrections", fixed, If_Match='"1"')
    assert refused(other_unit) == (403, "note-of-another-unit")
    # A colleague of the unit may: who wrote it can be ill, or gone.
    answer = await region.begeleider.ask("POST", f"{one}/corrections", fixed, If_Match='"1"')
    assert (answer.status_code, answer.headers["etag"]) == (201, '"2"')
    seen = await region.outsider.get(one)
    assert (seen["body"], seen["version"], seen["correctedBecause"]) == (fixed["body"], 2, "Hearsay.")
    assert "He hit her." not in str(await region.outsider.get(notes))
    assert refused(await region.outsider.ask("GET", f"{one}/versions")) == (403, "note-of-another-unit")
    versions = (await region.teacher.get(f"{one}/versions"))["items"]
    assert [(each["version"], each["body"]) for each in versions] == [(2, fixed["body"]), (1, "He hit her.")]
    lines = (await region.outsider.get(f"/cases/{opened['id']}/timeline"))["items"]
    assert [line["about"] for line in lines if line["kind"] == "note_corrected"] == [note]


async def test_a_recall_takes_it_back_and_tells_who_read_it(region: Region) -> None:
    opened = await open_case(region)
    await bring(region, opened["id"], "outsider")
    await add_begeleider(region, opened["id"])
    await link_mother(region, opened)
    notes, wide = f"/cases/{opened['id']}/notes", {"audience": ["professionals"], "clientMayRead": True}
    await region.mother.get(notes)  # before it was written: no reading of it
    note = (await region.teacher.post(notes, {"body": "The shelter is in the Kerkstraat.", **wide}))["id"]
    narrow = (await region.teacher.post(notes, {"body": "for me", "audience": []}))["id"]
    for who in (region.outsider, region.outsider, region.begeleider, region.teacher):
        await who.get(notes)
    await region.begeleider.get(f"{notes}/{note}")
    recall = f"{notes}/{note}/recalls"
    other_unit = await region.outsider.ask("POST", recall, {"reason": "no"})
    assert refused(other_unit) == (403, "note-of-another-unit")
    wider = await region.teacher.ask(
        "POST", f"{notes}/{narrow}/recalls", {"reason": "r", "clientMayRead": True}
    )
    assert refused(wider) == (400, "recall-widens")
    same = await region.teacher.ask("POST", f"{notes}/{narrow}/recalls", {"reason": "r"})
    assert refused(same) == (409, "recall-changes-nothing")
    stranger = {"reason": "r", "parties": [opened["id"]]}
    assert refused(await region.teacher.ask("POST", recall, stranger)) == (400, "reader-unknown")
    # First from the client's side, which has not read it; then from all but the begeleider, whom the author names.
    first = await region.teacher.post(recall, {"reason": "Where they hide.", "audience": ["professionals"]})
    assert [(one["name"], one["times"], one["mayStillRead"]) for one in first["readers"]] == [
        (person("outsider").name, 2, True), (person("intern-begeleider").name, 2, True),
    ]  # fmt: skip
    assert first["complete"]
    assert await bodies(region.mother, notes) == []
    begeleider = next(
        one["participationId"] for one in (await region.teacher.get(f"/cases/{opened['id']}"))["parties"]
        if one["name"] == person("intern-begeleider").name
    )  # fmt: skip
    second = await region.teacher.post(recall, {"reason": "Only she.", "parties": [begeleider]})
    assert [one["mayStillRead"] for one in second["readers"]] == [False, True]
    assert [one["organisation"] for one in second["readers"]][1] == "Basisschool De Regenboog"
    await region.outsider.get(f"{notes}/{note}", expect=404)
    assert await bodies(region.outsider, notes) == []
    assert await bodies(region.begeleider, notes) == ["The shelter is in the Kerkstraat."]
    seen = {line["kind"] for line in (await region.teacher.get(f"/cases/{opened['id']}/timeline"))["items"]}
    hidden = {
        line["kind"] for line in (await region.outsider.get(f"/cases/{opened['id']}/timeline"))["items"]
    }
    assert "note_recalled" in seen
    assert "note_recalled" not in hidden


async def test_minutes_read_in_a_meeting_are_read(region: Region) -> None:
    opened = await open_case(region)
    begeleider = await add_begeleider(region, opened["id"])
    case = f"/cases/{opened['id']}"
    held = await region.teacher.post(
        f"{case}/meetings",
        {
            "heldAt": region.app.state.clock.now().isoformat().replace("+00:00", "Z"),
            "present": [opened["participationId"], begeleider],
            "client": {"present": "no", "heard": "asked in class"},
            "minutes": {"body": "What was said.", "audience": ["professionals"]},
        },
    )
    assert (await region.begeleider.get(f"{case}/meetings/{held['id']}"))["minutes"] == "What was said."
    (note,) = (await region.teacher.get(f"{case}/notes"))["items"]
    recalled = await region.teacher.post(
        f"{case}/notes/{note['id']}/recalls", {"reason": "r", "audience": ["own_unit"]}
    )
    assert [(one["name"], one["times"]) for one in recalled["readers"]] == [
        (person("intern-begeleider").name, 1)
    ]


async def test_nobody_writes_or_changes_readings_or_versions_but_the_database(region: Region) -> None:
    opened = await open_case(region)
    notes = f"/cases/{opened['id']}/notes"
    await region.teacher.post(notes, {"body": "x"})
    await region.teacher.get(notes)
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.note_readings") == 1
    for statement in ("UPDATE chaincare.note_readings SET version = 2", "TRUNCATE chaincare.note_readings"):
        with pytest.raises(Exception, match="append-only"):
            await region.admin.execute(statement)
    for table in ("note_readings", "note_versions", "statement_versions"):
        rights = "has_table_privilege('chaincare_app', $1, 'INSERT, UPDATE, DELETE')"
        assert await region.admin.fetchval(f"SELECT {rights}", f"chaincare.{table}") is False


async def bring(region: Region, case_id: str, role: str) -> None:
    party = {
        "kind": "professional", "professionalId": str(person(role).id), "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    await region.teacher.post(
        f"/cases/{case_id}/participations", {"purpose": "education_support", "party": party}
    )
