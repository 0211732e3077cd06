"""S3: the decision is never wider than the wall, and both agree with what DOMAIN 2 says in plain words."""

import json
import random
from collections import Counter
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from tests.people import Region
from tests.promises.behind import Door, Inside, inside
from tests.promises.everything import operations_of
from tests.promises.matrix import PAGE, access_page
from tests.promises.worlds import OLD_SYSTEM, Someone, World, build, draw_world, near, who_gets_in

from chaincare.access.doors import admission_of, lane_sql, together
from chaincare.access.model import Admission, Forbidden, NotVisible, Operation, Permit, Reach
from chaincare.access.rules import decide
from chaincare.app import create_app
from chaincare.ids import new_id
from chaincare.settings import Settings

pytestmark = pytest.mark.anyio

WORLDS, ROUNDS = 200, 17
TOGETHER = 60
"""So many at one door: a ticket lives five seconds, also on a machine that is busy."""
OPERATIONS = [handler.opt["operation"] for handler in operations_of(create_app(Settings())).values()]
SHOWN = """
    SELECT ARRAY(SELECT id FROM cases) AS cases, ARRAY(SELECT case_id FROM case_questions) AS case_questions,
        ARRAY(SELECT c.id FROM clients AS k JOIN cases AS c ON c.client_id = k.id) AS clients,
        ARRAY(SELECT case_id FROM legal_bases) AS legal_bases,
        ARRAY(SELECT case_id FROM participations) AS participations
"""


class Draw(NamedTuple):
    """Somebody comes to a case, through a system, for an operation."""

    world: World
    who: Someone
    case: UUID
    system: str
    operation: Operation

    def asking(self) -> dict[str, Any]:
        """What the server says at the door of cases for him."""
        return {
            "issuer": "urn:issuer", "subject": str(self.who.id), "partner": self.system, "citizen": False,
            "system": False, "address": None, "request_id": str(new_id()), "trace_id": "\\x" + "01" * 16,
            "span_id": "\\x" + "01" * 8, "moment": self.world.at.isoformat(), "event": self.operation.code,
            "action": self.operation.action, "wanted": str(self.case),
        }  # fmt: skip


async def test_on_random_worlds_door_wall_decision_and_domain_agree(region: Region) -> None:
    """10,200 draws of actor, case and action over 200 worlds; those of a round stand before the wall together."""
    dice = random.Random(20261121)  # noqa: S311 -- worlds, not secrets; the same ones every time
    worlds = [draw_world(dice, region.app.state.clock.now()) for _ in range(WORLDS)]
    await build(region.admin, *worlds)
    await region.admin.execute("ANALYZE")
    met: Counter[tuple[str | None, str]] = Counter()
    async with inside(region) as within:
        for _ in range(ROUNDS):
            # No case twice in a round, so that what is shown of it is what its own entry opens.
            drawn = [
                Draw(
                    world, dice.choice(near(world, case) if dice.random() < 0.7 else world.people), case,
                    dice.choice(["x", "x", "x", OLD_SYSTEM]), dice.choice(OPERATIONS),
                )
                for world in worlds for case in world.cases
            ]  # fmt: skip
            for start in range(0, len(drawn), TOGETHER):
                met.update(await _judged(within, drawn[start : start + TOGETHER]))
    assert sum(met.values()) >= 10_000
    reaches = Counter[str | None]()
    for (reach, _), count in met.items():
        reaches[reach] += count
    assert set(reaches) == {None, "that", "core", "full", "steering"}
    assert min(reaches.values()) > 100, reaches
    assert {decision for _, decision in met} == {"Permit", "NotVisible", "Forbidden"}


async def _judged(within: Inside, drawn: list[Draw]) -> list[tuple[str | None, str]]:
    """Hold one round of draws to the domain: what the door says, what is decided, what the wall shows."""
    rows = await within.connection.fetch(
        lane_sql(Door("door_case")), json.dumps([one.asking() for one in drawn])
    )
    admissions = [admission_of(row) for row in rows]
    async with within.under(together(admissions)) as connection:
        shown = {table: set(cases) for table, cases in (await connection.fetchrow(SHOWN)).items()}
    judged = []
    for one, admission in zip(drawn, admissions, strict=True):
        meant = who_gets_in(one.world, one.who, one.case, one.system)
        assert admission.reach == meant, one
        decision = decide(one.operation, admission)
        expected = NotVisible if meant is None else Permit if meant in one.operation.reaches else Forbidden
        assert type(decision) is expected, one
        seen = {table for table, cases in shown.items() if one.case in cases}
        assert seen <= WALL[meant], f"the wall shows more than was decided: {seen} {one}"
        assert seen >= WALL[meant] - {"legal_bases"}, f"the wall shows less: {seen} {one}"
        judged.append((meant, type(decision).__name__))
    return judged


WALL: dict[str | None, set[str]] = {
    None: set(),
    "steering": {"cases", "participations"},
    "that": {"cases", "participations", "clients"},
    "core": {"cases", "participations", "clients", "case_questions"},
    "full": {"cases", "participations", "clients", "case_questions", "legal_bases"},
}
"""What the wall shows of a case to each reach, of five tables that differ."""


def test_whoever_is_let_in_and_not_this_far_is_told_so() -> None:
    base = {
        "at": None, "id": None, "outcome": "entered", "relation": "participation", "relation_id": None, "role": None,
        "actor_id": None, "unit_id": None, "organisation_id": None, "network_id": None, "client": None,
        "case_id": None, "object_id": None,
    }  # fmt: skip
    for operation in OPERATIONS:
        for reach in Reach:
            entered: Any = Admission(**base, reach=reach)  # type: ignore[arg-type]
            expected = Permit if reach in operation.reaches else Forbidden
            assert type(decide(operation, entered)) is expected
            nothing: Any = Admission(**{**base, "outcome": "not_visible"}, reach=reach)  # type: ignore[arg-type]
            assert type(decide(operation, nothing)) is NotVisible


def test_the_page_of_who_may_do_what_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == access_page(create_app(Settings())), (
        "who may do what has changed: look at the difference, then run `python -m tests.promises.matrix`"
    )
