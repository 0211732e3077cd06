"""Names, birth dates and invitation codes."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.access.model import Purpose
from chaincare.clients.model import BirthPrecision, Client, Invited
from chaincare.clients.refusals import (
    AgeIsForHolder,
    BirthDateInFuture,
    BirthDateTooPrecise,
    BsnInvalid,
    BsnWithoutBasis,
    InvitingNotYours,
    PersonHasLogin,
)
from chaincare.clients.rules import (
    basis_to_record,
    code_digest,
    invite,
    known_birth_date,
    may_change_age,
    may_invite,
    named,
    valid_bsn,
)
from chaincare.directory.model import BsnBasis

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


@given(st.integers(10_000_000, 99_999_999))
def test_of_ten_numbers_one_is_a_bsn_at_most(start: int) -> None:
    """The last digit is a check: the 11-proef lets one of ten through, or none."""

    def passes(number: int) -> bool:
        try:
            return valid_bsn(str(number)) == str(number)
        except BsnInvalid:
            return False

    assert sum(passes(start * 10 + last) for last in range(10)) <= 1


@pytest.mark.parametrize(
    ("given_digits", "kept"),
    [("999990019", "999990019"), ("12345672", "012345672"), ("012345672", "012345672")],
)
def test_a_bsn_has_nine_digits_and_one_of_eight_lost_its_zero(given_digits: str, kept: str) -> None:
    assert valid_bsn(given_digits) == kept


@pytest.mark.parametrize(
    "digits",
    [
        "999990018", "000000000", "00000000", "1234567", "1234567890", "", "9999.90.019", "999 990 019", " 999990019",
        "999990019\n", "٩٩٩٩٩٠٠١٩", "９９９９９００１９", "99999001a", "-99990019",
    ],
)  # fmt: skip
def test_what_is_no_bsn_is_refused_without_repeating_it(digits: str) -> None:
    with pytest.raises(BsnInvalid) as refused:
        valid_bsn(digits, pointer="/client/bsn")
    [error] = refused.value.errors
    assert error.pointer == "/client/bsn"
    assert digits.strip() not in error.detail or not digits.strip()
    assert refused.value.__context__ is None


def test_a_unit_records_for_the_purposes_it_has_a_basis_for() -> None:
    school = BsnBasis(Purpose.EDUCATION_SUPPORT, "WPO 178a")
    assert basis_to_record(Purpose.EDUCATION_SUPPORT, [school]) == school
    for purpose in set(Purpose) - {Purpose.EDUCATION_SUPPORT}:
        with pytest.raises(BsnWithoutBasis):
            basis_to_record(purpose, [school])
    with pytest.raises(BsnWithoutBasis):
        basis_to_record(Purpose.EDUCATION_SUPPORT, [])


@pytest.mark.parametrize(
    ("holder", "maker", "login", "refusal"),
    [
        ("own", "else", False, None),
        (None, "actor", False, None),
        (None, "else", False, InvitingNotYours),
        ("other", "actor", False, InvitingNotYours),
        ("own", "actor", True, PersonHasLogin),
    ],
)
def test_who_invites(holder: str | None, maker: str, *, login: bool, refusal: type[Exception] | None) -> None:
    ids = {"own": UUID(int=1), "other": UUID(int=2), "actor": UUID(int=3), "else": UUID(int=4)}
    person = Invited(ID, ids[maker], ids[holder] if holder else None, login)
    if refusal is None:
        may_invite(person, own_id=ids["own"], actor_id=ids["actor"])
        return
    with pytest.raises(refusal):
        may_invite(person, own_id=ids["own"], actor_id=ids["actor"])


@pytest.mark.parametrize(
    ("born", "precision", "passes"),
    [
        (date(2014, 11, 22), BirthPrecision.DAY, False),
        (date(2014, 11, 21), BirthPrecision.DAY, True),
        (date(2010, 11, 21), BirthPrecision.DAY, True),
        (date(2018, 11, 1), BirthPrecision.MONTH, False),
        (date(2014, 11, 1), BirthPrecision.MONTH, True),
        (date(2015, 1, 1), BirthPrecision.YEAR, False),
        (date(2014, 1, 1), BirthPrecision.YEAR, True),
    ],
)
def test_a_birth_date_that_passes_an_age_is_for_whoever_answers_for_it(
    born: date, precision: BirthPrecision, *, passes: bool
) -> None:
    was, becomes = client(), client(birth_date=born, birth_precision=precision)
    may_change_age(was, becomes, today=TODAY, answers=True)
    may_change_age(becomes, becomes, today=TODAY, answers=False)
    for before, after in ((was, becomes), (becomes, was)):
        if passes:
            with pytest.raises(AgeIsForHolder):
                may_change_age(before, after, today=TODAY, answers=False)
        else:
            may_change_age(before, after, today=TODAY, answers=False)
