"""Consents, as they are asked for and answered."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Purpose
from chaincare.consents.model import Awaited, Consent, ConsentKind, GivenConsent, How
from chaincare.wire import Body, Instant, Text, View

Units = Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)]


class GiveBy(Body):
    """Who gives it, and how: a representative, or without ``representativeId`` the client himself."""

    how: How
    representative_id: UUID | None = None


class GiveConsent(Body):
    """Record a consent: what was asked, as it was explained, and who said yes.

    `sharing`: units (``disclosers``) may tell units (``recipients``) what they would keep to themselves. `processing`: consent as
    ground or exception of the AVG. `inspection`: a young person lets representatives (``recipients``) go on looking from his 16th
    birthday. Whose word it takes goes by age (STANDARDS): under 12 a parent's, from 12 to 15 both, from 16 his own;
    for `processing` under 16 a parent's, unless free help was ``offeredDirectly``. With their own login people say it for
    themselves, and leave ``givenBy`` out.

    Where it takes both, one word can come first: the consent then waits (``awaiting``), and nothing rests on it before
    the other one is added at ``assents``. The client sees what waits for him; of parents the one you name by his
    participation sees it (``askedParticipationId``), and no other.

    An `inspection` holds when the young person gives it with his own login. What a professional records waits until one
    of another unit confirms it, also at ``assents``: nobody's pen alone opens a case to parents.
    """

    kind: ConsentKind
    explained: Text
    given_by: Annotated[tuple[GiveBy, ...], msgspec.Meta(max_length=5)] = ()
    purpose: Purpose | None = None
    disclosers: Units = ()
    recipients: Units = ()
    until_at: Instant | None = None
    offered_directly: bool = False
    asked_participation_id: UUID | None = None

    def to_model(self, new_id: UUID) -> Consent:
        """Give what is asked as rules know it."""
        return Consent(
            new_id, self.kind, self.explained, self.purpose, self.disclosers, self.recipients, self.until_at
        )


class AddWord(Body):
    """The word that a consent waits for: who said yes, and how. With one's own login nothing more is to be said.

    A professional says ``how`` he heard it, `written` or `oral`; without ``representativeId`` it is the client who says yes.
    """

    how: How | None = None
    representative_id: UUID | None = None


class WithdrawConsent(Body):
    """Take a consent back: who, and how. With one's own login nothing more is to be said.

    A professional says ``how`` he heard it, `written` or `oral`; without ``representativeId`` it is the client who takes it
    back.
    """

    how: How | None = None
    representative_id: UUID | None = None


class GivenByView(View):
    """Who gave it, the client or a representative by id, how, and which participation wrote that down."""

    person_id: UUID
    how: How
    recorded_by: UUID


class AwaitingView(View):
    """Who still has to say yes before a consent holds: the client or a parent, or a second professional of another unit.

    ``personId`` is who was asked by name, and sees with his own login that it waits for him: ``seenBy`` is then
    `asked_person`. Else it is `professionals`: nobody of the family is shown it, and one of them asks.
    """

    who: Awaited
    person_id: UUID | None
    seen_by: Literal["asked_person", "professionals"]


class WithdrawnByView(View):
    """Whose word took it back, how he said it, and which participation wrote that down."""

    person_id: UUID
    how: How
    recorded_by: UUID


class ConsentView(View):
    """A consent as it stands. With their own login people see those they gave, or are asked for.

    It holds from ``givenAt`` on, when the last word was given; while one is ``awaiting`` nothing can rest on it.
    """

    id: UUID
    kind: ConsentKind
    explained: str
    purpose: Purpose | None
    disclosers: tuple[UUID, ...]
    recipients: tuple[UUID, ...]
    given_by: tuple[GivenByView, ...]
    recorded_by: UUID
    awaiting: AwaitingView | None
    given_at: Instant | None
    until_at: Instant | None
    withdrawn_at: Instant | None
    withdrawn_by: WithdrawnByView | None


class Consents(View):
    """Consents, the latest first."""

    items: tuple[ConsentView, ...]


class ConsentGiven(View):
    """A legal basis can cite it from ``givenAt`` on, as ``consentId``; not while it is ``awaiting`` somebody's word."""

    id: UUID
    given_at: Instant | None
    awaiting: AwaitingView | None = None


class ConsentWithdrawn(View):
    """What rested on it ends at the next request."""

    id: UUID
    withdrawn_at: Instant


def awaiting_view(consent: Consent) -> AwaitingView | None:
    """Show whose word was not there when a consent was recorded."""
    if consent.awaits is None:
        return None
    asked = consent.asked_id
    return AwaitingView(
        who=consent.awaits, person_id=asked, seen_by="professionals" if asked is None else "asked_person"
    )


def given_view(consent: Consent, given_at: datetime | None) -> ConsentGiven:
    """Answer a word that was said just now: the consent holds, or says whose word it waits for."""
    awaiting = None if given_at is not None else awaiting_view(consent)
    return ConsentGiven(id=consent.id, given_at=given_at, awaiting=awaiting)


def consent_view(given: GivenConsent) -> ConsentView:
    """Show a consent."""
    one, back = given.consent, given.withdrawal
    return ConsentView(
        id=one.id,
        kind=one.kind,
        explained=one.explained,
        purpose=one.purpose,
        disclosers=one.disclosers,
        recipients=one.recipients,
        given_by=tuple(
            GivenByView(person_id=word.person_id, how=word.how, recorded_by=word.recorded_by)
            for word in given.givings
        ),
        recorded_by=given.recorded_by,
        awaiting=None if given.given_at is not None else awaiting_view(one),
        given_at=given.given_at,
        until_at=one.until,
        withdrawn_at=None if back is None else back.at,
        withdrawn_by=None
        if back is None
        else WithdrawnByView(person_id=back.person_id, how=back.how, recorded_by=back.recorded_by),
    )
