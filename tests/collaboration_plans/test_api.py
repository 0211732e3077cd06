"""The plan of an alliance: eight questions answered in editions, adopted when complete, and no way into any case."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.collaboration_plans.plans import PLAN, answer_to, complete_plan, inventory_of
from tests.people import Region, open_case

from chaincare.collaboration_plans.role_words import PlanRole
from chaincare.demo.world import ELSEWHERE, EXPERTISE, NETWORK, SCHOOL
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


async def test_it_is_written_by_who_pulls_the_cart_and_read_by_every_member(region: Region) -> None:
    voortrekker, funder = region.person("voortrekker"), region.person("funder")
    first = await voortrekker.post("/collaboration-plans", PLAN)
    other = await region.coordinator.post("/collaboration-plans", {**PLAN, "title": "Jonge mantelzorgers"})
    assert (first["networkId"], first["complete"], first["answered"]) == (str(NETWORK), False, [])
    address = f"/collaboration-plans/{first['id']}"
    for reader in (region.teacher, region.specialist, funder, region.administrator):
        assert await reader.get(address) == first
        page = await reader.ask("GET", "/collaboration-plans?limit=1")
        assert [one["id"] for one in page.json()["items"]] == [other["id"]]
        assert "next" in page.headers["Link"]
    for nobody in (region.teacher, funder, region.person("manager")):
        for method, path, body in (
            ("POST", "/collaboration-plans", PLAN),
            ("PUT", address, PLAN),
            ("PUT", f"{address}/answers/partner", answer_to("partner", "")),
        ):
            answer = await nobody.ask(method, path, body, If_Match="*")
            assert answer.status_code == 403, answer.text
            assert answer.json()["type"].endswith(":not-for-you-in-network")
    assert (await region.teacher.ask("GET", f"/collaboration-plans/{uuid4()}")).status_code == 404
    assert (await region.mother.ask("GET", address)).status_code == 403  # her token is not for the directory

    renamed = {**PLAN, "title": "Ieder kind leert"}
    assert (await voortrekker.ask("PUT", address, renamed)).status_code == 428
    assert (await voortrekker.ask("PUT", address, renamed, If_Match='"1"')).json()["version"] == 2
    assert (await voortrekker.ask("PUT", address, renamed, If_Match='"1"')).status_code == 412


async def test_each_answer_is_an_edition_that_stays_and_the_scout_cites_an_inventory(region: Region) -> None:
    voortrekker = region.person("voortrekker")
    address = f"/collaboration-plans/{(await voortrekker.post('/collaboration-plans', PLAN))['id']}"
    asked = await voortrekker.ask("GET", f"{address}/answers/scout")
    assert (asked.headers["ETag"], asked.json()["answer"]) == ('"0"', None)
    assert asked.json()["questionNl"] == "Wat speelt er in de regio?"
    assert (await voortrekker.ask("GET", f"{address}/answers/dreamer")).status_code in (400, 404)

    inventory, scout = await inventory_of(region), f"{address}/answers/scout"
    document = await voortrekker.post(
        "/network-documents",
        {"kind": "charter_point", "title": "T", "text": "T.", "holdsFromDate": "2026-01-01"},
    )
    for wrong in ({"text": "Veel."}, {"text": "Veel.", "inventoryId": str(uuid4())},
                  {"text": "Veel.", "inventoryId": document["id"]}):  # fmt: skip
        answer = await voortrekker.ask("PUT", scout, wrong, If_Match='"0"')
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/inventoryId")
    assert (await voortrekker.ask("PUT", scout, answer_to("scout", inventory))).status_code == 428
    first = await voortrekker.ask("PUT", scout, answer_to("scout", inventory), If_Match='"0"')
    assert (first.status_code, first.headers["ETag"]) == (200, '"1"')
    again = answer_to("scout", inventory) | {"text": "Negen thuiszitters."}
    assert (await voortrekker.ask("PUT", scout, again, If_Match='"0"')).status_code == 412
    assert (await region.coordinator.ask("PUT", scout, again, If_Match='"1"')).status_code == 200
    editions = (await region.teacher.get(f"{scout}/editions"))["items"]
    assert [(one["version"], one["text"]) for one in editions] == [
        (2, "Negen thuiszitters."), (1, "Wat de scout zegt."),
    ]  # fmt: skip
    assert editions[0]["writtenBy"] != editions[1]["writtenBy"]
    questions = (await region.person("funder").get(f"{address}/answers"))["items"]
    assert [one["role"] for one in questions] == [one.value for one in PlanRole]
    assert [one["role"] for one in questions if one["answer"]] == ["scout"]
    assert (await voortrekker.get(address))["answered"] == ["scout"]


async def test_only_a_complete_plan_is_adopted_and_a_later_change_shows(region: Region) -> None:
    voortrekker = region.person("voortrekker")
    today = day_in_amsterdam(region.app.state.clock.now())
    adopting = {"adoptedDate": today.isoformat(), "organisationIds": [str(SCHOOL.id), str(EXPERTISE.id)]}
    begun = f"/collaboration-plans/{(await voortrekker.post('/collaboration-plans', PLAN))['id']}"
    early = await voortrekker.ask("POST", f"{begun}/adoptions", adopting, If_Match='"1"')
    assert (early.status_code, early.json()["type"].rsplit(":", 1)[-1]) == (409, "plan-incomplete")

    address = await complete_plan(region)
    plan = await region.teacher.get(address)
    assert (plan["complete"], plan["adoption"], plan["changedSinceAdoption"]) == (True, None, False)
    edition = f'"{plan["version"]}"'
    ahead = adopting | {"adoptedDate": (today + timedelta(days=1)).isoformat()}
    stranger = adopting | {"organisationIds": [str(uuid4())]}
    for wrong in (ahead, stranger):
        answer = await voortrekker.ask("POST", f"{address}/adoptions", wrong, If_Match=edition)
        assert answer.status_code == 400, answer.text
    assert (
        await region.teacher.ask("POST", f"{address}/adoptions", adopting, If_Match=edition)
    ).status_code == 403
    assert (
        await voortrekker.ask("POST", f"{address}/adoptions", adopting, If_Match='"3"')
    ).status_code == 412
    adopted = await voortrekker.ask("POST", f"{address}/adoptions", adopting, If_Match=edition)
    assert adopted.status_code == 201, adopted.text
    plan = await region.teacher.get(address)
    assert (plan["adoption"], plan["changedSinceAdoption"]) == (adopted.json(), False)

    said = {"text": "Wij gaan samen voorop."}
    assert (
        await voortrekker.ask("PUT", f"{address}/answers/strategist", said, If_Match='"1"')
    ).status_code == 200
    plan = await region.teacher.get(address)
    assert (plan["changedSinceAdoption"], plan["adoption"]["planVersion"]) == (True, plan["version"] - 1)
    await voortrekker.ask("POST", f"{address}/adoptions", adopting, If_Match=f'"{plan["version"]}"')
    assert not (await region.teacher.get(address))["changedSinceAdoption"]
    assert len((await region.teacher.get(f"{address}/adoptions"))["items"]) == 2
    [*_, done] = await region.entries("event = 'collaboration-plan.adopted' AND outcome = 'done'")
    assert (done["relation"], done["reach"], done["client"], done["case_id"]) == (
        "voortrekker", "voortrekker", None, None,
    )  # fmt: skip


async def test_the_wall_holds_an_incomplete_plan_back_and_opens_no_case(region: Region) -> None:
    """Past every handler, under the ticket of whoever pulls the cart: first what he may, then what nobody may."""
    await open_case(region)
    voortrekker = region.person("voortrekker")
    plan = await voortrekker.post("/collaboration-plans", PLAN)
    address = f"/collaboration-plans/{plan['id']}"
    assert (
        await voortrekker.ask("PUT", f"{address}/answers/partner", {"text": "Samen."}, If_Match='"0"')
    ).is_success
    [entry] = await region.entries("event = 'collaboration-plan.answered' AND outcome = 'entered'")
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL ROLE chaincare_app; SET LOCAL search_path = chaincare")
        ticket = f"{entry['at'].isoformat()}/{entry['id']}"
        await region.admin.execute("SELECT set_config('chaincare.ticket', $1, true)", ticket)
        for table in ("collaboration_plans", "collaboration_answers"):
            assert await region.admin.fetchval(f"SELECT count(*) FROM {table}") == 1, table
        for table in ("cases", "clients", "participations", "notes", "agreements"):
            assert await region.admin.fetchval(f"SELECT count(*) FROM {table}") == 0, table
        with pytest.raises(Exception, match="row-level security"):
            await region.admin.execute(
                "INSERT INTO collaboration_adoptions VALUES (uuidv7(), $1, $2, 2, '2026-01-01', ARRAY[$3::uuid], $4, now())",
                plan["id"], NETWORK, SCHOOL.id, entry["actor_id"],
            )  # fmt: skip


async def test_another_network_reads_none_of_it(region: Region) -> None:
    address = await complete_plan(region)
    assert (await region.teacher.ask("GET", address)).status_code == 200
    # Whoever's organisation leaves the network is a stranger to it.
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("DELETE FROM chaincare.memberships WHERE organisation_id = $1", EXPERTISE.id)
    await region.admin.execute("RESET session_replication_role")
    for path in (address, f"{address}/answers", f"{address}/answers/scout", f"{address}/adoptions"):
        assert (await region.specialist.ask("GET", path)).status_code == 404, path
    assert ELSEWHERE.id != EXPERTISE.id
