"""Who reads an agreement, how much of it, and what its history proves (A7), on a real database."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from tests.agreements.scene import Scene, refused
from tests.people import Region, link_mother, open_case

from chaincare.demo.world import person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


async def test_an_agreement_is_read_by_its_audience_only(scene: Scene) -> None:
    region = scene.region
    shut = await scene.propose(
        region.begeleider, "teacher", audience=["own_unit"], clientMayRead=False, what="Overlegt met de IB."
    )
    for other in (region.mother, region.youth_worker):
        await other.get(f"{scene.path}/{shut['id']}", expect=404)
        await other.get(f"{scene.path}/{shut['id']}/history", expect=404)
        await scene.step(other, shut, "confirmations", {"answer": "confirm"}, expect=404)
        assert (await other.get(scene.path))["items"] == []
    assert [one["id"] for one in (await region.teacher.get(scene.path))["items"]] == [shut["id"]]

    named = await scene.propose(
        region.begeleider,
        "teacher",
        audience=[],
        clientMayRead=False,
        parties=[scene.parties["youth_worker"]],
    )
    assert (await region.youth_worker.get(f"{scene.path}/{named['id']}"))["clientMayRead"] is False
    await region.mother.get(f"{scene.path}/{named['id']}", expect=404)

    hers = await scene.propose(region.begeleider, "mother", audience=[], clientMayRead=False)
    assert (await region.mother.get(f"{scene.path}/{hers['id']}"))["state"] == "proposed"
    await region.youth_worker.get(f"{scene.path}/{hers['id']}", expect=404)

    stranger = await scene.propose(region.begeleider, "mother", expect=400, parties=[str(uuid4())])
    assert refused(stranger) == "reader-unknown"
    unit = await scene.propose(region.mother, "teacher", expect=400, audience=["own_unit"])
    assert refused(unit) == "no-unit-of-your-own"


async def test_who_has_no_relation_finds_nothing_and_who_may_not_is_told(scene: Scene) -> None:
    region = scene.region
    agreement = await scene.agreed()
    missing = {"id": str(uuid4())}
    steps = {
        "responses": {"answer": "assent"},
        "progress": {"step": "begun"},
        "confirmations": {"answer": "confirm"},
        "revisions": {"dueDate": scene.day(3), "reason": "Eerder."},
        "cancellations": {"reason": "Niet nodig."},
    }
    for kind, body in steps.items():
        unknown = await scene.step(region.teacher, missing, kind, body, expect=404)
        assert refused(unknown) == "agreement-unknown"
        foreign = await scene.step(region.outsider, agreement, kind, body, expect=404)
        assert refused(foreign) == "case-unknown"
        await scene.step(region.coordinator, agreement, kind, body, expect=403)
    for path in (scene.path, f"{scene.path}/{agreement['id']}", f"{scene.path}/{agreement['id']}/history"):
        await region.outsider.get(path, expect=404)
        await region.partner.get(path, expect=403)
    await scene.propose(region.outsider, "mother", expect=404)

    elsewhere = await open_case(region)
    other_case = f"/cases/{elsewhere['id']}/agreements/{agreement['id']}"
    await region.teacher.get(other_case, expect=404)
    await region.teacher.post(f"{other_case}/cancellations", {"reason": "Verkeerd."}, expect=404)


async def test_the_coordinator_sees_steps_and_dates_and_no_text_or_name(scene: Scene) -> None:
    agreement = await scene.agreed("youth_worker", what="Komt elke week thuis langs.")
    await scene.step(
        scene.region.youth_worker, agreement, "revisions", {"dueDate": scene.day(21), "reason": "Ziek."}
    )
    answer = await scene.region.coordinator.ask("GET", scene.path)
    (seen,) = answer.json()["items"]
    assert (seen["what"], seen["needs"], seen["openShift"]) == (None, None, None)
    assert seen["responsible"] == {
        "participationId": scene.parties["youth_worker"],
        "name": None,
        "function": None,
        "organisation": "Jeugdhulp Noord",
    }
    assert (seen["state"], seen["dueDate"], seen["waitingOn"]["who"]) == ("agreed", scene.day(14), "proposer")
    for told in ("Komt elke week", "Ziek", "Sanne", "jeugdhulpverlener", "Marijke", "Walt"):
        assert told not in answer.text
    await scene.region.coordinator.get(f"{scene.path}/{agreement['id']}", expect=403)
    await scene.region.coordinator.get(f"{scene.path}/{agreement['id']}/history", expect=403)


async def test_the_history_names_every_step_and_its_fingerprints_can_be_made_again(scene: Scene) -> None:
    reported = await scene.reported()
    history = await scene.region.youth_worker.get(f"{scene.path}/{reported['id']}/history")
    assert [(one["seq"], one["kind"], one["by"]["name"]) for one in history["items"]] == [
        (1, "proposed", "Fatma Kaya"),
        (2, "agreed", "Marijke van der Walt"),
        (3, "reported_kept", "Marijke van der Walt"),
    ]
    assert history["items"][0]["by"]["organisation"] == "Basisschool De Regenboog"
    head = {"agreementId": reported["id"], "responsibleId": scene.parties["mother"]}
    facts: list[Any] = []
    for one in history["items"]:
        shown = {key: value for key, value in one.items() if key != "fingerprint"}
        facts.append(shown | {"by": one["by"]["participationId"]})
        text = json.dumps(head | {"facts": facts}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert one["fingerprint"] == hashlib.sha256(text.encode()).hexdigest()


async def test_the_list_is_newest_first_and_pages(scene: Scene) -> None:
    made = [(await scene.propose(scene.region.begeleider, "mother"))["id"] for _ in range(5)]
    seen: list[str] = []
    path = f"{scene.path}?limit=2"
    while path:
        answer = await scene.region.teacher.ask("GET", path)
        assert answer.status_code == 200
        seen += [one["id"] for one in answer.json()["items"]]
        link = answer.headers.get("Link")
        path = "" if link is None else link.partition("<")[2].partition(">")[0].removeprefix("/v1")
    assert seen == made[::-1]


async def test_a_team_reads_and_confirms_in_the_name_of_the_team(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    mother, team = opened["circle"]
    path = f"/cases/{opened['id']}/agreements"
    due = str(day_in_amsterdam(datetime.now(UTC)))
    hers = await region.mother.post(
        path, {"responsible": mother["participationId"], "what": "Belt de school.", "dueDate": due}
    )
    await region.mother.post(f"{path}/{hers['id']}/progress", {"step": "reported_kept"})
    kept = await region.begeleider.post(f"{path}/{hers['id']}/confirmations", {"answer": "confirm"})
    assert kept["state"] == "kept"
    history = await region.mother.get(f"{path}/{hers['id']}/history")
    assert history["items"][-1]["by"] == {
        "participationId": team["participationId"],
        "name": "Team groep 6",
        "function": None,
        "organisation": "Basisschool De Regenboog",
    }
    (done,) = await region.entries("event = 'agreement.confirmation-given' AND outcome = 'done'")
    assert done["actor_id"] == person("intern-begeleider").id


async def test_the_wall_takes_no_fact_from_who_may_not_read_the_agreement(scene: Scene) -> None:
    """Hostile code inside the server, with a valid ticket of the mother."""
    region = scene.region
    shut = await scene.propose(region.begeleider, "teacher", clientMayRead=False)
    shared = await scene.propose(region.begeleider, "mother")
    add = (
        "INSERT INTO chaincare.agreement_facts (agreement_id, seq, case_id, at, by_id, fact)"
        ' VALUES ($1::text::uuid, 2, $2::text::uuid, now(), $3::text::uuid, \'{"kind": "agreed"}\')'
    )
    connection = await asyncpg.connect(region.urls.app_url)
    try:
        for agreement, allowed in ((shared, True), (shut, False)):
            await region.mother.get(scene.path)
            entry = (await region.entries("event = 'agreements.read' AND outcome = 'entered'"))[-1]
            ticket = f"{entry['at'].isoformat()}/{entry['id']}"
            transaction = connection.transaction()
            await transaction.start()
            await connection.execute("SELECT set_config('chaincare.ticket', $1, true)", ticket)
            values = (agreement["id"], scene.case.removeprefix("/cases/"), scene.parties["mother"])
            if allowed:
                assert await connection.execute(add, *values) == "INSERT 0 1"
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute("UPDATE chaincare.agreement_facts SET at = now()")
            else:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(add, *values)
            await transaction.rollback()
    finally:
        await connection.close()
