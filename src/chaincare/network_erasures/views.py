"""Withdrawn texts as they travel."""

from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.collaboration_plans.role_words import PlanRole
from chaincare.network_erasures.model import ErasedBecause, NetworkErasure, NetworkTextKind, Place
from chaincare.wire import Body, Instant, View

Number = Annotated[int, msgspec.Meta(ge=1)]


class EraseDocumentEdition(Body, tag="network_document", tag_field="kind"):
    """The title and the text of one edition of a network document."""

    document_id: UUID
    version: Number
    reason: ErasedBecause

    def place(self) -> Place:
        """Give where the text stands."""
        return Place(NetworkTextKind.NETWORK_DOCUMENT, self.document_id, version=self.version)


class ErasePlanAnswer(Body, tag="plan_answer", tag_field="kind"):
    """One edition of an answer of a collaboration plan."""

    collaboration_plan_id: UUID
    role: PlanRole
    version: Number
    reason: ErasedBecause

    def place(self) -> Place:
        """Give where the text stands."""
        return Place(NetworkTextKind.PLAN_ANSWER, self.collaboration_plan_id, None, self.role, self.version)


class EraseAssessment(Body, tag="factor_assessment", tag_field="kind"):
    """The motivation and the evidence of an assessment of a success factor; its colour stays."""

    collaboration_plan_id: UUID
    assessment_id: UUID
    reason: ErasedBecause

    def place(self) -> Place:
        """Give where the text stands."""
        return Place(NetworkTextKind.FACTOR_ASSESSMENT, self.collaboration_plan_id, self.assessment_id)


class EraseBottleneck(Body, tag="network_bottleneck", tag_field="kind"):
    """What the network was told, or, with `step`, what was said in that step, counted from 1."""

    network_bottleneck_id: UUID
    reason: ErasedBecause
    step: Number | None = None

    def place(self) -> Place:
        """Give where the text stands."""
        return Place(NetworkTextKind.NETWORK_BOTTLENECK, self.network_bottleneck_id, version=self.step)


class EraseInventoryParty(Body, tag="inventory_party", tag_field="kind"):
    """What a needed party of an inventory is needed for, or, with `version`, what was said in that step."""

    inventory_id: UUID
    party_id: UUID
    reason: ErasedBecause
    version: Number | None = None

    def place(self) -> Place:
        """Give where the text stands."""
        return Place(NetworkTextKind.INVENTORY_PARTY, self.inventory_id, self.party_id, None, self.version)


AnyErasure = EraseDocumentEdition | ErasePlanAnswer | EraseAssessment | EraseBottleneck | EraseInventoryParty


class NetworkErasureView(View):
    """A text that was withdrawn: where it stood, why, by whom. `thingId` is the document, plan, bottleneck or inventory, `partId` the assessment or needed party in it."""

    id: UUID
    kind: NetworkTextKind
    thing_id: UUID
    part_id: UUID | None
    role: PlanRole | None
    version: int | None
    reason: ErasedBecause
    erased_by: UUID
    erased_at: Instant


class NetworkErasures(View):
    """A page of withdrawn texts, the latest first."""

    items: tuple[NetworkErasureView, ...]


def erasure_view(one: NetworkErasure) -> NetworkErasureView:
    """Show that a text was withdrawn."""
    at = one.place
    return NetworkErasureView(
        id=one.id, kind=at.kind, thing_id=at.thing_id, part_id=at.part_id, role=None if at.role is None else PlanRole(at.role),
        version=at.version, reason=one.reason, erased_by=one.erased_by, erased_at=one.erased_at,
    )  # fmt: skip
