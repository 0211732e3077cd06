"""A merge opens nothing: what guards one case keeps it from being merged, and who joins comes from outside (S5, R10)."""

from typing import Any

import pytest
from tests.matches.homeless import asked, two_registrations
from tests.people import Region, basis

from chaincare.demo.world import ELSEWHERE, YOUTH_CARE

pytestmark = pytest.mark.anyio
LATER = {"reason": "Not safe.", "reviewDate": "2999-01-01"}


async def test_nothing_is_merged_while_either_case_is_guarded_and_who_joins_comes_from_outside(
    region: Region,
) -> None:
    two = await two_registrations(region)
    older, newer = f"/cases/{two.older['id']}", f"/cases/{two.newer['id']}"
    for body, audience in (("For the neighbours", "buurtwinkel"), ("For us all", "professionals")):
        await region.teacher.post(f"{older}/notes", {"body": body, "audience": [audience]})
    await two.decides("teacher", answer="same_person", regieWith="newer", client=asked())
    joins: Any = {
        "answer": "same_person", "regieWith": "newer", "legalBasis": basis(ELSEWHERE.unit_id),
    }  # fmt: skip
    unit = {"kind": "unit", "unitId": str(ELSEWHERE.unit_id)}
    shield = await region.outsider.post(f"{newer}/shields", {"hides": unit, **LATER})
    refused = await two.decides("outsider", expect=409, **joins)
    assert refused["type"].endswith("match-guarded")
    await region.outsider.post(f"{newer}/shields/{shield['id']}/liftings", {"reason": "Safe now."})
    party = {"party": {"kind": "organisation", "id": str(YOUTH_CARE.id)}, "decidedBy": "client", **LATER}
    conflict = await region.teacher.post(f"{older}/relation-conflicts", party)
    refused = await two.decides("outsider", expect=409, **joins)
    assert refused["type"].endswith("match-guarded")
    assert (await two.card("outsider"))["state"] == "to_newer"
    await region.teacher.post(f"{older}/relation-conflicts/{conflict['id']}/endings", {"reason": "Over."})
    # A secret address hides how she is reached; it has to do so in the case that remains.
    hides = {"address": {"street": "Schuilplaats 12", "town": "Elders", "secret": True}}
    for who, opened in ((region.outsider, two.newer), (region.teacher, two.older)):
        assert (await two.card("outsider"))["state"] == "to_newer"
        path = f"/clients/{opened['clientId']}/contact"
        assert (await who.ask("PATCH", path, hides, If_Match='"0"')).status_code == 200
        if opened is two.newer:
            refused = await two.decides("outsider", expect=409, **joins)
            assert refused["type"].endswith("match-guarded")
    # Closed since its holder agreed: nobody would be left to direct either.
    for status in ("closed", "open"):
        moved = "UPDATE chaincare.cases SET status = $2 WHERE id = $1::text::uuid"
        await region.admin.execute("SET session_replication_role = replica")
        await region.admin.execute(moved, two.older["id"], status)
        await region.admin.execute("RESET session_replication_role")
        if status == "closed":
            refused = await two.decides("outsider", expect=409, **joins)
            assert refused["type"].endswith("case-is-closed")
    assert (await two.decides("outsider", **joins))["state"] == "merged"
    notes = (await region.outsider.ask("GET", f"{older}/notes")).text
    assert ("For us all" in notes, "For the neighbours" in notes) == (True, False)
    joined = (await region.outsider.get(older))["parties"]
    assert "winkelstraat" in [one["circle"] for one in joined]
