"""How one comes from needing somebody to having him, or not. Pure."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.needed_parties.model import (
    Approached,
    HelpNeeded,
    InTalks,
    NeededParty,
    NeededPartyDecided,
    NextStep,
    NextStepInPast,
    NotTheirParticipation,
    OrganisationNeeded,
    Participant,
    Refuses,
    Stand,
    StepBack,
    TakesPart,
    ToApproach,
    UnitNeeded,
    Who,
)
from chaincare.refusals import FieldError
from chaincare.workdays import day_in_amsterdam


def name(
    new_id: UUID, who: Who, needed_for: str, next_step: NextStep, *, client_may_read: bool, at: datetime
) -> NeededParty:
    """Name somebody who is needed and still has to be approached. Raises NextStepInPast."""
    return NeededParty(new_id, who, needed_for, client_may_read, 1, _ahead(ToApproach(next_step), at))


def step(needed: NeededParty, to: Stand, *, at: datetime) -> NeededParty:
    """Take a step: ahead, or the same once more with another next step; skipping is no lie, going back is.

    Raises NeededPartyDecided, StepBack, NextStepInPast.
    """
    match needed.stand:
        case TakesPart() | Refuses():
            raise NeededPartyDecided
        case InTalks() if isinstance(to, ToApproach | Approached):
            raise StepBack
        case Approached() if isinstance(to, ToApproach):
            raise StepBack
        case ToApproach() | Approached() | InTalks():
            pass
        case _ as unreachable:
            assert_never(unreachable)
    return msgspec.structs.replace(needed, version=needed.version + 1, stand=_ahead(to, at))


def theirs(who: Who, participant: Participant | None) -> None:
    """Hold a participation to who was needed. Raises NotTheirParticipation."""
    match who:
        case OrganisationNeeded(organisation_id=wanted):
            fits = participant is not None and participant.organisation_id == wanted
        case UnitNeeded(unit_id=wanted):
            fits = participant is not None and participant.unit_id == wanted
        case HelpNeeded():
            fits = participant is not None
        case _ as unreachable:
            assert_never(unreachable)
    if not fits:
        wrong = FieldError("/participationId", "Name a present participation of who was needed.")
        raise NotTheirParticipation(errors=[wrong])


def _ahead(stand: Stand, at: datetime) -> Stand:
    match stand:
        case ToApproach(next_step=after) | Approached(next_step=after) | InTalks(next_step=after):
            if after.by_on < day_in_amsterdam(at):
                raise NextStepInPast(errors=[FieldError("/nextStepDate", "Give today or a later day.")])
        case TakesPart() | Refuses():
            pass
        case _ as unreachable:
            assert_never(unreachable)
    return stand
