"""An organisation's auditor is told nobody of another organisation by name or id; the network's is (story 5)."""

import json
from base64 import b64decode
from itertools import product
from typing import Any

import msgspec
import pytest
from tests.agreements.scene import refused
from tests.log_exports.test_api import EXPORTS, FORMATS, content_of, limited, sealed
from tests.log_exports.test_api import told as told_by
from tests.people import Person, Region
from tests.shields.test_stand_in_for_who_is_hidden import stands_in
from tests.shields.worlds import World, _directed, shelter_comes, world
from tests.stories.test_the_auditors_morning import auditor_of
from tests.worklist.lists import due

from chaincare.demo.world import OFFICE, SCHOOL, YOUTH_CARE, person
from chaincare.merkle import leaf_hash
from chaincare.trace.model import Entry
from chaincare.trace.rules import leaf_of

pytestmark = pytest.mark.anyio

THERE = person("youth-worker")
HERE = [person(role) for role in ("teacher", "intern-begeleider")]


async def acted_in_her_place(region: Region) -> World:
    """The youth worker, whose team is hidden, directs and is away; the teacher pauses the case in her place."""
    here = await world(region, "one")
    await shelter_comes(here)
    await _directed(here, region.begeleider, str(here.shelter), region.youth_worker, handoverNote="x")
    await stands_in(here, region.youth_worker)
    await region.youth_worker.post(f"/professionals/{THERE.id}/absences", {"kind": "sudden"})
    pause = {"reason": "client_wish", "explanation": "She rests.", "resumesDate": due(region, 9)}
    await region.teacher.post(f"{here.case}/pauses", pause)
    return here


async def found(who: Person, here: World, **more: Any) -> list[Any]:
    asked = {"caseId": here.opened["id"], "limit": 50, **more}
    items: list[Any] = (await who.post("/access-log/_search", asked, expect=200))["items"]
    return items


async def test_in_whose_place_it_was_done_is_told_by_name_to_the_networks_auditor_alone(
    region: Region,
) -> None:
    here = await acted_in_her_place(region)
    schools = await auditor_of(region, SCHOOL.id)
    for merge in ({}, {"merge": "day"}):
        everything = next(one for one in await found(region.auditor, here, **merge) if one["actingForId"])
        assert (everything["actingFor"], everything["actingForId"]) == (THERE.name, str(THERE.id))
        assert f"stands in for {THERE.name}, who holds regie" in everything["why"]
        items = await found(schools, here, **merge)
        part = next(one for one in items if one["id"] == everything["id"])
        assert (part["actingFor"], part["actingForId"], part["role"]) == (None, None, "acting_holder")
        assert "stands in for somebody of another organisation, who holds regie" in part["why"]
        assert "vervangt iemand van een andere organisatie, die de regie heeft" in part["waarom"]
        assert not [one for one in (THERE.name, str(THERE.id), YOUTH_CARE.name) if one in str(items)]
        assert HERE[0].name in str(items)

    # Where nobody is hidden any more, he reads what she does, and no more than that.
    [shield] = (await region.begeleider.get(f"{here.case}/shields"))["items"]
    await region.teacher.post(f"{here.case}/shields/{shield['id']}/liftings", {"reason": "She moved."})
    part = next(one for one in await found(schools, here) if one["id"] == everything["id"])
    assert (part["actingFor"], part["actingForId"]) == (THERE.function, None)
    assert f"stands in for somebody of another organisation ({THERE.function})," in part["why"]
    assert f"iemand van een andere organisatie ({THERE.function})" in part["waarom"]


async def test_who_made_a_relation_is_told_by_name_to_his_own_organisations_auditor(region: Region) -> None:
    here = await world(region, "one")
    await shelter_comes(here)
    cares, everything = await auditor_of(region, YOUTH_CARE.id), await found(region.auditor, here)
    items = await found(cares, here)
    made = {one["relatedById"] for one in everything if one["actorId"] == str(THERE.id)}
    assert made & {str(one.id) for one in HERE}
    assert not [one for one in HERE if one.name in str(items) or str(one.id) in str(items)]
    assert "made by somebody of another organisation (" in str(items)


async def test_an_export_for_an_organisation_names_nobody_of_another(region: Region, tmp_path: Any) -> None:
    here = await acted_in_her_place(region)
    schools = await auditor_of(region, SCHOOL.id)
    await sealed(region)
    for who, knows in ((schools, False), (region.auditor, True)):
        for kind in FORMATS:
            asked = {"format": kind, "reason": "audit", "caseId": here.opened["id"]}
            export = await who.post(EXPORTS, asked)
            written = (await content_of(who, export)).decode()
            assert (str(THERE.id) in written) is (knows and kind != "processing_records"), (kind, knows)
            assert (THERE.name in written) is (knows and kind == "csv"), (kind, knows)
            assert (THERE.name in written) is (knows and kind == "csv")
            assert THERE.function not in written or knows, "who is hidden is not told by what he does either"
            assert ("stands in for somebody of another organisation," in written) is (
                not knows and kind == "csv"
            )
            if kind != "ndjson":
                continue
            # What is told in part is proven to be there, and the whole of it is signed.
            answer = told_by(tmp_path, written.encode())
            assert answer.verdict == "intact", answer
            lines = [json.loads(one) for one in written.splitlines()]
            parts = [one for one in lines if one["kind"] == "told"]
            assert bool(parts) is not knows
            assert ("told in part, entries of" in str(answer.notes)) is not knows
            assert not [one for one in parts if one["entry"]["relationBy"] or one["entry"]["relationId"]]
            acted = [one["entry"]["event"] for one in parts if one["entry"]["role"] == "acting_holder"]
            assert ("case.paused" in acted) is not knows


async def test_the_bytes_of_such_an_entry_are_proven_by_their_hash(region: Region) -> None:
    here = await acted_in_her_place(region)
    schools = await auditor_of(region, SCHOOL.id)
    await sealed(region)
    for who, knows in ((schools, False), (region.auditor, True)):
        acted = next(one for one in await found(who, here) if one["role"] == "acting_holder")
        asked = {"entryId": acted["id"], "happenedAt": acted["happenedAt"]}
        proof = await who.post("/access-log/proofs/_inclusion", asked, expect=200)
        assert (proof["leaf"] is None) is not knows
        assert proof["leafHash"]


async def test_who_of_another_organisation_reviewed_a_finding_is_told_by_what_he_does(region: Region) -> None:
    here = await world(region, "one")
    schools, networks = await auditor_of(region, SCHOOL.id), person("auditor")
    read = next(one for one in await found(schools, here) if one["actorId"] == str(HERE[0].id))
    chosen = {"entries": [{"entryId": read["id"], "happenedAt": read["happenedAt"]}], "text": "Why?"}
    made = await schools.post("/access-log/findings", chosen)
    path = f"/access-log/findings/{made['id']}"
    assert made["steps"][0]["by"] == "Tom Vos", "himself he is told, whoever he works for"
    asked = (await region.teacher.get(f"{path}/questions"))["steps"][0]
    assert asked["by"] == "Tom Vos", "who asks is told to whom he asks"
    await region.teacher.post(f"{path}/explanations", {"text": "To prepare."})
    await region.auditor.post(
        f"{path}/closings", {"outcome": "justified", "reason": "part_of_the_work"}, If_Match="*"
    )
    assert networks.unit_id == OFFICE.unit_id
    steps = {one["kind"]: (one["by"], one["byId"]) for one in (await schools.get(path))["steps"]}
    assert steps["closed"] == (networks.function, None)
    assert steps["explained"] == (HERE[0].name, str(HERE[0].id))
    listed = (await schools.get("/access-log/findings?kind=opened_by_hand"))["items"]
    assert networks.name not in str(listed)
    assert (await region.auditor.get(path))["steps"][-1]["by"] == networks.name


async def test_who_of_another_organisation_decided_on_an_export_is_not_told_by_his_id(region: Region) -> None:
    await world(region, "one")
    await sealed(region)
    limited(region, 0)
    schools, ours = await auditor_of(region, SCHOOL.id), person("auditor")
    asked = {"format": "csv", "reason": "audit", "professionalId": str(HERE[0].id)}
    export = await schools.post(EXPORTS, asked)
    assert export["requestedById"], "himself he is told, whoever he works for"
    path = f"{EXPORTS}/{export['id']}"
    said = {"decision": "approved", "reason": "needed_for_the_reason"}
    decided = await region.auditor.post(f"{path}/decisions", said)
    assert decided["requestedById"] == export["requestedById"]
    assert decided["decision"]["decidedById"] == str(ours.id)
    assert (await schools.get(path))["decision"]["decidedById"] is None
    assert str(ours.id) not in str(await schools.get(EXPORTS))
    # What the network's auditor asks for himself, an organisation's does not see at all.
    more = await region.auditor.post(EXPORTS, asked)
    assert refused(await schools.get(f"{EXPORTS}/{more['id']}", expect=404)) == "log-export-unknown"


async def test_who_of_another_organisation_asked_for_a_name_or_answered_is_told_by_what_he_does(
    region: Region,
) -> None:
    here = await world(region, "one")
    schools, ours, path = await auditor_of(region, SCHOOL.id), person("auditor"), "/access-log/case-mandates"
    asked = {"opens": "name", "caseId": here.opened["id"], "reason": "Is dit haar buurmeisje?"}
    mandate = await schools.post(path, asked)
    assert (mandate["askedBy"], bool(mandate["askedById"])) == ("Tom Vos", True)
    no = await region.auditor.post(f"{path}/{mandate['id']}/responses", {"answer": "declined"})
    assert (no["answeredBy"], no["answeredById"]) == (ours.name, str(ours.id))
    told = await schools.get(f"{path}/{mandate['id']}")
    assert (told["askedBy"], told["answeredBy"], told["answeredById"]) == ("Tom Vos", ours.function, None)
    listed = str(await schools.get(path))
    assert mandate["id"] in listed
    assert not [one for one in (ours.name, str(ours.id)) if one in listed]


async def test_nobody_finds_whom_an_entry_withholds_by_trying_people_against_its_hash(region: Region) -> None:
    """Whoever tries knows all the rest of it, the directory, and every id there is; with the blind beside he would have him at once."""
    here = await acted_in_her_place(region)
    schools = await auditor_of(region, SCHOOL.id)
    await sealed(region)
    export = await schools.post(EXPORTS, {"format": "ndjson", "reason": "audit", "caseId": here.opened["id"]})
    shown = [json.loads(one) for one in (await content_of(schools, export)).splitlines()]
    hashes = {one["index"]: b64decode(one["hashes"]) for one in shown if one["kind"] == "leaves"}
    told = {one["index"]: one["entry"]["id"] for one in shown if one["kind"] == "told"}
    withheld = {one["withheld"] and tuple(one["withheld"]) for one in shown if one["kind"] == "told"}
    assert withheld == {("relationId", "relationBy", "blind")}
    people = [row["id"] for row in await region.admin.fetch("SELECT id FROM chaincare.professionals")]
    parts = [row["id"] for row in await region.admin.fetch("SELECT id FROM chaincare.participations")]
    names = ", ".join(Entry.__struct_fields__)
    found = {True: 0, False: 0}
    for index, entry_id in told.items():
        row = await region.admin.fetchrow(
            f"SELECT {names} FROM chaincare.access_entries WHERE id = $1::uuid", entry_id
        )
        whole = Entry(*row)
        assert len(whole.blind or b"") == 16
        tries = product(people, {*parts, whole.relation_id}, (True, False))
        for who, relation, knows in tries:
            blind = whole.blind if knows else None
            tried = msgspec.structs.replace(whole, relation_by=who, relation_id=relation, blind=blind)
            found[knows] += leaf_hash(leaf_of(tried)) == hashes[index]
    assert found == {True: len(told), False: 0}
    blinds = await region.entries("blind IS NOT NULL")
    assert len({bytes(one["blind"]) for one in blinds}) == len(blinds) > len(told)


async def test_whom_an_entry_is_about_is_not_told_where_he_is_of_another_organisation(
    region: Region, tmp_path: Any
) -> None:
    """The administrator, of the office, adds somebody to the school and somebody to the office itself."""
    office, ids = await auditor_of(region, OFFICE.id), {}
    for place in (SCHOOL, OFFICE):
        added = {"unitId": str(place.unit_id), "subject": "mia", "name": "Mia", "function": "x"}
        ids[place.id] = (await region.administrator.post("/professionals", added))["id"]
    asked = {"organisationId": str(OFFICE.id), "limit": 50}
    for who, knows in ((office, {OFFICE.id}), (region.auditor, {SCHOOL.id, OFFICE.id})):
        items = (await who.post("/access-log/_search", asked, expect=200))["items"]
        told = {one["objectId"] for one in items if one["event"] == "professional.added"}
        assert {each for each in ids.values() if each in told} == {ids[one] for one in knows}
        merged = {**asked, "professionalId": str(person("administrator").id), "merge": "day"}
        items = (await who.post("/access-log/_search", merged, expect=200))["items"]
        assert items
        assert ids[SCHOOL.id] not in str(items)
    about = {"professionalId": ids[SCHOOL.id]}
    await region.auditor.post("/access-log/_search", about, expect=200)
    await sealed(region)
    for kind in FORMATS:
        export = await office.post(
            EXPORTS, {"format": kind, "reason": "audit", "organisationId": str(OFFICE.id)}
        )
        written = await content_of(office, export)
        assert ids[SCHOOL.id].encode() not in written, kind
        if kind == "ndjson":
            assert ids[OFFICE.id].encode() in written
            answer = told_by(tmp_path, written)
            assert answer.verdict == "intact", answer
            withheld = [
                one["withheld"] for one in map(json.loads, written.splitlines()) if one["kind"] == "told"
            ]
            assert ["objectId", "blind"] in withheld
            assert ["askedId", "blind"] in withheld


async def test_who_is_withheld_is_not_found_by_his_id_either(region: Region) -> None:
    """An entry that he is asked about does not say so: whether the log has one, and how many, is not told by searching for him."""
    offices = await auditor_of(region, OFFICE.id)
    for _ in range(3):
        await region.coordinator.get(f"/cases/{THERE.id}", expect=404)
        await region.coordinator.get(f"/cases/{person('network-coordinator').id}", expect=404)
    await sealed(region)
    limited(region, 1_000)

    async def search(who: Person, **more: Any) -> list[Any]:
        items: list[Any] = (await who.post("/access-log/_search", {"limit": 50, **more}, expect=200))["items"]
        return items

    async def told_to(who: Person, whom: str) -> tuple[int, int, int]:
        merged = await search(who, caseId=whom, merge="day")
        counted = await who.post(EXPORTS, {"format": "csv", "reason": "audit", "caseId": whom})
        rows = (await content_of(who, counted)).count(b"not_visible")
        assert counted["entries"] == rows
        return len(await search(who, caseId=whom)), sum(one["times"] or 1 for one in merged), rows

    own = str(person("network-coordinator").id)
    assert await told_to(region.auditor, str(THERE.id)) == (3, 3, 3)
    assert await told_to(offices, own) == (3, 3, 3)
    assert await told_to(offices, str(THERE.id)) == (0, 0, 0)
    assert await search(offices, caseId=str(THERE.id), professionalId=own) == []
