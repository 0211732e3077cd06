"""Why something about a meeting is refused: each sentence is what the caller reads."""

from chaincare.refusals import Kind, Refusal


class MeetingUnknown(Refusal):
    """There is no meeting with this id in this case."""

    kind = Kind.UNKNOWN


class HeldInFuture(Refusal):
    """A meeting is recorded when it has been held: this moment is still to come."""

    kind = Kind.BAD_INPUT


class HeldBeforeOpening(Refusal):
    """The case was not open yet at this moment: a meeting is recorded in a case that was. Keep what was said before in a note."""

    kind = Kind.BAD_INPUT


class NextDatePast(Refusal):
    """The next date lies before the meeting itself."""

    kind = Kind.BAD_INPUT


class AttendeeUnknown(Refusal):
    """Name participations of this case, of people who take part now or did when the meeting was held."""

    kind = Kind.BAD_INPUT


class NotTakingPartThen(Refusal):
    """Who is named as present took part in the case when the meeting was held, and here somebody did not. Was he brought in only afterwards, name him absent, and he is asked himself; or, when it is so, give a later moment at which he did take part."""

    kind = Kind.BAD_INPUT


class TeamIsNobody(Refusal):
    """A team is neither present nor absent, its members are: name a member by his own participation."""

    kind = Kind.BAD_INPUT


class NamedTwice(Refusal):
    """Somebody stands in the lists of present and absent more than once."""

    kind = Kind.BAD_INPUT


class RecorderNotPresent(Refusal):
    """Who records a meeting was there: put your own participation among those present. So was who writes down what somebody said on paper or by telephone: he took it in himself."""

    kind = Kind.BAD_INPUT


class NobodyElsePresent(Refusal):
    """Nobody met: name somebody else who was present, or say that the client was."""

    kind = Kind.BAD_INPUT


class ClientPresenceUnclear(Refusal):
    """What you say of the client's presence does not fit where the client stands: among those present, or absent."""

    kind = Kind.BAD_INPUT


class HeardNeeded(Refusal):
    """The client was not there, or only in part: say how the client was heard about this, or why not."""

    kind = Kind.BAD_INPUT


class ProofNeeded(Refusal):
    """The client's side said yes on paper, in a talk, or in a meeting with no other professional there to hear it: add as proof what you heard or saw, and where the paper is."""

    kind = Kind.BAD_INPUT


class AssentNotWitnessed(Refusal):
    """Assent is recorded for nobody who was absent, and on paper for the client and representatives only: leave assented out, and he is asked himself (A8)."""

    kind = Kind.BAD_INPUT


class OwnWorkIsAgreed(Refusal):
    """You record that you do this yourself, so you agree to it: leave assented out."""

    kind = Kind.BAD_INPUT


class RecordInOwnName(Refusal):
    """You take part through your team; to record a meeting you need a participation in your own name."""

    kind = Kind.FORBIDDEN


class MinutesNotYours(Refusal):
    """Minutes are a note, and notes are for scope full: leave the minutes out, or let somebody with that scope write them."""

    kind = Kind.FORBIDDEN


class MeetingRecordedAlready(Refusal):
    """A meeting of this moment stands recorded already: read it. What is missing can be agreed beside it."""

    kind = Kind.CONFLICT


class NotRecordedForYou(Refusal):
    """You object to what others recorded as your assent in this meeting, and this is not such a thing. What waits for you, you answer; what you said yourself stands."""

    kind = Kind.FORBIDDEN


class MeetingObjectionTooLate(Refusal):
    """The five working days in which you could object have passed. Ask for another date, or let the agreement be cancelled."""

    kind = Kind.CONFLICT
