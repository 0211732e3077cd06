"""The client: a person known by name, as precisely as is known and no more."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal


class BirthPrecision(StrEnum):
    """How much of a birth date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Client(msgspec.Struct, frozen=True):
    """A named person. ``birth_date`` is the first day of the month or year when no more is known."""

    id: UUID
    given_names: str
    prefix: str | None
    family_name: str | None
    call_name: str | None
    birth_date: date
    birth_precision: BirthPrecision
    language: str | None


class Invited(msgspec.Struct, frozen=True):
    """Who is to be invited: the client he stands for, who brought him in, who directs, whether he can log in yet."""

    client_id: UUID
    made_by: UUID
    holder_id: UUID | None
    has_login: bool


class Invitation(msgspec.Struct, frozen=True):
    """Binds one login to one person, once. Only the digest of its code is kept."""

    id: UUID
    code_digest: bytes
    representative_id: UUID | None
    proof: str
    issued_at: datetime
    expires_at: datetime


class BirthDateTooPrecise(Refusal):
    """With precision month or year, send the first day of that month or year: the rest is not known."""

    kind = Kind.BAD_INPUT


class BirthDateInFuture(Refusal):
    """A birth date cannot lie in the future."""

    kind = Kind.BAD_INPUT


class InvitationUnknown(Refusal):
    """This code is not valid: it may be mistyped, used or expired. Ask whoever gave it for a new one."""

    kind = Kind.UNKNOWN


class InvitingNotYours(Refusal):
    """The regie holder invites; while regie is vacant, whoever brought this person into the case."""

    kind = Kind.FORBIDDEN


class PersonHasLogin(Refusal):
    """This person has linked a login already. A second one would let somebody else in under this name."""

    kind = Kind.CONFLICT


class PersonNotInCase(Refusal):
    """This representative does not take part in the case: add them to the circle first."""

    kind = Kind.CONFLICT


INVITE = Operation(
    code="client.invited",
    action="C",
    en="A client or representative was invited to log in",
    nl="Een cliënt of vertegenwoordiger is uitgenodigd om in te loggen",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
ACCEPT_INVITATION = Operation(
    code="client.login-linked",
    action="C",
    en="A login was linked to a client or representative",
    nl="Een login is gekoppeld aan een cliënt of vertegenwoordiger",
    scope="me",
    reaches=frozenset({Reach.CLIENT}),
    unknown=InvitationUnknown,
)
