"""Requests: where each stands, and what happened to it, which is only ever added."""

from datetime import date, datetime
from uuid import UUID

import asyncpg
import msgspec

from chaincare.access.clearance import Clearance
from chaincare.privacy.model import (
    Bundled,
    Came,
    Decided,
    Extended,
    Fact,
    Happened,
    InHandling,
    NameGranted,
    Officer,
    Received,
    RequestKind,
    RequestOutcome,
    Stand,
    SubjectRequest,
    TakenUp,
    WasDecided,
    WasExtended,
)
from chaincare.privacy.refusals import RequestUnknown

ADD_REQUEST = """
    INSERT INTO data_subject_requests (id, network_id, organisation_id, case_id, representative_id, login_id, kind,
                                       words, identity_proof, entry_id, received_on, due_on, state)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'received')
"""

ADD_FACT = """
    INSERT INTO data_subject_request_facts (request_id, number, case_id, kind, outcome, reason, digest, by_id, at)
    SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8
    FROM data_subject_request_facts WHERE request_id = $1
"""

SET_STAND = """
    UPDATE data_subject_requests SET state = $2, handler_id = $3, due_on = $4, version = $5 WHERE id = $1
"""

FIND_OFFICER = """
    SELECT organisation_id IS NULL AS of_network, EXISTS (
               SELECT FROM data_subject_request_facts AS f
               WHERE f.request_id = $2 AND f.kind = 'received' AND f.by_id = $3) AS recorded_it
    FROM mandates WHERE id = $1
"""

GET_REQUEST = """
    SELECT id, network_id, organisation_id, case_id, representative_id, login_id, kind, words, identity_proof,
           entry_id, received_on, due_on, state, handler_id, version
    FROM data_subject_requests WHERE id = $1
"""

LOCK_REQUEST = """
    SELECT id, network_id, organisation_id, case_id, representative_id, login_id, kind, words, identity_proof,
           entry_id, received_on, due_on, state, handler_id, version,
           (SELECT f.by_id FROM data_subject_request_facts AS f
            WHERE f.request_id = $1 AND f.kind = 'received') AS recorded_by
    FROM data_subject_requests WHERE id = $1 FOR UPDATE
"""

LIST_REQUESTS = """
    SELECT id, network_id, organisation_id, case_id, representative_id, login_id, kind, words, identity_proof,
           entry_id, received_on, due_on, state, handler_id, version
    FROM data_subject_requests WHERE id = ANY ($1::uuid[]) ORDER BY due_on, id
"""

LIST_FACTS = """
    SELECT number, kind, outcome, reason, digest, by_id, at FROM data_subject_request_facts
    WHERE request_id = $1 ORDER BY number
"""

FIND_REPRESENTATIVE = "SELECT chaincare.is_representative_of($1, $2) AS represents"

FIND_ENTRY = "SELECT chaincare.is_in_own_log($1) AS told"

FIND_NAME = "SELECT name, function, organisation FROM chaincare.name_granted($1)"


ERASE_LOG_TEXTS = "SELECT chaincare.erase_log_texts()"


async def is_in_own_log(clearance: Clearance, reference: UUID) -> bool:
    """Say whether a reference is of a line of the log of the client whom the request is about."""
    row = await clearance.fetchrow(FIND_ENTRY, reference)
    return bool(row["told"])


async def represents(clearance: Clearance, request: SubjectRequest) -> bool:
    """Say whether who asks is a representative in the case; privacy work sees nobody of a case itself."""
    row = await clearance.fetchrow(FIND_REPRESENTATIVE, request.representative_id, request.case_id)
    return bool(row["represents"])


async def add_request(clearance: Clearance, request: SubjectRequest, at: datetime) -> None:
    """Add a request that came in."""
    await clearance.execute(
        ADD_REQUEST,
        request.id,
        request.network_id,
        request.organisation_id,
        request.case_id,
        request.representative_id,
        request.login_id,
        request.kind.value,
        request.words,
        request.identity_proof,
        request.entry_id,
        request.received_on,
        request.due_on,
    )
    await add_fact(clearance, request, Came(), at)


async def lock_request(clearance: Clearance, request_id: UUID) -> SubjectRequest:
    """Give a request as it stands, locked: steps come one after the other. Raises RequestUnknown."""
    row = await clearance.fetchrow(LOCK_REQUEST, request_id)
    if row is None:
        raise RequestUnknown
    return msgspec.structs.replace(_request(row), recorded_by=row["recorded_by"])


async def get_request(clearance: Clearance, request_id: UUID) -> SubjectRequest:
    """Give a request as it stands. Raises RequestUnknown."""
    row = await clearance.fetchrow(GET_REQUEST, request_id)
    if row is None:
        raise RequestUnknown
    return _request(row)


async def find_officer(clearance: Clearance, request_id: UUID) -> Officer | None:
    """Give the officer who acts on a request, by the mandate he came in with; None when it is who asked."""
    if clearance.admission.relation != "privacy_officer":
        return None
    mandate_id = clearance.admission.relation_id
    row = await clearance.fetchrow(FIND_OFFICER, mandate_id, request_id, clearance.actor_id)
    return Officer(of_network=row["of_network"], recorded_it=row["recorded_it"])


async def list_requests(clearance: Clearance) -> list[SubjectRequest]:
    """List the requests that the door opened, what is due first first."""
    opened = [entry.object_id for entry in clearance.page]
    return [_request(row) for row in await clearance.fetch(LIST_REQUESTS, opened)] if opened else []


async def list_facts(clearance: Clearance, request_id: UUID) -> list[Happened]:
    """List what happened to a request."""
    return [
        Happened(row["number"], _fact(row), row["by_id"], row["at"])
        for row in await clearance.fetch(LIST_FACTS, request_id)
    ]


async def find_name(clearance: Clearance, request_id: UUID) -> NameGranted | None:
    """Give the name that was asked for, once it was granted."""
    row = await clearance.fetchrow(FIND_NAME, request_id)
    return None if row is None else NameGranted(*row)


async def take_step(clearance: Clearance, request: SubjectRequest, fact: Fact, at: datetime) -> None:
    """Add what happened, and let the request stand where it led."""
    state, handler = _columns(request.stand)
    await clearance.execute(SET_STAND, request.id, state, handler, request.due_on, request.version)
    await add_fact(clearance, request, fact, at)


async def add_fact(clearance: Clearance, request: SubjectRequest, fact: Fact, at: datetime) -> None:
    """Add what happened, as the latest."""
    await clearance.execute(
        ADD_FACT,
        request.id,
        request.case_id,
        str(fact.__struct_config__.tag),
        fact.outcome.value if isinstance(fact, WasDecided) else None,
        fact.reason if isinstance(fact, WasDecided | WasExtended) else None,
        fact.digest if isinstance(fact, Bundled) else None,
        clearance.actor_id,
        at,
    )


def _columns(stand: Stand) -> tuple[str, UUID | None]:
    match stand:
        case Received():
            return "received", None
        case InHandling(handler_id=handler):
            return "in_handling", handler
        case Extended(handler_id=handler):
            return "extended", handler
        case Decided(handler_id=handler, outcome=outcome):
            return outcome.value, handler


def _request(row: asyncpg.Record) -> SubjectRequest:
    received_on: date = row["received_on"]
    return SubjectRequest(
        row["id"], row["network_id"], row["organisation_id"], row["case_id"], row["representative_id"], row["login_id"],
        RequestKind(row["kind"]), row["words"], row["identity_proof"], row["entry_id"], received_on, row["due_on"],
        _stand(row["state"], row["handler_id"]), row["version"],
    )  # fmt: skip


def _stand(state: str, handler: UUID) -> Stand:
    match state:
        case "received":
            return Received()
        case "in_handling":
            return InHandling(handler)
        case "extended":
            return Extended(handler)
        case _:
            return Decided(handler, RequestOutcome(state))


def _fact(row: asyncpg.Record) -> Fact:
    match row["kind"]:
        case "received":
            return Came()
        case "taken_up":
            return TakenUp()
        case "extended":
            return WasExtended(row["reason"])
        case "decided":
            return WasDecided(RequestOutcome(row["outcome"]), row["reason"])
        case _:
            return Bundled(row["digest"])


async def erase_log_texts(clearance: Clearance) -> None:
    """Take away the texts beside entries of the log about this client, where the request that was just decided grants it."""
    await clearance.fetchrow(ERASE_LOG_TEXTS)
