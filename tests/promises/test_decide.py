"""S3: the decision is never wider than the wall, and both agree with what DOMAIN 2 says in plain words."""

import random
from typing import Any
from uuid import UUID

import pytest
from tests.people import Region
from tests.promises.behind import Asker, Door, Inside, inside
from tests.promises.everything import operations_of
from tests.promises.matrix import PAGE, access_page
from tests.promises.worlds import Someone, World, build, draw_world, near, who_gets_in

from chaincare.access.model import Admission, Forbidden, NotVisible, Permit, Reach
from chaincare.access.rules import decide
from chaincare.app import create_app
from chaincare.identity import Caller, IssuerKind
from chaincare.ids import new_id
from chaincare.settings import Settings

pytestmark = pytest.mark.anyio

WORLDS, DRAWS = 20, 50
OPERATIONS = [handler.opt["operation"] for handler in operations_of(create_app(Settings())).values()]


async def knock(within: Inside, world: World, who: Someone, case: UUID) -> Admission:
    """Go to the door of a case as this person does, with a token of the issuer he signs in at."""
    caller = Caller(
        issuer="urn:issuer", subject=str(who.id), client_id="x", kind=IssuerKind.ORGANISATION, scopes=frozenset(),
        acr=None, token_id="x", expires_at=world.at, is_system=False,
    )  # fmt: skip
    asker = Asker(caller, None, str(new_id()), "0" * 31 + "1", "0" * 15 + "1", world.at)
    row = await within.connection.fetchrow(
        Door("door_case", "$13").sql, *asker.as_row(), "case.read", "R", case
    )
    return Admission(**dict(row))


async def test_on_random_worlds_door_wall_decision_and_domain_agree(region: Region) -> None:
    dice = random.Random(20261121)  # noqa: S311 -- worlds, not secrets; the same ones every time
    met: dict[str | None, int] = {}
    async with inside(region) as within:
        for number in range(WORLDS):
            world = draw_world(dice, region.app.state.clock.now())
            await build(region.admin, world)
            for _ in range(DRAWS):
                case = dice.choice(list(world.cases))
                who = dice.choice(near(world, case) if dice.random() < 0.7 else world.people)
                admission = await knock(within, world, who, case)
                meant = who_gets_in(world, who, case)
                assert admission.reach == meant, f"world {number}: {who}, {case}"
                await _never_wider(within, admission, case)
                met[meant] = met.get(meant, 0) + 1
    assert set(met) == {None, "that", "core", "full", "steering"}
    assert min(met.values()) > 10, met


async def _never_wider(within: Inside, admission: Admission, case: UUID) -> None:
    decisions = {type(decide(one, admission)) for one in OPERATIONS}
    shown = await within.shown(admission.ticket)
    if admission.outcome == "not_visible":
        assert (decisions, shown) == ({NotVisible}, {})
    else:
        assert Permit in decisions
        assert NotVisible not in decisions
        assert shown["cases"] == 1
        assert ("case_questions" in shown) == (admission.reach in {"core", "full"})
        assert ("clients" in shown) == (admission.reach != "steering")
        assert ("legal_bases" in shown) <= (admission.reach == "full")


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
