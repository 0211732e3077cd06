"""What is said at a door, and what a door answers: the statement, its values, the entry it gives back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from chaincare.access.model import Admission, Reach
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
        """Give the ten values of the database's ``caller`` type."""
        caller = self.caller
        return (
            caller.issuer,
            caller.subject,
            caller.client_id,
            caller.kind is IssuerKind.CITIZENS,
            caller.is_system,
            self.address,
            UUID(self.request_id),
            bytes.fromhex(self.trace_id),
            bytes.fromhex(self.span_id),
            self.moment,
        )


CALLER = (
    "ROW($1::text, $2::text, $3::text, $4::boolean, $5::boolean, $6::inet, $7::uuid, $8::bytea, $9::bytea,"
    " $10::timestamptz)::chaincare.caller"
)
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


# Arrays of what one request says, put together again: the same door for all of them, in one transaction.
_SAID = "text, text, text, boolean, boolean, inet, uuid, bytea, bytea, timestamptz"
_CALLERS = ", ".join(f"${n}::{kind}[]" for n, kind in enumerate(_SAID.split(", "), start=1))


def lane_sql(door: Door) -> str:
    """Give the statement that takes many through a door at once; the rows come in the order they asked."""
    return (
        f"SELECT {ADMISSION} FROM chaincare.{door.name}s(ARRAY(SELECT said::chaincare.caller"
        f" FROM unnest({_CALLERS}) AS said), $11::text[], $12::text[], $13::uuid[])"
    )


def reading_sql(function: str) -> str:
    """Give the statement that lets many read at once by an invoker function, each what his own ticket opens."""
    return f"SELECT case_id, document FROM chaincare.{function}($1, $2)"


def together(admissions: Sequence[Admission]) -> str:
    """Give the tickets of several entries as the wall reads them: their instants, their ids."""
    instants = ",".join([one.at.isoformat() for one in admissions])
    return f"{instants}/{','.join([str(one.id) for one in admissions])}"
