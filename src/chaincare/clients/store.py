"""Clients and the invitations that bind their logins."""

from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.access.model import CaseUnknown
from chaincare.clients.model import BirthPrecision, Client, Invitation, Invited

ADD_CLIENT = """
    INSERT INTO clients (id, pseudonym, given_names, prefix, family_name, call_name,
                         birth_date, birth_precision, language)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

FIND_CLIENT = "SELECT client_id FROM cases WHERE id = $1"

GET_CLIENT = """
    SELECT k.id, k.given_names, k.prefix, k.family_name, k.call_name, k.birth_date, k.birth_precision, k.language
    FROM clients AS k JOIN cases AS c ON c.client_id = k.id WHERE c.id = $1
"""

FIND_PERSON = """
    SELECT c.client_id, p.made_by, t.holder_id, chaincare.person_has_login(c.client_id, $2) AS has_login
    FROM cases AS c
    LEFT JOIN regie_terms AS t ON t.case_id = c.id AND t.during @> $3::timestamptz
        AND chaincare.stands(t.holder_id, $3)
    JOIN participations AS p ON p.case_id = c.id AND p.during @> $3::timestamptz
        AND (p.representative_id = $2 OR ($2 IS NULL AND p.client_id = c.client_id))
    WHERE c.id = $1
"""

ADD_INVITATION = """
    INSERT INTO invitations (id, case_id, client_id, representative_id, code_digest, proof,
                             issued_by, issued_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""


async def add_client(clearance: Clearance, client: Client) -> None:
    """Add the client of a case that is being opened; the pseudonym is the one its entry already holds."""
    await clearance.execute(
        ADD_CLIENT,
        client.id,
        clearance.admission.client,
        client.given_names,
        client.prefix,
        client.family_name,
        client.call_name,
        client.birth_date,
        client.birth_precision.value,
        client.language,
    )


async def find_client_of_case(clearance: Clearance) -> UUID:
    """Give the client of the case. Raises CaseUnknown when the wall does not show it."""
    row = await clearance.fetchrow(FIND_CLIENT, clearance.case_id)
    if row is None:
        raise CaseUnknown
    return UUID(str(row["client_id"]))


async def get_client(clearance: Clearance) -> Client:
    """Give the client of the case. Raises CaseUnknown when the wall does not show it."""
    row = await clearance.fetchrow(GET_CLIENT, clearance.case_id)
    if row is None:
        raise CaseUnknown
    return Client(**{**dict(row), "birth_precision": BirthPrecision(row["birth_precision"])})


async def find_invited(clearance: Clearance, representative_id: UUID | None, at: datetime) -> Invited | None:
    """Give what inviting this representative (None: the client himself) depends on; None when he takes no part."""
    row = await clearance.fetchrow(FIND_PERSON, clearance.case_id, representative_id, at)
    return None if row is None else Invited(*row)


async def add_invitation(clearance: Clearance, invitation: Invitation, client_id: UUID) -> None:
    """Add an invitation."""
    await clearance.execute(
        ADD_INVITATION,
        invitation.id,
        clearance.case_id,
        client_id,
        invitation.representative_id,
        invitation.code_digest,
        invitation.proof,
        clearance.actor_id,
        invitation.issued_at,
        invitation.expires_at,
    )
