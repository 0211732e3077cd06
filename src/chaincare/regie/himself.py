"""Rules of a client who directs himself: from when on, who agrees for him, and who stands beside him (R10). Pure."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.model import NotYours, Reach
from chaincare.ages.model import AgeUndecided
from chaincare.clients.model import RepresentativeKind
from chaincare.refusals import FieldError
from chaincare.regie.model import Draft, Mandate, ProposalKind, Term
from chaincare.regie.periods import Period
from chaincare.regie.refusals import (
    CandidateCannotDirect,
    ContactUnfit,
    HandoverNoteNeeded,
    HoldsRegieAlready,
    RepresentativeNeeded,
)
from chaincare.regie.rules import agreed, can_stand_beside
from chaincare.regie.voices import Candidate

FOR_A_CHILD = frozenset({RepresentativeKind.PARENT, RepresentativeKind.VOOGD})

FOR_AN_ADULT = frozenset(
    {RepresentativeKind.CURATOR, RepresentativeKind.MENTOR, RepresentativeKind.GEMACHTIGDE}
)
"""Who may decide for somebody who was judged unable to direct. A bewindvoerder decides about money alone."""


class Himself(msgspec.Struct, frozen=True):
    """A client who takes part, as far as matters for holding regie himself (R10).

    ``sixteen`` is None where his birth date does not tell. ``capable``: nobody judged that he cannot direct.
    ``representative``: what the representative is who was named beside him, if that one takes part.
    """

    participation_id: UUID
    sixteen: bool | None
    capable: bool
    representative: RepresentativeKind | None


class Wanted(msgspec.Struct, frozen=True):
    """Who is to direct and what he may do, as it was asked; with a contact where that is the client."""

    candidate_id: UUID
    mandate: tuple[Mandate, ...]
    reason: str | None
    handover_note: str | None
    contact_id: UUID | None = None
    representative_id: UUID | None = None
    period: Period = Period()


def agrees_alone(client: Himself) -> bool:
    """Say whether he needs nobody's agreement for holding regie: from 16, unless he was judged unable to.

    Raises AgeUndecided.
    """
    if client.sixteen is None:
        raise AgeUndecided(errors=[FieldError("/candidate", "Decide first whether he is 16 already.")])
    return client.sixteen and client.capable


def to_client(
    reach: Reach,
    term: Term | None,
    client: Himself | None,
    contact: Candidate | None,
    representative_id: UUID | None,
    mandate: Sequence[Mandate],
    handover_note: str | None,
    at: datetime,
) -> Draft:
    """Decide whether regie can be proposed to the client, and whose agreement it takes.

    The parties agree that among themselves; a coordinator assigns it to nobody who takes no part as a professional. A
    representative is asked wherever one is named. Raises NotYours, CandidateCannotDirect, ContactUnfit, AgeUndecided,
    RepresentativeNeeded, HoldsRegieAlready, HandoverNoteNeeded.
    """
    if reach is not Reach.FULL:
        raise NotYours
    if client is None:
        raise CandidateCannotDirect(errors=[FieldError("/candidate", "Beside a contact stands the client.")])
    if contact is None or not can_stand_beside(contact, at):
        raise ContactUnfit(errors=[FieldError("/contact", "Name a professional with scope full.")])
    may = FOR_AN_ADULT if client.sixteen else FOR_A_CHILD
    if not agrees_alone(client) and client.representative not in may:
        raise RepresentativeNeeded(errors=[FieldError("/representative", "Name who may decide for him.")])
    present = agreed(term, at)
    beside = contact.participation_id
    if present is not None and (present.client_id, present.holder_id) == (client.participation_id, beside):
        raise HoldsRegieAlready
    if present is not None and handover_note is None:
        raise HandoverNoteNeeded
    return Draft(
        ProposalKind.TO_CLIENT, client.participation_id, None if present is None else present.directed_by,
        tuple(one for one in Mandate if one in mandate), None, handover_note, beside, representative_id,
    )  # fmt: skip
