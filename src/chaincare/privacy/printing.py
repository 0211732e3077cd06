"""A bundle as pages to be read on paper, at about B1, in Dutch and English. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from chaincare.workdays import AMSTERDAM


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


_LABELS = {
    "clients": ("Who you are", "Wie u bent"),
    "cases": ("Your case", "Uw dossier"),
    "case_questions": ("Your question", "Uw vraag"),
    "representatives": ("Who represents you", "Wie u vertegenwoordigt"),
    "participations": ("Who takes part", "Wie er meedoen"),
    "legal_bases": ("Why that is allowed", "Waarom dat mag"),
    "legal_basis_withdrawals": ("What is not allowed any more", "Wat niet meer mag"),
    "notes": ("Notes that were shared with you", "Notities die met u zijn gedeeld"),
    "agreements": ("Agreements", "Afspraken"),
    "agreement_facts": ("What happened to agreements", "Wat er met afspraken is gebeurd"),
    "agreement_preconditions": ("What agreements need", "Wat er voor afspraken nodig is"),
    "meetings": ("Meetings", "Overleggen"),
    "meeting_attendances": ("Who was at meetings", "Wie bij overleggen waren"),
    "meeting_words": ("What was said at meetings", "Wat er bij overleggen is gezegd"),
    "regie": ("Who directs", "Wie de regie heeft"),
    "regie_terms": ("Who directed when", "Wie wanneer de regie had"),
    "escalations": ("Help that was asked for", "Hulp die is gevraagd"),
    "needed_parties": ("Whose help is needed", "Wiens hulp nodig is"),
    "statements": ("What you said about it yourself", "Wat u er zelf over hebt gezegd"),
    "consents": ("What you agreed to", "Waar u toestemming voor gaf"),
    "restricted_items": ("What is not used for now", "Wat voorlopig niet wordt gebruikt"),
    "restricted_item_uses": ("Who opened that all the same", "Wie dat toch hebben geopend"),
}
_PURPOSES = {
    "education_support": ("to help at school", "om te helpen op school"),
    "youth_care": ("to help a child and its family", "om een kind en het gezin te helpen"),
    "social_support": (
        "to help somebody live his own life at home",
        "om iemand te helpen zelfstandig te leven",
    ),
    "health_care": ("to treat and to nurse", "om te behandelen en te verzorgen"),
    "work_and_income": ("to help with work and income", "om te helpen met werk en inkomen"),
    "debt_help": ("to help with debts", "om te helpen met schulden"),
    "housing": ("to help with a place to live", "om te helpen met een woning"),
    "safety": ("to keep people safe", "om te zorgen dat mensen veilig zijn"),
    "coordination": ("to see to it that the others work together", "om te zorgen dat de anderen samenwerken"),
}
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


def part_label(name: str) -> tuple[str, str]:
    """Give what a part is called, in English and Dutch; one that has no name yet by its own."""
    plain = name.replace("_", " ")
    return _LABELS.get(name, (plain.capitalize(), plain.capitalize()))


def purpose_words(name: str) -> tuple[str, str]:
    """Say what a purpose of the catalogue means, in plain English and Dutch. Raises KeyError."""
    return _PURPOSES[name]


def printed(bundle: Printed) -> Pages:
    """Print a bundle."""
    return Pages("\n".join(_lines(bundle, "nl")), "\n".join(_lines(bundle, "en")))


def _lines(bundle: Printed, language: str) -> Iterator[str]:
    title, made_on, who, times, where, rights = _WORDS[language]
    yield f"{title} ({made_on} {_day(bundle.made_at)})"
    for en, nl, items in bundle.parts:
        yield from ("", en if language == "en" else nl)
        for item in items:
            yield "- " + "; ".join(
                f"{name.replace('_', ' ')}: {_said(value)}" for name, value in item.items()
            )
    yield from ("", who)
    for organisation, function, last_at, count in bundle.recipients:
        yield f"- {organisation}{f', {function}' if function else ''}: {count} {times} {_day(last_at)}"
    yield from ("", where)
    for organisation, unit, task, purpose in bundle.sources:
        en, nl = purpose_words(purpose)
        yield f"- {organisation}, {unit} ({task}): {en if language == 'en' else nl}"
    yield from ("", rights, _RIGHTS[language])


def _day(at: datetime) -> str:
    return at.astimezone(AMSTERDAM).strftime("%d-%m-%Y")


def _said(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
