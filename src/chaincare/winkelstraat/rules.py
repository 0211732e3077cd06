"""How a service changes, and which words of a question are looked for. Pure."""

import re
from datetime import date

import msgspec

from chaincare.winkelstraat.model import Service, ServiceRetired, ServiceStatus

WORDS_MAX = 12
"""More words than these are not looked for: each costs a comparison with every service."""
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str | None) -> tuple[str, ...]:
    """Give the words of a text, the longest first: the longest narrows most. None without a text."""
    found = dict.fromkeys(_WORD.findall(text or ""))
    return tuple(sorted(found, key=len, reverse=True)[:WORDS_MAX])


def changed(before: Service, after: Service, *, waiting_stated: bool, today: date) -> Service:
    """Make the next edition; a waiting time holds as it was stated today. Raises ServiceRetired."""
    if before.status is ServiceStatus.RETIRED:
        raise ServiceRetired
    stated_on = before.waiting_stated_on
    if waiting_stated:
        stated_on = stated_today(after.waiting_days, today)
    return msgspec.structs.replace(after, waiting_stated_on=stated_on, version=before.version + 1)


def stated_today(waiting_days: int | None, today: date) -> date | None:
    """Give on which day a waiting time was stated that is stated now, or nothing where none is."""
    return None if waiting_days is None else today


def retired(before: Service) -> Service:
    """Offer it no longer. Raises ServiceRetired."""
    if before.status is ServiceStatus.RETIRED:
        raise ServiceRetired
    return msgspec.structs.replace(before, status=ServiceStatus.RETIRED, version=before.version + 1)
