"""Why an emergency access is not given, or something is not done with one."""

from chaincare.refusals import Kind, Refusal


class NobodyFound(Refusal):
    """Nobody was found by exactly this, or your unit has no emergency access here. Check every character; otherwise call the network's coordinator."""

    kind = Kind.UNKNOWN


class EmergencyAccessUnknown(Refusal):
    """There is no emergency access with this id that you use, direct, coordinate or audit; yours ends by itself."""

    kind = Kind.UNKNOWN


class EmergencyLimitReached(Refusal):
    """You asked as often as one person may in a day. Let a colleague of a named unit do it, or call the network's coordinator."""

    kind = Kind.TOO_MANY


class EmergencyAccessRunning(Refusal):
    """You have emergency access to this already, and it is not renewed: read it in your list. When it has ended, a new one needs a new reason."""

    kind = Kind.CONFLICT


class EmergencyOver(Refusal):
    """This emergency access has ended. A new one needs a new reason."""

    kind = Kind.CONFLICT


class EmergencyStillRuns(Refusal):
    """It still runs, or the crisis participation that came of it does. Review it when it is over."""

    kind = Kind.CONFLICT


class HappenedAlready(Refusal):
    """This was done already, and is done once. Read the emergency access to see by whom."""

    kind = Kind.CONFLICT


class SecondPersonNeeded(Refusal):
    """A crisis participation is made by a second person, not by whoever gets it."""

    kind = Kind.FORBIDDEN


class CrisisBasisUnfit(Refusal):
    """A crisis participation stands on a statutory duty or task, or on vital interests: avg-6-1-c, avg-6-1-d or avg-6-1-e."""

    kind = Kind.BAD_INPUT


class CrisisTooLong(Refusal):
    """A crisis participation lasts 72 hours at most, and its legal basis no longer than that."""

    kind = Kind.BAD_INPUT


class ReviewNotYours(Refusal):
    """Whoever used it, made a crisis participation of it, or works in the same unit does not review it. Ask another auditor."""

    kind = Kind.FORBIDDEN


class NamedUnitNotInNetwork(Refusal):
    """A unit is named twice, or there is no such unit in this network."""

    kind = Kind.BAD_INPUT


class EmergencyForYourself(Refusal):
    """Nobody lets his own unit in by emergency: ask another administrator of this network."""

    kind = Kind.FORBIDDEN


class NetworkSettingsUnknown(Refusal):
    """There is no network with this id that your organisation is a member of, or that you administer."""

    kind = Kind.UNKNOWN
