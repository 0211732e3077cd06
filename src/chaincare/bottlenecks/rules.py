"""When a bottleneck is raised, and towards whom. Pure."""

from datetime import date, datetime
from uuid import UUID

from chaincare.agreements.facts import NotKeptReason
from chaincare.agreements.model import Agreement, Parties
from chaincare.agreements.phases import NotKeptState
from chaincare.bottlenecks.model import (
    Bottleneck,
    BottleneckNotSolved,
    ConfirmingNotYours,
    NothingMissed,
    Organisation,
    Raised,
    RaisedState,
    WhoDoesNotDeliver,
)
from chaincare.parties.model import Seat
from chaincare.refusals import FieldError
from chaincare.workdays import add_working_days, day_in_amsterdam


def missed(agreement: Agreement) -> NotKeptReason:
    """Give why it was not kept; of what is done again, why it was not the last time. Raises NothingMissed."""
    if isinstance(agreement.state, NotKeptState):
        return agreement.state.reason
    again = [one.because for one in agreement.rounds if one.because is not None]
    if not again:
        raise NothingMissed
    return again[-1]


def towards(agreement: Agreement, named: UUID | None, parties: Parties) -> UUID:
    """Give the organisation that does not deliver: the one named, or that of who was responsible.

    Raises WhoDoesNotDeliver.
    """
    organisation_id = named or parties[agreement.responsible_id].organisation_id
    if organisation_id is None:
        raise WhoDoesNotDeliver(errors=[FieldError("/organisationId", "Name the organisation.")])
    return organisation_id


def answer_by(organisation: Organisation, at: datetime) -> date:
    """Give the day by which its management answers: what its units take to react to a request."""
    return add_working_days(day_in_amsterdam(at), organisation.reaction_days, organisation.closing_days)


def state_of(one: Bottleneck | Raised) -> RaisedState:
    """Say how far it is."""
    if one.confirmed_at is not None:
        return RaisedState.CONFIRMED
    if one.solved_at is not None:
        return RaisedState.SOLVED
    return RaisedState.OPEN if one.answer is None else RaisedState.ANSWERED


def may_confirm(one: Bottleneck, seat: Seat) -> None:
    """Check that something waits for a word, and that it is his to give. Raises ConfirmingNotYours, BottleneckNotSolved."""
    if not (seat.own_id == one.raised_by or seat.directs):
        raise ConfirmingNotYours
    if state_of(one) is not RaisedState.SOLVED:
        raise BottleneckNotSolved
