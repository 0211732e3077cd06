"""Proofs, made of the stored roots of complete subtrees.

The definitions are RFC 9162 §2.1.3.1 and §2.1.4.1, and for subtrees draft-ietf-plants-merkle-tree-certs: a path of
inclusion names the ranges beside the way from a leaf to the root; a proof of consistency names those beside the way to
the end of the smaller tree, which is inside of both.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from chaincare.merkle.tree import EMPTY_ROOT, node_hash


class Nodes(Protocol):
    """Whoever has the roots of complete subtrees: 2**l leaves that begin at a multiple of 2**l."""

    def subtree_root(self, start: int, end: int) -> bytes:
        """The root of the leaves from `start` up to `end`."""
        ...


class Fetched:
    """Roots that were fetched beforehand, by their range."""

    def __init__(self, roots: Mapping[tuple[int, int], bytes]) -> None:
        self._roots = roots

    def subtree_root(self, start: int, end: int) -> bytes:
        """The root of a range that was fetched; KeyError of one that was not."""
        return self._roots[start, end]


def split(count: int) -> int:
    """The largest power of two below a number of leaves: how many go to the left (RFC 9162 §2.1.1)."""
    return 1 << (count - 1).bit_length() - 1


def is_subtree(start: int, end: int) -> bool:
    """Whether a range of leaves is a subtree of some tree: its start a multiple of the power of two that holds it."""
    return 0 <= start < end and start % (1 << (end - start - 1).bit_length()) == 0


def inclusion_proof(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """Make the path of a leaf in the tree of `size` leaves. Raises ValueError where there is no such leaf."""
    return subtree_inclusion_proof(index, 0, size, nodes)


def subtree_inclusion_proof(index: int, start: int, end: int, nodes: Nodes) -> list[bytes]:
    """Make the path of a leaf in the subtree from `start` up to `end`."""
    return [range_root(*one, nodes) for one in _beside_leaf(index, start, end)]


def consistency_proof(old: int, new: int, nodes: Nodes) -> list[bytes]:
    """Make the proof that the tree of `new` leaves begins with the tree of `old`. Raises ValueError without such trees."""
    return subtree_consistency_proof(0, old, new, nodes)


def subtree_consistency_proof(start: int, end: int, size: int, nodes: Nodes) -> list[bytes]:
    """Make the proof that a subtree is part of the tree of `size` leaves."""
    return [range_root(*one, nodes) for one in _beside_subtree(start, end, size)]


def inclusion_needs(index: int, size: int) -> list[tuple[int, int]]:
    """List the complete subtrees whose roots `inclusion_proof` will ask for."""
    return [part for one in _beside_leaf(index, 0, size) for part in complete_parts(*one)]


def consistency_needs(old: int, new: int) -> list[tuple[int, int]]:
    """List the complete subtrees whose roots `consistency_proof` will ask for."""
    return [part for one in _beside_subtree(0, old, new) for part in complete_parts(*one)]


def range_root(start: int, end: int, nodes: Nodes) -> bytes:
    """Give the root of any subtree, complete or at the growing edge."""
    root: bytes | None = None
    for part in reversed(complete_parts(start, end)):
        one = nodes.subtree_root(*part)
        root = one if root is None else node_hash(one, root)
    return EMPTY_ROOT if root is None else root


def complete_parts(start: int, end: int) -> list[tuple[int, int]]:
    """List the complete subtrees that a range consists of, from the left: the largest first."""
    parts = []
    while start < end:
        width = 1 << (end - start).bit_length() - 1
        parts.append((start, start + width))
        start += width
    return parts


def _beside_leaf(index: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    if not is_subtree(start, end) or not start <= index < end:
        raise ValueError("there is no such leaf in this tree")
    beside = []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    return reversed(beside)


def _beside_subtree(start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    if not is_subtree(start, end) or end > size:
        raise ValueError("there is no such subtree in this tree")
    beside, left, right, whole = [], 0, size, True
    while (left, right) != (start, end):
        middle = left + split(right - left)
        if end <= middle:
            beside.append((middle, right))
            right = middle
            continue
        beside.append((left, middle))
        if start < middle:  # the subtree reaches over the middle: its right part is not its whole
            start, whole = middle, False
        left = middle
    return reversed(beside if whole else [*beside, (start, end)])
