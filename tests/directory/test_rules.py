"""Rules of the directory: numbers, mandates, and for what a unit may record a BSN."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from chaincare.access.model import Purpose
from chaincare.directory.model import BsnBasis, MandateKind, Numbers, Sector
from chaincare.directory.refusals import (
    DutiesNotSeparate,
    FundersOwnOnly,
    ManagementOfOwn,
    MandateMustEnd,
    NotWithSchool,
    NumberInvalid,
    PurposeTwice,
)
from chaincare.directory.rules import (
    distinct_bases,
    mandate_end,
    not_of_a_funder,
    of_own_organisation,
    separate_duties,
    usable_bases,
    valid_numbers,
)

NOW = datetime(2026, 11, 21, tzinfo=UTC)
SCHOOL = BsnBasis(Purpose.EDUCATION_SUPPORT, "WPO 178a")


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"oin": "00000003123456780000", "kvk": "12345678"},
        {"oin": "00000001003214345000"},
        {"brin": "04AB", "agb": "73731234"},
        {"brin": "04AB00"},
    ],
)
def test_an_organisations_numbers_are_of_their_shape(known: dict[str, str]) -> None:
    assert valid_numbers(Numbers(**known)) == Numbers(**known)


@pytest.mark.parametrize(
    ("known", "wrong"),
    [
        ({"oin": "0" * 19}, ["/oin"]),
        ({"oin": "٠" * 20}, ["/oin"]),
        ({"oin": "00000001003214346000"}, ["/oin"]),
        ({"kvk": "1234567"}, ["/kvk"]),
        ({"kvk": "1234567a", "oin": "00000003123456780000"}, ["/kvk"]),
        ({"brin": "4AB0", "agb": "1234567"}, ["/brin", "/agb"]),
        ({"brin": "04ab"}, ["/brin"]),
        ({"brin": "04AB0"}, ["/brin"]),
    ],
)
def test_a_number_that_cannot_be_one_is_told_by_its_place(known: dict[str, str], wrong: list[str]) -> None:
    """An OIN of an RSIN has the only check digit: of 003214345 the last one fits, of 003214346 it does not."""
    with pytest.raises(NumberInvalid) as refused:
        valid_numbers(Numbers(**known))
    assert [one.pointer for one in refused.value.errors] == wrong


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, False), (1, True), (731, True), (732, False)])
def test_a_mandate_ends_within_two_years(days: int, *, fits: bool) -> None:
    ends_at = NOW + timedelta(days=days)
    if fits:
        assert mandate_end(ends_at, now=NOW) == ends_at
        return
    with pytest.raises(MandateMustEnd):
        mandate_end(ends_at, now=NOW)


@pytest.mark.parametrize("kind", MandateKind)
@pytest.mark.parametrize("held", MandateKind)
def test_who_manages_access_does_not_review_it(kind: MandateKind, held: MandateKind) -> None:
    overseen = {
        MandateKind.ADMINISTRATOR, MandateKind.ORGANISATION_ADMINISTRATOR, MandateKind.PRIVACY_OFFICER,
    }  # fmt: skip
    if kind is not held and (
        MandateKind.AUDITOR in (kind, held) or (MandateKind.FG in (kind, held) and {kind, held} & overseen)
    ):
        with pytest.raises(DutiesNotSeparate):
            separate_duties(kind, [held])
    else:
        separate_duties(kind, [held])


def test_a_management_contact_is_one_of_his_own_organisation() -> None:
    own, other = UUID(int=1), UUID(int=2)
    of_own_organisation(MandateKind.MANAGEMENT_CONTACT, own, own)
    of_own_organisation(MandateKind.AUDITOR, None, own)
    with pytest.raises(ManagementOfOwn):
        of_own_organisation(MandateKind.MANAGEMENT_CONTACT, other, own)


@pytest.mark.parametrize("kind", MandateKind)
def test_who_works_for_a_funder_has_a_mandate_for_his_own_organisation_alone(kind: MandateKind) -> None:
    not_of_a_funder(kind, "care")
    if kind in {MandateKind.MANAGEMENT_CONTACT, MandateKind.ORGANISATION_ADMINISTRATOR}:
        not_of_a_funder(kind, "funder")
        return
    with pytest.raises(FundersOwnOnly):
        not_of_a_funder(kind, "funder")


def test_a_purpose_has_one_article() -> None:
    other = BsnBasis(Purpose.YOUTH_CARE, "Jeugdwet 7.2.1")
    assert distinct_bases((SCHOOL, other)) == (SCHOOL, other)
    assert distinct_bases(()) == ()
    with pytest.raises(PurposeTwice):
        distinct_bases((SCHOOL, BsnBasis(Purpose.EDUCATION_SUPPORT, "WPO 18a")))


def test_a_school_lists_only_what_it_can_use() -> None:
    education = BsnBasis(Purpose.EDUCATION_SUPPORT, "WPO 178a", (Sector.EDUCATION,))
    care = BsnBasis(Purpose.YOUTH_CARE, "Jeugdwet 7.2.1", (Sector.CARE, Sector.EDUCATION))
    usable_bases((education, BsnBasis(Purpose.SAFETY, "x")), Sector.EDUCATION, "/items")
    usable_bases((education, care), Sector.CARE, "/items")
    with pytest.raises(NotWithSchool) as refused:
        usable_bases((education, care), Sector.EDUCATION, "/items")
    assert [one.pointer for one in refused.value.errors] == ["/items/1/towards/0", "/items/1/towards/1"]
