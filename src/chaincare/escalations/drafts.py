"""Writing down what is asked: a draft in a case, changed until it is sent, or a consultation without one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.consents.acting import hold_to_consent
from chaincare.consents.model import ConsentOver
from chaincare.escalations.facts import Drafted, Fact, Redrafted, SentOn, Wording
from chaincare.escalations.model import Ask, Escalation, Hints, Limit, Region, Standing, TargetState
from chaincare.escalations.store import add_first_facts, move
from chaincare.legal_grounds.acting import hold_to_catalogue

# A funder is never a participant (DOMAIN 4).
GET_REGION = """
    SELECT n.region, n.municipalities, (
        SELECT coalesce(array_agg(u.id), '{}') FROM units AS u
        JOIN organisations AS o ON o.id = u.organisation_id AND o.status = 'active' AND o.sector <> 'funder'
        JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = n.id
        WHERE u.id = ANY ($2::uuid[])) AS units,
        (SELECT f.unit_id FROM participations AS p JOIN professionals AS f ON f.id = p.professional_id
         WHERE p.id = $3::uuid) AS own_unit
    FROM networks AS n WHERE n.id = $1
"""

OFFER_STANDS = "SELECT chaincare.offer_stands($1, $2) AS stands"

ADD_ESCALATION = """
    INSERT INTO escalations (case_id, "limit", help, urgent, wanted_on, scope, purpose, basis, requested_by,
                             converted_from, state, ball, ball_since, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1) RETURNING id
"""

ADD_CONSULTATION = """
    INSERT INTO escalations (id, network_id, asked_by, help, urgent, wanted_on, state, ball, ball_unit_id, ball_since,
                             version)
    VALUES ($1, $2, $3, 'strengthen', $4, $5, $6, $7, $8, $9, 2)
"""

CHANGE_ESCALATION = """
    UPDATE escalations SET "limit" = $2, help = $3, urgent = $4, wanted_on = $5, scope = $6, purpose = $7, basis = $8
    WHERE id = $1
"""

ADD_TEXTS = """
    INSERT INTO escalation_texts (escalation_id, case_id, question, summary, hints) VALUES ($1, $2, $3, $4, $5)
"""

GIVE_UP = "UPDATE escalations SET given_up = $2 WHERE id = $1"

ERASE_SHARED = "SELECT chaincare.erase_shared($1)"

GET_TEXTS = "SELECT question, summary, hints FROM escalation_texts WHERE escalation_id = $1"

GET_ASK = """
    SELECT x."limit", x.wanted_on, t.question, t.summary, t.hints, (
        SELECT jsonb_agg(f.fact ORDER BY f.seq) FROM escalation_facts AS f
        WHERE f.escalation_id = x.id AND f.kind IN ('drafted', 'redrafted', 'sent_on')) AS said
    FROM escalations AS x JOIN escalation_texts AS t ON t.escalation_id = x.id WHERE x.id = $1
"""

CHANGE_TEXTS = """
    UPDATE escalation_texts SET question = $2, summary = $3, hints = $4 WHERE escalation_id = $1
"""

ADD_TARGETS = """
    INSERT INTO escalation_targets (escalation_id, case_id, unit_id, state)
    SELECT $1, $2, unit_id, 'draft' FROM unnest($3::uuid[]) AS wanted (unit_id)
    ON CONFLICT (escalation_id, unit_id) DO UPDATE SET state = 'draft'
"""

LEAVE_OUT_TARGETS = """
    UPDATE escalation_targets SET state = $2 WHERE escalation_id = $1 AND state = 'draft' AND NOT unit_id = ANY ($3::uuid[])
"""


# Of these units those that are hidden from somebody in this case, while the request is not: none that it was ever put to is.
LIST_HIDDEN = """
    SELECT s.unit_id FROM shields AS s
    WHERE s.case_id = $1 AND s.unit_id = ANY ($3::uuid[]) AND s.lifted_at IS NULL AND NOT EXISTS (
        SELECT FROM escalation_targets AS t
        JOIN shields AS before ON before.case_id = $1 AND before.unit_id = t.unit_id AND before.lifted_at IS NULL
        WHERE t.escalation_id = $2)
"""


async def get_region(clearance: Clearance, unit_ids: Sequence[UUID], requested_by: UUID | None) -> Region:
    """Give the areas of the network, which of these units may be asked in it, and the unit of who asks.

    ``requested_by`` is his participation; None when whoever acts asks without a case.
    """
    row = await clearance.fetchrow(GET_REGION, clearance.admission.network_id, list(unit_ids), requested_by)
    own_unit = clearance.unit_id if requested_by is None else row["own_unit"]
    return Region((row["region"], *row["municipalities"]), frozenset(row["units"]), own_unit)


async def list_hidden(clearance: Clearance, escalation_id: UUID, units: Sequence[UUID]) -> frozenset[UUID]:
    """Give those of these units behind which the request would disappear for who could read it."""
    rows = await clearance.fetch(LIST_HIDDEN, clearance.case_id, escalation_id, list(units))
    return frozenset(row["unit_id"] for row in rows)


async def is_in_network(clearance: Clearance, unit_id: UUID) -> bool:
    """Say whether this unit can be asked for help in the network of the one who asked."""
    row = await clearance.fetchrow(GET_REGION, clearance.admission.network_id, [unit_id], None)
    return bool(row["units"])


async def add_escalation(
    clearance: Clearance,
    ask: Ask,
    fact: Drafted,
    standing: Standing,
    at: datetime,
    converted_from: UUID | None = None,
) -> UUID:
    """Add an escalation as a draft, with its texts, targets and first fact; give its id.

    Raises what is wrong with what the offered basis cites, and with the consent it rests on.
    """
    await hold_grant(clearance, ask, at)
    row = await clearance.fetchrow(
        ADD_ESCALATION, clearance.case_id, *_asked(ask), clearance.participation_id, converted_from,
        standing.state.value, standing.ball, at,
    )  # fmt: skip
    await _add_texts_and_targets(clearance, row["id"], clearance.case_id, ask)
    await add_first_facts(clearance, row["id"], clearance.case_id, [fact], at)
    return UUID(str(row["id"]))


async def add_consultation(
    clearance: Clearance, ask: Ask, facts: Sequence[Fact], standing: Standing, at: datetime
) -> UUID:
    """Add a question without a case, under the id that the door made up; it is on its way at once."""
    own_id = clearance.participation_id
    await clearance.execute(
        ADD_CONSULTATION, own_id, clearance.admission.network_id, clearance.actor_id, ask.urgent, ask.wanted_on,
        standing.state.value, standing.ball, standing.unit_id, at,
    )  # fmt: skip
    await _add_texts_and_targets(clearance, own_id, None, ask)
    await add_first_facts(clearance, own_id, None, facts, at)
    return own_id


async def change_draft(
    clearance: Clearance, escalation: Escalation, ask: Ask, step: tuple[Redrafted, Standing], at: datetime
) -> None:
    """Let a draft say something else, to other units perhaps; the lock is held. Raises as :func:`add_escalation`."""
    await hold_grant(clearance, ask, at)
    await clearance.execute(CHANGE_ESCALATION, escalation.id, *_asked(ask))
    hints = msgspec.json.encode(ask.hints)
    await clearance.execute(CHANGE_TEXTS, escalation.id, ask.question, ask.summary, hints)
    await clearance.execute(ADD_TARGETS, escalation.id, escalation.case_id, list(ask.targets))
    left_out = TargetState.LEFT_OUT.value
    await clearance.execute(LEAVE_OUT_TARGETS, escalation.id, left_out, list(ask.targets))
    await move(clearance, escalation, [step], None, at)


async def get_texts(clearance: Clearance, escalation_id: UUID) -> tuple[Wording, Hints]:
    """Give what a target reads first."""
    row = await clearance.fetchrow(GET_TEXTS, escalation_id)
    return Wording(row["question"], row["summary"]), msgspec.json.decode(row["hints"], type=Hints)


async def get_ask(
    clearance: Clearance, escalation: Escalation, targets: tuple[UUID, ...], overrides: tuple[str, ...]
) -> Ask:
    """Give what was asked, and on which words its author insisted, as it is put to these units."""
    row = await clearance.fetchrow(GET_ASK, escalation.id)
    said = msgspec.json.decode(row["said"], type=tuple[Drafted | Redrafted | SentOn, ...])
    tried = next((one.tried for one in reversed(said) if not isinstance(one, SentOn)), None)
    return Ask(
        limit=None if row["limit"] is None else Limit(row["limit"]),
        help=escalation.help, question=row["question"], summary=row["summary"],
        hints=msgspec.json.decode(row["hints"], type=Hints), urgent=escalation.urgent, wanted_on=row["wanted_on"],
        targets=targets, grant=escalation.grant, tried=tried, overrides=tuple(word for one in said for word in one.overrides) + overrides,
    )  # fmt: skip


async def name_units(clearance: Clearance, escalation: Escalation, units: tuple[UUID, ...]) -> None:
    """Name the units it is put to now."""
    await clearance.execute(ADD_TARGETS, escalation.id, escalation.case_id, list(units))


def _asked(ask: Ask) -> tuple[Any, ...]:
    grant: tuple[Any, ...] = (None, None, None)
    if ask.grant is not None:
        grant = (ask.grant.scope.value, ask.grant.purpose.value, msgspec.json.encode(ask.grant.basis))
    limit = None if ask.limit is None else ask.limit.value
    return limit, ask.help.value, ask.urgent, ask.wanted_on, *grant


async def hold_grant(clearance: Clearance, ask: Ask, at: datetime) -> None:
    """Hold what accepting gives to the catalogue, and to the consent that it rests on. Raises what is wrong with either."""
    if ask.grant is not None:
        basis, pointer = ask.grant.basis, "/grant/legalBasis"
        await hold_to_catalogue(clearance, basis, at, pointer=pointer)
        await hold_to_consent(clearance, basis, ask.targets, ask.grant.purpose, at, pointer=pointer)


async def hold_unread(clearance: Clearance, ask: Ask, at: datetime) -> None:
    """Hold what accepting gives, for who does not read the consent it rests on. Raises what the catalogue does, and ConsentOver."""
    if ask.grant is not None:
        await hold_to_catalogue(clearance, ask.grant.basis, at, pointer="/grant/legalBasis")
        offered = msgspec.json.encode(ask.grant.basis)
        if not (await clearance.fetchrow(OFFER_STANDS, offered, at))["stands"]:
            raise ConsentOver


async def _add_texts_and_targets(
    clearance: Clearance, escalation_id: UUID, case_id: UUID | None, ask: Ask
) -> None:
    hints = msgspec.json.encode(ask.hints)
    await clearance.execute(ADD_TEXTS, escalation_id, case_id, ask.question, ask.summary, hints)
    await clearance.execute(ADD_TARGETS, escalation_id, case_id, list(ask.targets))


async def erase_shared(clearance: Clearance, escalation_id: UUID) -> None:
    """Erase what was shared of a request that was withdrawn: its texts, and what was answered to those who asked."""
    await clearance.execute(ERASE_SHARED, escalation_id)


async def give_up(clearance: Clearance, escalation_id: UUID, *, still: bool) -> None:
    """Keep that who took it on ended it himself, or that nobody has to think of that any more."""
    await clearance.execute(GIVE_UP, escalation_id, still)
