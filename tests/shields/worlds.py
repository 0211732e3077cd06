"""Two cases in which the same happens, but that in one of them a shelter takes part; and what somebody sees of each."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx2
from tests.escalations.steps import ask, complement
from tests.people import Person, Region, basis, desiree

from chaincare.demo.world import SCHOOL, YOUTH_CARE, person
from chaincare.workdays import day_in_amsterdam

PARENT = {
    "kind": "representative",
    "representativeKind": "parent",
    "proof": "register",
    "proofDate": "2026-09-01",
}
TEAM = {
    "kind": "team", "unitId": str(SCHOOL.unit_id), "scope": "core", "legalBasis": basis(SCHOOL.unit_id),
}  # fmt: skip
FOR_ALL = {"audience": ["professionals"], "clientMayRead": True}
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
# The text itself is compared; its length differs with the zeros at the end of an instant, which are not written.
_OF_EACH_ANSWER = {"date", "chaincare-request-id", "chaincare-receipt", "content-length"}


@dataclass
class World:
    """A case, with the logins of its citizens; `seen` are the ids that were told, in the order they were told in."""

    region: Region
    opened: Any
    mother: Person
    father: Person
    colleague: str
    shelter: str | None = None
    plan: str = ""

    @property
    def case(self) -> str:
        return f"/cases/{self.opened['id']}"


def citizen(region: Region, name: str) -> Person:
    token = region.issuers.token("burgers", name, client_id="mijn-chaincare", scopes=("cases", "me"))
    return Person(name, region.http, token, region.calls)


async def world(region: Region, name: str, **more: Any) -> World:
    """A case as the citizens know it: both parents log in, the begeleider directs; ``more`` is known of each of them."""
    circle = [{**PARENT, **more, "name": who} for who in ("Marijke van der Walt", "Ruud van der Walt")]
    opened = await region.teacher.post("/cases", desiree(circle=[*circle, TEAM]))
    parents = [citizen(region, f"{who}-{name}") for who in ("mother", "father")]
    for one, part in zip(parents, opened["circle"], strict=False):
        asked = {"representativeId": part["representativeId"], "proof": "card seen"}
        invitation = await region.teacher.post(f"/cases/{opened['id']}/invitations", asked)
        await one.post("/me/logins", {"code": invitation["code"]})
    party = {
        "kind": "professional", "professionalId": str(person("intern-begeleider").id), "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    body = {"purpose": "education_support", "party": party}
    added = await region.teacher.post(f"/cases/{opened['id']}/participations", body)
    made = World(region, opened, parents[0], parents[1], added["participationId"])
    made.plan = (await region.teacher.post(f"{made.case}/plans", planned("Ik wil slapen.")))["id"]
    await _directed(made, region.teacher, made.colleague, region.begeleider)
    return made


async def _directed(here: World, by: Person, candidate: str, assenting: Person, **said: Any) -> str:
    proposal = await by.post(
        f"{here.case}/regie-proposals", {"candidate": candidate, "mandate": ["convene"], **said}
    )
    path = f"{here.case}/regie-proposals/{proposal['id']}/responses"
    await assenting.post(path, {"answer": "assent"})
    return str(proposal["id"])


LOOKED_BACK = {"heldDate": "2026-01-05", "reached": "She sleeps.", "ownWords": "Het is stil hier."}


def tomorrow(region: Region) -> str:
    return str(day_in_amsterdam(region.app.state.clock.now()) + timedelta(days=1))


def planned(words: str) -> Any:
    return {"goals": [{"ownWords": words}], "agrees": "yes"}


async def what_everybody_knows(here: World) -> None:
    """The same in both worlds, after what is secret."""
    region, case = here.region, here.case
    teacher = here.opened["participationId"]
    note = {"body": "She slept well.", "audience": ["professionals"], "clientMayRead": True}
    await region.teacher.post(f"{case}/notes", note)
    await agreed(here, region.teacher, here.colleague, region.begeleider)
    needed = {
        "who": {"kind": "help", "help": "Swimming."}, "neededFor": "Rest.", "nextStep": "Ask.",
        "nextStepDate": "2999-01-01", "clientMayRead": True,
    }  # fmt: skip
    await region.teacher.post(f"{case}/needed-parties", needed)
    plan, whichever = f"{case}/plans/{here.plan}", {"If_Match": "*"}
    changed = await region.teacher.ask("PUT", plan, planned("Ik wil ook zwemmen."), **whichever)
    assert changed.status_code == 200
    mine = {"version": 2, "agrees": "no", "agreesBecause": "Too far."}  # as he numbers the editions
    await here.father.post(f"{case}/plans/{here.plan}/answers", mine)
    await region.begeleider.post(f"{case}/evaluations", {**LOOKED_BACK, "outcome": "closes"})
    away = {"reason": "client_away", "explanation": "x", "resumesDate": tomorrow(region)}
    pause = await region.begeleider.post(f"{case}/pauses", away)
    await region.begeleider.post(f"{case}/pauses/{pause['id']}/endings", {})
    present = [teacher, here.colleague, *([here.shelter] if here.shelter else [])]
    meeting = {
        "kind": "meeting", "heldAt": region.app.state.clock.now().isoformat(), "present": present, "absent": [],
        "client": {"present": "no", "heard": "asked"},
        "agreements": [{"responsible": here.colleague, "what": "Calls.", "dueDate": "2999-01-01"}],
    }  # fmt: skip
    await region.begeleider.post(f"{case}/meetings", meeting)


async def agreed(here: World, by: Person, responsible: str, assenting: Person) -> str:
    body = {
        "responsible": responsible, "what": "Brings her to school.", "dueDate": "2999-01-01",
        "audience": ["professionals"], "clientMayRead": True,
    }  # fmt: skip
    made = await by.post(f"{here.case}/agreements", body)
    await assenting.post(f"{here.case}/agreements/{made['id']}/responses", {"answer": "assent"})
    return str(made["id"])


async def shelter_comes(here: World) -> None:
    """A secret address and the shield first, then the shelter: asked, accepted, started, and all it does afterwards."""
    region, case, shelter = here.region, here.case, here.region.youth_worker
    contact = {
        "phone": "06 98 76 54 32", "safeWay": "Through her aunt.",
        "address": {"street": "Schuilplaats 12", "town": "Elders", "secret": True},
    }  # fmt: skip
    path = f"/clients/{here.opened['clientId']}/contact"
    assert (await region.teacher.ask("PATCH", path, contact, If_Match='"0"')).status_code == 200
    unit = {"kind": "unit", "unitId": str(YOUTH_CARE.unit_id)}
    hiding = {"hides": unit, "reason": "She hides there.", "reviewDate": "2999-01-01"}
    await region.teacher.post(f"{case}/shields", hiding)
    needed = {
        "who": unit, "neededFor": "A safe bed.", "nextStep": "Phone.", "nextStepDate": "2999-01-01",
        "clientMayRead": True,
    }  # fmt: skip
    await region.teacher.post(f"{case}/needed-parties", needed)
    escalation = await ask(region.begeleider, here.opened["id"], complement())
    [target] = [
        one["id"]
        for one in (await shelter.get("/received-escalations"))["items"]
        if one["state"] == "requested"
    ]
    await shelter.post(f"/received-escalations/{target}/responses", {"answer": "accept"})
    path = f"{case}/escalations/{escalation}"
    if (await region.begeleider.get(path))["state"] != "started":
        await region.begeleider.post(f"{path}/starts", {})
    parties = (await region.begeleider.get(case))["parties"]
    here.shelter = next(
        one["participationId"] for one in parties if one["name"] == person("youth-worker").name
    )
    await shelter.get(case)
    await shelter.post(
        f"{case}/notes", {"body": "Safe.", "audience": ["professionals"], "clientMayRead": True}
    )
    own = await agreed(here, region.teacher, here.shelter, shelter)
    await shelter.post(f"{case}/agreements/{own}/progress", {"step": "begun"})
    await agreed(here, shelter, here.colleague, region.begeleider)
    await shelter.get(f"{case}/agreements/{own}/history")
    await shelter.post(f"{case}/plans", planned("A safe bed."))
    await shelter.ask("PUT", f"{case}/plans/{here.plan}", planned("A safe bed."), If_Match='"1"')
    heard = {
        "participationId": here.opened["circle"][0]["participationId"],
        "how": "oral",
        "proof": "In her room.",
    }
    version = (await shelter.get(f"{case}/plans/{here.plan}"))["version"]
    told = {"version": version, "agrees": "yes", "heard": heard}
    await shelter.post(f"{case}/plans/{here.plan}/answers", told)
    await shelter.post(f"{case}/evaluations", LOOKED_BACK)
    body = {"candidate": here.shelter, "mandate": ["convene"], "handoverNote": "n", "reason": "r"}
    proposal = await region.begeleider.post(f"{case}/regie-proposals", body)
    await shelter.post(
        f"{case}/regie-proposals/{proposal['id']}/responses", {"answer": "refusal", "reason": "Not us."}
    )


def bare(answer: httpx2.Response, here: World) -> str:
    """All that is told, with each id and moment replaced by its place among those told."""
    headers = sorted(
        (name, value) for name, value in answer.headers.items() if name.lower() not in _OF_EACH_ANSWER
    )
    said = answer.json()
    if answer.status_code == 200 and answer.request.url.path.endswith("/timeline"):
        items = [one | {"about": None} for one in said["items"]]
        items.sort(
            key=lambda one: (one["happenedAt"], one["kind"], str(one["by"]))
        )  # one instant has no order
        said = {"items": items}
    text = f"{answer.status_code} {headers} {json.dumps(said)}".replace(here.opened["reference"], "REFERENCE")
    places: dict[str, str] = {}
    for found in (ID, _INSTANT):
        text = found.sub(lambda one: places.setdefault(one[0], f"<{len(places)}>"), text)
    text = re.sub(r'"fingerprint": "[0-9a-f]{64}"', "FINGERPRINT", text)  # of the ids, too
    text = re.sub(r"cursor=[^&>]*", "cursor=…", text)
    text = re.sub(r"\d\d:\d\d: ", "TIME: ", text)  # when, in words
    return re.sub(r"(mother|father)-\w+", r"\1", text)
