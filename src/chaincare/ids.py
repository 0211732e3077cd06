"""Identifiers: UUIDv7, made at the edge only; rules get them as arguments."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """Make a UUIDv7 (RFC 9562): random, and in the order of time, so that new rows lie together in an index."""
    stamp = time.time_ns() // 1_000_000 << 80
    return UUID(int=stamp | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62))
