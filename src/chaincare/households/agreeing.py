"""One act in several cases of a household: in each by its own rules, with its own entry; all of them or none."""

from uuid import UUID

from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import doing
from chaincare.access.clearance import Clearance
from chaincare.access.together import in_each
from chaincare.agreements import refusals as agreeing
from chaincare.agreements.acting import make, shown
from chaincare.agreements.operations import PROPOSE_AGREEMENT
from chaincare.agreements.views import AgreementView
from chaincare.households.acting import answering_door, of_case, proposing_door, together_door
from chaincare.households.model import AGREE_TOGETHER, ANSWER_TOGETHER, PROPOSE_TOGETHER, CaseNamedTwice
from chaincare.households.views import (
    AgreedTogether,
    AgreementInCase,
    AgreeTogether,
    AnswerTogether,
    ProposedTogether,
    ProposeTogether,
    RegieProposalInCase,
)
from chaincare.notes.model import ReaderUnknown
from chaincare.regie import proposing
from chaincare.regie import refusals as regie
from chaincare.regie.operations import ANSWER_PROPOSAL, PROPOSE_REGIE
from chaincare.regie.views import RegieProposalView, proposal_view


@post(
    "/households/{household_id:uuid}/agreements",
    dependencies={"clearance": Provide(together_door)},
    opt=doing(
        AGREE_TOGETHER,
        CaseNamedTwice,
        agreeing.ResponsibleUnfit,
        agreeing.DueDatePast,
        agreeing.NoUnitOfYourOwn,
        ReaderUnknown,
    ),
)
async def agree_together(
    data: JSONBody[AgreeTogether], clearance: NamedDependency[Clearance]
) -> AgreedTogether:
    """Propose the same agreement in several cases. In each it exists when its own responsible has agreed (A1)."""
    responsible = {one.case_id: one.responsible for one in data.cases}

    async def agree(part: Clearance) -> AgreementView:
        with of_case(data.cases, part.case_id):
            held = await make(part, data.to_draft(responsible[part.case_id]), part.now())
        part.object_id = held.agreement.id
        return shown(held)

    made = await in_each(clearance, PROPOSE_AGREEMENT, agree)
    return AgreedTogether(
        items=tuple(AgreementInCase(case_id=one, agreement=view) for one, view in made.items())
    )


@post(
    "/households/{household_id:uuid}/regie-proposals",
    dependencies={"clearance": Provide(proposing_door)},
    opt=doing(
        PROPOSE_TOGETHER,
        CaseNamedTwice,
        regie.CandidateUnknown,
        regie.CandidateCannotDirect,
        regie.HoldsRegieAlready,
        regie.ProposalOpenAlready,
        regie.ObjectionUndecided,
        regie.HandoverNoteNeeded,
        regie.CandidateJustLeft,
        regie.CandidateLeaves,
        regie.RegieMovesAlready,
        regie.NobodyToReturnTo,
        regie.DirectedByLaw,
    ),
)
async def propose_regie_together(
    data: JSONBody[ProposeTogether], clearance: NamedDependency[Clearance]
) -> ProposedTogether:
    """Propose the same person to direct several cases. In each it takes effect by its own answers (R2)."""
    candidate = {one.case_id: one.candidate for one in data.cases}

    async def propose(part: Clearance) -> RegieProposalView:
        with of_case(data.cases, part.case_id):
            proposal = await proposing.propose(part, data.to_model(candidate[part.case_id]))
        part.object_id = proposal.id
        return proposal_view(proposal, part.reach)

    return _proposed(await in_each(clearance, PROPOSE_REGIE, propose))


@post(
    "/households/{household_id:uuid}/regie-responses",
    dependencies={"clearance": Provide(answering_door)},
    opt=doing(
        ANSWER_TOGETHER,
        CaseNamedTwice,
        regie.ProposalUnknown,
        regie.AnswerInOwnName,
        regie.AgreementNotYours,
        regie.AssentOrRefusalAsked,
        regie.AnswerReasonNeeded,
        regie.AlreadyAnswered,
        regie.ProposalSettled,
        regie.ObjectionTooLate,
        regie.CandidateCannotDirect,
        regie.CandidateJustLeft,
        regie.CandidateLeaves,
    ),
)
async def answer_regie_together(
    data: JSONBody[AnswerTogether], clearance: NamedDependency[Clearance]
) -> ProposedTogether:
    """Answer proposals in several cases, the same in each, in your own name."""
    proposals = {one.case_id: one.proposal_id for one in data.cases}

    async def answer(part: Clearance) -> RegieProposalView:
        part.object_id = proposals[part.case_id]
        answered = await proposing.answer(part, part.object_id, data.answer, data.reason)
        return proposal_view(answered, part.reach)

    return _proposed(await in_each(clearance, ANSWER_PROPOSAL, answer))


def _proposed(made: dict[UUID, RegieProposalView]) -> ProposedTogether:
    items = tuple(RegieProposalInCase(case_id=one, proposal=view) for one, view in made.items())
    return ProposedTogether(items=items)
