"""Signatures under a covenant as they travel."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.covenants import rules
from chaincare.covenants.model import Accession, Member, Standing, Version
from chaincare.wire import Body, Day, Instant, Line, View, shaped

Fingerprint = Annotated[
    str, shaped(r"[0-9a-f]{64}", "Give the fingerprint as the version tells it.", max_length=64)
]


class AccedeToCovenant(Body):
    """Which version is signed, by the fingerprint of what was read, and as what one signs for the organisation."""

    version: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    fingerprint: Fingerprint
    function: Line


class AccessionView(View):
    """That an organisation signed a version: by whom, as what, when."""

    id: UUID
    covenant_id: UUID
    version: int
    fingerprint: str
    organisation_id: UUID
    signed_by: UUID
    function: str
    signed_at: Instant


class Accessions(View):
    """A page of signatures, the latest first."""

    items: tuple[AccessionView, ...]


class CovenantMember(View):
    """A member of the network. `standing`: `suspended` takes on nothing new; `grace` until `graceUntilDate`; `not_asked` while no version is in force."""

    organisation_id: UUID
    name: str
    standing: Standing
    grace_until_date: Day | None
    last_signed: AccessionView | None


class CovenantMembers(View):
    """A page of members."""

    items: tuple[CovenantMember, ...]


def accession_view(one: Accession) -> AccessionView:
    """Show a signature."""
    return AccessionView(
        id=one.id, covenant_id=one.covenant_id, version=one.version, fingerprint=one.fingerprint,
        organisation_id=one.organisation_id, signed_by=one.signed_by, function=one.signed_as, signed_at=one.signed_at,
    )  # fmt: skip


def member_view(one: Member, versions: Sequence[Version], today: date) -> CovenantMember:
    """Show a member."""
    stands, holding = rules.standing(versions, one.signed, today), rules.in_force(versions, today)
    until = rules.grace_until(holding) if holding is not None and stands is Standing.GRACE else None
    return CovenantMember(
        organisation_id=one.id, name=one.name, standing=stands, grace_until_date=until,
        last_signed=None if one.last is None else accession_view(one.last),
    )  # fmt: skip
