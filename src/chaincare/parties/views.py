"""Taking part, as it is asked for and answered."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.access.model import Purpose
from chaincare.clients.model import RepresentativeKind
from chaincare.parties.model import (
    LegalBasis,
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
    """A legal basis in its three parts, each of the catalogue (`GET /legal-grounds`) and in force today.

    ``ground`` and ``exception`` by their codes, ``article`` as it is cited: the statute and a number. ``consentId`` is the
    consent that a part of it rests on; with that consent it ends.
    """

    ground: Line
    article: Line
    exception: Line | None = None
    secrecy: Annotated[tuple[StateSecrecyKey, ...], msgspec.Meta(max_length=20)] = ()
    until_at: Instant | None = None
    consent_id: UUID | None = None

    def to_model(self) -> LegalBasis:
        """Give the basis as rules know it."""
        keys = tuple(SecrecyKey(key.discloser_unit_id, key.ground) for key in self.secrecy)
        return LegalBasis(self.ground, self.article, self.exception, keys, self.until_at, self.consent_id)


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
