"""Above the cases nobody is named, over HTTP: by whoever writes, in whatever field, and without telling him who is known."""

from typing import Any

import pytest
from tests.collaboration_plans.plans import PLAN, answer_to
from tests.covenants.covenant import COVENANT
from tests.inventory_lines.lines import make_inventory, report
from tests.inventory_parties.test_api import needed
from tests.network_bottlenecks.test_api import TOLD
from tests.network_documents.test_api import GROUP
from tests.people import Region, open_case
from tests.success_factors.test_api import colour

pytestmark = pytest.mark.anyio
BSN = "Over 123456782."
HELD = "urn:problem-type:chaincare:text-names-somebody"


def _held(answer: Any) -> list[str]:
    assert (answer.status_code, answer.json()["type"]) == (400, HELD), answer.text
    assert "Terpstra" not in answer.text
    assert "123456782" not in answer.text
    return [one["pointer"].removeprefix("#") for one in answer.json()["errors"]]


async def test_every_text_of_a_network_is_held_to_be_about_nobody(region: Region) -> None:
    voortrekker = region.person("voortrekker")
    assert _held(await voortrekker.ask("POST", "/network-documents", GROUP | {"title": BSN})) == ["/title"]
    clauses = [*COVENANT["clauses"][1:], COVENANT["clauses"][0] | {"text": BSN}]
    place = f"/clauses/{len(clauses) - 1}/text"
    assert _held(await voortrekker.ask("POST", "/covenants", COVENANT | {"clauses": clauses})) == [place]

    assert _held(await voortrekker.ask("POST", "/collaboration-plans", PLAN | {"title": BSN})) == ["/title"]
    plan = f"/collaboration-plans/{(await voortrekker.post('/collaboration-plans', PLAN))['id']}"
    answer = answer_to("partner", "") | {"text": BSN}
    answered = await voortrekker.ask("PUT", f"{plan}/answers/partner", answer, If_Match='"0"')
    assert _held(answered) == ["/text"]
    renamed = await voortrekker.ask("PUT", plan, PLAN | {"targetGroup": BSN}, If_Match='"1"')
    assert _held(renamed) == ["/targetGroup"]
    trust = colour(region, "amber", motivation=BSN, evidence=BSN)
    assessed = await voortrekker.ask("POST", f"{plan}/success-factors/trust/assessments", trust)
    assert sorted(_held(assessed)) == ["/evidence", "/motivation"]

    at = f"/inventories/{await make_inventory(region)}"
    body = {"name": BSN, "targetGroup": "x", "area": "Noorderveld", "fromDate": "2026-09-01"}
    assert _held(await voortrekker.ask("POST", "/inventories", body)) == ["/name"]
    assert _held(await voortrekker.ask("PATCH", at, {"area": BSN}, If_Match='"1"')) == ["/area"]
    who = {"kind": "help", "help": "Een klas, bel 038-1234567"}
    parties = f"{at}/needed-parties"
    asked = await voortrekker.ask("POST", parties, needed(region, who=who, neededFor=BSN))
    assert sorted(_held(asked)) == ["/neededFor", "/who/help"]
    party = (await voortrekker.post(parties, needed(region)))["id"]
    refused = {"step": "refuses", "reason": BSN}
    step = await voortrekker.ask("POST", f"{parties}/{party}/steps", refused, If_Match='"1"')
    assert _held(step) == ["/reason"]

    told = f"/bottlenecks/{(await region.teacher.post('/bottlenecks', TOLD))['id']}"
    solved = {"text": BSN, "solved": True}
    assert _held(await voortrekker.ask("POST", f"{told}/answers", solved, If_Match='"1"')) == ["/text"]
    await voortrekker.ask("POST", f"{told}/answers", solved | {"text": "Klaar."}, If_Match='"1"')
    again = {"text": BSN, "solved": False}
    assert _held(await region.teacher.ask("POST", f"{told}/confirmations", again, If_Match='"2"')) == [
        "/text"
    ]


async def test_a_name_is_held_back_from_who_may_see_it_and_from_nobody_else(region: Region) -> None:
    """Were it refused to others, they could try names, and hear who is known."""
    await report(region, await make_inventory(region))
    told = {"reason": "waiting_list", "sector": "care", "text": "noor terpstra wacht al een half jaar."}
    assert _held(await region.teacher.ask("POST", "/bottlenecks", told)) == ["/text"]
    assert _held(await region.begeleider.ask("POST", "/bottlenecks", told)) == ["/text"]  # of the same unit
    await region.specialist.post("/bottlenecks", told)
    await region.teacher.post("/bottlenecks", told | {"overrides": ["noor", "terpstra"]})
    # The refusal left no entry about a person: it tells nothing that he does not know.
    assert {one["client"] for one in await region.entries("event = 'network-bottleneck.raised'")} == {None}


async def test_a_client_is_held_back_from_who_takes_part(region: Region) -> None:
    await open_case(region)
    client = await region.admin.fetchrow(
        "SELECT given_names, family_name FROM chaincare.clients ORDER BY id DESC"
    )
    name = f"{client['given_names'].split()[0]} {client['family_name']}"
    told = {"reason": "waiting_list", "sector": "care", "text": f"Voor {name} is er niets."}
    assert (await region.teacher.ask("POST", "/bottlenecks", told)).status_code == 400
    assert (await region.specialist.ask("POST", "/bottlenecks", told)).status_code == 201
