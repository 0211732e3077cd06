"""The clearance: one actor, let into one case (or page, or log query), for one operation, with its entry's ticket.

Stores take a clearance instead of a connection and a case id, so that no statement about a client can run without
an access-log entry that is already committed (T1, S3).
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import asyncpg

from chaincare.access.doors import Asker, Door
from chaincare.access.keeping import keeping_entry, while_the_ticket_holds
from chaincare.access.lanes import Lanes
from chaincare.access.model import (
    BARRED,
    ActsForNobody,
    Admission,
    BreadthExceeded,
    CaseIsClosed,
    Forbidden,
    NotVisible,
    NotYours,
    Operation,
    Reach,
    ScopeMissing,
    StrongerLoginNeeded,
)
from chaincare.access.passing import go_through
from chaincare.access.repeating import Retry
from chaincare.access.rules import decide
from chaincare.claims import STRONG_LEVELS
from chaincare.database import POOL_SECONDS, REST_SECONDS, Borrowed, constraints_mean

T = TypeVar("T")
PRESENT_TICKET = "SELECT set_config('chaincare.ticket', $1, true), set_config('chaincare.moment', $2, true)"
# Who closed a case keeps that there was one, and no more: what he cannot write there, nobody can.
IS_CLOSED = "SELECT FROM cases WHERE id = $1 AND closed_at IS NOT NULL"

__all__ = ["Asker", "Clearance", "Door", "enter"]


class Clearance:
    """Let in. Statements run in one transaction under the ticket; it commits before a byte of the answer leaves."""

    def __init__(
        self,
        connect: Callable[[], Awaitable[asyncpg.Connection]],
        lanes: Lanes,
        operation: Operation,
        admissions: Sequence[Admission],
        now: Callable[[], datetime],
        retry: Retry | None = None,
    ) -> None:
        self._connect = connect
        self._lanes = lanes
        self._connection: Any = None
        self._began = False
        self.operation = operation
        self.admission = admissions[0]
        self.page = tuple(admissions[1:])
        self.now = now
        self.retry = retry
        """The key this request came with, if it did (D1)."""
        self.object_id: UUID | None = None
        """What was made or changed: stands in the entry that says so (T2)."""

    @property
    def reach(self) -> Reach:
        """Give how far this clearance goes."""
        return _certain(self.admission.reach)

    @property
    def case_id(self) -> UUID:
        """Give the case this clearance is for."""
        return _certain(self.admission.case_id)

    @property
    def actor_id(self) -> UUID:
        """Give the professional (or the login of a client) who was let in."""
        return _certain(self.admission.actor_id)

    @property
    def participation_id(self) -> UUID:
        """Give the participation he was let in by."""
        return _certain(self.admission.relation_id)

    @property
    def new_client_id(self) -> UUID:
        """Give the id that an opening made up for the client."""
        return _certain(self.admission.object_id)

    @property
    def unit_id(self) -> UUID:
        """Give the unit he works for."""
        return _certain(self.admission.unit_id)

    async def fetch(self, sql: str, *values: Any) -> list[Any]:
        """Run a statement under the ticket and give all rows."""
        await self._begin()
        with constraints_mean(BARRED):
            return list(await self._connection.fetch(sql, *values))

    async def fetchrow(self, sql: str, *values: Any) -> Any:
        """Run a statement under the ticket and give its first row, or None."""
        await self._begin()
        with constraints_mean(BARRED):
            return await self._connection.fetchrow(sql, *values)

    async def execute(self, sql: str, *values: Any) -> None:
        """Run a statement under the ticket for its effect."""
        await self._begin()
        with constraints_mean(BARRED):
            await self._connection.execute(sql, *values)

    async def read_once(self, function: str) -> str | None:
        """Run an invoker function that sets ticket and moment itself, and give its one document, or None.

        A whole read in a single round trip, which the requests that wait at the same time share.
        """
        return await self._lanes.read(function, self.admission, self.now())

    async def read_alone(self, function: str, *values: Any) -> list[Any]:
        """Run an invoker function that sets ticket and moment itself, and give its rows: one round trip."""
        given = (self.admission.ticket, self.now().isoformat(), *values)
        places = ", ".join(f"${number}" for number in range(1, len(given) + 1))
        connection = await self._connect()
        return list(await connection.fetch(f"SELECT * FROM chaincare.{function}({places})", *given))

    async def _begin(self) -> None:
        if not self._began:
            self._connection = await self._connect()
            await self._connection.execute("BEGIN")
            self._began = True
            # Bound, never in the statement's text: a ticket seen in pg_stat_activity could be used by another
            # session, and that look would have no entry of its own.
            await self._connection.fetchrow(PRESENT_TICKET, self.admission.ticket, self.now().isoformat())

    async def commit(self) -> None:
        """Commit; a write adds the entry that says what was done in the same transaction (T2), unasked."""
        if self.operation.action != "R" and not self.page and not (self.retry and self.retry.made_before):
            await self._commit_with("done", None, self.object_id)
        elif self._began:
            await self._connection.execute("COMMIT")
        self._began = False

    async def refuse(self, rule: str) -> None:
        """Leave an entry that says that this was refused, and by which rule."""
        await self._commit_with("refused", rule, None)
        self._began = False

    async def _commit_with(self, outcome: str, rule: str | None, about: UUID | None) -> None:
        await self._begin()
        code, action = self.operation.code, self.operation.action
        said = ", ".join(f"'{one}'" if one else "NULL" for one in (code, action, outcome, rule, about))
        try:
            with constraints_mean(BARRED), keeping_entry():
                await self._connection.execute(f"SELECT chaincare.record({said}); COMMIT")
        except CaseIsClosed:
            await self.roll_back()
            raise

    async def roll_back(self) -> None:
        """Undo what was done under the ticket; the entry that he came stays."""
        if self._began and not self._connection.is_closed():
            # One that does not answer any more is cut when it is given back, and what was raised stays what it is.
            with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await self._connection.execute("ROLLBACK", timeout=REST_SECONDS)
        self._began = False


def _certain(value: T | None) -> T:
    if value is None:
        raise LookupError("this clearance was not given for that")
    return value


@asynccontextmanager
async def enter(
    lanes: Lanes,
    door: Door,
    operation: Operation,
    asker: Asker,
    asked: Sequence[Any],
    now: Callable[[], datetime],
    arrived: Callable[[Admission], None],
    repeated: Awaitable[Retry | None] | None = None,
) -> AsyncGenerator[Clearance, None]:
    """Go through a door: entry committed, decision taken, then everything else under its ticket.

    ``arrived`` is told of the entry at once, so that even a refusal carries its receipt. ``repeated`` tells whether
    this is a retry: then of what made its own case the door leads to the case that was made. Raises the operation's
    ``unknown``, its ``forbidden`` or NotYours, ScopeMissing, StrongerLoginNeeded, ActsForNobody, EntryNotKept, TimeoutError.
    """
    retry = None if repeated is None else await repeated
    borrowed = Borrowed(lanes.pool)
    try:
        with keeping_entry():
            if door.in_lane:  # a lane keeps the time itself
                (case_id,) = asked
                admissions = [await lanes.go_through(door, asker.asking(operation, case_id))]
            else:
                said = (*asker.as_row(), operation.code, operation.action)
                async with asyncio.timeout(POOL_SECONDS):
                    admissions = await go_through(await borrowed.take(), door, said, asked, retry)
        clearance = Clearance(borrowed.take, lanes, operation, admissions, now, retry)
        arrived(clearance.admission)
        await _refuse_if_decided(clearance, asker)
        try:
            with while_the_ticket_holds():
                yield clearance
        except BaseException:
            await clearance.roll_back()
            raise
        await clearance.commit()
    finally:
        await borrowed.give_back()


async def _refuse_if_decided(clearance: Clearance, asker: Asker) -> None:
    """Take the decision; what a token lacks is told before what the case allows, so that it betrays nothing."""
    caller, operation = asker.caller, clearance.operation
    if caller.is_system:
        raise ActsForNobody
    weak = operation.strong and caller.acr not in STRONG_LEVELS
    missing: type[ScopeMissing | StrongerLoginNeeded] | None = StrongerLoginNeeded if weak else None
    if operation.scope not in caller.scopes:
        missing = ScopeMissing
    if clearance.admission.outcome == "entered" and missing is not None:
        await clearance.refuse(f"{missing.slug()}/1")
    if missing is not None:
        raise missing(scope=operation.scope if missing is ScopeMissing else None)
    if clearance.admission.outcome == "refused":
        raise BreadthExceeded
    match decide(operation, clearance.admission):
        case NotVisible():
            raise operation.unknown
        case Forbidden():
            asks = operation.action != "R" and clearance.reach is Reach.THAT
            closed = asks and await clearance.fetchrow(IS_CLOSED, clearance.admission.case_id) is not None
            await clearance.refuse("reach/1")
            raise CaseIsClosed if closed else operation.forbidden or NotYours
