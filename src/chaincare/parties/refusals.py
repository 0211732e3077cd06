"""What can go wrong with taking part and its legal basis: each a sentence for the caller."""

from chaincare.refusals import Kind, Refusal


class PartyUnknown(Refusal):
    """There is no such professional or unit in this case's network, or it is not active."""

    kind = Kind.BAD_INPUT


class AlreadyTakesPart(Refusal):
    """This professional or team takes part already."""

    kind = Kind.CONFLICT


class ScopeTooWideForTeam(Refusal):
    """A team takes part with scope that or core; for full, add the person who needs it."""

    kind = Kind.BAD_INPUT


class ScopeNotForProfessionals(Refusal):
    """The client's scope is for the client and representatives; a professional has that, core or full."""

    kind = Kind.BAD_INPUT


class ParticipationUnknown(Refusal):
    """There is no such participation in this case, or it has ended."""

    kind = Kind.UNKNOWN


class RegieMustMoveFirst(Refusal):
    """Who directs the case, or is the contact of a client who does, cannot leave it: hand regie over, or lay it down and stay until that day, then end the participation (R6)."""

    kind = Kind.CONFLICT


class OnlyHolderEndsOthers(Refusal):
    """You can end your own participation; that of others is for the regie holder, or for who brought them in."""

    kind = Kind.FORBIDDEN


class BringingInNotYours(Refusal):
    """Who came in from the winkelstraat brings in nobody: ask the regie holder, or somebody of the buurtwinkel."""

    kind = Kind.FORBIDDEN


class EscalationMustEndFirst(Refusal):
    """This specialist was brought in by an escalation that still runs: close that, and participation ends with it."""

    kind = Kind.CONFLICT


class BasisRunsOut(Refusal):
    """The legal basis has an end that has passed: give one that is valid now."""

    kind = Kind.CONFLICT
