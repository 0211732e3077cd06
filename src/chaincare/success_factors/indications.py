"""What the figures of the last month hint at, and when that says otherwise than green. Pure.

An indication is no judgement: people put a factor on green. Where the figures say otherwise, they say that they know.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import msgspec

from chaincare.refusals import FieldError
from chaincare.success_factors.factor_words import Colour, Factor
from chaincare.success_factors.model import GreenContradicted


class IndicationKey(StrEnum):
    """What is counted."""

    REGIE_HELD = "regie_held"
    VACANCY_DAYS = "vacancy_days"
    AGREEMENTS_KEPT = "agreements_kept"
    PARTIES_TAKING_PART = "parties_taking_part"
    BOTTLENECKS_SOLVED = "bottlenecks_solved"


class Contradiction(StrEnum):
    """What says otherwise than green: one of the figures, or what clients think."""

    REGIE_HELD = "regie_held"
    VACANCY_DAYS = "vacancy_days"
    AGREEMENTS_KEPT = "agreements_kept"
    PARTIES_TAKING_PART = "parties_taking_part"
    BOTTLENECKS_SOLVED = "bottlenecks_solved"
    CLIENTS_COLOUR = "clients_colour"


class IndicationUnit(StrEnum):
    """In what it is counted."""

    PERCENT = "percent"
    DAYS = "days"


class Meaning(NamedTuple):
    """Of which factor it tells, and from where on it says otherwise than green."""

    factor: Factor
    unit: IndicationUnit
    bound: int
    en: str
    nl: str


MEANINGS: Mapping[IndicationKey, Meaning] = {
    # A case in the winkelstraat is directed by one person (R1): each that is not is an alarm, so one in ten is too many.
    IndicationKey.REGIE_HELD: Meaning(
        Factor.DIRECTING, IndicationUnit.PERCENT, 90,
        "cases in the winkelstraat that somebody directs", "dossiers in de winkelstraat met een regiehouder",
    ),
    # Two weeks: by then the ladder of a vacancy has come to the coordinator, and nobody has taken it.
    IndicationKey.VACANCY_DAYS: Meaning(
        Factor.DIRECTING, IndicationUnit.DAYS, 14,
        "median days that a vacancy stood at the end of the month", "mediaan van de dagen dat een vacature aan het eind van de maand openstond",
    ),
    # Who keeps fewer than four in five cannot be counted on, and trust is that one can.
    IndicationKey.AGREEMENTS_KEPT: Meaning(
        Factor.TRUST, IndicationUnit.PERCENT, 80,
        "agreements kept, of those settled in the month", "nagekomen afspraken, van wat in de maand is afgerond",
    ),
    # An alliance of which most members take part in no case connects on paper.
    IndicationKey.PARTIES_TAKING_PART: Meaning(
        Factor.CONNECTING, IndicationUnit.PERCENT, 50,
        "members that take part in a case", "leden die in een dossier deelnemen",
    ),
    # Strength is that what is raised is solved more often than not.
    IndicationKey.BOTTLENECKS_SOLVED: Meaning(
        Factor.POWER_AND_STRENGTH, IndicationUnit.PERCENT, 50,
        "bottlenecks solved, of those raised within a year", "opgeloste knelpunten, van wat binnen een jaar is gemeld",
    ),
}  # fmt: skip


class Indication(msgspec.Struct, frozen=True):
    """What was counted over a month; None where it is about fewer than five cases."""

    key: IndicationKey
    value: int | None

    def is_contrary(self) -> bool:
        """Say whether it says otherwise than green: a share below its bound, days above it. What is not told says nothing."""
        if self.value is None:
            return False
        meaning = MEANINGS[self.key]
        if meaning.unit is IndicationUnit.DAYS:
            return self.value > meaning.bound
        return self.value < meaning.bound


def last_complete_month(today: date) -> date:
    """Give the first day of the month before this one."""
    return date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)


def of_factor(indications: Iterable[Indication], factor: Factor) -> list[Indication]:
    """Give the indications that tell of a factor."""
    return [one for one in indications if MEANINGS[one.key].factor is factor]


def acknowledged(
    factor: Factor,
    indications: Iterable[Indication],
    clients: Colour | None,
    acknowledges: Collection[Contradiction],
) -> Sequence[Contradiction]:
    """Give what says otherwise, which somebody knows of who puts a factor on green. Raises GreenContradicted for what he did not name."""
    contrary = [Contradiction(one.key) for one in of_factor(indications, factor) if one.is_contrary()]
    if clients not in {None, Colour.GREEN}:
        contrary.append(Contradiction.CLIENTS_COLOUR)
    errors = [
        FieldError("/acknowledges", f"Says otherwise than green: {one}.")
        for one in contrary
        if one not in acknowledges
    ]
    if errors:
        raise GreenContradicted(errors=errors)
    return contrary
