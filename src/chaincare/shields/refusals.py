"""What can be refused about a shield: each a sentence for the caller."""

from chaincare.refusals import Kind, Refusal


class ShieldUnknown(Refusal):
    """There is no such shield in this case."""

    kind = Kind.UNKNOWN


class NothingToShield(Refusal):
    """Name a professional or team that takes part, or a unit of the case's network."""

    kind = Kind.BAD_INPUT


class ReviewInPast(Refusal):
    """Say when somebody looks at this again: today or a later day."""

    kind = Kind.BAD_INPUT


class AlreadyShielded(Refusal):
    """This is shielded already."""

    kind = Kind.CONFLICT


class ShieldLifted(Refusal):
    """This shield was lifted already. Place a new one where it is needed again."""

    kind = Kind.CONFLICT


class LiftingNotYours(Refusal):
    """The regie holder lifts a shield; while nobody directs the case, whoever placed it. Ask the regie holder."""

    kind = Kind.FORBIDDEN
