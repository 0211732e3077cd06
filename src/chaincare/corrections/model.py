"""Who had what was corrected, and whether they were told (AVG 19)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal

Corrected = Literal["client", "question", "note", "note_recalled"]
"""What was corrected: who the client is, the question of the case, a note; or a note was taken back from its readers."""


class Notice(msgspec.Struct, frozen=True):
    """One team that had what was corrected."""

    id: UUID
    case_id: UUID
    case_reference: str | None
    what: Corrected
    item_id: UUID | None
    unit_id: UUID
    unit: str
    organisation: str
    corrected_at: datetime
    acknowledged_at: datetime | None


class NoticeUnknown(Refusal):
    """There is no such notice for your team."""

    kind = Kind.UNKNOWN


class NoPlaceForNotices(Refusal):
    """Notices of corrections are for professionals of the directory."""

    kind = Kind.UNKNOWN


class NoticeAcknowledged(Refusal):
    """Somebody of your team acknowledged this before."""

    kind = Kind.CONFLICT


LIST_OWN_NOTICES = Operation(
    code="corrections.received-listed",
    action="R",
    en="A team read which data it had were corrected",
    nl="Een team bekeek welke gegevens die het had zijn verbeterd",
    scope="cases",
    reaches=frozenset({Reach.AUTHOR}),
    unknown=NoPlaceForNotices,
)
ACKNOWLEDGE = Operation(
    code="correction.acknowledged",
    action="U",
    en="A team acknowledged that data it had were corrected",
    nl="Een team heeft bevestigd dat gegevens die het had zijn verbeterd",
    scope="cases",
    reaches=frozenset({Reach.AUTHOR}),
    unknown=NoticeUnknown,
)
LIST_OF_CASE = Operation(
    code="corrections.read",
    action="R",
    en="It was read who was told of corrections in the case",
    nl="Er is bekeken wie verbeteringen in het dossier heeft doorgekregen",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
