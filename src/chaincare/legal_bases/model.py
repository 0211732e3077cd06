"""Legal bases of a case: recorded, read, and withdrawn, as a whole or for one discloser alone."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Purpose, Reach
from chaincare.parties.model import SecrecyKey
from chaincare.refusals import Kind, Refusal


class BasisPart(StrEnum):
    """The part of a legal basis that can be withdrawn on its own."""

    GROUND = "ground"
    EXCEPTION = "exception"
    SECRECY = "secrecy"


class RecordedBasis(msgspec.Struct, frozen=True):
    """A legal basis as it was recorded, as far as withdrawing it asks. ``silent``: keys that were withdrawn already."""

    participation_id: UUID
    recorded_by: UUID
    ground: str
    exception: str | None
    secrecy: tuple[SecrecyKey, ...]
    silent: frozenset[UUID] = frozenset()
    withdrawn: bool = False
    consent_of_others: bool = False
    """Whether it rests on a recorded consent that whoever looks, being no professional, did not give."""
    cites_consent: bool = False
    """Whether it says on which recorded consent it rests."""


class Withdrawer(msgspec.Struct, frozen=True):
    """Who withdraws, as a professional: his participation, who he is, for which unit, and whether he directs the case."""

    own_id: UUID
    actor_id: UUID
    unit_id: UUID
    holder_id: UUID | None


class Standing(msgspec.Struct, frozen=True):
    """Somebody who takes part, as far as a basis for him goes: for which unit, and what for."""

    unit_id: UUID | None
    purpose: Purpose


class BasisNotYours(Refusal):
    """The client withdraws consent that was given, and a representative what he gave himself, or, where it is not recorded who gave it, what takes his word at the client's age; any other basis is for whoever recorded it, whose secret it is, or the regie holder."""

    kind = Kind.FORBIDDEN


class NothingToWithdraw(Refusal):
    """This legal basis has no such part, or no such discloser."""

    kind = Kind.CONFLICT


class LegalBasisUnknown(Refusal):
    """There is no such legal basis in this case."""

    kind = Kind.UNKNOWN


class AlreadyWithdrawn(Refusal):
    """This was withdrawn already."""

    kind = Kind.CONFLICT


class DiscloserNotForPart(Refusal):
    """A discloser belongs to part `secrecy`: the ground and the exception hold for all that is shared."""

    kind = Kind.BAD_INPUT


READ_LEGAL_BASES = Operation(
    code="legal-bases.read",
    action="R",
    en="The legal bases of the case were read",
    nl="De rechtsgronden van het dossier zijn bekeken",
    scope="cases",
    reaches=frozenset({Reach.FULL, Reach.CLIENT}),
    unknown=CaseUnknown,
)
RECORD_LEGAL_BASIS = Operation(
    code="legal-basis.recorded",
    action="C",
    en="A legal basis for taking part was recorded",
    nl="Er is een rechtsgrond voor deelname vastgelegd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
WITHDRAW_LEGAL_BASIS = Operation(
    code="legal-basis.withdrawn",
    action="U",
    en="A legal basis for sharing was withdrawn",
    nl="Een rechtsgrond om te delen is ingetrokken",
    scope="cases",
    reaches=frozenset({Reach.FULL, Reach.CLIENT}),
    unknown=CaseUnknown,
)


class SecrecyWithdrawal(msgspec.Struct, frozen=True):
    """That a discloser's key was taken back, and when."""

    discloser_unit_id: UUID
    withdrawn_at: datetime
