"""A monthly sample: that the draw can be repeated from its seed, and who reviews what was drawn."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.agreements.scene import refused
from tests.case_mandates.test_api import SHUTTING
from tests.people import Region, open_case
from tests.stories.test_the_auditors_morning import auditor_of

from chaincare.demo.world import SCHOOL, YOUTH_CARE, person
from chaincare.workdays import AMSTERDAM

pytestmark = pytest.mark.anyio


async def test_drawn_by_lot_and_reviewed(region: Region) -> None:
    auditor = region.auditor
    opened = await open_case(region)
    for _ in range(4):
        await region.teacher.get(f"/cases/{opened['id']}")
    month = f"{datetime.now(AMSTERDAM):%Y-%m}"
    this_month = {"month": month, "size": 100}
    whole = await auditor.post("/access-log/samples", this_month)
    drawn, sample = whole["items"], whole["sample"]
    assert sample["drawnFrom"] == len(drawn) > 5
    assert str(person("auditor").id) not in {one["entry"]["actorId"] for one in drawn}, (
        "he could not review it"
    )
    seed = bytes.fromhex(sample["seed"])
    lots = [hashlib.sha256(seed + UUID(one["entryId"]).bytes).digest() for one in drawn]
    assert lots == sorted(lots)
    assert all(one["entry"]["id"] == one["entryId"] for one in drawn)

    # Another draw is another seed; a smaller one takes the lowest, and the ones before stay in the list.
    few = await auditor.post("/access-log/samples", {"month": month, "size": 2})
    assert len(few["items"]) == 2
    assert few["sample"]["seed"] != sample["seed"]
    assert few["sample"]["drawnFrom"] > 2
    listed = (await auditor.get("/access-log/samples"))["items"]
    assert [one["id"] for one in listed] == [few["sample"]["id"], sample["id"]]

    # Reviewed once, by who had no part in it (T6), and only what was drawn.
    path = f"/access-log/samples/{sample['id']}"
    decision = {"outcome": "justified", "reason": "part_of_the_work"}
    looks = [one for one in drawn if one["entry"]["actorId"] == str(person("teacher").id)]
    look = {**decision, "entryId": looks[0]["entryId"]}
    reviewed = await auditor.post(f"{path}/outcomes", look)
    assert reviewed["sample"]["reviewed"] == 1
    one = next(one for one in reviewed["items"] if one["entryId"] == look["entryId"])
    assert (one["outcome"], one["reviewedById"]) == ("justified", str(person("auditor").id))
    assert refused(await auditor.post(f"{path}/outcomes", look, expect=409)) == "reviewed-already"
    other = {**decision, "entryId": sample["id"]}
    assert refused(await auditor.post(f"{path}/outcomes", other, expect=400)) == "not-drawn"
    again = await region.person("other-auditor").post("/access-log/samples", this_month)
    his = next(one for one in again["items"] if one["entry"]["actorId"] == str(person("auditor").id))
    own = {**decision, "entryId": his["entryId"]}
    refusal = await auditor.post(f"/access-log/samples/{again['sample']['id']}/outcomes", own, expect=403)
    assert refused(refusal) == "finding-not-yours"

    # An organisation's auditor draws from what its own people did, and sees no other draw.
    schools = await auditor_of(region, SCHOOL.id)
    theirs = await schools.post("/access-log/samples", this_month)
    assert {one["entry"]["organisationId"] for one in theirs["items"]} == {str(SCHOOL.id)}
    assert [one["id"] for one in (await schools.get("/access-log/samples"))["items"]] == [
        theirs["sample"]["id"]
    ]
    assert refused(await schools.get(path, expect=404)) == "sample-unknown"
    assert refused(await schools.post(f"{path}/outcomes", look, expect=404)) == "sample-unknown"
    assert str(YOUTH_CARE.id) not in str(theirs)
    for nobody in (region.teacher, region.mother, region.administrator):
        for method, where, body in (("GET", path, None), ("POST", "/access-log/samples", this_month)):
            assert (await nobody.ask(method, where, body)).status_code in (403, 404), nobody.role
    for none in ("2026-13", "2026-1", "maart", "nov 2026"):
        answer = await auditor.post("/access-log/samples", {"month": none}, expect=400)
        assert answer["errors"] == [{"pointer": "/month", "detail": 'Must be a month, as "2026-11".'}]
        answer = await auditor.get(f"/access-log/destructions?month={none}", expect=400)
        assert [one["detail"] for one in answer["errors"]] == ['Must be a month, as "2026-11".']
    ahead = {"month": f"{datetime.now(UTC) + timedelta(days=40):%Y-%m}"}
    assert refused(await auditor.post("/access-log/samples", ahead, expect=400)) == "month-to-come"
    await _goes_after_its_term(region, sample["id"])


OLDER = """
    SET session_replication_role = replica;
    UPDATE chaincare.findings SET detected_at = now() - interval '61 months';
    UPDATE chaincare.detections SET asked_at = now() - interval '61 months';
    UPDATE chaincare.log_samples SET drawn_at = now() - interval '61 months';
    RESET session_replication_role;
"""
LATER = "SET session_replication_role = replica; {}; RESET session_replication_role"
LEFT = """
    SELECT (SELECT count(*) FROM chaincare.findings), (SELECT count(*) FROM chaincare.log_samples), (SELECT count(*) FROM chaincare.detections),
        (SELECT count(*) FROM chaincare.detected_findings) + (SELECT count(*) FROM chaincare.finding_facts)
        + (SELECT count(*) FROM chaincare.sampled_entries)
"""
HOLD = """
    INSERT INTO chaincare.legal_holds (id, network_id, case_id, reason, placed_by, placed_at)
    SELECT uuidv7(), c.network_id, c.id, 'complaint', p.id, now()
    FROM chaincare.cases AS c, chaincare.professionals AS p LIMIT 1
"""


async def test_who_of_another_organisation_reviewed_is_told_by_what_he_does(region: Region) -> None:
    await open_case(region)
    schools, month = await auditor_of(region, SCHOOL.id), f"{datetime.now(AMSTERDAM):%Y-%m}"
    drawn = await schools.post("/access-log/samples", {"month": month, "size": 100})
    path = f"/access-log/samples/{drawn['sample']['id']}"
    his = next(one for one in drawn["items"] if one["entry"]["actorId"] == str(person("teacher").id))
    decision = {"outcome": "justified", "reason": "part_of_the_work", "entryId": his["entryId"]}
    await region.auditor.post(f"{path}/outcomes", decision)
    ours = person("auditor")
    for who, by in ((region.auditor, (str(ours.id), ours.name)), (schools, (None, ours.function))):
        whole = await who.get(path)
        [said] = [one for one in whole["items"] if one["outcome"]]
        assert (said["reviewedById"], said["reviewedBy"]) == by
        assert whole["sample"]["drawnBy"] == "Tom Vos", "himself he is told, whoever he works for"


async def test_an_attempt_at_a_case_in_which_he_takes_part_is_not_his_to_review(region: Region) -> None:
    """It names no client, and yet it is about one: who asked in vain is known by what he asked for."""
    opened, other = await open_case(region), await open_case(region)
    for one in (opened, other):
        await region.outsider.get(f"/cases/{one['id']}", expect=404)
    month = f"{datetime.now(AMSTERDAM):%Y-%m}"
    whole = await region.auditor.post("/access-log/samples", {"month": month, "size": 100})
    attempts = {one["entry"]["askedId"]: one["entryId"] for one in whole["items"] if one["entry"]["askedId"]}
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(SHUTTING[2][0], opened["id"], str(person("auditor").id))
    await region.admin.execute("SET session_replication_role = origin")
    path = f"/access-log/samples/{whole['sample']['id']}/outcomes"
    decision = {"outcome": "justified", "reason": "mistake"}
    await region.auditor.post(path, decision | {"entryId": attempts[other["id"]]})
    refusal = await region.auditor.post(path, decision | {"entryId": attempts[opened["id"]]}, expect=403)
    assert refused(refusal) == "finding-not-yours"


async def _goes_after_its_term(region: Region, reviewed: str) -> None:
    """Findings, samples and searches: five years after the last thing that happened to each, unless a case of it is held."""
    admin, now = region.admin, datetime.now(AMSTERDAM)
    asked = {
        "fromAt": (now - timedelta(days=2)).isoformat(), "untilAt": now.isoformat(),
        "kinds": ["most_consulted_client", "highest_reader"],
    }  # fmt: skip
    found = await region.auditor.post("/access-log/findings/_detect", asked, expect=200)
    assert found["items"]
    before = tuple(await admin.fetchrow(LEFT))
    await admin.execute("SELECT chaincare.run_retention()")
    assert tuple(await admin.fetchrow(LEFT)) == before, "nothing is old"
    await admin.execute(OLDER)
    await admin.execute(LATER.format(HOLD))
    # Somebody who looked at many: of his entries fifty are named, and none of them is about who is held.
    await admin.execute(
        LATER.format("UPDATE chaincare.findings SET entries = '{00000000-0000-7000-8000-000000000000}'")
    )
    await admin.execute("SELECT chaincare.run_retention()")
    held = tuple(await admin.fetchrow(LEFT))
    kinds = {one[0] for one in await admin.fetch("SELECT kind FROM chaincare.findings")}
    assert kinds == {"most_consulted_client", "highest_reader"}, "what is about a case that is held stays"
    assert held[2] == 0
    await admin.execute(LATER.format("DELETE FROM chaincare.legal_holds"))
    await admin.execute("SELECT chaincare.run_retention()")
    samples = await admin.fetch("SELECT id FROM chaincare.log_samples")
    assert [str(one["id"]) for one in samples] == [reviewed], "reviewed today"
    review = "UPDATE chaincare.sampled_entries SET reviewed_at = now() - interval '{} months' WHERE reviewed_at IS NOT NULL"
    await admin.execute(LATER.format(review.format(59)))
    await admin.execute("SELECT chaincare.run_retention()")
    assert await admin.fetchval("SELECT count(*) FROM chaincare.log_samples") == 1
    await admin.execute(LATER.format(review.format(61)))
    await admin.execute("SELECT chaincare.run_retention()")
    assert tuple(await admin.fetchrow(LEFT)) == (0, 0, 0, 0)
    told = await region.entries("event LIKE '%erased' AND outcome = 'done'")
    assert len(told) == sum(before[:3])
    assert {one["event"] for one in told} == {"finding.erased", "finding.search-erased", "log-sample.erased"}
