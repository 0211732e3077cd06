"""Rules about a client's name, birth date and login. Pure."""

import hashlib
import unicodedata
from datetime import date, datetime, timedelta
from uuid import UUID

from chaincare.clients.model import (
    BirthDateInFuture,
    BirthDateTooPrecise,
    BirthPrecision,
    Client,
    Invitation,
    Invited,
    InvitingNotYours,
    PersonHasLogin,
)

INVITATION_LASTS = timedelta(days=14)


def named(client: Client) -> str:
    """Give the name as it is shown: call name or given names, prefix, family name."""
    parts = (client.call_name or client.given_names, client.prefix, client.family_name)
    return " ".join(part for part in parts if part)


def composed(text: str | None) -> str | None:
    """Give the text in NFC, as names are stored; shown as entered otherwise."""
    return None if text is None else unicodedata.normalize("NFC", text)


def known_birth_date(birth_date: date, precision: BirthPrecision, *, today: date) -> date:
    """Check that a birth date claims no more than is known. Raises BirthDateTooPrecise, BirthDateInFuture."""
    if birth_date > today:
        raise BirthDateInFuture
    if precision is not BirthPrecision.DAY and birth_date.day != 1:
        raise BirthDateTooPrecise
    if precision is BirthPrecision.YEAR and birth_date.month != 1:
        raise BirthDateTooPrecise
    return birth_date


def code_digest(code: str) -> bytes:
    """Give what is kept of an invitation's code. It has 128 random bits, so a plain hash is enough."""
    return hashlib.sha256(code.replace("-", "").replace(" ", "").upper().encode()).digest()


def may_invite(person: Invited, *, own_id: UUID, actor_id: UUID) -> None:
    """Check who invites: the regie holder, or while there is none, who brought this person in (DOMAIN 2).

    Whoever holds a login stands in the case as that person, so nobody gets a second. Raises InvitingNotYours,
    PersonHasLogin.
    """
    if own_id != person.holder_id and not (person.holder_id is None and person.made_by == actor_id):
        raise InvitingNotYours
    if person.has_login:
        raise PersonHasLogin


def invite(
    invitation_id: UUID, code: str, *, representative_id: UUID | None, proof: str, at: datetime
) -> Invitation:
    """Make an invitation that works once, for two weeks."""
    return Invitation(invitation_id, code_digest(code), representative_id, proof, at, at + INVITATION_LASTS)
