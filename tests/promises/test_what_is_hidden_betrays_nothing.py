"""S1: a tag, a count, a page or a date is made of what its reader may see; and no constraint tells a stranger anything."""

import re
from typing import Any

import pytest
from tests.people import Region
from tests.promises.everything import CASE, CLIENT, Land, bringing, day, operations_of
from tests.promises.walked import Walked

pytestmark = pytest.mark.anyio

READERS = ("parent", "outsider", "network-coordinator")
"""The mother, a professional of another organisation with scope `core`, and who sees only that there is a case."""
STEERS = frozenset({"/cases", CASE, f"{CASE}/agreements"})
"""Who coordinates is told of every agreement that it is there and how it stands, and never what it is (A5)."""
GROWS = frozenset({"/me/access-log"})
"""Whoever looked is seen there, and so is whoever wrote."""

_AT = re.compile(r'^{"at":"[^"]+",')
_KNOWN_TO_ALL = frozenset(
    {"network_id", "organisation_id", "unit_id", "discloser_unit_id", "professional_id", "actor_id"}
)
"""Ids out of the directory, which anybody can name."""
_SEAL = "only the sealer writes it, and numbers nothing but leaves; nothing of a client"
_OF_ITS_OWN: dict[str, str] = {
    "cases_reference_key": "made by the server, at random; nobody chooses one",
    "door_file_pkey": "files of the program",
    "checkpoints_pkey": _SEAL,
    "covenant_versions_one_a_day": "what a network agreed with its members, by who has a mandate in it; nothing of a client",
    "covenants_one_a_network": "what a network agreed with its members, by who has a mandate in it; nothing of a client",
    "cosignatures_pkey": "only what a witness signed of a checkpoint; nothing of a client",
    "dpop_proofs_pkey": "a digest over the key that signed the proof: another holder's is another digest",
    "emergency_settings_pkey": "one row a network, written by its administrator",
    "invitations_code_digest_key": "made by the server, at random",
    "known_names_pkey": "only a door writes it, skips what is there, and answers nothing",
    "legal_grounds_one_in_force": "the catalogue of articles",
    "legal_grounds_pkey": "the catalogue of articles",
    "log_alarms_pkey": _SEAL,
    "login_blocks_running": "only by an administrator, of a professional of his own network; nothing of a client",
    "mandates_duties_separate": "only by an administrator, of a professional; nothing of a client",
    "mandates_organisation_separate": "only by an administrator, of a professional; nothing of a client",
    "mandates_oversight_separate": "only by an administrator, of a professional; nothing of a client",
    "memberships_pkey": "the directory",
    "migration_pkey": "files of the program",
    "network_statistics_once": "a month of a network is published once, for all its members; nothing of a client",
    "office_hours_pkey": "editions of a network's setting, written by its administrator; nothing of a client",
    "organisations_agb": "only by an administrator: an organisation's number in a public register; nothing of a client",
    "organisations_brin": "only by an administrator: an organisation's number in a public register; nothing of a client",
    "organisations_oin": "only by an administrator: an organisation's number in a public register; nothing of a client",
    "partner_stops_running": "only by an administrator, in his own network; nothing of a client",
    "professionals_login": "only by an administrator: a login is one professional's, whoever's he is; nothing of a client",
    "repeats_pkey": "a keyed digest over caller and operation: another caller's is another digest",
    "seal_keys_pkey": _SEAL,
    "sealed_batches_pkey": _SEAL,
    "sealed_ids_pkey": _SEAL,
    "sealed_logs_origin_key": _SEAL,
    "sealed_logs_pkey": _SEAL,
    "sealed_logs_previous_id_key": _SEAL,
    "sealed_logs_year_epoch_key": _SEAL,
    "sealed_nodes_pkey": _SEAL,
    "token_issuers_pkey": "only by an administrator: whom the installation believes; nothing of a client",
    "unit_places_now": "only a trigger of the directory writes it, one a professional; nothing of a client",
}
"""Why nobody can learn anything of a client by colliding with it."""

UNIQUE = """
    SELECT i.relname AS name, array(
        SELECT coalesce(a.attname::text, pg_get_indexdef(x.indexrelid, k + 1, true)) FROM generate_series(0, x.indnkeyatts - 1) AS k
        LEFT JOIN pg_attribute AS a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[k] AND a.attnum > 0) AS columns,
        array(SELECT a.attname::text FROM pg_attribute AS a
            WHERE a.attrelid = x.indrelid AND a.atttypid = 'uuid'::regtype AND a.attnum > 0) AS ids
    FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_class AS c ON c.oid = x.indrelid
    WHERE c.relnamespace = 'chaincare'::regnamespace AND NOT c.relispartition AND (x.indisunique OR x.indisexclusion)
"""


async def test_a_stranger_collides_with_nothing(region: Region) -> None:
    """What is unique is so within one thing whose id the server made at random, or has its reason here."""
    rows, alone = await region.admin.fetch(UNIQUE), set()
    assert len(rows) > 100
    for row in rows:
        if not set(row["columns"]) & set(row["ids"]) - _KNOWN_TO_ALL:
            alone.add(row["name"])
    assert alone == set(_OF_ITS_OWN), f"give each its reason: {alone ^ set(_OF_ITS_OWN)}"
    # Nothing at all is unique by what a client is called or numbered, but for forms of names that only a door writes.
    told = {
        row["name"] for row in rows if {"blind", "folded", "family_name", "birth_date"} & set(row["columns"])
    }
    assert told == {"known_names_pkey", "client_names_pkey"}
    counters = await region.admin.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = 'chaincare'::regnamespace AND relkind = 'S'"
        " AND (has_sequence_privilege('chaincare_app', oid, 'SELECT') OR has_sequence_privilege('chaincare_app', oid, 'USAGE'))"
    )
    assert counters == []  # the next number of a counter tells how many there were


async def test_what_a_reader_may_not_see_changes_nothing_of_what_he_reads(walked: Walked) -> None:
    land = walked.own
    guest = bringing("outsider")(land)
    guest["party"]["scope"] = "core"
    await land.do("teacher", "POST", f"{CASE}/participations", guest)
    hers = await _written_for_nobody_else(land)
    before = {role: await _read(land, role) for role in (*READERS, "teacher")}
    for role in READERS:
        assert len([one for one in before[role].values() if one[0] == 200]) > 8, role
    assert '"' in before["parent"][f"{CASE}/question"][1]  # the control: there are tags
    await _change(land, hers)
    after = {role: await _read(land, role) for role in (*READERS, "teacher")}
    for role in READERS:
        changed = [path for path, one in before[role].items() if after[role][path] != one]
        if role == "network-coordinator":
            changed = [path for path in changed if path not in STEERS]
        assert changed == [], f"{role} can tell that something changed"
    # The control: to who may see it, it shows; in the tag of the client, in the count of agreements, in the lists.
    shown = {path for path, one in before["teacher"].items() if after["teacher"][path] != one}
    assert {CASE, CLIENT, f"{CASE}/notes", f"{CASE}/agreements", f"{CASE}/relation-conflicts"} <= shown
    assert before["teacher"][CLIENT][1] != after["teacher"][CLIENT][1]


async def _written_for_nobody_else(land: Land) -> dict[str, str]:
    note = await land.do("teacher", "POST", f"{CASE}/notes", {"body": "for me", "audience": []})
    return {"note": note["id"], "agreement": await _agreement(land)}


async def _agreement(land: Land) -> str:
    made = await land.do(
        "teacher",
        "POST",
        f"{CASE}/agreements",
        {
            "responsible": land.ids["opener"], "what": "Keeps it to herself.", "dueDate": day(1),
            "audience": [], "clientMayRead": False,
        },
    )  # fmt: skip
    return str(made["id"])


async def _change(land: Land, hers: dict[str, str]) -> None:
    """Everything the teacher can do that the readers are not to notice."""
    teacher = land.people["teacher"]

    async def does(method: str, path: str, body: Any, **more: str) -> None:
        answer = await teacher.ask(method, land.at(path), body, **more)
        assert answer.status_code in {200, 201}, f"{path}: {answer.text}"

    await does("POST", f"{CASE}/notes", {"body": "for me too", "audience": []})
    fixed = {"body": "for me, in other words", "reason": "clearer"}
    await does("POST", f"{CASE}/notes/{hers['note']}/corrections", fixed, If_Match="*")
    await does("POST", f"{CASE}/agreements/{hers['agreement']}/progress", {"step": "begun"})
    await _agreement(land)
    await does("PATCH", CLIENT, {"bsn": None}, If_Match="*")
    conflict = {
        "party": {"kind": "professional", "id": land.ids["youth-worker"]},
        "reason": "He is her neighbour.", "decidedBy": "the client", "reviewDate": day(90),
    }  # fmt: skip
    await does("POST", f"{CASE}/relation-conflicts", conflict)


async def _read(land: Land, role: str) -> dict[str, tuple[int, str, str]]:
    """Everything one of them can read, as it was answered."""
    found = {}
    for method, path in operations_of(land.region.app):
        if method != "GET" or path in GROWS:
            continue
        answer = await land.people[role].ask("GET", land.at(path))
        # Of regie is told at which moment it was asked for.
        text = _AT.sub("", answer.text) if answer.status_code == 200 else ""
        headers = (
            f"{answer.headers.get('etag')} {answer.headers.get('link')} {answer.headers.get('last-modified')}"
        )
        found[path] = answer.status_code, headers, text
    return found
