"""Identifiers: UUIDv7, made at the edge only; rules get them as arguments."""

import os
import time
from uuid import UUID


class _Ticks:
    """Time in parts of 244 ns, each given once: of two ids the one made later is the greater, within one process."""

    last = 0

    def next(self) -> int:
        self.last = max(time.time_ns() * 4096 // 1_000_000, self.last + 1)
        return self.last


_TICKS = _Ticks()


def new_id() -> UUID:
    """Make a UUIDv7 (RFC 9562, 6.2, method 3): time, then chance. New rows lie together in an index.

    What is made in one request keeps its order: lists that sort by id show it as it was said.
    """
    ticks = _TICKS.next()
    chance = int.from_bytes(os.urandom(8)) & (1 << 62) - 1
    return UUID(int=ticks >> 12 << 80 | 0x7 << 76 | (ticks & 0xFFF) << 64 | 0b10 << 62 | chance)
