"""What a colour rests on, and when all are on green. Pure."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from uuid import UUID

from chaincare.refusals import FieldError
from chaincare.success_factors.factor_words import Colour, Factor
from chaincare.success_factors.model import (
    AssessedAhead,
    Assessment,
    AssessmentKind,
    AssessmentSource,
    AssessmentSourceUnfit,
    EvidenceNotOfNetwork,
)

Present = Mapping[tuple[Factor, AssessmentKind], Assessment]
"""The last assessment of each kind of each factor that has one."""


def said_by(kind: AssessmentKind, source: AssessmentSource | None) -> None:
    """Check that the clients' colour, and no other, says who of them gave it. Raises AssessmentSourceUnfit."""
    if (kind is AssessmentKind.CLIENTS) is not (source is not None):
        raise AssessmentSourceUnfit(
            errors=[FieldError("/source", "Of the clients' colour, and of no other.")]
        )


def not_ahead(assessed_on: date, today: date) -> None:
    """Check that it is about what is. Raises AssessedAhead."""
    if assessed_on > today:
        raise AssessedAhead(errors=[FieldError("/assessedDate", "Lies after today.")])


def shown_by(documents: Sequence[UUID], known: Container[UUID]) -> None:
    """Check that what it rests on are documents of the network, each once. Raises EvidenceNotOfNetwork."""
    errors = [
        FieldError(f"/documentIds/{place}", "Name a document of this network, once.")
        for place, one in enumerate(documents)
        if one not in known or one in documents[:place]
    ]
    if errors:
        raise EvidenceNotOfNetwork(errors=errors)


def puts_on_green(kind: AssessmentKind, colour: Colour) -> bool:
    """Say whether this is the act of putting a factor on green: the network's, which asks for a complete plan."""
    return kind is AssessmentKind.NETWORK and colour is Colour.GREEN


def is_off_the_ground(present: Present) -> bool:
    """Say whether the network put all eight on green."""
    return all(
        (one := present.get((factor, AssessmentKind.NETWORK))) is not None and one.colour is Colour.GREEN
        for factor in Factor
    )
