"""How a service changes, and which words are looked for."""

from datetime import date
from uuid import UUID

import msgspec
import pytest

from chaincare.winkelstraat.model import OfferedHelp, Service, ServiceRetired, ServiceStatus
from chaincare.winkelstraat.rules import WORDS_MAX, changed, retired, stated_today, words_of

TODAY, BEFORE = date(2026, 11, 23), date(2026, 11, 2)
SERVICE = Service(
    UUID(int=1), UUID(int=2), "Spreekuur", "schulden", OfferedHelp.BOTH, "iedereen", (), 5, False, 14, BEFORE
)


def test_a_waiting_time_holds_as_it_was_stated() -> None:
    shorter = msgspec.structs.replace(SERVICE, waiting_days=7)
    after = changed(SERVICE, shorter, waiting_stated=True, today=TODAY)
    assert (after.waiting_days, after.waiting_stated_on, after.version) == (7, TODAY, 2)
    renamed = msgspec.structs.replace(SERVICE, name="Inloop")
    assert changed(SERVICE, renamed, waiting_stated=False, today=TODAY).waiting_stated_on == BEFORE
    unknown = msgspec.structs.replace(SERVICE, waiting_days=None)
    assert changed(SERVICE, unknown, waiting_stated=True, today=TODAY).waiting_stated_on is None
    assert stated_today(0, TODAY) == TODAY
    assert stated_today(None, TODAY) is None


def test_what_is_no_longer_offered_stays_so() -> None:
    gone = retired(SERVICE)
    assert (gone.status, gone.version) == (ServiceStatus.RETIRED, 2)
    with pytest.raises(ServiceRetired):
        retired(gone)
    with pytest.raises(ServiceRetired):
        changed(gone, gone, waiting_stated=False, today=TODAY)


def test_words_are_looked_for_the_longest_first() -> None:
    assert words_of(None) == ()
    assert words_of(" -- ") == ()
    assert words_of("in  de klas, klas (gedrags-problemen)") == ("problemen", "gedrags", "klas", "in", "de")
    assert len(words_of(" ".join(f"woord{number}" for number in range(50)))) == WORDS_MAX
