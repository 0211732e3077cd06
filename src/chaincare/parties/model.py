"""Who takes part in a case, within which scope, on what legal basis."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import PROFESSIONALS, CaseUnknown, Operation, Purpose, Reach
from chaincare.clients.model import RepresentativeKind


class Circle(StrEnum):
    """The inner circle around the client, or the specialists who came in."""

    BUURTWINKEL = "buurtwinkel"
    WINKELSTRAAT = "winkelstraat"


class Scope(StrEnum):
    """How much a participation shows (DOMAIN 2)."""

    THAT = "that"
    CORE = "core"
    FULL = "full"
    CLIENT = "client"


class Role(StrEnum):
    """What somebody is in the case."""

    CASEWORKER = "caseworker"
    SPECIALIST = "specialist"
    TEAM = "team"
    CLIENT = "client"
    REPRESENTATIVE = "representative"


class SecrecyGround(StrEnum):
    """Why a professional may break his secrecy towards the others: the third part of a legal basis."""

    CONSENT = "consent"
    DIRECTLY_INVOLVED = "directly_involved"
    STATUTORY = "statutory"
    CONFLICT_OF_DUTIES = "conflict_of_duties"


class SecrecyKey(msgspec.Struct, frozen=True):
    """One discloser's ground to share with this participation."""

    discloser_unit_id: UUID
    ground: SecrecyGround


class LegalBasis(msgspec.Struct, frozen=True):
    """Three parts: AVG 6 ground with article, AVG 9/10 exception, and per discloser the key to his secrecy.

    Consent does not mend a missing ground (AP 2016): the ground comes first.
    """

    ground: str
    article: str
    exception: str | None
    secrecy: tuple[SecrecyKey, ...]
    until: datetime | None
    consent_id: UUID | None = None
    """The consent that a part of it rests on, when it was recorded here."""


class Participation(msgspec.Struct, frozen=True):
    """Somebody takes part from a moment on. Exactly one of the four parties is named."""

    id: UUID
    role: Role
    circle: Circle
    scope: Scope
    scope_from: datetime | None
    purpose: Purpose
    began_at: datetime
    professional_id: UUID | None = None
    unit_id: UUID | None = None
    representative_id: UUID | None = None
    client_id: UUID | None = None
    ends_at: datetime | None = None
    """When it ends by itself, where it does."""
    with_regie: bool = False
    """He comes in to direct: his scope begins with his term, and he is out when it comes to nothing (R2)."""


class Seat(msgspec.Struct, frozen=True):
    """Where somebody stands who acts on parties: his own participation, its circle, and who directs."""

    own_id: UUID
    actor_id: UUID
    circle: Circle
    holder_id: UUID | None
    acting: bool = False
    """He acts for the holder, who is absent (R9)."""

    @property
    def directs(self) -> bool:
        """Say whether he holds regie, or acts for who does."""
        return self.own_id == self.holder_id or self.acting


class Representative(msgspec.Struct, frozen=True):
    """Somebody who may act for the client, and what shows it."""

    id: UUID
    name: str
    kind: RepresentativeKind
    phone: str | None
    proof: str
    proof_on: date


ADD_PARTICIPATION = Operation(
    code="participation.added",
    action="C",
    en="Somebody was brought into the case",
    nl="Er is iemand bij het dossier betrokken",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
END_PARTICIPATION = Operation(
    code="participation.ended",
    action="U",
    en="Somebody's participation in the case was ended",
    nl="Iemands deelname aan het dossier is beëindigd",
    scope="cases",
    reaches=PROFESSIONALS,
    unknown=CaseUnknown,
)
