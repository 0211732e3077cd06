"""What is refused above the cases of a network."""

from chaincare.access.model import Reach
from chaincare.refusals import Kind, Refusal

READERS = frozenset({Reach.ALLIANCE, Reach.FUNDING, Reach.VOORTREKKER})
"""Who reads what a network shares with its members: everybody who works for one."""
WRITERS = frozenset({Reach.VOORTREKKER})


class OutsideNetwork(Refusal):
    """There is no network with this id that you work in. Who works in several names one in `networkId`."""

    kind = Kind.UNKNOWN


class NotForYouInNetwork(Refusal):
    """You may read this, and who writes it has a mandate for it, as voortrekker, coordinator, administrator or management contact: ask who administers your network."""

    kind = Kind.FORBIDDEN
