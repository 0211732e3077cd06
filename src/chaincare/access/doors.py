"""What is said at a door, and what a door answers: the statement, its values, the entry it gives back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from chaincare.access.model import Admission, Operation, Reach
from chaincare.identity import Caller, IssuerKind


class Asker(msgspec.Struct, frozen=True):
    """A request as the door needs it: who, through which system, from where, and at what moment rules are judged."""

    caller: Caller
    address: str | None
    request_id: str
    trace_id: str
    span_id: str
    moment: datetime

    def as_row(self) -> tuple[Any, ...]:
        """Give the database's ``caller`` in ten values: through which system and which person come as one list."""
        caller = self.caller
        return (
            caller.issuer,
            caller.subject,
            [caller.client_id, caller.acted_by],
            caller.kind is IssuerKind.CITIZENS,
            caller.is_system,
            self.address,
            self.request_id,
            bytes.fromhex(self.trace_id),
            bytes.fromhex(self.span_id),
            self.moment,
        )

    def asking(self, operation: Operation, case_id: UUID) -> "Asking":
        """Give the same with what is asked, as it is said in a lane."""
        caller = self.caller
        return Asking(
            issuer=caller.issuer,
            subject=caller.subject,
            partner=caller.client_id,
            citizen=caller.kind is IssuerKind.CITIZENS,
            system=caller.is_system,
            address=self.address,
            request_id=self.request_id,
            trace_id=f"\\x{self.trace_id}",
            span_id=f"\\x{self.span_id}",
            moment=self.moment,
            event=operation.code,
            action=operation.action,
            wanted=case_id,
            acted_by=caller.acted_by,
        )


class Asking(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who wants into which case, and what for: one of those who go through a lane's door together."""

    issuer: str
    subject: str
    partner: str
    citizen: bool
    system: bool
    address: str | None
    request_id: str
    trace_id: str
    span_id: str
    moment: datetime
    event: str
    action: str
    wanted: UUID
    acted_by: str | None = None


CALLER = (
    "ROW($1::text, $2::text, ($3::text[])[1], $4::boolean,"
    " $5::boolean OR (($3::text[])[2] IS NOT NULL AND chaincare.acting_stopped(($3::text[])[2])),"
    " $6::text::inet, $7::uuid, $8::bytea, $9::bytea, $10::timestamptz, ($3::text[])[2])::chaincare.caller"
)
"""Who was lent a token and may no longer act comes to every door as a system does: he acts for nobody."""
ADMISSION = (
    "at, id, outcome, reach, relation, relation_id, role, actor_id, unit_id, organisation_id, network_id,"
    " client, case_id, object_id"
)


class Door(msgspec.Struct, frozen=True):
    """A door function: ``asks`` are the parameters after caller, event and action, with their casts."""

    name: str
    asks: str = ""
    in_lane: bool = False
    """True when the door takes one uuid and answers with one row: waiting requests go through it together."""
    makes_case: bool = False
    """True when the door makes up the case itself, so that a retry must be led to the one it made."""

    @property
    def sql(self) -> str:
        """Give the one statement that goes through this door."""
        asks = f", {self.asks}" if self.asks else ""
        return f"SELECT {ADMISSION} FROM chaincare.{self.name}({CALLER}, $11, $12{asks})"


def admission_of(row: asyncpg.Record) -> Admission:
    """Give the entry that a door's row holds."""
    values = list(row)
    values[_REACH] = None if values[_REACH] is None else Reach(values[_REACH])
    return Admission(*values)


_REACH = Admission.__struct_fields__.index("reach")


def lane_sql(door: Door) -> str:
    """Give the statement that takes many through a door at once; the rows come in the order they asked."""
    return f"SELECT {ADMISSION} FROM chaincare.{door.name}s($1)"


def reading_sql(function: str) -> str:
    """Give the statement that lets many read at once by an invoker function, each what his own ticket opens."""
    return f"SELECT case_id, document FROM chaincare.{function}($1, $2)"


def together(admissions: Sequence[Admission]) -> str:
    """Give the tickets of several entries as the wall reads them: their instants, their ids."""
    instants = ",".join([one.at.isoformat() for one in admissions])
    return f"{instants}/{','.join([str(one.id) for one in admissions])}"
