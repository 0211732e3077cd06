"""Siblings over HTTP: one act in several cases, each with its own entry, and nothing of one betrayed in the other."""

from typing import Any
from uuid import uuid4

import pytest
from tests.people import Region, add_begeleider, link_mother, open_case
from tests.regie.directing import ALL, Case, add_worker
from tests.worklist.lists import due

pytestmark = pytest.mark.anyio

SISTER = {"givenNames": "Fleur", "prefix": "van der", "familyName": "Walt", "birthDate": "2014-05-02"}


async def siblings(region: Region) -> tuple[Case, Case, str]:
    cases = []
    for more in ({}, {"client": SISTER}):
        opened = await open_case(region, **more)
        cases.append(Case(region, opened, await add_begeleider(region, opened["id"])))
    one, other = cases
    made = await region.teacher.post("/households", {"cases": [one.opened["id"], other.opened["id"]]})
    return one, other, str(made["id"])


def in_both(one: Case, other: Case, **named: tuple[str, str]) -> list[dict[str, Any]]:
    rows = [{"caseId": case.opened["id"]} for case in (one, other)]
    for name, values in named.items():
        for row, value in zip(rows, values, strict=True):
            row[name] = value
    return rows


async def test_one_agreement_and_one_regie_over_two_cases_each_in_its_own_name(region: Region) -> None:
    one, other, household = await siblings(region)
    ids = {one.opened["id"], other.opened["id"]}
    path = f"/households/{household}"
    seen = await region.begeleider.get(path)
    assert {case["caseId"] for case in seen["cases"]} == ids
    assert {case["client"] for case in seen["cases"]} == {"Désirée van der Walt", "Fleur van der Walt"}
    assert [row["id"] for row in (await region.teacher.get(f"{one.path}/households"))["items"]] == [household]

    asked = in_both(one, other, responsible=(one.begeleider_part, other.begeleider_part))
    said = {"what": "Brings them to school.", "dueDate": due(region, 9), "cases": asked}
    key = str(uuid4())
    made = await region.teacher.post(f"{path}/agreements", said, Idempotency_Key=key)
    again = await region.teacher.post(f"{path}/agreements", said, Idempotency_Key=key)
    assert made == again
    assert {row["caseId"] for row in made["items"]} == ids
    for row in made["items"]:
        listed = await region.begeleider.get(f"/cases/{row['caseId']}/agreements")
        assert [agreement["id"] for agreement in listed["items"]] == [row["agreement"]["id"]]
        done = await region.entries(
            "event = 'agreement.proposed' AND outcome = 'done' AND case_id::text = $1", row["caseId"]
        )
        assert [str(entry["object_id"]) for entry in done] == [row["agreement"]["id"]]

    # All of it or nothing: whom it cannot be asked of in one case, it is asked of in none.
    wrong = {**said, "cases": in_both(one, other, responsible=(one.begeleider_part, one.begeleider_part))}
    answer = await region.teacher.post(f"{path}/agreements", wrong, 400)
    assert [error["pointer"] for error in answer["errors"]] == ["/cases/1/responsible"]
    twice = {**said, "cases": [asked[0], asked[0]]}
    await region.teacher.post(f"{path}/agreements", twice, 400)
    listed = await region.teacher.get(f"{one.path}/agreements")
    assert len(listed["items"]) == 1

    candidates = in_both(one, other, candidate=(one.begeleider_part, other.begeleider_part))
    proposed = await region.teacher.post(f"{path}/regie-proposals", {"mandate": ALL, "cases": candidates})
    answers = [{"caseId": row["caseId"], "proposalId": row["proposal"]["id"]} for row in proposed["items"]]
    told = {"answer": "assent", "cases": answers}
    settled = await region.begeleider.post(f"{path}/regie-responses", told)
    assert [row["proposal"]["state"] for row in settled["items"]] == ["in_effect", "in_effect"]
    for case in (one, other):
        assert (await case.regie())["holder"]["participationId"] == case.begeleider_part
    await region.begeleider.post(f"{path}/regie-responses", told, 409)


async def test_who_takes_part_in_one_case_learns_of_no_other(region: Region) -> None:
    one, other, household = await siblings(region)
    worker = await add_worker(region, one, "youth-worker")
    await link_mother(region, one.opened)
    path, missing = f"/households/{household}", f"/households/{uuid4()}"
    for person in (region.youth_worker, region.coordinator, region.mother, region.outsider):
        for more, body in (
            ("", None),
            ("/cases", {"caseId": one.opened["id"]}),
            ("/unlinkings", {"caseId": one.opened["id"], "reason": "x"}),
        ):
            method = "POST" if body else "GET"
            here = await person.ask(method, path + more, body)
            there = await person.ask(method, missing + more, body)
            assert (here.status_code, there.status_code) == (404, 404), person.role
            assert {**here.json(), "instance": ""} == {**there.json(), "instance": ""}
    assert (await region.youth_worker.get(f"{one.path}/households"))["items"] == []
    asked = in_both(one, other, responsible=(worker, other.begeleider_part))
    said = {"what": "Visits.", "dueDate": due(region, 9), "cases": asked}
    await region.youth_worker.post(f"{path}/agreements", said, 404)
    await region.youth_worker.post("/households", {"cases": [one.opened["id"], other.opened["id"]]}, 404)
    # Nor does the family, from what the log or the timeline says of it.
    words = [row["what"] + row["wat"] for row in (await region.mother.get("/me/access-log"))["items"]]
    assert "How professionals work together was recorded" in str(words)
    for betrays in ("household", "gezin", "sibling", "Fleur"):
        assert betrays not in str(words)
    timeline = str((await region.teacher.get(f"{one.path}/timeline"))["items"])
    assert "household" not in timeline

    # A secret address of one child is nothing to the other's case: but who reads both is told to look.
    address = {"street": "Singel 1", "postalCode": "1012 AB", "town": "Amsterdam", "secret": True}
    contact = f"/clients/{one.opened['clientId']}/contact"
    kept = await region.teacher.ask("PATCH", contact, {"address": address}, If_Match='"0"')
    assert kept.status_code == 200
    cases = {row["caseId"]: row for row in (await region.teacher.get(path))["cases"]}
    assert (cases[one.opened["id"]]["secretAddress"], cases[one.opened["id"]]["addressToCheck"]) == (
        True,
        False,
    )
    assert (cases[other.opened["id"]]["secretAddress"], cases[other.opened["id"]]["addressToCheck"]) == (
        False,
        True,
    )
    assert "Singel" not in str(cases)

    third = await open_case(region, client={**SISTER, "givenNames": "Bram"}, circle=[])
    added = await region.teacher.post(f"{path}/cases", {"caseId": third["id"]})
    assert added["client"].startswith("Bram")
    await region.teacher.post(f"{path}/cases", {"caseId": third["id"]}, 409)
    assert len((await region.teacher.get(path))["cases"]) == 3
    # The intern begeleider has no part in Bram's case: she sees two, and no count of three.
    assert len((await region.begeleider.get(path))["cases"]) == 2
    for case in (third, other.opened):
        gone = {"caseId": case["id"], "reason": "Another address."}
        assert (await region.teacher.post(f"{path}/unlinkings", gone))["caseId"] == case["id"]
    await region.teacher.get(path, 404)
    await region.begeleider.get(path, 404)
