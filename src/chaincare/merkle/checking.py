"""Proofs, checked: written from the definition, top down, and apart from how they are made.

Each step takes the last hash of the proof as the neighbour at the root, and goes on with the rest of it in the half
that the leaf or the subtree is in.
"""

from collections.abc import Sequence
from hmac import compare_digest

from chaincare.merkle.tree import EMPTY_ROOT, HASH_SIZE, node_hash

_LEAVES_MAX = 2**63 - 1
"""No log grows to more, and a size from outside that says so is not worth the work."""


class NotProven(ValueError):
    """This proof does not prove what is claimed; the words say what is wrong with it."""


def check_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Check that the leaf hash is at `index` in the tree of `size` leaves with this root. Raises `NotProven`."""
    if not compare_digest(root_by_inclusion(index, size, leaf, proof), root):
        raise NotProven("the path leads to another root")


def check_subtree_inclusion(
    index: int, start: int, end: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that the leaf hash is at `index` of the tree, within the subtree that has this root. Raises `NotProven`."""
    _be_subtree(start, end)
    if index < start:
        raise NotProven("the leaf lies before this subtree")
    check_inclusion(index - start, end - start, leaf, proof, root)


def root_by_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes:
    """Give the root that a leaf's path leads to. Raises `NotProven` where it cannot be a path of this leaf."""
    if not 0 <= index < size <= _LEAVES_MAX:
        raise NotProven("there is no such leaf in a tree of this size")
    _be_hashes(leaf, *proof)
    return _climbed(index, size, leaf, proof)


def _climbed(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes:
    if size == 1:
        if proof:
            raise NotProven("the path is longer than the tree is high")
        return leaf
    if not proof:
        raise NotProven("the path is shorter than the tree is high")
    middle, beside, rest = _split(size), proof[-1], proof[:-1]
    if index < middle:
        return node_hash(_climbed(index, middle, leaf, rest), beside)
    return node_hash(beside, _climbed(index - middle, size - middle, leaf, rest))


def check_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Check that the tree of `new` leaves begins with the tree of `old`. Raises `NotProven`; of an empty tree always.

    Every tree begins with the empty one, so whoever has nothing yet has nothing to have proven.
    """
    if old == 0:
        raise NotProven("of an empty tree nothing is to be proven")
    check_subtree_consistency(0, old, new, proof, old_root, new_root)


def check_subtree_consistency(
    start: int, end: int, size: int, proof: Sequence[bytes], subtree_root: bytes, root: bytes
) -> None:
    """Check that the leaves from `start` up to `end` of the tree of `size` leaves have this root. Raises `NotProven`."""
    if 0 <= start == end <= size:
        if proof or subtree_root != EMPTY_ROOT:
            raise NotProven("an empty subtree has an empty proof and the root of nothing")
        return
    _be_subtree(start, end)
    if not end <= size <= _LEAVES_MAX:
        raise NotProven("the smaller tree is larger than the other")
    _be_hashes(*proof)
    within, whole = _both(start, end, size, proof, subtree_root)
    if not compare_digest(within, subtree_root):
        raise NotProven("the proof leads to another root of the smaller tree")
    if not compare_digest(whole, root):
        raise NotProven("the proof leads to another root of the larger tree")


def _both(
    start: int, end: int, size: int, proof: Sequence[bytes], known: bytes | None
) -> tuple[bytes, bytes]:
    """Give the root of the subtree and of the whole. `known` while the subtree lies whole within the part looked at."""
    if (start, end) == (0, size):
        if len(proof) != (known is None):
            raise NotProven("the proof has not as many hashes as the trees ask for")
        only = proof[0] if known is None else known
        return only, only
    if not proof:
        raise NotProven("the proof has not as many hashes as the trees ask for")
    middle, beside, rest = _split(size), proof[-1], proof[:-1]
    if end <= middle:
        within, whole = _both(start, end, middle, rest, known)
        return within, node_hash(whole, beside)
    if middle <= start:
        within, whole = _both(start - middle, end - middle, size - middle, rest, known)
        return within, node_hash(beside, whole)
    within, whole = _both(0, end - middle, size - middle, rest, None)
    return node_hash(beside, within), node_hash(beside, whole)


def _split(count: int) -> int:
    middle = 1
    while middle * 2 < count:
        middle *= 2
    return middle


def _be_subtree(start: int, end: int) -> None:
    width = 1
    while width < min(end - start, _LEAVES_MAX):
        width *= 2
    if not 0 <= start < end <= _LEAVES_MAX or start % width:
        raise NotProven("these leaves are not a subtree")


def _be_hashes(*hashes: bytes) -> None:
    if any(len(one) != HASH_SIZE for one in hashes):
        raise NotProven("a hash has 32 bytes")
