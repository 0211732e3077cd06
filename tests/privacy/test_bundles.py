"""Everything that is kept on somebody, in one operation (AVG 15)."""

import re
from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from tests.people import Person, Region, link_mother, open_case
from tests.privacy.test_requests import PATH, asking, officer, second_officer
from tests.shields.worlds import shelter_comes, what_everybody_knows, world

from chaincare.demo.world import SUBSTANTIAL, person
from chaincare.privacy.field_names import FIELD_NAMES
from chaincare.privacy.part_names import PART_NAMES
from chaincare.privacy.telling import keys_in, told, wire_name
from chaincare.privacy.value_words import VALUE_WORDS
from chaincare.privacy.worded_fields import WORDED

pytestmark = pytest.mark.anyio
UNREADABLE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-\S+|\d{4}-\d\d-\d\d\S*|\b[a-z]+_[a-z_]+\b|\\x[0-9a-f]+")
# What a record has, in every table that a bundle may hold; and the fixed words that the database allows there.
COLUMNS = """
    SELECT c.table_name::text AS part, c.column_name::text AS name,
        CASE WHEN c.data_type = 'uuid' OR c.udt_name = 'bytea' THEN NULL ELSE c.data_type END AS sort,
        ARRAY(SELECT (regexp_matches(pg_get_constraintdef(k.oid), $$'(\\w+)'::text$$, 'g'))[1] FROM pg_constraint AS k
              WHERE k.conrelid = ('chaincare.' || c.table_name)::regclass AND k.contype = 'c'
                AND k.conkey = ARRAY[a.attnum]) AS words
    FROM information_schema.columns AS c
    JOIN pg_attribute AS a ON a.attrelid = ('chaincare.' || c.table_name)::regclass AND a.attname = c.column_name
    WHERE c.table_schema = 'chaincare'
      AND has_table_privilege('chaincare_app', 'chaincare.' || c.table_name, 'SELECT')
      AND (c.table_name IN ('cases', 'clients') OR EXISTS (SELECT FROM information_schema.columns AS o
          WHERE o.table_schema = 'chaincare' AND o.table_name = c.table_name AND o.column_name = 'case_id'))
      AND c.table_name NOT IN ('access_entries', 'repeats', 'data_subject_requests', 'data_subject_request_facts', 'case_mandates')
      AND c.column_name NOT IN ('readers', 'version', 'search_name')
      AND c.column_name !~ '(^|_)(id|ids|by|digest|folded|pseudonym)$'
"""


async def test_every_part_field_and_fixed_word_has_plain_words(region: Region) -> None:
    columns = await region.admin.fetch(COLUMNS)
    tables = {column["part"] for column in columns if not column["part"].startswith("access_entries")}
    assert len(tables) > 40
    assert tables <= set(PART_NAMES), tables - set(PART_NAMES)
    kept = [
        one
        for one in columns
        if one["part"] in tables
        and one["sort"]
        and told({one["name"]: "x"} if one["name"] != "during" else {}, {})
    ]
    names = {wire_name(column["name"]) for column in kept}
    assert names <= set(FIELD_NAMES), names - set(FIELD_NAMES)
    fixed = {
        (wire_name(column["name"]), word)
        for column in kept
        if column["sort"] != "jsonb"
        for word in column["words"]
    }
    assert {name for name, _ in fixed} <= WORDED, {name for name, _ in fixed} - WORDED
    assert {word for _, word in fixed} <= set(VALUE_WORDS), {word for _, word in fixed} - set(VALUE_WORDS)
    assert not [en for en, nl in PART_NAMES.values() if en == nl]


def test_a_row_is_told_without_keys_and_with_days_as_days() -> None:
    unit, nobody = "01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"
    row: dict[str, Any] = {
        "during": '["2026-11-22 06:37:57.048555+00",)', "due_on": "2026-11-22", "unit_id": unit, "seq": 3,
        "recipients": [unit, nobody], "holder_id": nobody, "at": "2026-11-22T06:37:57+00:00",
        "fact": {"kind": "agreed", "meetingId": nobody, "dueDate": "2026-12-01"},
    }  # fmt: skip
    item = told(row, {unit: "School, team"})
    assert list(item) == ["startsAt", "dueDate", "unit", "recipients", "happenedAt"]
    assert (item["unit"], item["recipients"]) == ("School, team", ["School, team"])
    assert item["dueDate"].isoformat() == "2026-12-01"
    assert item["startsAt"].isoformat() == "2026-11-22T06:37:57.048555+00:00"
    assert sorted(keys_in(row)) == sorted([unit, unit, nobody, nobody, nobody])


def strongly(region: Region, name: str) -> Person:
    """A citizen who identified himself strongly, with every right a citizen's app asks for."""
    token = region.issuers.token(
        "burgers", name, client_id="mijn-chaincare", scopes=("cases", "me", "privacy"), acr=SUBSTANTIAL
    )
    return Person(name, region.http, token, region.calls)


def said_of(answer: Any) -> list[str]:
    return [one["detail"] for one in answer.json()["errors"]]


async def test_a_bundle_tells_what_the_clients_own_view_holds_and_who_received_it(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    await link_mother(region, opened)
    mother = next(one for one in opened["circle"] if one["representativeId"])
    await region.teacher.post(
        f"{case}/notes", {"body": "shared-with-her", "audience": ["professionals"], "clientMayRead": True}
    )
    await region.teacher.post(f"{case}/notes", {"body": "among-ourselves", "audience": ["professionals"]})
    consent = {
        "kind": "sharing", "explained": "What the school tells Kompas.", "purpose": "education_support",
        "disclosers": [str(person("teacher").unit_id)], "recipients": [str(person("youth-worker").unit_id)],
        "givenBy": [{"representativeId": mother["representativeId"], "how": "oral"}],
    }  # fmt: skip
    await region.teacher.post(f"{case}/consents", consent)
    asked = asking(region, caseId=opened["id"], representativeId=mother["representativeId"])
    one = f"{PATH}/{(await region.teacher.post(PATH, asked))['id']}"
    els = officer(region)
    early = await els.ask("POST", f"{one}/bundles", {})
    assert (early.json()["title"], said_of(early)) == (
        "Not for bundle",
        ["Nobody handles it yet: take it up first."],
    )
    await els.post(f"{one}/handlings", {}, If_Match='"1"')
    bundle = await els.post(f"{one}/bundles", {})
    parts = {part["part"]: part["items"] for part in bundle["parts"]}
    assert parts["clients"][0]["givenNames"] == "Désirée"
    assert [note["body"] for note in parts["notes"]] == ["shared-with-her"]
    assert not {"data_subject_requests", "access_entries", "client_bsns", "repeats"} & set(parts)
    told = {"purpose": "education_support", "en": "to help at school", "nl": "om te helpen op school"}
    assert bundle["purposes"] == [told]
    assert "om te helpen op school" in bundle["printed"]["nl"]
    school = {"Basisschool De Regenboog"}
    assert {source["organisation"] for source in bundle["sources"]} == school
    received = {(one["organisation"], one["function"]) for one in bundle["recipients"]}
    assert ("Basisschool De Regenboog", "leerkracht") in received
    assert "Joris" not in str(bundle)
    for text in (bundle["printed"]["nl"], bundle["printed"]["en"]):
        assert "Désirée" in text
        assert "among-ourselves" not in text
        assert not UNREADABLE.findall(text)
    dutch = bundle["printed"]["nl"]
    assert "Basisschool De Regenboog" in parts["consents"][0]["disclosers"][0]
    assert f"wie het mogen krijgen: {parts['consents'][0]['recipients'][0]}" in dutch
    assert "gegeven door: vertegenwoordiger" in dutch
    for part in bundle["parts"]:
        assert part["categorie"] in dutch
        assert f"\n{part['category']}\n" not in dutch
        assert not list(keys_in(list(part["items"])))
        for item in part["items"]:
            assert set(item) <= set(FIELD_NAMES), part["part"]
    assert re.search(r"geopend op: \d{1,2} [a-z]+ 20\d\d, \d\d:\d\d", dutch)
    assert "Alles wat wij over u bewaren" in bundle["printed"]["nl"]
    steps = (await els.get(one))["steps"]
    assert steps[-1]["step"] == "bundled"
    assert steps[-1]["digest"] == bundle["digest"]
    entries = await region.entries("event = 'data-subject-request.bundled' AND client IS NOT NULL")
    assert [(entry["action"], entry["outcome"]) for entry in entries][-3:] == [
        ("E", "entered"),
        ("E", "entered"),
        ("E", "done"),
    ]
    assert any(
        "bij elkaar gezet" in line["wat"] for line in (await region.mother.get("/me/access-log"))["items"]
    )


async def test_only_a_request_for_access_opens_it_and_only_for_who_still_may_act(region: Region) -> None:
    opened = await open_case(region)
    mother = next(one for one in opened["circle"] if one["representativeId"])
    els = officer(region)

    async def bundle_of(**more: object) -> object:
        one = f"{PATH}/{(await region.teacher.post(PATH, asking(region, caseId=opened['id'], **more)))['id']}"
        await els.post(f"{one}/handlings", {}, If_Match='"1"')
        answer = await els.ask("POST", f"{one}/bundles", {})
        fg = await region.person("fg").ask("POST", f"{one}/bundles", {})
        assert fg.status_code == 403
        return said_of(answer)[0].partition(":")[0] if answer.status_code == 409 else "given"

    assert await bundle_of() == "given"
    assert await bundle_of(kind="erasure") == "This is a request of another kind"
    for_daughter = {"representativeId": mother["representativeId"]}
    assert await bundle_of(**for_daughter) == "given"
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("UPDATE chaincare.clients SET birth_date = '2005-01-01'")
    assert await bundle_of(**for_daughter) == "Who asked does not act for the client now."
    assert await bundle_of() == "given"


async def test_whom_a_request_stands_for_makes_it_himself_while_he_takes_part(region: Region) -> None:
    here = await world(region, "one")
    mother, father = (strongly(region, f"{who}-one") for who in ("mother", "father"))
    hers, his = (one["representativeId"] for one in here.opened["circle"] if one["representativeId"])
    # A letter that the teacher recorded for her is hers to follow and to answer; his own question is his.
    letter = asking(region, caseId=here.opened["id"], representativeId=hers)
    lodged = (await region.teacher.post(PATH, letter))["id"]
    own = (await father.post("/me/requests", {"kind": "access", "caseId": here.opened["id"]}))["id"]
    for who, one, foreign in ((mother, lodged, own), (father, own, lodged)):
        assert [line["id"] for line in (await who.get("/me/requests"))["items"]] == [one]
        assert (await who.post(f"{PATH}/{one}/bundles", {}))["parts"]
        for method, path in (("GET", f"/me/requests/{foreign}"), ("POST", f"{PATH}/{foreign}/bundles")):
            answer = await who.ask(method, path, {} if method == "POST" else None)
            assert answer.status_code == 404, path
    assert (await mother.ask("POST", f"{PATH}/{lodged}/handlings", {}, If_Match='"1"')).status_code == 404
    # In another's name, in the child's, or in his own by the way of those who work: never.
    for named in ({"representativeId": hers}, {"representativeId": his}, {}):
        forged = await father.ask("POST", PATH, asking(region, caseId=here.opened["id"], **named))
        assert forged.status_code == 403, forged.text
    # What stands in the books all the same, recorded by his login in another's name, opens nothing.
    await region.admin.execute("SET session_replication_role = replica")
    for another in (None, UUID(hers)):
        await region.admin.execute(
            "UPDATE chaincare.data_subject_requests SET representative_id = $2 WHERE id = $1",
            UUID(own),
            another,
        )
        assert (await father.ask("GET", f"/me/requests/{own}")).status_code == 404
        assert (await father.ask("POST", f"{PATH}/{own}/bundles", {})).status_code == 404
    # And what was his own, no more once he takes no part.
    await region.admin.execute(
        "UPDATE chaincare.data_subject_requests SET representative_id = $2 WHERE id = $1",
        UUID(own),
        UUID(his),
    )
    assert (await father.post(f"{PATH}/{own}/bundles", {}))["parts"]
    await region.admin.execute(
        "UPDATE chaincare.participations SET during = tstzrange(lower(during), now())"
        " WHERE representative_id = $1",
        UUID(his),
    )
    assert (await father.get("/me/requests"))["items"] == []
    assert (await father.ask("GET", f"/me/requests/{own}")).status_code == 404
    assert (await father.ask("POST", f"{PATH}/{own}/bundles", {})).status_code == 404


async def test_no_officer_gives_himself_everything_on_a_request_he_made_up(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    mother = next(one for one in opened["circle"] if one["representativeId"])
    asked = asking(region, caseId=opened["id"], representativeId=mother["representativeId"])
    els, other = officer(region), await second_officer(region)
    lodged = (await els.post(PATH, asked))["id"]
    one = f"{PATH}/{lodged}"
    assert [line["id"] for line in (await region.mother.get("/me/requests"))["items"]] == [lodged]
    alone = await els.ask("POST", f"{one}/handlings", {}, If_Match='"1"')
    assert (alone.status_code, alone.json()["title"]) == (409, "Recorded by handler")
    await other.post(f"{one}/handlings", {}, If_Match='"1"')
    mine = said_of(await els.ask("POST", f"{one}/bundles", {}))
    assert mine == ["You recorded it yourself: a colleague makes it."]
    assert (await other.post(f"{one}/bundles", {}))["parts"]
    # Of one organisation only: what the others keep is not his to give.
    school = (await region.teacher.post(PATH, asked | {"toOwnOrganisation": True}))["id"]
    await els.post(f"{PATH}/{school}/handlings", {}, If_Match='"1"')
    assert (await els.post(f"{PATH}/{school}/bundles", {}))["parts"]
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "UPDATE chaincare.mandates SET organisation_id = (SELECT organisation_id FROM chaincare.units WHERE id = $1)"
        " WHERE professional_id = $2 AND kind = 'privacy_officer'",
        person("teacher").unit_id,
        person("privacy-officer").id,
    )
    assert (await els.get(f"{PATH}/{school}"))["id"] == school
    handed = said_of(await els.ask("POST", f"{PATH}/{school}/bundles", {}))
    assert handed == ["Your mandate is of one organisation: hand it to the network's officer."]


async def test_recipients_are_the_lines_of_the_own_log_also_where_somebody_hides(region: Region) -> None:
    two = await world(region, "two")
    await shelter_comes(two)
    father = strongly(region, "father-two")
    lines: Counter[str] = Counter()
    for line in (await father.get("/me/access-log?limit=50"))["items"]:
        lines[line["function"]] += line["organisation"] is not None
    asked = await father.post("/me/requests", {"kind": "access", "caseId": two.opened["id"]})
    bundle = await father.post(f"{PATH}/{asked['id']}/bundles", {})
    assert {one["function"]: one["times"] for one in bundle["recipients"]} == +lines
    assert "leerkracht" in lines


MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+Z)?")
# What a bundle tells that no view does, and why.
NOT_IN_VIEWS = {
    ("participations", "purpose"): "what data is used for is told (AVG 15(1)(a)), as under `purposes`",
    ("representatives", "kind"): "by what right somebody speaks for the client is no secret of his",
    ("consent_givings", "giver"): "that it was a representative; which one stands in the view",
    ("regie_facts", "fact"): "that a term began or ended; the view gives it from when until when",
}  # fmt: skip
OWN_PAGES = (
    "", "/agreements", "/consents", "/escalations", "/closures", "/legal-bases", "/meetings", "/needed-parties", "/notes",
    "/plans", "/pauses", "/evaluations",
    "/question", "/regie", "/regie-terms", "/statements", "/timeline", "/capacity-statements", "/restricted-items",
)  # fmt: skip


async def test_no_word_is_in_a_bundle_that_is_not_in_the_same_persons_own_views(region: Region) -> None:
    here = await world(region, "one")
    case, teacher, begeleider = here.case, region.teacher, region.begeleider
    mother = next(one for one in here.opened["circle"] if one["representativeId"])
    await what_everybody_knows(here)
    note = await teacher.post(
        f"{case}/notes", {"body": "n-1", "audience": ["professionals"], "clientMayRead": True}
    )
    proposed = {
        "candidate": here.opened["participationId"],
        "mandate": ["convene"],
        "handoverNote": "hidden-1",
        "reason": "p-1",
    }
    proposal = f"{case}/regie-proposals/{(await begeleider.post(f'{case}/regie-proposals', proposed))['id']}"
    await teacher.post(f"{proposal}/responses", {"answer": "refusal", "reason": "p-2"})
    asked = asking(
        region, kind="restriction", caseId=here.opened["id"], representativeId=mother["representativeId"]
    )
    one, els = f"{PATH}/{(await teacher.post(PATH, asked))['id']}", officer(region)
    await els.post(f"{one}/handlings", {}, If_Match='"1"')
    await els.post(f"{one}/decisions", {"outcome": "granted", "reason": "r"}, If_Match='"2"')
    item = {"kind": "note", "itemId": note["id"], "reason": "hidden-2"}
    item = await els.post(f"{one}/restricted-items", item)
    using = {"protects": "safety_of_others", "reason": "hidden-3"}
    await begeleider.post(f"{case}/restricted-items/{item['id']}/uses", using)
    lifting = {"reason": "hidden-4", "toldHow": "hidden-5"}
    await els.post(f"{one}/restricted-items/{item['id']}/liftings", lifting)
    [basis, *_] = (await teacher.get(f"{case}/legal-bases"))["items"]
    await teacher.post(
        f"{case}/legal-bases/{basis['id']}/withdrawals", {"part": "secrecy", "reason": "hidden-6"}
    )

    father = strongly(region, "father-one")
    client = f"/clients/{here.opened['clientId']}"
    pages = [
        *(case + page for page in OWN_PAGES),
        client,
        f"{client}/contact",
        "/me/cases",
        "/me/consents",
    ]
    for kind, more in (("notes", ""), ("agreements", "/history"), ("meetings", ""), ("plans", "/versions")):
        pages += [f"{case}/{kind}/{one['id']}{more}" for one in (await father.get(f"{case}/{kind}"))["items"]]
    happened = (await father.get(f"{case}/timeline"))["items"]
    pages += [f"{case}/regie-proposals/{one['about']}" for one in happened if one["kind"] == "regie_proposed"]
    shown = {words for page in pages if (read := await father.ask("GET", page)).status_code == 200
             for words in words_of(read.json())}  # fmt: skip
    asked = await father.post("/me/requests", {"kind": "access", "caseId": here.opened["id"]})
    bundle = await father.post(f"{PATH}/{asked['id']}/bundles", {})
    told = {part["part"]: part["items"] for part in bundle["parts"]}
    assert {"n-1", "p-1", "p-2"} <= set(words_of(bundle["parts"]))
    assert "hidden" not in str(bundle)
    wider = {
        (part, field, words)
        for part, items in told.items()
        for item in items
        for field, value in item.items()
        for words in words_of(value)
        if (part, field) not in NOT_IN_VIEWS and words not in shown and not MOMENT.fullmatch(words)
    }
    assert wider == set()


def words_of(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [words for one in value.values() for words in words_of(one)]
    if isinstance(value, list):
        return [words for one in value for words in words_of(one)]
    return [value] if isinstance(value, str) else []


async def test_every_table_that_a_citizen_reads_has_its_columns_named(region: Region) -> None:
    read = await region.admin.fetch(
        "SELECT DISTINCT c.table_name::text AS name FROM information_schema.columns AS c"
        " JOIN pg_policies AS p ON p.tablename = c.table_name AND p.cmd = 'SELECT' AND p.qual ~ '[{,]client[,}]'"
        " WHERE c.table_schema = 'chaincare' AND c.column_name = 'case_id' OR c.table_name IN ('cases', 'clients')"
    )
    named = {
        row["part"]: row["told"]
        for row in await region.admin.fetch("SELECT * FROM chaincare.bundle_columns()")
    }
    assert {row["name"] for row in read} - {"access_entries"} <= set(named)
    columns = await region.admin.fetch(COLUMNS)
    assert {(part, one) for part, told in named.items() for one in told} <= {
        (c["part"], c["name"]) for c in columns
    }
