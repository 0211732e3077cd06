"""The winkelstraat: what is offered is found by words, and by how, for whom, where and how soon."""

from typing import Any

import pytest
from tests.people import Person, Region

from chaincare.demo.world import ELSEWHERE, EXPERTISE, SCHOOL
from chaincare.recognition import folded
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio

DEBTS = {
    "unitId": str(ELSEWHERE.unit_id), "name": "Budgetcoaching Đorđe & Ünal", "specialism": "schuldhulp", "help": "complement",
    "targetGroup": "werkzoekenden met schulden", "area": ["Súdwest-Fryslân", "Noorderveld"], "reactionDays": 3,
    "needsReferral": True, "waitingDays": 21,
}  # fmt: skip
CLASS = {
    "unitId": str(SCHOOL.unit_id), "name": "Klassenbezoek", "specialism": "gedrag in de klas", "help": "both",
    "targetGroup": "leerkrachten", "reactionDays": 10,
}  # fmt: skip


async def names(who: Person, **sought: Any) -> list[str]:
    found = await who.post("/services/_search", sought, expect=200)
    return [one["service"]["name"] for one in found["items"]]


async def test_what_is_offered_is_found_by_what_fits(region: Region) -> None:
    for one in (DEBTS, CLASS):
        await region.administrator.post("/services", one)
    who, debts, visits = region.teacher, DEBTS["name"], CLASS["name"]
    advice, youth = "Consultatie gedrag", "Ambulante jeugdhulp"
    for sought, expected in (
        ({}, [youth, debts, advice, visits]),
        ({"words": "GEDRAG"}, [youth, advice, visits]),
        ({"words": "klas gedrag"}, [advice, visits]),
        ({"words": "unal dorde"}, [debts]),
        ({"words": "Ünal, đorđe"}, [debts]),
        ({"words": "u\u0308nal"}, [debts]),
        ({"words": "100%"}, []),
        ({"words": "%"}, [youth, debts, advice, visits]),
        ({"specialism": "klas"}, [advice, visits]),
        ({"specialism": "leerkrachten"}, []),
        ({"targetGroup": "schulden"}, [debts]),
        ({"targetGroup": "schuldhulp"}, []),
        ({"help": "strengthen"}, [advice, visits]),
        ({"help": "complement"}, [youth, debts, visits]),
        ({"area": "sudwest-fryslan"}, [debts, visits]),
        ({"area": "Noorderveld"}, [youth, debts, advice, visits]),
        ({"area": "Elders"}, [visits]),
        ({"reactionDaysAtMost": 3}, [debts]),
        ({"waitingDaysAtMost": 21}, [debts]),
        ({"waitingDaysAtMost": 20}, []),
        ({"withoutReferral": True}, [youth, advice, visits]),
        ({"organisationId": str(EXPERTISE.id)}, [advice]),
        ({"unitId": str(SCHOOL.unit_id), "words": "gedrag"}, [visits]),
    ):
        assert await names(who, **sought) == expected, sought
    found = await who.post("/services/_search", {"specialism": "schuldhulp"}, expect=200)
    today = day_in_amsterdam(region.app.state.clock.now()).isoformat()
    [one] = found["items"]
    assert (one["unit"], one["organisation"]) == (ELSEWHERE.unit, ELSEWHERE.name)
    assert (one["service"]["waitingDays"], one["service"]["waitingStatedDate"]) == (21, today)
    await who.post("/services/_search", {"help": "both"}, expect=400)
    await region.mother.post("/services/_search", {}, expect=403)


async def test_pages_go_on_by_name(region: Region) -> None:
    for number in range(7):
        await region.administrator.post("/services", CLASS | {"name": f"Bezoek {number % 3}"})
    seen, cursor = [], None
    while True:
        asked = {"words": "bezoek", "limit": 2, **({} if cursor is None else {"cursor": cursor})}
        page = await region.teacher.post("/services/_search", asked, expect=200)
        seen += [(one["service"]["name"], one["service"]["id"]) for one in page["items"]]
        cursor = page["nextCursor"]
        if cursor is None:
            break
    assert [name for name, _ in seen] == [f"Bezoek {one}" for one in (0, 0, 0, 1, 1, 2, 2)]
    assert len(set(seen)) == 7


async def test_a_service_is_changed_by_edition_and_retired(region: Region) -> None:
    administrator, teacher = region.administrator, region.teacher
    added = (await administrator.post("/services", DEBTS))["id"]
    path = f"/services/{added}"
    read = await teacher.ask("GET", path)
    assert (read.headers["ETag"], read.json()["area"]) == ('"1"', DEBTS["area"])
    change: dict[str, Any] = {"waitingDays": None, "help": "both", "area": [], "unitId": str(SCHOOL.unit_id)}
    for headers, status in (
        ({}, 428), ({"If_Match": '"9"'}, 412), ({"If_Match": '"1"'}, 200), ({"If_Match": '"1"'}, 412),
    ):  # fmt: skip
        assert (await administrator.ask("PATCH", path, change, **headers)).status_code == status
    after = await teacher.get(path)
    assert after | change == after
    assert (after["waitingStatedDate"], after["version"], after["name"]) == (None, 2, DEBTS["name"])
    assert await names(teacher, words="ünal", area="Elders") == [DEBTS["name"]]
    assert (await administrator.ask("PATCH", path, {}, If_Match="*")).status_code == 400
    assert (await teacher.ask("PATCH", path, change, If_Match="*")).status_code == 403
    await teacher.post(f"{path}/retirements", {"reason": "x"}, expect=403)
    await administrator.post(f"{path}/retirements", {"reason": "merged"})
    await administrator.post(f"{path}/retirements", {"reason": "merged"}, expect=409)
    assert (await administrator.ask("PATCH", path, change, If_Match="*")).status_code == 409
    assert await names(teacher, words="ünal") == []
    assert added not in {one["id"] for one in (await teacher.get("/services"))["items"]}
    assert (await teacher.get(path))["status"] == "retired"


async def test_what_an_organisation_that_left_offered_is_not_found(region: Region) -> None:
    await region.administrator.post(f"/organisations/{EXPERTISE.id}/insolvencies", {"reason": "court"})
    assert await names(region.teacher, words="gedrag") == ["Ambulante jeugdhulp"]


async def test_the_database_folds_latin_letters_as_the_server_does(region: Region) -> None:
    """Two foldings that differ would lose a name to whoever looks for it in the other way."""
    letters = [chr(one) for one in range(0x20, 0x250) if chr(one).isalpha()]
    rows = await region.admin.fetch(
        "SELECT one, chaincare.folded(one) AS folded FROM unnest($1::text[]) AS one", letters
    )
    differ = {row["one"]: row["folded"] for row in rows if row["folded"] != folded(row["one"])}
    assert not differ
