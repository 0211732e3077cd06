"""How late something is. Pure."""

from datetime import date


def days_late(due: date, today: date) -> int:
    """Give how many days ago something was due: due today is not late (A4)."""
    return max((today - due).days, 0)
