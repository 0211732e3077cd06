"""A search as it is asked and answered."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.access.model import Reach
from chaincare.access.paging import CLIENTS_MAX
from chaincare.client_search import rules
from chaincare.client_search.model import ByName, ByReference, CaseIs, Found, Wanted
from chaincare.clients.views import ClientView, client_view
from chaincare.wire import Body, Line, View


class SearchClients(Body):
    """Whom you look for: a name with a birth date, a birth year or a second name; or only the reference of the case.

    Capitals, accents, hyphens and prefixes do not matter, the beginning of a name is enough, and a name that is spelled
    nearly so is found too. With scope `that` you are shown no birth date, and it is not looked at. `cursor` is the `nextCursor` of the page before.
    """

    name: Line | None = None
    reference: Line | None = None
    birth_date: date | None = None
    birth_year: Annotated[int, msgspec.Meta(ge=rules.YEAR_MIN, le=rules.YEAR_MAX)] | None = None
    cursor: Annotated[str, msgspec.Meta(max_length=2_000)] | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=CLIENTS_MAX)] = 25

    def wanted(self) -> Wanted:
        """Give what is looked for as rules know it. Raises SearchTooWide."""
        return rules.wanted(
            name=self.name,
            reference=self.reference,
            birth_date=self.birth_date,
            birth_year=self.birth_year,
        )

    def typed(self) -> str:
        """Give what was typed, for the sealed text beside the entry."""
        said = (self.name, self.reference, self.birth_date, self.birth_year)
        return msgspec.json.encode([None if one is None else str(one) for one in said]).decode()


def typed_in(text: str) -> tuple[str | None, str | None, date | None, int | None] | None:
    """Read back what `SearchClients.typed` gave: name, reference, birth date, birth year; None for any other text."""
    try:
        name, reference, day, year = msgspec.json.decode(
            text, type=tuple[str | None, str | None, str | None, str | None]
        )
        born = None if day is None else date.fromisoformat(day)
        return name, reference, born, None if year is None else int(year)
    except (msgspec.MsgspecError, ValueError):
        return None


class FoundClient(View):
    """A client of a case you take part in, as far as your part goes.

    A case that was merged into another one of yours is shown as that one; if that is not yours, it is `closed`.
    """

    client: ClientView
    case_id: UUID
    reference: str
    status: CaseIs
    reach: Reach


class FoundClients(View):
    """Who was found in your cases, the best met first. `nextCursor` goes into the next search."""

    items: tuple[FoundClient, ...]
    next_cursor: str | None


def found_view(found: Found) -> FoundClient:
    """Show one who was found."""
    return FoundClient(
        client=client_view(found.client, found.reach),
        case_id=found.case_id,
        reference=found.reference,
        status=found.status,
        reach=found.reach,
    )


def as_asked(wanted: Wanted) -> tuple[object, ...]:
    """Give the values that the door is asked with: how, the forms in their groups, the birth date, the reference."""
    match wanted:
        case ByReference(reference=reference):
            return "reference", [], [], [], None, None, reference
        case ByName(groups=groups, born=born):
            forms = [(form, place) for place, group in enumerate(groups) for form in group]
            words, sounds = [one.word for one, _ in forms], [one.sound for one, _ in forms]
            on, precision = (None, None) if born is None else (born.on, born.precision.value)
            return "name", words, sounds, [place for _, place in forms], on, precision, None
