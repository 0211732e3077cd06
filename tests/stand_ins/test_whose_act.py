"""Which acts of a stand-in are the holder's: what only who directs may do; all else is his own."""

import re
from pathlib import Path

import pytest
from tests.people import Region
from tests.promises.everything import operations_of
from tests.regie.directing import held_by_begeleider, joining
from tests.stand_ins.test_api import _absent, _asked

import chaincare
from chaincare.agreements.refusals import ForTheInvolved, ForWhoCanTell
from chaincare.app import create_app
from chaincare.escalations.refusals import StepNotYours
from chaincare.evaluations.model import ForWhoEvaluates
from chaincare.parties.refusals import BringingInNotYours, OnlyHolderEndsOthers
from chaincare.pauses.model import PausingNotYours
from chaincare.restrictions.refusals import RestrictionNotYours
from chaincare.settings import Settings
from chaincare.shields.refusals import LiftingNotYours

pytestmark = pytest.mark.anyio

DOOR = Path(chaincare.__file__).parent / "stand_ins" / "door.sql"
FOR_THE_HOLDER = {
    ForTheInvolved, ForWhoCanTell, StepNotYours, ForWhoEvaluates, BringingInNotYours, OnlyHolderEndsOthers,
    PausingNotYours, RestrictionNotYours, LiftingNotYours,
}  # fmt: skip
"""What is refused to who neither directs nor has a part in it of his own."""
OWN = {"escalation.bridge-answered"}  # by whoever was asked to bridge, and nobody else


def named() -> set[str]:
    words = DOOR.read_text("utf-8").split("FUNCTION chaincare.takes_regie", 1)[1]
    return set(re.findall(r"'([a-z-]+\.[a-z-]+)'", words))


def test_the_database_names_each_event_that_is_refused_to_who_does_not_direct() -> None:
    operations = operations_of(create_app(Settings())).values()
    refused = {
        one.opt["operation"].code for one in operations
        if one.opt["operation"].action != "R" and FOR_THE_HOLDER & set(one.opt["refusals"])
    }  # fmt: skip
    assert refused - named() == OWN
    assert named() <= {one.opt["operation"].code for one in operations}


async def test_whom_he_brought_in_he_ends_for_himself_and_whom_she_brought_in_for_her(region: Region) -> None:
    case = await held_by_begeleider(region)
    joins = f"{case.path}/participations"
    stand_in = await _asked(region, case, 20)
    await region.teacher.post(f"{case.path}/stand-ins/{stand_in}/responses", {"answer": "assent"})
    hers = (await region.begeleider.post(joins, joining("youth-worker")))["participationId"]
    await _absent(region, 5)
    await region.teacher.post(f"{joins}/{hers}/endings", {"reason": "mistake"})
    own = (await region.teacher.post(joins, joining("youth-worker")))["participationId"]
    await region.teacher.post(f"{joins}/{own}/endings", {"reason": "mistake"})
    done = await region.entries(
        "outcome = 'done' AND event LIKE 'participation.%' AND object_id = ANY ($1::uuid[])", [hers, own]
    )
    told = [(str(one["object_id"]), one["event"], one["role"] == "acting_holder") for one in done]
    assert told == [
        (hers, "participation.added", False), (hers, "participation.ended", True),
        (own, "participation.added", False), (own, "participation.ended", False),
    ]  # fmt: skip
