"""Putting what nobody took on to others, without a database."""

from uuid import UUID, uuid4

import pytest
from tests.escalations.stands import HOLDER, OTHER, REQUESTER, escalation, seat, target

from chaincare.escalations import sending
from chaincare.escalations.facts import Agreed, Requested, SentOn
from chaincare.escalations.model import Seat, State, TargetState
from chaincare.escalations.refusals import (
    ConvertedAlready,
    EscalationMovedOn,
    RequestNeedsHolder,
    RequestNotCurrent,
    SendingOnNeedsFull,
    StepNotYours,
    TargetDeclinedAlready,
)
from chaincare.refusals import Refusal

ELSEWHERE = (uuid4(), uuid4())


@pytest.mark.parametrize(
    ("by", "state", "asker", "goes_on", "refusal"),
    [
        (seat(REQUESTER), State.DECLINED, REQUESTER, False, None),
        (seat(HOLDER), State.EXPIRED, REQUESTER, False, None),
        (seat(OTHER), State.DECLINED, REQUESTER, False, StepNotYours),
        (seat(HOLDER, full=False), State.DECLINED, REQUESTER, False, SendingOnNeedsFull),
        (seat(HOLDER), State.DECLINED, None, False, RequestNotCurrent),
        (seat(REQUESTER), State.DECLINED, REQUESTER, True, ConvertedAlready),
        *((seat(HOLDER), state, REQUESTER, False, EscalationMovedOn)
          for state in State if state not in {State.DECLINED, State.EXPIRED}),
    ],
)  # fmt: skip
def test_who_leads_sends_on_what_nobody_took_on(
    by: Seat, state: State, asker: UUID | None, goes_on: bool, refusal: type[Refusal] | None
) -> None:
    one = escalation(state)
    if refusal is None:
        sending.may_send_on(one, by, asker, goes_on=goes_on)
        return
    with pytest.raises(refusal):
        sending.may_send_on(one, by, asker, goes_on=goes_on)


@pytest.mark.parametrize(
    ("own", "holder", "urgent", "agreed"),
    [
        (HOLDER, HOLDER, False, Agreed.BY_HOLDER),
        (REQUESTER, None, False, Agreed.VACANT),
        (REQUESTER, HOLDER, True, Agreed.URGENT),
        (REQUESTER, HOLDER, False, None),
    ],
)
def test_it_takes_the_same_agreement_as_at_first(
    own: UUID, holder: UUID | None, urgent: bool, agreed: Agreed | None
) -> None:
    facts = sending.sent_on(
        escalation(State.DECLINED, urgent=urgent), seat(own, holder), ELSEWHERE, ("Roos",)
    )
    if agreed is None:
        assert facts == (SentOn(ELSEWHERE, ("Roos",), holder_agrees=True),)
        with pytest.raises(RequestNeedsHolder):
            sending.requested(escalation(State.DRAFT, urgent=urgent), seat(own, holder))
    else:
        assert facts == (SentOn(ELSEWHERE, ("Roos",), holder_agrees=False), Requested(agreed))
        assert sending.requested(escalation(State.DRAFT, urgent=urgent), seat(own, holder)) == facts[-1]
    with pytest.raises(EscalationMovedOn):
        sending.requested(escalation(State.DECLINED), seat(HOLDER, HOLDER))


def test_no_unit_is_asked_what_it_declined() -> None:
    no, silent = target(TargetState.DECLINED), target(TargetState.LAPSED)
    sending.not_declined(ELSEWHERE, [no])
    sending.not_declined((silent.unit_id,), [silent])
    with pytest.raises(TargetDeclinedAlready) as refused:
        sending.not_declined((ELSEWHERE[0], no.unit_id), [no])
    assert [one.pointer for one in refused.value.errors] == ["/targets/1"]
    sending.not_hidden(ELSEWHERE, frozenset())
    with pytest.raises(sending.TargetAskedApart) as apart:
        sending.not_hidden((no.unit_id, ELSEWHERE[0]), frozenset(ELSEWHERE))
    assert [one.pointer for one in apart.value.errors] == ["/targets/1"]
