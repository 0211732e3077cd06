"""How the client is reached: editions, of which the last one counts, and who had the address disclosed."""

from typing import Any

from chaincare.access.clearance import Clearance
from chaincare.contacts.model import Address, Contact, Disclosure

LOCK_CASE = "SELECT id FROM clients WHERE id = (SELECT client_id FROM cases WHERE id = $1) FOR UPDATE"

# The address is joined as far as the wall shows it to this reader.
GET_CONTACT = """
    SELECT k.version, k.phone, k.safe_way, k.address_id, a.id, a.street, a.postal_code, a.town, a.secret
    FROM client_contacts AS k LEFT JOIN client_addresses AS a ON a.case_id = k.case_id AND a.id = k.address_id
    WHERE k.case_id = $1 ORDER BY k.version DESC LIMIT 1
"""

ADD_ADDRESS = """
    INSERT INTO client_addresses (id, case_id, street, postal_code, town, secret, recorded_by, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""

ADD_CONTACT = """
    INSERT INTO client_contacts (case_id, version, phone, safe_way, address_id, changed_by, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

ADD_DISCLOSURE = """
    INSERT INTO address_disclosures (id, case_id, address_id, reason, disclosed_to, disclosed_at)
    VALUES ($1, $2, $3, $4, $5, $6)
"""


async def get_contact(clearance: Clearance) -> Contact:
    """Give how the client is reached, as far as it is for this reader."""
    row = await clearance.fetchrow(GET_CONTACT, clearance.case_id)
    return Contact(0, None, None, None, None) if row is None else _contact(row)


async def lock_contact(clearance: Clearance) -> Contact:
    """Give how the client is reached, which nobody else changes until the end."""
    await clearance.fetchrow(LOCK_CASE, clearance.case_id)
    return await get_contact(clearance)


async def change_contact(clearance: Clearance, before: Contact, now: Contact) -> None:
    """Add the next edition; an address that is new with it."""
    by, at = clearance.participation_id, clearance.now()
    said = now.address
    if said is not None and said.id != before.address_id:
        await clearance.execute(
            ADD_ADDRESS, said.id, clearance.case_id, said.street, said.postal_code, said.town, said.secret, by, at
        )  # fmt: skip
    await clearance.execute(
        ADD_CONTACT, clearance.case_id, now.version, now.phone, now.safe_way, now.address_id, by, at
    )


async def add_disclosure(clearance: Clearance, disclosure: Disclosure) -> None:
    """Record to whom an address was disclosed, and what for."""
    await clearance.execute(
        ADD_DISCLOSURE,
        disclosure.id,
        clearance.case_id,
        disclosure.address_id,
        disclosure.reason,
        disclosure.disclosed_to,
        disclosure.disclosed_at,
    )


def _contact(row: Any) -> Contact:
    address = None
    if row["id"] is not None:
        address = Address(row["id"], row["street"], row["postal_code"], row["town"], row["secret"])
    return Contact(row["version"], row["phone"], row["safe_way"], row["address_id"], address)
