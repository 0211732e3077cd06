"""What was signed and seen is held against what the database has by now."""

from typing import Any

from chaincare.merkle import range_root
from chaincare.merkle.making import complete_parts
from chaincare.seals import store
from chaincare.seals.memory import Memory
from chaincare.seals.model import LogBroken, SealState
from chaincare.seals.signing import SealKeys
from chaincare.signed_notes import Checkpoint


def seen_of(keys: SealKeys, memory: Memory) -> Checkpoint | None:
    """Give the last checkpoint that this process saw; None before the first. Raises LogBroken where it is none of ours."""
    if memory.note is None:
        return None
    seen = keys.signed(memory.note)
    if seen is None:
        raise LogBroken(
            "what this process keeps as the last checkpoint it saw is signed by no key of this installation"
        )
    return seen


async def hold(connection: Any, keys: SealKeys, memory: Memory, state: SealState) -> None:
    """What was signed and seen must still be there, whatever was added to it. Raises LogBroken."""
    if state.ahead:
        raise LogBroken(
            "more is sealed than there were transactions: was a dump put back into another cluster?"
        )
    seen = seen_of(keys, memory)
    if seen is not None and memory.note != state.note:
        size = await store.find_size(connection, seen.origin)
        if size is None or size[1] < seen.size:
            raise LogBroken(
                f"the log {seen.origin} is shorter than the checkpoint of {seen.size} leaves that was signed"
            )
        if await _root(connection, size[0], seen.size) != seen.root:
            raise LogBroken(f"the first {seen.size} leaves of {seen.origin} are not those that were signed")
    if state.note is not None:
        signed = keys.signed(state.note)
        if signed is None:
            raise LogBroken("the last checkpoint in the database is signed by no key of this installation")
        if (signed.origin, signed.size, signed.root) != (state.origin, state.signed_size, state.root):
            raise LogBroken("the last checkpoint in the database is not what it says")
        memory.keep(state.note)


async def _root(connection: Any, log_id: int, size: int) -> bytes:
    try:
        nodes = await store.fetch_nodes(connection, log_id, complete_parts(0, size))
    except KeyError:
        raise LogBroken(f"leaves are missing before the {size}th that was signed") from None
    return range_root(0, size, nodes)
