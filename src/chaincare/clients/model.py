"""The client: a person known by name, as precisely as is known and no more."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import PROFESSIONALS, CaseUnknown, Operation, Reach
from chaincare.clients.refusals import ClientUnknown, InvitationUnknown


class BirthPrecision(StrEnum):
    """How much of a birth date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class RepresentativeKind(StrEnum):
    """Legal roles keep their Dutch names: their English look-alikes mean other things."""

    PARENT = "parent"
    VOOGD = "voogd"
    CURATOR = "curator"
    MENTOR = "mentor"
    BEWINDVOERDER = "bewindvoerder"
    GEMACHTIGDE = "gemachtigde"


class Client(msgspec.Struct, frozen=True):
    """A named person. ``birth_date`` is the first day of the month or year when no more is known.

    ``earlier_names`` are those that were changed: who knew him by one of them still recognises him (E2).
    """

    id: UUID
    given_names: str
    prefix: str | None
    family_name: str | None
    call_name: str | None
    birth_date: date
    birth_precision: BirthPrecision
    language: str | None
    interpreter_needed: bool = False
    earlier_names: tuple[str, ...] = ()


class KnownClient(msgspec.Struct, frozen=True):
    """A client as he is known now: the edition of that, and whether a BSN is recorded (never which)."""

    client: Client
    version: int
    has_bsn: bool


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


READ_CLIENT = Operation(
    code="client.read",
    action="R",
    en="What is known of the client was read",
    nl="De gegevens van de cliënt zijn bekeken",
    scope="cases",
    reaches=PROFESSIONALS | {Reach.CLIENT},
    unknown=ClientUnknown,
)
CHANGE_CLIENT = Operation(
    code="client.changed",
    action="U",
    en="What is known of the client was changed",
    nl="De gegevens van de cliënt zijn gewijzigd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
)
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
