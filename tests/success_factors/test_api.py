"""Factors get a colour with a reason and a day: green only with a complete plan, taken back by another colour, and the clients' own beside it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.collaboration_plans.plans import PLAN, complete_plan
from tests.people import Region, open_case

from chaincare.demo.world import NETWORK
from chaincare.success_factors.factor_words import Factor
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


def colour(region: Region, of: str, **more: Any) -> dict[str, Any]:
    """Give the body of an assessment of today."""
    today = day_in_amsterdam(region.app.state.clock.now())
    return {"colour": of, "motivation": "Wij bellen elkaar.", "assessedDate": today.isoformat(), **more}


async def test_a_factor_is_put_on_green_with_a_complete_plan_only_and_taken_back(region: Region) -> None:
    voortrekker = region.person("voortrekker")
    begun = f"/collaboration-plans/{(await voortrekker.post('/collaboration-plans', PLAN))['id']}"
    trust = "success-factors/trust/assessments"
    assert (await voortrekker.post(f"{begun}/{trust}", colour(region, "amber")))["colour"] == "amber"
    early = await voortrekker.ask("POST", f"{begun}/{trust}", colour(region, "green"))
    assert (early.status_code, early.json()["type"].rsplit(":", 1)[-1]) == (409, "plan-incomplete")

    address = await complete_plan(region)
    for factor in Factor:
        assert not (await region.teacher.get(f"{address}/success-factors"))["offTheGround"]
        await voortrekker.post(f"{address}/success-factors/{factor}/assessments", colour(region, "green"))
    read = await region.person("funder").get(f"{address}/success-factors")
    assert read["offTheGround"]
    assert [one["factor"] for one in read["items"]] == [one.value for one in Factor]
    assert {one["nameNl"] for one in read["items"]} >= {"Mensen", "Macht en kracht", "Vriend en vijand"}

    back = colour(region, "red", motivation="Er wordt niet meer gebeld.")
    await region.coordinator.post(f"{address}/{trust}", back)
    read = await region.teacher.get(f"{address}/success-factors")
    assert not read["offTheGround"]
    assert [one["network"]["colour"] for one in read["items"] if one["factor"] == "trust"] == ["red"]
    kept = (await region.teacher.get(f"{address}/{trust}"))["items"]
    assert [(one["colour"], one["motivation"]) for one in kept] == [
        ("red", "Er wordt niet meer gebeld."), ("green", "Wij bellen elkaar."),
    ]  # fmt: skip
    page = await region.teacher.ask("GET", f"{address}/{trust}?limit=1")
    assert [one["colour"] for one in page.json()["items"]] == ["red"]
    further = page.headers["Link"].split("<")[1].split(">")[0].removeprefix("/v1")
    assert [one["colour"] for one in (await region.teacher.get(further))["items"]] == ["green"]


async def test_the_clients_own_colour_stands_beside_the_networks(region: Region) -> None:
    voortrekker = region.person("voortrekker")
    address = await complete_plan(region)
    people = f"{address}/success-factors/people/assessments"
    for wrong in (
        colour(region, "red", kind="clients"), colour(region, "red", source="client_council"),
    ):  # fmt: skip
        answer = await voortrekker.ask("POST", people, wrong)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/source")
    await voortrekker.post(people, colour(region, "green"))
    theirs = colour(
        region, "red", kind="clients", source="expert_by_experience", motivation="Ik moet steeds opnieuw beginnen."
    )  # fmt: skip
    await voortrekker.post(people, theirs)
    [factor] = [
        one
        for one in (await region.teacher.get(f"{address}/success-factors"))["items"]
        if one["factor"] == "people"
    ]
    assert (factor["network"]["colour"], factor["clients"]["colour"]) == ("green", "red")
    assert (factor["clients"]["source"], factor["network"]["source"]) == ("expert_by_experience", None)


async def test_a_colour_rests_on_what_is_and_on_documents_of_the_network(region: Region) -> None:
    voortrekker = region.person("voortrekker")
    address = f"{await complete_plan(region)}/success-factors/foundation/assessments"
    document = await voortrekker.post(
        "/network-documents", {"kind": "charter_point", "title": "T", "text": "T.", "holdsFromDate": "2026-01-01"}
    )  # fmt: skip
    shown = colour(region, "green", evidence="Het convenant.", documentIds=[document["id"]])
    made = await voortrekker.post(address, shown)
    assert (made["evidence"], made["documentIds"]) == ("Het convenant.", [document["id"]])
    today = day_in_amsterdam(region.app.state.clock.now())
    ahead = colour(region, "green") | {"assessedDate": (today + timedelta(days=1)).isoformat()}
    plan = address.split("/")[2]
    for wrong, pointer in (
        (ahead, "/assessedDate"),
        (colour(region, "green", documentIds=[str(uuid4())]), "/documentIds/0"),
        (colour(region, "green", documentIds=[plan]), "/documentIds/0"),
    ):
        answer = await voortrekker.ask("POST", address, wrong)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, pointer)


async def test_who_has_no_mandate_gives_no_colour_and_nobody_outside_reads_one(region: Region) -> None:
    address = f"{await complete_plan(region)}/success-factors"
    for nobody in (region.teacher, region.person("funder"), region.person("manager")):
        answer = await nobody.ask("POST", f"{address}/trust/assessments", colour(region, "amber"))
        assert (answer.status_code, answer.json()["type"].rsplit(":", 1)[-1]) == (
            403,
            "not-for-you-in-network",
        )
    assert (await region.teacher.ask("GET", f"{address}/dreams/assessments")).status_code in (400, 404)
    missing = f"/collaboration-plans/{uuid4()}/success-factors"
    for path in (missing, f"{missing}/trust/assessments"):
        assert (await region.teacher.ask("GET", path)).status_code == 404
    assert (await region.mother.ask("GET", address)).status_code == 403  # her token is not for the directory


async def test_the_wheel_is_an_image_that_runs_nothing_in_the_language_that_is_asked_for(
    region: Region,
) -> None:
    address = await complete_plan(region)
    await region.person("voortrekker").post(
        f"{address}/success-factors/trust/assessments", colour(region, "green")
    )
    for language, told in (("nl", "Vertrouwen: netwerk groen"), ("en;q=0.9, de", "Trust: network green")):
        answer = await region.person("funder").ask(
            "GET", f"{address}/success-factors.svg", Accept_Language=language, Accept="image/svg+xml"
        )
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (
            200,
            "image/svg+xml",
        )
        assert told in answer.text
        assert answer.headers["Content-Language"] == language[:2]
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert PLAN["title"] in answer.text
    refused = await region.teacher.ask("GET", f"{address}/success-factors.svg", Accept="application/json")
    assert refused.status_code == 406
    missing = f"/collaboration-plans/{uuid4()}/success-factors.svg"
    assert (await region.teacher.ask("GET", missing)).status_code == 404


async def test_the_wall_puts_nothing_on_green_without_a_plan_and_opens_no_case(region: Region) -> None:
    """Past every handler, under the ticket of whoever pulls the cart: first what he may, then what nobody may."""
    await open_case(region)
    voortrekker = region.person("voortrekker")
    plan = await voortrekker.post("/collaboration-plans", PLAN)
    await voortrekker.post(
        f"/collaboration-plans/{plan['id']}/success-factors/trust/assessments", colour(region, "amber")
    )
    [entry] = await region.entries("event = 'success-factor.assessed' AND outcome = 'entered'")
    adding = (
        "INSERT INTO factor_assessments (id, plan_id, network_id, factor, kind, colour, motivation, assessed_on,"
        " recorded_by, recorded_at) VALUES (uuidv7(), $1, $2, 'trust', 'network', $3, 'W.', '2026-01-05', $4, now())"
    )
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL ROLE chaincare_app; SET LOCAL search_path = chaincare")
        ticket = f"{entry['at'].isoformat()}/{entry['id']}"
        await region.admin.execute("SELECT set_config('chaincare.ticket', $1, true)", ticket)
        assert await region.admin.fetchval("SELECT count(*) FROM factor_assessments") == 1
        for table in ("cases", "clients", "participations", "notes", "agreements"):
            assert await region.admin.fetchval(f"SELECT count(*) FROM {table}") == 0, table
        await region.admin.execute(adding, plan["id"], NETWORK, "amber", entry["actor_id"])
        with pytest.raises(Exception, match="row-level security"):
            await region.admin.execute(adding, plan["id"], NETWORK, "green", entry["actor_id"])


async def test_green_against_the_clients_own_colour_takes_saying_so(region: Region) -> None:
    voortrekker, address = region.person("voortrekker"), await complete_plan(region)
    people = f"{address}/success-factors/people/assessments"
    await voortrekker.post(people, colour(region, "red", kind="clients", source="client_council"))
    told = await voortrekker.post(people, colour(region, "green"), expect=409)
    assert [one["detail"] for one in told["errors"]] == ["Says otherwise than green: clients_colour."]
    await voortrekker.post(people, colour(region, "amber"))
    made = await voortrekker.post(people, colour(region, "green", acknowledges=["clients_colour"]))
    assert made["acknowledges"] == ["clients_colour"]
    await voortrekker.post(people, colour(region, "green", kind="clients", source="client_council"))
    assert (await voortrekker.post(people, colour(region, "green")))["acknowledges"] == []
