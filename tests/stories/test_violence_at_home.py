"""Story 3, *Violence at home*: a night, the morning after it, and a father who must not find out where they are.

Three children in one household; a father with authority and a login of his own; a shelter whose name must not show; the
mother's phone in his hands. What he can read at the end is held, to the bit, against the same three children without a
shelter and without a night.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.emergency.night import ACCESSES, BASIS, newcomer
from tests.people import Person, Region
from tests.shields.test_two_worlds import looks
from tests.shields.worlds import World, shelter_comes, what_everybody_knows, world

from chaincare.demo.world import NETWORK, SCHOOL, YOUTH_CARE
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio

EIGHT = time(8, tzinfo=ZoneInfo("Europe/Amsterdam"))
CHILDREN = ("roos", "mei", "ruud")
SAFETY = {
    "residents": [
        {"name": "Marijke van der Walt", "relation": "mother"},
        {"name": "Ruud van der Walt", "relation": "father", "tags": ["used_violence_before"]},
    ],
    "dangers": [{"kind": "weapon", "text": "A hunting rifle, in the shed."}],
    "contactBans": [{"name": "Ruud van der Walt", "fromDate": "2026-11-01", "untilDate": "2999-11-01", "order": "C/18/7"}],
    "doorNotes": "He watches the front door: come by the back.",
}  # fmt: skip


@dataclass
class Household:
    """Three cases of one household, each with its own parents' logins and its own entries in the log."""

    region: Region
    cases: list[World]
    crisis_worker: Person
    second: Person

    @property
    def eldest(self) -> World:
        return self.cases[0]


async def test_violence_at_home(region: Region) -> None:
    # At the same time of the day, whenever it is told: what is asked before midnight and after it has other terms.
    now = region.app.state.clock.now()
    region.move_clock(datetime.combine(day_in_amsterdam(now) + timedelta(days=1), EIGHT) - now)
    home = await a_household_with_three_children(region)
    night = await the_crisis_team_gets_in_at_night(home)
    await the_holder_reads_the_note_at_nine(home, night)
    await a_second_person_makes_it_a_crisis_participation(home, night)
    await they_go_to_a_shelter(home)
    await he_learns_nothing(home)
    await the_night_is_reviewed(home, night)
    await when_it_is_safe_the_mother_reads_it(home, night)


async def a_household_with_three_children(region: Region) -> Household:
    """The school opened a case for each; both parents log in, for he has authority as well; the begeleider directs."""
    cases = [await world(region, name) for name in CHILDREN]
    unit = await region.administrator.post(
        "/units", {"organisationId": str(YOUTH_CARE.id), "name": "Crisisteam", "statutoryTask": "Jeugdwet"}
    )
    worker, second = [await newcomer(region, one, unit["id"]) for one in ("crisis-1", "crisis-2")]
    units = [
        {"unitId": unit["id"], "kind": "crisis_team", "phone": "050 111 11 11"},
        {"unitId": str(SCHOOL.unit_id), "phone": "050 222 22 22"},
    ]
    named = await region.administrator.ask(
        "PUT", f"/networks/{NETWORK}/emergency-settings", {"units": units}, If_Match="*"
    )
    assert named.status_code == 200, named.text
    for one in cases:
        written = await region.begeleider.ask("PUT", f"{one.case}/safety-sheet", SAFETY, If_Match='"0"')
        assert written.status_code == 200, written.text
    return Household(region, cases, worker, second)


async def the_crisis_team_gets_in_at_night(home: Household) -> str:
    """A reference called out by phone: first whom to call, then what to know at the door, and nothing else."""
    reference = {"kind": "reference", "reference": home.eldest.opened["reference"]}
    asked = {"by": reference, "reasonCode": "child_in_danger", "reason": "The neighbours hear shouting."}
    given = await home.crisis_worker.post(ACCESSES, asked)
    assert given["card"]["holder"]["name"] == "Fatma Kaya"
    night = f"{ACCESSES}/{given['id']}"
    sheet = await home.crisis_worker.get(f"{night}/safety-sheet")
    assert sheet["dangers"][0]["text"].startswith("A hunting rifle")
    for path in ("", "/notes", "/question", "/legal-bases"):
        await home.crisis_worker.get(f"{home.eldest.case}{path}", expect=404)
    # What he sees of one child opens nothing of the others.
    for one in home.cases[1:]:
        await home.crisis_worker.get(one.case, expect=404)
    return night


async def the_holder_reads_the_note_at_nine(home: Household, night: str) -> None:
    await home.crisis_worker.post(f"{night}/notes", {"body": "The eldest sleeps at her aunt's."})
    home.region.move_clock(timedelta(hours=1))
    rows = (await home.region.begeleider.get("/worklist?kind=emergency_to_acknowledge"))["items"]
    assert len(rows) == 1
    notes = (await home.region.begeleider.get(f"{home.eldest.case}/notes"))["items"]
    assert [one["body"] for one in notes] == ["The eldest sleeps at her aunt's."]
    await home.region.begeleider.post(f"{night}/acknowledgements", {})


async def a_second_person_makes_it_a_crisis_participation(home: Household, night: str) -> None:
    """Not he himself: a second one, for three days at most; then he writes, and still cannot direct."""
    crisis = {"legalBasis": BASIS, "reason": "They must be placed today.", "hours": 72}
    await home.crisis_worker.post(f"{night}/crisis-participations", crisis, expect=403)
    begun = await home.second.post(f"{night}/crisis-participations", crisis)
    note = {"body": "Placed today.", "audience": ["professionals"]}
    await home.crisis_worker.post(f"{home.eldest.case}/notes", note)
    proposed = {"candidate": begun["participationId"], "mandate": ["convene"], "handoverNote": "n"}
    await home.region.teacher.post(f"{home.eldest.case}/regie-proposals", proposed, expect=400)


async def they_go_to_a_shelter(home: Household) -> None:
    """Shielded before it is even asked; it takes part, writes, agrees, and is asked to direct."""
    for one in home.cases:
        await shelter_comes(one)
        await what_everybody_knows(one)


async def he_learns_nothing(home: Household) -> None:
    """The same household once more, without a night and without a shelter: to him they are the same, every bit.

    Nor from the mother's phone, which may be in his hands.
    """
    region = home.region
    for name, within in zip(CHILDREN, home.cases, strict=True):
        without = await world(region, f"{name}2")
        await what_everybody_knows(without)
        for his, empty in ((within.father, without.father), (within.mother, without.mother)):
            hiding, plain = await looks(within, his), await looks(without, empty)
            assert sum(text.startswith("200") for text in plain.values()) >= 20
            assert {
                asked: (plain.get(asked), told) for asked, told in hiding.items() if told != plain.get(asked)
            } == {}
            for word in (YOUTH_CARE.name, "Crisisteam", "crisiswerker", "rifle", 'emergency": true'):
                assert word not in str(hiding), word
        # Who works with them reads all of it.
        assert YOUTH_CARE.name in str(await region.begeleider.get(within.case))


async def the_night_is_reviewed(home: Household, night: str) -> None:
    """After it ended, by somebody who had no part in it, within five working days."""
    home.region.move_clock(timedelta(hours=73))
    await home.crisis_worker.get(home.eldest.case, expect=404)
    review = {"outcome": "justified", "reason": "Heard by three neighbours, and right."}
    for one in (home.crisis_worker, home.second):
        refused = await one.ask("POST", f"{night}/reviews", review)
        assert refused.status_code in (403, 404), refused.text
    reviewed = await home.region.auditor.post(f"{night}/reviews", review)
    assert reviewed["state"] == "justified"


async def when_it_is_safe_the_mother_reads_it(home: Household, night: str) -> None:
    """The holder lifts the shield and says that the night can be told: then both stand in her own log."""
    region = home.region
    mother = home.eldest.mother
    assert not any(one["emergency"] for one in await _log_of(mother))
    await region.auditor.post(f"{night}/disclosures", {})
    for one in home.cases:
        [shield] = (await region.begeleider.get(f"{one.case}/shields"))["items"]
        lifting = f"{one.case}/shields/{shield['id']}/liftings"
        await region.begeleider.post(lifting, {"reason": "They live somewhere else now."})
    told = await _log_of(mother)
    assert any(one["emergency"] for one in told)
    assert YOUTH_CARE.name in {one["organisation"] for one in told}


async def _log_of(citizen: Person) -> list[Any]:
    """All pages of one's own log."""
    items: list[Any] = []
    path = "/me/access-log?limit=50"
    while path:
        answer = await citizen.ask("GET", path)
        items += answer.json()["items"]
        path = answer.links.get("next", {}).get("url", "").removeprefix("/v1")
    return items
