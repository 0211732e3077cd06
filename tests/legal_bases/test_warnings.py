"""What a case rests on asks for somebody in time: before it ends, at a birthday, and when informing was postponed."""

from datetime import timedelta
from typing import Any

import pytest
from tests.escalations.steps import directed
from tests.people import Region, add_begeleider, basis, desiree, link_mother
from tests.worklist.lists import add, do, kinds_of, only, rows_of

from chaincare.demo.world import EXPERTISE, SCHOOL, person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


async def test_a_basis_warns_thirty_fourteen_and_three_days_ahead_each_once(region: Region) -> None:
    opened = await region.teacher.post("/cases", desiree())
    await directed(region, opened)
    clock = region.app.state.clock
    ends = clock.now() + timedelta(days=40)
    part = await add(region, opened, "youth-worker", "core", untilAt=ends.isoformat())
    seen: dict[str, set[str]] = {"teacher": set(), "intern-begeleider": set(), "youth-worker": set()}
    for days_left in (31, 29, 20, 13, 4, 2):
        region.move_clock(ends - timedelta(days=days_left) - clock.now())
        for role, ids in seen.items():
            rows = await rows_of(region.person(role), "?kind=legal_basis_ends")
            assert len(rows) == (days_left <= 30), (role, days_left)
            ids.update(one["id"] for one in rows)
    assert {role: len(ids) for role, ids in seen.items()} == dict.fromkeys(seen, 3)
    lines = (await region.teacher.get(f"/cases/{opened['id']}/timeline"))["items"]
    assert [one["kind"] for one in lines].count("legal_basis_warned") == 3
    body = {"participationId": part, "legalBasis": basis(SCHOOL.unit_id)}
    await region.teacher.post(f"/cases/{opened['id']}/legal-bases", body)
    assert "legal_basis_ends" not in await kinds_of(region.begeleider)


async def test_birthdays_and_postponed_telling_come_back_to_the_holder(region: Region) -> None:
    now = region.app.state.clock.now()
    born = {"givenNames": "Kim", "familyName": "Walt", "birthDate": f"{now.year + 1 - 16}-02-01"}
    opened = await region.teacher.post("/cases", desiree(client=born))
    case = f"/cases/{opened['id']}"
    await link_mother(region, opened)
    await directed(region, opened)
    whom = {"kind": "representative", "representativeId": opened["circle"][0]["representativeId"]}
    review = str((now + timedelta(days=5)).date())
    later = {"fact": "delayed", "person": whom, "because": "First a talk with Kim.", "reviewDate": review}
    await region.teacher.post(f"{case}/informed", later)
    assert "informing_postponed" not in await kinds_of(region.teacher)
    region.move_clock(timedelta(days=6))
    row = await only(region.teacher, "informing_postponed")
    assert (row["dueDate"], row["overdue"]) == (review, True)
    told = {"fact": "informed", "person": whom, "informedDate": review, "how": "in a talk"}
    await do(region.teacher, row, told)
    assert "informing_postponed" not in await kinds_of(region.teacher)
    facts = (await region.teacher.get(f"{case}/informed"))["items"]
    assert [(one["counts"], one["because"] is None) for one in facts] == [(True, True), (False, False)]
    await region.mother.get(f"{case}/informed", expect=403)

    await what_was_decided_for_a_while_comes_back(region, opened)
    birthday = now.replace(year=now.year + 1, month=2, day=1)
    region.move_clock(birthday - timedelta(days=60) - region.app.state.clock.now())
    row = await only(region.begeleider, "parents_view_ends")
    assert row["dueDate"] == str(birthday.date())
    region.move_clock(timedelta(days=61))
    kinds = await kinds_of(region.begeleider)
    assert "parents_view_ends" not in kinds
    assert "age_to_review" in kinds
    for other in (region.teacher, region.coordinator):
        assert "age_to_review" not in await kinds_of(other)
    assert "age_to_review" not in await kinds_of(region.coordinator, "?whose=anyone"), (
        "nor how old the client is"
    )
    await do(
        region.begeleider,
        await only(region.begeleider, "age_to_review"),
        {"age": 16, "outcome": "Asked Kim."},
    )
    assert "age_to_review" not in await kinds_of(region.begeleider)


async def what_was_decided_for_a_while_comes_back(region: Region, opened: Any) -> None:
    """Each to who may lift it, on its day; a consent to whose word it waits for; a request to who directs."""
    case, mother = f"/cases/{opened['id']}", opened["circle"][0]
    day = day_in_amsterdam(region.app.state.clock.now() + timedelta(days=3))
    later = {"reason": "Not now.", "reviewDate": str(day)}
    kept = {"itemKind": "question", "itemId": opened["id"], "participationId": mother["participationId"]}
    party = {"kind": "professional", "id": str(person("outsider").id)}
    made = {
        "shield": await region.teacher.post(f"{case}/shields", {"hides": {"kind": "contact"}, **later}),
        "restriction": await region.teacher.post(f"/clients/{opened['clientId']}/restrictions", kept | later),
        "conflict": await region.teacher.post(
            f"{case}/relation-conflicts", {"party": party, "decidedBy": "client", **later}
        ),
    }
    everybody = (region.teacher, region.begeleider, region.mother, region.coordinator)
    for who in everybody:
        assert not [one for one in await kinds_of(who, "?whose=anyone") if one.endswith("_to_review")]
    region.move_clock(timedelta(days=3))
    told = {
        (who.role, row["kind"]): (row["dueDate"], row["overdue"])
        for who in everybody
        for row in await rows_of(who)
        if row["kind"].endswith("_to_review")
    }
    assert told == {
        ("intern-begeleider", "shield_to_review"): (str(day), False),
        ("teacher", "restriction_to_review"): (str(day), False),
        ("intern-begeleider", "conflict_to_review"): (str(day), False),
    }
    for row in await rows_of(region.begeleider) + await rows_of(region.teacher):
        if row["kind"].endswith("_to_review"):
            listed = await region.teacher.get(row["href"].removeprefix("/v1"))
            assert made[row["kind"].removesuffix("_to_review")]["id"] in str(listed)
    # Each is kept by whoever the row lies with, until another day; nobody else says so, and never for today.
    again = {"reason": "Still so.", "reviewDate": str(day + timedelta(days=1))}
    foreign = await region.teacher.ask("POST", f"{case}/shields/{made['shield']['id']}/reviews", again)
    assert (foreign.status_code, foreign.json()["title"]) == (403, "Lifting not yours")
    for who in (region.begeleider, region.teacher):
        for row in await rows_of(who):
            if row["kind"] in {"shield_to_review", "restriction_to_review", "conflict_to_review"}:
                act = row["act"]["href"].removeprefix("/v1")
                assert (await who.ask("POST", act, again | {"reviewDate": str(day)})).status_code == 400
                kept = await who.post(act, again)
                assert (kept["reviewDate"], kept["reviews"][-1]["reason"]) == (
                    again["reviewDate"],
                    "Still so.",
                )
        assert not [one for one in await kinds_of(who) if one.endswith("_to_review")]
    region.move_clock(timedelta(days=1))
    assert {"shield_to_review", "conflict_to_review"} <= set(await kinds_of(region.begeleider))
    assert "restriction_to_review" in await kinds_of(region.teacher)
    day += timedelta(days=1)
    await region.begeleider.post(f"{case}/shields/{made['shield']['id']}/liftings", {"reason": "Safe."})
    over = await region.begeleider.ask("POST", f"{case}/shields/{made['shield']['id']}/reviews", again)
    assert over.json()["title"] == "Shield lifted"
    assert "shield_to_review" not in await kinds_of(region.begeleider, "?whose=anyone")

    # Of a request about the case who directs it learns that there is one; of who asks who looked, nobody does.
    officer, today = region.person("privacy-officer"), str(day)
    asked = {"caseId": opened["id"], "kind": "access", "identityProof": "card", "receivedDate": today}
    lodged = await officer.post("/data-subject-requests", asked)
    row = await only(region.begeleider, "request_about_data")
    assert (row["dueDate"], row["act"], lodged["id"] in str(row)) == (lodged["dueDate"], None, False)
    for who in (region.teacher, region.mother, region.coordinator):
        assert "request_about_data" not in await kinds_of(who, "?whose=anyone")

    # Kim is fifteen: her mother's word waits for hers, which the holder can ask for; hers for her mother's.
    sharing = {
        "kind": "sharing", "explained": "What the school may tell.", "disclosers": [str(SCHOOL.unit_id)],
        "recipients": [str(EXPERTISE.unit_id)],
    }  # fmt: skip
    await region.mother.post(f"{case}/consents", sharing)
    row = await only(region.begeleider, "consent_awaited")
    assert (row["act"]["operation"], "consent_awaited" in await kinds_of(region.teacher)) == (
        "addConsentWord",
        False,
    )
    await do(region.begeleider, row, {"how": "oral"})
    assert "consent_awaited" not in await kinds_of(region.begeleider)
    child = {"givenBy": [{"how": "oral"}], "askedParticipationId": mother["participationId"]}
    await region.teacher.post(f"{case}/consents", sharing | child)
    await do(region.mother, await only(region.mother, "consent_awaited"), {})
    assert "consent_awaited" not in await kinds_of(region.teacher, "?whose=anyone")


async def test_capacity_is_for_the_file_and_the_client_and_never_changed(region: Region) -> None:
    opened = await region.teacher.post("/cases", desiree())
    path = f"/cases/{opened['id']}/capacity-statements"
    await link_mother(region, opened)
    today = str(day_in_amsterdam(region.app.state.clock.now()) - timedelta(days=1))
    by = {"kind": "outside", "name": "Dr. Vos", "profession": "physician"}
    said = {"subject": "money", "judgedBy": by, "judgedDate": today, "statement": "x"}
    unable = await region.teacher.post(path, {**said, "outcome": "not_capable"})
    # Nobody makes that alone: a second professional confirms it, of another unit where one takes part.
    [shown] = (await region.teacher.get(path))["items"]
    assert (shown["judgedBy"], shown["profession"], shown["counts"]) == ("Dr. Vos", "physician", False)
    confirm = f"{path}/{unable['id']}/confirmations"
    assert "second-needed" in str(await region.teacher.post(confirm, {}, expect=403))
    wrong = {
        **said,
        "judgedBy": {"kind": "professional", "professionalId": opened["id"]},
        "outcome": "capable",
    }
    assert "judge-unknown" in str(await region.teacher.post(path, wrong, expect=400))
    await add_begeleider(region, opened["id"])
    now = await region.begeleider.post(confirm, {})
    assert (await region.begeleider.post(confirm, {}))["id"] == now["id"]
    [shown] = (await region.teacher.get(path))["items"]
    assert (shown["counts"], shown["confirmedAt"]) == (True, now["confirmedAt"])
    assert "capacity_confirmed" in str(await region.teacher.get(f"/cases/{opened['id']}/timeline"))
    registered = {"kind": "professional", "professionalId": str(person("specialist").id)}
    await region.teacher.post(path, {**said, "judgedBy": registered, "outcome": "capable_with_support"})
    read = (await region.teacher.get(path))["items"]
    assert [(one["outcome"], one["counts"]) for one in read] == [
        ("capable_with_support", True),
        ("not_capable", False),
    ]
    assert (await region.mother.get(path))["items"] == []
    await region.coordinator.post(path, {**said, "outcome": "capable"}, expect=403)
