"""A line of the client's own log in plain words (B1), in Dutch or English, to read out or to print. Pure."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from chaincare.access.model import Reach
from chaincare.trace.model import Entry, Named
from chaincare.trace.reason_words import (
    PLAIN_GROUNDS,
    PLAIN_HELPS,
    PLAIN_LEAVING,
    PLAIN_OWN,
    PLAIN_SERVER,
    PLAIN_THAT,
    PLAIN_WHY,
    Sentence,
)
from chaincare.trace.sentences import holder_in_words, is_about_leaving, purpose_words, what

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Language(StrEnum):
    """In which language it is told."""

    NL = "nl"
    EN = "en"


class LogPart(StrEnum):
    """Which part of what is kept was looked at or changed."""

    CASE = "case"
    PERSON = "person"
    NOTES = "notes"
    AGREEMENTS = "agreements"
    MEETINGS = "meetings"
    REGIE = "regie"
    REQUESTS_FOR_HELP = "requests_for_help"
    PARTIES = "parties"
    LEGAL_BASES = "legal_bases"
    STATEMENTS = "statements"
    ACCESS_LOG = "access_log"
    PRIVACY = "privacy"
    EMERGENCY = "emergency"


_PARTS = (
    ("note", LogPart.NOTES),
    ("agreement", LogPart.AGREEMENTS),
    ("precondition", LogPart.AGREEMENTS),
    ("meeting", LogPart.MEETINGS),
    ("regie", LogPart.REGIE),
    ("stand-in", LogPart.REGIE),
    ("last-resort", LogPart.REGIE),
    ("escalation", LogPart.REQUESTS_FOR_HELP),
    ("received", LogPart.REQUESTS_FOR_HELP),
    ("contribution", LogPart.REQUESTS_FOR_HELP),
    ("consultation", LogPart.REQUESTS_FOR_HELP),
    ("participation", LogPart.PARTIES),
    ("needed", LogPart.PARTIES),
    ("legal-hold", LogPart.PRIVACY),
    ("restricted-item", LogPart.PRIVACY),
    ("legal", LogPart.LEGAL_BASES),
    ("consent", LogPart.LEGAL_BASES),
    ("statement", LogPart.STATEMENTS),
    ("access-log", LogPart.ACCESS_LOG),
    ("case-mandate", LogPart.ACCESS_LOG),
    ("data-subject", LogPart.PRIVACY),
    ("emergency", LogPart.EMERGENCY),
    ("safety", LogPart.EMERGENCY),
    ("client", LogPart.PERSON),
    ("address", LogPart.PERSON),
    ("bsn", LogPart.PERSON),
    ("contact", LogPart.PERSON),
    ("match", LogPart.PERSON),
    ("relative", LogPart.PERSON),
)
"""By how an event's code begins; whatever is not here is about the case itself."""

_DAYS = {
    Language.NL: ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    Language.EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    Language.NL: (
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december",
    ),
    Language.EN: (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
}  # fmt: skip


def language_of(accept_language: str | None) -> Language:
    """Give the language that is asked for (RFC 9110 12.5.4); Dutch when neither is, or nothing."""
    best, weight = Language.NL, 0.0
    for one in (accept_language or "").split(","):
        name, _, given = one.strip().partition(";")
        spoken = name.strip().lower().partition("-")[0]
        if spoken not in set(Language):
            continue
        told = given.strip().removeprefix("q=")
        share = (
            float(told) if told.replace(".", "", 1).isascii() and told.replace(".", "", 1).isdigit() else 1.0
        )
        if share > weight:
            best, weight = Language(spoken), share
    return best


def part_of(event: str) -> LogPart:
    """Give the part an event is about, by its code."""
    return next((part for begins, part in _PARTS if event.startswith(begins)), LogPart.CASE)


def ground_in_words(ground: str | None, language: Language) -> str | None:
    """Give a legal ground of the catalogue in plain words; a code that has none stays as it is."""
    if ground is None:
        return None
    return _told(PLAIN_GROUNDS.get(ground, Sentence(ground, ground)), language)


def as_seen(entry: Entry, label: tuple[str, str]) -> tuple[str, str]:
    """Give what was done as it was for who came no further than that the case is there: he read nothing that is in it."""
    if entry.event == "case.read" and entry.reach in (Reach.THAT, Reach.STEERING):
        return PLAIN_THAT.en, PLAIN_THAT.nl
    return label


def in_words(
    entry: Entry,
    named: Named,
    label: tuple[str, str],
    language: Language,
    *,
    times: int = 1,
    last_at: datetime | None = None,
) -> str:
    """Tell a line in full sentences: when, what, by whom, why that was allowed, and its reference number.

    ``times`` and ``last_at`` tell of like lines of one day that were taken together.
    """
    dutch = language is Language.NL
    told = [f"{_when(entry.at, language)}: {_told(what(entry, label), language)}."]
    if times > 1 and last_at is not None:
        clock = f"{last_at.astimezone(AMSTERDAM):%H:%M}"
        told.append(
            f"Dit gebeurde die dag {times} keer, de laatste keer om {clock}."
            if dutch
            else f"This happened {times} times that day, the last time at {clock}."
        )
    told.append(f"{'Door' if dutch else 'By'}: {_by_whom(entry, named, language)}.")
    if (because := _because(entry, named, language)) is not None:
        told.append(because)
    if entry.emergency and entry.relation != "emergency":
        told.append("Dit was een noodgeval." if dutch else "This was an emergency.")
    told.append(f"{'Kenmerk' if dutch else 'Reference'}: {entry.id}.")
    return " ".join(told)


def _told(sentence: Sentence, language: Language) -> str:
    return sentence.nl if language is Language.NL else sentence.en


def _when(at: datetime, language: Language) -> str:
    local = at.astimezone(AMSTERDAM)
    day, month = _DAYS[language][local.weekday()], _MONTHS[language][local.month - 1]
    date = f"{day} {local.day} {month} {local.year}"
    return f"{date[0].upper()}{date[1:]}, {local:%H:%M}"


def _by_whom(entry: Entry, named: Named, language: Language) -> str:
    if (nobody := _own(entry) or PLAIN_SERVER.get(_server(entry))) is not None:
        return _told(nobody, language)
    function = named.function or ("een medewerker" if language is Language.NL else "an employee")
    if named.organisation is None:
        return function
    return f"{function}, {named.organisation}"


def _own(entry: Entry) -> Sentence | None:
    """Say that it was a citizen himself: by his relation, or where that is only that something is his own, by his role."""
    return PLAIN_OWN.get(entry.relation) or (
        PLAIN_OWN.get(entry.role or "") if entry.relation == "own" else None
    )


def _server(entry: Entry) -> str:
    """Say whether it was nobody's act: of the server by itself, or of whoever runs it."""
    told = entry.role if entry.role == "operator" else entry.relation
    return told if told in PLAIN_SERVER else ""


def _because(entry: Entry, named: Named, language: Language) -> str | None:
    """Say why it was allowed; that somebody reads his own needs no reason."""
    if _own(entry) is not None:
        return None
    why = PLAIN_WHY.get(_server(entry) or entry.relation, PLAIN_HELPS)
    if is_about_leaving(entry):
        why = PLAIN_LEAVING
    told = _told(why, language)
    if entry.purpose is not None and entry.relation in ("participation", "team", "opening"):
        purpose = _told(purpose_words(entry.purpose), language)
        told += f", voor {purpose}" if language is Language.NL else f", for {purpose}"
    if (holder := holder_in_words(named)) is not None:
        stood_in = f"verving wie de regie heeft en afwezig was: {holder}" if language is Language.NL else (
            f"stood in for who directs the case and was absent: {holder}"
        )  # fmt: skip
        told += f", en {stood_in}" if language is Language.NL else f", and {stood_in}"
    ground = ground_in_words(named.ground, language)
    if ground is None:
        return f"{told}."
    return f"{told}. {'Dit mag, want' if language is Language.NL else 'This is allowed, because'} {ground}."
