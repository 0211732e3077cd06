"""The doors of households: into every case that is named, or into none."""

from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from uuid import UUID

from litestar.params import FromPath, JSONBody

from chaincare.access.api import AnyRequest, through
from chaincare.access.clearance import Clearance, Door
from chaincare.households import rules
from chaincare.households.views import (
    AgreeTogether,
    AnswerTogether,
    InCaseCandidate,
    InCaseResponsible,
    LinkAnotherCase,
    LinkCases,
    ProposeTogether,
    UnlinkCase,
)
from chaincare.refusals import FieldError, Refusal

_IN_A_CASE = frozenset({"/responsible", "/candidate"})
DOOR_HOUSEHOLD = Door("door_household", "$13, $14::uuid[], $15::uuid[]")
DOOR_HOUSEHOLDS = Door("door_case_households", "$13")


def _through(
    request: AnyRequest, household: UUID | None, named: Sequence[UUID] | None, fresh: Sequence[UUID]
) -> AbstractAsyncContextManager[Clearance]:
    return through(request, DOOR_HOUSEHOLD, [household, named, list(fresh)])


async def making_door(request: AnyRequest, data: JSONBody[LinkCases]) -> AsyncGenerator[Clearance, None]:
    """Let the caller into every case he names, or none."""
    async with _through(request, None, None, rules.once(data.cases)) as clearance:
        yield clearance


async def household_door(
    request: AnyRequest, household_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into those cases of a household in which he takes part."""
    async with _through(request, household_id, None, ()) as clearance:
        yield clearance


async def linking_door(
    request: AnyRequest, household_id: FromPath[UUID], data: JSONBody[LinkAnotherCase]
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into the case he adds, where he sees the household."""
    async with _through(request, household_id, (), (data.case_id,)) as clearance:
        yield clearance


async def unlinking_door(
    request: AnyRequest, household_id: FromPath[UUID], data: JSONBody[UnlinkCase]
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into the case he takes out, where he sees the household."""
    async with _through(request, household_id, (), (data.case_id,)) as clearance:
        yield clearance


async def households_door(request: AnyRequest, case_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let the caller into a case, and into those it is linked with in which he takes part too."""
    async with through(request, DOOR_HOUSEHOLDS, [case_id]) as clearance:
        yield clearance


async def together_door(
    request: AnyRequest, household_id: FromPath[UUID], data: JSONBody[AgreeTogether]
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into every case of a household that he names, or none."""
    async with _through(request, household_id, _named(data), ()) as clearance:
        yield clearance


async def proposing_door(
    request: AnyRequest, household_id: FromPath[UUID], data: JSONBody[ProposeTogether]
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into every case of a household that he names, or none."""
    async with _through(request, household_id, _named(data), ()) as clearance:
        yield clearance


async def answering_door(
    request: AnyRequest, household_id: FromPath[UUID], data: JSONBody[AnswerTogether]
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into every case of a household that he names, or none."""
    async with _through(request, household_id, _named(data), ()) as clearance:
        yield clearance


@contextmanager
def of_case(cases: Sequence[InCaseResponsible | InCaseCandidate], case_id: UUID) -> Generator[None]:
    """Let a refusal point at the case it is about: whom it names stands there, and the rest once for all of them."""
    try:
        yield
    except Refusal as refused:
        place = [one.case_id for one in cases].index(case_id)
        refused.errors = tuple(
            FieldError(f"/cases/{place}{one.pointer}", one.detail) if one.pointer in _IN_A_CASE else one
            for one in refused.errors
        )
        raise


def _named(data: AgreeTogether | ProposeTogether | AnswerTogether) -> list[UUID]:
    return rules.once([one.case_id for one in data.cases])
