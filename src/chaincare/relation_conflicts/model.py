"""Relation conflicts: who never gets access to this case, by whatever relation, and until when that was decided."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal
from chaincare.reviews.model import Review


class ProfessionalInConflict(msgspec.Struct, frozen=True, tag="professional"):
    """One professional, in whatever unit he works."""

    id: UUID


class OrganisationInConflict(msgspec.Struct, frozen=True, tag="organisation"):
    """Everybody of an organisation."""

    id: UUID


class RepresentativeInConflict(msgspec.Struct, frozen=True, tag="representative"):
    """A representative of this case; his login is out with him, whatever name it is linked to later."""

    id: UUID


Who = ProfessionalInConflict | OrganisationInConflict | RepresentativeInConflict


class Ending(msgspec.Struct, frozen=True):
    """That a conflict no longer holds, since when, and why."""

    at: datetime
    by: UUID
    reason: str


class RelationConflict(msgspec.Struct, frozen=True):
    """One line of the list. ``decided_by`` says in words who decided it; it is looked at again on ``review_on``."""

    id: UUID
    who: Who
    reason: str
    decided_by: str
    review_on: date
    recorded_by: UUID
    recorded_at: datetime
    recorded_for: UUID | None = None
    """The unit of whoever recorded it."""
    ended: Ending | None = None
    reviews: tuple[Review, ...] = ()


class Holder(msgspec.Struct, frozen=True):
    """Who directs the case now: himself, his organisation, and whom he is the contact of, if that one directs."""

    participation_id: UUID
    professional_id: UUID | None
    organisation_id: UUID | None
    representative_id: UUID | None = None


class Standing(msgspec.Struct, frozen=True):
    """Where whoever acts on the list stands: his part, for whom he works, whether he is here for a crisis only, who directs."""

    own_id: UUID
    professional_id: UUID
    unit_id: UUID | None
    organisation_id: UUID | None
    in_crisis: bool = False
    holder: Holder | None = None


class ConflictPartyUnknown(Refusal):
    """There is no such professional or organisation in this case's network, or no such representative in this case."""

    kind = Kind.BAD_INPUT


class OnlyHolderBarsOrganisations(Refusal):
    """An organisation is put on the list by who directs the case: ask the regie holder, or name the one professional."""

    kind = Kind.FORBIDDEN


class ConflictWithYourself(Refusal):
    """This would lock you out yourself. If you may not see this case, end your participation."""

    kind = Kind.CONFLICT


class AlreadyInConflict(Refusal):
    """This party stands in the list already: read it for the reason and the review date."""

    kind = Kind.CONFLICT


class ConflictReviewInPast(Refusal):
    """The day on which it is looked at again has passed: give today or a later day."""

    kind = Kind.BAD_INPUT


class RegieMustPassFirst(Refusal):
    """This is who directs the case, or his organisation: regie must pass first. Ask the network's coordinator."""

    kind = Kind.CONFLICT


class NotInCrisis(Refusal):
    """Whoever takes part for a crisis only does not decide who never gets access. Ask the regie holder."""

    kind = Kind.FORBIDDEN


class ConflictNotYours(Refusal):
    """A conflict is ended by the regie holder or by whoever recorded it; while regie is vacant, also by the unit that recorded it."""

    kind = Kind.FORBIDDEN


class RelationConflictUnknown(Refusal):
    """There is no such line in the relation-conflict list of this case."""

    kind = Kind.UNKNOWN


class RelationConflictEnded(Refusal):
    """This conflict has ended already. If it is back, record it anew."""

    kind = Kind.CONFLICT


RECORD_CONFLICT = Operation(
    code="relation-conflict.recorded",
    action="C",
    en="It was recorded that somebody never gets access to the case",
    nl="Er is vastgelegd dat iemand nooit toegang krijgt tot het dossier",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
LIST_CONFLICTS = Operation(
    code="relation-conflicts.read",
    action="R",
    en="It was read who never gets access to the case",
    nl="Er is bekeken wie nooit toegang krijgt tot het dossier",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
REVIEW_CONFLICT = Operation(
    code="relation-conflict.reviewed",
    action="U",
    en="It was looked at again whether somebody gets no access to the case, and it stays so",
    nl="Er is opnieuw gekeken of iemand geen toegang krijgt tot het dossier, en dat blijft zo",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
END_CONFLICT = Operation(
    code="relation-conflict.ended",
    action="U",
    en="It was recorded that somebody may be given access to the case again",
    nl="Er is vastgelegd dat iemand weer toegang kan krijgen tot het dossier",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
