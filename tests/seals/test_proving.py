"""What an auditor can have proven over HTTP, and what nobody else can."""

from base64 import b64decode
from datetime import datetime
from typing import Any

import pytest
from tests.people import Region, link_mother, open_case
from tests.sealed import KEYS, seal, sealer_of

from chaincare.merkle import NotProven, check_consistency, check_inclusion, leaf_hash

pytestmark = pytest.mark.anyio


def plain(hashes: list[str]) -> list[bytes]:
    return [b64decode(one) for one in hashes]


def root_of(note: str) -> bytes:
    checkpoint = KEYS.signed(note)
    assert checkpoint is not None
    return checkpoint.root


def hold(proof: dict[str, Any], leaf: bytes) -> None:
    checkpoint = KEYS.signed(proof["checkpoint"])
    assert checkpoint is not None
    assert checkpoint.size == proof["size"]
    check_inclusion(proof["index"], proof["size"], leaf_hash(leaf), plain(proof["path"]), checkpoint.root)


async def test_a_receipt_becomes_a_proof(region: Region) -> None:
    opened = await open_case(region)
    answer = await region.teacher.ask("GET", f"/cases/{opened['id']}")
    receipt = answer.headers["ChainCare-Receipt"]
    refused = await region.auditor.post("/access-log/proofs/_inclusion", {"receipt": receipt}, expect=409)
    assert refused["type"].endswith(":not-sealed-yet")
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    proof = await region.auditor.post("/access-log/proofs/_inclusion", {"receipt": receipt}, expect=200)
    hold(proof, b64decode(proof["leaf"]))
    with pytest.raises(NotProven):
        hold(proof, b64decode(proof["leaf"]) + b"\x00")
    found = (await region.auditor.post("/access-log/_search", {"caseId": opened["id"]}, expect=200))["items"]
    read = next(one for one in found if one["id"] == proof["entryId"])
    assert read["event"] == "case.read"
    same = await region.auditor.post(
        "/access-log/proofs/_inclusion", {"entryId": read["id"], "happenedAt": read["happenedAt"]}, expect=200
    )
    assert same["leaf"] == proof["leaf"]
    assert b64decode(proof["leafHash"]) == leaf_hash(b64decode(proof["leaf"]))
    # A denied look has a receipt too, and its proof.
    denied = await region.outsider.ask("GET", f"/cases/{opened['id']}")
    assert denied.status_code == 404
    await seal(sealer, region.admin)
    await region.auditor.post(
        "/access-log/proofs/_inclusion", {"receipt": denied.headers["ChainCare-Receipt"]}, expect=200
    )
    await sealer.close()


async def test_the_receipts_of_a_representative_are_proof_and_tell_nothing(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    asked = ("/me/cases", "/me/access-log", "/cases", f"/cases/{opened['id']}")
    receipts = [(await region.mother.ask("GET", path)).headers["ChainCare-Receipt"] for path in asked]
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    for receipt in receipts:
        proof = await region.auditor.post("/access-log/proofs/_inclusion", {"receipt": receipt}, expect=200)
        checkpoint = KEYS.signed(proof["checkpoint"])
        assert checkpoint is not None
        hashed = b64decode(proof["leafHash"])
        check_inclusion(proof["index"], proof["size"], hashed, plain(proof["path"]), checkpoint.root)
        assert (proof["leaf"], proof["destroyed"]) == (None, None)
        wrong = b64decode(proof["leafHash"])[::-1]
        with pytest.raises(NotProven):
            check_inclusion(proof["index"], proof["size"], wrong, plain(proof["path"]), checkpoint.root)
    # By the id of an entry that lies in no mandate of his, nothing: only who was given the receipt has it to give.
    first = await region.auditor.post("/access-log/proofs/_inclusion", {"receipt": receipts[0]}, expect=200)
    by_id = {"entryId": first["entryId"], "happenedAt": first["happenedAt"]}
    await region.auditor.post("/access-log/proofs/_inclusion", by_id, expect=404)
    await sealer.close()


async def test_only_the_auditor_and_only_within_his_mandate(region: Region) -> None:
    opened = await open_case(region)
    receipt = (await region.teacher.ask("GET", f"/cases/{opened['id']}")).headers["ChainCare-Receipt"]
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    await region.auditor.post("/access-log/proofs/_inclusion", {"receipt": receipt}, expect=200)
    for who in (region.teacher, region.coordinator, region.mother):
        for path, body in (
            ("/access-log/proofs/_inclusion", {"receipt": receipt}),
            ("/access-log/proofs/_consistency", {"checkpoint": "x"}),
        ):
            answer = await who.ask("POST", path, body)
            assert answer.status_code in (403, 404)
        assert (await who.ask("GET", "/access-log/checkpoints")).status_code in (403, 404)
    # He sees the organisation's log alone; what happened elsewhere is to him as what never was.
    await region.admin.execute(
        "SET session_replication_role = replica; UPDATE chaincare.mandates SET organisation_id = (SELECT id FROM chaincare.organisations WHERE id <> ALL ("
        "SELECT organisation_id FROM chaincare.access_entries WHERE event = 'case.read') LIMIT 1) WHERE kind = 'auditor'"
    )
    foreign = await region.auditor.ask("POST", "/access-log/proofs/_inclusion", {"receipt": receipt})
    forged = await region.auditor.ask(
        "POST", "/access-log/proofs/_inclusion", {"receipt": receipt[:-2] + "AA"}
    )
    assert foreign.status_code == forged.status_code == 404
    assert foreign.json()["type"] == forged.json()["type"]
    for wrong in ({}, {"receipt": receipt, "entryId": opened["id"]}, {"entryId": opened["id"]}):
        await region.auditor.post("/access-log/proofs/_inclusion", wrong, expect=400)
    await sealer.close()


async def test_last_months_checkpoint_proves_the_rest(region: Region) -> None:
    await open_case(region)
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    page = await region.auditor.get("/access-log/checkpoints")
    kept = page["items"][0]
    assert page["keys"] == [KEYS.verifier]
    for _ in range(3):
        await region.teacher.get("/worklist")
        await seal(sealer, region.admin)
    proof = await region.auditor.post(
        "/access-log/proofs/_consistency", {"checkpoint": kept["note"]}, expect=200
    )
    now = KEYS.signed(proof["checkpoint"])
    assert now is not None
    check_consistency(
        proof["fromSize"], proof["size"], plain(proof["path"]), b64decode(kept["rootHash"]), now.root
    )
    later = (await region.auditor.get("/access-log/checkpoints?limit=2"))["items"]
    assert [one["size"] for one in later] == sorted((one["size"] for one in later), reverse=True)
    assert datetime.fromisoformat(later[0]["signedAt"]) > datetime.fromisoformat(kept["signedAt"])
    note = kept["note"]
    for same in (note[:-1], note.replace("\n", "\r\n"), note[:-1].replace("\n", "\r\n")):
        again = await region.auditor.post("/access-log/proofs/_consistency", {"checkpoint": same}, expect=200)
        assert again["fromSize"] == kept["size"]
    for other in (
        note + "x",
        note + "\n",
        note[:-2],
        " " + note,
        note.replace("\n", "\r"),
        note.replace("\n", " \n", 1),
    ):
        refused = await region.auditor.post(
            "/access-log/proofs/_consistency", {"checkpoint": other}, expect=400
        )
        assert refused["type"].endswith(":checkpoint-foreign"), other
    await region.admin.execute(
        "ALTER TABLE chaincare.sealed_batches DISABLE TRIGGER append_only;"
        "UPDATE chaincare.sealed_batches SET hashes = overlay(hashes placing '\\x00'::bytea from 7) WHERE first_index = 1;"
        "ALTER TABLE chaincare.sealed_batches ENABLE ALWAYS TRIGGER append_only"
    )
    touched = await region.auditor.post(
        "/access-log/proofs/_consistency", {"checkpoint": kept["note"]}, expect=409
    )
    assert touched["type"].endswith(":log-touched")
    assert touched["goesOnIn"] is None
    # Somebody puts things right, openly, in another epoch: who kept a checkpoint is told which log goes on.
    await sealer.begin_epoch("a backup was put back")
    await seal(sealer, region.admin)
    touched = await region.auditor.post(
        "/access-log/proofs/_consistency", {"checkpoint": kept["note"]}, expect=409
    )
    on = touched["goesOnIn"]
    assert (on["origin"], on["reason"]) == (f"{kept['note'].splitlines()[0]}.2", "a backup was put back")
    opening = leaf_hash(b64decode(on["opening"]))
    check_inclusion(0, on["size"], opening, plain(on["path"]), root_of(on["checkpoint"]))
    await sealer.close()


async def test_a_log_that_is_over_says_which_one_goes_on_from_it(region: Region) -> None:
    await open_case(region)
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    kept = (await region.auditor.get("/access-log/checkpoints"))["items"][0]
    asked = {"checkpoint": kept["note"]}
    before = await region.auditor.post("/access-log/proofs/_consistency", asked, expect=200)
    assert before["goesOnIn"] is None
    await sealer.begin_epoch("a drill")
    await seal(sealer, region.admin)
    proof = await region.auditor.post("/access-log/proofs/_consistency", asked, expect=200)
    check_consistency(
        proof["fromSize"],
        proof["size"],
        plain(proof["path"]),
        b64decode(kept["rootHash"]),
        root_of(proof["checkpoint"]),
    )
    on = proof["goesOnIn"]
    assert (on["origin"], on["reason"]) == (f"{proof['origin']}.2", "a drill")
    # The opening holds the last checkpoint of the log before it, and is a leaf of what is signed now.
    assert root_of(on["previous"]) == root_of(proof["checkpoint"])
    opening = b64decode(on["opening"])
    assert on["previous"].encode() in opening
    check_inclusion(0, on["size"], leaf_hash(opening), plain(on["path"]), root_of(on["checkpoint"]))
    # What to ask next is answered, and is the end of it.
    asked = {"checkpoint": on["checkpoint"]}
    last = await region.auditor.post("/access-log/proofs/_consistency", asked, expect=200)
    assert (last["origin"], last["goesOnIn"]) == (on["origin"], None)
    await sealer.close()


async def test_a_citizens_login_is_told_to_no_auditor(region: Region) -> None:
    """The search of the log shows no login; neither do the bytes of an entry."""
    opened = await open_case(region)
    await link_mother(region, opened)
    await region.mother.get("/me/access-log")
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    found = (
        await region.auditor.post("/access-log/_search", {"caseId": opened["id"], "limit": 50}, expect=200)
    )["items"]
    hers = next(one for one in found if one["role"] in ("representative", "client"))
    asked = {"entryId": hers["id"], "happenedAt": hers["happenedAt"]}
    proof = await region.auditor.post("/access-log/proofs/_inclusion", asked, expect=200)
    assert (proof["leaf"], len(b64decode(proof["leafHash"]))) == (None, 32)
    await sealer.close()
