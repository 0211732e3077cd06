"""A finding is about everybody in its entries, also where it names no client: the wall, and who may review it (T6)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.agreements.scene import refused
from tests.case_mandates.test_api import SHUTTING
from tests.findings.test_detecting import Log
from tests.findings.test_opening import FINDINGS, about, looks
from tests.people import Person, Region, open_case
from tests.promises.test_log_reading import auditor_of
from tests.relation_conflicts.test_api import against

from chaincare.demo.world import NETWORK, OFFICE, person

pytestmark = pytest.mark.anyio

CLOSING = {"outcome": "justified", "reason": "part_of_the_work"}
PIET = {"givenNames": "Piet", "familyName": "Jansen", "birthDate": "2016-01-02"}
OFTEN = 60
"""More looks than a finding names."""


async def second_auditor(region: Region) -> tuple[Person, str]:
    """Another auditor of the network, strongly signed in; and his id."""
    await auditor_of(region, NETWORK, None, OFFICE)
    found = await region.admin.fetchval(
        "SELECT id FROM chaincare.professionals WHERE subject = 'second-auditor'"
    )
    ours = person("auditor")
    token = region.issuers.token(
        OFFICE.issuer,
        "second-auditor",
        client_id=ours.client_id,
        scopes=(*ours.scopes, "cases"),
        acr=ours.acr,
    )
    return Person("second auditor", region.http, token, region.calls), str(found)


async def two_cases(region: Region) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two cases of two clients, at which the teacher looked, and the first of which was asked for in vain."""
    cases = await open_case(region), await open_case(region, client=PIET)
    for one in cases:
        await region.teacher.get(f"/cases/{one['id']}")
    await region.outsider.get(f"/cases/{cases[0]['id']}", expect=404)
    return cases


async def four_findings(region: Region, case: str, other: str) -> dict[str, str]:
    """About the one, about both, about an attempt at the one, and about the other alone: asked by the first auditor."""
    at_his, at_hers = await looks(region.auditor, caseId=case), await looks(region.auditor, caseId=other)
    (his,) = [one for one in at_his if one["event"] == "case.read" and one["outcome"] == "entered"]
    (hers,) = [one for one in at_hers if one["event"] == "case.read"]
    (denied,) = [one for one in at_his if one["outcome"] == "not_visible"]
    chosen = {"one": (his,), "both": (his, hers), "attempt": (denied,), "other": (hers,)}
    made = {which: await region.auditor.post(FINDINGS, about(*some)) for which, some in chosen.items()}
    assert [made[which]["client"] for which in ("both", "attempt")] == [None, None]
    return {which: one["id"] for which, one in made.items()}


async def listed(auditor: Person, **asked: str) -> set[str]:
    query = "".join(f"&{name}={value}" for name, value in asked.items())
    return {one["id"] for one in (await auditor.get(f"{FINDINGS}?limit=50{query}"))["items"]}


async def takes_part(region: Region, case: str, professional: str) -> None:
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(SHUTTING[2][0], case, professional)
    await region.admin.execute("SET session_replication_role = origin")


async def test_who_is_in_conflict_with_one_client_of_a_finding_has_no_such_finding(region: Region) -> None:
    case, other = await two_cases(region)
    another, his_id = await second_auditor(region)
    made = await four_findings(region, case["id"], other["id"])
    await region.teacher.post(f"{FINDINGS}/{made['both']}/explanations", {"text": "Her mother called me."})
    assert await listed(another) == set(made.values())
    conflicts = f"/cases/{case['id']}/relation-conflicts"
    await region.teacher.post(conflicts, against("professional", his_id))
    assert await looks(another, caseId=case["id"]) == []
    assert await listed(another) == {made["other"]}
    for which in ("one", "both", "attempt"):
        await region.auditor.get(f"{FINDINGS}/{made[which]}")
        await another.get(f"{FINDINGS}/{made[which]}", expect=404)
        for step, body in (("closings", CLOSING), ("dismissals", {"reason": "mistake"})):
            answer = await another.post(f"{FINDINGS}/{made[which]}/{step}", body, expect=404)
            assert refused(answer) == "finding-unknown", which
    closed = await another.post(f"{FINDINGS}/{made['other']}/closings", CLOSING, If_Match="*")
    assert closed["state"] == "closed"
    # The other auditor has them all, and goes on.
    assert await listed(region.auditor) == set(made.values())
    for which in ("one", "both", "attempt"):
        await region.auditor.post(f"{FINDINGS}/{made[which]}/closings", CLOSING, If_Match="*")


async def test_who_takes_part_in_the_case_of_one_client_reviews_none_of_it(region: Region) -> None:
    case, other = await two_cases(region)
    another, his_id = await second_auditor(region)
    made = await four_findings(region, case["id"], other["id"])
    await takes_part(region, case["id"], his_id)
    for which in ("one", "both", "attempt"):
        answer = await another.post(f"{FINDINGS}/{made[which]}/closings", CLOSING, expect=403, If_Match="*")
        assert refused(answer) == "finding-not-yours", which
    await another.post(f"{FINDINGS}/{made['other']}/closings", CLOSING, If_Match="*")
    # Nor does he ask about an attempt at it, or about it among others.
    seen = await looks(another, caseId=case["id"])
    attempt = next(one for one in seen if one["outcome"] == "not_visible")
    await another.post(FINDINGS, about(attempt), expect=403)
    await region.auditor.post(f"{FINDINGS}/{made['both']}/closings", CLOSING, If_Match="*")


def of_now(**more: Any) -> dict[str, Any]:
    now = datetime.now(UTC)
    period = {
        "fromAt": (now - timedelta(days=1)).isoformat(),
        "untilAt": (now + timedelta(days=1)).isoformat(),
    }
    return period | {"kinds": ["many_clients", "highest_reader"], "moreThan": 1, "top": 1} | more


async def detected(auditor: Person, **more: Any) -> dict[str, dict[str, Any]]:
    found = (await auditor.post(f"{FINDINGS}/_detect", of_now(**more), expect=200))["items"]
    return {one["kind"]: one for one in found}


async def test_what_is_found_over_many_clients_is_about_each_also_beyond_the_entries_named(
    region: Region,
) -> None:
    case, other = await two_cases(region)
    for _ in range(OFTEN):
        await region.teacher.get(f"/cases/{other['id']}")
    another, his_id = await second_auditor(region)
    found = await detected(region.auditor)
    ids = {one["id"] for one in found.values()}
    first = {one["id"] for one in await looks(region.auditor, caseId=case["id"])}
    assert {*found} == {"many_clients", "highest_reader"}
    assert first.isdisjoint(found["highest_reader"]["entryIds"])
    assert await listed(another, state="open") == ids
    await takes_part(region, case["id"], his_id)
    for one in ids:
        refusal = await another.post(
            f"{FINDINGS}/{one}/dismissals", {"reason": "known_cause"}, expect=403, If_Match="*"
        )
        assert refused(refusal) == "finding-not-yours"
    await region.teacher.post(f"/cases/{case['id']}/relation-conflicts", against("professional", his_id))
    assert await listed(another) == set()
    assert await detected(another) == {}
    for one in ids:
        await another.post(
            f"{FINDINGS}/{one}/dismissals", {"reason": "known_cause"}, expect=404, If_Match="*"
        )
        await region.auditor.post(f"{FINDINGS}/{one}/dismissals", {"reason": "known_cause"}, If_Match="*")


async def test_what_somebody_in_conflict_finds_himself_is_his_until_more_is_found(region: Region) -> None:
    case, _ = await two_cases(region)
    another, his_id = await second_auditor(region)
    await region.teacher.post(f"/cases/{case['id']}/relation-conflicts", against("professional", his_id))
    only = {"kinds": ["highest_reader"]}
    mine = (await detected(another, **only))["highest_reader"]
    assert await listed(another) == {mine["id"]}
    whole = (await detected(region.auditor, **only))["highest_reader"]
    assert (whole["id"], whole["times"] > mine["times"]) == (mine["id"], True)
    assert await listed(another) == set()


async def test_an_auditor_does_not_read_how_he_is_looked_into_and_answers_as_anybody_does(
    region: Region,
) -> None:
    case = await open_case(region)
    another, his_id = await second_auditor(region)
    await looks(another, caseId=case["id"])
    entries = await looks(region.auditor, professionalId=his_id)
    made = await region.auditor.post(FINDINGS, about(entries[0]))
    one = f"{FINDINGS}/{made['id']}"
    assert await listed(region.auditor) == {made["id"]}
    assert await listed(another) == set()
    await another.get(one, expect=404)
    refusal = await another.post(f"{one}/closings", CLOSING, expect=404, If_Match="*")
    assert refused(refusal) == "finding-unknown"
    # As an employee he is asked, and answers.
    asked = await another.get(f"{one}/questions")
    assert asked["steps"][0]["text"] == "Why did you come here?"
    await another.post(f"{one}/explanations", {"text": "To see who was there."})
    words = {
        "outcome": "reported_as_breach",
        "reason": "own_interest",
        "text": "His board hears it on Friday.",
    }
    closed = await region.auditor.post(f"{one}/closings", words, If_Match="*")
    assert [step["text"] for step in closed["steps"]][1:] == ["To see who was there.", words["text"]]
    assert await listed(another) == set()
    await another.get(f"{one}/questions", expect=404)


async def test_a_search_shows_an_auditor_nothing_of_himself(region: Region) -> None:
    case = await open_case(region)
    another, his_id = await second_auditor(region)
    log = Log(region, case["id"], uuid4())
    himself = {"actor_id": UUID(his_id), "unit_id": OFFICE.unit_id, "organisation_id": OFFICE.id}
    now = datetime.now(UTC)
    for _ in range(3):
        await log.look("teacher", now, client=uuid4())
        await log.look("teacher", now, client=uuid4(), **himself)
    asked = of_now(kinds=["many_clients"], moreThan=2)
    whole = (await region.auditor.post(f"{FINDINGS}/_detect", asked, expect=200))["items"]
    assert {one["actorId"] for one in whole} == {his_id, str(person("teacher").id)}
    seen = (await another.post(f"{FINDINGS}/_detect", asked, expect=200))["items"]
    assert {one["actorId"] for one in seen} == {str(person("teacher").id)}
    assert await listed(another) == {one["id"] for one in seen}
    assert await listed(region.auditor) == {one["id"] for one in whole}
