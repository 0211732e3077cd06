"""Months of the log that were kept long enough go, their hashes and all proofs stay, and nobody can do it in another's name."""

from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from tests.log_retention.old import (
    notes,
    seal_now,
    seal_years,
    triggers_away,
    verified,
    write_months,
    year_of,
)
from tests.people import Region, open_case
from tests.sealed import KEYS

from chaincare.log_retention.running import plan_log_retention, run_log_retention
from chaincare.merkle import check_inclusion
from chaincare.probe import Probe

pytestmark = pytest.mark.anyio

OLD = year_of(6)
COUNT = "SELECT count(*) FROM chaincare.access_entries WHERE at < now() - interval '1 year'"
PARTITIONS = """
    SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'chaincare.access_entries'::regclass AND c.relname < $1
"""
TERM = """
    INSERT INTO chaincare.retention_rules (id, network_id, layer, activity, months, source, valid_from, written_by, written_at)
    SELECT uuidv7(), n.id, 'access_log', 'access_log', 96, 'covenant', '2015-01-01', uuidv7(), now() FROM chaincare.networks AS n LIMIT 1
    RETURNING network_id
"""


async def test_a_month_goes_whole_and_everything_stays_provable(region: Region, tmp_path: Path) -> None:
    await open_case(region)
    await write_months(region.admin, OLD, 3, 4, 5)
    await seal_years(region, OLD, 36)
    before = await notes(region)
    first = await verified(region, tmp_path, *before)
    assert (first.verdict, first.logs[0].entries, first.logs[0].hidden) == ("intact", 36, 0), first
    probe = Probe(lasting=False)
    plan = await plan_log_retention(region.urls.migrate_url, "chaincare_door")
    assert [(one.month.month, one.activity, one.months, one.ends, one.stays, one.altered) for one in plan][:2] == [
        (3, "access_log", 60, 3, 0, 0), (3, "case_work", 60, 9, 0, 0)
    ]  # fmt: skip
    assert await region.admin.fetchval(COUNT) == 36, "a plan does nothing"
    one = await region.admin.fetchrow("SELECT at, id FROM chaincare.access_entries ORDER BY at LIMIT 1")
    done = await run_log_retention(region.urls.app_url)
    assert [(one.did, one.month.month, one.entries, one.kept) for one in done if one.month] == [
        ("destroyed", month, 12, 0) for month in (3, 4, 5)
    ]
    assert await run_log_retention(region.urls.app_url) == [], "once"
    assert await region.admin.fetchval(COUNT) == 0
    assert await region.admin.fetchval(PARTITIONS, f"access_entries_{OLD + 1}") is None
    await probe.round(region.app.state.pool)
    assert not probe.altered
    await seal_now(region)
    after = await verified(region, tmp_path, *before)
    assert after.verdict == "intact", after
    assert (after.logs[0].root, after.logs[0].entries, after.logs[0].hidden) == (first.logs[0].root, 0, 36)
    assert [
        one
        for one in after.notes
        if f"36 entries of chaincare.localhost/{OLD} are there by their hash only" in one
    ]
    await _is_shown(region, one)
    told = await region.entries("event = 'access-log.destroyed'")
    assert [(one["action"], one["rule"], one["client"]) for one in told] == [
        ("D", "log-retention/1", None)
    ] * 3


async def _is_shown(region: Region, one: Any) -> None:
    """The auditor reads the certificates, and has an entry proven that is no more."""
    auditor, path = region.auditor, "/access-log/destructions"
    items = (await auditor.get(path))["items"]
    assert [(each["month"], each["entries"], each["kept"], each["statement"]) for each in items] == [
        (f"{OLD}-0{month}", 12, 0, None) for month in (5, 4, 3)
    ]
    [march] = (await auditor.get(f"{path}?month={OLD}-03"))["items"]
    assert march["activities"] == [
        {"activity": "access_log", "months": 60, "entries": 3}, {"activity": "case_work", "months": 60, "entries": 9}
    ]  # fmt: skip
    digest = await region.admin.fetchval(
        "SELECT private_digest FROM chaincare.access_entries WHERE id = $1::uuid", march["entryId"]
    )
    assert sha256(march["statement"].encode()).digest() == digest
    signed = KEYS.signed(march["checkpoint"])
    assert signed is not None
    assert (march["firstIndex"], march["lastIndex"], b64decode(march["rootNow"])) == (1, 12, signed.root)
    assert "12 entries of the access log" in march["en"]
    assert "12 regels van de inzagelog" in march["nl"]
    for who in (region.teacher, region.coordinator, region.mother):
        assert (await who.ask("GET", path)).status_code in (403, 404)
    asked = {"entryId": str(one["id"]), "happenedAt": one["at"].isoformat()}
    proof = await auditor.post("/access-log/proofs/_inclusion", asked, expect=200)
    assert (proof["leaf"], proof["destroyed"]["id"], proof["destroyed"]["month"]) == (
        None,
        march["id"],
        f"{OLD}-03",
    )
    checkpoint = KEYS.signed(proof["checkpoint"])
    assert checkpoint is not None
    path_of = [b64decode(each) for each in proof["path"]]
    check_inclusion(proof["index"], proof["size"], b64decode(proof["leafHash"]), path_of, checkpoint.root)
    unknown = asked | {"entryId": str(UUID(int=1))}
    assert (await auditor.ask("POST", "/access-log/proofs/_inclusion", unknown)).status_code == 404


async def test_what_is_kept_longer_stays_and_a_hold_too(region: Region, tmp_path: Path) -> None:
    opened = await open_case(region)
    network = await region.admin.fetchval(
        "SELECT network_id FROM chaincare.cases WHERE id = $1::uuid", opened["id"]
    )
    pseudonym = await region.admin.fetchval("SELECT pseudonym FROM chaincare.clients LIMIT 1")
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(TERM)
    await region.admin.execute(
        "UPDATE chaincare.retention_rules SET network_id = $1 WHERE months = 96", network
    )
    await region.admin.execute("RESET session_replication_role")
    await write_months(region.admin, OLD, 3, network=network)
    await write_months(region.admin, OLD, 5, network=network, client=pseudonym)
    async with triggers_away(
        region.admin
    ):  # what was asked for by the client's own id, and was not had, is about him as well
        await region.admin.execute(
            "UPDATE chaincare.access_entries SET client = NULL, asked_id = (SELECT id FROM chaincare.clients WHERE pseudonym = $1)"
            f" WHERE at > '{OLD}-05-01' AND at < '{OLD}-05-11'",
            pseudonym,
        )
    els = region.person("privacy-officer")
    hold = await els.post("/legal-holds", {"caseId": opened["id"], "reason": "court asks for it"})
    await seal_years(region, OLD, 24)
    before = await notes(region)
    first = await verified(region, tmp_path, *before)
    assert first.verdict == "intact", first
    probe, pool = Probe(lasting=False), region.app.state.pool
    await probe.round(pool)
    done = await run_log_retention(region.urls.app_url)
    assert [(one.did, one.month.month, one.entries, one.kept) for one in done if one.month] == [
        ("destroyed", 3, 9, 3)
    ]
    await probe.round(pool)
    assert not probe.altered, "what was put in its place is no month that was changed and put back"
    assert await region.admin.fetchval(COUNT) == 15
    await seal_now(region)
    kept = await verified(region, tmp_path, *before)
    assert (kept.verdict, kept.logs[0].root, kept.logs[0].hidden) == ("intact", first.logs[0].root, 9), kept
    await els.post(f"/legal-holds/{hold['id']}/liftings", {"reason": "the court is done"})
    assert [
        (one.month.month, one.entries, one.kept)
        for one in await run_log_retention(region.urls.app_url)
        if one.month
    ] == [(5, 9, 3)]
    assert await run_log_retention(region.urls.app_url) == []
    await probe.round(pool)
    assert not probe.altered, "what was put in its place is guarded as any month"
    await seal_now(region)
    assert (await verified(region, tmp_path, *before)).verdict == "intact"


async def test_a_month_that_goes_in_two_parts_has_certificates_of_which_each_says_what_it_covers(
    region: Region, tmp_path: Path
) -> None:
    opened = await open_case(region)
    pseudonym = await region.admin.fetchval("SELECT pseudonym FROM chaincare.clients LIMIT 1")
    await write_months(region.admin, OLD, 5)
    async with triggers_away(region.admin):
        await region.admin.execute(
            "UPDATE chaincare.access_entries SET client = $1 WHERE event = 'case.read'"
            f" AND at > '{OLD}-05-11' AND at < '{OLD}-06-01'",
            pseudonym,
        )
    els = region.person("privacy-officer")
    hold = await els.post("/legal-holds", {"caseId": opened["id"], "reason": "court asks for it"})
    await seal_years(region, OLD, 12)
    first = await run_log_retention(region.urls.app_url)
    assert [(one.entries, one.kept) for one in first if one.month] == [(8, 4)]
    await els.post(f"/legal-holds/{hold['id']}/liftings", {"reason": "the court is done"})
    second = await run_log_retention(region.urls.app_url)
    assert [(one.entries, one.kept) for one in second if one.month] == [(4, 0)]
    await seal_now(region)
    page = (await region.auditor.get(f"/access-log/destructions?month={OLD}-05"))["items"]
    covered = [
        {leaf for stretch in one["leaves"].split(",") for leaf in range(*_ends(stretch))} for one in page
    ]
    assert sorted(map(len, covered)) == [4, 8]
    assert covered[0] & covered[1] == set()
    assert {part["activity"] for one in page for part in one["activities"]} >= {"case_work"}
    assert all(
        one["leaves"] is None for one in (await region.auditor.get("/access-log/destructions"))["items"]
    )
    assert (await verified(region, tmp_path, *(await notes(region)))).verdict == "intact"
    # No leaf is certified twice, whoever says so.
    again = "SELECT chaincare.certify_log_destruction(jsonb_populate_record(d, jsonb_build_object('id', $1::uuid, 'statement', (d.statement::jsonb || jsonb_build_object('id', $1::uuid))::text))) FROM chaincare.log_destructions AS d LIMIT 1"
    with pytest.raises(asyncpg.CheckViolationError):
        await region.admin.execute(again, UUID(int=7))


def _ends(stretch: str) -> tuple[int, int]:
    first, last = map(int, stretch.split("-"))
    return first, last + 1


TAMPERED = {
    "another of that month": "DELETE FROM chaincare.access_entries WHERE at = (SELECT max(at) FROM chaincare.access_entries WHERE at < '{0}-04-01')",
    "its neighbour": "DELETE FROM chaincare.access_entries WHERE at = (SELECT min(at) FROM chaincare.access_entries WHERE at > '{0}-04-15')",
    "more leaves in the certificate": "DELETE FROM chaincare.access_entries WHERE at > '{0}-04-01' AND at < '{0}-05-01';"
    "UPDATE chaincare.log_destructions SET leaves = int8multirange(int8range(1, 25))",
    "no certificate": "DELETE FROM chaincare.log_destructions",
    "no entry that tells of it": "DELETE FROM chaincare.access_entries WHERE event = 'access-log.destroyed'",
    "another certificate": "UPDATE chaincare.log_destructions SET statement = replace(statement, 'case_work', 'directory')",
    "what is not old": "DELETE FROM chaincare.access_entries WHERE at > now() - interval '1 year'",
}


CERTIFY = """
    SELECT chaincare.certify_log_destruction(jsonb_populate_record(d,
        {0} || jsonb_build_object('statement', (d.statement::jsonb || {1})::text)))
    FROM chaincare.log_destructions AS d ORDER BY d.month LIMIT 1
"""
EARLY = {
    "a month that is not over": (
        "jsonb_build_object('month', date_trunc('month', now())::date)",
        "jsonb_build_object('month', to_char(now(), 'YYYY-MM'))",
    ),
    "another month in its words": ("'{}'", """'{"month": "2015-01"}'"""),
    "leaves that nobody signed": ("""'{"leaves": "{[9990,9999)}"}'""", """'{"leaves": "9990-9998"}'"""),
    "leaves of this year": (
        """jsonb_build_object('log_id', d.log_id + 1, 'leaves', '{[1,10)}')""",
        """jsonb_build_object('leaves', '1-9', 'origin', (SELECT l.origin FROM chaincare.sealed_logs AS l WHERE l.id = d.log_id + 1))""",
    ),
}


async def test_whoever_destroys_more_or_earlier_or_says_it_was_retention_is_found(
    region: Region, tmp_path: Path
) -> None:
    await open_case(region)
    network = await region.admin.fetchval("SELECT id FROM chaincare.networks LIMIT 1")
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(TERM)
    await region.admin.execute("RESET session_replication_role")
    await write_months(region.admin, OLD, 3, 4, network=network)
    await seal_years(region, OLD, 24)
    before = await notes(region)
    assert len(await run_log_retention(region.urls.app_url)) == 2
    await seal_now(region)
    assert (await verified(region, tmp_path, *before)).verdict == "intact"
    for name, deed in TAMPERED.items():
        async with triggers_away(region.admin):
            tables = ("access_entries", "log_destructions")
            for table in tables:
                await region.admin.execute(
                    f"CREATE TABLE chaincare.copy_of_{table} AS TABLE chaincare.{table}"
                )
            await region.admin.execute(deed.format(OLD))
            found = await verified(region, tmp_path, *before)
            assert found.verdict == "broken", (name, found)
            for table in tables:
                await region.admin.execute(
                    f"DELETE FROM chaincare.{table}; INSERT INTO chaincare.{table} TABLE chaincare.copy_of_{table}"
                )
                await region.admin.execute(f"DROP TABLE chaincare.copy_of_{table}")
    await seal_now(region)
    assert (await verified(region, tmp_path, *before)).verdict == "intact", "what was put back is as it was"
    # By the door's own functions nobody ends what is younger, nor anything without a certificate.
    year = year_of(2)
    await write_months(region.admin, year, 6)
    for early in EARLY.values():
        with pytest.raises(asyncpg.CheckViolationError, match="not of a month whose time is over"):
            await region.admin.execute(CERTIFY.format(*early))
    for month in (f"{year}-06-01", f"{OLD}-03-01"):
        with pytest.raises(asyncpg.CheckViolationError):
            await region.admin.execute(f"SELECT chaincare.end_log_month('{month}', false)")
    # And what is not as it was sealed is evidence: the run leaves it there, with all of its month.
    await write_months(region.admin, OLD, 6, network=network)
    await seal_now(region)
    async with triggers_away(region.admin):
        await region.admin.execute(
            f"UPDATE chaincare.access_entries SET subject = 'a colleague' WHERE at = '{OLD}-06-10T01:00:00Z'"
        )
    assert [one.did for one in await run_log_retention(region.urls.app_url)] == ["altered"]
