"""Days and moments as people write them, in Amsterdam. Pure."""

from datetime import date, datetime

from chaincare.workdays import AMSTERDAM

_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
}


def day(on: date, language: str) -> str:
    """Write a day out, as in 22 november 2026."""
    return f"{on.day} {_MONTHS[language][on.month - 1]} {on.year}"


def moment(at: datetime, language: str) -> str:
    """Write a moment out, as in 22 november 2026, 07:37."""
    there = at.astimezone(AMSTERDAM)
    return f"{day(there, language)}, {there:%H:%M}"
