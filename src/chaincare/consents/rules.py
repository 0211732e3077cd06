"""Whose yes it takes, what a yes reaches, and who takes it back. Pure."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import assert_never
from uuid import UUID

from chaincare.access.model import Purpose
from chaincare.ages import rules as ages
from chaincare.ages.model import Age, Aged, AgeUndecided
from chaincare.clients.model import RepresentativeKind
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
    Person,
    PersonNotOfClient,
    Resting,
    WordNotAwaited,
)
from chaincare.refusals import FieldError

PARENTS = frozenset({RepresentativeKind.PARENT, RepresentativeKind.VOOGD})
STAND_FOR_ADULT = frozenset(
    {RepresentativeKind.CURATOR, RepresentativeKind.MENTOR, RepresentativeKind.GEMACHTIGDE}
)
"""Who may say yes for an adult who cannot judge this himself. A bewindvoerder is for his money."""


def fit(consent: Consent, representatives: Collection[UUID], at: datetime) -> Consent:
    """Check that what is asked says all that its kind needs. Raises ConsentUnfit."""
    errors = list(_missing(consent, representatives))
    if consent.until is not None and consent.until <= at:
        errors.append(FieldError("/untilAt", "Give a moment that is still to come."))
    if errors:
        raise ConsentUnfit(errors=errors)
    return consent


def _missing(consent: Consent, representatives: Collection[UUID]) -> Iterator[FieldError]:
    match consent.kind:
        case ConsentKind.SHARING:
            if not consent.disclosers:
                yield FieldError("/disclosers", "Name who may tell.")
            if not consent.recipients:
                yield FieldError("/recipients", "Name who may know.")
            return
        case ConsentKind.PROCESSING:
            pass
        case ConsentKind.INSPECTION:
            if not consent.recipients or not set(consent.recipients) <= set(representatives):
                yield FieldError("/recipients", "Name representatives who take part in this case.")
        case _ as unreachable:
            assert_never(unreachable)
    if consent.disclosers:
        yield FieldError("/disclosers", "Leave it out: this is not about a secret.")


def givers(
    asked: Sequence[tuple[UUID | None, How]],
    people: Sequence[Person],
    client_id: UUID,
    *,
    pointer: str | None = None,
) -> tuple[Giving, ...]:
    """Give who gives it: of each the client (None) or a representative of his. Raises PersonNotOfClient."""
    known = {one.id: one for one in people}
    found: list[Giving] = []
    for place, (representative_id, how) in enumerate(asked):
        person = Person(client_id, None) if representative_id is None else known.get(representative_id)
        if person is None or any(one.person == person for one in found):
            wrong = FieldError(
                pointer or f"/givenBy/{place}", "Name the client or a representative, each once."
            )
            raise PersonNotOfClient(errors=[wrong])
        found.append(Giving(person, how))
    return tuple(found)


def takes(kind: ConsentKind, aged: Aged, at: datetime, *, offered_directly: bool) -> ages.Decides:
    """Say whose word this takes on the day it is given (STANDARDS 5). Raises AgeUndecided."""
    match kind:
        case ConsentKind.SHARING:
            word = ages.for_help(aged, at)
        case ConsentKind.PROCESSING:
            word = ages.for_avg(aged, at, offered_directly=offered_directly)
        case ConsentKind.INSPECTION:
            word = ages.Decides.SELF
        case _ as unreachable:
            assert_never(unreachable)
    if word is None:
        raise AgeUndecided
    return word


def given(
    word: ages.Decides, by: Sequence[Giving], recipients: Collection[UUID], *, capable: bool, adult: bool
) -> Awaited | None:
    """Give whose word is still to come, after what these have said; None when all have.

    Only where it takes the child's and a parent's can one come before the other. Nobody says it for himself as the one
    who gets to look. Where it was stated that somebody cannot judge this himself, who represents him says it: a parent,
    from 18 on his curator, mentor or gemachtigde. Raises ConsentTakesOthers.
    """
    kinds = {one.person.kind for one in by if one.person.id not in recipients}
    himself, parent = None in kinds, not kinds.isdisjoint(PARENTS)
    stands_for = not kinds.isdisjoint(STAND_FOR_ADULT if adult else PARENTS)
    match word:
        case ages.Decides.PARENT:
            said = parent
        case ages.Decides.BOTH:
            if capable and himself != parent:
                return Awaited.PARENT if himself else Awaited.CLIENT
            said = parent
        case ages.Decides.SELF:
            said = himself if capable else stands_for
        case _ as unreachable:
            assert_never(unreachable)
    if not said:
        raise ConsentTakesOthers
    return None


def asks(
    awaited: Awaited | None, named: UUID | None, people: Sequence[Person], client_id: UUID
) -> UUID | None:
    """Give who is asked for the word that is still to come, and so sees this consent.

    That is the client himself, for it is his case; of parents only the one who was named, so that nobody learns it whom
    the child did not mean (S5). Raises PersonNotOfClient.
    """
    parents = {one.id for one in people if one.kind in PARENTS}
    if named is not None and (awaited is not Awaited.PARENT or named not in parents):
        raise PersonNotOfClient(
            errors=[FieldError("/askedParticipationId", "Name a parent, where one is waited for.")]
        )
    return client_id if awaited is Awaited.CLIENT else named


def completes(found: GivenConsent, by: Giving, at: datetime) -> bool:
    """Say whether this word is the one that was waited for; False when this person had said it before.

    Raises ConsentOver, WordNotAwaited.
    """
    _running(found, at)
    if any(person == by.person.id for person, _ in found.givings):
        return False
    is_awaited = (
        by.person.kind is None if found.consent.awaits is Awaited.CLIENT else by.person.kind in PARENTS
    )
    if found.given_at is not None or not is_awaited:
        raise WordNotAwaited
    return True


def stands(given_consent: GivenConsent | None, at: datetime) -> GivenConsent:
    """Give a consent that holds at a moment, for something new to rest on.

    Raises ConsentNotFound, ConsentOver, ConsentAwaitsWord, ConsentOfBarred.
    """
    if given_consent is None:
        raise ConsentNotFound
    _running(given_consent, at)
    if given_consent.given_at is None:
        raise ConsentAwaitsWord
    if not given_consent.counts:
        raise ConsentOfBarred
    return given_consent


def _running(found: GivenConsent, at: datetime) -> None:
    until = found.consent.until
    if found.withdrawn_at is not None or (until is not None and until <= at):
        raise ConsentOver


def may_rest(
    basis: Resting,
    found: GivenConsent | None,
    units: Collection[UUID],
    purpose: Purpose,
    *,
    at: datetime,
    pointer: str,
) -> None:
    """Check that a consent reaches as far as the basis that cites it.

    ``units`` are those it is for. Raises ConsentNotFound, ConsentOver, ConsentAwaitsWord,
    ConsentOfBarred, ConsentTooNarrow.
    """
    consent = stands(found, at).consent
    telling = {key.discloser_unit_id for key in basis.secrecy if key.ground == "consent"}
    narrow = (
        consent.kind is ConsentKind.INSPECTION
        or (consent.purpose is not None and consent.purpose is not purpose)
        or not telling <= set(consent.disclosers)
        or (bool(consent.recipients) and not set(units) <= set(consent.recipients))
        or (consent.until is not None and (basis.until is None or basis.until > consent.until))
    )
    if narrow:
        raise ConsentTooNarrow(errors=[FieldError(f"{pointer}/consentId", "Cite one that reaches so far.")])


def may_take_back(found: GivenConsent, person_id: UUID, client_id: UUID) -> None:
    """Check who takes a consent back: one of those who gave it, who was asked for it (a no), or the client.

    Raises ConsentNotTheirs.
    """
    if person_id not in {client_id, found.consent.asked_id, *(giver for giver, _ in found.givings)}:
        raise ConsentNotTheirs


def speaks_for(person: Person, aged: Aged, at: datetime, *, capable: bool) -> bool:
    """Say whether this person may end what rests on a consent of which nobody recorded who gave it.

    The client himself; until his 16th birthday a parent, also while nobody can say whether that has come; from then on,
    when he cannot judge it himself, who represents him in that.
    """
    if person.kind is None:
        return True
    if ages.reached(aged, Age.SIXTEEN, at) is not True:
        return person.kind in PARENTS
    adult = ages.reached(aged, Age.EIGHTEEN, at) is True
    return not capable and person.kind in (STAND_FOR_ADULT if adult else PARENTS)
