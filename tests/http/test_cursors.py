"""A cursor comes back only as it went out: from the same caller, in the same query."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from chaincare.cursors import CursorInvalid, CursorSeal
from chaincare.wire import link_header

SEAL = CursorSeal(bytes(range(32)))
POSITION = (datetime(2026, 3, 1, 9, 30, 0, 123456, UTC), UUID(int=7))
QUERY = {"organisation": "a", "period": ["2026-01-01", "2026-02-01"]}


def _opened(cursor: str, subject: str = "issuer subject", query: object = QUERY) -> object:
    return SEAL.open(cursor, tuple[datetime, UUID], subject=subject, query=query)


def _sealed() -> str:
    return SEAL.seal(POSITION, subject="issuer subject", query=QUERY)


def test_a_cursor_gives_back_its_position() -> None:
    assert _opened(_sealed()) == POSITION
    assert _opened(_sealed(), query=dict(reversed(QUERY.items()))) == POSITION


def test_a_cursor_tells_nothing() -> None:
    assert "2026" not in _sealed()
    assert _sealed().isascii()
    assert set(_sealed()) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def test_every_changed_character_is_noticed() -> None:
    cursor = _sealed()
    for place, old in enumerate(cursor):
        with pytest.raises(CursorInvalid):
            _opened(cursor[:place] + ("A" if old != "A" else "B") + cursor[place + 1 :])


@pytest.mark.parametrize(
    "cursor", ["", "x", "AAAA", "é", "A" * 5000, _sealed()[:-1], _sealed() + "=", _sealed() + "!"]
)
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(CursorInvalid):
        _opened(cursor)


def test_a_cursor_of_somebody_else_or_another_query_or_another_server_is_refused() -> None:
    foreign = CursorSeal(bytes(32)).seal(POSITION, subject="issuer subject", query=QUERY)
    with pytest.raises(CursorInvalid):
        _opened(_sealed(), subject="issuer other")
    with pytest.raises(CursorInvalid):
        _opened(_sealed(), query={**QUERY, "organisation": "b"})
    with pytest.raises(CursorInvalid):
        _opened(foreign)
    with pytest.raises(CursorInvalid):
        SEAL.open(_sealed(), int, subject="issuer subject", query=QUERY)


def test_a_secret_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        CursorSeal(b"short")


def test_links_name_their_relation_and_leave_out_what_is_not_there() -> None:
    assert link_header("/v1/cases", next={"cursor": "a-b", "limit": 50}, prev=None) == (
        '</v1/cases?cursor=a-b&limit=50>; rel="next"'
    )
    assert link_header("/v1/cases", next=None) == ""
