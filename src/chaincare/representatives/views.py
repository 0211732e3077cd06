"""Representatives, as they are asked for and answered."""

from datetime import date
from uuid import UUID

from chaincare.access.model import Purpose, Reach
from chaincare.clients.model import RepresentativeKind
from chaincare.parties.views import BringRepresentative
from chaincare.representatives.model import Representing
from chaincare.wire import Body, Instant, Line, Name, View


class AddRepresentative(Body):
    """Who may act for the client, and what shows it: who checked what, on which day.

    `lastDate` is the last day of his authority, when that is known: his view ends by itself at the midnight after it.
    Who has no authority is a relative.
    """

    name: Name
    kind: RepresentativeKind
    purpose: Purpose
    proof: Line
    proof_date: date
    phone: Line | None = None
    last_date: date | None = None

    def to_party(self) -> BringRepresentative:
        """Give him as one of the parties."""
        return BringRepresentative(
            name=self.name,
            representative_kind=self.kind,
            phone=self.phone,
            proof=self.proof,
            proof_date=self.proof_date,
        )


class EndRepresentative(Body):
    """Why his authority ended."""

    reason: Line


class RepresentativeAdded(View):
    """Who acts for the client from now on; he is invited to log in by `/cases/{id}/invitations`."""

    id: UUID
    participation_id: UUID
    ends_at: Instant | None


class RepresentativeEnded(View):
    """When authority, and the view with it, ended."""

    id: UUID
    ended_at: Instant


class RepresentativeView(View):
    """Who acts for the client, or did; what shows it, for scope `full` only."""

    id: UUID
    participation_id: UUID
    name: str
    kind: RepresentativeKind
    phone: str | None
    proof: str | None
    proof_date: date | None
    from_at: Instant
    until_at: Instant | None
    has_login: bool | None


class Representatives(View):
    """Who acts for the client, or did, the first that was recorded first."""

    items: tuple[RepresentativeView, ...]


def representative_view(one: Representing, reach: Reach) -> RepresentativeView:
    """Show who acts for the client."""
    whole = reach is Reach.FULL
    return RepresentativeView(
        id=one.id,
        participation_id=one.participation_id,
        name=one.name,
        kind=one.kind,
        phone=one.phone,
        proof=one.proof if whole else None,
        proof_date=one.proof_on if whole else None,
        from_at=one.began_at,
        until_at=one.ends_at,
        has_login=one.has_login if whole else None,
    )
