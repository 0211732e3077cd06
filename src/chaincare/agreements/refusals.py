"""What can go wrong with an agreement: each a sentence for the caller."""

from chaincare.refusals import Kind, Refusal


class AgreementUnknown(Refusal):
    """There is no agreement with this id in this case that you may read."""

    kind = Kind.UNKNOWN


class PreconditionUnknown(Refusal):
    """This agreement has no precondition with this id."""

    kind = Kind.UNKNOWN


class ResponsibleUnfit(Refusal):
    """Name one person who takes part and can answer: a professional with scope core or full, the client or a representative. A team cannot be responsible."""

    kind = Kind.BAD_INPUT


class ResponsibleAlready(Refusal):
    """This is who is responsible for the agreement already: name somebody else."""

    kind = Kind.BAD_INPUT


class OwnerUnfit(Refusal):
    """What is needed is seen to by one person who takes part and can answer: a professional with scope core or full, the client or a representative. A team cannot own it."""

    kind = Kind.BAD_INPUT


class DueDatePast(Refusal):
    """The due date has passed already: choose today or later, in Europe/Amsterdam."""

    kind = Kind.BAD_INPUT


class DueDateUnchanged(Refusal):
    """This is the due date already."""

    kind = Kind.BAD_INPUT


class NoUnitOfYourOwn(Refusal):
    """The audience own_unit is for professionals; name parties, or leave it out."""

    kind = Kind.BAD_INPUT


class RepeatUnfit(Refusal):
    """What is done again is done two to 60 times until its last day: choose `untilDate` so."""

    kind = Kind.BAD_INPUT


class RoundComesFirst(Refusal):
    """It is due again on or before that day: choose an earlier one."""

    kind = Kind.BAD_INPUT


class RoundAhead(Refusal):
    """This time has not begun: the day on which it was due before has to be over first."""

    kind = Kind.CONFLICT


class SupersedesUnfit(Refusal):
    """Name an agreement of this case that is not finished, and that you proposed or direct. Who is bound by it does not replace it himself: he asks for another day, or who proposed it or holds regie replaces it."""

    kind = Kind.BAD_INPUT


class LateIsNotCancelled(Refusal):
    """What you were to do and is overdue you do not cancel yourself: report that it was not kept, and why. Who proposed it or holds regie can cancel it."""

    kind = Kind.FORBIDDEN


class SupersededMeanwhile(Refusal):
    """What this agreement was to take the place of was agreed to, moved or finished meanwhile, or another one took its place: it waits for nobody's assent any more. Who proposed it cancels it, and proposes it anew."""

    kind = Kind.CONFLICT


class ForTheResponsible(Refusal):
    """This is for the one who is responsible for the agreement."""

    kind = Kind.FORBIDDEN


class ForTheCandidate(Refusal):
    """This is for whoever was asked to take the agreement over."""

    kind = Kind.FORBIDDEN


class ForTheOwner(Refusal):
    """This is for the one who was asked to see to this precondition."""

    kind = Kind.FORBIDDEN


class ForTheInvolved(Refusal):
    """This is for whoever proposed the agreement, who is responsible for it, or who holds regie."""

    kind = Kind.FORBIDDEN


class ForWhoCanTell(Refusal):
    """That a precondition is met is said by who owns it, who is responsible for the agreement, or who holds regie."""

    kind = Kind.FORBIDDEN


class NotByWhoAsked(Refusal):
    """Another date needs the agreement of the other side: of the responsible, or when he asked for it himself, of whoever proposed the agreement or holds regie (A4)."""

    kind = Kind.FORBIDDEN


class ConfirmByAnother(Refusal):
    """That it was kept is confirmed by the client, or by another organisation than the one that says so (A3)."""

    kind = Kind.FORBIDDEN


class StepNotPossible(Refusal):
    """The agreement is not in a state that allows this step: read it again."""

    kind = Kind.CONFLICT


class PreconditionStepNotPossible(Refusal):
    """The precondition is not in a state that allows this step: it has been answered, met or dropped, or nobody has agreed to see to it yet. Read it again."""

    kind = Kind.CONFLICT


class PreconditionStillOpen(Refusal):
    """A precondition that blocks is still open: it is met, or dropped with a reason, before the agreement can be reported kept (A2)."""

    kind = Kind.CONFLICT


class PreconditionsFull(Refusal):
    """An agreement has at most 20 preconditions: make an agreement of its own of what is still needed."""

    kind = Kind.CONFLICT


class NothingToObjectTo(Refusal):
    """Nobody recorded an assent of yours: you gave it yourself. Ask for another date, or cancel the agreement."""

    kind = Kind.CONFLICT


class ObjectionTermOver(Refusal):
    """The five working days to object to what was recorded of you have passed (A8). Ask for another date, or cancel the agreement."""

    kind = Kind.CONFLICT


class ConfirmationTermOver(Refusal):
    """The term to reject this has passed: it counts as kept, unconfirmed. It can still be confirmed (A3)."""

    kind = Kind.CONFLICT
