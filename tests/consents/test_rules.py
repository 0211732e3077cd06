"""Whose yes it takes, what a yes reaches, and who takes it back. Pure."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from chaincare.access.model import Purpose
from chaincare.ages.model import Age, Aged, AgeUndecided, Birth
from chaincare.ages.rules import Decides
from chaincare.capacity.model import Second
from chaincare.clients.model import BirthPrecision, RepresentativeKind
from chaincare.consents import rules, states
from chaincare.consents.model import (
    Awaited,
    Consent,
    ConsentAwaitsWord,
    ConsentKind,
    ConsentNotFound,
    ConsentNotTheirs,
    ConsentOfBarred,
    ConsentOver,
    ConsentTakesOthers,
    ConsentTooNarrow,
    ConsentUnfit,
    GivenConsent,
    Giving,
    How,
    HowNotHeard,
    OtherUnitConfirms,
    Person,
    PersonNotOfClient,
    Withdrawal,
    Word,
    WordNotAwaited,
)
from chaincare.parties.model import LegalBasis, SecrecyGround, SecrecyKey
from chaincare.refusals import Refusal

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLIENT, MOTHER, FATHER, CURATOR, SCHOOL, TEAM, OTHER, OWN = (UUID(int=number) for number in range(1, 9))
KINDS = {
    CLIENT: None, MOTHER: RepresentativeKind.PARENT, FATHER: RepresentativeKind.VOOGD,
    CURATOR: RepresentativeKind.CURATOR, OTHER: RepresentativeKind.BEWINDVOERDER,
}  # fmt: skip
SHARING = Consent(
    OWN, ConsentKind.SHARING, "x", Purpose.YOUTH_CARE, (SCHOOL,), (TEAM,), AT + timedelta(days=30)
)


BACK = Withdrawal(MOTHER, How.ORAL, OWN, AT)


def change(one: Any, **changes: Any) -> Any:
    return msgspec.structs.replace(one, **changes)


def by(*people: UUID) -> list[Giving]:
    return [Giving(Person(one, KINDS[one]), How.ORAL) for one in people]


@pytest.mark.parametrize(
    ("consent", "wrong"),
    [
        (SHARING, []),
        (change(SHARING, disclosers=(), recipients=()), ["/disclosers", "/recipients"]),
        (change(SHARING, until=AT), ["/untilAt"]),
        (change(SHARING, until=None), []),
        (change(SHARING, kind=ConsentKind.PROCESSING, disclosers=()), []),
        (change(SHARING, kind=ConsentKind.PROCESSING), ["/disclosers"]),
        (change(SHARING, kind=ConsentKind.INSPECTION, disclosers=(), recipients=(MOTHER,)), []),
        (
            change(SHARING, kind=ConsentKind.INSPECTION, recipients=(MOTHER, TEAM)),
            ["/recipients", "/disclosers"],
        ),
        (change(SHARING, kind=ConsentKind.INSPECTION, disclosers=(), recipients=()), ["/recipients"]),
    ],
)
def test_each_kind_says_what_it_needs(consent: Consent, wrong: list[str]) -> None:
    if not wrong:
        assert rules.fit(consent, [MOTHER], AT) is consent
        return
    with pytest.raises(ConsentUnfit) as raised:
        rules.fit(consent, [MOTHER], AT)
    assert [one.pointer for one in raised.value.errors] == wrong


def test_who_gives_it_is_of_the_client() -> None:
    people = [Person(MOTHER, RepresentativeKind.PARENT)]
    found = rules.givers([(None, How.ORAL), (MOTHER, How.WRITTEN)], people, CLIENT)
    assert [(one.person.id, one.how) for one in found] == [(CLIENT, How.ORAL), (MOTHER, How.WRITTEN)]
    for asked in ([(FATHER, How.ORAL)], [(None, How.ORAL), (None, How.ORAL)]):
        with pytest.raises(PersonNotOfClient):
            rules.givers(asked, people, CLIENT)


@pytest.mark.parametrize(
    ("kind", "born", "offered", "expected"),
    [
        (ConsentKind.SHARING, date(2017, 1, 1), False, Decides.PARENT),
        (ConsentKind.SHARING, date(2012, 1, 1), False, Decides.BOTH),
        (ConsentKind.PROCESSING, date(2012, 1, 1), False, Decides.PARENT),
        (ConsentKind.PROCESSING, date(2012, 1, 1), True, Decides.SELF),
        (ConsentKind.INSPECTION, date(2012, 1, 1), False, Decides.SELF),
    ],
)
def test_whose_word_each_kind_takes(
    kind: ConsentKind, born: date, expected: Decides, *, offered: bool
) -> None:
    aged = Aged(Birth(born, BirthPrecision.DAY))
    assert rules.takes(kind, aged, AT, offered_directly=offered) is expected


def test_where_nobody_can_say_how_old_somebody_is_that_comes_first() -> None:
    vague = Aged(Birth(date(2014, 1, 1), BirthPrecision.YEAR))
    with pytest.raises(AgeUndecided):
        rules.takes(ConsentKind.SHARING, vague, AT, offered_directly=False)
    decided = change(vague, decided={Age.TWELVE: True})
    assert rules.takes(ConsentKind.SHARING, decided, AT, offered_directly=False) is Decides.BOTH


@pytest.mark.parametrize(
    ("word", "people", "capable", "adult", "said"),
    [
        (Decides.PARENT, [MOTHER], True, False, True),
        (Decides.PARENT, [FATHER], True, False, True),
        (Decides.PARENT, [CLIENT], True, False, False),
        (Decides.PARENT, [CURATOR], True, False, False),
        (Decides.BOTH, [CLIENT, MOTHER], True, False, True),
        (Decides.BOTH, [CLIENT], True, False, Awaited.PARENT),
        (Decides.BOTH, [MOTHER], True, False, Awaited.CLIENT),
        (Decides.BOTH, [CURATOR], True, False, False),
        (Decides.BOTH, [], True, False, False),
        (Decides.BOTH, [CLIENT], False, False, False),
        (Decides.BOTH, [MOTHER], False, False, True),
        (Decides.SELF, [CLIENT], True, True, True),
        (Decides.SELF, [CURATOR], True, True, False),
        (Decides.SELF, [CURATOR], False, True, True),
        (Decides.SELF, [OTHER], False, True, False),
        (Decides.SELF, [MOTHER], False, True, False),
        (Decides.SELF, [MOTHER], False, False, True),
        (Decides.SELF, [CLIENT], False, True, False),
        (Decides.SELF, [], True, True, False),
    ],
)
def test_who_must_have_said_yes(
    word: Decides, people: list[UUID], *, capable: bool, adult: bool, said: bool | Awaited
) -> None:
    if said is not False:
        awaited = rules.given(word, by(*people), [TEAM], capable=capable, adult=adult)
        assert awaited == (None if said is True else said)
    else:
        with pytest.raises(ConsentTakesOthers):
            rules.given(word, by(*people), [TEAM], capable=capable, adult=adult)


@pytest.mark.parametrize(
    ("awaited", "named", "asked"),
    [
        (Awaited.CLIENT, None, CLIENT),
        (Awaited.PARENT, None, None),
        (Awaited.PARENT, MOTHER, MOTHER),
        (None, None, None),
        (Awaited.CLIENT, MOTHER, PersonNotOfClient),
        (Awaited.PARENT, CURATOR, PersonNotOfClient),
        (None, MOTHER, PersonNotOfClient),
    ],
)
def test_who_is_asked_for_the_other_word(awaited: Awaited | None, named: UUID | None, asked: Any) -> None:
    people = [Person(one, KINDS[one]) for one in (MOTHER, FATHER, CURATOR)]
    if asked is not PersonNotOfClient:
        assert rules.asks(awaited, named, people, CLIENT) == asked
        return
    with pytest.raises(PersonNotOfClient):
        rules.asks(awaited, named, people, CLIENT)


@pytest.mark.parametrize(
    ("awaited", "first", "said", "held", "outcome"),
    [
        (Awaited.CLIENT, MOTHER, CLIENT, False, True),
        (Awaited.PARENT, CLIENT, MOTHER, False, True),
        (Awaited.PARENT, CLIENT, FATHER, False, True),
        (Awaited.PARENT, CLIENT, CLIENT, False, False),
        (Awaited.PARENT, CLIENT, CURATOR, False, WordNotAwaited),
        (Awaited.CLIENT, MOTHER, FATHER, False, WordNotAwaited),
        (None, MOTHER, FATHER, True, WordNotAwaited),
        (None, MOTHER, MOTHER, True, False),
    ],
)
def test_which_word_completes_it(
    awaited: Awaited | None, first: UUID, said: UUID, outcome: Any, *, held: bool
) -> None:
    [word] = by(said)
    found = GivenConsent(
        change(SHARING, awaits=awaited), (Word(first, How.ORAL, OWN),), OWN, AT if held else None
    )
    if outcome is WordNotAwaited:
        with pytest.raises(WordNotAwaited):
            rules.completes(found, word, AT)
    else:
        assert rules.completes(found, word, AT) is outcome
    for over in (change(found, withdrawal=BACK), change(found, consent=change(SHARING, until=AT))):
        with pytest.raises(ConsentOver):
            rules.completes(over, word, AT)


def test_nobody_lets_himself_look() -> None:
    rules.given(Decides.SELF, by(FATHER), [MOTHER], capable=False, adult=False)
    with pytest.raises(ConsentTakesOthers):
        rules.given(Decides.SELF, by(MOTHER), [MOTHER], capable=False, adult=False)


@pytest.mark.parametrize(
    ("kind", "how", "awaited"),
    [
        (ConsentKind.INSPECTION, How.OWN_LOGIN, None),
        (ConsentKind.INSPECTION, How.ORAL, Awaited.PROFESSIONAL),
        (ConsentKind.INSPECTION, How.WRITTEN, Awaited.PROFESSIONAL),
        (ConsentKind.SHARING, How.ORAL, None),
    ],
)
def test_one_pen_opens_nothing_to_parents(kind: ConsentKind, how: How, awaited: Awaited | None) -> None:
    assert rules.still_awaits(kind, [Giving(Person(CLIENT, None), how)], None) is awaited
    by_curator = [Giving(Person(CURATOR, KINDS[CURATOR]), How.OWN_LOGIN)]
    assert rules.still_awaits(ConsentKind.INSPECTION, by_curator, None) is Awaited.PROFESSIONAL


def test_another_unit_confirms_what_one_wrote_down() -> None:
    found = GivenConsent(
        change(SHARING, awaits=Awaited.PROFESSIONAL), (Word(CLIENT, How.ORAL, OWN),), OWN, None
    )
    other = Second(OTHER, same_person=False, same_unit=False, other_units=True)
    assert rules.confirms(found, other, AT)
    assert not rules.confirms(change(found, given_at=AT), other, AT)
    for wrong in (change(other, same_person=True), change(other, same_unit=True)):
        with pytest.raises(OtherUnitConfirms):
            rules.confirms(found, wrong, AT)
    with pytest.raises(ConsentOver):
        rules.confirms(change(found, withdrawal=BACK), other, AT)


KEYS = (
    SecrecyKey(SCHOOL, SecrecyGround.CONSENT),
    SecrecyKey(OTHER, SecrecyGround.STATUTORY),
)
BASIS = LegalBasis("avg-6-1-e", "WPO 18a", None, KEYS, AT + timedelta(days=30), OWN)


@pytest.mark.parametrize(
    ("basis", "consent", "withdrawn", "refusal"),
    [
        (BASIS, SHARING, False, None),
        (BASIS, change(SHARING, purpose=None, until=None), False, None),
        (BASIS, change(SHARING, kind=ConsentKind.PROCESSING, recipients=()), False, None),
        (change(BASIS, until=None), change(SHARING, until=None), False, None),
        (BASIS, None, False, ConsentNotFound),
        (BASIS, SHARING, True, ConsentOver),
        (BASIS, change(SHARING, until=AT), False, ConsentOver),
    ],
)
def test_a_basis_goes_as_far_as_its_consent(
    basis: LegalBasis, consent: Consent | None, refusal: type[Refusal] | None, *, withdrawn: bool
) -> None:
    found = None
    if consent is not None:
        found = GivenConsent(consent, (Word(MOTHER, How.ORAL, OWN),), OWN, AT, BACK if withdrawn else None)
        if refusal is None:
            waiting = change(found, given_at=None)
            with pytest.raises(ConsentAwaitsWord):
                states.may_rest(basis, waiting, [TEAM], Purpose.YOUTH_CARE, at=AT, pointer="/b")
            with pytest.raises(ConsentOfBarred):
                states.may_rest(
                    basis, change(found, counts=False), [TEAM], Purpose.YOUTH_CARE, at=AT, pointer="/b"
                )
    if refusal is None:
        states.may_rest(basis, found, [TEAM], Purpose.YOUTH_CARE, at=AT, pointer="/b")
    else:
        with pytest.raises(refusal):
            states.may_rest(basis, found, [TEAM], Purpose.YOUTH_CARE, at=AT, pointer="/b")


@pytest.mark.parametrize(
    ("basis", "consent", "wrong"),
    [
        (change(BASIS, until=None), SHARING, ["/b/untilAt"]),
        (change(BASIS, until=AT + timedelta(days=31)), SHARING, ["/b/untilAt"]),
        (BASIS, change(SHARING, purpose=Purpose.SAFETY), ["/b/consentId"]),
        (BASIS, change(SHARING, disclosers=(OTHER,)), ["/b/secrecy/0/discloserUnitId"]),
        (BASIS, change(SHARING, recipients=(OTHER,)), ["/b/consentId"]),
        (BASIS, change(SHARING, kind=ConsentKind.INSPECTION), ["/b/consentId"]),
        (
            change(BASIS, until=None),
            change(SHARING, purpose=Purpose.SAFETY, disclosers=(), recipients=(OTHER,)),
            ["/b/consentId", "/b/consentId", "/b/secrecy/0/discloserUnitId", "/b/untilAt"],
        ),
    ],
)
def test_it_says_of_each_thing_how_a_consent_is_too_narrow(
    basis: LegalBasis, consent: Consent, wrong: list[str]
) -> None:
    found = GivenConsent(consent, (Word(MOTHER, How.ORAL, OWN),), OWN, AT)
    with pytest.raises(ConsentTooNarrow) as raised:
        states.may_rest(basis, found, [TEAM], Purpose.YOUTH_CARE, at=AT, pointer="/b")
    assert [one.pointer for one in raised.value.errors] == wrong
    assert len({one.detail for one in raised.value.errors}) == len(wrong)


def test_a_professional_says_how_he_heard_it() -> None:
    assert [rules.heard(how) for how in (How.ORAL, How.WRITTEN)] == [How.ORAL, How.WRITTEN]
    for wrong in (None, How.OWN_LOGIN):
        with pytest.raises(HowNotHeard):
            rules.heard(wrong)


NINE, FIFTEEN, SEVENTEEN, ADULT = (date(year, 1, 1) for year in (2017, 2011, 2009, 2000))


@pytest.mark.parametrize(
    ("who", "gave", "still", "born", "capable", "may"),
    [
        (MOTHER, [MOTHER], [MOTHER], NINE, True, True),
        (MOTHER, [MOTHER], [], ADULT, True, True),  # she gave it
        (CLIENT, [MOTHER], [MOTHER], NINE, True, False),  # nobody asked him
        (CLIENT, [MOTHER], [MOTHER], FIFTEEN, True, True),
        (CLIENT, [MOTHER], [], SEVENTEEN, True, True),
        (FATHER, [MOTHER], [MOTHER, FATHER], NINE, True, False),  # it is hers
        (FATHER, [MOTHER], [FATHER], NINE, True, True),  # in her place
        (FATHER, [MOTHER], [], NINE, True, False),
        (FATHER, [CLIENT, MOTHER], [FATHER], FIFTEEN, True, True),
        (FATHER, [CLIENT], [FATHER], FIFTEEN, True, False),  # what the client gave alone
        (FATHER, [MOTHER], [FATHER], SEVENTEEN, True, False),
        (FATHER, [CLIENT], [FATHER], SEVENTEEN, True, False),
        (FATHER, [CLIENT], [FATHER], SEVENTEEN, False, True),
        (CURATOR, [CLIENT], [CURATOR], ADULT, True, False),
        (CURATOR, [CLIENT], [CURATOR], ADULT, False, True),
        (SCHOOL, [MOTHER], [MOTHER], NINE, True, False),
    ],
)
def test_who_takes_it_back(
    who: UUID, gave: list[UUID], still: list[UUID], born: date, *, capable: bool, may: bool
) -> None:
    found = GivenConsent(SHARING, tuple(Word(one, How.ORAL, OWN) for one in gave), OWN, AT)
    people = [Person(one, KINDS[one]) for one in still]
    aged = Aged(Birth(born, BirthPrecision.DAY))
    if may:
        rules.may_take_back(found, who, people, CLIENT, aged, AT, capable=capable)
        return
    with pytest.raises(ConsentNotTheirs):
        rules.may_take_back(found, who, people, CLIENT, aged, AT, capable=capable)
    asked = change(found, consent=change(SHARING, asked_id=who))
    rules.may_take_back(asked, who, people, CLIENT, aged, AT, capable=capable)


@pytest.mark.parametrize(
    ("who", "born", "capable", "speaks"),
    [
        (CLIENT, date(2000, 1, 1), True, True),
        (MOTHER, date(2017, 1, 1), True, True),
        (FATHER, date(2012, 1, 1), True, True),
        (CURATOR, date(2012, 1, 1), True, False),
        (OTHER, date(2017, 1, 1), False, False),
        (MOTHER, date(2010, 1, 1), True, False),
        (MOTHER, date(2010, 1, 1), False, True),
        (CURATOR, date(2000, 1, 1), True, False),
        (CURATOR, date(2000, 1, 1), False, True),
        (OTHER, date(2000, 1, 1), False, False),
        (MOTHER, date(2000, 1, 1), False, False),
    ],
)
def test_who_ends_what_rests_on_an_unrecorded_consent(
    who: UUID, born: date, *, capable: bool, speaks: bool
) -> None:
    aged = Aged(Birth(born, BirthPrecision.DAY))
    assert rules.speaks_for(Person(who, KINDS[who]), aged, AT, capable=capable) is speaks


def test_a_parent_speaks_while_nobody_can_say_whether_sixteen_has_come() -> None:
    vague = Aged(Birth(date(2010, 1, 1), BirthPrecision.YEAR))
    assert rules.speaks_for(Person(MOTHER, KINDS[MOTHER]), vague, AT, capable=True)
