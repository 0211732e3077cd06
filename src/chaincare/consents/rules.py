"""Whose yes it takes, and who takes it back. Pure."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import assert_never
from uuid import UUID

from chaincare.ages import rules as ages
from chaincare.ages.model import Age, Aged, AgeUndecided
from chaincare.capacity.model import Second
from chaincare.clients.model import RepresentativeKind
from chaincare.consents.model import (
    Awaited,
    Consent,
    ConsentKind,
    ConsentNotTheirs,
    ConsentTakesOthers,
    ConsentUnfit,
    GivenConsent,
    Giving,
    How,
    HowNotHeard,
    OtherUnitConfirms,
    Person,
    PersonNotOfClient,
    WordNotAwaited,
)
from chaincare.consents.states import running
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


def heard(how: How | None, *, pointer: str = "/how") -> How:
    """Give how a professional heard it: he says so, and nobody else uses a login. Raises HowNotHeard."""
    if how is None or how is How.OWN_LOGIN:
        raise HowNotHeard(errors=[FieldError(pointer, "Give `written` or `oral`.")])
    return how


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


def still_awaits(kind: ConsentKind, by: Sequence[Giving], awaited: Awaited | None) -> Awaited | None:
    """Give whose word is still to come, also where all have said it.

    What opens a young person's case to his parents is said with his own login, or is confirmed by another professional
    than wrote it down (R10 asks the same where he is to direct): one pen opens nothing.
    """
    himself = any(one.person.kind is None and one.how is How.OWN_LOGIN for one in by)
    return awaited if kind is not ConsentKind.INSPECTION or himself else Awaited.PROFESSIONAL


def confirms(found: GivenConsent, by: Second, at: datetime) -> bool:
    """Say whether this professional confirms what another wrote down; False when it was confirmed already.

    Raises ConsentOver, OtherUnitConfirms.
    """
    running(found, at)
    if found.given_at is not None:
        return False
    if by.same_person or by.same_unit:
        raise OtherUnitConfirms
    return True


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
    running(found, at)
    if any(word.person_id == by.person.id for word in found.givings):
        return False
    is_awaited = (
        by.person.kind is None if found.consent.awaits is Awaited.CLIENT else by.person.kind in PARENTS
    )
    if found.given_at is not None or not is_awaited:
        raise WordNotAwaited
    return True


def may_take_back(
    found: GivenConsent,
    person_id: UUID,
    people: Collection[Person],
    client_id: UUID,
    aged: Aged,
    at: datetime,
    *,
    capable: bool,
) -> None:
    """Check whose word takes a consent back; nobody's whose word was not needed for it.

    That is who gave it, or was asked for it (a no); the client himself, from 12 on; or one of ``people``, who represent
    him today, where nobody does any more of those who said it for him. Raises ConsentNotTheirs.
    """
    gave = {word.person_id for word in found.givings}
    if person_id in gave or person_id == found.consent.asked_id:
        return
    known = {one.id: one for one in people}
    if person_id == client_id:
        may = ages.reached(aged, Age.TWELVE, at) is True
    else:
        in_place = gave.isdisjoint(known) and (not capable or bool(gave - {client_id}))
        may = in_place and person_id in known and speaks_for(known[person_id], aged, at, capable=capable)
    if not may:
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
