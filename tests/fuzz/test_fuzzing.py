"""Nothing that can be sent makes a 5xx, an undescribed answer, or shows what is somebody else's (Schemathesis)."""

from functools import partial
from random import Random

import anyio
import pytest
from tests.fuzz.fuzzing import Fuzzer, served
from tests.people import Region
from tests.promises.walked import Walked

pytestmark = pytest.mark.anyio

WORDS = ("Zuidkanarie", "zuiderwoorden")
"""What the southern case alone holds."""
EXAMPLES = 1
"""For each operation, that fits the description or does not: more take minutes, and `make soak` sends them."""


async def test_whatever_is_sent_is_answered_as_described(walked: Walked) -> None:
    region, own, foreign = walked.region, walked.own, walked.foreign
    await name_the_canary(region, foreign.ids["case_id"])
    async with served(region) as url:
        fuzzer = Fuzzer(url, own, foreign, WORDS, Random(7))  # noqa: S311 - who asks for what
        await anyio.to_thread.run_sync(partial(fuzzer.run, EXAMPLES, 7, by_turns=True))
    assert not fuzzer.faults, "\n".join(f"{what}\n    {said}" for what, said in fuzzer.faults.items())
    # A fuzzer that is refused at the door everywhere has tried nothing.
    assert {200, 201, 400, 403, 404, 409} <= set(fuzzer.seen), fuzzer.seen
    assert fuzzer.seen[200] + fuzzer.seen[201] > 50, fuzzer.seen


async def name_the_canary(region: Region, case_id: str) -> None:
    """Give the southern case words that stand nowhere else, as a superuser does."""
    async with region.admin.transaction():
        await region.admin.execute(
            "SET LOCAL session_replication_role = replica; SET LOCAL search_path = chaincare"
        )
        await region.admin.execute(
            "UPDATE clients SET family_name = 'Zuidkanarie' FROM cases AS c"
            " WHERE c.client_id = clients.id AND c.id = $1::text::uuid",
            case_id,
        )
        await region.admin.execute(
            "UPDATE case_questions SET question = 'zuiderwoorden' WHERE case_id = $1::text::uuid", case_id
        )
