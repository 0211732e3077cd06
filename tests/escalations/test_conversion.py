"""From strengthening to complementing: the same unit, by its own consent, and only then with a name (E3)."""

import asyncio
from typing import Any

import pytest
from tests.escalations.steps import (
    HARMLESS,
    accept,
    all_bytes,
    ask,
    directed_case,
    only_target,
    strengthen,
)
from tests.people import Region, basis, open_case

from chaincare.demo.world import EXPERTISE, SCHOOL

pytestmark = pytest.mark.anyio


def more(**changes: Any) -> dict[str, Any]:
    return {
        "limit": "reached",
        "tried": "A task at the door.",
        "grant": {"scope": "core", "purpose": "education_support", "legalBasis": basis(SCHOOL.unit_id)},
        **changes,
    }


async def strengthened(region: Region) -> tuple[str, str, str]:
    """A directed case in which the expertise centre strengthens; gives it, the escalation and the target."""
    opened, _ = await directed_case(region)
    escalation = await ask(region.begeleider, opened["id"], strengthen())
    target = await only_target(region.specialist)
    await accept(region.specialist)
    return opened["id"], escalation, target


async def test_who_strengthened_learns_of_whom_only_when_he_accepts_to_take_part(region: Region) -> None:
    case_id, first, target = await strengthened(region)
    path = f"/cases/{case_id}/escalations"
    made = await region.teacher.post(f"{path}/{first}/conversions", more(), expect=403)
    made = await region.begeleider.post(f"{path}/{first}/conversions", more())
    second = made["id"]
    assert (made["state"], made["convertedFromId"]) == ("draft", first)
    draft = await region.begeleider.get(f"{path}/{second}")
    assert (draft["help"], draft["summary"], draft["targets"][0]["unitId"]) == (
        "complement", HARMLESS, str(EXPERTISE.unit_id),
    )  # fmt: skip
    assert draft["hints"]["ageBand"] == "age_8_11"
    both = [(await region.begeleider.get(f"{path}/{one}")) for one in (first, second)]
    assert [(one["convertedFromId"], one["convertedToId"]) for one in both] == [(None, second), (first, None)]
    assert [one["state"] for one in both] == ["started", "draft"], "the strengthening goes on meanwhile"

    await region.begeleider.post(f"{path}/{second}/requests", {})
    asked = await region.specialist.ask("GET", "/received-escalations")
    offered = next(one for one in asked.json()["items"] if one["help"] == "complement")
    assert not [one for one in (case_id, first, second, "Walt") if one in all_bytes(asked)]
    await region.specialist.get(f"/cases/{case_id}", expect=404)

    responses = f"/received-escalations/{offered['id']}/responses"
    taken = await region.specialist.post(responses, {"answer": "accept"})
    assert taken["caseId"] == case_id
    known = await region.specialist.get(f"/cases/{case_id}")
    assert (known["reach"], known["client"]["name"]) == ("that", "Désirée van der Walt")
    assert (await region.begeleider.get(f"{path}/{first}"))["state"] == "started"
    await region.specialist.post(f"{path}/{second}/starts", {})
    over = await region.begeleider.get(f"{path}/{first}")
    assert (over["state"], over["ball"], over["targets"][0]["state"]) == ("finished", None, "ended")
    assert (await region.begeleider.get(f"{path}/{second}"))["state"] == "started"
    await region.specialist.get(f"/received-escalations/{target}", expect=404)
    kinds = [one["kind"] for one in (await region.begeleider.get(f"{path}/{first}/history"))["items"]]
    assert kinds == ["drafted", "requested", "accepted", "started", "conversion_drafted", "converted"]


async def test_who_declines_to_take_part_goes_on_strengthening(region: Region) -> None:
    case_id, first, target = await strengthened(region)
    path = f"/cases/{case_id}/escalations"
    second = (await region.begeleider.post(f"{path}/{first}/conversions", more()))["id"]
    await region.begeleider.post(f"{path}/{second}/requests", {})
    items = (await region.specialist.get("/received-escalations"))["items"]
    offered = next(one["id"] for one in items if one["id"] != target)
    no = {"answer": "decline", "reason": "We think along, and no more than that."}
    await region.specialist.post(f"/received-escalations/{offered}/responses", no)
    assert (await region.begeleider.get(f"{path}/{first}"))["state"] == "started"
    await region.specialist.post(f"/received-escalations/{target}/feedback", {"text": "Try a fixed seat."})
    again = (await region.begeleider.post(f"{path}/{first}/conversions", more()))["id"]
    assert (await region.begeleider.get(f"{path}/{first}"))["convertedToId"] == again
    await region.specialist.get(f"/cases/{case_id}", expect=404)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"tried": None}, "tried-needed"),
        ({"summary": "WALT again"}, "summary-names-client"),
        ({"grant": {**more()["grant"], "scope": "client"}}, "scope-not-for-professionals"),
    ],
)
async def test_what_is_drafted_of_it_is_checked_as_any_draft(
    region: Region, changes: dict[str, Any], problem: str
) -> None:
    case_id, first, _ = await strengthened(region)
    path = f"/cases/{case_id}/escalations"
    refused = await region.begeleider.post(f"{path}/{first}/conversions", more(**changes), expect=400)
    assert refused["type"].endswith(f":{problem}")
    assert len((await region.begeleider.get(path))["items"]) == 1
    assert (await region.begeleider.get(f"{path}/{first}"))["convertedToId"] is None


async def test_only_strengthening_at_work_is_converted(region: Region) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/escalations"
    first = await ask(region.teacher, opened["id"], strengthen())
    refused = await region.teacher.post(f"{path}/{first}/conversions", more(), expect=409)
    assert refused["type"].endswith(":only-strengthen-converts")


async def test_one_request_at_a_time_comes_of_it(region: Region) -> None:
    case_id, first, _ = await strengthened(region)
    path = f"/cases/{case_id}/escalations"

    async def refused() -> None:
        again = await region.begeleider.post(f"{path}/{first}/conversions", more(), expect=409)
        assert again["type"].endswith(":converted-already")

    async def converted_to() -> Any:
        return (await region.begeleider.get(f"{path}/{first}"))["convertedToId"]

    two = [region.begeleider.ask("POST", f"{path}/{first}/conversions", more()) for _ in range(2)]
    assert sorted(one.status_code for one in await asyncio.gather(*two)) == [201, 409]
    draft = await converted_to()
    await refused()
    await region.begeleider.post(f"{path}/{draft}/withdrawals", {"reason": "Not yet."})
    assert await converted_to() is None, "what was withdrawn counts no more"

    declined = (await region.begeleider.post(f"{path}/{first}/conversions", more()))["id"]
    await region.begeleider.post(f"{path}/{declined}/requests", {})
    await refused()
    no = {"answer": "decline", "reason": "We only think along."}
    await region.specialist.post(await offered(region), no)
    assert await converted_to() is None

    broken_off = (await region.begeleider.post(f"{path}/{first}/conversions", more()))["id"]
    await region.begeleider.post(f"{path}/{broken_off}/requests", {})
    await region.specialist.post(await offered(region), {"answer": "accept"})
    await refused()
    await region.begeleider.post(f"{path}/{broken_off}/closures", {"reason": "It went better."})
    assert await converted_to() is None

    last = (await region.begeleider.post(f"{path}/{first}/conversions", more()))["id"]
    await region.begeleider.post(f"{path}/{last}/requests", {})
    await region.specialist.post(await offered(region), {"answer": "accept"})
    assert await converted_to() == last
    await region.begeleider.post(f"{path}/{last}/starts", {})
    await refused()
    await region.begeleider.post(f"{path}/{last}/closures", {"reason": "Done."})
    assert await converted_to() == last, "it went on as that one"
    over = await region.begeleider.post(f"{path}/{first}/conversions", more(), expect=409)
    assert over["type"].endswith(":only-strengthen-converts")


async def offered(region: Region) -> str:
    """Where the expertise centre answers what it is asked to complement."""
    items = (await region.specialist.get("/received-escalations"))["items"]
    [one] = [one for one in items if one["help"] == "complement" and one["state"] == "requested"]
    return f"/received-escalations/{one['id']}/responses"


async def test_what_was_converted_starts_without_regie_only_when_it_is_urgent(region: Region) -> None:
    """R5 holds for what strengthening became as for any help that complements."""
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/escalations"
    first = await ask(region.teacher, opened["id"], strengthen())
    await accept(region.specialist)
    for urgent in (False, True):
        second = (await region.teacher.post(f"{path}/{first}/conversions", more(urgent=urgent)))["id"]
        await region.teacher.post(f"{path}/{second}/requests", {})
        items = (await region.specialist.get("/received-escalations"))["items"]
        offered = next(
            one["id"] for one in items if one["help"] == "complement" and one["state"] == "requested"
        )
        await region.specialist.post(f"/received-escalations/{offered}/responses", {"answer": "accept"})
        if not urgent:
            refused = await region.teacher.post(f"{path}/{second}/starts", {}, expect=409)
            assert refused["type"].endswith(":regie-vacant")
            assert (await region.teacher.get(f"{path}/{first}"))["state"] == "started"
            await region.teacher.post(f"{path}/{second}/closures", {"reason": "It cannot wait."})
        else:
            assert (await region.teacher.post(f"{path}/{second}/starts", {}))["interimHolder"] is True
    assert (await region.teacher.get(f"{path}/{first}"))["state"] == "finished"
