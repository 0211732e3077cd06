"""What was signed and seen is held against what the database has by now; what does not fit is told to the operator."""

import time
from typing import Any

import structlog

from chaincare.merkle import range_root
from chaincare.merkle.making import complete_parts
from chaincare.seals import store
from chaincare.seals.memory import Memory
from chaincare.seals.model import LogBroken, SealState
from chaincare.seals.signing import SealKeys
from chaincare.signed_notes import Checkpoint

REMIND_SECONDS = 600.0
"""What stays broken is told again after so long."""
_STEP = "Nothing is sealed until that is mended, see SECURITY.md, When the seal is broken."
_log = structlog.stdlib.get_logger(__name__)


class Telling:
    """What one process told the operator of a log that is not as it was signed: once, and again when that changes."""

    def __init__(self) -> None:
        self._told: str | None = None
        self._told_at = 0.0

    def tell(self, broken: str | None) -> None:
        """Write a line where there is something new to say; the words are those of LogBroken, and of nobody."""
        now = time.monotonic()
        if broken is not None and (broken != self._told or now - self._told_at >= REMIND_SECONDS):
            _log.error("seal_broken", why=f"{broken}. {_STEP}")
            self._told_at = now
        if broken is None and self._told is not None:
            _log.warning("seal_whole_again")
        self._told = broken


def seen_of(keys: SealKeys, memory: Memory) -> Checkpoint | None:
    """Give the last checkpoint that this process saw; None before the first. Raises LogBroken where it is none of ours."""
    if memory.note is None:
        return None
    seen = keys.signed(memory.note)
    if seen is None:
        raise _not_ours("what this process keeps as the last checkpoint it saw", keys, memory.note)
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
            raise _not_ours("the last checkpoint in the database", keys, state.note)
        if (signed.origin, signed.size, signed.root) != (state.origin, state.signed_size, state.root):
            raise LogBroken("the last checkpoint in the database is not what it says")
        memory.keep(state.note)


async def _root(connection: Any, log_id: int, size: int) -> bytes:
    try:
        nodes = await store.fetch_nodes(connection, log_id, complete_parts(0, size))
    except KeyError:
        raise LogBroken(f"leaves are missing before the {size}th that was signed") from None
    return range_root(0, size, nodes)


def _not_ours(what: str, keys: SealKeys, note: str) -> LogBroken:
    instead = keys.unsigned(note)
    step = (
        ": if that is a former key of yours, it belongs into CHAINCARE_PREVIOUS_SEAL_KEYS (where it followed from "
        "the secret key, that one into CHAINCARE_PREVIOUS_SECRET_KEYS), and the servers are started again"
    )
    return LogBroken(
        f"{what} is signed by no key of this installation, {instead}{step if instead.startswith('but') else ''}"
    )
