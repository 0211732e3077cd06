"""What somebody typed can be taken away, and every proof of the log holds without it (T4, AVG 17)."""

from base64 import b64decode
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from tests.log_retention.old import notes, seal_now, verified
from tests.people import Region, desiree, open_case
from tests.seals.test_proving import hold

from chaincare.workdays import AMSTERDAM

pytestmark = pytest.mark.anyio

TEXTS = "SELECT event, private IS NULL AS gone, private_digest IS NOT NULL AS bound FROM chaincare.access_entries WHERE private_digest IS NOT NULL AND event = 'clients.searched'"


async def proof_of(region: Region, receipt: str) -> dict[str, Any]:
    found: dict[str, Any] = await region.auditor.post(
        "/access-log/proofs/_inclusion", {"receipt": receipt}, expect=200
    )
    return found


async def test_what_was_typed_goes_with_the_decision_and_the_proofs_hold(
    region: Region, tmp_path: Path
) -> None:
    opened = await open_case(region)
    search = await region.teacher.ask(
        "POST", "/clients/_search", {"name": "Désirée van der Walt", "birthDate": "2017-03-14"}
    )
    assert search.json()["items"], search.text
    nobody = await region.teacher.ask(
        "POST", "/clients/_search", {"name": "Sanne Jansen", "birthDate": "2017-03-14"}
    )
    assert not nobody.json()["items"]
    # A question that found two: about the other one a court asks.
    other = {"givenNames": "Daan", "prefix": "van der", "familyName": "Walt", "birthDate": "2017-03-14"}
    held = await region.teacher.post("/cases", desiree(client=other))
    both = {"name": "Walt", "birthDate": "2017-03-14"}
    assert len((await region.teacher.post("/clients/_search", both, expect=200))["items"]) == 2
    court = await region.person("privacy-officer").post(
        "/legal-holds", {"caseId": held["id"], "reason": "court asks for it"}
    )
    await seal_now(region)
    kept, before = await notes(region), await proof_of(region, search.headers["ChainCare-Receipt"])
    els = region.person("privacy-officer")
    asked = {
        "kind": "erasure",
        "caseId": opened["id"],
        "words": "my name",
        "identityProof": "passport",
        "receivedDate": f"{datetime.now(AMSTERDAM):%Y-%m-%d}",
    }
    lodged = await region.teacher.post("/data-subject-requests", asked)
    path = f"/data-subject-requests/{lodged['id']}"
    await els.post(f"{path}/handlings", {}, If_Match="*")
    assert not any(row["gone"] for row in await region.admin.fetch(TEXTS))
    await els.post(
        f"{path}/decisions", {"outcome": "granted", "reason": "there is no need for it"}, If_Match="*"
    )
    rows = await region.admin.fetch(TEXTS)
    assert sorted((row["gone"], row["bound"]) for row in rows) == [
        (False, True),
        (False, True),
        (True, True),
    ], "his, and nobody else's, nor what is about somebody whose case is held"
    [told] = await region.entries("event = 'access-log.texts-erased'")
    assert (told["action"], told["outcome"], str(told["object_id"])) == ("D", "done", lodged["id"])
    await seal_now(region)
    after = await proof_of(region, search.headers["ChainCare-Receipt"])
    assert (after["leaf"], after["index"], after["destroyed"]) == (before["leaf"], before["index"], None)
    hold(after, b64decode(after["leaf"]))
    found = await verified(region, tmp_path, *kept)
    assert found.verdict == "intact", found
    # Once it is not held any more, what waited for that alone goes as well: his, of before the decision.
    await region.teacher.post("/clients/_search", both, expect=200)
    await els.post(f"/legal-holds/{court['id']}/liftings", {"reason": "the court is done"})
    rows = await region.admin.fetch(f"{TEXTS} ORDER BY at")
    assert [row["gone"] for row in rows] == [True, False, True, False], "nobody's stays, and what came later"
    *_, waited = await region.entries("event = 'access-log.texts-erased'")
    pseudonym = await region.admin.fetchval(
        "SELECT k.pseudonym FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id WHERE c.id = $1::uuid",
        opened["id"],
    )
    assert (waited["client"], str(waited["case_id"])) == (pseudonym, opened["id"]), "under his own case"
    assert str(waited["object_id"]) == court["id"]
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.log_texts_waiting") == 0
    await seal_now(region)
    assert (await verified(region, tmp_path, *kept)).verdict == "intact"
    # Nobody takes away more than the text, nor the text by another way.
    for deed in ("private = NULL, subject = 'x'", "private = '\\x00'", "private_digest = NULL"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await region.admin.execute(
                f"SET ROLE chaincare_door; UPDATE chaincare.access_entries SET {deed} WHERE private IS NOT NULL"
            )
        await region.admin.execute("RESET ROLE")
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
        await region.admin.execute(
            "UPDATE chaincare.access_entries SET private = NULL WHERE private IS NOT NULL"
        )


async def test_what_was_granted_while_the_case_is_held_goes_when_it_is_not(region: Region) -> None:
    opened = await open_case(region)
    looked_for = {"name": "Walt", "birthDate": "2017-03-14"}
    await region.teacher.post("/clients/_search", looked_for, expect=200)
    els = region.person("privacy-officer")
    holds = [
        await els.post("/legal-holds", {"caseId": opened["id"], "reason": why})
        for why in ("a court asks", "an inspector asks")
    ]
    asked = {
        "kind": "erasure", "caseId": opened["id"], "words": "my name", "identityProof": "passport",
        "receivedDate": f"{datetime.now(AMSTERDAM):%Y-%m-%d}",
    }  # fmt: skip
    path = f"/data-subject-requests/{(await region.teacher.post('/data-subject-requests', asked))['id']}"
    await els.post(f"{path}/handlings", {}, If_Match="*")
    await els.post(f"{path}/decisions", {"outcome": "granted", "reason": "no need"}, If_Match="*")
    for hold_of, gone in zip(holds, (False, True), strict=True):
        assert [row["gone"] for row in await region.admin.fetch(TEXTS)] == [False]
        await els.post(f"/legal-holds/{hold_of['id']}/liftings", {"reason": "done"})
        assert [row["gone"] for row in await region.admin.fetch(TEXTS)] == [gone]
    [told] = await region.entries("event = 'access-log.texts-erased'")
    assert (str(told["case_id"]), str(told["object_id"])) == (opened["id"], holds[1]["id"])


@pytest.mark.parametrize("turn", range(4))  # of two whose ids are made at random either comes first
async def test_a_text_about_two_goes_with_an_entry_of_each_under_his_own_case(
    region: Region, turn: int
) -> None:
    free = await open_case(region)
    brother = {"givenNames": "Daan", "prefix": "van der", "familyName": "Walt", "birthDate": "2017-03-14"}
    held = await region.teacher.post("/cases", desiree(client=brother))
    for name in ("Walt", "Daan van der Walt", "Désirée van der Walt")[: 1 + 2 * (turn % 2)]:
        await region.teacher.post("/clients/_search", {"name": name, "birthDate": "2017-03-14"}, expect=200)
    els = region.person("privacy-officer")
    hold = await els.post("/legal-holds", {"caseId": held["id"], "reason": "court asks for it"})
    cases = {}
    for one in (held, free):
        asked = {
            "kind": "erasure",
            "caseId": one["id"],
            "words": "my name",
            "identityProof": "passport",
            "receivedDate": f"{datetime.now(AMSTERDAM):%Y-%m-%d}",
        }
        path = f"/data-subject-requests/{(await region.teacher.post('/data-subject-requests', asked))['id']}"
        await els.post(f"{path}/handlings", {}, If_Match="*")
        await els.post(f"{path}/decisions", {"outcome": "granted", "reason": "no need"}, If_Match="*")
        whose = "SELECT k.pseudonym FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id WHERE c.id = $1::uuid"
        cases[await region.admin.fetchval(whose, one["id"])] = one["id"]
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.log_texts_waiting") == 2
    await els.post(f"/legal-holds/{hold['id']}/liftings", {"reason": "done"})
    told = await region.entries("event = 'access-log.texts-erased' AND object_id = $1", UUID(hold["id"]))
    assert sorted((one["client"], str(one["case_id"])) for one in told) == sorted(cases.items())
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.log_texts_waiting") == 0
    for one in (held, free):
        found = await region.auditor.post(
            "/access-log/_search", {"caseId": one["id"], "limit": 50}, expect=200
        )
        assert "access-log.texts-erased" in {line["event"] for line in found["items"]}
