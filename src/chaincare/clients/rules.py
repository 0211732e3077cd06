"""Rules about a client's name, birth date and login. Pure."""

import hashlib
import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from stdnum.nl import bsn

from chaincare.access.model import Purpose
from chaincare.clients.model import BirthPrecision, Client, Invitation, Invited
from chaincare.clients.refusals import (
    AgeIsForHolder,
    BirthDateInFuture,
    BirthDateTooPrecise,
    BsnInvalid,
    BsnWithoutBasis,
    InvitingNotYours,
    PersonHasLogin,
)
from chaincare.directory.model import BsnBasis
from chaincare.refusals import FieldError

INVITATION_LASTS = timedelta(days=14)
BSN_DIGITS = 9
VIEW_CHANGES_AT = (12, 16)
"""From 12 a client looks himself, from 16 his parents look no longer unless he permits it."""
_BSN = re.compile(r"[0-9]{8,9}")


def named(client: Client) -> str:
    """Give the name as it is shown: call name or given names, prefix, family name."""
    parts = (client.call_name or client.given_names, client.prefix, client.family_name)
    return " ".join(part for part in parts if part)


def known_birth_date(
    birth_date: date, precision: BirthPrecision, *, today: date, pointer: str = "/birthDate"
) -> date:
    """Check that a birth date claims no more than is known. Raises BirthDateTooPrecise, BirthDateInFuture."""
    if birth_date > today:
        raise BirthDateInFuture(errors=[FieldError(pointer, "Must not lie in the future.")])
    coarse = precision is not BirthPrecision.DAY and birth_date.day != 1
    if coarse or (precision is BirthPrecision.YEAR and birth_date.month != 1):
        raise BirthDateTooPrecise(errors=[FieldError(pointer, f"Must be the first day of the {precision}.")])
    return birth_date


def may_change_age(before: Client, after: Client, *, today: date, answers: bool) -> None:
    """Check who gives a birth date by which 12 or 16 was reached, or not, or can no longer be told: who answers for it.

    What a child and his parents see rests on it (STANDARDS 5). Raises AgeIsForHolder.
    """
    passes = any(
        _reached(before, years, today) is not _reached(after, years, today) for years in VIEW_CHANGES_AT
    )
    if passes and not answers:
        raise AgeIsForHolder(errors=[FieldError("/birthDate", "Let the regie holder change it.")])


def _reached(client: Client, years: int, today: date) -> bool | None:
    """Say whether an age was reached, None where the precision of the birth date does not tell."""
    first = last = client.birth_date
    if client.birth_precision is BirthPrecision.YEAR:
        last = last.replace(month=12, day=31)
    elif client.birth_precision is BirthPrecision.MONTH:
        last = last.replace(day=monthrange(last.year, last.month)[1])
    sure, possible = (
        today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= years
        for born in (last, first)
    )
    return sure if sure is possible else None


def valid_bsn(digits: str, *, pointer: str = "/bsn") -> str:
    """Give a BSN in its nine digits; one of eight had its leading zero left out. Raises BsnInvalid.

    Nothing of it is repeated in the refusal.
    """
    number = digits.zfill(BSN_DIGITS)
    if _BSN.fullmatch(digits) is None or not bsn.is_valid(number):
        raise BsnInvalid(errors=[FieldError(pointer, "Must be a valid BSN of nine digits.")])
    return number


def basis_to_record(purpose: Purpose, bases: Iterable[BsnBasis], *, pointer: str = "/bsn") -> BsnBasis:
    """Give what allows a unit to record a BSN for this purpose (S4). Raises BsnWithoutBasis."""
    for basis in bases:
        if basis.purpose is purpose:
            return basis
    raise BsnWithoutBasis(
        errors=[FieldError(pointer, "Your unit has no basis to record this for your purpose.")]
    )


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
