"""Names, birth dates and invitation codes."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.clients.model import BirthDateInFuture, BirthDateTooPrecise, BirthPrecision, Client
from chaincare.clients.rules import code_digest, composed, invite, known_birth_date, named

TODAY = date(2026, 11, 21)
ID = UUID(int=7)


def client(**changes: object) -> Client:
    fields: dict[str, object] = {
        "id": ID, "given_names": "Désirée", "prefix": None, "family_name": None, "call_name": None,
        "birth_date": date(2017, 3, 14), "birth_precision": BirthPrecision.DAY, "language": None,
    }  # fmt: skip
    return Client(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({"prefix": "van der", "family_name": "Walt"}, "Désirée van der Walt"),
        ({"given_names": "Suharto"}, "Suharto"),
        (
            {"given_names": "Hendrik Jan", "call_name": "Henk", "prefix": "’t", "family_name": "Hooft"},
            "Henk ’t Hooft",
        ),
        ({"given_names": "Nguyễn Thị", "family_name": "Hồng"}, "Nguyễn Thị Hồng"),
    ],
)
def test_a_name_is_shown_as_people_say_it(parts: dict[str, object], shown: str) -> None:
    assert named(client(**parts)) == shown


def test_a_name_is_stored_composed() -> None:
    assert composed("De\u0301sire\u0301e") == "Désirée"
    assert composed(None) is None


@pytest.mark.parametrize(
    ("day", "precision"),
    [
        (date(2012, 2, 29), BirthPrecision.DAY),
        (date(2017, 3, 1), BirthPrecision.MONTH),
        (date(1980, 1, 1), BirthPrecision.YEAR),
        (TODAY, BirthPrecision.DAY),
    ],
)
def test_a_birth_date_says_what_is_known(day: date, precision: BirthPrecision) -> None:
    assert known_birth_date(day, precision, today=TODAY) == day


@pytest.mark.parametrize(
    ("day", "precision", "refusal"),
    [
        (date(2017, 3, 14), BirthPrecision.MONTH, BirthDateTooPrecise),
        (date(2017, 3, 1), BirthPrecision.YEAR, BirthDateTooPrecise),
        (date(2017, 1, 2), BirthPrecision.YEAR, BirthDateTooPrecise),
        (TODAY + timedelta(days=1), BirthPrecision.DAY, BirthDateInFuture),
    ],
)
def test_a_birth_date_claims_no_more_than_that(
    day: date, precision: BirthPrecision, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        known_birth_date(day, precision, today=TODAY)


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=26, max_size=26))
def test_a_code_may_be_typed_with_dashes_and_in_lower_case(code: str) -> None:
    typed = "-".join(code[start : start + 4] for start in range(0, len(code), 4)).lower()
    assert code_digest(typed) == code_digest(code)
    assert code_digest(code[:-1]) != code_digest(code)


def test_an_invitation_lasts_two_weeks() -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    invitation = invite(ID, "CODE", representative_id=None, proof="seen", at=at)
    assert invitation.expires_at - at == timedelta(days=14)
    assert b"CODE" not in invitation.code_digest
