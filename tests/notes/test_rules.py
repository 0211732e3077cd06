"""Who a note is for, and for whom it is taken back: never for more than before."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.notes.model import Audience, Note, Reading, RecallChangesNothing, RecallWidens
from chaincare.notes.rules import correct, readers_of, recall, wanted_readers

OWN, UNIT, OTHER, MOTHER = (UUID(int=n) for n in range(1, 5))
AT = datetime(2026, 11, 3, 12, tzinfo=UTC)
NAMES = {
    OWN: frozenset({"professionals", "buurtwinkel", f"unit:{UNIT}", f"party:{OWN}"}),
    OTHER: frozenset({"professionals", "unit:x", f"party:{OTHER}"}),
    MOTHER: frozenset({"client", f"party:{MOTHER}"}),
}


def reading(*readers: str) -> Reading:
    return Reading(Note(UUID(int=9), UUID(int=8), UNIT, "x", readers, AT), 1, True)


def taken_back(before: Reading, *wanted: str) -> tuple[str, ...]:
    return recall(UUID(int=7), before, wanted, reason="r", authors=[OWN], by_id=OWN, names=NAMES, at=AT).after


@given(st.sets(st.sampled_from(Audience)), st.lists(st.uuids(), max_size=3), st.booleans())
def test_the_author_always_keeps_what_he_wrote(
    audience: set[Audience], parties: list[UUID], client: bool
) -> None:
    readers = readers_of(audience, parties, unit_id=UNIT, own_id=OWN, client=client)
    assert f"party:{OWN}" in readers
    assert ("client" in readers) is client
    assert ("professionals" in readers) is (Audience.PROFESSIONALS in audience)
    assert set(readers) == wanted_readers(audience, parties, unit_id=UNIT, client=client) | {f"party:{OWN}"}


def test_a_correction_is_the_next_version() -> None:
    assert correct(reading("regie"), "y", "a mistake", by_id=OTHER, at=AT).version == 2


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ((f"party:{OWN}", f"unit:{UNIT}", "regie"), (), (f"party:{OWN}", f"unit:{UNIT}")),
        (
            (f"party:{OWN}", "professionals", "client"),
            ("professionals",),
            (f"party:{OWN}", "professionals", f"unit:{UNIT}"),
        ),
        ((f"party:{OWN}", "professionals", "regie"), ("regie",), (f"party:{OWN}", "regie", f"unit:{UNIT}")),
        # One of many may stay by himself, and a part of them as a part.
        (
            (f"party:{OWN}", "professionals"),
            (f"party:{OTHER}",),
            (f"party:{OWN}", f"party:{OTHER}", f"unit:{UNIT}"),
        ),
        ((f"party:{OWN}", "client"), (f"party:{MOTHER}",), (f"party:{OWN}", f"party:{MOTHER}")),
        (
            (f"party:{OWN}", "professionals"),
            ("regie", "buurtwinkel"),
            ("buurtwinkel", f"party:{OWN}", "regie", f"unit:{UNIT}"),
        ),
        ((f"party:{OWN}", f"unit:{UNIT}", "regie"), (f"unit:{UNIT}",), (f"party:{OWN}", f"unit:{UNIT}")),
    ],
)
def test_a_recall_leaves_it_to_fewer(
    before: tuple[str, ...], wanted: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert taken_back(reading(*before), *wanted) == after


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ((f"party:{OWN}", "professionals"), "client"),
        ((f"party:{OWN}", "client"), "regie"),
        ((f"party:{OWN}", "buurtwinkel"), "professionals"),
        ((f"party:{OWN}", "buurtwinkel"), f"party:{OTHER}"),
        ((f"party:{OWN}", "professionals"), f"party:{MOTHER}"),
        ((f"party:{OWN}", "professionals"), f"party:{UUID(int=99)}"),
    ],
)
def test_a_recall_brings_nobody_in(before: tuple[str, ...], wanted: str) -> None:
    with pytest.raises(RecallWidens):
        taken_back(reading(*before), wanted)


def test_a_recall_takes_it_from_somebody() -> None:
    with pytest.raises(RecallChangesNothing):
        taken_back(reading(f"party:{OWN}", f"unit:{UNIT}"))


def test_a_colleague_who_takes_it_back_still_reads_it_and_the_author_too() -> None:
    before = reading(f"party:{OWN}", "buurtwinkel", "regie")
    after = recall(UUID(int=7), before, (), reason="r", authors=[OTHER], by_id=OWN, names=NAMES, at=AT).after
    assert after == (f"party:{OWN}", f"unit:{UNIT}")
