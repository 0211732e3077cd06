"""Story 4, *The homeless man*: no BSN, no phone, an uncertain birth year, two spellings of one name.

Two organisations in two cities found him, and neither knows of the other. He has no login, and never needs one: what he
says counts by somebody who heard it and says when.
"""

from datetime import timedelta
from typing import Any

import pytest
from tests.matches.homeless import CITY, MAN, SAME_MAN, Two, other_city
from tests.people import Person, Region, basis, desiree
from tests.prose import Case

from chaincare.demo.world import ELSEWHERE, NETWORK, SCHOOL, person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio

OWN_WORDS = "Ik wil een dak, en dat ze niet over mij praten zonder mij."


async def test_the_homeless_man(region: Region) -> None:
    two = await each_city_registers_him(region)
    here, there = Case(region, two.older), Case(region, two.newer)
    await nobody_learns_of_the_other(two, here, there)
    await the_card_goes_to_the_older_holder_first(two)
    await both_holders_and_the_man_agree(two)
    await there_is_one_case_and_the_old_id_still_works(two, here)
    await he_directs_himself(here)
    await it_can_be_undone(two, here)
    await the_log_tells_of_the_merge_and_of_the_split(two, here, there)


async def each_city_registers_him(region: Region) -> Two:
    """Asked for a roof in both; each writes down what it heard: Youssef El Haddad of 1971, Jusuf Elhadad of 1972."""
    await other_city(region)
    two = Two(region)
    two.older = await registered(region.teacher, network=NETWORK, unit=SCHOOL.unit_id, man=MAN)
    two.newer = await registered(region.outsider, network=CITY, unit=ELSEWHERE.unit_id, man=SAME_MAN)
    await directs_alone(region.teacher, two.older)
    await directs_alone(region.outsider, two.newer)
    await two.found()
    return two


async def registered(by: Person, *, network: Any, unit: Any, man: dict[str, Any]) -> Any:
    """He takes part himself, without a login, and his own words come first."""
    body = desiree(
        networkId=str(network), purpose="housing", client=man, ownWords=OWN_WORDS, question="Where can he sleep?",
        legalBasis=basis(unit), circle=[{"kind": "client"}],
    )  # fmt: skip
    return await by.post("/cases", body)


async def directs_alone(holder: Person, opened: Any) -> None:
    """Nobody else takes part who could agree to it."""
    proposed = await holder.post(
        f"/cases/{opened['id']}/regie-proposals",
        {"candidate": opened["participationId"], "mandate": ["convene", "contact", "guard_agreements"]},
    )
    assert proposed["inEffect"], proposed


async def nobody_learns_of_the_other(two: Two, here: Case, there: Case) -> None:
    """Not by asking for it, not by searching for him, not from his own case: only the older case's holder has a card."""
    await here.is_nothing_to("outsider")
    await there.is_nothing_to("teacher")
    assert await two.balls("outsider") == []
    await two.card("outsider", expect=404)
    for one, case, other in (("teacher", here, there), ("outsider", there, here)):
        shown = str(await case.read_by(one))
        for word in (other.id, other.opened["reference"], other.opened["clientId"]):
            assert word not in shown


async def the_card_goes_to_the_older_holder_first(two: Two) -> None:
    """Both spellings and both years are side by side for who knows the man; the id of the other case is not there."""
    assert await two.balls("teacher") == ["match_to_decide"]
    card = await two.card("teacher")
    assert (card["side"], card["state"]) == ("older", "to_older")
    other = card["other"]
    assert (other["givenNames"], other["familyName"]) == ("Jusuf", "Elhadad")
    assert (other["birthDate"], other["birthPrecision"]) == ("1972-01-01", "year")
    assert (other["holder"], other["organisation"]) == (None, None), (
        "not before one of them says that it is he"
    )
    assert two.newer["id"] not in str(card)


async def both_holders_and_the_man_agree(two: Two) -> None:
    """The teacher thinks so, then the other one; he was asked in the shelter's hall, and said yes."""
    thinks_so: Any = {"answer": "same_person", "regieWith": "older"}
    assert (await two.decides("teacher", **thinks_so))["state"] == "to_newer"
    other = (await two.card("teacher"))["other"]
    assert (other["holder"], other["organisation"]) == ("Kees Bos", "Wijkteam Zuid")
    assert await two.balls("outsider") == ["match_to_decide"]
    assert (await two.card("outsider"))["other"]["givenNames"] == "Youssef"
    assert (await two.decides("outsider", **thinks_so))["state"] == "to_client"
    told = await two.decides("outsider", client=heard_in_person(two.region), **thinks_so)
    assert told["state"] == "merged"


async def he_directs_himself(here: Case) -> None:
    """With the intern begeleider beside him; his yes is oral, heard by the teacher, and she agrees herself.

    Until now the teacher directed: he lets go, and writes down when and where he heard it.
    """
    region = here.region
    joining: Any = {
        "kind": "professional", "professionalId": str(person("intern-begeleider").id), "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    added = await region.teacher.post(f"{here.path}/participations", {"purpose": "housing", "party": joining})
    [client] = here.opened["circle"]
    here.parts = {
        "teacher": here.opened["participationId"],
        "intern-begeleider": added["participationId"],
        "the man": client["participationId"],
    }
    talk: Any = {
        "kind": "conversation",
        "client": {"present": "yes"},
        "regie": {
            "candidate": here.part_of("the man"),
            "contact": here.part_of("intern-begeleider"),
            "mandate": ["convene", "decide"],
            "handoverNote": "He wants to be at every table himself.",
        },
    }
    who: Any = {"present": ["teacher", "the man"], "absent": ["intern-begeleider"]}
    with pytest.raises(AssertionError, match="proof-needed"):
        await here.meets(recorded_by="teacher", **who, **talk)
    heard = await here.meets(
        recorded_by="teacher", **who, **talk, proof="On the bench at the station: he said yes, and laughed."
    )
    assert heard["regie"]["kind"] == "to_client"
    assert heard["regie"]["state"] == "open", "she who stands beside him was not there"
    rows = (await region.begeleider.get("/worklist?kind=regie_to_answer"))["items"]
    assert len(rows) == 1
    answers = f"{here.path}/regie-proposals/{heard['regie']['id']}/responses"
    assert (await region.begeleider.post(answers, {"answer": "assent"}))["inEffect"]

    for role in ("teacher", "network-coordinator"):
        regie = await here.who(role).get(f"{here.path}/regie")
        holder = regie["holder"]
        assert (regie["vacant"], holder["heldBy"]) == (False, "client")
        assert holder["clientParticipationId"] == here.part_of("the man")
        assert (holder["name"], holder["function"]) == ("Fatma Kaya", "intern begeleider")
        assert "Youssef" not in str(regie)
    assert (await here.read_by("teacher"))["regie"]["heldBy"] == "client"
    # Neither of them leaves silently.
    for role in ("the man", "intern-begeleider"):
        await here.leaves(role, by="intern-begeleider", expect=409)


def heard_in_person(region: Region) -> dict[str, Any]:
    day = day_in_amsterdam(region.app.state.clock.now()) - timedelta(days=1)
    return {"agrees": True, "asked": "in_person", "askedDate": day.isoformat()}


async def there_is_one_case_and_the_old_id_still_works(two: Two, here: Case) -> None:
    """One holder, one case; whoever still has the old id is led to it, if he takes part there."""
    teacher = two.region.teacher
    assert (await teacher.get(f"/cases/{two.newer['id']}"))["id"] == here.id
    assert (await teacher.get(f"/clients/{two.newer['clientId']}"))["id"] == here.opened["clientId"]
    # The other city's holder reads his own part of it, and no more.
    await here.is_nothing_to("outsider")
    left = await two.region.outsider.get(f"/cases/{two.newer['id']}")
    assert (left["status"], left["regie"]) == ("closed", None)
    assert [await two.balls(one) for one in ("teacher", "outsider")] == [[], []]


async def it_can_be_undone(two: Two, here: Case) -> None:
    """Had it been two men after all: each city has its own case again, with who directed it."""
    region = two.region
    assert (await two.splits("teacher"))["state"] == "split"
    await region.teacher.get(f"/cases/{two.newer['id']}", expect=404)
    there = await region.outsider.get(f"/cases/{two.newer['id']}")
    assert (there["status"], there["regie"]["name"]) == ("open", "Kees Bos")
    assert there["client"]["givenNames"] == "Jusuf"
    mine = await here.read_by("teacher")
    assert (mine["client"]["givenNames"], mine["regie"]["heldBy"]) == ("Youssef", "client")


async def the_log_tells_of_the_merge_and_of_the_split(two: Two, here: Case, there: Case) -> None:
    """In both cases, with who did it, and without a name of the man's in it."""
    for case in (here, there):
        done = await two.region.entries("case_id = $1::text::uuid AND outcome = 'done'", case.id)
        told = [one["event"] for one in done]
        assert "match.decided" in told
        assert "match.split" in told
        assert told.index("match.decided") < told.index("match.split")
    searched = await two.region.auditor.post("/access-log/_search", {"caseId": here.id}, expect=200)
    items = searched["items"]
    assert {"match.decided", "match.split"} <= {one["event"] for one in items}
    assert {person("teacher").name} <= {one["actor"] for one in items}
    for word in ("Youssef", "Jusuf", "Haddad", "Elhadad", "dak"):
        assert word not in str(items)
