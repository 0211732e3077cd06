"""Disclosing a BSN: an operation of its own, only where unit, purpose and counterpart have a statutory basis (S4)."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Purpose, Reach
from chaincare.clients.refusals import ClientUnknown
from chaincare.directory.model import BsnBasis, Sector
from chaincare.refusals import Kind, Refusal


class Ground(msgspec.Struct, frozen=True):
    """What decides: for what, of which sector and with which bases the unit asks, and of which sector the other is."""

    purpose: Purpose
    sector: Sector
    bases: tuple[BsnBasis, ...]
    towards: Sector


class SealedBsn(msgspec.Struct, frozen=True):
    """The number as it is kept, which opens for its client only."""

    id: UUID
    client_id: UUID
    sealed: bytes


class Disclosure(msgspec.Struct, frozen=True):
    """That a number was disclosed: to whom, to use it with whom, by what article and what for."""

    id: UUID
    bsn_id: UUID
    organisation_id: UUID
    basis: BsnBasis
    reason: str
    disclosed_to: UUID
    disclosed_at: datetime


class CounterpartUnknown(Refusal):
    """Name an active organisation of the case's network that you will use the number with."""

    kind = Kind.BAD_INPUT


class BsnNotForThis(Refusal):
    """No statutory basis of your unit covers this purpose towards that organisation. Ask your administrator which do."""

    kind = Kind.FORBIDDEN


class NoBsn(Refusal):
    """No BSN of this client is recorded."""

    kind = Kind.CONFLICT


DISCLOSE_BSN = Operation(
    code="bsn.disclosed",
    action="E",
    en="The client's BSN was disclosed",
    nl="Het BSN van de cliënt is opgevraagd",
    scope="bsn",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
    strong=True,
)
