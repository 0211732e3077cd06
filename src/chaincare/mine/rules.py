"""With whom a thing lies, as the client's side sees it. Pure."""

from typing import assert_never
from uuid import UUID

from chaincare.agreements.model import Outline, Parties, WaitingOn, who_can_direct
from chaincare.mine.model import Ball


def ball_of(outline: Outline, parties: Parties, own_id: UUID) -> Ball:
    """Say with whom an agreement lies, as it stands now.

    That it was kept is confirmed by the client's side where somebody else says so (A3); no one party has the ball then.
    """
    match outline.waiting_on:
        case WaitingOn.NOBODY | WaitingOn.ANYONE:
            return Ball(None, with_you=False)
        case WaitingOn.CONFIRMER:
            claimant = parties.get(outline.responsible_id)
            return Ball(None, with_you=claimant is None or not claimant.is_client_side)
        case WaitingOn.RESPONSIBLE:
            party: UUID | None = outline.responsible_id
        case WaitingOn.PROPOSER:
            party = outline.proposer_id
        case WaitingOn.CANDIDATE:
            party = outline.candidate_id
        case WaitingOn.REGIE_HOLDER:
            holder = who_can_direct(parties)
            party = None if holder is None else holder.id
        case _ as unreachable:
            assert_never(unreachable)
    return Ball(party, with_you=party == own_id)
