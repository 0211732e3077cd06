"""The organisation of last resort: where no person accepts regie, it has to name one (R2)."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal

NAMING_DAYS = 3
"""Working days in which it names somebody; else its board is told (R2)."""


class ResortEndsBecause(StrEnum):
    """How it ended: somebody of that organisation directs, somebody else does, or the coordinator took it back."""

    OWN_HOLDER = "own_holder"
    ANOTHER_HOLDER = "another_holder"
    WITHDRAWN = "withdrawn"


class Named(msgspec.Struct, frozen=True):
    """Whom it named: to be brought in by those who take part, and to agree himself."""

    id: UUID
    name: str
    function: str
    unit: str
    at: datetime


class LastResort(msgspec.Struct, frozen=True):
    """That an organisation has to name a holder, by when, and whom it named. The reason stays with it for ever."""

    id: UUID
    organisation_id: UUID
    organisation: str
    reason: str
    assigned_at: datetime
    name_by: datetime
    named: Named | None = None
    ended_at: datetime | None = None
    ended_because: ResortEndsBecause | None = None
    unfit: bool = False
    """Whom it named cannot take part in this case: for who may know that."""
    unnamed_at: datetime | None = None
    """When whom it named refused or left: from then on it had to name another."""
    unnamed_because: Literal["refused", "left"] | None = None


class Standing(msgspec.Struct, frozen=True):
    """An organisation as far as matters: ``agreed`` to be the network's last resort, and able to take on work now."""

    id: UUID
    name: str
    agreed: bool


class SomebodyDirects(Refusal):
    """An organisation of last resort is for a case in which nobody holds regie, nor is to hold it: propose a holder instead (R2)."""

    kind = Kind.CONFLICT


class NotLastResort(Refusal):
    """This organisation did not agree to be a last resort in this network (`/networks/{networkId}/policy`, `lastResort`), cannot take on work now, or is your own."""

    kind = Kind.BAD_INPUT


class LastResortRuns(Refusal):
    """An organisation was assigned already and has to name somebody: wait for that, or withdraw it first."""

    kind = Kind.CONFLICT


class LastResortUnknown(Refusal):
    """There is no such assignment of an organisation of last resort."""

    kind = Kind.UNKNOWN


class LastResortOver(Refusal):
    """This ended already: somebody directs, or the coordinator withdrew it."""

    kind = Kind.CONFLICT


class NominationUnfit(Refusal):
    """Name somebody active who works for your organisation, and who may hold regie by what the network agreed."""

    kind = Kind.BAD_INPUT


class NominationRefused(Refusal):
    """Whom you name refused already since you were asked: name somebody else of your organisation, or tell the coordinator that there is nobody."""

    kind = Kind.BAD_INPUT


ASSIGN = Operation(
    code="last-resort.assigned",
    action="C",
    en="An organisation was told to name somebody who directs the case",
    nl="Een organisatie moet iemand aanwijzen voor de regie",
    scope="cases",
    reaches=frozenset({Reach.STEERING}),
    unknown=CaseUnknown,
)
LIST = Operation(
    code="last-resort.read",
    action="R",
    en="It was looked up which organisation has to name who directs",
    nl="Er is bekeken welke organisatie iemand voor de regie moet aanwijzen",
    scope="cases",
    reaches=INFORMED | {Reach.CLIENT, Reach.STEERING},
    unknown=CaseUnknown,
)
WITHDRAW = Operation(
    code="last-resort.withdrawn",
    action="U",
    en="An organisation need not name anybody any more",
    nl="Een organisatie hoeft niemand meer aan te wijzen",
    scope="cases",
    reaches=frozenset({Reach.STEERING}),
    unknown=CaseUnknown,
)
NOMINATE = Operation(
    code="last-resort.named",
    action="U",
    en="An organisation named who could direct the case; he does not see it by that",
    nl="Een organisatie wees iemand aan voor de regie; die ziet het dossier daarmee nog niet",
    scope="cases",
    reaches=frozenset({Reach.MANAGEMENT}),
    unknown=LastResortUnknown,
)
