"""A plan with its answers, adopted: what a network does with it, once each."""

from typing import TYPE_CHECKING, Any

from chaincare.collaboration_plans.role_words import PlanRole

if TYPE_CHECKING:
    from tests.promises.everything import Body, Call, Land

PLAN = "/collaboration-plans/{collaboration_plan_id}"
ANSWER = f"{PLAN}/answers/{{role}}"
FACTORS = f"{PLAN}/success-factors"
ASSESSMENTS = f"{FACTORS}/{{factor}}/assessments"


def _plan(land: "Land") -> dict[str, Any]:
    return {
        "networkId": land.ids["network"],
        "title": "Ieder kind naar school",
        "targetGroup": "thuiszitters",
    }


def _answer(land: "Land") -> dict[str, Any]:
    cites = {"inventoryId": land.ids["inventory_id"]} if land.ids.get("role") == "scout" else {}
    return {"text": "Together, and first with who is at home longest.", **cites}


def _adopting(land: "Land") -> dict[str, Any]:
    return {"adoptedDate": "2026-01-05", "organisationIds": [land.ids["school-organisation"]]}


def _assessing(land: "Land") -> dict[str, Any]:
    return {
        "colour": "green", "motivation": "We phone each other.", "assessedDate": "2026-01-05",
        "documentIds": [land.ids["document_id"]],
    }  # fmt: skip


PLAN_BODIES: "dict[Call, tuple[Body, ...]]" = {
    ("GET", "/collaboration-plans"): (),
    ("POST", "/collaboration-plans"): (_plan,),
    ("GET", PLAN): (),
    ("PUT", PLAN): (lambda _: {"title": "Ieder kind leert", "targetGroup": "thuiszitters"},),
    ("GET", f"{PLAN}/answers"): (),
    ("GET", ANSWER): (),
    ("GET", f"{ANSWER}/editions"): (),
    ("PUT", ANSWER): (_answer,),
    ("GET", f"{PLAN}/adoptions"): (),
    ("POST", f"{PLAN}/adoptions"): (_adopting,),
    ("GET", FACTORS): (),
    ("GET", f"{FACTORS}.svg"): (),
    ("GET", ASSESSMENTS): (),
    ("POST", ASSESSMENTS): (_assessing,),
}
PLAN_EDITIONS: "dict[Call, dict[str, str]]" = {
    call: {"If_Match": "*"} for call in (("PUT", PLAN), ("PUT", ANSWER), ("POST", f"{PLAN}/adoptions"))
}


async def plan_together(land: "Land") -> None:
    """Begin a plan, answer its questions, adopt it."""
    ids = land.ids
    ids["collaboration_plan_id"] = (await land.do("voortrekker", "POST", "/collaboration-plans"))["id"]
    await land.do("network-coordinator", "PUT", PLAN)
    for role in sorted(
        PlanRole, key=lambda one: one is PlanRole.SCOUT
    ):  # the scout last: his answer names an id
        ids["role"] = role.value
        await land.do("voortrekker", "PUT", ANSWER)
    await land.do("administrator", "POST", f"{PLAN}/adoptions")
    for path in (
        "/collaboration-plans",
        PLAN,
        f"{PLAN}/answers",
        ANSWER,
        f"{ANSWER}/editions",
        f"{PLAN}/adoptions",
    ):
        await land.do("funder", "GET", path)
    await _put_on_green(land)


async def _put_on_green(land: "Land") -> None:
    land.ids["factor"] = "trust"
    await land.do("voortrekker", "POST", ASSESSMENTS)
    for path in (FACTORS, f"{FACTORS}.svg", ASSESSMENTS):
        await land.do("funder", "GET", path)
