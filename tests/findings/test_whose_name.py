"""What is found by a name tells nobody a name: neither a finding nor a mandate says whom a question without one is about (E2, E3)."""

from datetime import timedelta
from typing import Any

import pytest
from tests.agreements.scene import refused
from tests.escalations.steps import ask, strengthen
from tests.findings.test_opening import FINDINGS, looks
from tests.findings.test_whose_it_is import of_now
from tests.people import Person, Region, desiree
from tests.stories.test_the_auditors_morning import auditor_of

from chaincare.demo.world import EXPERTISE, SCHOOL, person

pytestmark = pytest.mark.anyio

BY_NAME = ["same_family_name", "colleague_as_client"]
NAMED_FOR_ALL = {
    "givenNames": "Emre",
    "prefix": "de",
    "familyName": "Groot-Visser-Kaya",
    "birthDate": "2016-05-11",
}
MANDATES = "/access-log/case-mandates"


async def by_name(auditor: Person, *kinds: str) -> dict[str, dict[str, Any]]:
    found = await auditor.post(f"{FINDINGS}/_detect", of_now(kinds=[*(kinds or BY_NAME)]), expect=200)
    return {one["actorId"]: one for one in found["items"]}


async def behind(region: Region, statement: str, *values: Any) -> None:
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(statement, *values)
    await region.admin.execute("SET session_replication_role = origin")


async def named(region: Region, who: str, name: str) -> str:
    one = person(who)
    await behind(region, "UPDATE chaincare.professionals SET name = $2 WHERE id = $1", one.id, name)
    return str(one.id)


async def moves(region: Region, table: str, old: Any, new: Any) -> None:
    """Let what was of one organisation be of another."""
    where = "organisation_id = $2 AND kind = 'auditor'" if table == "mandates" else "organisation_id = $2"
    await behind(region, f"UPDATE chaincare.{table} SET organisation_id = $1 WHERE {where}", new, old)


async def test_who_looked_without_a_name_is_not_found_by_it_and_who_is_asked_reads_none(
    region: Region,
) -> None:
    whole = NAMED_FOR_ALL["familyName"].replace("-", " ")
    teacher, *others = [
        await named(region, who, f"X {whole}") for who in ("teacher", "specialist", "network-coordinator")
    ]
    opened = await region.teacher.post("/cases", desiree(client=NAMED_FOR_ALL))
    await region.teacher.get(f"/cases/{opened['id']}")
    await ask(region.teacher, opened["id"], strengthen())
    (target,) = (await region.specialist.get("/received-escalations"))["items"]
    await region.specialist.get(f"/received-escalations/{target['id']}")
    await region.person("network-coordinator").get(f"/cases/{opened['id']}/regie")
    looked = {one["actorId"] for one in await looks(region.auditor, caseId=opened["id"])}
    assert looked == {teacher, *others}, "each of them stands in the log at this client"

    found = await by_name(region.auditor)
    assert {*found} == {teacher}, (found, others)
    one = f"{FINDINGS}/{found[teacher]['id']}"
    assert "family name" in found[teacher]["sentence"]
    await region.auditor.post(f"{one}/questions", {"text": "Why?"}, If_Match="*")
    asked = await region.teacher.get(f"{one}/questions")
    assert asked["kind"] is None
    assert asked["looks"]
    assert asked["sentence"] == "Looked once at a client; an auditor wants to know why."
    assert asked["zin"] == "Keek één keer bij een cliënt; een auditor wil weten waarom."


async def test_a_name_is_asked_for_only_where_somebody_of_the_organisation_may_know_it(
    region: Region,
) -> None:
    opened = await region.teacher.post("/cases", desiree())
    await ask(region.teacher, opened["id"], strengthen())
    (target,) = (await region.specialist.get("/received-escalations"))["items"]
    await region.specialist.get(f"/received-escalations/{target['id']}")
    wanted = {"opens": "name", "caseId": opened["id"], "reason": "Whom is this about?"}
    theirs = await auditor_of(region, EXPERTISE.id)
    his = await looks(theirs, professionalId=str(person("specialist").id))
    assert opened["id"] in {one["caseId"] for one in his}, "he knows which case it is"
    assert refused(await theirs.post(MANDATES, wanted, expect=404)) == "case-mandate-unknown"
    # What was approved before opens no name either, while nobody of his organisation may know it.
    await moves(region, "mandates", EXPERTISE.id, SCHOOL.id)
    made = await theirs.post(MANDATES, wanted)
    one, over = f"{MANDATES}/{made['id']}", region.app.state.clock.now() + timedelta(days=2)
    approved = {"answer": "approved", "endsAt": over.isoformat()}
    await region.person("privacy-officer").post(f"{one}/responses", approved)
    assert (await theirs.get(f"{one}/opened"))["name"]["familyName"] == "Walt"
    for table in ("mandates", "case_mandates"):
        await moves(region, table, SCHOOL.id, EXPERTISE.id)
    await theirs.get(one)
    await theirs.get(f"{one}/opened", expect=404)
