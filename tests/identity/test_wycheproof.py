"""Vectors nobody here wrote: C2SP Wycheproof, for signatures and for key sets (Apache-2.0)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chaincare.jwks import read_jwks
from chaincare.jws import ALGORITHMS, Unacceptable, parse_compact

FOLDER = Path(__file__).parents[3] / "shared" / "vectors" / "wycheproof"
# Where a checkout stands alone: github.com/C2SP/wycheproof, testvectors_v1, put beside it as ../shared/vectors.
WHY_SKIPPED = "Wycheproof vectors are missing: put json_web_*_test.json into ../shared/vectors/wycheproof"
SIGNATURES, KEY_SETS, CRYPTO = (f"json_web_{kind}_test.json" for kind in ("signature", "key", "crypto"))


def cases(file: str) -> Iterator[Any]:
    path = FOLDER / file
    if not path.exists():
        yield pytest.param({}, {}, marks=pytest.mark.skip(reason=WHY_SKIPPED))
        return
    for group in json.loads(path.read_text("utf-8"))["testGroups"]:
        keys = group.get("public") or group["private"]
        key_set = keys if "keys" in keys else {"keys": [keys]}
        for case in group["tests"]:
            # An encrypted one (JWE) stands where a token would: no access token is encrypted, so all are refused.
            case.setdefault("jws", case.get("jwe"))
            yield pytest.param(key_set, case, id=f"{case['tcId']}-{case['comment']}")


def is_accepted(key_set: dict[str, Any], spelled: object) -> bool:
    """Check a signature exactly as a token's is checked: read the set, read the JWS, find its key, verify."""
    try:
        keys = read_jwks(json.dumps(key_set).encode())
        jws = parse_compact(spelled if isinstance(spelled, str) else json.dumps(spelled))
        if jws.key_id not in keys:
            return False
        keys[jws.key_id].verify(jws)
    except Unacceptable:
        return False
    return True


def is_ours_to_accept(key_set: dict[str, Any], spelled: str) -> bool:
    """Whether a valid case uses one of our algorithms; the others are good signatures that we do not take."""
    from_key = {key.get("alg") for key in key_set["keys"]}
    try:
        return parse_compact(spelled).algorithm in ALGORITHMS & from_key
    except Unacceptable:
        return False


@pytest.mark.parametrize(("key_set", "case"), [*cases(SIGNATURES), *cases(KEY_SETS), *cases(CRYPTO)])
def test_what_is_invalid_is_refused_and_what_is_valid_and_ours_is_accepted(
    key_set: dict[str, Any], case: dict[str, Any]
) -> None:
    valid = case["result"] == "valid"
    assert is_accepted(key_set, case["jws"]) is (valid and is_ours_to_accept(key_set, case["jws"]))


@pytest.mark.skipif(not FOLDER.exists(), reason=WHY_SKIPPED)
def test_the_vectors_hold_enough_of_both_kinds_to_say_something() -> None:
    every = [case.values for case in [*cases(SIGNATURES), *cases(KEY_SETS), *cases(CRYPTO)]]
    invalid = [case for _, case in every if case["result"] == "invalid"]
    accepted = [case for key_set, case in every if is_accepted(key_set, case["jws"])]
    assert len(every) == 510
    assert len(invalid) > 450
    assert len(accepted) >= 15
