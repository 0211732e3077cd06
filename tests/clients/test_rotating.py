"""A key is changed: every BSN is sealed anew, found all the while, and the old key is needed no longer (S4)."""

import asyncio
import secrets
from typing import Any

import asyncpg
import pytest
from cryptography.exceptions import InvalidTag
from tests.people import SECRET, Region, desiree, open_case, settings_for

from chaincare.access.receipts import Receipts
from chaincare.access.repeating import Repeats
from chaincare.app import create_app
from chaincare.clients.rotating import RESEAL, Rotated, rotate_bsns
from chaincare.clients.sealing import BsnSeal
from chaincare.cursors import CursorSeal
from chaincare.demo.world import EXPERTISE
from chaincare.trace.private import PrivateSeal

pytestmark = pytest.mark.anyio

NEW = bytes(reversed(range(32)))
BSNS = ("999990019", "999990032", "999990044", "999990019")


class Killed(BaseException):
    """The process is gone."""


def hold(region: Region, *keys: bytes) -> None:
    """What a restart with other keys does."""
    state = region.app.state
    state.bsns, state.repeats, state.cursors = BsnSeal(*keys), Repeats(*keys), CursorSeal(*keys)
    state.private, state.receipts = PrivateSeal(*keys), Receipts(*keys)


async def rows(region: Region) -> list[Any]:
    return list(await region.admin.fetch("SELECT * FROM chaincare.client_bsns ORDER BY id"))


async def look_for_matches(region: Region) -> int:
    async with region.app.state.pool.acquire() as connection:
        while await connection.fetchval("SELECT chaincare.find_matches(now())"):
            pass
    return int(await region.admin.fetchval("SELECT count(*) FROM chaincare.matches"))


async def test_every_number_is_sealed_anew_and_the_old_key_is_needed_no_longer(region: Region) -> None:
    names = ("Aaltje", "Berend", "Cornelia")
    opened = [
        await open_case(
            region,
            client={"givenNames": name, "familyName": name * 2, "birthDate": "2015-02-03", "bsn": bsn},
        )
        for name, bsn in zip(names, BSNS[:3], strict=True)
    ]
    await region.teacher.ask("PATCH", f"/clients/{opened[2]['clientId']}", {"bsn": None}, If_Match="*")
    key: dict[str, Any] = {"Idempotency_Key": "before-the-change"}
    retried = {**desiree(), "client": {**desiree()["client"], "bsn": BSNS[2]}}
    first = await region.teacher.post("/cases", retried, **key)
    noted = {"body": "x"}
    note = await region.teacher.post(f"/cases/{first['id']}/notes", noted, **key)
    reused = await region.teacher.ask("POST", f"/cases/{first['id']}/notes", noted | {"body": "y"}, **key)
    before = await rows(region)
    assert {row["key_mark"] for row in before} == {BsnSeal(SECRET).mark}
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "UPDATE chaincare.client_bsns SET key_mark = NULL WHERE id = $1", before[0]["id"]
    )
    await region.admin.execute("RESET session_replication_role")

    hold(region, NEW, SECRET)
    # A retry across the change is a retry, with and without a case of its own (D1).
    assert await region.teacher.post("/cases", retried, **key) == first
    assert await region.teacher.post(f"/cases/{first['id']}/notes", noted, **key) == note
    again = await region.teacher.ask("POST", f"/cases/{first['id']}/notes", noted | {"body": "y"}, **key)
    assert (again.status_code, again.json()["type"]) == (reused.status_code, reused.json()["type"])

    # A number is registered twice, under two keys: nobody sees it yet.
    twin = await open_case(
        region,
        client={"givenNames": "Ans", "familyName": "Anders", "birthDate": "2015-02-03", "bsn": BSNS[3]},
    )
    assert await look_for_matches(region) == 0

    told: list[str] = []

    def dies(words: str) -> None:
        told.append(words)
        if len(told) == 2:
            raise Killed

    with pytest.raises(Killed):
        await rotate_bsns(region.urls.migrate_url, (NEW, SECRET), dies, batch=1)
    halfway = await rows(region)
    assert [row["key_mark"] == BsnSeal(NEW).mark for row in halfway] == [True, True, False, False, True]
    body = {"towards": str(EXPERTISE.id), "reason": "To enrol her there."}
    for one, bsn in ((opened[0], BSNS[0]), (first, BSNS[2]), (twin, BSNS[3])):
        found = await region.teacher.post(f"/clients/{one['clientId']}/bsn-disclosures", body)
        assert found["bsn"] == bsn  # the wall does not matter to which key sealed it
    done = await rotate_bsns(region.urls.migrate_url, (NEW, SECRET), told.append)
    assert (done, await rotate_bsns(region.urls.migrate_url, (NEW,), told.append)) == ((2, 0), (0, 0))
    assert await look_for_matches(region) == 1

    after, seal = await rows(region), BsnSeal(NEW)
    assert [seal.open(row["sealed"], row["client_id"]) for row in after] == [*BSNS[:3], BSNS[2], BSNS[3]]
    assert [row["blind"] for row in after] == [seal.blind(bsn) for bsn in (*BSNS[:3], BSNS[2], BSNS[3])]
    assert [row["removed_at"] for row in after] == [row["removed_at"] for row in halfway]
    entries = await region.entries("event = 'bsn.resealed'")
    assert [entry["object_id"] for entry in entries] == [row["id"] for row in before]
    assert {(entry["action"], entry["outcome"], entry["role"]) for entry in entries} == {
        ("U", "done", "operator")
    }
    assert len({entry["client"] for entry in entries}) == 4

    hold(region, NEW)
    found = await region.teacher.post(f"/clients/{first['clientId']}/bsn-disclosures", body)
    assert found["bsn"] == BSNS[2]


async def test_what_no_key_opens_stays_and_the_application_cannot_reseal(region: Region) -> None:
    await open_case(region, client={**desiree()["client"], "bsn": BSNS[0]})
    [row] = await rows(region)
    told: list[str] = []
    shut = await rotate_bsns(region.urls.migrate_url, (NEW, secrets.token_bytes(32)), told.append)
    assert (shut, await rows(region)) == (Rotated(0, 1), [row])
    both = await asyncio.gather(
        *(rotate_bsns(region.urls.migrate_url, (NEW, SECRET), told.append) for _ in range(2))
    )
    assert sum(one.resealed for one in both) == 1
    assert not set("".join(told)) & set("9")
    async with region.app.state.pool.acquire() as connection:
        for statement, values in (
            (RESEAL, (row["id"], row["sealed"], row["sealed"], row["blind"], row["key_mark"])),
            ("SELECT chaincare.bsns_under_other_keys($1, NULL, 1)", (bytes(8),)),
            ("UPDATE chaincare.client_bsns SET key_mark = $1", (bytes(8),)),
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement, *values)


def test_every_seal_opens_what_an_earlier_key_sealed_and_seals_under_the_present_one() -> None:
    old, both, new = PrivateSeal(SECRET), PrivateSeal(NEW, SECRET), PrivateSeal(NEW)
    request = "11111111-2222-4333-8444-555555555555"
    assert both.open(old.seal("waarom", request).private, request) == "waarom"
    assert new.open(both.seal("waarom", request).private, request) == "waarom"
    with pytest.raises(InvalidTag):
        new.open(old.seal("waarom", request).private, request)
    assert BsnSeal(NEW, SECRET).blinds(BSNS[0]) == [
        BsnSeal(NEW).blind(BSNS[0]),
        BsnSeal(SECRET).blind(BSNS[0]),
    ]
    assert BsnSeal(NEW).mark != BsnSeal(SECRET).mark


def test_an_application_that_is_given_earlier_keys_uses_them(database: Any) -> None:
    import msgspec  # noqa: PLC0415

    settings = msgspec.structs.replace(settings_for(database), secret_key=NEW, previous_secret_keys=(SECRET,))
    assert create_app(settings).state.bsns.blinds(BSNS[0])[1] == BsnSeal(SECRET).blind(BSNS[0])
