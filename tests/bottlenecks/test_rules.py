"""When a bottleneck is raised, and towards whom."""

from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
import pytest
from tests.agreements.stands import CARE, DONE, MOTHER, PARTIES, RESPONSIBLE, SCHOOL, STANDS, YES, made
from tests.agreements.test_rounds import KEPT, MISSED, did, weekly

from chaincare.agreements.facts import Agreed, AssentHow, NotKept, NotKeptReason
from chaincare.bottlenecks import rules
from chaincare.bottlenecks.model import (
    Bottleneck,
    BottleneckNotSolved,
    ConfirmingNotYours,
    NothingMissed,
    Organisation,
    WhoDoesNotDeliver,
)
from chaincare.parties.model import Circle, Seat

MOMENT = datetime(2026, 11, 6, 9, tzinfo=UTC)


def test_only_what_was_not_kept_shows_a_bottleneck() -> None:
    missed = made(YES, (RESPONSIBLE, NotKept(NotKeptReason.WAITING_LIST)))
    assert rules.missed(missed) is NotKeptReason.WAITING_LIST
    assert rules.missed(weekly(*did(MISSED, KEPT))) is NotKeptReason.TIME
    for kept in (STANDS["agreed"], made(YES, DONE), weekly(*did(KEPT))):
        with pytest.raises(NothingMissed):
            rules.missed(kept)


def test_it_goes_to_who_is_named_or_to_the_organisation_of_who_was_responsible() -> None:
    assert rules.towards(STANDS["agreed"], None, PARTIES) == SCHOOL
    assert rules.towards(STANDS["agreed"], CARE, PARTIES) == CARE
    hers = made((MOTHER, Agreed(AssentHow.HIMSELF)), responsible=MOTHER)
    assert rules.towards(hers, CARE, PARTIES) == CARE
    with pytest.raises(WhoDoesNotDeliver):
        rules.towards(hers, None, PARTIES)


def test_its_management_answers_within_what_its_units_take_to_react() -> None:
    friday = datetime(2026, 11, 6, 22, 59, tzinfo=UTC)
    assert rules.answer_by(Organisation("Zorg", (), 5, managed=True), friday) == date(2026, 11, 13)
    closed = Organisation("Zorg", (date(2026, 11, 9),), 1, managed=False)
    assert rules.answer_by(closed, friday) == date(2026, 11, 10)


RAISED = Bottleneck(
    UUID(int=1), UUID(int=2), UUID(int=3), "Jeugdhulp Noord", NotKeptReason.MEANS, "Nobody.", (), UUID(int=4), MOMENT
)  # fmt: skip


def test_how_far_it_is_and_who_says_that_it_is_solved() -> None:
    change = msgspec.structs.replace
    answered = change(RAISED, answer="Soon.", answered_at=MOMENT)
    solved = change(answered, solution="Done.", solved_at=MOMENT)
    confirmed = change(solved, confirmed_at=MOMENT)
    for one, state in (
        (RAISED, "open"),
        (answered, "answered"),
        (solved, "solved"),
        (confirmed, "confirmed"),
    ):
        assert rules.state_of(one) == state
    his = Seat(RAISED.raised_by, UUID(int=9), Circle.BUURTWINKEL, None)
    directs = Seat(UUID(int=5), UUID(int=9), Circle.BUURTWINKEL, UUID(int=5))
    for seat in (his, directs):
        rules.may_confirm(solved, seat)
    for one in (answered, confirmed):
        with pytest.raises(BottleneckNotSolved):
            rules.may_confirm(one, his)
    with pytest.raises(ConfirmingNotYours):
        rules.may_confirm(solved, Seat(UUID(int=6), UUID(int=9), Circle.BUURTWINKEL, UUID(int=5)))
