"""Holding what somebody writes above the cases to words about nobody."""

from chaincare.access.clearance import Clearance
from chaincare.alliance.bodies import AboutNobody
from chaincare.alliance.rules import Wording, hold_about_nobody
from chaincare.alliance.store import list_names_near
from chaincare.workdays import day_in_amsterdam


async def about_nobody(clearance: Clearance, data: AboutNobody, wording: Wording = Wording.WRITTEN) -> None:
    """Hold back a body that looks as if it points at somebody, whoever reads it. Raises TextNamesSomebody."""
    if said := data.said():
        near, today = await list_names_near(clearance), day_in_amsterdam(clearance.now())
        hold_about_nobody(said, near, wording, today, data.overrides)
