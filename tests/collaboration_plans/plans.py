"""A plan with its eight answers, as a test needs one."""

from typing import Any

from tests.people import Region

from chaincare.collaboration_plans.role_words import PlanRole

PLAN = {"title": "Ieder kind naar school", "targetGroup": "thuiszitters van 4 tot 18 jaar"}


INVENTORY = {
    "name": "Thuiszitters 2026", "targetGroup": "thuiszitters", "area": "Noord", "fromDate": "2026-01-01",
}  # fmt: skip


async def inventory_of(region: Region) -> str:
    """Give the id of an inventory of the network."""
    made: str = (await region.person("voortrekker").post("/inventories", INVENTORY))["id"]
    return made


def answer_to(role: str, inventory: str) -> dict[str, Any]:
    """Give the body of an answer."""
    cites = {"inventoryId": inventory} if role == "scout" else {}
    return {"text": f"Wat de {role} zegt.", **cites}


async def complete_plan(region: Region) -> str:
    """Make a plan and answer its questions; give its address."""
    voortrekker = region.person("voortrekker")
    address = f"/collaboration-plans/{(await voortrekker.post('/collaboration-plans', PLAN))['id']}"
    inventory = await inventory_of(region)
    for role in PlanRole:
        answer = await voortrekker.ask(
            "PUT", f"{address}/answers/{role}", answer_to(role, inventory), If_Match='"0"'
        )
        assert answer.status_code == 200, answer.text
    return address
