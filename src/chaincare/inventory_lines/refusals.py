"""What is refused about a line of an inventory."""

from chaincare.refusals import Kind, Refusal


class InventoryNotYours(Refusal):
    """There is no inventory with this id in a network that your organisation is an active member of."""

    kind = Kind.UNKNOWN


class LineUnknown(Refusal):
    """There is no such line that your unit put on this inventory."""

    kind = Kind.UNKNOWN


class LineOfCaseUnknown(Refusal):
    """This case was not opened from a line of an inventory, or its line is not for you: who directs the case reads it."""

    kind = Kind.UNKNOWN


class InventoryClosed(Refusal):
    """This inventory is closed: nobody is put on it any more. Who pulls the cart for the network can open it again."""

    kind = Kind.CONFLICT


class InventoryDayFull(Refusal):
    """Your unit would put more people on inventories of this network in one day than it may: as many as one person may come to in an hour, which the network sets. `errors` says how many more go today. Go on tomorrow, from midnight in Amsterdam (`Retry-After`)."""

    kind = Kind.TOO_MANY


class LineMovedOn(Refusal):
    """This line is not open any more: a case was opened from it, or it was withdrawn. Of one that a case was opened from it can still be recorded that he was told."""

    kind = Kind.CONFLICT


class LineReviewPassed(Refusal):
    """A line is looked at again on a day that is still to come: give a later day."""

    kind = Kind.BAD_INPUT


class LineReviewTooLate(Refusal):
    """A line is looked at again within six months, and never kept for more than a year without a case: give an earlier day, `lastDate` of the line at the latest."""

    kind = Kind.BAD_INPUT


class LineEnds(Refusal):
    """A line is kept for a year at most without a case, and that year is over: open a case from it, or withdraw it."""

    kind = Kind.CONFLICT


class EntitlementNotInForce(Refusal):
    """This statute is not in the catalogue, or not in force today: cite another (`GET /legal-grounds`), or say in words what he is entitled to."""

    kind = Kind.BAD_INPUT
