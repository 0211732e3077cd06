"""S5: what a shelter does in another's place, and that its organisation is assigned, is not told to whom it is hidden from."""

from typing import Any

import pytest
from tests.escalations.steps import accept, another_team_at_school, ask, complement, draft, only_target
from tests.people import Person, Region
from tests.policies.test_policy import set_policy
from tests.privacy.test_bundles import strongly
from tests.promises.lands import south
from tests.shields.worlds import World, agreed, shelter_comes, world
from tests.worklist.lists import due

from chaincare.demo.world import EXPERTISE, YOUTH_CARE, person

pytestmark = pytest.mark.anyio


async def assign(here: World) -> Any:
    body = {"organisationId": str(YOUTH_CARE.id), "reason": "Only they."}
    return await here.region.coordinator.post(f"{here.case}/last-resort-assignments", body)


async def test_that_a_shelter_is_the_last_resort_is_told_to_who_may_know_of_it(region: Region) -> None:
    await set_policy(region, lastResort=[str(YOUTH_CARE.id)])
    here = await world(region, "one")
    path = f"{here.case}/last-resort-assignments"
    await region.begeleider.post(f"{here.case}/resignations", {"because": "safety", "atOnce": True})
    await assign(here)
    [told] = (await here.father.get(path))["items"]
    assert told["organisation"] == YOUTH_CARE.name
    assert "An organisation was told" in (await here.father.ask("GET", "/me/access-log")).text
    unit = {"kind": "unit", "unitId": str(YOUTH_CARE.unit_id)}
    await region.begeleider.post(
        f"{here.case}/shields", {"hides": unit, "reason": "She hides there.", "reviewDate": "2999-01-01"}
    )
    assert (await here.father.get(path))["items"] == []
    for told_at in (f"{here.case}/timeline", "/me/access-log"):
        text = (await here.father.ask("GET", told_at)).text
        assert "last_resort" not in text
        assert "An organisation was told" not in text
    assert [one["id"] for one in (await region.teacher.get(path))["items"]] == [told["id"]]


async def test_who_let_a_case_go_on_is_not_told_to_whom_he_may_be_hidden_from(region: Region) -> None:
    here = await world(region, "one")
    await shelter_comes(here)
    days = {"participationId": here.shelter, "firstDate": due(region, 0), "lastDate": due(region, 3)}
    asked = await region.begeleider.post(f"{here.case}/stand-ins", days)
    assent = {"answer": "assent"}
    await region.youth_worker.post(f"{here.case}/stand-ins/{asked['id']}/responses", assent)
    away = f"/professionals/{person('intern-begeleider').id}/absences"
    absence = await region.begeleider.post(away, {"kind": "sudden"})
    pause = {"reason": "client_wish", "explanation": "She rests.", "resumesDate": due(region, 9)}

    async def resumed(by: Person) -> tuple[list[Any], list[Any]]:
        made = await region.begeleider.post(f"{here.case}/pauses", pause)
        await by.post(f"{here.case}/pauses/{made['id']}/endings", {})
        told = []
        for who in (here.father, region.teacher):
            items = (await who.get(f"{here.case}/timeline"))["items"]
            [line] = [one for one in items if (one["kind"], one["about"]) == ("case_resumed", made["id"])]
            [shown] = [
                one for one in (await who.get(f"{here.case}/pauses"))["items"] if one["id"] == made["id"]
            ]
            told.append([line["by"], shown["resumedBy"]])
        return told[0], told[1]

    assert await resumed(region.youth_worker) == ([None, None], [here.shelter, here.shelter])
    await region.begeleider.post(f"{away}/{absence['id']}/endings", {})
    father, teacher = await resumed(region.begeleider)
    assert father == [None, None]
    assert teacher == [here.colleague, here.colleague]
    for path in (f"{here.case}/question", f"/clients/{here.opened['clientId']}"):
        body = {"question": "What now?"} if path.endswith("question") else {"callName": "Dees"}
        assert (await region.youth_worker.ask("PATCH", path, body, If_Match="*")).status_code == 200
    proposal = await _recorded_by_the_shelter(here)
    escalation = await _seen_to_by_the_shelter(here)
    for path in (
        f"/regie-proposals/{proposal}",
        f"/escalations/{escalation}",
        "/question",
        "/question/versions",
        "/timeline",
    ):
        assert str(here.shelter) not in (await here.father.ask("GET", here.case + path)).text


async def _recorded_by_the_shelter(here: World) -> str:
    """A proposal of others, to which somebody's assent is written down by the shelter."""
    region, case = here.region, here.case
    wanted = {"candidate": here.opened["participationId"], "mandate": ["convene"], "handoverNote": "n"}
    proposal = (await region.begeleider.post(f"{case}/regie-proposals", wanted))["id"]
    meeting = {
        "kind": "meeting", "heldAt": region.app.state.clock.now().isoformat(), "absent": [], "regie": wanted,
        "present": [here.opened["participationId"], here.shelter], "client": {"present": "no", "heard": "asked"},
    }  # fmt: skip
    held = await region.youth_worker.post(f"{case}/meetings", meeting)
    for who, told in ((here.father, (None, None)), (region.teacher, (held["id"], here.shelter))):
        [said] = [
            one
            for one in (await who.get(f"{case}/regie-proposals/{proposal}"))["responses"]
            if one["how"] == "in_presence"
        ]
        assert (said["meetingId"], said["recordedBy"]) == told, who.role
    return str(proposal)


async def _seen_to_by_the_shelter(here: World) -> str:
    """Help of others that waits for what the shelter sees to."""
    region = here.region
    escalation = await ask(region.teacher, here.opened["id"], complement(targets=[str(EXPERTISE.unit_id)]))
    path = f"{here.case}/escalations/{escalation}"
    await region.teacher.post(f"{path}/conditions", {"kind": "verwijzing", "ownerId": here.shelter})
    await accept(region.specialist, expectedDate=due(region, 9))
    await region.teacher.post(f"{path}/bridges", {"participationId": here.opened["participationId"]})
    for who, told in ((here.father, None), (region.teacher, here.shelter)):
        shown = await who.get(path)
        [condition] = shown["conditions"]
        assert (shown["ball"]["with"], shown["ball"]["participationId"]) == ("party", told), who.role
        assert condition["ownerId"] == told
    return escalation


async def test_an_agreement_that_a_hidden_one_replaces_was_cancelled_and_one_in_its_place_stands_alone(
    region: Region,
) -> None:
    here = await world(region, "one")
    await shelter_comes(here)
    body = {
        "what": "Brings her.", "dueDate": "2999-01-01", "audience": ["professionals"], "clientMayRead": True,
    }  # fmt: skip

    async def replaced(old: str, responsible: str, by: Person) -> str:
        new = {**body, "responsible": responsible, "supersedes": old}
        made = await region.teacher.post(f"{here.case}/agreements", new)
        await by.post(f"{here.case}/agreements/{made['id']}/responses", {"answer": "assent"})
        return str(made["id"])

    first = await agreed(here, region.teacher, here.colleague, region.begeleider)
    second = await replaced(first, here.colleague, region.begeleider)
    hidden = await replaced(second, str(here.shelter), region.youth_worker)
    last = await replaced(hidden, here.colleague, region.begeleider)

    async def told(who: Person, agreement: str) -> tuple[Any, Any, Any, Any]:
        path = f"{here.case}/agreements/{agreement}"
        one, items = await who.get(path), (await who.get(f"{path}/history"))["items"]
        links = [item[key] for item in items for key in ("supersedes", "supersededBy") if key in item]
        return one["state"], one["supersedes"], one["supersededBy"], links

    assert await told(here.father, first) == ("superseded", None, second, [second])
    assert await told(region.teacher, second) == ("superseded", first, hidden, [first, hidden])
    assert await told(here.father, second) == ("cancelled", first, None, [first])
    assert await told(region.teacher, last) == ("agreed", hidden, None, [hidden])
    assert await told(here.father, last) == ("agreed", None, None, [])
    lines = (await here.father.get(f"{here.case}/timeline"))["items"]
    ends = [(one["about"], one["kind"], one["by"]) for one in lines if one["about"] in (first, second)]
    assert (first, "agreement_superseded", here.colleague) in ends
    assert (second, "agreement_cancelled", None) in ends
    everything = (await here.father.ask("GET", f"{here.case}/agreements")).text
    assert (hidden in everything, '"state":"superseded"' in everything) == (False, True)


async def test_what_he_read_does_not_vanish_by_going_on_to_who_is_hidden(region: Region) -> None:
    here = await world(region, "one")
    care, _ = await another_team_at_school(region)
    unit = {"kind": "unit", "unitId": str(YOUTH_CARE.unit_id)}
    await region.teacher.post(
        f"{here.case}/shields", {"hides": unit, "reason": "r", "reviewDate": "2999-01-01"}
    )
    first = complement(targets=[str(EXPERTISE.unit_id)])
    one = f"{here.case}/escalations/{await ask(region.begeleider, here.opened['id'], first)}"
    target = await only_target(region.specialist)
    no = {"answer": "decline", "reason": "no_capacity"}
    await region.specialist.post(f"/received-escalations/{target}/responses", no)
    before = await here.father.get(one)
    assert before["state"] == "declined"
    lines = {line["reference"] for line in (await here.father.get("/me/access-log?limit=50"))["items"]}
    hidden = {"targets": [str(YOUTH_CARE.unit_id)]}
    refused = await region.begeleider.post(f"{one}/requests", hidden, 400)
    assert refused["type"].endswith("target-asked-apart")
    assert await here.father.get(one) == before
    after = {line["reference"] for line in (await here.father.get("/me/access-log?limit=50"))["items"]}
    assert lines <= after
    # Nor does a draft of his; to anybody else it goes on, and who is hidden is asked by a request that he never sees.
    drawn = f"{here.case}/escalations/{await draft(region.begeleider, here.opened['id'], first)}"
    changed = await region.begeleider.ask("PUT", drawn, complement(**hidden), If_Match="*")
    assert changed.json()["type"].endswith("target-asked-apart")
    assert (await region.begeleider.post(f"{one}/requests", {"targets": [care]}))["state"] == "requested"
    assert (await here.father.get(one))["state"] == "requested"
    apart = f"{here.case}/escalations/{await ask(region.begeleider, here.opened['id'], complement())}"
    await here.father.get(apart, 404)
    # What he never saw may go on to who is hidden as well.
    await region.youth_worker.post(
        f"/received-escalations/{await only_target(region.youth_worker)}/responses", no
    )
    house = {"kind": "unit", "unitId": str(EXPERTISE.unit_id)}
    await region.teacher.post(
        f"{here.case}/shields", {"hides": house, "reason": "r", "reviewDate": "2999-01-01"}
    )
    await region.begeleider.post(f"{apart}/requests", {"targets": [str(EXPERTISE.unit_id)]})
    await here.father.get(apart, 404)


async def test_where_a_case_goes_is_not_told_to_whom_anything_is_kept_from(region: Region) -> None:
    there = await south(region)
    here, open_one = await world(region, "one"), await world(region, "two")
    await shelter_comes(here)
    coordinator = there.people["network-coordinator"]
    asked = {"networkId": there.ids["network"], "because": "moved_house"}
    for one in (here, open_one):
        for answer in ("decline", "accept"):
            move = await region.begeleider.post(f"{one.case}/network-moves", asked)
            await coordinator.get("/network-moves")
            await coordinator.get("/worklist")
            await coordinator.post(f"/network-moves/{move['id']}/responses", {"answer": answer})
        await coordinator.get(f"{one.case}/regie")
    # From whom nothing is kept reads who looked, and each decision once.
    lines = [one["what"] for one in (await open_one.father.get("/me/access-log?limit=50"))["items"]]
    assert len([one for one in lines if "decided whether the case comes" in one]) == 2
    assert any("are to come to a region" in one for one in lines)
    father = strongly(region, "father-one")
    asking = await father.post("/me/requests", {"kind": "access", "caseId": here.opened["id"]})
    bundle = await father.post(f"/data-subject-requests/{asking['id']}/bundles", {})
    assert bundle["recipients"]
    assert "Zuid" not in str(bundle)
    for path in ("/me/access-log?limit=50", here.case, f"{here.case}/timeline?limit=50"):
        text = (await here.father.ask("GET", path)).text
        assert not [one for one in ("Zuid", "region", "network_move") if one in text], path
    # Who directs is hidden: whom to reach is where the case was at first.
    hides = {"kind": "party", "participationId": here.colleague}
    await region.teacher.post(
        f"{here.case}/shields", {"hides": hides, "reason": "r", "reviewDate": "2999-01-01"}
    )
    holder = (await here.father.get(here.case))["regie"]
    assert holder["participationId"] is None
    assert "Zuid" not in str(holder)
