"""Agreements on the wire: what is asked, and what is answered. What is absent was not for this reader."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.agreements.facts import NotKeptReason, Recorded
from chaincare.agreements.model import Agreement, Outline, Parties, Party, StateWord, WaitingOn
from chaincare.agreements.states import fingerprints, is_overdue, outline_of, outline_seen_at, state_shift
from chaincare.notes.model import Audience
from chaincare.wire import Body, Instant, Text, View


class ProposeAgreement(Body):
    """Who does what by when; by default every professional in the case and the client may read it."""

    responsible: UUID
    what: Text
    due_date: date
    needs: Text | None = None
    audience: Annotated[tuple[Audience, ...], msgspec.Meta(max_length=4)] = (Audience.PROFESSIONALS,)
    parties: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)] = ()
    client_may_read: bool = True


class AssentToAgreement(Body, tag="assent", tag_field="answer"):
    """I agree: to do it, or to the other date that is asked for."""


class DeclineAgreement(Body, tag="decline", tag_field="answer"):
    """I do not agree, and why."""

    reason: Text


class ReportBegun(Body, tag="begun", tag_field="step"):
    """The work has begun."""


class ReportDone(Body, tag="reported_kept", tag_field="step"):
    """It was done; now another confirms it."""

    note: Text | None = None


class ReportNotKept(Body, tag="not_kept", tag_field="step"):
    """It was not carried out, and why."""

    reason: NotKeptReason
    note: Text | None = None


class ConfirmKept(Body, tag="confirm", tag_field="answer"):
    """It was really kept."""


class RejectKept(Body, tag="reject", tag_field="answer"):
    """It was not kept, or not all of it."""

    reason: Text


class ReviseAgreement(Body):
    """Another date, and why; it needs agreement again."""

    due_date: date
    reason: Text


class CancelAgreement(Body):
    """Why it is no longer needed."""

    reason: Text


class AgreementParty(View):
    """Somebody who takes part. A coordinator sees the organisation only."""

    participation_id: UUID
    name: str | None
    function: str | None
    organisation: str | None


class WaitingOnView(View):
    """Who must act next, and since when."""

    who: WaitingOn
    since: Instant


class OpenShiftView(View):
    """Another date that waits for an answer; the old one still counts."""

    due_date: date
    reason: str
    proposed_at: Instant
    proposed_by: AgreementParty


class AgreementView(View):
    """An agreement. `overdue` is judged by the day in Amsterdam: due today is not overdue."""

    id: UUID
    what: str | None
    needs: str | None
    responsible: AgreementParty
    proposed_by: AgreementParty
    state: StateWord
    due_date: date
    original_due_date: date
    shifts: int
    open_shift: OpenShiftView | None
    overdue: bool
    waiting_on: WaitingOnView
    client_may_read: bool
    version: int


class Agreements(View):
    """The agreements you may read, the newest first."""

    items: tuple[AgreementView, ...]


class AgreementFactView(View):
    """One thing that happened. `seq` is the version of the agreement it made.

    `fingerprint` is the SHA-256 of that version: of the canonical JSON (RFC 8785) of an object with `agreementId`,
    `responsibleId` and, in `facts`, every fact up to here as it stands in this list, but for its fingerprint, and
    with `by` holding the participation's id only.
    """

    seq: int
    at: Instant
    by: AgreementParty
    kind: str
    fingerprint: str
    what: str | msgspec.UnsetType = msgspec.UNSET
    needs: str | msgspec.UnsetType = msgspec.UNSET
    due_date: date | msgspec.UnsetType = msgspec.UNSET
    reason: str | msgspec.UnsetType = msgspec.UNSET
    note: str | msgspec.UnsetType = msgspec.UNSET


class AgreementHistory(View):
    """Every fact of an agreement, the first one first."""

    id: UUID
    responsible: AgreementParty
    items: tuple[AgreementFactView, ...]


def agreement_view(
    stored: Outline, agreement: Agreement | None, parties: Parties, now: datetime
) -> AgreementView:
    """Show an agreement as it stands now; without its text when only the outline was for this reader."""
    # The facts are read after the row: where they are for this reader, they have the last word.
    outline = outline_seen_at(stored if agreement is None else outline_of(agreement), now)
    named = agreement is not None
    shift = None if agreement is None else state_shift(agreement.state)
    return AgreementView(
        id=outline.id,
        what=None if agreement is None else agreement.what,
        needs=None if agreement is None else agreement.needs,
        responsible=_party_view(parties[outline.responsible_id], named=named),
        proposed_by=_party_view(parties[outline.proposer_id], named=named),
        state=outline.state,
        due_date=outline.due_on,
        original_due_date=outline.original_due_on,
        shifts=outline.shifts,
        open_shift=None
        if shift is None
        else OpenShiftView(
            due_date=shift.due_on,
            reason=shift.reason,
            proposed_at=shift.proposed_at,
            proposed_by=_party_view(parties[shift.by_id], named=named),
        ),
        overdue=is_overdue(outline, now),
        waiting_on=WaitingOnView(who=outline.waiting_on, since=outline.waiting_since),
        client_may_read="client" in outline.readers,
        version=outline.version,
    )


def history_view(outline: Outline, chain: Sequence[Recorded], parties: Parties) -> AgreementHistory:
    """Show everything that happened, with the fingerprint of each version (A7)."""
    return AgreementHistory(
        id=outline.id,
        responsible=_party_view(parties[outline.responsible_id], named=True),
        items=tuple(
            _fact_view(one, print_, parties)
            for one, print_ in zip(chain, fingerprints(outline, chain), strict=True)
        ),
    )


def _fact_view(one: Recorded, fingerprint: str, parties: Parties) -> AgreementFactView:
    said = msgspec.to_builtins(one.fact, builtin_types=(date,))
    return AgreementFactView(
        seq=one.seq,
        at=one.at,
        by=_party_view(parties[one.by_id], named=True),
        kind=said["kind"],
        what=said.get("what", msgspec.UNSET),
        needs=said.get("needs", msgspec.UNSET),
        due_date=said.get("dueDate", msgspec.UNSET),
        reason=said.get("reason", msgspec.UNSET),
        note=said.get("note", msgspec.UNSET),
        fingerprint=fingerprint,
    )


def _party_view(party: Party, *, named: bool) -> AgreementParty:
    return AgreementParty(
        participation_id=party.id,
        name=party.name if named else None,
        function=party.function if named else None,
        organisation=party.organisation,
    )
