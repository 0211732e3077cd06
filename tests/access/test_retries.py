"""D1: a request that comes again with the same key has the same effect and the same answer, and nothing slips by."""

import asyncio
from typing import Any

import pytest
from tests.people import Region, add_begeleider, desiree, link_mother, open_case

from chaincare.demo.world import person

pytestmark = pytest.mark.anyio

NOBODY = "/cases/01890000-0000-7000-8000-000000000000/notes"
KEY = "1f0e8d3c-retry-canary-Walt"
NOTE = {"body": "Zij slaapt slecht.", "audience": ["professionals"]}


async def notes_of(region: Region, case_id: str) -> int:
    return int(
        await region.admin.fetchval("SELECT count(*) FROM chaincare.notes WHERE case_id = $1", case_id)
    )


async def outcomes(region: Region, event: str) -> list[str]:
    return [row["outcome"] for row in await region.entries("event = $1", event)]


async def test_the_same_key_and_body_happen_once_and_are_answered_the_same(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    first = await region.teacher.ask("POST", f"/cases/{case_id}/notes", NOTE, Idempotency_Key=KEY)
    again = await region.teacher.ask("POST", f"/cases/{case_id}/notes", NOTE, Idempotency_Key=KEY)
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert first.headers["Content-Type"] == again.headers["Content-Type"]
    assert await notes_of(region, case_id) == 1
    # He came twice, and each answer carries the receipt of its own entry; it was done once.
    assert await outcomes(region, "note.written") == ["entered", "done", "entered"]
    assert first.headers["ChainCare-Receipt"] != again.headers["ChainCare-Receipt"]


async def test_without_a_key_a_second_request_is_a_second_act(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    await region.teacher.post(f"/cases/{case_id}/notes", NOTE)
    await region.teacher.post(f"/cases/{case_id}/notes", NOTE)
    assert await notes_of(region, case_id) == 2


async def test_a_key_is_for_one_request_and_one_caller(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    await add_begeleider(region, case_id)
    here = f"/cases/{case_id}/notes"
    await region.teacher.post(here, NOTE, Idempotency_Key=KEY)
    other = await region.teacher.post(here, {**NOTE, "body": "Iets anders."}, 409, Idempotency_Key=KEY)
    assert other["type"].endswith(":idempotency-key-reused")
    # Another operation and another person: their keys are their own.
    await region.begeleider.post(here, NOTE, Idempotency_Key=KEY)
    assert await notes_of(region, case_id) == 2
    second = (await open_case(region, client={**desiree()["client"], "givenNames": "Noor"}))["id"]
    elsewhere = await region.teacher.post(f"/cases/{second}/notes", NOTE, 409, Idempotency_Key=KEY)
    assert elsewhere["type"].endswith(":idempotency-key-reused")
    assert await notes_of(region, second) == 0


async def test_what_was_refused_leaves_the_key_free(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    here = f"/cases/{case_id}/notes"
    await region.teacher.post(here, {"body": ""}, 400, Idempotency_Key=KEY)
    unknown = {**NOTE, "parties": ["01890000-0000-7000-8000-000000000000"]}
    await region.teacher.post(here, unknown, 400, Idempotency_Key=KEY)
    await region.outsider.post(here, NOTE, 404, Idempotency_Key=KEY)
    await region.teacher.post(here, NOTE, Idempotency_Key=KEY)
    assert await notes_of(region, case_id) == 1


async def test_who_was_let_out_meanwhile_gets_no_answer_again(region: Region) -> None:
    case_id = (await open_case(region, circle=[]))["id"]
    begeleider_id = await add_begeleider(region, case_id)
    here = f"/cases/{case_id}/notes"
    await region.begeleider.post(here, NOTE, Idempotency_Key=KEY)
    await region.begeleider.post(here, NOTE, Idempotency_Key=KEY)
    await region.teacher.post(f"/cases/{case_id}/participations/{begeleider_id}/endings", {"reason": "done"})
    gone = await region.begeleider.ask("POST", here, NOTE, Idempotency_Key=KEY)
    missing = await region.begeleider.ask("POST", NOBODY, NOTE, Idempotency_Key=KEY)
    assert gone.status_code == missing.status_code == 404
    assert gone.json()["type"] == missing.json()["type"]
    assert (await outcomes(region, "note.written"))[-2:] == ["not_visible", "not_visible"]


async def test_an_opening_that_is_repeated_opens_one_case(region: Region) -> None:
    first = await region.teacher.post("/cases", desiree(), Idempotency_Key=KEY)
    again = await region.teacher.post("/cases", desiree(), Idempotency_Key=KEY)
    assert first == again
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.cases") == 1
    entries = await region.entries("event = 'case.opened'")
    assert [one["outcome"] for one in entries] == ["entered", "done", "entered"]
    assert {one["case_id"] for one in entries} == {entries[0]["case_id"]}
    other = await region.teacher.post("/cases", desiree(question="Else?"), 409, Idempotency_Key=KEY)
    assert other["type"].endswith(":idempotency-key-reused")
    # Whoever left the case he opened is not shown its answer again.
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("UPDATE chaincare.participations SET during = tstzrange(lower(during), now())")
    await region.teacher.post("/cases", desiree(), 404, Idempotency_Key=KEY)
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.cases") == 1


async def test_many_at_once_with_one_key_do_it_once(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    ask = region.teacher.ask
    answers = await asyncio.gather(
        *(ask("POST", f"/cases/{case_id}/notes", NOTE, Idempotency_Key=KEY) for _ in range(12))
    )
    assert {one.status_code for one in answers} == {201}
    assert len({one.content for one in answers}) == 1
    assert await notes_of(region, case_id) == 1


async def test_many_openings_at_once_with_one_key_open_one_case(region: Region) -> None:
    ask = region.teacher.ask
    answers = await asyncio.gather(*(ask("POST", "/cases", desiree(), Idempotency_Key=KEY) for _ in range(8)))
    # Who came at the same moment may be told to send it again; whoever was answered got the one case.
    assert {one.status_code for one in answers} <= {201, 503}
    made = {one.content for one in answers if one.status_code == 201}
    assert len(made) == 1
    for one in answers:
        if one.status_code == 503:
            assert one.headers["Retry-After"] == "1"
            assert one.json()["type"].endswith(":answered-meanwhile")
    assert (await ask("POST", "/cases", desiree(), Idempotency_Key=KEY)).content in made
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.cases") == 1


async def test_who_waited_for_a_connection_meanwhile_is_led_to_the_case_too(region: Region) -> None:
    """More tries at once than there are connections: the later ones came before the case was opened."""
    ask = region.teacher.ask
    answers = await asyncio.gather(
        *(ask("POST", "/cases", desiree(), Idempotency_Key=KEY) for _ in range(90))
    )
    assert {one.status_code for one in answers} <= {201, 503}
    assert len({one.content for one in answers if one.status_code == 201}) == 1
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.cases") == 1


async def test_who_reaches_less_far_now_gets_no_answer_of_then(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    begeleider_id = await add_begeleider(region, case_id)
    await region.begeleider.post(f"/cases/{case_id}/notes", NOTE, Idempotency_Key=KEY)
    await region.teacher.post(f"/cases/{case_id}/participations/{begeleider_id}/endings", {"reason": "done"})
    # The school's team still takes part, with core; notes are written with full.
    await region.begeleider.post(f"/cases/{case_id}/notes", NOTE, 403, Idempotency_Key=KEY)


def another_citizen(region: Region) -> str:
    one = person("parent")
    return region.issuers.token(one.issuer, "another-parent", client_id=one.client_id, scopes=one.scopes)


async def test_a_code_that_was_accepted_can_be_sent_again_by_the_same_login_only(region: Region) -> None:
    opened = await open_case(region)
    representative = next(one for one in opened["circle"] if one["representativeId"])["representativeId"]
    invitation = {"representativeId": representative, "proof": "identity card seen at school"}
    code = (await region.teacher.post(f"/cases/{opened['id']}/invitations", invitation))["code"]
    first = await region.mother.post("/me/logins", {"code": code}, Idempotency_Key=KEY)
    assert await region.mother.post("/me/logins", {"code": code}, Idempotency_Key=KEY) == first
    assert await region.mother.post("/me/logins", {"code": code}) == first
    stranger = region.person("parent")
    stranger.token = another_citizen(region)
    await stranger.post("/me/logins", {"code": code}, 404, Idempotency_Key=KEY)
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.client_logins") == 1


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 201, "snë"])
async def test_a_key_that_cannot_be_one_is_named(region: Region, key: str) -> None:
    case_id = (await open_case(region))["id"]
    headers: Any = {
        "Authorization": f"Bearer {region.teacher.token}",
        "Idempotency-Key": key.encode("latin-1"),
    }
    answer = await region.http.post(f"/v1/cases/{case_id}/notes", json=NOTE, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "#header/Idempotency-Key"
    assert await notes_of(region, case_id) == 0


async def test_the_database_keeps_nothing_that_can_be_read(region: Region) -> None:
    opened = await region.teacher.post("/cases", desiree(), Idempotency_Key=KEY)
    await link_mother(region, opened)
    rows = await region.admin.fetch("SELECT * FROM chaincare.repeats")
    assert len(rows) == 1
    kept = b"".join(value if isinstance(value, bytes) else str(value).encode() for value in rows[0].values())
    for word in (KEY, "Désirée", "Walt", "Marijke", opened["reference"], opened["clientId"]):
        assert word.encode() not in kept


async def test_answers_are_forgotten_after_a_day_and_not_before(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    here = f"/cases/{case_id}/notes"
    await region.teacher.post(here, NOTE, Idempotency_Key=KEY)
    await region.admin.execute("SET session_replication_role = replica")
    for age, left in (("23 hours 59 minutes", 1), ("24 hours 1 minute", 0)):
        await region.admin.execute(f"UPDATE chaincare.repeats SET at = now() - interval '{age}'")
        await region.app.state.pool.execute("SELECT chaincare.forget_repeats()")
        assert await region.admin.fetchval("SELECT count(*) FROM chaincare.repeats") == left
