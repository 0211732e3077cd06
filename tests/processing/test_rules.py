"""Which activity an operation belongs to, and who may describe one anew."""

from typing import get_args
from uuid import UUID

import pytest
from tests.promises.everything import operations_of

from chaincare.app import create_app
from chaincare.processing.model import Activity, ActivityKey, ActivityOfProduct, Described
from chaincare.processing.rules import activity_of, describe_anew
from chaincare.settings import Settings

SAID = Described("a", "a", "p", "c", "g", ("s",), ("c",), (), "r", "m")


def test_every_operation_is_part_of_an_activity() -> None:
    """An operation of a new token scope gets its activity in processing/rules.py, and a line in the register."""
    used = {
        activity_of(handler.opt["operation"]) for handler in operations_of(create_app(Settings())).values()
    }
    assert used <= set(get_args(ActivityKey))
    assert {"case_work", "client_identity", "access_log", "directory", "subject_rights"} <= used


def test_a_line_of_the_network_is_described_anew_and_one_of_the_product_is_not() -> None:
    own = Activity(UUID(int=1), 1, UUID(int=2), None, SAID, None)
    assert describe_anew(own, SAID).version == 2
    with pytest.raises(ActivityOfProduct):
        describe_anew(Activity(UUID(int=1), 1, None, "case_work", SAID, None), SAID)
