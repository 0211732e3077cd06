"""What a colour rests on, and when a plan is off the ground."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import msgspec
import pytest

from chaincare.success_factors.factor_words import COLOURS, FACTORS, Colour, Factor
from chaincare.success_factors.model import (
    AssessedAhead,
    Assessment,
    AssessmentKind,
    AssessmentSource,
    AssessmentSourceUnfit,
    EvidenceNotOfNetwork,
)
from chaincare.success_factors.rules import is_off_the_ground, not_ahead, puts_on_green, said_by, shown_by

NETWORK, CLIENTS = AssessmentKind.NETWORK, AssessmentKind.CLIENTS
A, B = uuid4(), uuid4()
DAY = date(2026, 11, 2)
GREEN = Assessment(
    uuid4(), Factor.TRUST, NETWORK, Colour.GREEN, "Wij bellen elkaar.", None, (), DAY, None, A,
    datetime(2026, 11, 2, 9, tzinfo=UTC),
)  # fmt: skip


def test_every_factor_and_every_colour_has_its_words() -> None:
    assert list(FACTORS) == list(Factor)
    assert list(COLOURS) == list(Colour)
    assert len(Factor) == 8


def test_the_clients_colour_says_who_of_them_gave_it_and_the_networks_has_no_such_source() -> None:
    said_by(NETWORK, None)
    for source in AssessmentSource:
        said_by(CLIENTS, source)
        with pytest.raises(AssessmentSourceUnfit):
            said_by(NETWORK, source)
    with pytest.raises(AssessmentSourceUnfit):
        said_by(CLIENTS, None)


def test_it_is_about_what_is() -> None:
    not_ahead(DAY, DAY)
    with pytest.raises(AssessedAhead):
        not_ahead(date(2026, 11, 3), DAY)


@pytest.mark.parametrize(
    ("named", "pointers"), [([A, A], ["/documentIds/1"]), ([UUID(int=1), B], ["/documentIds/0"])]
)
def test_it_rests_on_documents_of_the_network_each_once(named: list[UUID], pointers: list[str]) -> None:
    shown_by([A, B], {A, B})
    with pytest.raises(EvidenceNotOfNetwork) as refused:
        shown_by(named, {A, B})
    assert [one.pointer for one in refused.value.errors] == pointers


def test_only_the_network_puts_on_green() -> None:
    assert puts_on_green(NETWORK, Colour.GREEN)
    assert not puts_on_green(CLIENTS, Colour.GREEN)
    assert not puts_on_green(NETWORK, Colour.AMBER)


def test_it_is_off_the_ground_with_eight_on_green_and_with_no_fewer() -> None:
    present = {(one, NETWORK): GREEN for one in Factor}
    assert is_off_the_ground(present)
    for factor in Factor:
        without = {key: value for key, value in present.items() if key[0] is not factor}
        assert not is_off_the_ground(without)
        assert not is_off_the_ground({**without, (factor, CLIENTS): GREEN})
        amber = msgspec.structs.replace(GREEN, colour=Colour.AMBER)
        assert not is_off_the_ground({**present, (factor, NETWORK): amber})
