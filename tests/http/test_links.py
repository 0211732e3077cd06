"""The link to the next page asks the same question: following it, and nothing else, walks the whole list."""

import pytest
from tests.people import Person, Region, add_begeleider, open_case

from chaincare.demo.world import NETWORK, SCHOOL

pytestmark = pytest.mark.anyio


async def walked(person: Person, path: str) -> list[str]:
    """Follow the links, one item a page, as a client that knows nothing of cursors does."""
    found = []
    while path:
        answer = await person.ask("GET", path)
        assert answer.status_code == 200, answer.text
        found += [one["id"] for one in answer.json()["items"]]
        link = answer.headers.get("Link", "")
        assert link == "" or link.endswith('>; rel="next"')
        path = link.partition(">")[0].removeprefix("</v1")
    return found


async def test_links_keep_what_was_asked(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    begeleider = await add_begeleider(region, case_id)
    candidate = {"candidate": begeleider, "mandate": ["convene"]}
    await region.teacher.post(f"/cases/{case_id}/regie-proposals", candidate)
    for asked in (
        f"/organisations?networkId={NETWORK}",
        f"/units?organisationId={SCHOOL.id}",
        "/worklist?whose=anyone",
    ):
        whole = [one["id"] for one in (await region.teacher.get(asked))["items"]]
        assert len(whole) >= 1
        assert await walked(region.teacher, f"{asked}&limit=1") == whole
    assert len(await walked(region.teacher, "/organisations?limit=2")) >= 5
