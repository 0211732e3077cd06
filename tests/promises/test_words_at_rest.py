"""S4, T4: on disk, in the write-ahead log and in a dump stands no number and no private text that is said to be sealed.

What is *not* sealed, such as names and notes, is found there: that is the control, and the product's SECURITY.md says so.
"""

import base64
import secrets
from pathlib import Path

import pytest
from tests.emergency.night import ACCESSES, SETTINGS
from tests.people import Region, desiree

from chaincare.demo.world import EXPERTISE, SCHOOL

pytestmark = pytest.mark.anyio


def a_bsn() -> str:
    """A number that passes the test of eleven and that no other test has used."""
    while True:
        digits = [secrets.randbelow(9) + 1 for _ in range(8)]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        if last < 10:
            return "".join(map(str, [*digits, last]))


async def test_what_is_sealed_is_nowhere_on_disk_in_the_wal_or_in_a_dump(region: Region) -> None:
    began = await region.admin.fetchval("SELECT pg_walfile_name(pg_current_wal_lsn())")
    word = secrets.token_hex(6)
    bsn, in_clear = a_bsn(), (f"Zichtbaar{word}", f"notitie-{word}")
    sealed = [bsn, *await _said_in_private(region, word, bsn, *in_clear)]
    await region.admin.execute("CHECKPOINT")
    places = {
        "heap": await _heap(region),
        "write-ahead log": await _wal(region, began),
        "dump": await _dump(region),
        "log of PostgreSQL": await _own_log(region),
    }
    for place in (
        "heap",
        "write-ahead log",
        "dump",
    ):  # the control: there is something to be found, and it is
        assert [one for one in in_clear if one.encode() not in places[place]] == [], place
    found = [
        (place, number)
        for place, content in places.items()
        for number, one in enumerate(sealed)
        for spelled in _spellings(one)
        if spelled in content
    ]
    assert found == [], "which of the sealed ones, never its words"


async def _said_in_private(region: Region, word: str, bsn: str, name: str, note: str) -> list[str]:
    """Say each sealed thing by the way it is really said, and give what must not be found."""
    said = {one: f"geheim-{one}-{word}" for one in ("gezocht", "reden", "sleutel")}
    client = {**desiree()["client"], "familyName": name, "bsn": bsn}
    opened = await region.teacher.post("/cases", desiree(client=client), Idempotency_Key=said["sleutel"])
    case, teacher = f"/cases/{opened['id']}", region.teacher
    await teacher.post(f"{case}/notes", {"body": note})
    representative = next(one["representativeId"] for one in opened["circle"] if one["representativeId"])
    invited = await teacher.post(
        f"{case}/invitations",
        {"representativeId": representative, "proof": "seen"},
        Idempotency_Key=said["sleutel"],
    )
    await region.mother.post("/me/logins", {"code": invited["code"]})
    looked = await teacher.post("/clients/_search", {"name": f"{said['gezocht']} Iemand"}, expect=200)
    assert looked["items"] == []
    disclosed = await teacher.post(
        f"/clients/{opened['clientId']}/bsn-disclosures",
        {"towards": str(SCHOOL.id), "reason": "To enrol her."},
    )
    assert bsn in str(disclosed)  # it opens for whoever may
    await _by_night(region, said["reden"], bsn)
    return [
        *said.values(),
        invited["code"],
        invited["code"].replace("-", ""),
        teacher.token.rpartition(".")[2],
    ]


async def _by_night(region: Region, reason: str, bsn: str) -> None:
    """A crisis team asks for whoever has this number, and says why."""
    settings = {
        "units": [{"unitId": str(EXPERTISE.unit_id), "kind": "on_call", "phone": "050 111 11 11"}],
        "dailyLimit": 20,
    }
    answer = await region.administrator.ask("PUT", SETTINGS, settings, If_Match="*")
    assert answer.status_code == 200, answer.text
    asked = {"by": {"kind": "bsn", "bsn": bsn}, "reasonCode": "danger_to_life", "reason": reason}
    await region.specialist.ask("POST", ACCESSES, asked)
    assert await region.entries("private IS NOT NULL AND event LIKE 'emergency%'")


async def _heap(region: Region) -> bytes:
    folder = Path(await region.admin.fetchval("SHOW data_directory"))
    number = await region.admin.fetchval("SELECT oid FROM pg_database WHERE datname = current_database()")
    return b"".join(one.read_bytes() for one in (folder / "base" / str(number)).iterdir() if one.is_file())


async def _wal(region: Region, began: str) -> bytes:
    """Every segment that was written to since this test began."""
    folder = Path(await region.admin.fetchval("SHOW data_directory"))
    now = await region.admin.fetchval("SELECT pg_walfile_name(pg_current_wal_lsn())")
    return b"".join(
        one.read_bytes()
        for one in sorted((folder / "pg_wal").iterdir())
        if one.is_file() and began <= one.name <= now
    )


async def _dump(region: Region) -> bytes:
    """Every row of every table, as a superuser's COPY tells it."""
    tables = await region.admin.fetch(
        "SELECT oid::regclass::text AS name FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'chaincare'::regnamespace"
    )
    told = []
    for table in tables:
        rows = await region.admin.fetch(f"SELECT t::text AS told FROM {table['name']} AS t")
        told += [row["told"] for row in rows]
    return "\n".join(told).encode()


async def _own_log(region: Region) -> bytes:
    return (Path(await region.admin.fetchval("SHOW data_directory")).parent / "postgres.log").read_bytes()


def _spellings(text: str) -> list[bytes]:
    """A text as it is, and as it would look where somebody took encoding for encryption."""
    plain = text.encode()
    return [
        plain,
        plain.lower(),
        plain.hex().encode(),
        base64.b64encode(plain)[: len(plain) // 3 * 4],
        plain[::-1],
    ]
