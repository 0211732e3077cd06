"""The timeline: that something happened and who did it, for each reader his own."""

import re
from pathlib import Path
from typing import get_args

import pytest
from tests.people import Region, add_begeleider, link_mother, open_case

from chaincare.cases.facts import HappeningKind
from chaincare.cases.model import HolderKind, Power
from chaincare.regie.model import Mandate, TermKind
from chaincare.trace.model import Action, ActorRole, Outcome, Relation

pytestmark = pytest.mark.anyio

SOURCE = Path(__file__).parents[2] / "src" / "chaincare"


async def test_each_line_says_who_did_it(region: Region) -> None:
    opened = await open_case(region)
    case, own = f"/cases/{opened['id']}", opened["participationId"]
    colleague = await add_begeleider(region, opened["id"])
    await link_mother(region, opened)
    await region.teacher.post(f"{case}/notes", {"body": "Rest.", "audience": ["professionals"]})
    change = await region.begeleider.ask("PATCH", f"{case}/question", {"occasion": "A talk."}, If_Match="*")
    assert change.status_code == 200
    await region.teacher.ask("PATCH", f"/clients/{opened['clientId']}", {"callName": "D"}, If_Match="*")
    await region.teacher.post(f"{case}/participations/{colleague}/endings", {"reason": "leaves"})

    lines = (await region.teacher.get(f"{case}/timeline"))["items"]
    assert [one["happenedAt"] for one in lines] == sorted((one["happenedAt"] for one in lines), reverse=True)
    by = {(one["kind"], one["about"]): one["by"] for one in lines}
    assert by["case_opened", opened["id"]] == own
    assert by["participation_began", colleague] == own
    assert by["participation_ended", colleague] is None
    assert by["question_changed", opened["id"]] == colleague, "he has left, and it was he"
    assert by["client_changed", opened["clientId"]] == own
    assert own in [one["by"] for one in lines if one["kind"] == "note_written"]

    mothers = (await region.mother.get(f"{case}/timeline"))["items"]
    assert {one["kind"] for one in mothers} == {
        "case_opened", "participation_began", "participation_ended", "legal_basis_recorded",
    }  # fmt: skip
    assert own in {one["by"] for one in mothers}
    steering = (await region.coordinator.get(f"{case}/timeline"))["items"]
    assert {one["kind"] for one in steering} >= {"case_opened", "participation_began"}
    assert {one["by"] for one in steering} == {None}, "a coordinator sees no parties"


async def test_pages_hold_every_line_once(region: Region) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    path = f"/cases/{opened['id']}/timeline"
    whole = (await region.teacher.get(path))["items"]
    found, following = [], f"{path}?limit=3"
    while following:
        page = await region.teacher.ask("GET", following)
        found += page.json()["items"]
        following = page.headers.get("Link", "").partition(">")[0].removeprefix("</v1")
    assert found == whole
    assert len(found) > 6


async def test_every_fact_that_can_happen_has_its_word(region: Region) -> None:
    """Who adds a fact to regie, an escalation or an agreement gives it a word in cases/facts.py."""
    outcomes = await region.admin.fetchval(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'regie_outcomes_outcome_check'"
    )
    known = {f"regie_{one}" for one in re.findall(r"'([a-z_]+)'", outcomes)}
    for feature in ("escalation", "agreement"):
        facts = [SOURCE / f"{feature}s" / name for name in ("facts.py", "model.py")]
        tags = [tag for file in facts if file.exists() for tag in _fact_tags(file.read_text("utf-8"))]
        assert len(tags) > 8
        known |= {f"{feature}_{tag}" for tag in tags}
    assert known - set(HappeningKind) == set()


def _fact_tags(source: str) -> list[str]:
    """The kinds of what is stored as a fact: tagged by `kind`, itself or by its parent."""
    said = re.findall(r'class \w+\((\w+(?:\.\w+)?), frozen=True, tag="([a-z_]+)"(.*?)\):', source)
    return [tag for parent, tag, more in said if parent == "Fact" or 'tag_field="kind"' in more]


async def test_closed_sets_are_the_ones_of_the_program(region: Region) -> None:
    assert set(get_args(Power)) == set(Mandate)
    assert set(get_args(HolderKind)) == set(TermKind)

    async def allowed(column: str) -> set[str]:
        definition = await region.admin.fetchval(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1",
            f"access_entries_{column}_check",
        )
        return set(re.findall(r"'([A-Za-z_]+)'", definition))

    assert set(get_args(Action)) == await allowed("action")
    assert set(get_args(Outcome)) == await allowed("outcome")
    assert set(get_args(Relation)) >= await allowed("relation")
    roles = await region.admin.fetchval(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'participations_role_check'"
    )
    assert set(get_args(ActorRole)) >= set(re.findall(r"'([a-z_]+)'", roles))
