"""Which groups of fields each reach is shown by the reads, as one table: `matrix.py` prints it, a test compares.

Each group has words of its own in one case; a reach has the group when any read answers it with these words.
"""

from typing import Any, NamedTuple

from tests.people import Person, Region, basis, desiree, link_mother
from tests.promises.everything import day

from chaincare.access.model import Reach
from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE, person

T, C, F, K, S, A = Reach.THAT, Reach.CORE, Reach.FULL, Reach.CLIENT, Reach.STEERING, Reach.TARGET


class Group(NamedTuple):
    """Fields that are shown or kept together, and the words by which they are recognised."""

    fields: str
    words: str
    shown_to: frozenset[Reach]


def _group(fields: str, words: str, *reaches: Reach) -> Group:
    return Group(fields, words, frozenset(reaches))


GROUPS = (
    _group("client's name", "Kanarievogel", T, C, F, K),
    _group("birth date", "2013-08-09", C, F, K),
    _group("that there is a case: its reference", "<reference>", T, C, F, K, S),
    _group("question in the client's own words", "kanarie-woorden", C, F, K),
    _group("question of the professional", "kanarie-vraag", C, F, K),
    _group("other parties by name", "Kees Bos", C, F, K),
    _group("parties by sector", '"education"', T, C, F, K, A),
    _group("representative's name", "Pietje-Piep", C, F, K),
    _group("representative's phone", "0612345670", C, F, K),
    _group("legal bases", "WPO 18a", F, K),
    _group("notes among professionals", "kanarie-notitie", F),
    _group("notes that the client may read", "kanarie-gedeeld", F, K),
    _group("agreements among professionals", "kanarie-afspraak", C, F),
    _group("goals of the plan", "kanarie-doel", C, F, K),
    _group("goals among professionals", "kanarie-besloten", C, F),
    _group("who is needed and what for", "kanarie-nodig", C, F),
    _group("request for help: summary for who is asked", "kanarie-samenvatting", C, F, A),
    _group("who never gets access, and why", "kanarie-conflict", F),
)
"""Reaches that no read gives anything of a case (log, directory, …) stand in no group."""

READS = (
    "", "/question", "/question/versions", "/notes", "/timeline", "/regie", "/regie-terms", "/legal-bases", "/agreements",
    "/escalations", "/meetings", "/needed-parties", "/plans", "/relation-conflicts",
)  # fmt: skip


async def filled_case(region: Region) -> tuple[Any, dict[Reach, Person]]:
    """Make a case with something in every group; give it, and somebody of each reach."""
    teacher, opened = region.teacher, await _opened(region)
    case = f"/cases/{opened['id']}"
    await link_mother(region, opened)
    await teacher.post(f"{case}/notes", {"body": "kanarie-notitie"})
    await teacher.post(f"{case}/notes", {"body": "kanarie-gedeeld", "clientMayRead": True})
    scoped = {
        "kind": "professional", "professionalId": str(person("outsider").id), "scope": "that",
        "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    await teacher.post(f"{case}/participations", {"purpose": "safety", "party": scoped})
    body = {
        "responsible": opened["participationId"], "what": "kanarie-afspraak", "dueDate": day(9),
        "audience": ["professionals"], "clientMayRead": False,
    }  # fmt: skip
    await teacher.post(f"{case}/agreements", body)
    for words, may in (("kanarie-doel", True), ("kanarie-besloten", False)):
        goals = {"goals": [{"ownWords": words}], "agrees": "yes", "clientMayRead": may}
        await teacher.post(f"{case}/plans", goals)
    needed = {
        "who": {"kind": "unit", "unitId": str(YOUTH_CARE.unit_id)}, "neededFor": "kanarie-nodig", "nextStep": "Phone.",
        "nextStepDate": day(3), "clientMayRead": False,
    }  # fmt: skip
    await teacher.post(f"{case}/needed-parties", needed)
    asked = {
        "limit": "imminent", "help": "strengthen", "question": "How?", "summary": "kanarie-samenvatting",
        "targets": [str(EXPERTISE.unit_id)],
    }  # fmt: skip
    draft = await teacher.post(f"{case}/escalations", asked)
    await teacher.post(f"{case}/escalations/{draft['id']}/requests", {})
    conflict = {
        "party": {"kind": "professional", "id": str(person("administrator").id)}, "reason": "kanarie-conflict",
        "decidedBy": "the client", "reviewDate": day(90),
    }  # fmt: skip
    await teacher.post(f"{case}/relation-conflicts", conflict)
    return opened, {
        T: region.outsider, C: region.begeleider, F: teacher, K: region.mother, S: region.coordinator, A: region.specialist,
    }  # fmt: skip


async def _opened(region: Region) -> Any:
    mother, team = desiree()["circle"]
    return await region.teacher.post(
        "/cases",
        desiree(
            client={"givenNames": "Zeldzame", "familyName": "Kanarievogel", "birthDate": "2013-08-09"},
            ownWords="kanarie-woorden",
            question="kanarie-vraag",
            legalBasis=basis(SCHOOL.unit_id),
            circle=[{**mother, "name": "Pietje-Piep", "phone": "0612345670"}, team],
        ),
    )


async def told(who: Person, opened: Any) -> str:
    """Give everything that this person's reads of the case answer, one after the other."""
    answers = [await who.ask("GET", f"/cases/{opened['id']}{path}") for path in READS]
    answers.append(await who.ask("GET", f"/clients/{opened['clientId']}"))
    answers.append(await who.ask("GET", "/cases"))
    answers.append(await who.ask("GET", "/worklist?whose=anyone"))
    received = await who.ask("GET", "/received-escalations")
    answers.append(received)
    if received.status_code == 200:
        answers += [
            await who.ask("GET", f"/received-escalations/{one['id']}") for one in received.json()["items"]
        ]
    assert {one.status_code for one in answers} <= {200, 403, 404}
    return "\n".join(one.text for one in answers if one.status_code == 200)


__all__ = ["GROUPS", "Group", "filled_case", "told"]
