"""Ids are UUIDv7 and keep the order they were made in."""

import time
from itertools import pairwise

from chaincare.ids import new_id

MANY = 20_000


def test_ids_are_of_version_7_of_now_and_in_order() -> None:
    before = time.time_ns() // 1_000_000
    made = [new_id() for _ in range(MANY)]
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert all(one < next_one for one, next_one in pairwise(made))
    assert before <= made[0].int >> 80 <= time.time_ns() // 1_000_000
    # What is not time is chance.
    assert len({one.int & (1 << 62) - 1 for one in made}) == MANY
