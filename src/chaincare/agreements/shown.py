"""How agreements are shown: domain structs in, answers out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.agreements.facts import Evidence, Recorded
from chaincare.agreements.model import (
    UNSEEN,
    Agreement,
    Outline,
    Parties,
    Party,
    Precondition,
    PreconditionWord,
    Round,
)
from chaincare.agreements.phases import Assent, OpenShift, Promised
from chaincare.agreements.preconditions import objection_ends_at
from chaincare.agreements.rounds import days_of
from chaincare.agreements.seeing import (
    chain_told,
    fingerprints,
    is_overdue,
    is_precondition_overdue,
    outline_seen_at,
    outline_told,
    precondition_seen,
    unconfirmed_since,
)
from chaincare.agreements.states import state_shift
from chaincare.agreements.views import (
    AgreementFactView,
    AgreementHistory,
    AgreementParty,
    AgreementView,
    AssentView,
    EvidenceView,
    OpenShiftView,
    PreconditionView,
    PreconditionWaitingOnView,
    RepeatView,
    RoundView,
    WaitingOnView,
)
from chaincare.statements.model import Spoken
from chaincare.statements.views import statement_views


def agreement_view(
    stored: Outline, agreement: Agreement | None, parties: Parties, now: datetime
) -> AgreementView:
    """Show an agreement as it stands now; without its text when only the outline was for this reader."""
    if stored.restricted:
        agreement = None
    # The facts are read after the row: where they are for this reader, they have the last word.
    outline = outline_seen_at(stored if agreement is None else outline_told(stored, agreement), now, parties)
    named = agreement is not None
    shift = None if agreement is None else state_shift(agreement.state)
    candidate = outline.candidate_id
    return AgreementView(
        id=outline.id,
        what=None if agreement is None else agreement.what,
        needs=None if agreement is None else agreement.needs,
        responsible=_party_view(parties[outline.responsible_id], named=named),
        candidate=None if candidate is None else _party_view(parties[candidate], named=named),
        proposed_by=_party_view(parties[outline.proposer_id], named=named),
        state=outline.state,
        assent=None if agreement is None else _assent_view(agreement.assent, parties),
        due_date=outline.due_on,
        original_due_date=outline.original_due_on,
        shifts=outline.shifts,
        open_shift=None if shift is None else _shift_view(shift, parties),
        overdue=is_overdue(outline, now),
        waiting_on=WaitingOnView(who=outline.waiting_on, since_at=outline.waiting_since),
        preconditions=None if agreement is None else preconditions_view(agreement, parties, now),
        evidence=None if agreement is None else _evidence_view(agreement.evidence),
        client_may_read="client" in outline.readers,
        safety=outline.safety,
        restricted=stored.restricted,
        version=outline.version,
        repeat=None if agreement is None else _repeat_view(agreement, now),
        supersedes=outline.supersedes,
        superseded_by=outline.superseded_by,
        returned=outline.returned and outline.supersedes is not None,
    )


def _repeat_view(agreement: Agreement, now: datetime) -> RepeatView | None:
    if (repeat := agreement.repeat) is None:
        return None
    times = len(days_of(repeat, agreement.original_due_on))
    rounds = tuple(
        RoundView(due_date=one.due_on, state=_round_word(one, now), reported_at=one.at, reason=one.because)
        for one in agreement.rounds
    )
    return RepeatView(every=repeat.every, until_date=repeat.until_on, times=times, rounds=rounds)


def _round_word(
    one: Round, now: datetime
) -> Literal["reported_kept", "kept", "kept_unconfirmed", "not_kept", "rejected"]:
    if one.rejected:
        return "rejected"
    if not one.kept:
        return "not_kept"
    if one.confirmed_by_id is not None:
        return "kept"
    return "reported_kept" if unconfirmed_since(one.at, now) is None else "kept_unconfirmed"


def with_statements(view: AgreementView, beside: Mapping[UUID, Sequence[Spoken]]) -> AgreementView:
    """Show an agreement with what the client's side says of it; a coordinator is shown no text."""
    if view.what is None:
        return view
    return msgspec.structs.replace(view, statements=statement_views(beside.get(view.id, ())))


def preconditions_view(agreement: Agreement, parties: Parties, now: datetime) -> tuple[PreconditionView, ...]:
    """Show what an agreement needs, as it stands now."""
    return tuple(
        precondition_view(precondition_seen(one, parties), parties, now) for one in agreement.preconditions
    )


def precondition_view(one: Precondition, parties: Parties, now: datetime) -> PreconditionView:
    """Show one thing that is needed."""
    assent = one.state.assent if isinstance(one.state, Promised) else None
    return PreconditionView(
        id=one.id,
        what=one.what,
        owner=_party_view(parties[one.owner_id], named=True),
        due_date=one.due_on,
        blocking=one.blocking,
        state=PreconditionWord(one.state.word),
        assent=_assent_view(assent, parties),
        overdue=is_precondition_overdue(one, now),
        waiting_on=PreconditionWaitingOnView(who=one.waiting_on, since_at=one.waiting_since),
    )


def history_view(outline: Outline, chain: Sequence[Recorded], parties: Parties) -> AgreementHistory:
    """Show everything that happened, with the fingerprint of each version (A7); nothing while it is restricted."""
    chain = () if outline.restricted else chain_told(outline, chain)
    return AgreementHistory(
        id=outline.id,
        responsible=_party_view(parties[outline.responsible_id], named=True),
        items=tuple(
            _fact_view(one, print_, parties)
            for one, print_ in zip(chain, fingerprints(outline, chain), strict=True)
        ),
    )


_PARTIES_OF_FACTS = ("recordedBy", "responsible", "previous", "owner")


def _fact_view(one: Recorded, fingerprint: str, parties: Parties) -> AgreementFactView:
    said = msgspec.to_builtins(one.fact)
    shown = {
        name: _party_view(parties[UUID(said[name])], named=True) for name in said if name in _PARTIES_OF_FACTS
    }
    return msgspec.convert(
        {
            **said,
            **shown,
            "seq": one.seq,
            "at": one.at,
            "by": _party_view(parties[one.by_id], named=True),
            "fingerprint": fingerprint,
        },
        AgreementFactView,
    )


def _evidence_view(evidence: Sequence[Evidence]) -> tuple[EvidenceView, ...]:
    return tuple(EvidenceView(kind=one.kind, text=one.text) for one in evidence)


def _shift_view(shift: OpenShift, parties: Parties) -> OpenShiftView:
    return OpenShiftView(
        due_date=shift.due_on,
        reason=shift.reason,
        proposed_at=shift.proposed_at,
        proposed_by=_party_view(parties[shift.by_id], named=True),
    )


def _assent_view(assent: Assent | None, parties: Parties) -> AssentView | None:
    if assent is None:
        return None
    recorder = assent.recorded_by_id
    return AssentView(
        how=assent.how,
        agreed_at=assent.at,
        recorded_by=None if recorder is None else _party_view(parties[recorder], named=True),
        meeting_id=assent.meeting_id,
        object_by_at=objection_ends_at(assent),
    )


def _party_view(party: Party, *, named: bool) -> AgreementParty:
    return AgreementParty(
        participation_id=None if party.id == UNSEEN else party.id,
        name=party.name if named and party.id != UNSEEN else None,
        function=party.function if named else None,
        organisation=party.organisation,
    )
