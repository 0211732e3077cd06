"""The proofs of transparency-dev/merkle, good and spoiled: vectors nobody here wrote."""

import json
from base64 import b64decode
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from chaincare import merkle

FOLDER = Path(__file__).parents[3] / "shared" / "vectors" / "merkle" / "testdata"
# Where a checkout stands alone: github.com/transparency-dev/merkle, its testdata put beside it as ../shared/vectors/merkle.
WHY_SKIPPED = (
    "the Merkle vectors are missing: put transparency-dev/merkle's testdata into ../shared/vectors/merkle"
)

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=WHY_SKIPPED)


def _accepted(kind: str, case: dict[str, Any]) -> bool:
    proof = [b64decode(one) for one in case["proof"] or []]
    hashes = {name: b64decode(case[name]) for name in ("root", "leafHash", "root1", "root2") if name in case}
    at = {
        name: case[name]
        for name in ("leafIdx", "treeSize", "size1", "size2", "size", "start", "end")
        if name in case
    }
    try:
        match kind:
            case "inclusion":
                merkle.check_inclusion(
                    at["leafIdx"], at["treeSize"], hashes["leafHash"], proof, hashes["root"]
                )
            case "consistency":
                merkle.check_consistency(at["size1"], at["size2"], proof, hashes["root1"], hashes["root2"])
            case "subtreeinclusion":
                merkle.check_subtree_inclusion(
                    at["leafIdx"], at["start"], at["end"], hashes["leafHash"], proof, hashes["root"]
                )
            case "subtreeconsistency":
                merkle.check_subtree_consistency(
                    at["start"], at["end"], at["size"], proof, hashes["root1"], hashes["root2"]
                )
            case _:
                pytest.fail(f"vectors of a kind that nobody checks: {kind}")
    except merkle.NotProven:
        return False
    return True


def test_every_good_proof_is_accepted_and_every_spoiled_one_refused() -> None:
    wrong, counted = [], Counter[tuple[str, bool]]()
    for path in sorted(FOLDER.rglob("*.json")):
        kind, case = path.relative_to(FOLDER).parts[0], json.loads(path.read_text())
        counted[kind, not case["wantErr"]] += 1
        if _accepted(kind, case) == case["wantErr"]:
            wrong.append(f"{path.relative_to(FOLDER)}: {case['desc']}")
    assert not wrong
    # Fewer, and a folder that was emptied by mistake would pass.
    assert len(counted) == 8
    assert counted.total() >= 500
    assert all(counted[kind, True] >= 6 and counted[kind, False] >= 90 for kind, _ in counted)
