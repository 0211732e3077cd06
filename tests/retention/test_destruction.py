"""What was kept long enough is erased, with proof, and stays erased after a backup was restored (D2)."""

import json
from typing import Any
from uuid import UUID

import pytest
from tests.people import Region, link_mother, open_case
from tests.promises.behind import another_case
from tests.promises.walked import Walked

from chaincare.retention.ledger import ledger_work

pytestmark = pytest.mark.anyio


async def close(region: Region, case_id: object, years: float) -> None:
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "UPDATE chaincare.cases SET status = 'closed', closed_at = now() - make_interval(days => $2) WHERE id = $1",
        UUID(str(case_id)), int(years * 365.25) + 1,
    )  # fmt: skip
    await region.admin.execute("RESET session_replication_role")


async def run(region: Region) -> int:
    """The daily run, as the application does it."""
    async with region.app.state.pool.acquire() as connection:
        return int(await connection.fetchval("SELECT chaincare.run_retention()"))


async def rows_of(region: Region, case_id: object) -> dict[str, int]:
    """How many rows each table still holds of a case; the log and the proofs of destruction left out."""
    tables = await region.admin.fetch(
        "SELECT c.relname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid WHERE a.attname = 'case_id'"
        " AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'chaincare'::regnamespace"
    )
    found = {}
    for [table] in tables:
        if table not in {"access_entries", "erasures"}:
            count = await region.admin.fetchval(
                f"SELECT count(*) FROM chaincare.{table} WHERE case_id = $1", UUID(str(case_id))
            )
            if count:
                found[table] = count
    return found


async def test_a_case_through_which_everything_was_done_is_destroyed_whole_with_a_certificate(
    walked: Walked,
) -> None:
    region, land = walked.region, walked.own
    case_id, other = land.ids["case_id"], await another_case(region)
    client = await region.admin.fetchval("SELECT client_id FROM chaincare.cases WHERE id = $1::uuid", case_id)
    before, others = await rows_of(region, case_id), await rows_of(region, other)
    assert len(before) > 20
    logged = len(await region.entries("case_id = $1", UUID(case_id)))
    assert await run(region) == 0  # open
    await close(region, case_id, 1)
    assert await run(region) == 0  # not long enough
    await close(region, case_id, 30)
    assert await run(region) == 1
    assert await rows_of(region, case_id) == {}
    assert await rows_of(region, other) == others
    [row] = await region.admin.fetch("SELECT * FROM chaincare.cases WHERE id = $1::uuid", case_id)
    assert (row["status"], row["client_id"]) == ("destroyed", None)
    assert not await region.admin.fetchval("SELECT count(*) FROM chaincare.clients WHERE id = $1", client)
    entries = await region.entries("case_id = $1", UUID(case_id))
    assert len(entries) == logged + 1
    last = entries[-1]
    assert (last["event"], last["action"], last["rule"]) == ("case.case-erased", "D", "retention/1")
    assert last["client"] == UUID(land.ids["pseudonym"])
    [proof] = (await region.person("fg").get("/destructions"))["items"]
    assert (proof["layer"], proof["cases"], proof["replayed"]) == ("case", 1, False)
    assert proof["rows"] > sum(before.values())
    assert case_id not in json.dumps(proof)
    assert (await region.teacher.ask("GET", f"/cases/{case_id}")).status_code == 404
    assert await run(region) == 0


async def test_each_contribution_goes_by_the_law_of_its_author(walked: Walked) -> None:
    """The school's notes after two years; the coordinator's office and the shared layer follow their own terms."""
    region, land = walked.region, walked.own
    case_id = land.ids["case_id"]
    school, care = UUID(land.ids["school"]), UUID(land.ids["care"])
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "INSERT INTO chaincare.notes (case_id, author_id, unit_id, body, readers, written_at)"
        " VALUES ($1::uuid, $2::uuid, $3, 'by youth care', '{professionals}', now())",
        case_id, land.ids["youth-worker"], care,
    )  # fmt: skip
    # Somebody stood in for the holder, within her term: the days point to that term.
    stood = await region.admin.execute(
        "UPDATE chaincare.stand_ins AS s SET holder_id = t.holder_id, during = t.during, moments = tstzmultirange(t.during)"
        " FROM (SELECT DISTINCT ON (case_id) * FROM chaincare.regie_terms) AS t WHERE t.case_id = s.case_id AND s.id = $1::uuid",
        land.ids["stand_in_id"],
    )  # fmt: skip
    assert stood == "UPDATE 1"
    await region.admin.execute("RESET session_replication_role")

    async def notes_by() -> set[UUID]:
        rows = await region.admin.fetch(
            "SELECT DISTINCT unit_id FROM chaincare.notes WHERE case_id = $1::uuid", case_id
        )
        return {row[0] for row in rows}

    assert await notes_by() >= {school, care}
    await close(region, case_id, 2)
    assert await run(region) > 0
    assert await notes_by() == {care}
    held = await rows_of(region, case_id)
    assert not {"agreements", "meetings", "regie_terms", "stand_ins"} & set(held)
    assert held["participations"]
    assert await run(region) == 0
    # Another law for the unit today does not shorten what was written under the one before; one of a slip lengthens nothing.
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("UPDATE chaincare.units SET task_since = '-infinity' WHERE id = $1", care)
    await region.admin.execute("RESET session_replication_role")
    for law in ("Jeugdwet, and a slip", "WPO"):
        told = await region.administrator.ask("PATCH", f"/units/{care}", {"statutoryTask": law}, If_Match="*")
        assert told.status_code == 200, told.text
    assert await run(region) == 0
    assert await notes_by() == {care}
    held_laws = await region.admin.fetch(
        "SELECT statutory_task, until - since < '1 day' FROM chaincare.former_tasks ORDER BY id"
    )
    assert [row[1] for row in held_laws] == [False, True]
    await close(region, case_id, 20)
    assert await run(region) == 1
    assert await rows_of(region, case_id) == {}


async def test_a_legal_hold_stops_it_until_it_is_lifted(region: Region) -> None:
    opened = await open_case(region)
    els = region.person("privacy-officer")
    hold = await els.post("/legal-holds", {"caseId": opened["id"], "reason": "court asks for it"})
    await close(region, opened["id"], 30)
    assert await run(region) == 0
    lifting = f"/legal-holds/{hold['id']}/liftings"
    assert (await region.person("fg").ask("POST", lifting, {"reason": "x"})).status_code == 403
    assert (await region.teacher.ask("POST", lifting, {"reason": "x"})).status_code in {403, 404}
    await els.post(lifting, {"reason": "the court is done"})
    again = await els.ask("POST", lifting, {"reason": "x"})
    assert again.json()["title"] == "Hold lifted"
    assert await run(region) == 1


async def test_what_was_erased_is_gone_again_after_an_old_backup_was_restored(
    region: Region,
) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    case_id = UUID(opened["id"])
    await close(region, case_id, 30)
    tables = [*await rows_of(region, case_id), "clients", "client_logins"]
    backup: dict[str, list[Any]] = {
        table: [row[0] for row in await region.admin.fetch(f"SELECT to_jsonb(t)::text FROM chaincare.{table} AS t")]
        for table in (*tables, "cases")
    }  # fmt: skip
    assert await run(region) == 1
    ledger = "\n".join(await ledger_work(region.urls.migrate_url, None))
    assert "Walt" not in ledger
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("DELETE FROM chaincare.erasures; DELETE FROM chaincare.destructions")
    await region.admin.execute("DELETE FROM chaincare.cases")
    for table, rows in backup.items():
        for row in rows:
            await region.admin.execute(
                f"INSERT INTO chaincare.{table} SELECT * FROM jsonb_populate_record(NULL::chaincare.{table}, $1::text::jsonb)", row
            )  # fmt: skip
    await region.admin.execute("RESET session_replication_role")
    assert set(await rows_of(region, case_id)) == set(tables) - {"clients", "client_logins"}
    assert await ledger_work(region.urls.migrate_url, ledger) == ["replayed 1 erasures; 1 certificates"]
    assert await rows_of(region, case_id) == {}
    for table in ("clients", "client_logins"):
        assert not await region.admin.fetchval(f"SELECT count(*) FROM chaincare.{table}"), table
    assert await region.admin.fetchval("SELECT bool_and(replayed) FROM chaincare.destructions")


async def test_nobody_else_can_delete_and_every_table_about_somebody_can_be_erased(region: Region) -> None:
    unerasable = await region.admin.fetch(
        "SELECT c.relname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid"
        " WHERE a.attname IN ('case_id', 'client_id') AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
        " AND c.relnamespace = 'chaincare'::regnamespace"
        " AND c.relname NOT IN ('cases', 'access_entries', 'erasures')"
        " AND NOT EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid AND p.polname = 'door_erases')"
    )
    assert [
        row[0] for row in unerasable
    ] == []  # a new table: call chaincare.allow_erasure() in its migration
    allowed = await region.admin.fetch(
        "SELECT DISTINCT grantee::regrole::text FROM pg_class AS c, aclexplode(c.relacl)"
        " WHERE c.relnamespace = 'chaincare'::regnamespace AND privilege_type IN ('DELETE', 'TRUNCATE')"
    )
    assert {row[0] for row in allowed} <= {"chaincare_owner", "chaincare_door"}
