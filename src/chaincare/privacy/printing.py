"""A bundle as pages to be read on paper, at about B1, in Dutch and English. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec

from chaincare.privacy.calendar_words import day, moment
from chaincare.privacy.field_names import FIELD_NAMES
from chaincare.privacy.purposes import purpose_words
from chaincare.privacy.value_words import words_for


class Printed(msgspec.Struct, frozen=True):
    """What is printed: the parts, who received them, where they come from."""

    made_at: datetime
    parts: Sequence[tuple[str, str, Sequence[dict[str, Any]]]]
    recipients: Sequence[tuple[str, str | None, datetime, int]]
    sources: Sequence[tuple[str, str, str, str]]


class Pages(NamedTuple):
    """The same text twice."""

    nl: str
    en: str


_COLUMN = {"en": 0, "nl": 1}
_WORDS = {
    "en": (
        "Everything we keep on you",
        "made on",
        "Who received this",
        "times, last on",
        "Where it comes from",
        "Your rights",
    ),
    "nl": (
        "Alles wat wij over u bewaren",
        "gemaakt op",
        "Wie dit hebben gekregen",
        "keer, het laatst op",
        "Waar het vandaan komt",
        "Uw rechten",
    ),
}
_RIGHTS = {
    "en": (
        "You can have mistakes corrected, add your own view, ask to have data erased or not used for a while, and object."
        " Nobody is judged by a computer here. Working notes can be left out to protect others. Do you not agree with"
        " our answer? You can complain to the Autoriteit Persoonsgegevens or go to court."
    ),
    "nl": (
        "U kunt fouten laten verbeteren, uw eigen kijk toevoegen, vragen om gegevens te wissen of een tijd niet te"
        " gebruiken, en bezwaar maken. Een computer beslist hier niet over u. Werknotities kunnen zijn weggelaten om"
        " anderen te beschermen. Bent u het niet eens met ons antwoord? Dan kunt u een klacht indienen bij de Autoriteit"
        " Persoonsgegevens of naar de rechter gaan."
    ),
}


def printed(bundle: Printed) -> Pages:
    """Print a bundle."""
    return Pages("\n".join(_lines(bundle, "nl")), "\n".join(_lines(bundle, "en")))


def _lines(bundle: Printed, language: str) -> Iterator[str]:
    title, made_on, who, times, where, rights = _WORDS[language]
    yield f"{title} ({made_on} {moment(bundle.made_at, language)})"
    for en, nl, items in bundle.parts:
        yield from ("", en if language == "en" else nl)
        for item in items:
            yield "- " + "; ".join(_labelled(item, language))
    yield from ("", who)
    for organisation, function, last_at, count in bundle.recipients:
        yield f"- {organisation}{f', {function}' if function else ''}: {count} {times} {moment(last_at, language)}"
    yield from ("", where)
    for organisation, unit, task, purpose in bundle.sources:
        en, nl = purpose_words(purpose)
        yield f"- {organisation}, {unit} ({task}): {en if language == 'en' else nl}"
    yield from ("", rights, _RIGHTS[language])


def _said(name: str, value: object, language: str) -> str:
    """Say a value of a record in words."""
    if isinstance(value, datetime):
        return moment(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, bool):
        value = "yes" if value else "no"
        return words_for("answer", value)[_COLUMN[language]]
    if isinstance(value, list):
        return ", ".join(_said(name, one, language) for one in value)
    if isinstance(value, dict):
        return ", ".join(_labelled(value, language))
    return words_for(name, str(value))[_COLUMN[language]]


def _labelled(item: dict[str, Any], language: str) -> Iterator[str]:
    for name, value in item.items():
        said = _said(name, value, language)
        label = FIELD_NAMES.get(name)
        yield f"{label[_COLUMN[language]]}: {said}" if label else said
