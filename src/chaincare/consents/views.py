"""Consents, as they are asked for and answered."""

from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.access.model import Purpose
from chaincare.consents.model import Consent, ConsentKind, GivenConsent, How
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
    """

    kind: ConsentKind
    explained: Text
    given_by: Annotated[tuple[GiveBy, ...], msgspec.Meta(max_length=5)] = ()
    purpose: Purpose | None = None
    disclosers: Units = ()
    recipients: Units = ()
    until_at: Instant | None = None
    offered_directly: bool = False

    def to_model(self, new_id: UUID) -> Consent:
        """Give what is asked as rules know it."""
        return Consent(
            new_id, self.kind, self.explained, self.purpose, self.disclosers, self.recipients, self.until_at
        )


class WithdrawConsent(Body):
    """Take a consent back: who, and how. With one's own login nothing more is to be said.

    Without ``representativeId`` it is the client who takes it back.
    """

    how: How = How.OWN_LOGIN
    representative_id: UUID | None = None


class GivenByView(View):
    """Who gave it, the client or a representative by id, and how."""

    person_id: UUID
    how: How


class ConsentView(View):
    """A consent as it stands. With their own login people see those they gave."""

    id: UUID
    kind: ConsentKind
    explained: str
    purpose: Purpose | None
    disclosers: tuple[UUID, ...]
    recipients: tuple[UUID, ...]
    given_by: tuple[GivenByView, ...]
    recorded_by: UUID
    given_at: Instant
    until_at: Instant | None
    withdrawn_at: Instant | None


class Consents(View):
    """Consents, the latest first."""

    items: tuple[ConsentView, ...]


class ConsentGiven(View):
    """A legal basis can cite it now, as ``consentId``."""

    id: UUID
    given_at: Instant


class ConsentWithdrawn(View):
    """What rested on it ends at the next request."""

    id: UUID
    withdrawn_at: Instant


def consent_view(given: GivenConsent) -> ConsentView:
    """Show a consent."""
    one = given.consent
    return ConsentView(
        id=one.id,
        kind=one.kind,
        explained=one.explained,
        purpose=one.purpose,
        disclosers=one.disclosers,
        recipients=one.recipients,
        given_by=tuple(GivenByView(person_id=person, how=how) for person, how in given.givings),
        recorded_by=given.recorded_by,
        given_at=given.given_at,
        until_at=one.until,
        withdrawn_at=given.withdrawn_at,
    )
