"""A collaboration plan: eight answers in editions that stay, and who adopted them. Words about nobody."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.access.model import Operation
from chaincare.alliance.model import READERS, WRITERS, NotForYouInNetwork, OutsideNetwork
from chaincare.collaboration_plans.role_words import PlanRole
from chaincare.refusals import Kind, Refusal

ADOPTING_MAX = 200


class PlanAnswer(msgspec.Struct, frozen=True):
    """What was answered out of a role, on which inventory, by whom."""

    role: PlanRole
    version: int
    words: str
    inventory_id: UUID | None
    written_by: UUID
    written_at: datetime


class Adoption(msgspec.Struct, frozen=True):
    """Which organisations took which edition of the plan as theirs, and on which day."""

    id: UUID
    plan_version: int
    adopted_on: date
    organisations: tuple[UUID, ...]
    recorded_by: UUID
    recorded_at: datetime


class CollaborationPlan(msgspec.Struct, frozen=True):
    """A plan with what is derived from its answers: which questions have one, and what was adopted last."""

    id: UUID
    network_id: UUID
    title: str
    target_group: str
    version: int
    begun_by: UUID
    begun_at: datetime
    answered: frozenset[PlanRole] = frozenset()
    adoption: Adoption | None = None


class CollaborationPlanUnknown(Refusal):
    """There is no collaboration plan with this id in a network that you work in."""

    kind = Kind.UNKNOWN


class InventoryNotCited(Refusal):
    """What goes on in the region is not guessed: the scout's answer names an inventory of this network in `inventoryId`, the other seven none."""

    kind = Kind.BAD_INPUT


class PlanIncomplete(Refusal):
    """The plan does not have its eight answers yet: see `answered` of the plan, and answer the rest first."""

    kind = Kind.CONFLICT


class AdoptersUnfit(Refusal):
    """Name members of this network, each once."""

    kind = Kind.BAD_INPUT


class AdoptedAhead(Refusal):
    """What was adopted is recorded when it has been: give a day that is not after today."""

    kind = Kind.BAD_INPUT


BEGIN_PLAN = Operation(
    code="collaboration-plan.begun", action="C", en="The network began a collaboration plan",
    nl="Het netwerk is een samenwerkingsplan begonnen",
    scope="directory", reaches=WRITERS, unknown=OutsideNetwork, forbidden=NotForYouInNetwork,
)  # fmt: skip
RENAME_PLAN = Operation(
    code="collaboration-plan.renamed", action="U", en="A collaboration plan got another title or target group",
    nl="Een samenwerkingsplan kreeg een andere titel of doelgroep",
    scope="directory", reaches=WRITERS, unknown=CollaborationPlanUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
LIST_PLANS = Operation(
    code="collaboration-plans.read", action="R", en="The collaboration plans of the network were read",
    nl="De samenwerkingsplannen van het netwerk zijn bekeken",
    scope="directory", reaches=READERS, unknown=OutsideNetwork, forbidden=NotForYouInNetwork,
)  # fmt: skip
READ_PLAN = Operation(
    code="collaboration-plan.read", action="R", en="A collaboration plan was read", nl="Een samenwerkingsplan is bekeken",
    scope="directory", reaches=READERS, unknown=CollaborationPlanUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
ANSWER_QUESTION = Operation(
    code="collaboration-plan.answered", action="U", en="A question of a collaboration plan was answered",
    nl="Een vraag van een samenwerkingsplan is beantwoord",
    scope="directory", reaches=WRITERS, unknown=CollaborationPlanUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
ADOPT_PLAN = Operation(
    code="collaboration-plan.adopted", action="U", en="Organisations adopted a collaboration plan",
    nl="Organisaties hebben een samenwerkingsplan vastgesteld",
    scope="directory", reaches=WRITERS, unknown=CollaborationPlanUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
