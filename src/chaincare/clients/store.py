"""Clients and the invitations that bind their logins."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.access.model import CaseUnknown, Purpose
from chaincare.clients.model import BirthPrecision, Client, Invitation, Invited, KnownClient
from chaincare.directory.model import BsnBasis
from chaincare.directory.store import read_bsn_bases
from chaincare.folding import forms_of_fields

ADD_CLIENT = """
    INSERT INTO clients (id, pseudonym, given_names, prefix, family_name, call_name,
                         birth_date, birth_precision, language, interpreter_needed)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""

FIND_CLIENT = "SELECT client_id FROM cases WHERE id = $1"

GET_CLIENT = """
    SELECT k.id, k.given_names, k.prefix, k.family_name, k.call_name, k.birth_date, k.birth_precision, k.language,
           k.interpreter_needed, k.version,
           EXISTS (SELECT FROM client_bsns AS b WHERE b.client_id = k.id AND b.removed_at IS NULL) AS has_bsn,
           ARRAY(SELECT DISTINCT one FROM client_versions AS v CROSS JOIN LATERAL unnest(ARRAY[
                     v.given_names, v.call_name, v.family_name, v.prefix || ' ' || v.family_name]) AS said (one)
                 WHERE v.client_id = k.id AND one IS NOT NULL) AS earlier_names
    FROM clients AS k JOIN cases AS c ON c.client_id = k.id WHERE c.id = $1
"""

# Who typed the birth date when the case was opened may mend it as long as nobody directs.
ANSWERS = """
    SELECT coalesce(t.holder_id = $2, c.opened_by = $4) AS answers FROM cases AS c
    LEFT JOIN regie_terms AS t ON t.case_id = c.id AND t.during @> $3::timestamptz
        AND chaincare.stands(t.holder_id, $3)
    WHERE c.id = $1
"""

LOCK_CLIENT = """
    SELECT k.id FROM clients AS k JOIN cases AS c ON c.client_id = k.id WHERE c.id = $1 FOR UPDATE OF k
"""

CHANGE_CLIENT = """
    UPDATE clients SET given_names = $2, prefix = $3, family_name = $4, call_name = $5, birth_date = $6,
        birth_precision = $7, language = $8, interpreter_needed = $9, version = $10, changed_by = $11, changed_at = $12
    WHERE id = $1
"""

KEEP_NAMES = "SELECT chaincare.keep_names($1, $2::text[], $3::text[], $4::text[])"

ADD_BSN = """
    INSERT INTO client_bsns (client_id, case_id, sealed, blind, key_mark, purpose, article, recorded_by, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

REMOVE_BSN = """
    UPDATE client_bsns SET removed_by = $2, removed_at = $3 WHERE client_id = $1 AND removed_at IS NULL
"""

# The purpose one takes part for decides; a stated one comes first: there is no participation yet when a case opens.
FIND_BSN_BASES = """
    SELECT u.bsn_bases, coalesce($2, (SELECT p.purpose FROM participations AS p WHERE p.case_id = $3 AND p.id = $4))
        AS purpose
    FROM units AS u WHERE u.id = $1
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
        client.interpreter_needed,
    )


async def find_client_of_case(clearance: Clearance) -> UUID:
    """Give the client of the case. Raises CaseUnknown when the wall does not show it."""
    row = await clearance.fetchrow(FIND_CLIENT, clearance.case_id)
    if row is None:
        raise CaseUnknown
    return UUID(str(row["client_id"]))


async def get_client(clearance: Clearance) -> Client:
    """Give the client of the case. Raises CaseUnknown when the wall does not show him."""
    return (await get_known_client(clearance)).client


async def get_known_client(clearance: Clearance) -> KnownClient:
    """Give the client of the case, and the edition of what is known of him. Raises CaseUnknown."""
    row = await clearance.fetchrow(GET_CLIENT, clearance.case_id)
    if row is None:
        raise CaseUnknown
    return KnownClient(_client(row), row["version"], row["has_bsn"])


async def lock_client(clearance: Clearance) -> KnownClient:
    """Give the client of the case, whom nobody else changes until the end. Raises CaseUnknown."""
    await clearance.fetchrow(LOCK_CLIENT, clearance.case_id)
    return await get_known_client(clearance)


async def answers_for_client(clearance: Clearance, at: datetime) -> bool:
    """Say whether whoever acts holds regie, or opened the case that nobody directs."""
    own, actor = clearance.participation_id, clearance.actor_id
    row = await clearance.fetchrow(ANSWERS, clearance.case_id, own, at, actor)
    return bool(row["answers"])


async def change_client(clearance: Clearance, known: KnownClient, at: datetime) -> None:
    """Put the next edition in place; the database keeps the one before."""
    client = known.client
    await clearance.execute(
        CHANGE_CLIENT,
        client.id,
        client.given_names,
        client.prefix,
        client.family_name,
        client.call_name,
        client.birth_date,
        client.birth_precision.value,
        client.language,
        client.interpreter_needed,
        known.version,
        clearance.participation_id,
        at,
    )
    await keep_names(clearance, client)


async def keep_names(clearance: Clearance, client: Client) -> None:
    """Keep the forms a client is found by, once his case is there; those of earlier names stay."""
    found = forms_of_fields(client.given_names, client.prefix, client.family_name, client.call_name)
    await clearance.execute(
        KEEP_NAMES,
        client.id,
        [kind for kind, _ in found],
        [form.word for _, form in found],
        [form.sound for _, form in found],
    )


async def add_bsn(
    clearance: Clearance,
    client_id: UUID,
    sealed: bytes,
    blind: bytes,
    mark: bytes,
    basis: BsnBasis,
    at: datetime,
) -> None:
    """Add a BSN, sealed, with the mark of the key that did it and what allowed recording it."""
    await clearance.execute(
        ADD_BSN,
        client_id,
        clearance.case_id,
        sealed,
        blind,
        mark,
        basis.purpose.value,
        basis.article,
        clearance.actor_id,
        at,
    )


async def remove_bsn(clearance: Clearance, client_id: UUID, at: datetime) -> None:
    """Let the client's BSN be used no longer, if there is one."""
    await clearance.execute(REMOVE_BSN, client_id, clearance.actor_id, at)


async def find_bsn_bases(
    clearance: Clearance, stated: Purpose | None = None
) -> tuple[Purpose, tuple[BsnBasis, ...]]:
    """Give the purpose that counts, and for which purposes the unit of whoever acts may record a BSN."""
    row = await clearance.fetchrow(
        FIND_BSN_BASES,
        clearance.unit_id,
        stated and stated.value,
        clearance.case_id,
        clearance.participation_id,
    )
    return Purpose(row["purpose"]), read_bsn_bases(row["bsn_bases"])


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


def _client(row: Any) -> Client:
    fields = {name: row[name] for name in Client.__struct_fields__}
    precision, earlier = BirthPrecision(row["birth_precision"]), tuple(row["earlier_names"])
    return Client(**{**fields, "birth_precision": precision, "earlier_names": earlier})
