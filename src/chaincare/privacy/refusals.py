"""What can be refused about privacy work."""

from chaincare.refusals import Kind, Refusal


class NoPrivacyMandate(Refusal):
    """This is for a privacy officer or the FG of this network, with a mandate that is valid now."""

    kind = Kind.UNKNOWN


class RequestUnknown(Refusal):
    """There is no such request of yours, or within your mandate."""

    kind = Kind.UNKNOWN


class IdentityNotProven(Refusal):
    """Record how you checked who asks: without that, anybody could ask in anybody's name."""

    kind = Kind.BAD_INPUT


class RequesterUnknown(Refusal):
    """There is no such representative in this case."""

    kind = Kind.BAD_INPUT


class EntryNotTold(Refusal):
    """Give the reference of a line of the client's own log; only such a name can be asked for, and always with one."""

    kind = Kind.BAD_INPUT


class WordsMissing(Refusal):
    """Say what is wrong and what it should be: without words, nobody can correct what is kept."""

    kind = Kind.BAD_INPUT


class ReceivedInFuture(Refusal):
    """A request was received today or earlier, and at most a year ago."""

    kind = Kind.BAD_INPUT


class RequestDecided(Refusal):
    """This request has been decided. A new request can be lodged."""

    kind = Kind.CONFLICT


class RequestNotTakenUp(Refusal):
    """Nobody handles this request yet: take it up first."""

    kind = Kind.CONFLICT


class HandledAlready(Refusal):
    """You handle this request already."""

    kind = Kind.CONFLICT


class RecordedByHandler(Refusal):
    """You recorded this request yourself: a colleague takes it up, so that nobody answers what he made up alone."""

    kind = Kind.CONFLICT


class ExtendedBefore(Refusal):
    """The term was extended before, and can be extended once only (AVG 12(3))."""

    kind = Kind.CONFLICT


class ExtendedTooLate(Refusal):
    """An extension must be told within the first month (AVG 12(3)); that month is over. Decide now."""

    kind = Kind.CONFLICT


class DecidedByHandler(Refusal):
    """Interests are weighed here: somebody else than who handled the request decides."""

    kind = Kind.CONFLICT


class ComplaintNotTold(Refusal):
    """What is not granted in full is told with its reasons and with the right to complain (AVG 12(4))."""

    kind = Kind.BAD_INPUT


class NotForBundle(Refusal):
    """A bundle answers a request for access or portability of a client known here, by who may act for him.

    It is made after it was taken up, and not by who recorded it. The officer of one organisation hands it to the
    network's officer. ``errors`` says which of these it is.
    """

    kind = Kind.CONFLICT
