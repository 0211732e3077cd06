"""What it is not safe to tell yet: that he stood on an inventory is in his own log, too, only once he was told (0150)."""

import json
from typing import Any

import pytest
from tests.inventory_lines.lines import make_inventory, noor, report
from tests.inventory_lines.test_opening import opening
from tests.people import Region, link_mother, open_case

pytestmark = pytest.mark.anyio

LATER = {"fact": "delayed", "because": "not safe yet", "reviewDate": noor()["reviewDate"]}


async def own_log(region: Region, query: str = "") -> list[dict[str, Any]]:
    return list((await region.mother.get(f"/me/access-log?limit=50{query}"))["items"])


async def test_her_log_tells_of_the_line_from_the_moment_she_was_told(region: Region) -> None:
    inventory = await make_inventory(region)
    one = await report(region, inventory, informed=LATER)
    await region.begeleider.get(one)
    await region.begeleider.get(f"/inventories/{inventory}/lines")
    opened = await region.teacher.post(f"{one}/cases", opening())
    await link_mother(region, opened)
    case = f"/cases/{opened['id']}"
    await region.teacher.get(one)
    await region.teacher.ask("GET", f"{case}/inventory-line")
    for merged in ("", "&merge=day"):
        log = await own_log(region, merged)
        assert "nventor" not in json.dumps(log)
        assert "nventaris" not in json.dumps(log)
        assert "A case was opened" in {line["what"] for line in log}
    # What she asked herself is hers to read, whether there is a line or not.
    assert (await region.mother.ask("GET", f"{case}/inventory-line")).status_code == 404
    [own] = [line for line in await own_log(region) if "inventory" in line["what"]]
    assert (own["role"], own["what"]) == ("representative", "It was asked what an inventory said")
    # The case is there already, and its unit still records that she was told.
    told = await region.begeleider.ask("POST", f"{one}/informed", noor()["informed"])
    assert told.status_code == 201, told.text
    assert (await region.mother.ask("GET", f"{case}/inventory-line")).status_code == 200
    log = await own_log(region)
    whats = {line["what"] for line in log}
    assert {
        "What an inventory says of somebody was read",
        "A case was opened for somebody on an inventory",
    } <= whats
    assert "A case was opened" not in whats
    read = next(line for line in log if line["what"] == "What an inventory says of somebody was read")
    assert "Deze medewerker werkt in het team dat de cliënt op een inventarisatie zette." in read["inWords"]
    assert "doet mee in dit dossier" not in read["inWords"]


async def test_that_can_be_taken_back_and_what_was_erased_tells_nothing_more(region: Region) -> None:
    one = await report(region, await make_inventory(region))
    opened = await region.teacher.post(f"{one}/cases", opening())
    await link_mother(region, opened)
    assert "nventor" in json.dumps(await own_log(region))
    await region.teacher.post(f"{one}/informed", LATER)
    assert "nventor" not in json.dumps(await own_log(region))
    withdrawn = await report(region, await make_inventory(region))
    await region.teacher.post(f"{withdrawn}/withdrawals", {"reason": "objected"})
    refused = await region.teacher.ask("POST", f"{withdrawn}/informed", noor()["informed"])
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (409, "line-moved-on")


async def test_of_a_case_without_a_line_is_told_that_it_was_asked(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    assert (await region.teacher.ask("GET", f"/cases/{opened['id']}/inventory-line")).status_code == 404
    [line] = [one for one in await own_log(region) if "inventory" in one["what"]]
    assert (line["what"], line["wat"]) == (
        "It was asked what an inventory said",
        "Er is gevraagd wat een inventarisatie zei",
    )
