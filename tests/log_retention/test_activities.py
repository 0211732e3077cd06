"""Which activity an event is part of, the database says as the register does."""

from typing import get_args

import pytest
from tests.people import Region
from tests.promises.everything import operations_of

from chaincare.app import create_app
from chaincare.processing.rules import activity_of
from chaincare.retention.model import LogActivity
from chaincare.settings import Settings


@pytest.mark.anyio
async def test_the_database_counts_events_as_the_register_does(region: Region) -> None:
    of = {
        handler.opt["operation"].code: activity_of(handler.opt["operation"])
        for handler in operations_of(create_app(Settings())).values()
    }
    rows = await region.admin.fetch(
        "SELECT c, chaincare.activity_of_event(c) FROM unnest($1::text[]) AS c", list(of)
    )
    assert {row[0]: row[1] for row in rows} == of
    assert set(of.values()) == set(get_args(LogActivity))
