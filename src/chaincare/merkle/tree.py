"""Hashes of RFC 9162 §2.1.1, and a tree that only grows."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple, Self

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""

_SIZE_BYTES = 8
_LEAF, _NODE = b"\x00", b"\x01"


class FrontierMalformed(ValueError):
    """These bytes are no frontier: they were not made by `to_bytes`, or were cut off."""


def leaf_hash(leaf: bytes) -> bytes:
    """Hash a leaf's bytes."""
    return sha256(_LEAF + leaf).digest()


def leaf_hashes(leaves: Iterable[bytes]) -> list[bytes]:
    """Hash many leaves."""
    return [sha256(_LEAF + leaf).digest() for leaf in leaves]


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them."""
    return sha256(_NODE + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Give the root of a tree with these leaf hashes."""
    grown = Frontier()
    grown.append(hashes)
    return grown.root()


class Row(NamedTuple):
    """Complete subtrees of one level, side by side. Node `i` of level `l` covers the leaves from `i * 2**l` on."""

    level: int
    first: int
    """Place of the first of them on its level."""
    hashes: Sequence[bytes]


class Frontier:
    """A growing tree, remembered by the roots of its largest complete subtrees: at most one per level."""

    __slots__ = ("_peaks", "_size")

    def __init__(self, size: int = 0, peaks: Sequence[bytes | None] = ()) -> None:
        """Begin empty. With what is given it goes on from there, unchecked: see `from_bytes`."""
        self._size = size
        self._peaks = list(peaks)
        """At place `l` the root of the complete subtree of 2**l leaves that has no neighbour yet, if there is one."""

    @property
    def size(self) -> int:
        """How many leaves it has."""
        return self._size

    def append(self, hashes: Sequence[bytes]) -> list[Row]:
        """Add leaf hashes, and give every subtree that became complete, leaves first: what a store keeps for proofs.

        Whole levels are hashed at a time, so many leaves in one call cost little more than their hashes.
        """
        made: list[Row] = []
        row, level, before = hashes, 0, self._size
        while row:
            made.append(Row(level, before >> level, row))
            row = self._up(level, row)
            level += 1
        self._size = before + len(hashes)
        return made

    def _up(self, level: int, row: Sequence[bytes]) -> list[bytes]:
        """Pair a level's new nodes, with the one that was still alone; what stays alone is remembered."""
        if level == len(self._peaks):
            self._peaks.append(None)
        alone = self._peaks[level]
        nodes = row if alone is None else [alone, *row]
        self._peaks[level] = nodes[-1] if len(nodes) % 2 else None
        each = iter(nodes)
        return [sha256(_NODE + left + right).digest() for left, right in zip(each, each, strict=False)]

    def root(self) -> bytes:
        """The root of all leaves so far."""
        root: bytes | None = None
        for peak in self._peaks:
            if peak is not None:
                root = peak if root is None else node_hash(peak, root)
        return EMPTY_ROOT if root is None else root

    def copy(self) -> Self:
        """Another that grows on its own."""
        return type(self)(self._size, self._peaks)

    def to_bytes(self) -> bytes:
        """The size as eight bytes, then the peaks, the largest first."""
        peaks = (peak for peak in reversed(self._peaks) if peak is not None)
        return self._size.to_bytes(_SIZE_BYTES) + b"".join(peaks)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Self:
        """Read what `to_bytes` wrote. Raises `FrontierMalformed`."""
        size, peaks = int.from_bytes(kept[:_SIZE_BYTES]), kept[_SIZE_BYTES:]
        if len(kept) < _SIZE_BYTES or len(peaks) != size.bit_count() * HASH_SIZE:
            raise FrontierMalformed(
                "a frontier is eight bytes of size and a hash for every bit that is set in it"
            )
        levels, place = [], len(peaks)
        for level in range(size.bit_length()):
            place -= HASH_SIZE * (size >> level & 1)
            levels.append(peaks[place : place + HASH_SIZE] if size >> level & 1 else None)
        return cls(size, levels)
