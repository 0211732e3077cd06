"""Small random worlds: people, cases, who takes part on what basis; and who should get in, in plain words."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from asyncpg import Range

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


class Conflict(NamedTuple):
    """Somebody, or everybody of an organisation, who never gets near a case; unless that has ended."""

    case: UUID
    party: UUID
    organisation: bool
    ended: bool


class World(NamedTuple):
    at: datetime
    people: list[Someone]
    cases: dict[UUID, UUID]
    parts: list[Part]
    mandates: list[Mandate]
    conflicts: list[Conflict]
    blocked: frozenset[UUID]
    """Whose login an administrator blocked."""
    home: UUID
    """The network that all organisations are members of."""
    stopped: bool
    """Whether the old system was stopped there."""


OLD_SYSTEM = "an-old-system"


def who_gets_in(world: World, who: Someone, case: UUID, system: str = "x") -> str | None:
    """DOMAIN 2 in plain words: a relation, a scope in it, and a legal basis that is valid now; and nothing against it."""
    at = world.at
    if not who.active or not who.issuer_matches or who.organisation_status not in {"active", "leaving"}:
        return None
    if who.id in world.blocked or (system == OLD_SYSTEM and world.stopped):
        return None
    if any(
        one.case == case and not one.ended and one.party == (who.organisation if one.organisation else who.id)
        for one in world.conflicts
    ):
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
    conflicts = [
        Conflict(case, one.organisation if whole else one.id, whole, dice.random() < 0.3)
        for case in cases
        for one, whole in [(dice.choice(people), dice.random() < 0.2)]
        if dice.random() < 0.5
    ]
    blocked = frozenset(one.id for one in people if dice.random() < 0.05)
    return World(at, people, cases, parts, bounded, conflicts, blocked, networks[1], dice.random() < 0.5)


async def build(admin: Any, *worlds: World) -> None:
    """Write worlds past wall and log, as a superuser in replica role: all of them, table by table."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for world in worlds:
        for table, row in _rows(world):
            rows.setdefault(table, []).append(row)
    async with admin.transaction():
        await admin.execute("SET LOCAL session_replication_role = replica")
        for table, written in rows.items():
            name, _, columns = table.partition(" ")
            await admin.copy_records_to_table(
                name, schema_name="chaincare", columns=columns.split(), records=written
            )


def _rows(world: World) -> Iterator[tuple[str, tuple[Any, ...]]]:
    maker = world.people[0].id
    networks = {world.home, *world.cases.values(), *(one.network for one in world.mandates)}
    for network in networks - {NETWORK}:
        yield "networks id name region scale", (network, "x", "x", "local")
    for organisation, status in {(one.organisation, one.organisation_status) for one in world.people}:
        yield (
            "organisations id name sector status issuer",
            (organisation, "x", "social", status, "urn:issuer"),
        )
        yield "memberships network_id organisation_id", (world.home, organisation)
    for unit, organisation in {(one.unit, one.organisation) for one in world.people}:
        yield "units id organisation_id name statutory_task", (unit, organisation, "x", "x")
    for one in world.people:
        issuer = "urn:issuer" if one.issuer_matches else "urn:elsewhere"
        status = "active" if one.active else "deactivated"
        columns = "id unit_id issuer subject name function status"
        yield f"professionals {columns}", (one.id, one.unit, issuer, str(one.id), "x", "x", status)
    for case, network in world.cases.items():
        client = new_id()
        yield (
            "clients id pseudonym given_names birth_date birth_precision",
            (client, new_id(), "x", date(2015, 1, 1), "day"),
        )
        yield (
            "cases id reference network_id client_id opened_at opened_by",
            (case, str(case), network, client, world.at, maker),
        )
        yield "case_questions case_id own_words question consulted", (case, "x", "x", "yes")
    for part in world.parts:
        yield from _rows_of_part(part, maker)
    for mandate in world.mandates:
        span = Range(*mandate.during)
        yield (
            "mandates professional_id kind network_id during",
            (mandate.someone, mandate.kind, mandate.network, span),
        )
    yield from _rows_against(world, maker)


def _rows_against(world: World, maker: UUID) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for conflict in world.conflicts:
        ended = (world.at - DAY, maker, "x") if conflict.ended else (None, None, None)
        party = "organisation_id" if conflict.organisation else "professional_id"
        columns = f"id case_id {party} reason decided_by review_on recorded_by recorded_at ended_at ended_by ended_because"
        recorded = (world.at.date(), maker, world.at - DAY)
        row: tuple[Any, ...] = (new_id(), conflict.case, conflict.party, "x", "x", *recorded, *ended)
        yield f"relation_conflicts {columns}", row
    for someone in world.blocked:
        columns = "id network_id professional_id issuer subject reason blocked_by blocked_at"
        row = (new_id(), NETWORK, someone, "urn:issuer", str(someone), "x", maker, world.at)
        yield f"login_blocks {columns}", row
    if world.stopped:
        columns = "id network_id partner reason stopped_by stopped_at"
        yield f"partner_stops {columns}", (new_id(), world.home, OLD_SYSTEM, "x", maker, world.at)


def _rows_of_part(part: Part, maker: UUID) -> Iterator[tuple[str, tuple[Any, ...]]]:
    columns = "id case_id professional_id unit_id role circle scope scope_from purpose during made_by"
    yield f"participations {columns}", (
        part.id, part.case, part.someone, part.unit, "caseworker", "buurtwinkel", part.scope, part.scope_from,
        "safety", Range(*part.during), maker,
    )  # fmt: skip
    for basis in part.bases:
        columns = "id case_id participation_id ground article secrecy during recorded_by recorded_at"
        yield f"legal_bases {columns}", (
            basis.id, part.case, part.id, "avg-6-1-e", "x", "[]", Range(*basis.during), maker, basis.during.start,
        )  # fmt: skip
        if basis.withdrawn_at is not None:
            yield (
                "legal_basis_withdrawals basis_id case_id part reason withdrawn_by withdrawn_at",
                (basis.id, part.case, "ground", "x", maker, basis.withdrawn_at),
            )
