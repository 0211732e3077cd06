"""Every group of fields is shown to the reaches of the table and to no other: compared with real answers (SECURITY 1)."""

import pytest
from tests.people import Region
from tests.promises.fields import GROUPS, filled_case, told

pytestmark = pytest.mark.anyio


async def test_every_reach_is_told_its_groups_of_fields_and_no_other(region: Region) -> None:
    opened, people = await filled_case(region)
    found: dict[str, set[str]] = {one.fields: set() for one in GROUPS}
    for reach, who in people.items():
        said = await told(who, opened)
        for group in GROUPS:
            words = opened["reference"] if group.words == "<reference>" else group.words
            if words in said:
                found[group.fields].add(reach.value)
    assert found == {one.fields: {reach.value for reach in one.shown_to} for one in GROUPS}
    for nobody in (region.administrator, region.auditor, region.youth_worker, region.partner):
        said = await told(nobody, opened)
        assert not [one.words for one in GROUPS if one.words in said and one.words != '"education"'], (
            nobody.role
        )
