"""What retention does to cases that were merged, or opened again; and that the log verifies afterwards (D2)."""

from typing import Any
from uuid import UUID

import pytest
from tests.emergency.night import ACCESSES, SETTINGS, asking, newcomer
from tests.matches.homeless import asked, two_registrations
from tests.people import Region
from tests.prose import the_pupil
from tests.retention.test_destruction import close, rows_of, run
from tests.retention.test_whole_chain import DONE, WHILE
from tests.trace.test_leaf import LEAVES, entry_of

from chaincare.demo.world import YOUTH_CARE
from chaincare.trace.rules import leaf_of

pytestmark = pytest.mark.anyio

OLD_NAME = {"kind": "name", "givenNames": "Jusuf", "familyName": "Elhadad", "birthDate": "1972-01-01"}


async def leaves(region: Region) -> dict[UUID, bytes]:
    """The bytes of each entry as the database makes them, and as the program does: the same."""
    rows = await region.admin.fetch(LEAVES)
    made = {row["id"]: bytes(row["leaf"]) for row in rows}
    assert made == {row["id"]: leaf_of(entry_of(row)) for row in rows}
    return made


async def test_a_merged_registration_leads_at_night_to_the_case_that_remains_and_ends_before_it(
    region: Region,
) -> None:
    two = await two_registrations(region)
    same: dict[str, Any] = {"answer": "same_person", "regieWith": "older"}
    await two.decides("teacher", **same)
    await two.decides("outsider", **same, client=asked())
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "UPDATE chaincare.clients SET birth_precision = 'day' WHERE family_name = 'Elhadad'"
    )
    await region.admin.execute("RESET session_replication_role")
    unit = await region.administrator.post(
        "/units", {"organisationId": str(YOUTH_CARE.id), "name": "Crisisteam", "statutoryTask": "Jeugdwet"}
    )
    worker = await newcomer(region, "crisis-1", unit["id"])
    named = {"units": [{"unitId": unit["id"], "kind": "crisis_team", "phone": "050 111 11 11"}]}
    assert (await region.administrator.ask("PUT", SETTINGS, named, If_Match="*")).status_code == 200
    assert (
        await worker.ask("POST", ACCESSES, asking({**OLD_NAME, "givenNames": "Joost"}))
    ).status_code == 404
    card = (await worker.post(ACCESSES, asking(OLD_NAME)))["card"]
    assert card["reference"] == two.older["reference"]
    again = await worker.ask(
        "POST", ACCESSES, asking({"kind": "reference", "reference": two.newer["reference"]})
    )
    assert again.json()["type"].endswith("emergency-access-running"), "to the same case"

    older, newer = two.older["id"], two.newer["id"]
    await close(region, older, 30)
    before = await leaves(region)
    assert await run(region) == 1
    assert await status_of(region, newer, older) == ["destroyed", "closed"]
    assert await rows_of(region, newer) == {}
    assert await run(region) == 1
    assert await status_of(region, newer, older) == ["destroyed", "destroyed"]
    assert await rows_of(region, older) == {}
    after = await leaves(region)
    assert len(before) > 20
    assert {one: after.get(one) for one in before} == before, "no entry is gone, and none says something else"
    assert len(after) == len(before) + 2


async def status_of(region: Region, *cases: str) -> list[str]:
    return [
        await region.admin.fetchval("SELECT status FROM chaincare.cases WHERE id = $1::uuid", one)
        for one in cases
    ]


async def test_what_was_shared_after_a_reopening_is_erased_again(region: Region) -> None:
    region.move_clock(-WHILE)
    pupil = await the_pupil(region)
    await pupil.regie_passes(to="teacher", proposed_by="intern-begeleider")
    await region.teacher.post(f"{pupil.path}/closures", DONE)
    region.move_clock(WHILE)
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "INSERT INTO chaincare.notes (case_id, author_id, unit_id, body, readers, written_at)"
        " SELECT $1::uuid, p.id, p.unit_id, 'by youth care', '{professionals}', now()"
        " FROM chaincare.professionals AS p WHERE p.unit_id = $2 LIMIT 1",
        pupil.id, YOUTH_CARE.unit_id,
    )  # fmt: skip
    await region.admin.execute("RESET session_replication_role")
    assert await run(region) >= 1
    assert not {"closing_texts", "agreements", "regie_facts"} & set(await rows_of(region, pupil.id))
    reason = {"reason": "She walks out again.", "legalBasis": {"ground": "avg-6-1-e", "article": "WPO 18a"}}
    taken_up = await region.teacher.post(f"{pupil.path}/reopenings", reason)
    pupil.parts["teacher"] = taken_up["participationId"]
    assert (await region.teacher.get(f"{pupil.path}/regie"))["holder"] is None
    await pupil.regie_passes(to="teacher", proposed_by="network-coordinator", reason="Nobody else is there.")
    await pupil.is_agreed("A fixed seat.", by="teacher", proposed_by="teacher")
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("UPDATE chaincare.erasures SET erased_at = erased_at - interval '6 years'")
    await region.admin.execute("RESET session_replication_role")
    held = await rows_of(region, pupil.id)
    assert {"agreements", "closing_texts"} <= set(held)
    await close(region, pupil.id, 3)
    assert await run(region) >= 1
    assert not {"closing_texts", "agreements", "regie_facts"} & set(await rows_of(region, pupil.id))
    assert await run(region) == 0
