"""What is refused above the cases of a network."""

import msgspec

from chaincare.access.model import Reach
from chaincare.refusals import Kind, Refusal

READERS = frozenset({Reach.ALLIANCE, Reach.FUNDING, Reach.VOORTREKKER})
"""Who reads what a network shares with its members: everybody who works for one."""
WRITERS = frozenset({Reach.VOORTREKKER})


class NameNear(msgspec.Struct, frozen=True):
    """The name of somebody whom the writer may see."""

    given_names: str
    family_name: str | None
    call_name: str | None


class OutsideNetwork(Refusal):
    """There is no network with this id that you work in. Who works in several names one in `networkId`."""

    kind = Kind.UNKNOWN


class TextNamesSomebody(Refusal):
    """This is read by people who must not learn of anybody: it is about nobody in particular. Reword the places in `errors`, or put their words in `overrides` where they mean something else. This is a safety net, no proof: what is not found may still point at somebody."""

    kind = Kind.BAD_INPUT


class NotForYouInNetwork(Refusal):
    """You may read this, and who writes it has a mandate for it, as voortrekker, coordinator, administrator or management contact: ask who administers your network."""

    kind = Kind.FORBIDDEN
