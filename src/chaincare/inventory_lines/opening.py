"""Opening a case from a line: all that opening a case does, and the line gives what names the person to it, in one act."""

from collections.abc import AsyncGenerator
from datetime import date
from uuid import UUID

import msgspec
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.model import Purpose
from chaincare.cases.model import Consulted, Question
from chaincare.cases.opening import OPENING, CaseOpened, Circled, begin_case
from chaincare.clients.model import Client
from chaincare.inventory_lines import rules, store
from chaincare.inventory_lines.operations import OPEN_CASE_FROM_LINE
from chaincare.inventory_lines.refusals import LineMovedOn
from chaincare.parties.views import StateLegalBasis
from chaincare.relation_conflicts.store import add_conflicts_of_line
from chaincare.wire import Body, Line, Text

DOOR_LINE_OPENING = Door("door_line_opening", "$13, $14, $15", makes_case=True)


class OpenCaseFromLine(Body):
    """What opening a case needs beside the name, which the line gives: his own words come first. A BSN is recorded afterwards (`PATCH /clients/{clientId}`)."""

    purpose: Purpose
    own_words: Text
    question: Text
    consulted: Consulted
    legal_basis: StateLegalBasis
    language: Line | None = None
    interpreter_needed: bool = False
    occasion: Text | None = None
    consulted_because: Line | None = None
    evaluation_date: date | None = None
    circle: Circled = ()

    def asked(self) -> Question:
        """Give the question as rules know it."""
        said = (self.own_words, self.question, self.occasion, self.consulted, self.consulted_because)
        return Question(*said, self.evaluation_date)


async def line_opening_door(
    request: AnyRequest,
    inventory_id: FromPath[UUID],
    line_id: FromPath[UUID],
    data: JSONBody[OpenCaseFromLine],
) -> AsyncGenerator[Clearance, None]:
    """Let somebody of the unit that reported the line into a case that does not exist yet."""
    asked = [inventory_id, line_id, data.purpose.value]
    async with through(request, DOOR_LINE_OPENING, asked) as clearance:
        yield clearance


@post(
    "/{line_id:uuid}/cases",
    dependencies={"clearance": Provide(line_opening_door)},
    opt=doing(OPEN_CASE_FROM_LINE, *OPENING, LineMovedOn),
)
async def open_case_from_line(
    line_id: FromPath[UUID], data: JSONBody[OpenCaseFromLine], clearance: NamedDependency[Clearance]
) -> CaseOpened:
    """Open a case for the person on a line of your unit. From then on the case has what names him, and the line no more."""
    line = await store.lock_line(clearance, line_id)
    person, at = rules.named(line), clearance.now()
    client = Client(
        id=clearance.new_client_id,
        language=data.language,
        interpreter_needed=data.interpreter_needed,
        **msgspec.structs.asdict(person),
    )
    opened = await begin_case(clearance, data, client, at, line.id)
    if line.kept_from:
        await add_conflicts_of_line(clearance, line.id)
    await store.give_to_case(clearance, line.id, at)
    return opened
