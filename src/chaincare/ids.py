"""Identifiers: UUIDv7, made at the edge only; rules get them as arguments."""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """Make a UUIDv7 (RFC 9562): random, and in the order of time, so that new rows lie together in an index."""
    stamp = time.time_ns() // 1_000_000 << 80
    chance = int.from_bytes(os.urandom(10))
    return UUID(int=stamp | 0x7 << 76 | (chance >> 62 & 0xFFF) << 64 | 0b10 << 62 | chance & (1 << 62) - 1)
