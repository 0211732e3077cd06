"""Small random worlds: people, cases, who takes part on what basis; and who should get in, in plain words."""

import random
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from chaincare.demo.world import NETWORK
from chaincare.ids import new_id

DAY = timedelta(days=1)


class Span(NamedTuple):
    """From a moment until another, or for good."""

    start: datetime
    end: datetime | None

    def holds(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)


class Someone(NamedTuple):
    id: UUID
    unit: UUID
    organisation: UUID
    active: bool
    organisation_status: str
    issuer_matches: bool


class Basis(NamedTuple):
    id: UUID
    during: Span
    withdrawn_at: datetime | None


class Part(NamedTuple):
    """Somebody, or a team, takes part."""

    id: UUID
    case: UUID
    someone: UUID | None
    unit: UUID | None
    scope: str
    scope_from: datetime | None
    during: Span
    bases: tuple[Basis, ...]


class Mandate(NamedTuple):
    someone: UUID
    network: UUID
    kind: str
    during: Span


class World(NamedTuple):
    at: datetime
    people: list[Someone]
    cases: dict[UUID, UUID]
    parts: list[Part]
    mandates: list[Mandate]


def who_gets_in(world: World, who: Someone, case: UUID) -> str | None:
    """DOMAIN 2 in plain words: a relation, a scope in it, and a legal basis that is valid now."""
    at = world.at
    if not who.active or not who.issuer_matches or who.organisation_status not in {"active", "leaving"}:
        return None
    here = [part for part in world.parts if part.case == case and part.during.holds(at)]
    own = [part for part in here if who.id == part.someone and _stands(part, at)]
    team = [part for part in here if who.unit == part.unit and _stands(part, at)]
    if own or team:
        part = (own or team)[0]
        begun = part.scope_from is not None and part.scope_from <= at
        return part.scope if begun else "that"
    members = {one.id: one.organisation for one in world.people}
    units = {one.unit: one.organisation for one in world.people}
    parties = {members.get(part.someone) if part.someone else units.get(part.unit) for part in here}  # type: ignore[arg-type]
    coordinates = any(
        one.someone == who.id
        and one.kind == "coordinator"
        and one.network == world.cases[case]
        and one.during.holds(at)
        for one in world.mandates
    )
    return "steering" if coordinates and who.organisation not in parties else None


def near(world: World, case: UUID) -> list[Someone]:
    """Those with something to do with a case, now or at another time."""
    parts = [part for part in world.parts if part.case == case]
    named = (
        {part.someone for part in parts}
        | {part.unit for part in parts}
        | {one.someone for one in world.mandates}
    )
    return [one for one in world.people if named & {one.id, one.unit}]


def _stands(part: Part, at: datetime) -> bool:
    return any(
        one.during.holds(at) and (one.withdrawn_at is None or one.withdrawn_at > at) for one in part.bases
    )


def draw_world(dice: random.Random, at: datetime) -> World:
    def moment(lowest: int, highest: int) -> datetime:
        return at + DAY * (dice.randint(lowest, highest) or 1)

    def span() -> Span:
        kind = dice.choice(["now"] * 5 + ["open"] * 2 + ["past", "future"])
        return {
            "now": Span(moment(-9, -1), moment(1, 9)),
            "open": Span(moment(-9, -1), None),
            "past": Span(moment(-9, -5), moment(-4, -1)),
            "future": Span(moment(1, 4), None),
        }[kind]

    def bases() -> tuple[Basis, ...]:
        withdrawn = [None, None, None, moment(-4, -1), moment(1, 4)]
        return tuple(
            Basis(new_id(), span(), dice.choice(withdrawn)) for _ in range(dice.choice([0, 1, 1, 2, 2]))
        )

    organisations = [
        (new_id(), dice.choice(["active"] * 5 + ["leaving", "left", "insolvent"])) for _ in range(3)
    ]
    units = [(new_id(), *organisation) for organisation in organisations for _ in range(2)]
    people = [
        Someone(new_id(), unit, organisation, dice.random() < 0.9, status, dice.random() < 0.9)
        for unit, organisation, status in units
        for _ in range(2)
    ]
    networks = [NETWORK, new_id()]
    cases = {new_id(): dice.choice(networks) for _ in range(3)}
    parts = []
    for case in cases:
        scope_from = [None, moment(-4, -1), moment(-4, -1), moment(1, 4)]
        parts += [
            Part(new_id(), case, one.id, None, dice.choice(["that", "core", "full"]), dice.choice(scope_from), span(), bases())
            for one in dice.sample(people, 4)
        ]  # fmt: skip
        parts += [
            Part(new_id(), case, None, unit[0], dice.choice(["that", "core"]), dice.choice(scope_from), span(), bases())
            for unit in dice.sample(units, 1)
        ]  # fmt: skip
    mandates = [
        Mandate(one.id, dice.choice(networks), dice.choice(["coordinator"] * 3 + ["auditor", "administrator"]), span())
        for one in dice.sample(people, 6)
    ]  # fmt: skip
    bounded = [
        one._replace(during=Span(one.during.start, one.during.end or one.during.start + 90 * DAY))
        for one in mandates
    ]
    return World(at, people, cases, parts, bounded)


async def build(admin: Any, world: World) -> None:
    """Write a world past wall and log, as a superuser in replica role."""
    async with admin.transaction():
        await admin.execute("SET LOCAL session_replication_role = replica; SET LOCAL search_path = chaincare")
        for network in {*world.cases.values(), *(one.network for one in world.mandates)} - {NETWORK}:
            await admin.execute(
                "INSERT INTO networks (id, name, region, scale) VALUES ($1, 'x', 'x', 'local')", network
            )
        for organisation, status in {(one.organisation, one.organisation_status) for one in world.people}:
            await admin.execute(
                "INSERT INTO organisations (id, name, sector, status, issuer) VALUES ($1, 'x', 'social', $2, 'urn:issuer')",
                organisation, status,
            )  # fmt: skip
        for unit, organisation in {(one.unit, one.organisation) for one in world.people}:
            await admin.execute("INSERT INTO units VALUES ($1, $2, 'x', 'x')", unit, organisation)
        for one in world.people:
            await admin.execute(
                "INSERT INTO professionals (id, unit_id, issuer, subject, name, function, status)"
                " VALUES ($1, $2, $3, $4, 'x', 'x', $5)",
                one.id, one.unit, "urn:issuer" if one.issuer_matches else "urn:elsewhere", str(one.id),
                "active" if one.active else "deactivated",
            )  # fmt: skip
        for case, network in world.cases.items():
            client = new_id()
            await admin.execute(
                "INSERT INTO clients (id, pseudonym, given_names, birth_date, birth_precision)"
                " VALUES ($1, $2, 'x', '2015-01-01', 'day')", client, new_id(),
            )  # fmt: skip
            await admin.execute(
                "INSERT INTO cases (id, reference, network_id, client_id, opened_at, opened_by)"
                " VALUES ($1, $2, $3, $4, $5, $6)", case, str(case), network, client, world.at, world.people[0].id,
            )  # fmt: skip
            await admin.execute("INSERT INTO case_questions VALUES ($1, 'x', 'x', NULL, 'yes', NULL)", case)
        for part in world.parts:
            await _build_part(admin, world, part)
        for mandate in world.mandates:
            await admin.execute(
                "INSERT INTO mandates (professional_id, kind, network_id, during) VALUES ($1, $2, $3, tstzrange($4, $5))",
                mandate.someone, mandate.kind, mandate.network, *mandate.during,
            )  # fmt: skip


async def _build_part(admin: Any, world: World, part: Part) -> None:
    maker = world.people[0].id
    await admin.execute(
        "INSERT INTO participations (id, case_id, professional_id, unit_id, role, circle, scope, scope_from, purpose,"
        " during, made_by) VALUES ($1, $2, $3, $4, 'caseworker', 'buurtwinkel', $5, $6, 'safety', tstzrange($7, $8), $9)",
        part.id, part.case, part.someone, part.unit, part.scope, part.scope_from, *part.during, maker,
    )  # fmt: skip
    for basis in part.bases:
        await admin.execute(
            "INSERT INTO legal_bases (id, case_id, participation_id, ground, article, secrecy, during, recorded_by,"
            " recorded_at) VALUES ($1, $2, $3, 'avg-6-1-e', 'x', '[]', tstzrange($4, $5), $6, $4)",
            basis.id, part.case, part.id, *basis.during, maker,
        )  # fmt: skip
        if basis.withdrawn_at is not None:
            await admin.execute(
                "INSERT INTO legal_basis_withdrawals VALUES ($1, $2, 'ground', 'x', $3, $4)",
                basis.id, part.case, maker, basis.withdrawn_at,
            )  # fmt: skip
