"""Success factors as they travel."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.alliance.bodies import AboutNobody
from chaincare.success_factors import rules
from chaincare.success_factors.factor_words import FACTORS, Colour, Factor
from chaincare.success_factors.indications import (
    MEANINGS,
    Contradiction,
    Indication,
    IndicationKey,
    IndicationUnit,
    of_factor,
)
from chaincare.success_factors.model import DOCUMENTS_MAX, Assessment, AssessmentKind, AssessmentSource
from chaincare.wire import Day, Instant, Month, Text, View


class AssessFactor(AboutNobody):
    """A colour for a factor, and why, in words about nobody. It stays; another colour is another assessment.

    Where an indication or the clients' own colour says otherwise, putting it on green names it in `acknowledges`. Of kind `clients` it is their own colour: `source` says who of them gave it, whoever records it.
    """

    colour: Colour
    motivation: Text
    assessed_date: Day
    kind: AssessmentKind = AssessmentKind.NETWORK
    source: AssessmentSource | None = None
    evidence: Text | None = None
    document_ids: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=DOCUMENTS_MAX)] = ()
    acknowledges: Annotated[tuple[Contradiction, ...], msgspec.Meta(max_length=len(Contradiction))] = ()


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
    acknowledges: tuple[Contradiction, ...]


class IndicationView(View):
    """What was counted over the month beside the colours: no judgement, and nothing of any case.

    A share is told by ten of a hundred: 10 is ten or fewer, 90 is ninety or more.
    """

    indication: IndicationKey
    words_en: str
    words_nl: str
    value: int | None
    unit: IndicationUnit
    bound: int
    too_few: bool
    contrary_to_green: bool


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
    indications: tuple[IndicationView, ...]


class SuccessFactors(View):
    """The eight factors in the order of the wheel, and whether the network put all of them on green.

    The indications are of `month`, the last that is over, and not of today: of two looks nothing can be subtracted.
    """

    off_the_ground: bool
    month: Month
    items: tuple[SuccessFactorView, ...]


def assessment_view(one: Assessment) -> AssessmentView:
    """Show an assessment."""
    return AssessmentView(
        id=one.id, factor=one.factor, kind=one.kind, colour=one.colour, motivation=one.motivation, evidence=one.evidence,
        document_ids=one.documents, assessed_date=one.assessed_on, source=one.source,
        recorded_by=one.recorded_by, recorded_at=one.recorded_at, acknowledges=tuple(map(Contradiction, one.acknowledges)),
    )  # fmt: skip


def indication_view(one: Indication) -> IndicationView:
    """Show an indication with what it is held against."""
    meaning = MEANINGS[one.key]
    return IndicationView(
        indication=one.key, words_en=meaning.en, words_nl=meaning.nl, value=one.value, unit=meaning.unit,
        bound=meaning.bound, too_few=one.value is None, contrary_to_green=one.is_contrary(),
    )  # fmt: skip


def factors_view(present: rules.Present, month: date, counted: Sequence[Indication]) -> SuccessFactors:
    """Show all eight."""

    def last(factor: Factor, kind: AssessmentKind) -> AssessmentView | None:
        found = present.get((factor, kind))
        return None if found is None else assessment_view(found)

    return SuccessFactors(
        off_the_ground=rules.is_off_the_ground(present),
        month=f"{month:%Y-%m}",
        items=tuple(
            SuccessFactorView(
                factor=factor, name_en=words.en, name_nl=words.nl,
                network=last(factor, AssessmentKind.NETWORK), clients=last(factor, AssessmentKind.CLIENTS),
                indications=tuple(map(indication_view, of_factor(counted, factor))),
            )
            for factor, words in FACTORS.items()
        ),
    )  # fmt: skip
