"""What the purposes of the catalogue mean, in plain English and Dutch. Pure."""

PURPOSES = {
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


def purpose_words(name: str) -> tuple[str, str]:
    """Say what a purpose of the catalogue means, in plain English and Dutch. Raises KeyError."""
    return PURPOSES[name]
