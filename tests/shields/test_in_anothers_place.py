"""S5: what a shelter does in another's place, and that its organisation is assigned, is not told to whom it is hidden from."""

from datetime import timedelta
from typing import Any

import pytest
from tests.escalations.steps import accept, another_team_at_school, ask, complement, draft, only_target
from tests.ladders.test_climbing import tick
from tests.people import Person, Region, basis
from tests.policies.test_policy import set_policy
from tests.privacy.test_bundles import strongly
from tests.promises.lands import south
from tests.shields.worlds import World, agreed, shelter_comes, world
from tests.worklist.lists import due, rows_of

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE, person

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
    # Nor that somebody of it is to take over from somebody.
    leaves = f"/professionals/{person('teacher').id}/successions"
    line = {
        "caseId": here.case.rpartition("/")[2], "scope": "full", "purpose": "education_support",
        "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    for successor, seen in ((str(person("youth-worker").id), 0), (str(person("intern-begeleider").id), 1)):
        body = {"effectiveDate": due(region, 9), "reason": "x", "cases": [{**line, "successor": successor}]}
        [came] = (await region.teacher.post(leaves, body))["items"]
        succession = came["arranged"]["successionId"]
        assert succession in (await region.teacher.ask("GET", f"{here.case}/timeline")).text
        text = (await here.father.ask("GET", f"{here.case}/timeline")).text
        assert (text.count("succession_arranged"), succession in text) == (seen, seen == 1)
        log = (await here.father.ask("GET", "/me/access-log")).text
        assert ("It was arranged who takes over" in log) is (seen == 1)
        await region.teacher.post(f"{here.case}/successions/{succession}/withdrawals", {"reason": "x"})


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


async def test_in_whose_place_it_was_is_not_told_to_whom_the_holder_is_hidden_from(region: Region) -> None:
    here = await world(region, "one")
    days = {
        "participationId": here.opened["participationId"],
        "firstDate": due(region, 0),
        "lastDate": due(region, 3),
    }
    asked = await region.begeleider.post(f"{here.case}/stand-ins", days)
    await region.teacher.post(f"{here.case}/stand-ins/{asked['id']}/responses", {"answer": "assent"})
    await region.begeleider.post(
        f"/professionals/{person('intern-begeleider').id}/absences", {"kind": "sudden"}
    )
    away = {"reason": "client_away", "explanation": "x", "resumesDate": due(region, 3)}
    await region.teacher.post(f"{here.case}/pauses", away)

    async def line() -> Any:
        items = (await here.father.get("/me/access-log"))["items"]
        return next((one for one in items if one["wat"] == "Het dossier is gepauzeerd"), None)

    told = await line()
    assert (told["role"], told["actingFor"]) == (
        "acting_holder",
        "intern begeleider, Basisschool De Regenboog",
    )
    hiding = {"kind": "party", "participationId": here.colleague}
    await region.teacher.post(
        f"{here.case}/shields", {"hides": hiding, "reason": "He is threatened.", "reviewDate": "2999-01-01"}
    )
    # Only a holder does that: a line of a caseworker who paused the case would tell that somebody hidden directs.
    assert await line() is None


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


async def test_what_was_to_replace_a_hidden_agreement_stays_a_proposal_like_any_other(region: Region) -> None:
    """It can replace nothing any more: who sees both is told so; to whom the other is hidden nothing has changed."""
    here = await world(region, "one")
    await shelter_comes(here)
    dad = here.opened["circle"][1]["participationId"]
    body = {
        "what": "Father brings her.", "dueDate": "2999-01-01", "audience": ["professionals"], "clientMayRead": True,
        "responsible": dad,
    }  # fmt: skip
    path, read = f"{here.case}/agreements", {}
    hidden = await agreed(here, region.teacher, str(here.shelter), region.youth_worker)
    made = [
        (await region.teacher.post(path, body | more))["id"]
        for more in ({}, {"supersedes": hidden}, {"supersedes": hidden})
    ]

    async def told(who: Person, agreement: str) -> list[Any]:
        """All that is told of it; of its ids and moments that they are there."""
        one = await who.get(f"{path}/{agreement}")
        lines = (await who.get(f"{path}/{agreement}/history"))["items"]
        timeline = (await who.get(f"{here.case}/timeline?limit=50"))["items"]
        rows = [row for row in await rows_of(who, "?whose=anyone") if agreement in row["href"]]
        return [
            {key: value for key, value in one.items() if key not in ("id", "assent", "waitingOn")},
            one["waitingOn"]["who"],
            [(line["kind"], line["seq"], sorted(line)) for line in lines],
            [line["kind"] for line in timeline if line["about"] == agreement],
            [(row["kind"], row["waitingFor"], row["askedBy"]) for row in rows],
        ]

    for one in made:
        read[one] = await here.father.get(f"{path}/{one}")
    plain, again, third = [await told(here.father, one) for one in made]
    assert plain[4]
    assert plain == again == third
    done = {"step": "reported_kept"}
    await region.youth_worker.post(f"{path}/{hidden}/progress", done)
    assert [await told(here.father, one) for one in made] == [plain] * 3
    for one in made:
        assert await here.father.get(f"{path}/{one}") == read[one]
    seen = await region.begeleider.get(f"{path}/{made[1]}")
    assert (seen["returned"], seen["supersedes"], seen["waitingOn"]["who"]) == (True, hidden, "proposer")
    rows = {row["href"][-36:]: row["kind"] for row in await rows_of(region.begeleider, "?whose=anyone")}
    assert (rows[made[0]], rows[made[1]]) == ("agreement_to_answer", "agreement_returned")
    # What he says of it counts as of any other; it stands alone, and the other is what it was.
    for one, answer in zip(
        made, [{"answer": "assent"}, {"answer": "assent"}, {"answer": "decline", "reason": "x"}], strict=True
    ):
        await here.father.post(f"{path}/{one}/responses", answer)
    plain, again, third = [await told(here.father, one) for one in made]
    assert plain == again
    assert (third[0]["state"], third[0]["version"], third[1]) == ("declined", 2, "nobody")
    seen = await region.teacher.get(f"{path}/{made[1]}")
    assert (seen["state"], seen["returned"], seen["version"]) == ("agreed", False, 2)
    other = await region.teacher.get(f"{path}/{hidden}")
    assert (other["state"], other["supersededBy"]) == ("reported_kept", None)
    assert "agreement_returned" not in [row["kind"] for row in await rows_of(region.teacher, "?whose=anyone")]


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


async def test_what_he_read_stays_as_he_read_it_when_it_is_hidden_afterwards(region: Region) -> None:
    """It ends as any other: when nobody answered in time. Nothing is there of what he never read."""
    here = await world(region, "one")
    asked = complement(targets=[str(YOUTH_CARE.unit_id)])
    one, two = [await ask(region.begeleider, here.opened["id"], asked) for _ in range(2)]
    # He reads them; and nobody else does.
    shown = {item["id"]: item for item in (await here.father.get(f"{here.case}/escalations"))["items"]}
    assert {each["state"] for each in shown.values()} == {"requested"}
    shelter = region.youth_worker
    targets = [item["id"] for item in (await shelter.get("/received-escalations"))["items"]]
    await shelter.post(f"/received-escalations/{targets[1]}/responses", {"answer": "accept"})
    worked_at, other = one, two  # the list begins with the last
    seen = (await here.father.get(f"{here.case}/escalations"))["items"]
    assert {item["id"]: item["state"] for item in seen} == {one: "accepted", two: "requested"}
    read = {item["id"]: item for item in seen}
    lines_read = [
        item
        for item in (await here.father.get(f"{here.case}/timeline"))["items"]
        if item["about"] in (one, two)
    ]
    assert (await here.father.get(here.case))["level"] == "winkelstraat"
    rows_read = await _of_requests(here.father)
    assert {row["kind"] for row in rows_read} == {"escalation_to_start", "escalation_to_answer"}
    unit = {"kind": "unit", "unitId": str(YOUTH_CARE.unit_id)}
    hides = {"hides": unit, "reason": "r", "reviewDate": "2999-01-01"}
    # What was asked back before the shield, and he did not look at any more, he does not learn afterwards.
    asks = {"answer": "ask", "text": "How long?"}
    await shelter.post(f"/received-escalations/{targets[0]}/responses", asks)
    await region.teacher.post(f"{here.case}/shields", hides)
    third = await ask(region.begeleider, here.opened["id"], complement())
    told = {item["id"]: item for item in (await here.father.get(f"{here.case}/escalations"))["items"]}
    assert told == read
    assert await _of_requests(here.father) == rows_read
    assert told[other]["dialogue"] == []
    for each in (worked_at, other):
        assert await here.father.get(f"{here.case}/escalations/{each}") == told[each]
        assert [target["unit"] for target in told[each]["targets"]] == [YOUTH_CARE.unit]
    lines = [
        item
        for item in (await here.father.get(f"{here.case}/timeline"))["items"]
        if item["about"] in (one, two)
    ]
    assert [(item["about"], item["kind"]) for item in lines] == [
        (item["about"], item["kind"]) for item in lines_read
    ]
    # What happens afterwards moves nothing of it, and a new request is not there.
    await region.begeleider.post(f"{here.case}/escalations/{worked_at}/starts", {})
    again = {item["id"]: item for item in (await here.father.get(f"{here.case}/escalations"))["items"]}
    assert again == told
    await here.father.get(f"{here.case}/escalations/{third}", 404)
    assert (await here.father.get(here.case))["level"] == "winkelstraat"
    # Whatever else is hidden from him, and shown again.
    party = {"kind": "unit", "unitId": str(EXPERTISE.unit_id)}
    second = await region.teacher.post(f"{here.case}/shields", {**hides, "hides": party})
    await region.begeleider.post(f"{here.case}/shields/{second['id']}/liftings", {"reason": "x"})
    own = await agreed(here, region.teacher, here.colleague, region.begeleider)
    kept = {
        "participationId": here.opened["circle"][1]["participationId"], "itemKind": "agreement", "itemId": own,
        "reason": "r", "reviewDate": "2999-01-01",
    }  # fmt: skip
    await region.teacher.post(f"/clients/{here.opened['clientId']}/restrictions", kept)
    again = {item["id"]: item for item in (await here.father.get(f"{here.case}/escalations"))["items"]}
    assert again == told
    # Who read none of them before, reads none: the name would tell her where to look, and whoever holds her phone.
    assert (await here.mother.get(f"{here.case}/escalations"))["items"] == []
    assert not [
        item
        for item in (await here.mother.get(f"{here.case}/timeline"))["items"]
        if "escalation" in item["kind"]
    ]
    await here.mother.get(f"{here.case}/escalations/{other}", 404)
    await _taken_on_behind_a_shield(region, hides)
    told = {item["id"]: item for item in (await here.father.get(f"{here.case}/escalations"))["items"]}
    assert {each: item["state"] for each, item in told.items()} == {worked_at: "accepted", other: "expired"}


async def _of_requests(who: Person) -> list[Any]:
    """What waits of help that was asked for, as somebody sees it who looks at all."""
    return [row for row in await rows_of(who, "?whose=anyone") if "escalation" in row["kind"]]


async def _taken_on_behind_a_shield(region: Region, hides: dict[str, Any]) -> None:
    """Where a shield stands already, and somebody behind it takes it on; and two months later, when nobody answered in time."""
    there = await world(region, "two")
    party = {
        "kind": "professional", "professionalId": str(person("specialist").id), "scope": "full", "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    added = await region.teacher.post(f"{there.case}/participations", {"purpose": "safety", "party": party})
    hidden = {"kind": "party", "participationId": added["participationId"]}
    await region.teacher.post(f"{there.case}/shields", {**hides, "hides": hidden})
    leaves = f"{there.case}/participations/{added['participationId']}/endings"
    await region.begeleider.post(leaves, {"reason": "Elsewhere."})  # to come back as who helps
    last = await ask(region.begeleider, there.opened["id"], complement(targets=[str(EXPERTISE.unit_id)]))
    assert (await there.father.get(f"{there.case}/escalations"))["items"][0]["state"] == "requested"
    await region.specialist.post(
        f"/received-escalations/{await only_target(region.specialist)}/responses", {"answer": "accept"}
    )
    [ended] = (await there.father.get(f"{there.case}/escalations"))["items"]
    assert (ended["id"], ended["state"], ended["targets"][0]["participationId"]) == (last, "requested", None)
    assert "Henk" not in str(await there.father.get(f"{there.case}/timeline"))
    # When the time to answer is over it expires, in the moment in which one expires that nothing hides.
    plain = await ask(region.begeleider, there.opened["id"], complement(targets=[str(YOUTH_CARE.unit_id)]))
    region.move_clock(timedelta(days=20))
    await tick(region)
    states = {item["state"] for item in (await there.father.get(f"{there.case}/escalations"))["items"]}
    assert states == {"requested"}
    region.move_clock(timedelta(days=40))
    await tick(region)
    await tick(region)
    natural, hidden_one = [
        await there.father.get(f"{there.case}/escalations/{each}") for each in (plain, last)
    ]
    assert (natural["state"], hidden_one["state"]) == ("expired", "expired")
    for key in ("ball", "endReason", "bridge", "reviewDueDate"):
        assert natural[key] == hidden_one[key], key
    assert [each["state"] for each in natural["targets"]] == [each["state"] for each in hidden_one["targets"]]
    lines = (await there.father.get(f"{there.case}/timeline?limit=50"))["items"]
    assert not [item for item in lines if item["about"] in (plain, last)]
