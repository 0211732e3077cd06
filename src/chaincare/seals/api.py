"""Checkpoints and proofs of the access log, for the auditor (T5): what he holds proves the rest, whoever runs the server."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody, QueryParameter

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.merkle import (
    consistency_needs,
    consistency_proof,
    inclusion_needs,
    inclusion_proof,
    leaf_hash,
    range_root,
)
from chaincare.merkle.making import complete_parts
from chaincare.refusals import FieldError
from chaincare.seals import store
from chaincare.seals.exporting import opened_of
from chaincare.seals.model import (
    LIST_CHECKPOINTS,
    PROVE_ENTRY,
    PROVE_LOG,
    CheckpointForeign,
    EntryUnknown,
    Last,
    LogTouched,
    NotSealedYet,
    OneOfBoth,
    SealBroken,
)
from chaincare.seals.views import (
    CheckpointPage,
    EntryProof,
    LogProof,
    NextLogView,
    ProveEntry,
    ProveLog,
    checkpoint_view,
    destroyed_view,
    in_base64,
)
from chaincare.signed_notes import as_kept
from chaincare.trace.api import DOOR_LOG
from chaincare.trace.model import Entry, PeriodUpsideDown
from chaincare.trace.rules import leaf_of
from chaincare.trace.store import find_entry
from chaincare.wire import Instant

FromAt = Annotated[Instant | None, QueryParameter(name="fromAt", description="Signed from this moment on.")]
UntilAt = Annotated[Instant | None, QueryParameter(name="untilAt", description="Signed before this moment.")]


async def auditor_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in."""
    async with through(request, DOOR_LOG, [None]) as clearance:
        yield clearance


AUDITOR = {"clearance": Provide(auditor_door)}


@get(
    "/access-log/checkpoints",
    dependencies=AUDITOR,
    opt=doing(LIST_CHECKPOINTS, PeriodUpsideDown),
    tags=["Audit"],
)
async def list_checkpoints(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    from_at: FromAt = None,
    until_at: UntilAt = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[CheckpointPage]:
    """Read the signed checkpoints of the access log. Keep one outside of ChainCare: with it you can prove what happened to the log."""
    if from_at is not None and until_at is not None and until_at < from_at:
        raise PeriodUpsideDown
    query = [str(from_at), str(until_at)]
    after = position_of(request, cursor, tuple[int, int], query)
    found = await store.list_checkpoints(clearance, (from_at, until_at), after, limit)
    view = CheckpointPage(
        items=tuple(map(checkpoint_view, found)),
        keys=request.app.state.seal_keys.ours(await store.list_keys(clearance)),
    )
    position = (found[-1].log_id, found[-1].size) if found else None
    return page_answer(request, view, position=position, more=len(found) == limit, limit=limit, query=query)


@post(
    "/access-log/proofs/_inclusion",
    status_code=200,
    dependencies=AUDITOR,
    opt=doing(PROVE_ENTRY, OneOfBoth, EntryUnknown, NotSealedYet, SealBroken),
    tags=["Audit"],
)
async def prove_entry(
    request: AnyRequest, data: JSONBody[ProveEntry], clearance: NamedDependency[Clearance]
) -> EntryProof:
    """Have it proven that an entry is in the log: by the receipt of an answer, or as a search gave it."""
    at, entry_id = _asked_for(request, data)
    entry = await find_entry(clearance, at, entry_id)
    place = await store.find_place(clearance, at, entry_id)
    # Of what was destroyed after its term the hash is there still, and tells nobody what it said.
    destroyed = None if entry is not None else await store.find_destroyed(clearance, *(place or (0, 0)))
    if entry is None and destroyed is None and not await _opaquely(clearance, data):
        raise EntryUnknown
    last = None if place is None else await store.get_last(clearance, log_id=place[0])
    if place is None or last is None or last.size <= place[1]:
        raise SealBroken if _is_broken(request) else NotSealedYet
    nodes = await store.fetch_nodes(clearance, last.log_id, inclusion_needs(place[1], last.size))
    leaf, hashed = await _leaf(clearance, entry, place)
    return EntryProof(
        entry_id=entry_id,
        happened_at=at,
        leaf=leaf,
        leaf_hash=in_base64(hashed),
        destroyed=destroyed_view(destroyed),
        origin=last.origin,
        index=place[1],
        size=last.size,
        path=tuple(map(in_base64, inclusion_proof(place[1], last.size, nodes))),
        checkpoint=last.note,
    )


def _is_broken(request: AnyRequest) -> bool:
    sealer = request.app.state.get("sealer")
    return sealer is not None and sealer.broken is not None


async def _opaquely(clearance: Clearance, data: ProveEntry) -> bool:
    """Say whether that it is there is proven without its bytes: to a network's auditor, of what somebody holds a receipt of.

    What a citizen asks for himself lies in no mandate, and his receipts are a proof all the same; a hash tells nobody what it is of.
    """
    return data.receipt is not None and await store.audits_network(clearance)


async def _leaf(
    clearance: Clearance, found: tuple[Entry, bool] | None, place: tuple[int, int]
) -> tuple[str | None, bytes]:
    if found is None:
        [hashed] = await store.get_leaves(clearance, place[0], place[1], place[1] + 1)
        return None, hashed
    entry, elsewhere = found
    leaf = leaf_of(entry)
    # A citizen's login is told to no auditor, and who of another organisation made a relation to no organisation's: a search of the log
    # does not, so the bytes do not either.
    return None if entry.organisation_id is None or elsewhere else in_base64(leaf), leaf_hash(leaf)


def _asked_for(request: AnyRequest, data: ProveEntry) -> tuple[datetime, UUID]:
    by_id = data.entry_id is not None and data.happened_at is not None
    if (data.receipt is None) != by_id or (data.receipt is not None and (data.entry_id or data.happened_at)):
        raise OneOfBoth(errors=[FieldError("/receipt", "Either this, or entryId together with happenedAt.")])
    if data.entry_id is not None and data.happened_at is not None:
        return data.happened_at, data.entry_id
    opened: tuple[datetime, UUID] | None = request.app.state.receipts.open(data.receipt)
    if opened is None:
        raise EntryUnknown
    return opened


@post(
    "/access-log/proofs/_consistency",
    status_code=200,
    dependencies=AUDITOR,
    opt=doing(PROVE_LOG, CheckpointForeign, LogTouched, SealBroken),
    tags=["Audit"],
)
async def prove_log(
    request: AnyRequest, data: JSONBody[ProveLog], clearance: NamedDependency[Clearance]
) -> LogProof:
    """Have it proven that nothing was changed, removed or put in between since a checkpoint you kept.

    Also 409 `log-touched` says in `goesOnIn` which log goes on from this one, where one does, as after a backup was put back.
    """
    kept = request.app.state.seal_keys.signed(as_kept(data.checkpoint))
    if kept is None and _is_broken(request):
        raise SealBroken  # signed perhaps by the very key that this server lacks
    if kept is None:
        raise CheckpointForeign(errors=[FieldError("/checkpoint", "A note that this log's key signed.")])
    last = await store.get_last(clearance, origin=kept.origin)
    if last is None or last.size < kept.size or await _root(clearance, last, kept.size) != kept.root:
        raise LogTouched(
            members={"goesOnIn": None if last is None else await _next_log(clearance, last.log_id)}
        )
    nodes = await store.fetch_nodes(clearance, last.log_id, consistency_needs(kept.size, last.size))
    return LogProof(
        origin=last.origin,
        from_size=kept.size,
        size=last.size,
        path=tuple(map(in_base64, consistency_proof(kept.size, last.size, nodes))),
        checkpoint=last.note,
        goes_on_in=await _next_log(clearance, last.log_id),
    )


async def _next_log(clearance: Clearance, log_id: int) -> NextLogView | None:
    """Prove how the next log is chained to one that is over; None of the present log."""
    found = await store.find_next(clearance, log_id)
    last = None if found is None else await store.get_last(clearance, log_id=found[0])
    if found is None or last is None:
        return None
    opened = opened_of(found[1])
    nodes = await store.fetch_nodes(clearance, last.log_id, inclusion_needs(0, last.size))
    return NextLogView(
        origin=last.origin,
        opening=in_base64(found[1]),
        previous=opened.previous,
        reason=opened.reason,
        size=last.size,
        path=tuple(map(in_base64, inclusion_proof(0, last.size, nodes))),
        checkpoint=last.note,
    )


async def _root(clearance: Clearance, last: Last, size: int) -> bytes | None:
    parts = complete_parts(0, size)
    try:
        return range_root(0, size, await store.fetch_nodes(clearance, last.log_id, parts))
    except KeyError:
        return None


seals_router = Router("/", route_handlers=[list_checkpoints, prove_entry, prove_log])
