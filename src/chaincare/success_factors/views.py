"""Success factors as they travel."""

from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.success_factors import rules
from chaincare.success_factors.factor_words import FACTORS, Colour, Factor
from chaincare.success_factors.model import DOCUMENTS_MAX, Assessment, AssessmentKind, AssessmentSource
from chaincare.wire import Body, Day, Instant, Text, View


class AssessFactor(Body):
    """A colour for a factor, and why, in words about nobody. It stays; another colour is another assessment.

    Of kind `clients` it is their own colour: `source` says who of them gave it, whoever records it.
    """

    colour: Colour
    motivation: Text
    assessed_date: Day
    kind: AssessmentKind = AssessmentKind.NETWORK
    source: AssessmentSource | None = None
    evidence: Text | None = None
    document_ids: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=DOCUMENTS_MAX)] = ()


class AssessmentView(View):
    """What was thought of a factor on a day, why, and who recorded it."""

    id: UUID
    factor: Factor
    kind: AssessmentKind
    colour: Colour
    motivation: str
    evidence: str | None
    document_ids: tuple[UUID, ...]
    assessed_date: Day
    source: AssessmentSource | None
    recorded_by: UUID
    recorded_at: Instant


class Assessments(View):
    """A page of assessments of a factor, the latest first."""

    items: tuple[AssessmentView, ...]


class SuccessFactorView(View):
    """One of the eight factors: the network's colour, and beside it the clients' own; each null while nobody gave one."""

    factor: Factor
    name_en: str
    name_nl: str
    network: AssessmentView | None
    clients: AssessmentView | None


class SuccessFactors(View):
    """The eight factors in the order of the wheel, and whether the network put all of them on green."""

    off_the_ground: bool
    items: tuple[SuccessFactorView, ...]


def assessment_view(one: Assessment) -> AssessmentView:
    """Show an assessment."""
    return AssessmentView(
        id=one.id, factor=one.factor, kind=one.kind, colour=one.colour, motivation=one.motivation, evidence=one.evidence,
        document_ids=one.documents, assessed_date=one.assessed_on, source=one.source,
        recorded_by=one.recorded_by, recorded_at=one.recorded_at,
    )  # fmt: skip


def factors_view(present: rules.Present) -> SuccessFactors:
    """Show all eight."""

    def last(factor: Factor, kind: AssessmentKind) -> AssessmentView | None:
        found = present.get((factor, kind))
        return None if found is None else assessment_view(found)

    return SuccessFactors(
        off_the_ground=rules.is_off_the_ground(present),
        items=tuple(
            SuccessFactorView(
                factor=factor, name_en=words.en, name_nl=words.nl,
                network=last(factor, AssessmentKind.NETWORK), clients=last(factor, AssessmentKind.CLIENTS),
            )
            for factor, words in FACTORS.items()
        ),
    )  # fmt: skip
