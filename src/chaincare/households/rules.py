"""What a household may hold, and what is to be looked at in it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from chaincare.households.model import CaseNamedTwice, Link
from chaincare.refusals import FieldError


def once(cases: Sequence[UUID]) -> list[UUID]:
    """Give the cases in the order in which they are locked. Raises CaseNamedTwice."""
    twice = [place for place, one in enumerate(cases) if one in cases[:place]]
    if twice:
        raise CaseNamedTwice(errors=[FieldError(f"/cases/{place}", "Leave it out.") for place in twice])
    return sorted(cases)


def households(links: Iterable[Link]) -> Mapping[UUID, Sequence[Link]]:
    """Give the households of which the reader sees two cases or more; of one alone there is nothing to know (S1)."""
    found: dict[UUID, list[Link]] = {}
    for one in links:
        found.setdefault(one.household_id, []).append(one)
    return {one: cases for one, cases in found.items() if len(cases) > 1}


def address_to_check(link: Link, household: Sequence[Link]) -> bool:
    """Say whether a sibling's address is secret and this one's is not: for who reads both, and nobody else.

    Nothing is hidden by itself: what one child's case would hide without a cause of its own betrays the other's (S5).
    """
    return not link.secret_address and any(one.secret_address for one in household)
