"""The eight roles out of which somebody who pulls the cart asks himself a question, and that question."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class PlanRole(StrEnum):
    """Out of which role a question is asked."""

    STRATEGIST = "strategist"
    SCOUT = "scout"
    SALESPERSON = "salesperson"
    RELATIONSHIP_MANAGER = "relationship_manager"
    COORDINATOR = "coordinator"
    PARTNER = "partner"
    SPECIALIST = "specialist"
    COMPETITOR = "competitor"


class Asked(NamedTuple):
    """A role by name, and its question, in both languages."""

    role_en: str
    role_nl: str
    en: str
    nl: str


QUESTIONS: Mapping[PlanRole, Asked] = {
    PlanRole.STRATEGIST: Asked("Strategist", "Strateeg", "Which course do we take?", "Welke koers varen wij?"),
    PlanRole.SCOUT: Asked(
        "Scout", "Verkenner", "What is going on in the region?", "Wat speelt er in de regio?"
    ),
    PlanRole.SALESPERSON: Asked(
        "Salesperson", "Verkoper", "How do I motivate others?", "Hoe motiveer ik anderen?"
    ),
    PlanRole.RELATIONSHIP_MANAGER: Asked(
        "Relationship manager", "Relatiebeheerder",
        "How do I keep relations good?", "Hoe houd ik de relaties goed?",
    ),
    PlanRole.COORDINATOR: Asked(
        "Coordinator", "Coördinator",
        "How do I arrange that all that is needed to keep agreements is carried out?",
        "Hoe regel ik dat alles wordt uitgevoerd wat nodig is om afspraken na te komen?",
    ),
    PlanRole.PARTNER: Asked(
        "Partner", "Partner",
        "How do I use my knowledge for the target group and the partners?",
        "Hoe zet ik mijn kennis in voor de doelgroep en de partners?",
    ),
    PlanRole.SPECIALIST: Asked(
        "Specialist", "Specialist", "How do I strengthen my competence?", "Hoe versterk ik mijn deskundigheid?"
    ),
    PlanRole.COMPETITOR: Asked(
        "Competitor", "Concurrent",
        "How do I stand out positively? A competitor is often also a partner.",
        "Hoe onderscheid ik mij positief? Een concurrent is vaak ook een partner.",
    ),
}  # fmt: skip
"""In the order in which the method asks them."""
