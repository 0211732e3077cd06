"""Clients who were there before their folded names were, are found after the next migration."""

import pytest
from tests.people import Region, open_case

from chaincare.embedded import APP_LOGIN
from chaincare.migrate import migrate

pytestmark = pytest.mark.anyio


async def test_names_of_before_are_folded_when_the_database_is_migrated(region: Region) -> None:
    opened = await open_case(region, circle=[])
    changed = {"familyName": "de Wit", "prefix": None}
    await region.teacher.ask("PATCH", f"/clients/{opened['clientId']}", changed, If_Match='"1"')
    body = {"name": "desiree walt", "birthYear": 2017}
    assert len((await region.teacher.post("/clients/_search", body, expect=200))["items"]) == 1
    kept = await region.admin.fetch("DELETE FROM chaincare.client_names RETURNING *")
    await region.admin.execute("DELETE FROM chaincare.match_checks")
    assert (await region.teacher.post("/clients/_search", body, expect=200))["items"] == []
    await migrate(region.urls.migrate_url, APP_LOGIN)
    assert len((await region.teacher.post("/clients/_search", body, expect=200))["items"]) == 1
    again = await region.admin.fetch("SELECT * FROM chaincare.client_names")
    assert set(map(tuple, again)) == set(map(tuple, kept))
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.match_checks") == 1
