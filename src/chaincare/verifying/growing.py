"""From lines to leaves to roots: the tree of one log, grown again."""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable, Sequence

from chaincare.merkle import HASH_SIZE, Frontier, leaf_hash, leaf_hashes
from chaincare.verifying.leaves import LeafMalformed, LeafWriter, opening_leaf
from chaincare.verifying.lines import Entry, Fields, Leaves, Opening


class Tree:
    """A tree that grows, and its root at every size that was asked for."""

    def __init__(self, wanted: Iterable[int]) -> None:
        self._frontier = Frontier()
        self._wanted = sorted(wanted, reverse=True)
        self.roots: dict[int, bytes] = {}

    @property
    def size(self) -> int:
        """How many leaves it has."""
        return self._frontier.size

    def want(self, size: int) -> None:
        """Remember the root at a size that is still to come."""
        self._wanted = sorted({*self._wanted, size}, reverse=True)

    def root(self) -> bytes:
        """The root now, which is remembered as well."""
        root = self.roots[self.size] = self._frontier.root()
        return root

    def append(self, hashes: Sequence[bytes]) -> None:
        """Add leaf hashes."""
        while self._wanted and self._wanted[-1] <= self.size + len(hashes):
            cut = self._wanted.pop() - self.size
            if cut >= 0:
                self._frontier.append(hashes[:cut])
                hashes = hashes[cut:]
                self.root()
        self._frontier.append(hashes)


def decode_hashes(encoded: str) -> list[bytes]:
    """Read hashes that stand one after another in base64. Raises `LeafMalformed`."""
    try:
        together = b64decode(encoded, validate=True)
    except (NotBase64, ValueError):
        raise LeafMalformed("hashes are not in base64") from None
    if not together or len(together) % HASH_SIZE:
        raise LeafMalformed("hashes are not 32 bytes each")
    return [together[place : place + HASH_SIZE] for place in range(0, len(together), HASH_SIZE)]


class Batch:
    """Entries whose hashes are known: `wrong` are the places whose own bytes are not what is stated of them."""

    __slots__ = ("entries", "hashes", "micros", "wrong")

    def __init__(self, entries: Sequence[Entry], micros: list[int], leaves: Iterable[bytes]) -> None:
        self.entries, self.micros = entries, micros
        self.hashes = leaf_hashes(leaves)
        self.wrong: list[int] = []
        given = [(place, one.leaf) for place, one in enumerate(entries) if one.leaf is not None]
        for place, leaf in given:
            if self.hashes[place] != (stated := _stated(leaf)):
                self.wrong.append(place)
                self.hashes[place] = stated


def _stated(leaf: str) -> bytes:
    stated = decode_hashes(leaf)
    if len(stated) != 1:
        raise LeafMalformed("leaf is not one hash")
    return stated[0]


class Hasher:
    """Makes leaf hashes of lines.

    Where a line states its hash and has another, the stated one is given: the tree is judged by what was sealed, and the
    entry by what it says now.
    """

    def __init__(self) -> None:
        self._writer = LeafWriter()

    def entries(self, entries: Sequence[Entry]) -> Batch:
        """Hash entries. Raises `LeafMalformed` if one of them is."""
        fields = [one.entry for one in entries]
        micros = self._writer.micros(fields)
        return Batch(entries, micros, self._writer.leaves(fields, micros))

    def micros(self, fields: Sequence[Fields]) -> list[int]:
        """When entries were made. Raises `LeafMalformed`."""
        return self._writer.micros(fields)

    def opening(self, line: Opening) -> tuple[bytes, bool]:
        """Hash the opening, and say whether it is the hash that is stated. Raises `LeafMalformed`."""
        own = leaf_hash(opening_leaf(line.opening))
        stated = own if line.leaf is None else _stated(line.leaf)
        return stated, stated == own

    def hidden(self, line: Leaves) -> list[bytes]:
        """Read the hashes of leaves that are not shown. Raises `LeafMalformed`."""
        return decode_hashes(line.hashes)
