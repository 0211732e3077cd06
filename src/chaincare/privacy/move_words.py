"""Why a case goes to another region, in plain English and Dutch. Pure."""

MOVE_WORDS = {
    "moved_house": ("somebody moved house", "iemand is verhuisd"),
    "placement": ("lives elsewhere now", "woont nu ergens anders"),
    "school": ("another school", "een andere school"),
    "work": ("other work", "ander werk"),
}
