"""A question without a case is kept a year after it ended, and then it is gone, with proof (D2)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.escalations.steps import all_bytes, only_target
from tests.people import Region, basis, open_case
from tests.retention.test_destruction import run

from chaincare.demo.world import EXPERTISE, NETWORK, SCHOOL
from chaincare.retention.ledger import ledger_work

pytestmark = pytest.mark.anyio

LONG_AGO = timedelta(days=400)
SUMMARY = "A pupil of group 6 walks out several times a week."
QUESTION = {
    "networkId": str(NETWORK),
    "question": "How do I keep a pupil like this in class?",
    "summary": SUMMARY,
    "targets": [str(EXPERTISE.unit_id)],
}


async def asked(region: Region) -> tuple[str, str]:
    """Ask; gives the consultation, and how it is known where it was received."""
    one = (await region.teacher.post("/consultations", QUESTION))["id"]
    return str(one), f"/received-escalations/{await only_target(region.specialist)}"


async def left_of(region: Region, consultation: str) -> int:
    found = 0
    for table, column in (
        ("escalations", "id"),
        ("escalation_texts", "escalation_id"),
        ("escalation_targets", "escalation_id"),
        ("escalation_facts", "escalation_id"),
    ):
        found += await region.admin.fetchval(
            f"SELECT count(*) FROM chaincare.{table} WHERE {column} = $1", UUID(consultation)
        )
    return found


async def test_a_year_after_it_ended_and_not_while_the_case_it_went_on_in_is_held(region: Region) -> None:
    region.move_clock(-LONG_AGO)
    helped, received = await asked(region)
    await region.specialist.post(f"{received}/responses", {"answer": "accept"})
    await region.specialist.post(f"{received}/feedback", {"text": "Give her a task."})
    await region.teacher.post(f"/consultations/{helped}/closures", {})
    declined, received = await asked(region)
    await region.specialist.post(f"{received}/responses", {"answer": "decline", "reason": "Full."})
    # There is one copy of a summary, and whoever declined reads it no more from that moment on.
    assert (await region.specialist.ask("GET", received)).status_code == 404
    for path in ("/received-escalations", "/contributions"):
        assert SUMMARY not in str(all_bytes(await region.specialist.ask("GET", path)))
    went_on, received = await asked(region)
    await region.specialist.post(f"{received}/responses", {"answer": "accept"})
    opened = await open_case(region)
    body: dict[str, Any] = {
        "caseId": opened["id"],
        "limit": "reached",
        "tried": "Talks.",
        "help": "complement",
    }
    body["grant"] = {"scope": "core", "purpose": "education_support", "legalBasis": basis(SCHOOL.unit_id)}
    made = (await region.teacher.post(f"/consultations/{went_on}/conversions", body))["escalationId"]
    region.move_clock(timedelta(days=100))
    fresh, _ = await asked(region)
    await region.teacher.post(f"/consultations/{fresh}/closures", {"reason": "A colleague knew."})
    region.move_clock(LONG_AGO - timedelta(days=100))
    still_open, _ = await asked(region)
    els = region.person("privacy-officer")
    hold = await els.post("/legal-holds", {"caseId": opened["id"], "reason": "the court asks for it"})

    backup = {
        table: [row[0] for row in await region.admin.fetch(
            f"SELECT to_jsonb(t)::text FROM chaincare.{table} AS t WHERE {column} = $1", UUID(helped))]
        for table, column in (("escalations", "id"), ("escalation_texts", "escalation_id"))
    }  # fmt: skip
    assert await run(region) == 1
    assert [await left_of(region, one) for one in (helped, declined)] == [0, 0]
    assert all([await left_of(region, one) for one in (went_on, fresh, still_open)])
    [proof] = (await els.get("/destructions"))["items"]
    assert (proof["layer"], proof["cases"]) == ("consultation", 2)
    assert (await region.teacher.ask("GET", f"/consultations/{helped}")).status_code == 404
    assert (await region.specialist.get("/contributions"))["items"] == []
    assert await run(region) == 0

    await els.post(f"/legal-holds/{hold['id']}/liftings", {"reason": "the court is done"})
    assert await run(region) == 1
    assert await left_of(region, went_on) == 0
    kept = await region.teacher.get(f"/cases/{opened['id']}/escalations/{made}")
    assert (kept["convertedFromId"], kept["summary"]) == (None, SUMMARY)
    told = await region.entries("event = 'consultation.erased'")
    assert {str(one["case_id"]) for one in told if one["case_id"]} == {opened["id"]}
    assert {str(one["object_id"]) for one in told} == {helped, declined, went_on}

    ledger = "\n".join(await ledger_work(region.urls.migrate_url, None))
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("DELETE FROM chaincare.erasures; DELETE FROM chaincare.destructions")
    for table, rows in backup.items():
        for row in rows:
            await region.admin.execute(
                f"INSERT INTO chaincare.{table} SELECT * FROM jsonb_populate_record(NULL::chaincare.{table}, $1::text::jsonb)", row
            )  # fmt: skip
    await region.admin.execute("RESET session_replication_role")
    assert await left_of(region, helped) == 2
    assert await ledger_work(region.urls.migrate_url, ledger) == ["replayed 3 erasures; 1 certificates"]
    assert await left_of(region, helped) == 0
