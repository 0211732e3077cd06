"""Taking part, as it is asked for and answered."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.access.model import Purpose
from chaincare.parties import rules
from chaincare.parties.model import (
    BasisPart,
    LegalBasis,
    RepresentativeKind,
    Scope,
    SecrecyGround,
    SecrecyKey,
)
from chaincare.wire import Body, Instant, Line, Name, View


class StateSecrecyKey(Body):
    """One discloser's ground to break professional secrecy towards this party."""

    discloser_unit_id: UUID
    ground: SecrecyGround


class StateLegalBasis(Body):
    """A legal basis in its three parts. Codes: avg-6-1-a … avg-6-1-f; avg-9-2-a, -b, -c, -g, -h, -i, avg-10."""

    ground: Line
    article: Line
    exception: Line | None = None
    secrecy: Annotated[tuple[StateSecrecyKey, ...], msgspec.Meta(max_length=20)] = ()
    until_at: Instant | None = None

    def to_model(self) -> LegalBasis:
        """Give the basis as rules know it. Raises GroundNotInCatalogue."""
        keys = tuple(SecrecyKey(key.discloser_unit_id, key.ground) for key in self.secrecy)
        return rules.in_catalogue(LegalBasis(self.ground, self.article, self.exception, keys, self.until_at))


class BringProfessional(Body, tag="professional", tag_field="kind"):
    """A person, in his own name."""

    professional_id: UUID
    scope: Scope
    legal_basis: StateLegalBasis


class BringTeam(Body, tag="team", tag_field="kind"):
    """A team: at most scope core, and every read still stands in the name of the person who read."""

    unit_id: UUID
    scope: Scope
    legal_basis: StateLegalBasis


class BringRepresentative(Body, tag="representative", tag_field="kind"):
    """Somebody who may act for the client, and what shows that he may."""

    name: Name
    representative_kind: RepresentativeKind
    proof: Line
    proof_date: date
    phone: Line | None = None


class BringClient(Body, tag="client", tag_field="kind"):
    """The client, into the own circle."""


AnyParty = BringProfessional | BringTeam | BringRepresentative | BringClient


class AddParty(Body):
    """Bring a party into the buurtwinkel, for a purpose."""

    party: AnyParty
    purpose: Purpose


class PartyAdded(View):
    """Who takes part now; ``representativeId`` is what an invitation asks for."""

    participation_id: UUID
    representative_id: UUID | None = None


class EndParticipation(Body):
    """Why it ends."""

    reason: Line


class ParticipationEnded(View):
    """When access ended."""

    participation_id: UUID
    ended_at: Instant


class SecrecyKeyView(View):
    """One discloser's ground to share."""

    discloser_unit_id: UUID
    ground: SecrecyGround


class LegalBasisView(View):
    """A legal basis as recorded, and when a part of it was withdrawn."""

    id: UUID
    participation_id: UUID
    ground: str
    article: str
    exception: str | None
    secrecy: tuple[SecrecyKeyView, ...]
    from_at: Instant
    until_at: Instant | None
    withdrawn_part: BasisPart | None
    withdrawn_at: Instant | None


class LegalBases(View):
    """Every legal basis of the case."""

    items: tuple[LegalBasisView, ...]


class RecordLegalBasis(Body):
    """A new legal basis for somebody who takes part."""

    participation_id: UUID
    legal_basis: StateLegalBasis


class LegalBasisRecorded(View):
    """From when it holds."""

    participation_id: UUID
    from_at: Instant


class WithdrawLegalBasis(Body):
    """Which part is withdrawn, and why."""

    part: BasisPart
    reason: Line


class LegalBasisWithdrawn(View):
    """What rested on it ends at the next request."""

    id: UUID
    withdrawn_at: Instant
