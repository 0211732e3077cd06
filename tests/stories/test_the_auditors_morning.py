"""Story 5, *The auditor's morning*, its beginnings: who made his own relation, who tried, why it was allowed.

Findings, samples, and proof that the log is intact come later.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.people import Person, Region, desiree
from tests.prose import the_pupil

from chaincare.demo.world import ELSEWHERE, OFFICE, SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio

NEIGHBOUR = {"givenNames": "Noor", "familyName": "Terpstra", "birthDate": "2016-05-11"}


async def test_the_auditors_morning(region: Region) -> None:
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
    until = stamp(datetime.now(UTC) + timedelta(days=30))
    mandate = {"professionalId": somebody["id"], "kind": "auditor", "endsAt": until}
    await admin.post("/mandates", {**mandate, "organisationId": str(organisation_id)})
    ours = person("auditor")
    token = region.issuers.token(
        OFFICE.issuer, "second-auditor", client_id=ours.client_id, scopes=ours.scopes, acr=ours.acr
    )
    return Person("second auditor", region.http, token, region.calls)


def stamp(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
