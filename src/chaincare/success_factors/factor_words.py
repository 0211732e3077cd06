"""The eight success factors and their colours, by name, in both languages."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Factor(StrEnum):
    """What makes working together succeed, or fail."""

    PEOPLE = "people"
    CONNECTING = "connecting"
    NECESSITY = "necessity"
    POWER_AND_STRENGTH = "power_and_strength"
    TRUST = "trust"
    FRIEND_AND_FOE = "friend_and_foe"
    DIRECTING = "directing"
    FOUNDATION = "foundation"


class Colour(StrEnum):
    """How a factor stands: it fails, it is on its way, it is there."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Words(NamedTuple):
    """One thing in both languages."""

    en: str
    nl: str


FACTORS: Mapping[Factor, Words] = {
    Factor.PEOPLE: Words("People", "Mensen"),
    Factor.CONNECTING: Words("Connecting", "Verbinden"),
    Factor.NECESSITY: Words("Necessity", "Noodzaak"),
    Factor.POWER_AND_STRENGTH: Words("Power and strength", "Macht en kracht"),
    Factor.TRUST: Words("Trust", "Vertrouwen"),
    Factor.FRIEND_AND_FOE: Words("Friend and foe", "Vriend en vijand"),
    Factor.DIRECTING: Words("Directing", "Regie"),
    Factor.FOUNDATION: Words("Foundation", "Fundament"),
}
"""In the order in which they stand on the wheel, from the top and with the clock."""

COLOURS: Mapping[Colour, Words] = {
    Colour.RED: Words("red", "rood"),
    Colour.AMBER: Words("amber", "oranje"),
    Colour.GREEN: Words("green", "groen"),
}
