"""What can be refused about a restriction."""

from chaincare.refusals import Kind, Refusal


class ItemUnknown(Refusal):
    """There is no such item in this case, or it is not for you to see: you cannot keep it from somebody."""

    kind = Kind.BAD_INPUT


class PersonUnknown(Refusal):
    """Name somebody else who takes part in the case; a party can be kept from the client and representatives only."""

    kind = Kind.BAD_INPUT


class HolderMustSee(Refusal):
    """Who directs the case sees what is shared with all. Keep regie from him before you keep this from him."""

    kind = Kind.CONFLICT


class RestrictionReviewInPast(Refusal):
    """Say when somebody looks at this again: today or a later day."""

    kind = Kind.BAD_INPUT


class AlreadyRestricted(Refusal):
    """This is kept from this person already."""

    kind = Kind.CONFLICT


class RestrictionUnknown(Refusal):
    """There is no such restriction."""

    kind = Kind.UNKNOWN


class RestrictionLifted(Refusal):
    """This restriction was lifted already."""

    kind = Kind.CONFLICT


class RestrictionNotYours(Refusal):
    """Who decided this lifts it, or the regie holder."""

    kind = Kind.FORBIDDEN
