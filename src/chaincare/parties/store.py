"""Participations, representatives and legal bases."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.legal_grounds.model import GroundNotInCatalogue, GroundNotInForce
from chaincare.parties.model import (
    Circle,
    LegalBasis,
    Participation,
    Representative,
    Seat,
)
from chaincare.parties.refusals import AlreadyTakesPart, BasisRunsOut, RegieMustMoveFirst

FIND_PROFESSIONAL = """
    SELECT p.unit_id FROM professionals AS p
    JOIN units AS u ON u.id = p.unit_id
    JOIN organisations AS o ON o.id = u.organisation_id AND o.status = 'active' AND o.sector <> 'funder'
    JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = $2
    WHERE p.id = $1 AND p.status = 'active'
"""

FIND_UNIT = """
    SELECT u.id FROM units AS u
    JOIN organisations AS o ON o.id = u.organisation_id AND o.status = 'active' AND o.sector <> 'funder'
    JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = $2
    WHERE u.id = $1
"""

ADD_REPRESENTATIVE = """
    INSERT INTO representatives (id, case_id, client_id, name, kind, phone, proof, proof_on,
                                 recorded_by, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""

ADD_PARTICIPATION = """
    INSERT INTO participations (id, case_id, professional_id, unit_id, representative_id, client_id,
                                role, circle, scope, scope_from, purpose, during, made_by, scope_with_regie)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, tstzrange($12, $14), $13, $15)
"""

ADD_LEGAL_BASIS = """
    INSERT INTO legal_bases (case_id, participation_id, ground, article, exception, secrecy, during,
                             recorded_by, recorded_at, consent_id)
    VALUES ($1, $2, $3, $4, $5, $6, tstzrange($7, $8), $9, $7, $10)
"""

FIND_PARTICIPATION = """
    SELECT p.id, p.made_by, EXISTS (
        SELECT FROM escalation_targets AS g WHERE g.participation_id = p.id AND g.state = 'accepted') AS escalated
    FROM participations AS p
    WHERE p.case_id = $1 AND p.id = $2 AND p.during @> $3::timestamptz
    FOR UPDATE OF p
"""

END_PARTICIPATION = """
    UPDATE participations SET during = tstzrange(lower(during), $3), ended_because = $4
    WHERE case_id = $1 AND id = $2
"""

SET_END = "UPDATE participations SET during = tstzrange(lower(during), $3) WHERE case_id = $1 AND id = $2"

BEGIN_SCOPE = "UPDATE participations SET scope_from = $3 WHERE case_id = $1 AND id = $2"

GET_SEAT = """
    SELECT p.id, p.circle, t.holder_id,
           EXISTS (SELECT FROM chaincare.acting_here($3, $3) AS a WHERE a.acting_id = p.id) AS acting
    FROM participations AS p
    LEFT JOIN regie_terms AS t ON t.case_id = p.case_id AND t.during @> $3::timestamptz
        AND chaincare.stands(t.holder_id, $3)
    WHERE p.case_id = $1 AND p.id = $2
    FOR SHARE OF p
"""


async def find_unit_of_professional(clearance: Clearance, professional_id: UUID) -> UUID | None:
    """Give the unit of an active professional in the case's network."""
    row = await clearance.fetchrow(FIND_PROFESSIONAL, professional_id, clearance.admission.network_id)
    return None if row is None else row["unit_id"]


async def find_unit(clearance: Clearance, unit_id: UUID) -> UUID | None:
    """Give a unit of the case's network back, if it is one."""
    row = await clearance.fetchrow(FIND_UNIT, unit_id, clearance.admission.network_id)
    return None if row is None else row["id"]


async def add_representative(
    clearance: Clearance, representative: Representative, client_id: UUID, at: datetime
) -> None:
    """Add a representative with the proof of his authority."""
    await clearance.execute(
        ADD_REPRESENTATIVE,
        representative.id,
        clearance.case_id,
        client_id,
        representative.name,
        representative.kind.value,
        representative.phone,
        representative.proof,
        representative.proof_on,
        clearance.actor_id,
        at,
    )


async def add_participation(
    clearance: Clearance, participation: Participation, made_by: UUID | None = None
) -> None:
    """Add a participation, made by whoever acts unless it is another's doing. Raises AlreadyTakesPart."""
    with constraints_mean(
        {
            "participations_once_professional": AlreadyTakesPart,
            "participations_once_unit": AlreadyTakesPart,
        }
    ):
        await clearance.execute(
            ADD_PARTICIPATION,
            participation.id,
            clearance.case_id,
            participation.professional_id,
            participation.unit_id,
            participation.representative_id,
            participation.client_id,
            participation.role.value,
            participation.circle.value,
            participation.scope.value,
            participation.scope_from,
            participation.purpose.value,
            participation.began_at,
            made_by or clearance.actor_id,
            participation.ends_at,
            participation.with_regie,
        )


async def add_legal_basis(
    clearance: Clearance,
    participation_id: UUID,
    basis: LegalBasis,
    at: datetime,
    recorded_by: UUID | None = None,
) -> None:
    """Add the legal basis a participation stands on, valid from `at`; recorded by whoever acts unless another did.

    The database holds it to the catalogue and to the consent it cites, also where nobody asked the rules. Raises
    GroundNotInCatalogue, GroundNotInForce, BasisRunsOut.
    """
    with constraints_mean(
        {
            "legal_bases_in_catalogue": GroundNotInCatalogue,
            "legal_bases_in_force": GroundNotInForce,
            "legal_bases_consent_stands": BasisRunsOut,
        }
    ):
        await clearance.execute(
            ADD_LEGAL_BASIS,
            clearance.case_id,
            participation_id,
            basis.ground,
            basis.article,
            basis.exception,
            msgspec.json.encode(basis.secrecy),
            at,
            basis.until,
            recorded_by or clearance.actor_id,
            basis.consent_id,
        )


async def find_participation(clearance: Clearance, participation_id: UUID, at: datetime) -> Any:
    """Give a present participation with the holder of regie at that moment, locked."""
    return await clearance.fetchrow(FIND_PARTICIPATION, clearance.case_id, participation_id, at)


async def end_participation(clearance: Clearance, participation_id: UUID, at: datetime, reason: str) -> None:
    """End a participation. Raises RegieMustMoveFirst: the temporal foreign keys of regie_terms say so (R6)."""
    directs = ("regie_terms_holder_takes_part", "regie_terms_client_takes_part")
    with constraints_mean(dict.fromkeys(directs, RegieMustMoveFirst)):
        await clearance.execute(END_PARTICIPATION, clearance.case_id, participation_id, at, reason)


async def set_end(clearance: Clearance, participation_id: UUID, ends_at: datetime) -> None:
    """Let a participation end by itself at a moment to come, as a representative's authority does."""
    await clearance.execute(SET_END, clearance.case_id, participation_id, ends_at)


async def begin_scope(clearance: Clearance, participation_id: UUID, at: datetime) -> None:
    """Let the scope of a participation hold from now on; until then it was `that` (E4)."""
    await clearance.execute(BEGIN_SCOPE, clearance.case_id, participation_id, at)


async def get_seat(clearance: Clearance, at: datetime) -> Seat:
    """Give where the one who acts stands in the case."""
    row = await clearance.fetchrow(GET_SEAT, clearance.case_id, clearance.participation_id, at)
    return Seat(row["id"], clearance.actor_id, Circle(row["circle"]), row["holder_id"], row["acting"])
