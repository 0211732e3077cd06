"""Story 5, *The auditor's morning*: who made his own relation, who tried, why it was allowed, what stands out by itself, whose name that
is, and whether the log is what it was when last month's checkpoint was written down.
"""

from base64 import b64decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.people import Person, Region, desiree
from tests.prose import the_pupil
from tests.sealed import KEYS, seal, sealer_of

from chaincare.demo.world import ELSEWHERE, OFFICE, SCHOOL, YOUTH_CARE, person
from chaincare.merkle import check_consistency, check_inclusion, leaf_hash
from chaincare.workdays import AMSTERDAM

pytestmark = pytest.mark.anyio

NEIGHBOUR = {"givenNames": "Noor", "familyName": "Terpstra", "birthDate": "2016-05-11"}


async def test_the_auditors_morning(region: Region) -> None:
    # Last month the auditor wrote down how the log stood.
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    kept = (await region.auditor.get("/access-log/checkpoints?limit=1"))["items"][0]

    # What happened yesterday: an ordinary case, and one that somebody opened on the child next door, read, and left.
    pupil = await the_pupil(region)
    await pupil.read_by("parent")
    curious = region.outsider
    ground = {"ground": "avg-6-1-e", "article": "Wmo 2015 2.3.1"}
    opened = await curious.post("/cases", desiree(client=NEIGHBOUR, circle=[], legalBasis=ground))
    await curious.get(f"/cases/{opened['id']}")
    left = f"/cases/{opened['id']}/participations/{opened['participationId']}/endings"
    await curious.post(left, {"reason": "mistake"})
    await curious.get(pupil.path, expect=404)

    # Who made a relation for himself, read, and ended it?
    his = await looked(region.auditor, professionalId=str(person("outsider").id))
    own_making = [one for one in his if one["relatedById"] == one["actorId"] is not None]
    assert [one["event"] for one in reversed(own_making) if one["outcome"] == "done"] == [
        "case.opened",
        "participation.ended",
    ]
    assert "case.read" in {one["event"] for one in own_making}
    assert {one["organisation"] for one in own_making} == {"Wijkteam Zuid"}

    # Who tried to get at the pupil, and had nothing to do with her? It is found with her case, and says who it was.
    about_her = await looked(region.auditor, caseId=pupil.id)
    tried = [one for one in about_her if one["outcome"] == "not_visible"]
    assert [(one["actor"], one["askedId"]) for one in tried] == [("Kees Bos", pupil.id)]

    # Why was this one allowed? In a sentence, in both languages, without her name and without a word of the file.
    mothers = next(one for one in about_her if one["role"] == "representative")
    assert mothers["why"].startswith(
        "Allowed because the caller is the representative linked by an invitation"
    )
    assert mothers["waarom"].startswith("Toegestaan, want de vrager is op uitnodiging gekoppeld")
    for word in ("Désirée", "Walt", "Noor", "rustig"):
        assert word not in str(about_her) + str(his)

    # The period of a question is held; what is asked without anything to look for is refused.
    now = datetime.now(UTC)
    ahead = {"fromAt": stamp(now + timedelta(hours=1)), "untilAt": stamp(now + timedelta(hours=2))}
    assert await looked(region.auditor, caseId=pupil.id, **ahead) == []
    await region.auditor.post("/access-log/_search", {}, expect=400)

    # What stands out by itself: the same, found by the server, with the entries it rests on. He is asked, and explains.
    week = {"fromAt": stamp(now - timedelta(days=7)), "untilAt": stamp(now + timedelta(minutes=1))}
    kinds = {"kinds": ["self_made_relation"]}
    [finding] = (await region.auditor.post("/access-log/findings/_detect", week | kinds, expect=200))["items"]
    assert (finding["actor"], finding["client"]) == ("Kees Bos", own_making[0]["client"])
    assert set(finding["entryIds"]) <= {one["id"] for one in own_making}
    review = f"/access-log/findings/{finding['id']}"
    await region.auditor.post(f"{review}/questions", {"text": "Wie is dit kind van u?"}, If_Match="*")
    [row] = [one for one in (await curious.get("/worklist"))["items"] if one["kind"] == "finding_to_explain"]
    assert (await curious.get(row["href"].removeprefix("/v1")))["steps"][0][
        "text"
    ] == "Wie is dit kind van u?"
    await curious.post(f"{review}/explanations", {"text": "Een vergissing, verkeerd dossier."})

    # Is it the child next door? The log does not say whose name that is. The privacy officer lets the auditor see it, for a day.
    asked = {
        "opens": "name",
        "caseId": opened["id"],
        "reason": "Hij noemt het een vergissing; is het zijn buurmeisje?",
    }
    mandate = (
        f"/access-log/case-mandates/{(await region.auditor.post('/access-log/case-mandates', asked))['id']}"
    )
    await region.auditor.get(f"{mandate}/opened", expect=404)
    tomorrow = {"answer": "approved", "endsAt": stamp(now + timedelta(days=1))}
    await region.person("privacy-officer").post(f"{mandate}/responses", tomorrow)
    assert (await region.auditor.get(f"{mandate}/opened"))["name"]["familyName"] == "Terpstra"
    closed = {"outcome": "unjustified", "reason": "own_interest"}
    assert (await region.auditor.post(f"{review}/closings", closed, If_Match="*"))["state"] == "closed"

    # The month's sample is drawn by lot, and the first entry of another's hand is looked at.
    month = f"{datetime.now(AMSTERDAM):%Y-%m}"
    sample = await region.auditor.post("/access-log/samples", {"month": month, "size": 100})
    drawn = next(one["entryId"] for one in sample["items"] if one["entry"]["actor"] == "Kees Bos")
    verdict = {"entryId": drawn, "outcome": "unjustified", "reason": "own_interest"}
    reviewed = await region.auditor.post(f"/access-log/samples/{sample['sample']['id']}/outcomes", verdict)
    assert reviewed["sample"]["reviewed"] == 1

    # Is the log intact since the checkpoint of last month? It is, and nobody has to be believed: the proof is worked out here. And the look
    # that was found is in it.
    await seal(sealer, region.admin)
    since = await region.auditor.post(
        "/access-log/proofs/_consistency", {"checkpoint": kept["note"]}, expect=200
    )
    before, after = KEYS.signed(kept["note"]), KEYS.signed(since["checkpoint"])
    assert before is not None
    assert after is not None
    assert after.size > before.size
    check_consistency(before.size, after.size, list(map(b64decode, since["path"])), before.root, after.root)
    look = next(one for one in own_making if one["event"] == "case.read")
    wanted = {"entryId": look["id"], "happenedAt": look["happenedAt"]}
    proof = await region.auditor.post("/access-log/proofs/_inclusion", wanted, expect=200)
    signed = KEYS.signed(proof["checkpoint"])
    assert signed is not None
    leaf, path = leaf_hash(b64decode(proof["leaf"])), list(map(b64decode, proof["path"]))
    check_inclusion(proof["index"], proof["size"], leaf, path, signed.root)
    await sealer.close()

    # His own questions stand in the log too.
    assert (
        len(await region.entries("event = 'access-log.searched' AND actor_id = $1", person("auditor").id))
        >= 3
    )


async def test_an_organisations_auditor_sees_the_acts_of_his_own_people_only(region: Region) -> None:
    pupil = await the_pupil(region)
    await region.outsider.get(pupil.path, expect=404)
    schools = await auditor_of(region, SCHOOL.id)
    theirs = await looked(schools, caseId=pupil.id)
    assert {one["organisation"] for one in theirs} == {"Basisschool De Regenboog"}
    assert await looked(schools, professionalId=str(person("outsider").id)) == []
    assert await looked(schools, organisationId=str(ELSEWHERE.id)) == []
    assert await looked(schools, organisationId=str(YOUTH_CARE.id)) == []
    # The network's auditor, asked the same, sees who tried.
    assert len(await looked(region.auditor, professionalId=str(person("outsider").id))) == 1


async def looked(auditor: Person, **asked: Any) -> list[dict[str, Any]]:
    """Everything a question finds, page by page, the latest first."""
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        body = {**asked, "limit": 5, **({"cursor": cursor} if cursor else {})}
        page = await auditor.post("/access-log/_search", body, expect=200)
        found += page["items"]
        cursor = page["nextCursor"]
        if cursor is None:
            return found


async def auditor_of(region: Region, organisation_id: object) -> Person:
    """An auditor with a mandate for one organisation, made by the administrator."""
    admin = region.administrator
    body = {
        "unitId": str(OFFICE.unit_id),
        "subject": "second-auditor",
        "name": "Tom Vos",
        "function": "auditor",
    }
    somebody = await admin.post("/professionals", body)
    until = stamp(region.app.state.clock.now() + timedelta(days=30))
    mandate = {"professionalId": somebody["id"], "kind": "auditor", "endsAt": until}
    await admin.post("/mandates", {**mandate, "organisationId": str(organisation_id)})
    ours = person("auditor")
    token = region.issuers.token(
        OFFICE.issuer, "second-auditor", client_id=ours.client_id, scopes=ours.scopes, acr=ours.acr
    )
    return Person("second auditor", region.http, token, region.calls)


def stamp(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
