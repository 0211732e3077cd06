"""A client directs himself, over HTTP: by his own login, with who stands beside him, and how it passes on (R10)."""

from typing import Any

import pytest
from tests.people import Region, desiree
from tests.prose import Case
from tests.regie.directing import REBUILT, TERMS, add_worker, behind_the_wall, type_of
from tests.regie.directing import Case as Directing

pytestmark = pytest.mark.anyio

GROWN = {"givenNames": "Ahmed", "familyName": "Bakker", "birthDate": "1980-05-17"}
NOTE = {"handoverNote": "Over to you."}


async def with_his_own_login(region: Region, client: Any = GROWN) -> Case:
    """A case with a teacher, a begeleider who directs, and the client, who has a login."""
    case = Case(
        region, await region.teacher.post("/cases", desiree(client=client, circle=[{"kind": "client"}]))
    )
    begeleider = await add_worker(region, Directing(region, case.opened, ""), "intern-begeleider")
    case.parts = {
        "teacher": case.opened["participationId"],
        "intern-begeleider": begeleider,
        "client": case.opened["circle"][0]["participationId"],
    }
    case.newcomers["client"] = region.mother
    await case.invites("client", by="teacher")
    await case.regie_passes(to="intern-begeleider", proposed_by="teacher")
    return case


async def to_client(case: Case, contact: str, expect: int = 201, **more: Any) -> Any:
    body = {
        "candidate": case.part_of("client"),
        "contact": case.part_of(contact),
        "mandate": ["decide"],
        **NOTE,
        **more,
    }
    return await case.who("teacher").post(f"{case.path}/regie-proposals", body, expect)


async def says(case: Case, who: str, proposal: Any, expect: int = 201) -> Any:
    return await case.who(who).post(
        f"{case.path}/regie-proposals/{proposal['id']}/responses", {"answer": "assent"}, expect
    )


async def test_he_directs_by_his_own_login_and_hands_over(region: Region) -> None:
    case = await with_his_own_login(region)
    alone = {"candidate": case.part_of("client"), "mandate": ["decide"], **NOTE}
    refused = await case.who("teacher").post(f"{case.path}/regie-proposals", alone, 400)
    assert (type_of(refused), refused["errors"][0]["pointer"]) == ("candidate-cannot-direct", "/contact")
    proposal = await to_client(case, "teacher")
    assert (proposal["contactId"], proposal["holderId"]) == (
        case.part_of("teacher"),
        case.part_of("intern-begeleider"),
    )
    assert not (await says(case, "intern-begeleider", proposal))["inEffect"]
    assert (await says(case, "client", proposal))["inEffect"], "his is the last word"
    seen = await case.who("client").get(f"{case.path}/regie")
    assert (seen["holder"]["heldBy"], seen["holder"]["name"]) == ("client", "Joris Timmer")
    # Regie opens nothing to him that was written for others.
    await region.begeleider.post(f"{case.path}/notes", {"body": "Among us.", "audience": ["professionals"]})
    assert "Among us." not in (await case.who("client").ask("GET", f"{case.path}/notes")).text
    for role in ("teacher", "intern-begeleider"):
        laid = await case.who(role).post(f"{case.path}/resignations", {"because": "workload"}, 403)
        assert type_of(laid) == "holds-no-regie"

    handed = await case.who("client").post(
        f"{case.path}/regie-proposals",
        {"candidate": case.part_of("intern-begeleider"), "mandate": ["decide"], **NOTE},
    )
    assert (handed["kind"], handed["holderId"]) == ("handover", case.part_of("client"))
    assert (await says(case, "intern-begeleider", handed))["inEffect"]
    terms = (await region.teacher.get(f"{case.path}/regie-terms"))["items"]
    assert [one["holder"]["heldBy"] for one in terms] == ["professional", "client", "professional"]
    assert terms[0]["holder"]["sinceAt"] == terms[1]["holder"]["untilAt"]
    assert await region.admin.fetch(TERMS) == await region.admin.fetch(REBUILT)
    await case.who("client").post(
        f"{case.path}/regie-proposals",
        {"candidate": case.part_of("teacher"), "mandate": ["decide"], **NOTE},
        403,
    )


async def test_he_lays_it_down_and_an_absent_contact_leaves_it_openly_vacant(region: Region) -> None:
    case = await with_his_own_login(region)
    proposal = await to_client(case, "teacher")
    await says(case, "intern-begeleider", proposal)
    await says(case, "client", proposal)
    laid = await case.who("client").post(f"{case.path}/resignations", {"because": "other"})
    assert laid["endsAt"] is not None
    withdrawals = f"{case.path}/resignations/{laid['id']}/withdrawals"
    assert type_of(await case.who("teacher").post(withdrawals, {}, 403)) == "resignation-not-yours"
    assert (await case.who("client").post(withdrawals, {}))["withdrawnAt"] is not None
    assert type_of(await case.who("client").post(withdrawals, {}, 409)) == "resignation-over"
    directs = (await region.begeleider.get(f"{case.path}/regie"))["holder"]
    assert (directs["heldBy"], directs["untilAt"]) == ("client", None)
    assert await region.admin.fetch(TERMS) == await region.admin.fetch(REBUILT)
    laid = await case.who("client").post(f"{case.path}/resignations", {"because": "other"})
    assert (await case.who("client").get(f"{case.path}/regie"))["resignation"]["id"] == laid["id"]
    await behind_the_wall(
        region, "UPDATE chaincare.professionals SET status = 'deactivated' WHERE name = 'Joris Timmer'"
    )
    vacant = await region.begeleider.get(f"{case.path}/regie")
    assert (vacant["vacant"], vacant["because"]) == (True, "holder_cannot_act")


async def test_an_uncertain_age_is_decided_by_a_person_and_a_child_has_a_representative(
    region: Region,
) -> None:
    year = region.app.state.clock.now().year
    unsure = {**GROWN, "birthDate": f"{year - 16}-01-01", "birthPrecision": "year"}
    case = await with_his_own_login(region, unsure)
    assert type_of(await to_client(case, "teacher", 409)) == "age-undecided"
    decision = {"age": 16, "reached": False, "because": "His school card says December."}
    await region.teacher.post(f"{case.path}/age-decisions", decision)
    assert type_of(await to_client(case, "teacher", 400)) == "representative-needed"
    mother = await region.teacher.post(
        f"/clients/{case.opened['clientId']}/representatives",
        {
            "name": "M. Bakker",
            "kind": "parent",
            "proof": "register",
            "proofDate": "2026-01-02",
            "purpose": "education_support",
        },
    )
    asked = await to_client(case, "teacher", representative=mother["participationId"])
    assert asked["representativeId"] == mother["participationId"]
    for who in ("intern-begeleider", "client"):
        assert not (await says(case, who, asked))["inEffect"], "his mother did not agree yet"
