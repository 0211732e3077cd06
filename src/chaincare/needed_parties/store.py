"""Needed parties: where each stands now, and the steps that led there, which are only ever added."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import asyncpg

from chaincare.access.clearance import Clearance
from chaincare.needed_parties.model import (
    Approached,
    HelpNeeded,
    InTalks,
    NeededParty,
    NeededPartyUnknown,
    NextStep,
    OrganisationNeeded,
    Participant,
    Refuses,
    Stand,
    Step,
    TakesPart,
    ToApproach,
    UnitNeeded,
    Who,
)

FIND_ORGANISATION = """
    SELECT o.id FROM organisations AS o
    JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = $2
    WHERE o.id = $1 AND o.status = 'active' AND o.sector <> 'funder'
"""

FIND_PARTICIPANT = """
    SELECT u.id AS unit_id, u.organisation_id FROM participations AS p
    LEFT JOIN professionals AS f ON f.id = p.professional_id
    LEFT JOIN units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
    WHERE p.case_id = $1 AND p.id = $2 AND p.during @> $3::timestamptz
"""

ADD_NEEDED_PARTY = """
    INSERT INTO needed_parties (id, case_id, organisation_id, unit_id, help, needed_for, client_may_read,
                                state, next_step, next_step_on, participation_id, refused_because)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""

ADD_STEP = """
    INSERT INTO needed_party_steps (needed_party_id, case_id, version, taken_by, taken_at,
                                    state, next_step, next_step_on, participation_id, refused_because)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""

SET_STAND = """
    UPDATE needed_parties SET version = $3, state = $4, next_step = $5, next_step_on = $6,
                              participation_id = $7, refused_because = $8
    WHERE case_id = $1 AND id = $2
"""

LOCK_NEEDED_PARTY = """
    SELECT id, organisation_id, unit_id, help, needed_for, client_may_read, version,
           state, next_step, next_step_on, participation_id, refused_because
    FROM needed_parties WHERE case_id = $1 AND id = $2 FOR UPDATE
"""

LIST_NEEDED_PARTIES = """
    SELECT id, organisation_id, unit_id, help, needed_for, client_may_read, version,
           state, next_step, next_step_on, participation_id, refused_because
    FROM needed_parties
    WHERE case_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3
"""

LIST_STEPS = """
    SELECT needed_party_id, taken_by, taken_at, state, next_step, next_step_on, participation_id, refused_because
    FROM needed_party_steps WHERE case_id = $1 AND needed_party_id = ANY ($2::uuid[])
    ORDER BY needed_party_id, version
"""


async def find_organisation(clearance: Clearance, organisation_id: UUID) -> UUID | None:
    """Give an organisation of the case's network back, if it is one."""
    row = await clearance.fetchrow(FIND_ORGANISATION, organisation_id, clearance.admission.network_id)
    return None if row is None else row["id"]


async def find_participant(clearance: Clearance, participation_id: UUID, at: datetime) -> Participant | None:
    """Give for whom a present participation stands, or None when there is none."""
    row = await clearance.fetchrow(FIND_PARTICIPANT, clearance.case_id, participation_id, at)
    return None if row is None else Participant(row["unit_id"], row["organisation_id"])


async def add_needed_party(clearance: Clearance, needed: NeededParty, at: datetime) -> None:
    """Add somebody who is needed, with the first step."""
    await clearance.execute(
        ADD_NEEDED_PARTY,
        needed.id,
        clearance.case_id,
        *_who_columns(needed.who),
        needed.needed_for,
        needed.client_may_read,
        *_stand_columns(needed.stand),
    )
    await _add_step(clearance, needed, at)


async def lock_needed_party(clearance: Clearance, needed_party_id: UUID) -> NeededParty:
    """Give who is needed as it stands now, locked: steps come one after the other. Raises NeededPartyUnknown."""
    row = await clearance.fetchrow(LOCK_NEEDED_PARTY, clearance.case_id, needed_party_id)
    if row is None:
        raise NeededPartyUnknown
    return _needed(row)


async def take_step(clearance: Clearance, needed: NeededParty, at: datetime) -> None:
    """Add the step that was taken last, and let who is needed stand where it led."""
    stand = _stand_columns(needed.stand)
    await clearance.execute(SET_STAND, clearance.case_id, needed.id, needed.version, *stand)
    await _add_step(clearance, needed, at)


async def list_needed_parties(clearance: Clearance, after: UUID | None, limit: int) -> list[NeededParty]:
    """List whom this reader may know to be needed, the first that was named first."""
    return [
        _needed(row) for row in await clearance.fetch(LIST_NEEDED_PARTIES, clearance.case_id, after, limit)
    ]


async def list_steps(clearance: Clearance, needed_party_ids: Sequence[UUID]) -> dict[UUID, list[Step]]:
    """List the steps with each of these, the oldest first."""
    found: dict[UUID, list[Step]] = {one: [] for one in needed_party_ids}
    for row in await clearance.fetch(LIST_STEPS, clearance.case_id, list(needed_party_ids)):
        found[row["needed_party_id"]].append(_step(row))
    return found


async def _add_step(clearance: Clearance, needed: NeededParty, at: datetime) -> None:
    await clearance.execute(
        ADD_STEP,
        needed.id,
        clearance.case_id,
        needed.version,
        clearance.participation_id,
        at,
        *_stand_columns(needed.stand),
    )


def _who_columns(who: Who) -> tuple[UUID | None, UUID | None, str | None]:
    match who:
        case OrganisationNeeded(organisation_id=one):
            return one, None, None
        case UnitNeeded(unit_id=one):
            return None, one, None
        case HelpNeeded(help=words):
            return None, None, words


def _stand_columns(stand: Stand) -> tuple[str, str | None, date | None, UUID | None, str | None]:
    state = str(stand.__struct_config__.tag)
    match stand:
        case TakesPart(participation_id=one):
            return state, None, None, one, None
        case Refuses(reason=why):
            return state, None, None, None, why
        case ToApproach(next_step=after) | Approached(next_step=after) | InTalks(next_step=after):
            return state, after.what, after.by_on, None, None


def _needed(row: asyncpg.Record) -> NeededParty:
    who: Who = HelpNeeded(row["help"])
    if row["organisation_id"] is not None:
        who = OrganisationNeeded(row["organisation_id"])
    if row["unit_id"] is not None:
        who = UnitNeeded(row["unit_id"])
    return NeededParty(row["id"], who, row["needed_for"], row["client_may_read"], row["version"], _stand(row))


def _step(row: asyncpg.Record) -> Step:
    return Step(_stand(row), row["taken_by"], row["taken_at"])


def _stand(row: asyncpg.Record) -> Stand:
    match row["state"]:
        case "takes_part":
            return TakesPart(row["participation_id"])
        case "refuses":
            return Refuses(row["refused_because"])
        case "to_approach":
            return ToApproach(_next_step(row))
        case "approached":
            return Approached(_next_step(row))
        case _:
            return InTalks(_next_step(row))


def _next_step(row: asyncpg.Record) -> NextStep:
    return NextStep(row["next_step"], row["next_step_on"])
