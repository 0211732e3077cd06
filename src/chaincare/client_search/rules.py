"""What may be searched for: enough to mean one person. Pure."""

from datetime import date

from chaincare.client_search.model import Born, ByName, ByReference, SearchTooWide, Wanted
from chaincare.clients.model import BirthPrecision
from chaincare.folding import groups_of, is_only_prefix
from chaincare.refusals import FieldError

LETTERS_MIN = 2
"""One letter is an initial, and matches half of everybody; one ideograph is a name."""
HALF_A_REFERENCE = 4
YEAR_MIN, YEAR_MAX = 1900, 2999


def wanted(
    *, name: str | None, reference: str | None, birth_date: date | None, birth_year: int | None
) -> Wanted:
    """Give what is looked for. Raises SearchTooWide: a name alone would leaf through the clients of a whole team."""
    if reference is not None:
        if (name, birth_date, birth_year) != (None, None, None):
            raise _too_wide("/reference", "Comes alone: leave out the rest.")
        return ByReference(_as_written(reference))
    groups = tuple(tuple(group) for group in groups_of(name or ""))
    telling = [
        group for group in groups if not is_only_prefix(group) and any(_tells(form.word) for form in group)
    ]
    if not telling:
        raise _too_wide("/name", "Give a name, or the reference of the case.")
    born = _born(birth_date, birth_year)
    if born is None and len(telling) < 2:  # noqa: PLR2004 - a family name and another one
        raise _too_wide("/birthDate", "Give a birth date or year, or a second name.")
    return ByName(groups, born)


def _born(birth_date: date | None, birth_year: int | None) -> Born | None:
    if birth_date is not None and birth_year is not None:
        raise _too_wide("/birthYear", "Comes in place of a birth date.")
    if birth_date is not None:
        return Born(birth_date, BirthPrecision.DAY)
    return None if birth_year is None else Born(date(birth_year, 1, 1), BirthPrecision.YEAR)


def _as_written(reference: str) -> str:
    """Give a reference as it is kept, however it was typed or read out: capitals, with one hyphen in the middle."""
    letters = "".join(one for one in reference.upper() if one.isalnum())
    return letters[:-HALF_A_REFERENCE] + "-" + letters[-HALF_A_REFERENCE:]


def _tells(word: str) -> bool:
    return len(word) >= LETTERS_MIN or not word.isascii()


def _too_wide(pointer: str, detail: str) -> SearchTooWide:
    return SearchTooWide(errors=[FieldError(pointer, detail)])
