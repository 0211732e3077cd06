"""Whose signature is missing is asked for it, and who coordinates hears of it when the time to sign is over."""

from datetime import timedelta
from typing import Any

import pytest
from tests.covenants.covenant import COVENANT, in_days, managing, publish
from tests.people import Person, Region
from tests.worklist.lists import do, only, rows_of

from chaincare.demo.world import ELSEWHERE, EXPERTISE, OFFICE, SCHOOL

pytestmark = pytest.mark.anyio


async def asked(person: Person, kind: str = "covenant_to_sign") -> list[Any]:
    return [one for one in await rows_of(person) if one["kind"] == kind]


async def silent(person: Person) -> set[str]:
    """Of which members somebody hears that they let the time to sign pass."""
    return {str(one["organisationId"]) for one in await asked(person, "covenant_unsigned")}


def signing(version: Any) -> dict[str, Any]:
    return {
        "version": version["version"], "fingerprint": version["fingerprint"], "function": "bestuurder",
    }  # fmt: skip


async def test_management_is_asked_to_sign_by_the_day_before_it_holds_and_by_the_end_of_its_grace(
    region: Region,
) -> None:
    manager, school = region.person("manager"), await managing(region, "intern-begeleider", SCHOOL)
    made = await region.person("voortrekker").post("/covenants", COVENANT | {"graceDays": 10})
    assert await asked(manager) == []
    first = await publish(region, made["id"], 20)
    row = await only(manager, "covenant_to_sign")
    assert (row["dueDate"], row["urgency"], row["withYou"], row["reach"]) == (
        in_days(region, 19), "due_later", True, "management",
    )  # fmt: skip
    assert (row["caseId"], row["waitingFor"]["who"], row["act"]["operation"]) == (
        None, "management", "accedeToCovenant",
    )  # fmt: skip
    assert (await manager.get(row["href"].removeprefix("/v1")))["items"][0]["version"] == 1
    for nobody in (region.teacher, region.specialist, region.coordinator, region.administrator):
        assert not await asked(nobody), nobody.role

    # It presses as the day comes near; who signed is asked no more, by whomever of his organisation it was.
    region.move_clock(timedelta(days=15))
    assert (await only(manager, "covenant_to_sign"))["urgency"] == "due_soon"
    await do(school, await only(school, "covenant_to_sign"), signing(first))
    assert not await asked(school)
    region.move_clock(timedelta(days=4))
    assert (await only(manager, "covenant_to_sign"))["urgency"] == "due_today"
    assert str(EXPERTISE.id) not in await silent(region.coordinator)
    region.move_clock(timedelta(days=1))
    assert (await only(manager, "covenant_to_sign"))["urgency"] == "overdue"
    assert str(SCHOOL.id) not in await silent(region.coordinator)
    assert str(EXPERTISE.id) in await silent(region.coordinator)
    await do(manager, await only(manager, "covenant_to_sign"), signing(first))
    assert str(EXPERTISE.id) not in await silent(region.coordinator)

    # The next version leaves ten days of grace to who signed the first, and none to who did not.
    second = await publish(region, made["id"], 5)
    elsewhere = await managing(region, "outsider", ELSEWHERE)
    assert (await only(manager, "covenant_to_sign"))["dueDate"] == in_days(region, 14)
    [old, new] = await asked(elsewhere)
    assert (old["dueDate"], old["overdue"], new["dueDate"]) == (in_days(region, -1), True, in_days(region, 4))
    assert old["id"] != new["id"]
    region.move_clock(timedelta(days=14))
    row = await only(manager, "covenant_to_sign")
    assert (row["dueDate"], row["urgency"]) == (in_days(region, 0), "due_today")
    assert str(EXPERTISE.id) not in await silent(region.coordinator)
    region.move_clock(timedelta(days=1))
    assert str(EXPERTISE.id) in await silent(region.coordinator)
    await do(manager, await only(manager, "covenant_to_sign"), signing(second))
    assert not await asked(manager)
    assert str(EXPERTISE.id) not in await silent(region.coordinator)


async def test_who_coordinates_and_who_administers_hear_which_member_is_suspended(region: Region) -> None:
    made = await region.person("voortrekker").post("/covenants", COVENANT)
    await publish(region, made["id"])
    for who in (region.coordinator, region.administrator):
        rows = await asked(who, "covenant_unsigned")
        members = (await who.get(rows[0]["href"].removeprefix("/v1")))["items"]
        suspended = {one["organisationId"]: one["name"] for one in members if one["standing"] == "suspended"}
        told = {one["organisationId"]: one["waitingFor"]["person"]["organisation"] for one in rows}
        assert told == suspended
        assert {(one["withYou"], one["act"], one["overdue"], one["reach"]) for one in rows} == {
            (True, None, True, "voortrekker")
        }
    # One entry for the covenant, however many rows, and none of a case.
    shown = await region.entries("event = 'worklist.read' AND query_id IS NOT NULL AND reach = 'voortrekker'")
    assert {(str(one["object_id"]), one["case_id"], one["client"]) for one in shown} == {
        (made["id"], None, None)
    }
    assert len(shown) == 2
    for nobody in (region.teacher, region.person("voortrekker")):
        assert not await asked(nobody, "covenant_unsigned"), nobody.role

    # Who leaves is asked for nothing, and nobody acts on his silence.
    assert await asked(region.person("manager"))
    await region.administrator.post(f"/organisations/{EXPERTISE.id}/notices", {"reason": "merger"})
    assert not await asked(region.person("manager"))
    assert str(EXPERTISE.id) not in await silent(region.coordinator)


async def test_one_with_both_mandates_has_both_rows_each_with_its_entry(region: Region) -> None:
    both = await managing(region, "network-coordinator", OFFICE)
    made = await region.person("voortrekker").post("/covenants", COVENANT)
    await publish(region, made["id"])
    assert len(await asked(both)) == 1
    assert str(OFFICE.id) in await silent(both)
    answer = await both.ask("GET", "/worklist")
    shown = await region.entries(
        "request_id = $1::uuid AND query_id IS NOT NULL", answer.headers["ChainCare-Request-Id"]
    )
    assert sorted(one["reach"] for one in shown) == ["management", "voortrekker"]


async def test_an_organisation_without_a_management_contact_is_the_administrators(region: Region) -> None:
    async def missing() -> set[str]:
        return {str(one["organisationId"]) for one in await asked(region.administrator, "management_absent")}

    assert not await missing()
    made = await region.person("voortrekker").post("/covenants", COVENANT)
    await publish(region, made["id"], 20)
    assert str(SCHOOL.id) in await missing()
    assert str(EXPERTISE.id) not in await missing()
    school = await managing(region, "intern-begeleider", SCHOOL)
    assert str(SCHOOL.id) not in await missing()
    assert await asked(school)
