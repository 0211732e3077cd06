"""Story 6, *The voortrekker*: a school's care coordinator sees who has no place, and gets a region to act together.

She makes the inventory, approaches who is needed, answers the eight questions with the others, puts what is well on green, has the
covenant signed by seven organisations, sees one of them go bankrupt, and shows the region's figures to the funder. Nobody learns who
the children are but the school that named them, and who helps them.
"""

from datetime import timedelta
from typing import Any

import httpx2
import pytest
from tests.covenants.covenant import COVENANT, in_days, managing, publish, sign
from tests.people import Person, Region, basis
from tests.prose import Case
from tests.stories.test_the_jobseeker import newcomer

from chaincare.collaboration_plans.role_words import PlanRole
from chaincare.demo.world import ELSEWHERE, EXPERTISE, OFFICE, SCHOOL, YOUTH_CARE, person
from chaincare.success_factors.factor_words import Factor

pytestmark = pytest.mark.anyio
CHILDREN = ("Fenna", "Gijs", "Hidde", "Ilse", "Jip", "Koen")
LAW = {"ground": "avg-6-1-e", "article": "WPO 18a"}


async def test_the_voortrekker(region: Region) -> None:
    yasmin = region.person("voortrekker")
    heard = _listening(region)

    # Six children of her school sit at home, or nearly. Her unit names them; the region hears that they are six, next month.
    inventory = await yasmin.post(
        "/inventories",
        {
            "name": "Thuiszitters",
            "targetGroup": "leerlingen zonder plek",
            "area": "Noorderveld",
            "fromDate": in_days(region, 0),
        },
    )
    lines = [await _is_named(region, inventory, name) for name in CHILDREN]
    assert {
        one["id"] for one in (await region.teacher.get(f"/inventories/{inventory['id']}/lines"))["items"]
    } == set(lines)
    for somebody in ("outsider", "network-coordinator", "specialist"):
        theirs = await region.person(somebody).ask("GET", f"/inventories/{inventory['id']}/lines/{lines[0]}")
        assert theirs.status_code == 404, somebody

    # Who is needed for them: the expertise centre is phoned, and takes part.
    party = await yasmin.post(
        f"/inventories/{inventory['id']}/needed-parties",
        {
            "who": {"kind": "organisation", "organisationId": str(EXPERTISE.id)}, "neededFor": "Een stille klas.",
            "nextStep": "Bellen.", "nextStepDate": in_days(region, 3), "nextStepById": str(person("voortrekker").id),
        },
    )  # fmt: skip
    steps = f"/inventories/{inventory['id']}/needed-parties/{party['id']}/steps"
    await yasmin.post(steps, {"step": "takes_part"}, If_Match="*")

    plan = await _they_plan(region, inventory)
    covenant, seventh = await _seven_sign(region)
    case = await _one_is_helped(region, inventory, lines[0])
    await _one_goes_bankrupt(region, case)
    await _all_on_green(region, plan)
    assert (await region.person("outsider").get(f"/covenants/{covenant}/members"))["items"]
    assert (await seventh.get("/covenants"))["items"][0]["inForce"]

    # A month later the funder reads the region's figures, and sees the wheel; nothing in them is about a child.
    month = in_days(region, 0)[:7]
    region.move_clock(timedelta(days=40))
    published = await region.coordinator.post("/statistics", {"month": month})
    funder = region.person("funder")
    figures = await funder.get(f"/statistics/{published['id']}")
    opened = next(one for one in figures["tables"] if one["sheet"] == "throughput")["lines"][0]
    assert (opened["line"], opened["amount"]) == ("opened", None)  # one case: fewer than five
    wheel = await funder.ask("GET", f"/collaboration-plans/{plan}/success-factors.svg")
    assert wheel.headers["content-type"].startswith("image/svg+xml")
    counts = await funder.get(f"/inventories/{inventory['id']}/counts")
    assert "Fenna" not in str(counts)
    assert (await funder.ask("GET", f"/inventories/{inventory['id']}/lines/{lines[0]}")).status_code in (
        403,
        404,
    )
    assert (await funder.ask("GET", case.path)).status_code in (403, 404)

    # Whatever anybody outside the school and the one child's case was answered names none of them.
    for who, answer in heard:
        if who not in ("teacher", "intern-begeleider", "voortrekker", "youth-worker"):
            for name in CHILDREN:
                assert name not in answer.text, (who, str(answer.request.url))
    # And of every look at a child by name there is an entry: of the unit that named him, and of who directs his case.
    looks = await region.entries(
        "event LIKE 'inventory-line%' AND outcome = 'entered' AND client IS NOT NULL"
    )
    assert {one["relation"] for one in looks} == {"inventory", "opening", "participation"}


def _listening(region: Region) -> list[tuple[str, httpx2.Response]]:
    """Keep every answer, with who was answered."""
    heard: list[tuple[str, httpx2.Response]] = []

    async def hear(answer: httpx2.Response) -> None:
        await answer.aread()
        heard.append((region.calls[-1].partition(":")[0], answer))

    region.http.event_hooks = {"response": [hear]}
    return heard


async def _is_named(region: Region, inventory: Any, name: str) -> str:
    """The teacher puts a pupil on it, having told the parents."""
    line = await region.teacher.post(
        f"/inventories/{inventory['id']}/lines",
        {
            "person": {"givenNames": name, "familyName": "Postma", "birthDate": "2013-05-06"},
            "situation": "does_not_get", "need": "Een plek waar het stil is.", "entitlement": "Passend onderwijs.",
            "legalBasis": LAW, "informed": {"fact": "informed", "informedDate": in_days(region, 0), "how": "in een gesprek"},
            "reviewDate": in_days(region, 90),
        },
    )  # fmt: skip
    return str(line["id"])


async def _they_plan(region: Region, inventory: Any) -> str:
    """The eight questions, each answered; the scout by what the inventory shows. Then the plan is adopted."""
    yasmin = region.person("voortrekker")
    plan = await yasmin.post(
        "/collaboration-plans", {"title": "Ieder kind naar school", "targetGroup": "thuiszitters"}
    )
    path = f"/collaboration-plans/{plan['id']}"
    green = {"colour": "green", "motivation": "Wij bellen elkaar.", "assessedDate": in_days(region, 0)}
    early = await yasmin.ask("POST", f"{path}/success-factors/trust/assessments", green)
    assert early.status_code == 409, early.text  # putting on green comes after the plan
    for role in PlanRole:
        cites = {"inventoryId": inventory["id"]} if role is PlanRole.SCOUT else {}
        answer = {"text": f"Ons antwoord als {role.value}.", **cites}
        assert (
            await yasmin.ask("PUT", f"{path}/answers/{role.value}", answer, If_Match="*")
        ).status_code == 200
    assert (await region.teacher.get(path))["complete"]
    houses = [str(one.id) for one in (SCHOOL, EXPERTISE, YOUTH_CARE)]
    await yasmin.post(
        f"{path}/adoptions", {"adoptedDate": in_days(region, 0), "organisationIds": houses}, If_Match="*"
    )
    return str(plan["id"])


async def _seven_sign(region: Region) -> tuple[str, Person]:
    """The covenant with all its clauses; the management of seven organisations signs what is published."""
    made = await region.person("voortrekker").post("/covenants", COVENANT)
    version = await publish(region, made["id"])
    town = await newcomer(region, "gemeente-noord", "Gemeente Noord", "Participatiewet", "Loes Hoekstra")
    seats = [
        ("intern-begeleider", SCHOOL),
        ("youth-worker", YOUTH_CARE),
        ("outsider", ELSEWHERE),
        ("network-coordinator", OFFICE),
    ]
    managers = [region.person("manager"), *[await managing(region, role, house) for role, house in seats]]
    funding, until = person("funder"), (region.app.state.clock.now() + timedelta(days=300)).isoformat()
    for who, of in ((str(funding.id), funding.issuer), (town.ids["professional"], "gemeente-noord")):
        url = region.issuers.issuer_url(of)
        house = await region.admin.fetchval("SELECT id FROM chaincare.organisations WHERE issuer = $1", url)
        mandate = {
            "professionalId": who,
            "kind": "management_contact",
            "organisationId": str(house),
            "endsAt": until,
        }
        await region.administrator.post("/mandates", mandate)
    for one in (*managers, region.person("funder"), town):
        await sign(one, version)
    signed = (await region.teacher.get(f"/covenants/{made['id']}/accessions"))["items"]
    assert len({one["organisationId"] for one in signed}) == 7
    return str(made["id"]), town


async def _one_is_helped(region: Region, inventory: Any, line: str) -> Case:
    """From a line a case is opened, with youth care beside the school; youth care directs it."""
    opened = await region.teacher.post(
        f"/inventories/{inventory['id']}/lines/{line}/cases",
        {
            "purpose": "education_support", "ownWords": "Ik wil naar school.", "question": "Waar is het stil?",
            "consulted": "yes", "legalBasis": basis(SCHOOL.unit_id),
        },
    )  # fmt: skip
    case = Case(region, opened)
    brought = await region.teacher.post(
        f"{case.path}/participations",
        {
            "purpose": "youth_care",
            "party": {
                "kind": "professional", "professionalId": str(person("youth-worker").id), "scope": "full",
                "legalBasis": basis(YOUTH_CARE.unit_id),
            },
        },
    )  # fmt: skip
    case.parts["youth-worker"] = brought["participationId"]
    await case.regie_passes(to="youth-worker", proposed_by="teacher")
    assert (await region.person("youth-worker").get(f"{case.path}/inventory-line"))["need"]
    return case


async def _one_goes_bankrupt(region: Region, case: Case) -> None:
    """Youth care is insolvent: from the next request on nobody of it comes in, and the child's case openly has no holder."""
    assert (await region.person("youth-worker").ask("GET", case.path)).status_code == 200
    await region.administrator.post(
        f"/organisations/{YOUTH_CARE.id}/insolvencies", {"reason": "Faillissement."}
    )
    assert (await region.person("youth-worker").ask("GET", case.path)).status_code == 404
    assert (await region.teacher.get(case.path))["regie"] is None
    overview = (await region.coordinator.get("/regie-overview"))["items"]
    assert case.id in {one["caseId"] for one in overview}
    assert "Fenna" not in str(overview)


async def _all_on_green(region: Region, plan: str) -> None:
    """One factor after the other, each with its reason, and over what the figures say where they say otherwise."""
    yasmin, path = region.person("voortrekker"), f"/collaboration-plans/{plan}/success-factors"
    for factor in Factor:
        said = {"colour": "green", "motivation": "Het loopt.", "assessedDate": in_days(region, 0)}
        answer = await yasmin.ask("POST", f"{path}/{factor.value}/assessments", said)
        assert answer.status_code == 201, answer.text
    assert (await region.person("funder").get(path))["offTheGround"]
