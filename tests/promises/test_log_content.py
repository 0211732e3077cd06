"""T4: what stands in the log are facts, never content."""

from uuid import UUID

import asyncpg
import pytest
from tests.people import Region, link_mother, open_case

pytestmark = pytest.mark.anyio


async def test_no_word_of_a_person_stands_in_the_log(region: Region) -> None:
    words = (
        "Zeldzaam",
        "Canarissa",
        "canarie-woorden",
        "kanarie-notitie",
        "Vogelvriend",
        "kanarie-bewijs",
        "2015-02-13",
    )
    opened = await open_case(
        region,
        ownWords="canarie-woorden",
        question="canarie-woorden",
        client={"givenNames": "Zeldzaam", "familyName": "Canarissa", "birthDate": "2015-02-13"},
        circle=[
            {
                "kind": "representative", "name": "Vogelvriend", "representativeKind": "parent",
                "proof": "kanarie-bewijs", "proofDate": "2026-09-01",
            }
        ],
    )  # fmt: skip
    await link_mother(region, opened)
    case = f"/cases/{opened['id']}"
    await region.teacher.post(f"{case}/notes", {"body": "kanarie-notitie"})
    for role in ("teacher", "parent", "network-coordinator", "outsider"):
        for path in (case, f"{case}/notes", f"{case}/timeline", "/me/access-log", "/me/cases", "/worklist"):
            await region.person(role).ask("GET", path)
    await region.auditor.post("/access-log/_search", {"caseId": opened["id"]}, expect=200)
    rows = await region.admin.fetch("SELECT e::text AS says FROM chaincare.access_entries AS e")
    assert len(rows) > 30
    stored = await region.admin.fetchval("SELECT k::text FROM chaincare.clients AS k")
    assert "Zeldzaam" in stored  # the control: the words are there to be found
    assert [row["says"] for row in rows if any(word.lower() in row["says"].lower() for word in words)] == []


@pytest.mark.parametrize("column", ["event", "rule", "purpose"])
async def test_a_code_has_a_shape_that_no_sentence_fits(region: Region, case_id: UUID, column: str) -> None:
    copy = (
        "INSERT INTO chaincare.access_entries SELECT (jsonb_populate_record(e, jsonb_build_object("
        "'id', uuidv7(), $1::text, $2::text))).* FROM chaincare.access_entries AS e LIMIT 1"
    )
    await region.admin.execute(copy, column, "safety")
    for text in ("Désirée van der Walt", "tel. 06", "x" * 61, ""):
        with pytest.raises(asyncpg.CheckViolationError):
            await region.admin.execute(copy, column, text)
