"""Every no that an escalation can meet."""

from chaincare.refusals import Kind, Refusal


class EscalationUnknown(Refusal):
    """There is no such escalation in this case."""

    kind = Kind.UNKNOWN


class TargetUnknown(Refusal):
    """Your unit was not asked this, or it is no longer asked."""

    kind = Kind.UNKNOWN


class TriedNeeded(Refusal):
    """When the limit is reached, say in `tried` what was tried; when it is not yet, the limit is imminent."""

    kind = Kind.BAD_INPUT


class GrantNeeded(Refusal):
    """Who complements takes part: say in `grant` with which scope, for what purpose, on which legal basis."""

    kind = Kind.BAD_INPUT


class GrantNotForStrengthen(Refusal):
    """Who strengthens a professional does not take part in the case: leave `grant` out (E3)."""

    kind = Kind.BAD_INPUT


class TargetNotInNetwork(Refusal):
    """One of the targets is no active unit of this network that may take part, or is named twice."""

    kind = Kind.BAD_INPUT


class TargetIsOwnUnit(Refusal):
    """One of the targets is your own unit: direct colleagues stand in the buurtwinkel already; bring them in there."""

    kind = Kind.BAD_INPUT


class TargetDeclinedAlready(Refusal):
    """One of the targets declined this already: name another, or withdraw this and ask something else."""

    kind = Kind.BAD_INPUT


class AreaNotInNetwork(Refusal):
    """An area is a municipality of the network or its whole region: smaller would point at somebody (E2)."""

    kind = Kind.BAD_INPUT


class SummaryNamesClient(Refusal):
    """A target must not learn who it is about before accepting: reword the places in `errors` (E2). This is a safety net, no proof: what is not found may still point at somebody."""

    kind = Kind.BAD_INPUT


class RequestNeedsHolder(Refusal):
    """The regie holder agrees to a request. Without him it goes out only when regie is vacant or it is urgent."""

    kind = Kind.FORBIDDEN


class SendingOnNeedsFull(Refusal):
    """Which other units are asked is decided with scope full: have who asked for help send it on, and agree to that."""

    kind = Kind.FORBIDDEN


class StepNotYours(Refusal):
    """This step is for the regie holder or for who asked for help; what has to be there before help starts is also for its own owner, who was named with it."""

    kind = Kind.FORBIDDEN


class EndingNotYours(Refusal):
    """Who took this on ends it: the specialist himself, or in the case who asked for help or directs (E5)."""

    kind = Kind.FORBIDDEN


class FeedbackNotYours(Refusal):
    """Feedback is given by the specialist who took this on (E5)."""

    kind = Kind.FORBIDDEN


class StartsOnAcceptance(Refusal):
    """Strengthening a professional starts when a target accepts: there is nothing to start here."""

    kind = Kind.CONFLICT


class EscalationMovedOn(Refusal):
    """The escalation is not at the point where this can be done: read it again. What was declined or not answered is sent on by naming `targets`; what a unit was only asked it declines (`/received-escalations/{id}/responses`); what has not started gets no feedback yet (`/cases/{id}/escalations/{id}/starts`); what somebody took on and ended has ended."""

    kind = Kind.CONFLICT


class TargetAnswered(Refusal):
    """Your unit has accepted this already."""

    kind = Kind.CONFLICT


class StartsLater(Refusal):
    """You expect to start later: until that day the regie holder, or who asked for help, starts it (E4)."""

    kind = Kind.CONFLICT


class ConditionOpen(Refusal):
    """Something that must be there first is not: fulfil each open condition, or drop it with a reason (E4)."""

    kind = Kind.CONFLICT


class ConditionUnknown(Refusal):
    """There is no such condition at this escalation."""

    kind = Kind.UNKNOWN


class ConditionSettled(Refusal):
    """This condition was fulfilled or dropped already."""

    kind = Kind.CONFLICT


class ConditionNotForStrengthen(Refusal):
    """Strengthening a professional needs no referral or decision: only help that complements waits for one."""

    kind = Kind.CONFLICT


class DescriptionNeeded(Refusal):
    """A condition of kind `other` says nothing by itself: say in `description` what has to be there."""

    kind = Kind.BAD_INPUT


class DocumentFromTheFuture(Refusal):
    """The document has a date that has not come yet."""

    kind = Kind.BAD_INPUT


class OwnerNotPresent(Refusal):
    """Whoever sees to a condition takes part in the case as a professional, now and in his own name."""

    kind = Kind.BAD_INPUT


class BridgeNotPresent(Refusal):
    """Whoever bridges takes part in the case as a professional now, and is not the one who is waited for."""

    kind = Kind.BAD_INPUT


class AskedAlready(Refusal):
    """Your unit asked something that was not answered yet: wait for that, or accept or decline."""

    kind = Kind.CONFLICT


class NothingAsked(Refusal):
    """No such unit waits for an answer here."""

    kind = Kind.CONFLICT


class OnlyStrengthenConverts(Refusal):
    """Only strengthening that has started is converted; other help is asked for anew."""

    kind = Kind.CONFLICT


class ConvertedAlready(Refusal):
    """A request for help came of this already: go on with that one. Strengthening is converted again if that ended unstarted."""

    kind = Kind.CONFLICT


class RequestNotCurrent(Refusal):
    """This question is no longer current: who asked it has left."""

    kind = Kind.CONFLICT


class AnotherMustAccept(Refusal):
    """Who asked does not take it on himself: a colleague of your unit does. Where nobody else works in your unit, decline it (`/received-escalations/{id}/responses`) and ask another unit, or have who directs the case bring somebody in."""

    kind = Kind.CONFLICT


class RegieVacant(Refusal):
    """Nobody directs this case: agree on regie first, then start. Only what is urgent starts without (R5)."""

    kind = Kind.CONFLICT


class FeedbackInCase(Refusal):
    """You take part in this case now: give your feedback there."""

    kind = Kind.CONFLICT


class EndReasonNeeded(Refusal):
    """Without feedback from the specialist an escalation ends with a reason (E5)."""

    kind = Kind.BAD_INPUT


class ExpectedDatePassed(Refusal):
    """The date on which help is expected to start has passed: leave it out to start soon, or give a later one."""

    kind = Kind.BAD_INPUT


class QuestionNeeded(Refusal):
    """Say in `text` what you want to know before you answer."""

    kind = Kind.BAD_INPUT


class RefusalReasonNeeded(Refusal):
    """Say why you do not bridge: another has to be found."""

    kind = Kind.BAD_INPUT


class DeclineReasonNeeded(Refusal):
    """Say why your unit declines: who asked has to go on from there."""

    kind = Kind.BAD_INPUT
