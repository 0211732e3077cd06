"""The Merkle tree of RFC 9162 (§2.1): hashes, a tree that grows, proofs made and proofs checked. Pure; nothing but SHA-256.

Growing: `leaf_hash`, `leaf_hashes`, `node_hash`, `EMPTY_ROOT`, `root_of(leaf hashes)`, and `Frontier`, which holds no more than the
largest complete subtrees: `append(leaf hashes)` gives the complete subtrees that came of it (a `Row` per level, to be
stored), `root()` the root at any moment, `to_bytes()` and `Frontier.from_bytes()` carry it over a restart.

Making: `inclusion_proof(index, size, nodes)`, `consistency_proof(old, new, nodes)` and the same of a subtree,
`subtree_inclusion_proof(index, start, end, nodes)`, `subtree_consistency_proof(start, end, size, nodes)`. `nodes` is
whoever has the roots of complete subtrees (`Nodes`); a store that fetches them in one statement asks `inclusion_needs`
or `consistency_needs` first for the list, and hands over a `Fetched`. `range_root(start, end, nodes)` is any range's root.

Checking: `check_inclusion`, `check_consistency`, `check_subtree_inclusion`, `check_subtree_consistency` return nothing or
raise `NotProven` with the reason; `root_by_inclusion` gives the root that a path leads to.
"""

from chaincare.merkle.checking import (
    NotProven,
    check_consistency,
    check_inclusion,
    check_subtree_consistency,
    check_subtree_inclusion,
    root_by_inclusion,
)
from chaincare.merkle.making import (
    Fetched,
    Nodes,
    consistency_needs,
    consistency_proof,
    inclusion_needs,
    inclusion_proof,
    range_root,
    subtree_consistency_proof,
    subtree_inclusion_proof,
)
from chaincare.merkle.tree import (
    EMPTY_ROOT,
    HASH_SIZE,
    Frontier,
    FrontierMalformed,
    Row,
    leaf_hash,
    leaf_hashes,
    node_hash,
    root_of,
)

__all__ = [
    "EMPTY_ROOT",
    "HASH_SIZE",
    "Fetched",
    "Frontier",
    "FrontierMalformed",
    "Nodes",
    "NotProven",
    "Row",
    "check_consistency",
    "check_inclusion",
    "check_subtree_consistency",
    "check_subtree_inclusion",
    "consistency_needs",
    "consistency_proof",
    "inclusion_needs",
    "inclusion_proof",
    "leaf_hash",
    "leaf_hashes",
    "node_hash",
    "range_root",
    "root_by_inclusion",
    "root_of",
    "subtree_consistency_proof",
    "subtree_inclusion_proof",
]
