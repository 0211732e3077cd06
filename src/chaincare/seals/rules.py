"""What a log is called, how it opens, and which of its nodes are kept. Pure."""

from base64 import b64encode
from collections.abc import Iterable, Sequence

from chaincare.merkle import Row
from chaincare.seals.model import TILE_LEVELS, Log, Node, SealState, ToWitness

HEARTBEAT_SECONDS = 60.0
"""A witness is asked again after so long, also where nothing was added."""
TAKE_OVER_SECONDS = 5.0
"""So long the process that signed a checkpoint has to bring it to the witnesses; then any other does."""
TAKE_OVER_ROUNDS = 2
"""When the process that sealed last has not for so many rounds, any other does."""
PATIENCE_SECONDS = 60.0
"""At most so long a witness that does not answer is left alone."""
CLOCKS_SECONDS = 600.0
"""So far a witness's clock may be from ours."""

OPENING = b"\x00"
"""How the bytes of an opening begin; entries begin with their version, 1 or 2 (trace/rules.py)."""


def origin_of(name: str, year: int, epoch: int) -> str:
    """Give the origin of a log, by which the world tells it from all others (C2SP tlog-checkpoint)."""
    return f"{name}/{year}" if epoch == 1 else f"{name}/{year}.{epoch}"


def year_and_epoch(origin: str) -> tuple[int, int]:
    """Read the year and epoch back from an origin of ours."""
    year, _, epoch = origin.rpartition("/")[2].partition(".")
    return int(year), int(epoch or 1)


def opening_of(origin: str, previous: str | None, reason: str | None) -> bytes:
    """Give the bytes of leaf 0: which log this is, the last checkpoint of the one before, and why it is another epoch."""
    return OPENING + b"".join(_field(one) for one in (origin, previous, reason))


def _field(value: str | None) -> bytes:
    if value is None:
        return (-1).to_bytes(4, signed=True)
    plain = value.encode()
    return len(plain).to_bytes(4, signed=True) + plain


def log_of(state: SealState) -> Log | None:
    """Give the present log; None before the first was opened."""
    if state.log_id is None or state.origin is None or state.year is None or state.epoch is None:
        return None
    return Log(state.log_id, state.origin, state.year, state.epoch, state.signed_size or 0, state.note)


def is_over(log: Log, state: SealState) -> bool:
    """Say whether another year has begun: in UTC, by the database's clock, which all entries carry."""
    return state.at.year > log.year


def kept_nodes(rows: Iterable[Row]) -> list[Node]:
    """Choose what is kept of the subtrees that became complete; the rest is soon hashed again."""
    return [
        Node(row.level // TILE_LEVELS, row.first + place, one)
        for row in rows
        if row.level and row.level % TILE_LEVELS == 0
        for place, one in enumerate(row.hashes)
    ]


def lag_seconds(state: SealState) -> float:
    """Give how long the oldest entry has been waiting for its seal."""
    if state.waiting_since is None:
        return 0.0
    return max((state.at - state.waiting_since).total_seconds(), 0.0)


def is_to_seal(state: SealState, own: str | None, every_seconds: float) -> bool:
    """Say whether something waits for a seal, and for this process, which signed `own` last.

    Another process that signed a moment ago will sign again, unless something has waited for longer than that by now.
    """
    log = log_of(state)
    if log is None or state.signed_at is None:
        return True
    if state.waiting_since is None and not is_over(log, state) and state.leaves == log.size:
        return False
    patience_seconds = TAKE_OVER_ROUNDS * every_seconds
    ago = (state.at - state.signed_at).total_seconds()
    led = state.note != own and 0 <= ago < patience_seconds
    return not led or lag_seconds(state) >= patience_seconds


def submission(old: int, path: Sequence[bytes], note: str) -> bytes:
    """Write what a witness is asked (C2SP tlog-witness): from which size, the proof from there, and the checkpoint."""
    lines = [f"old {old}", *(b64encode(one).decode() for one in path), "", note]
    return "\n".join(lines).encode()


def is_due(one: ToWitness, *, mine: bool, silent_seconds: float) -> bool:
    """Say whether a witness is to be asked now; `mine` where this process signed the checkpoint."""
    if one.known_size is None or one.known_size < one.size:
        return mine or one.signed_seconds >= TAKE_OVER_SECONDS
    return one.present and silent_seconds >= HEARTBEAT_SECONDS


def patience(failures: int) -> float:
    """Give the seconds for which a witness is left alone that did not answer so many times."""
    return min(float(2 ** min(failures, 10)), PATIENCE_SECONDS)


def clocks_agree(said_at: int, now: float) -> bool:
    """Say whether a witness's time can be the present one: an old word said again is none."""
    return abs(said_at - now) <= CLOCKS_SECONDS
