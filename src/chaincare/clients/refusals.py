"""What can be refused about a client, his birth date, his BSN and his login."""

from chaincare.refusals import Kind, Refusal


class ClientUnknown(Refusal):
    """There is no client with this id in a case you take part in."""

    kind = Kind.UNKNOWN


class BirthDateTooPrecise(Refusal):
    """With precision month or year, send the first day of that month or year: the rest is not known."""

    kind = Kind.BAD_INPUT


class BirthDateInFuture(Refusal):
    """A birth date cannot lie in the future."""

    kind = Kind.BAD_INPUT


class AgeIsForHolder(Refusal):
    """With this birth date the client passes 12 or 16 at once, and that opens or closes what people see: only the regie holder changes it so, and while regie is vacant whoever opened the case. Tell them what is right."""

    kind = Kind.FORBIDDEN


class BsnInvalid(Refusal):
    """This is no valid BSN: send its nine digits as they stand on the document, and nothing else."""

    kind = Kind.BAD_INPUT


class BsnWithoutBasis(Refusal):
    """Your unit has no statutory basis to record a BSN for this purpose: leave it out, or ask your administrator."""

    kind = Kind.FORBIDDEN


class InvitationUnknown(Refusal):
    """This code is not valid: it may be mistyped, used or expired. Ask whoever gave it for a new one."""

    kind = Kind.UNKNOWN


class InvitingNotYours(Refusal):
    """The regie holder invites; while regie is vacant, whoever brought this person into the case."""

    kind = Kind.FORBIDDEN


class PersonHasLogin(Refusal):
    """This person has linked a login already. A second one would let somebody else in under this name."""

    kind = Kind.CONFLICT


class PersonNotInCase(Refusal):
    """This person does not take part in the case: without `representativeId` that is the client, with it that representative. Bring them into the circle first."""

    kind = Kind.CONFLICT
