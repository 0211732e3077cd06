"""What a safety sheet may say. Pure."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.refusals import FieldError
from chaincare.safety.model import BanEndsBeforeItBegins, BornInFuture, SafetySheet
from chaincare.workdays import day_in_amsterdam


def edited(present: SafetySheet, said: SafetySheet, by_id: UUID, at: datetime) -> SafetySheet:
    """Give the next edition of a sheet: it is said anew as a whole. Raises BornInFuture, BanEndsBeforeItBegins."""
    this_year = day_in_amsterdam(at).year
    for number, one in enumerate(said.residents):
        if one.born_year is not None and one.born_year > this_year:
            wrong = FieldError(f"/residents/{number}/bornYear", "Give this year or an earlier one.")
            raise BornInFuture(errors=[wrong])
    for number, ban in enumerate(said.contact_bans):
        if ban.until_on is not None and ban.until_on < ban.from_on:
            wrong = FieldError(f"/contactBans/{number}/untilDate", "Give a day on or after fromDate.")
            raise BanEndsBeforeItBegins(errors=[wrong])
    return msgspec.structs.replace(said, version=present.version + 1, changed_by=by_id, changed_at=at)
