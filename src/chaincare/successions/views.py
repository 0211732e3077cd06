"""The new school year, as it is asked for and answered: a line for each case."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.access.model import Purpose
from chaincare.parties.model import Scope
from chaincare.parties.views import StateLegalBasis
from chaincare.refusals import FieldError, Refusal
from chaincare.successions.model import LINES_MAX, SuccessionState, Told
from chaincare.successions.rules import state_of
from chaincare.wire import Body, Instant, Line, Text, View


class TakeOverCase(Body):
    """Who takes over in this case: with a basis and a purpose of his own, and the scope he has from that day on."""

    case_id: UUID
    successor: UUID
    scope: Scope
    purpose: Purpose
    legal_basis: StateLegalBasis


class TakeOver(Body):
    """From which day others take over from this professional, and who in which case. At most 26 weeks ahead, as regie is agreed.

    Until that day a successor takes part with scope `that`, so that he can agree to direct; from then on with his own scope, and
    the one before takes part no more. Who takes part in the case already goes on with the scope and the basis he has. Where that one directs, regie is proposed to the successor, from that moment on, with
    the ``handoverNote``. With ``dryRun`` everything is tried and nothing done.
    """

    effective_date: date
    reason: Line
    cases: Annotated[tuple[TakeOverCase, ...], msgspec.Meta(min_length=1, max_length=LINES_MAX)]
    handover_note: Text | None = None
    dry_run: bool = False


class WithdrawSuccession(Body):
    """Why nobody takes over after all."""

    reason: Line


class SuccessionWithdrawn(View):
    """Who was to leave stays. Who was brought in for it alone takes part no more; ``withdrawnAt`` says from when."""

    succession_id: UUID
    withdrawn_at: Instant


class SuccessionView(View):
    """Who takes over from whom, by their participations, and since when. ``over``: it was taken back, or came to nothing."""

    id: UUID
    from_participation_id: UUID
    successor_participation_id: UUID
    effective_at: Instant
    state: SuccessionState
    reason: Line
    regie_proposal_id: UUID | None
    arranged_by: UUID
    arranged_at: Instant
    over_at: Instant | None
    withdrawn_because: Line | None


class Successions(View):
    """What was arranged in the case, the latest first."""

    items: tuple[SuccessionView, ...]


class RefusedLine(View):
    """Why nothing was done in this case: the same as the problem would say that this case alone would answer."""

    type: str
    title: str
    detail: str
    errors: tuple[FieldError, ...]


class ArrangedLine(View):
    """What was arranged in one case. ``regieProposalId`` waits for the successor's answer; ``agreements`` are his to take over."""

    succession_id: UUID
    participation_id: UUID
    ends_at: Instant | None
    regie_proposal_id: UUID | None
    agreements: int


class LineOutcome(StrEnum):
    """What came of a line. ``possible``: of a dry run, nothing was done."""

    ARRANGED = "arranged"
    POSSIBLE = "possible"
    REFUSED = "refused"


class TakenOverCase(View):
    """One line: what was arranged, or why not."""

    case_id: UUID
    outcome: LineOutcome
    arranged: ArrangedLine | None
    refused: RefusedLine | None


class TakenOver(View):
    """A line for each case, in the order they were sent."""

    effective_at: Instant
    dry_run: bool
    items: tuple[TakenOverCase, ...]


def line_view(case_id: UUID, came: ArrangedLine | Refusal, *, dry_run: bool) -> TakenOverCase:
    """Show one line."""
    if isinstance(came, Refusal):
        return TakenOverCase(
            case_id=case_id, outcome=LineOutcome.REFUSED, arranged=None, refused=refused_line(came)
        )
    if dry_run:
        return TakenOverCase(case_id=case_id, outcome=LineOutcome.POSSIBLE, arranged=None, refused=None)
    return TakenOverCase(case_id=case_id, outcome=LineOutcome.ARRANGED, arranged=came, refused=None)


def refused_line(refusal: Refusal) -> RefusedLine:
    """Show a refusal as a line."""
    return RefusedLine(
        type=refusal.type_uri(), title=refusal.title(), detail=refusal.sentence(), errors=refusal.errors
    )


def succession_view(one: Told, at: datetime) -> SuccessionView:
    """Show what was arranged in a case."""
    return SuccessionView(
        id=one.id,
        from_participation_id=one.from_id,
        successor_participation_id=one.to_id,
        effective_at=one.effective_at,
        state=state_of(one, at),
        reason=one.reason,
        regie_proposal_id=one.proposal_id,
        arranged_by=one.made_by,
        arranged_at=one.made_at,
        over_at=one.over_at,
        withdrawn_because=one.withdrawn_because,
    )
