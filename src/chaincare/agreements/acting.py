"""How a step is taken: the agreement is held first, then read, and what the rules say is written together."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Response

from chaincare.access.clearance import Clearance
from chaincare.access.editions import etag_of, hold_to
from chaincare.agreements import consent, preconditions, store
from chaincare.agreements.consent import Act, Meeting
from chaincare.agreements.facts import AnyFact, Recorded
from chaincare.agreements.model import Agreement, AgreementDraft, Outline, Parties, Party
from chaincare.agreements.phases import AgreedState
from chaincare.agreements.refusals import AgreementUnknown, SupersedesUnfit
from chaincare.agreements.seeing import agreement_told, carried_by, outline_of
from chaincare.agreements.shown import agreement_view
from chaincare.agreements.states import after, begin, fold
from chaincare.agreements.views import AgreementView
from chaincare.ids import new_id
from chaincare.refusals import FieldError


class Held(msgspec.Struct, frozen=True):
    """An agreement whose row is held, and everything that was read after that."""

    agreement: Agreement
    parties: Parties
    by: Party
    at: datetime
    told: Outline | None = None
    """The row as this reader sees it, where it was there before."""
    stands: Agreement | None = None
    """What its facts amount to, where that is not what this reader sees."""


async def hold(clearance: Clearance, agreement_id: UUID, if_match: str | None) -> Held:
    """Hold an agreement for a step; the moment and the rest are read once it is ours.

    Raises AgreementUnknown, EditionStale.
    """
    outline = await store.lock_agreement(clearance, agreement_id)
    hold_to(if_match, outline.version, required=False)
    at = clearance.now()
    facts = await store.list_facts(clearance, [agreement_id])
    parties = await store.list_parties(clearance, at)
    by = parties[clearance.participation_id]
    stands = fold(outline, facts[agreement_id])
    return Held(agreement_told(outline, stands), parties, by, at, outline, stands)


class New(msgspec.Struct, frozen=True):
    """An agreement as it is made, with every fact so far. Nothing of it is written yet."""

    held: Held
    chain: tuple[Recorded, ...]


async def make(clearance: Clearance, draft: AgreementDraft, at: datetime) -> Held:
    """Propose an agreement. Raises what :func:`draw_up` raises."""
    draft = await superseding(clearance, draft)
    parties = await store.list_parties(clearance, at)
    new = draw_up(clearance, new_id(), draft, parties, at)
    await add(clearance, [new])
    return new.held


async def superseding(clearance: Clearance, draft: AgreementDraft) -> AgreementDraft:
    """Hold the agreement in whose place another is proposed, if there is one, and carry over how often it was moved (A4).

    Raises SupersedesUnfit.
    """
    if draft.supersedes is None:
        return draft
    try:
        held = await hold(clearance, draft.supersedes, None)
    except AgreementUnknown:
        raise SupersedesUnfit(errors=[FieldError("/supersedes", "Name one of this case.")]) from None
    replaces = held.told is not None and held.told.supersedes is not None
    consent.may_supersede(held.agreement, by=held.by, parties=held.parties, replaces=replaces)
    return msgspec.structs.replace(draft, carried=carried_by(held.agreement, draft.due_on))


def draw_up(
    clearance: Clearance,
    agreement_id: UUID,
    draft: AgreementDraft,
    parties: Parties,
    at: datetime,
    meeting: Meeting | None = None,
) -> New:
    """Make an agreement as it is proposed, with what it needs and who agrees at once.

    In a meeting, who was there agrees as recorded by who is let in, and has five working days to object; who was not is
    asked (A8). Raises ResponsibleUnfit, OwnerUnfit, DueDatePast, PreconditionsFull, ReaderUnknown, NoUnitOfYourOwn.
    """
    by = parties[clearance.participation_id]
    first, *assent = consent.propose(draft, by=by, parties=parties, at=at, meeting=meeting)
    readers = consent.readers_for(draft, unit_id=clearance.admission.unit_id, by=by, parties=parties)
    proposed = Recorded(1, at, first.by_id, first.fact)
    first_stand = begin(agreement_id, draft.responsible_id, by.id, readers, proposed)
    agreement = msgspec.structs.replace(first_stand, safety=draft.safety)
    acts: list[Act] = []
    for number, needed in enumerate(draft.preconditions):
        place = f"/preconditions/{number}"
        asked = preconditions.ask_for(agreement, needed, new_id(), by=by, parties=parties, at=at, place=place)
        acts += [Act(by.id, asked), *consent.promised_at_once(asked, by=by, meeting=meeting)]
    chain = [Recorded(seq, at, act.by_id, act.fact) for seq, act in enumerate([*acts, *assent], 2)]
    return New(Held(after(agreement, chain), parties, by, at), (proposed, *chain))


async def add(clearance: Clearance, new: Sequence[New]) -> None:
    """Write agreements that were drawn up, however many, in three statements."""
    agreements = [one.held.agreement for one in new]
    await store.add_agreements(clearance, [outline_of(one) for one in agreements])
    await store.add_facts(clearance, [(one.held.agreement.id, fact) for one in new for fact in one.chain])
    await store.add_preconditions(
        clearance, [(one.id, needed) for one in agreements for needed in one.preconditions]
    )
    for one in new:
        await _end_superseded(clearance, one.held.agreement, one.held.at)


async def _end_superseded(clearance: Clearance, agreement: Agreement, at: datetime) -> None:
    """End what it takes the place of, once it is agreed to. Raises SupersededMeanwhile."""
    if agreement.supersedes is not None and isinstance(agreement.state, AgreedState):
        await store.supersede(clearance, agreement.supersedes, agreement.id, at)


async def object_in_meeting(
    clearance: Clearance, agreement_id: UUID, meeting_id: UUID, reason: str
) -> AgreementView:
    """Object to what a meeting recorded of who is let in: that he does it, or sees to something that it needs.

    The caller says in its own entry what was done. Raises AgreementUnknown, ForTheResponsible, StepNotPossible,
    NothingToObjectTo, PreconditionStepNotPossible, ObjectionTermOver.
    """
    held = await hold(clearance, agreement_id, None)
    promised = preconditions.promised_in(held.agreement, meeting_id, by=held.by)
    facts = [preconditions.refuse(held.agreement, one, reason, by=held.by, at=held.at) for one in promised]
    if not facts or held.agreement.responsible_id == held.by.id:
        facts.append(consent.object_to(held.agreement, reason, by=held.by, at=held.at))
    return shown(await write(clearance, held, [Act(held.by.id, fact) for fact in facts]))


async def write(clearance: Clearance, held: Held, acts: Sequence[Act]) -> Held:
    """Write the facts and where they bring the agreement. Raises StepNotPossible."""
    stands = held.stands or held.agreement
    version = stands.version
    chain = [Recorded(seq, held.at, act.by_id, act.fact) for seq, act in enumerate(acts, version + 1)]
    agreement = after(stands, chain)
    if chain:
        await store.add_facts(clearance, [(agreement.id, one) for one in chain])
        await store.set_outline(clearance, outline_of(agreement))
        await store.set_preconditions(clearance, stands, agreement)
        await _end_superseded(clearance, agreement, held.at)
    return msgspec.structs.replace(held, agreement=agreement, stands=agreement)


async def keep(clearance: Clearance, held: Held, *acts: Act | AnyFact) -> Response[AgreementView]:
    """Write a step by whoever was let in, name it in his entry, and show what it made. Raises StepNotPossible."""
    own = [act if isinstance(act, Act) else Act(held.by.id, act) for act in acts]
    clearance.object_id = held.agreement.id
    return answered(await write(clearance, held, own))


def answered(held: Held) -> Response[AgreementView]:
    """Answer with an agreement that is held, and the edition it is now."""
    view = shown(held)
    return Response(view, headers={"ETag": etag_of(view.version)})


_AS_TOLD = ("restricted", "supersedes", "superseded_by", "returned", "returned_at")


def shown(held: Held) -> AgreementView:
    """Show an agreement that is held."""
    outline, told = outline_of(held.agreement), held.told
    if told is not None:
        kept = {name: getattr(told, name) for name in _AS_TOLD}
        outline = msgspec.structs.replace(outline, **kept)
    return agreement_view(outline, held.agreement, held.parties, held.at)
