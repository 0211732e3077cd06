"""Proofs of many leaves at once: the log is kept in tiles of 256 hashes, and each tile is read and hashed only once. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from chaincare.merkle import Frontier
from chaincare.seals.model import TILE_LEVELS

WIDTH = 1 << TILE_LEVELS

Tile = tuple[int, int]
"""Its level, in steps of eight, and its place among those of its level."""


def tiles_of(indices: Iterable[int], size: int) -> list[Tile]:
    """List the tiles that the paths of these leaves run through, in a log of so many leaves."""
    found: set[Tile] = set()
    places, level, last = set(indices), 0, size
    while last:
        last >>= TILE_LEVELS
        places = {one >> TILE_LEVELS for one in places}
        found |= {(level, one) for one in places} | {(level, last)}
        level += 1
    return sorted(found)


def span_of(tile: Tile, size: int) -> tuple[int, int]:
    """Say from which place to which the hashes of a tile stand on their level, in a log of so many leaves."""
    level, place = tile
    return place * WIDTH, min((place + 1) * WIDTH, size >> level * TILE_LEVELS)


class Tiles:
    """The roots of complete subtrees, out of tiles that were read."""

    def __init__(self, read: Mapping[Tile, Sequence[bytes]]) -> None:
        self._read = read
        self._rows: dict[Tile, list[Sequence[bytes]]] = {}

    def subtree_root(self, start: int, end: int) -> bytes:
        """Give the root of a complete subtree. Raises KeyError, IndexError of one that lies in no tile that was read."""
        height = (end - start).bit_length() - 1
        level, within = divmod(height, TILE_LEVELS)
        place = start >> height
        tile = (level, place >> TILE_LEVELS - within)
        if tile not in self._rows:
            self._rows[tile] = [row.hashes for row in Frontier().append(self._read[tile])]
        return self._rows[tile][within][place - (tile[1] << TILE_LEVELS - within)]
