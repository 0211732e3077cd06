"""A handover as it travels."""

from datetime import date
from uuid import UUID

from chaincare.handovers.model import GoesOn, Handed, HandedKind, HandedState
from chaincare.wire import View


class HandedView(View):
    """One open agreement or request for help, or the safety sheet, and whether it goes on as it is.

    `heldByFormer` is true of what the former holder does himself: it stays his until somebody else agrees to it.
    """

    id: UUID
    kind: HandedKind
    state: HandedState | None
    due_date: date | None
    about_safety: bool
    participation_id: UUID | None
    held_by_former: bool
    goes_on: GoesOn


class HandoverView(View):
    """What passes with regie: the note of who hands over, and all that is open, danger first.

    `noteByHolder` is false of a note that somebody else wrote, who acts where the holder cannot; `noteBy` is who, as far as you see him.
    Both are null without a note.
    """

    proposal_id: UUID
    handover_note: str | None
    note_by: UUID | None
    note_by_holder: bool | None
    items: tuple[HandedView, ...]


def handed_view(one: Handed) -> HandedView:
    """Show one thing that is open."""
    return HandedView(
        id=one.id, kind=one.kind, state=one.state, due_date=one.due_on, about_safety=one.safety,
        participation_id=one.with_id, held_by_former=one.of_holder, goes_on=one.goes_on,
    )  # fmt: skip
