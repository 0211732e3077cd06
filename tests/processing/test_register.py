"""The register of processing activities (AVG 30)."""

from typing import Any, get_args

import pytest
from tests.people import Region
from tests.promises.everything import operations_of

from chaincare.processing.model import ActivityKey

PATH = "/processing-activities"


def described(**changes: Any) -> dict[str, Any]:
    return {
        "name": "School register", "naam": "Leerlingregister", "purpose": "Know who is at school.",
        "controller": "De Regenboog", "ground": "WPO 178a", "subjects": ["pupils"], "categories": ["names"],
        "recipients": ["the school"], "retention": "Two years after leaving.", "measures": "Locked.", **changes,
    }  # fmt: skip


@pytest.mark.anyio
async def test_the_register_tells_what_the_product_does_and_which_events_that_leaves(region: Region) -> None:
    fg = region.person("fg")
    lines = (await fg.get(PATH))["items"]
    assert {line["key"] for line in lines} == set(get_args(ActivityKey))
    assert "data-subject-request.lodged" in next(
        line["events"] for line in lines if line["key"] == "subject_rights"
    )
    told = {event for line in lines for event in line["events"]}
    assert told == {handler.opt["operation"].code for handler in operations_of(region.app).values()}


@pytest.mark.anyio
async def test_a_network_adds_a_line_and_describes_it_anew_and_every_edition_stays(region: Region) -> None:
    els, fg = region.person("privacy-officer"), region.person("fg")
    added = await els.post(PATH, described())
    one = f"{PATH}/{added['id']}"
    put = await els.ask("PUT", one, described(purpose="Know who was at school."), If_Match='"1"')
    assert (put.status_code, put.headers["ETag"]) == (200, '"2"')
    assert (await els.ask("PUT", one, described(), If_Match='"1"')).status_code == 412
    editions = (await fg.get(one))["items"]
    assert [(line["version"], line["purpose"]) for line in editions] == [
        (2, "Know who was at school."),
        (1, "Know who is at school."),
    ]
    assert [line["version"] for line in (await fg.get(PATH))["items"] if line["id"] == added["id"]] == [2]
    ours = next(line["id"] for line in editions + (await fg.get(PATH))["items"] if line["key"])
    answer = await els.ask("PUT", f"{PATH}/{ours}", described(), If_Match="*")
    assert answer.json()["title"] == "Activity of product"
    assert (await fg.ask("POST", PATH, described())).status_code == 403
    for role in ("teacher", "administrator", "auditor"):
        assert (await region.person(role).ask("GET", PATH)).status_code in {403, 404}, role
