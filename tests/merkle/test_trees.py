"""What is proven of a tree is proven by what is made of it, and by nothing that was touched since."""

from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaincare import merkle


def _by_definition(hashes: list[bytes]) -> bytes:
    """RFC 9162 §2.1.1, word for word."""
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256().digest()
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha256(b"\x01" + _by_definition(hashes[:k]) + _by_definition(hashes[k:])).digest()


LEAVES = [merkle.leaf_hash(b"leaf %d" % n) for n in range(140)]
ROOTS = [_by_definition(LEAVES[:n]) for n in range(len(LEAVES) + 1)]
SIZES = st.integers(1, len(LEAVES))


class Stored:
    """What a store holds: rows of complete subtrees, as the frontier gave them; anything else is a KeyError."""

    def __init__(self) -> None:
        self.rows: dict[tuple[int, int], bytes] = {}

    def keep(self, rows: list[merkle.Row]) -> None:
        for row in rows:
            for place, one in enumerate(row.hashes, row.first):
                width = 1 << row.level
                assert (place * width, (place + 1) * width) not in self.rows, "a subtree is complete once"
                self.rows[place * width, (place + 1) * width] = one

    def subtree_root(self, start: int, end: int) -> bytes:
        return self.rows[start, end]


STORED = Stored()
STORED.keep(merkle.Frontier().append(LEAVES))


def test_the_known_hashes_of_the_rfc() -> None:
    assert merkle.EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle.root_of([]) == merkle.EMPTY_ROOT
    assert [merkle.root_of(LEAVES[:n]) for n in range(len(LEAVES) + 1)] == ROOTS


@given(st.lists(st.integers(0, len(LEAVES)), max_size=8))
@settings(max_examples=30, deadline=None)
def test_a_tree_grows_in_any_steps_over_any_restart(cuts: list[int]) -> None:
    grown, kept = merkle.Frontier(), Stored()
    for start, end in pairwise([0, *sorted(cuts), len(LEAVES)]):
        before = grown.copy()
        kept.keep(grown.append(LEAVES[start:end]))
        assert (grown.size, grown.root()) == (end, ROOTS[end])
        assert (before.size, before.root()) == (start, ROOTS[start])
        grown = merkle.Frontier.from_bytes(grown.to_bytes())
    assert kept.rows == STORED.rows
    assert all(one == ROOTS[end] for (start, end), one in kept.rows.items() if start == 0)


@pytest.mark.parametrize(
    "kept", [b"", b"\x00" * 7, b"\x00" * 9, (1).to_bytes(8), (2).to_bytes(8) + b"\x00" * 64, b"\xff" * 40]
)
def test_a_frontier_that_was_cut_is_not_read(kept: bytes) -> None:
    with pytest.raises(merkle.FrontierMalformed):
        merkle.Frontier.from_bytes(kept)


def _refused(check: Callable[..., None], *given: object) -> None:
    with pytest.raises(merkle.NotProven):
        check(*given)


def _flipped(one: bytes, bit: int) -> bytes:
    return (int.from_bytes(one) ^ 1 << bit % 256).to_bytes(32)


@given(SIZES, st.data(), st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_a_leaf_is_proven_where_it_is_and_nowhere_else(size: int, data: st.DataObject, bit: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(index, size, STORED)
    fetched = merkle.Fetched({one: STORED.subtree_root(*one) for one in merkle.inclusion_needs(index, size)})
    assert proof == merkle.inclusion_proof(index, size, fetched)
    check, leaf, root = merkle.check_inclusion, LEAVES[index], ROOTS[size]
    check(index, size, leaf, proof, root)
    _refused(check, index, size, _flipped(leaf, bit), proof, root)
    _refused(check, index, size, leaf, proof, _flipped(root, bit))
    _refused(check, index, size, leaf, [*proof, leaf], root)
    other = data.draw(st.integers(-1, size).filter(lambda one: one != index))
    _refused(check, other, size, leaf, proof, root)
    _refused(check, index, 2**64, leaf, proof, root)
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        spoiled = [*proof[:place], _flipped(proof[place], bit), *proof[place + 1 :]]
        _refused(check, index, size, leaf, spoiled, root)
        _refused(check, index, size, leaf, proof[:-1], root)
        _refused(check, index, size, leaf, [*proof[:-1], proof[-1][:31]], root)


@given(SIZES, SIZES, st.data(), st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_a_tree_is_proven_to_begin_with_the_old_one(
    one: int, two: int, data: st.DataObject, bit: int
) -> None:
    old, new = sorted((one, two))
    proof = merkle.consistency_proof(old, new, STORED)
    fetched = merkle.Fetched({one: STORED.subtree_root(*one) for one in merkle.consistency_needs(old, new)})
    assert proof == merkle.consistency_proof(old, new, fetched)
    check = merkle.check_consistency
    check(old, new, proof, ROOTS[old], ROOTS[new])
    _refused(check, old, new, proof, _flipped(ROOTS[old], bit), ROOTS[new])
    _refused(check, old, new, proof, ROOTS[old], _flipped(ROOTS[new], bit))
    _refused(check, old, new, [*proof, LEAVES[0]], ROOTS[old], ROOTS[new])
    _refused(check, 0, new, proof, merkle.EMPTY_ROOT, ROOTS[new])
    for place in range(len(proof)):
        spoiled = [*proof[:place], _flipped(proof[place], bit), *proof[place + 1 :]]
        _refused(check, old, new, spoiled, ROOTS[old], ROOTS[new])
        _refused(check, old, new, proof[:place], ROOTS[old], ROOTS[new])
    wrong = data.draw(SIZES.filter(lambda size: size != old))
    _refused(check, wrong, new, proof, ROOTS[old], ROOTS[new])


@given(SIZES, st.integers(0, 7), st.data(), st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_a_subtree_is_proven_in_its_tree(size: int, level: int, data: st.DataObject, bit: int) -> None:
    width = 1 << level
    start = data.draw(st.integers(0, (size - 1) // width)) * width
    end = data.draw(st.integers(start + 1, min(start + width, size)))
    root = merkle.range_root(start, end, STORED)
    assert root == _by_definition(LEAVES[start:end])
    proof = merkle.subtree_consistency_proof(start, end, size, STORED)
    merkle.check_subtree_consistency(start, end, size, proof, root, ROOTS[size])
    _refused(merkle.check_subtree_consistency, start, end, size, proof, root, _flipped(ROOTS[size], bit))
    _refused(merkle.check_subtree_consistency, start, end, size, proof, _flipped(root, bit), ROOTS[size])
    index = data.draw(st.integers(start, end - 1))
    path = merkle.subtree_inclusion_proof(index, start, end, STORED)
    merkle.check_subtree_inclusion(index, start, end, LEAVES[index], path, root)
    _refused(merkle.check_subtree_inclusion, index, start, end, LEAVES[index], path, _flipped(root, bit))
    _refused(merkle.check_subtree_inclusion, start - 1, start, end, LEAVES[index], path, root)


def test_of_what_is_not_in_a_tree_no_proof_is_made() -> None:
    assert merkle.inclusion_proof(0, 1, STORED) == []
    for index, size in ((0, 0), (5, 5), (-1, 5)):
        with pytest.raises(ValueError, match="no such leaf"):
            merkle.inclusion_proof(index, size, STORED)
    for old, new in ((0, 5), (6, 5), (-1, 5)):
        with pytest.raises(ValueError, match="no such subtree"):
            merkle.consistency_proof(old, new, STORED)
    with pytest.raises(KeyError):
        merkle.inclusion_proof(3, 9, merkle.Fetched({}))
