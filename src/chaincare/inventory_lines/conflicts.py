"""Who comes into a line, and keeping a colleague of the unit from it, before there is a case that does."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.ids import new_id
from chaincare.inventory_lines import rules, store
from chaincare.inventory_lines.operations import KEEP_FROM_LINE
from chaincare.inventory_lines.refusals import LineMovedOn
from chaincare.refusals import FieldError
from chaincare.relation_conflicts.model import (
    AlreadyInConflict,
    ConflictPartyUnknown,
    ConflictReviewInPast,
    ConflictWithYourself,
    ProfessionalInConflict,
)
from chaincare.relation_conflicts.store import is_known
from chaincare.wire import Body, Day, Instant, Line, Text, View
from chaincare.workdays import day_in_amsterdam

DOOR_LINE = Door("door_line", "$13, $14")


async def line_door(
    request: AnyRequest, inventory_id: FromPath[UUID], line_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let somebody of the unit that reported it into a line."""
    async with through(request, DOOR_LINE, [inventory_id, line_id]) as clearance:
        yield clearance


IN_LINE = {"clearance": Provide(line_door)}


class KeepFromLine(Body):
    """Who does not read it, why, who decided that, and when it is looked at again, as in the relation-conflict list of a case."""

    professional_id: UUID
    reason: Text
    decided_by: Line
    review_date: Day


class KeptFromLine(View):
    """From the next request on there is no such line for him; `id` is that of the conflict in the case that is opened from it."""

    id: UUID
    recorded_at: Instant


@post(
    "/{line_id:uuid}/relation-conflicts",
    dependencies=IN_LINE,
    opt=doing(KEEP_FROM_LINE, ConflictPartyUnknown, ConflictWithYourself, ConflictReviewInPast, AlreadyInConflict, LineMovedOn),
)  # fmt: skip
async def keep_from_inventory_line(
    data: JSONBody[KeepFromLine], clearance: NamedDependency[Clearance]
) -> KeptFromLine:
    """Keep a colleague from a line of your unit, as one who was married to the person. It goes along to the case that is opened from it.

    There it can be ended again. Whether or not it was he who reported the line: for him it does not exist.
    """
    at = clearance.now()
    line = await store.lock_line(clearance, clearance.participation_id)
    if not await is_known(clearance, ProfessionalInConflict(data.professional_id)):
        raise ConflictPartyUnknown(errors=[FieldError("/professionalId", "Name somebody by his id.")])
    rules.kept_from(
        line, data.professional_id, data.review_date, by_id=clearance.actor_id, today=day_in_amsterdam(at)
    )
    said = (data.professional_id, data.reason, data.decided_by, data.review_date)
    one = new_id()
    await store.keep_from(clearance, line.id, one, said, at)
    clearance.object_id = line.id
    return KeptFromLine(id=one, recorded_at=at)
