"""Why something about regie is refused: each sentence is what the caller reads."""

from chaincare.refusals import Kind, Refusal


class CandidateUnknown(Refusal):
    """Nobody takes part in this case with the participation that you name as the candidate."""

    kind = Kind.BAD_INPUT


class CandidateCannotDirect(Refusal):
    """Regie is for a professional who can act now, in his own name, with scope core or full; who coordinates, audits or administers this network, or takes part for a crisis only, neither proposes it, nor agrees to it, nor holds it. A client holds it with a professional beside him: name that one in contact (R10)."""

    kind = Kind.BAD_INPUT


class HolderNotAdmitted(Refusal):
    """By what this network agreed (`/networks/{networkId}/policy`, `holders`), the candidate's organisation and unit do not hold regie. Propose somebody who may, or ask the network's administrator (R2)."""

    kind = Kind.BAD_INPUT


class ContactUnfit(Refusal):
    """Beside a client who directs stands a professional who can act now, in his own name, with scope full, and who could hold regie himself (R10)."""

    kind = Kind.BAD_INPUT


class RepresentativeNeeded(Refusal):
    """A client under 16, or one who was judged unable to direct, does so only with a representative who takes part, may decide for him and agrees: name that one in representative (R10)."""

    kind = Kind.BAD_INPUT


class HandoverNoteNeeded(Refusal):
    """A handover carries a note for the next holder: add handoverNote (R7)."""

    kind = Kind.BAD_INPUT


class AssignmentReasonNeeded(Refusal):
    """An assignment by the coordinator needs a reason: it stays with the term for ever (R2)."""

    kind = Kind.BAD_INPUT


class AnswerReasonNeeded(Refusal):
    """A refusal or an objection needs a reason."""

    kind = Kind.BAD_INPUT


class AssentOrRefusalAsked(Refusal):
    """You are asked for your agreement: answer assent or refusal."""

    kind = Kind.BAD_INPUT


class HoldsRegieAlready(Refusal):
    """The candidate holds regie already."""

    kind = Kind.CONFLICT


class ProposalOpenAlready(Refusal):
    """Another proposal about regie is open in this case: answer it, or have it withdrawn, first (R4)."""

    kind = Kind.CONFLICT


class ObjectionUndecided(Refusal):
    """An objection to an earlier proposal lies with the network coordinator: he assigns who directs, or lets it be, or who objected takes it back (`/regie-proposals/{proposalId}/objection-settlements`). Propose after that (R2)."""

    kind = Kind.CONFLICT


class NoObjectionLies(Refusal):
    """No objection to this proposal waits for a decision: there was none, or it was decided on (R2)."""

    kind = Kind.CONFLICT


class ObjectionNotYours(Refusal):
    """The network coordinator decides on an objection; who objected takes it back, as long as nobody else objected too (R2)."""

    kind = Kind.FORBIDDEN


class RegieMovesAlready(Refusal):
    """It is agreed already when regie moves, or returns: have that proposal withdrawn first, or propose who it returns to (R9)."""

    kind = Kind.CONFLICT


class NobodyToReturnTo(Refusal):
    """Regie passes for a time from a holder who can act, to whom it returns; nobody holds it so now. Propose a holder without endsAt (R9)."""

    kind = Kind.CONFLICT


class HoldsByLaw(Refusal):
    """You direct this case by a measure of the law, until its end date: it is not laid down. When the measure ends sooner, or goes to another, the network's coordinator records that (R2)."""

    kind = Kind.CONFLICT


class DirectedByLaw(Refusal):
    """Somebody directs this case by a measure of the law, until its end date, whatever the parties agree; only the coordinator records another measure (R2)."""

    kind = Kind.CONFLICT


class ProposalUnknown(Refusal):
    """There is no such proposal about regie in this case."""

    kind = Kind.UNKNOWN


class ProposalSettled(Refusal):
    """This proposal has its outcome already: read it for how it ended (R4)."""

    kind = Kind.CONFLICT


class AlreadyAnswered(Refusal):
    """You answered this proposal already; an answer stands. To what a meeting recorded for you, you can object."""

    kind = Kind.CONFLICT


class ObjectionTooLate(Refusal):
    """The term for objecting is over. Make a new proposal, or turn to the network coordinator."""

    kind = Kind.CONFLICT


class CandidateJustLeft(Refusal):
    """The candidate's participation ended at this very moment, so regie did not pass. Send the answer again."""

    kind = Kind.CONFLICT


class CandidateLeaves(Refusal):
    """It is arranged that this candidate's part in the case ends before his regie would. Withdraw that first, or name another."""

    kind = Kind.CONFLICT


class RegieNotVacant(Refusal):
    """Somebody directs this case, so nobody can hold regie for the time being."""

    kind = Kind.CONFLICT


class AgreementNotYours(Refusal):
    """The candidate and the present holder agree or refuse. As another party you can object; where the candidate put himself forward while nobody holds regie, another professional can assent too."""

    kind = Kind.FORBIDDEN


class AnswerInOwnName(Refusal):
    """You take part through your team; to answer about regie you need a participation in your own name."""

    kind = Kind.FORBIDDEN


class WithdrawalNotYours(Refusal):
    """A proposal is withdrawn by who made it, or by the network coordinator."""

    kind = Kind.FORBIDDEN


class AcknowledgementNotYours(Refusal):
    """That a proposal came to nothing is for who made it to take note of, or for the network coordinator."""

    kind = Kind.FORBIDDEN


class NothingToAcknowledge(Refusal):
    """This proposal did not expire, nor lapse: read its state."""

    kind = Kind.CONFLICT


class HoldsNoRegie(Refusal):
    """Regie is laid down by who holds it at this moment, in his own name."""

    kind = Kind.FORBIDDEN


class InterimEndsByItself(Refusal):
    """You direct this case for the time being, and that ends by itself within three working days: have somebody proposed as holder (R5)."""

    kind = Kind.CONFLICT


class LaidDownAlready(Refusal):
    """You laid regie down already. To name another day, take that back first."""

    kind = Kind.CONFLICT


class ResignationTooSoon(Refusal):
    """The others need five working days at least to find a holder. Sooner, or at once, is for unavailable, conflict_of_interest, safety and employment_ends only."""

    kind = Kind.BAD_INPUT


class ResignationTooLong(Refusal):
    """Regie is laid down within six weeks: stay the holder until then, or hand it over earlier."""

    kind = Kind.BAD_INPUT


class ResignationUnknown(Refusal):
    """Regie was not laid down in this case under that id."""

    kind = Kind.UNKNOWN


class ResignationNotYours(Refusal):
    """Only who laid regie down takes that back, in his own name."""

    kind = Kind.FORBIDDEN


class ResignationOver(Refusal):
    """This can no longer be taken back: it took effect, was taken back before, or somebody else directs the case by now."""

    kind = Kind.CONFLICT


class TermUnknown(Refusal):
    """No term of regie is recorded as beginning at that moment: read `sinceAt` of it in the history (`/regie-terms`)."""

    kind = Kind.UNKNOWN


class TermStaysAsItIs(Refusal):
    """When this term began cannot be put right: it lies ahead, was for the time being, was laid down, registrations were merged at it, or somebody stood in for a holder between both moments."""

    kind = Kind.CONFLICT


class HolderTookNoPart(Refusal):
    """At that moment the holder did not take part yet, or no longer: regie is for who takes part (R6)."""

    kind = Kind.CONFLICT
