"""What a safety sheet may say."""

from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
import pytest

from chaincare.safety import rules
from chaincare.safety.model import NOTHING_YET, BanEndsBeforeItBegins, BornInFuture, ContactBan, Resident

AT = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # in Amsterdam it is 2027
BY = UUID(int=1)
change = msgspec.structs.replace


def resident(year: int | None) -> Resident:
    return Resident("N.", "brother", year, ())


def ban(until: date | None) -> ContactBan:
    return ContactBan("R.", date(2026, 11, 2), until, "C/18/123")


def test_an_edition_is_said_anew_as_a_whole() -> None:
    said = change(
        NOTHING_YET,
        residents=(resident(2027), resident(None)),
        contact_bans=(ban(None), ban(date(2026, 11, 2))),
    )
    sheet = rules.edited(change(NOTHING_YET, version=3), said, BY, AT)
    assert (sheet.version, sheet.changed_by, sheet.changed_at) == (4, BY, AT)
    assert sheet.residents == said.residents


def test_nobody_is_born_in_the_future_and_a_ban_ends_after_it_begins() -> None:
    with pytest.raises(BornInFuture) as born:
        rules.edited(NOTHING_YET, change(NOTHING_YET, residents=(resident(1990), resident(2028))), BY, AT)
    assert born.value.errors[0].pointer == "/residents/1/bornYear"
    with pytest.raises(BanEndsBeforeItBegins) as over:
        rules.edited(NOTHING_YET, change(NOTHING_YET, contact_bans=(ban(date(2026, 11, 1)),)), BY, AT)
    assert over.value.errors[0].pointer == "/contactBans/0/untilDate"
