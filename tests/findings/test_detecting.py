"""Each kind of finding: one that is one, and one that nearly is, out of a log as it can be; and who may look."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.agreements.scene import refused
from tests.people import Person, Region, add_begeleider, open_case
from tests.relation_conflicts.test_api import against
from tests.stories.test_the_auditors_morning import auditor_of
from tests.worklist.lists import kinds_of
from tests.worklist.lists import only as only_row

from chaincare.database import close_pool, connection_of, open_pool
from chaincare.demo.world import NETWORK, SCHOOL, YOUTH_CARE, person
from chaincare.findings import rules
from chaincare.findings.model import LOOKED_FOR
from chaincare.findings.running import SearchWentWrong, run_searches
from chaincare.workdays import AMSTERDAM, add_working_days, is_working_day

pytestmark = pytest.mark.anyio


def a_month_to_come() -> date:
    """A working day of a month whose log is there already, and in which nothing happens by itself."""
    now = datetime.now(UTC)
    first = date(now.year + (now.month + 2 > 12), (now.month + 1) % 12 + 1, 1)
    return add_working_days(first, 3)


MONDAY = a_month_to_come()


def at(hours: int, minutes: int = 0, *, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(hours, minutes), AMSTERDAM)


def afterwards(region: Region) -> Region:
    """Let these days be over for the server: of what is to come it looks for nothing."""
    region.move_clock(at(0, day=MONDAY + timedelta(days=40)) - datetime.now(UTC))
    return region


class Log:
    """Entries as doors write them, at moments that are chosen."""

    def __init__(self, region: Region, case_id: str, client: UUID) -> None:
        self.region, self.case_id, self.client = region, UUID(case_id), client

    async def look(self, who: str, when: datetime, **other: Any) -> str:
        one = person(who)
        house = next(x for x in (SCHOOL, YOUTH_CARE) if x.issuer == one.issuer)
        entry = {
            "id": uuid4(), "at": when, "event": "case.read", "action": "R", "outcome": "entered", "issuer": one.issuer,
            "subject": who, "actor_id": one.id, "unit_id": house.unit_id, "organisation_id": house.id, "partner": "p",
            "relation": "coordinator", "rule": "r/1", "reach": "core", "network_id": NETWORK, "client": self.client, "case_id": self.case_id,
            "request_id": uuid4(), "trace_id": bytes(16), "span_id": bytes(8), **other,
        }  # fmt: skip
        places = ", ".join(f"${n}" for n in range(1, len(entry) + 1))
        await self.region.admin.execute(
            f"INSERT INTO chaincare.access_entries ({', '.join(entry)}) VALUES ({places})", *entry.values()
        )
        return str(entry["id"])


async def detect(auditor: Person, *kinds: str, **more: Any) -> list[dict[str, Any]]:
    body = {
        "fromAt": at(0, day=MONDAY - timedelta(days=1)).isoformat(),
        "untilAt": at(0, day=MONDAY + timedelta(days=8)).isoformat(),
        "kinds": list(kinds),
        **more,
    }
    answer = await auditor.post("/access-log/findings/_detect", body, expect=200)
    assert answer["cut"] == []
    return list(answer["items"])


async def test_what_stands_out_and_what_only_nearly_does(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, auditor = region.admin, region.auditor
    opened = await open_case(region)
    path = f"/cases/{opened['id']}"
    await add_begeleider(region, opened["id"])
    client = await admin.fetchval(
        "SELECT pseudonym FROM chaincare.clients WHERE id = $1::uuid", opened["clientId"]
    )
    mine = UUID(opened["participationId"])
    log = Log(afterwards(region), opened["id"], client)

    async def only(kind: str, *entries: str, **more: Any) -> dict[str, Any]:
        (found,) = await detect(auditor, kind, **more)
        assert (found["kind"], found["state"], sorted(found["entryIds"])) == (kind, "open", sorted(entries))
        assert found["times"] == len(entries)
        assert found["sentence"] != found["zin"]
        return found

    # Hours: one minute to seven and eight in the evening; not seven sharp, nor a minute to eight, nor a refusal at night.
    early = [await log.look("teacher", at(6, 59)), await log.look("teacher", at(20))]
    for when in (at(7), at(19, 59)):
        await log.look("teacher", when)
    await log.look("teacher", at(3), outcome="not_visible", client=None, case_id=None)
    found = await only("outside_office_hours", *early)
    assert (found["actorId"], found["client"]) == (str(person("teacher").id), str(client))
    assert (found["onDate"], found["actor"]) == (MONDAY.isoformat(), "Anna Bakker") or found["actor"]
    saturday = next(
        MONDAY + timedelta(days=n) for n in range(8) if not is_working_day(MONDAY + timedelta(days=n))
    )
    weekend = await log.look("teacher", at(12, day=saturday))
    assert [weekend] in [one["entryIds"] for one in await detect(auditor, "outside_office_hours")]

    # By the team on a day off, and not on the next; nor by his own participation.
    await admin.execute("SET session_replication_role = replica")
    await admin.execute(
        "INSERT INTO chaincare.absences (id, professional_id, kind, first_on, last_on, weekdays, moments, recorded_by,"
        " recorded_at) VALUES ($1, $2, 'period', $3, $3, '{}', tstzmultirange(tstzrange($4, $5)), $2, $4)",
        uuid4(), person("teacher").id, MONDAY, at(0), at(0, day=MONDAY + timedelta(days=1)),
    )  # fmt: skip
    team = await admin.fetchval(
        "SELECT id FROM chaincare.participations WHERE case_id = $1::uuid AND unit_id IS NOT NULL",
        opened["id"],
    )
    off = await log.look("teacher", at(10), relation="team", relation_id=team)
    await log.look("teacher", at(10, day=MONDAY + timedelta(days=1)), relation="team", relation_id=team)
    await log.look("teacher", at(10, 1), relation="participation", relation_id=mine)
    await only("team_read_off_duty", off)

    # Took part no more, or never; not the team that does, nor somebody with an office.
    stray = await log.look("youth-worker", at(11), relation="participation", relation_id=uuid4())
    await log.look("intern-begeleider", at(11), relation="team", relation_id=uuid4())
    await log.look("youth-worker", at(11, 1), relation="coordinator")
    assert (await only("no_participation", stray))["organisationId"] == str(YOUTH_CARE.id)

    # By name; not by reference, and not each client that was found.
    searched = {"event": "clients.searched", "relation": "own", "client": None, "case_id": None}
    named = await log.look("teacher", at(13), rule="own-search-by-name/1", **searched)
    await log.look("teacher", at(13), rule="own-search-by-reference/1", **searched)
    await log.look(
        "teacher", at(13), rule="own-search-by-name/1", query_id=UUID(named), **searched | {"client": client}
    )
    await only("search_without_identifier", named)

    # In an emergency, and who came near one.
    night = await log.look("youth-worker", at(14), relation="emergency", emergency=True, relation_id=uuid4())
    await log.look("youth-worker", at(14), emergency=True, outcome="not_visible", client=None, case_id=None)
    await only("emergency_access", night)

    await by_and_by(region, log, monkeypatch)
    await numbers(region, log, only)
    await names(region, log, only)
    await who_made_it_himself(region)
    await reviewing(region)
    await who_may(region, path)


async def by_and_by(region: Region, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too much for one answer is looked through day by day: the same is found, nothing at midnight is lost or found twice."""
    auditor, now = region.auditor, lambda: datetime.now(UTC)
    url, monday = region.urls.app_url, MONDAY + timedelta(days=14)
    pool = await open_pool(url, size=1)
    monkeypatch.setattr(rules, "AT_ONCE", -1)
    midnight = at(0, day=monday)
    around = [midnight + timedelta(minutes=n) for n in (-31, -30, 0, 29, 31)]
    looked = [await log.look("intern-begeleider", when, client=uuid4()) for when in around]
    body = {
        "fromAt": (midnight - timedelta(days=1)).isoformat(), "untilAt": (midnight + timedelta(hours=1)).isoformat(),
        "kinds": ["many_clients", "outside_office_hours"], "moreThan": 2,
    }  # fmt: skip
    begun = await auditor.post("/access-log/findings/_detect", body, expect=200)
    assert (begun["state"], begun["items"], begun["computedUntilAt"]) == ("running", [], begun["fromAt"])
    # Asked again it is the same search, and not a second one.
    assert (await auditor.post("/access-log/findings/_detect", body, expect=200))["id"] == begun["id"]
    # Who has the server's own login cannot end it so that it found nothing: as many are looked for as a search shows.
    async with connection_of(pool) as connection:
        assert await connection.fetchval("SELECT chaincare.search_next($1, 0)", datetime.now(UTC)) == "00000"
    assert await run_searches(pool, url, now) == 1
    done = await auditor.get(f"/access-log/detections/{begun['id']}")
    assert (done["state"], done["computedUntilAt"]) == ("done", done["untilAt"])
    found = {(one["kind"], one["onDate"], *one["entryIds"]) for one in done["items"]}
    # Before midnight two: no more than two. A minute before half past, four; two minutes later the first is over an hour ago, and it is three.
    nights = {
        ("outside_office_hours", (when.astimezone(AMSTERDAM)).date().isoformat(), entry)
        for when, entry in zip(around, looked, strict=True)
    }
    assert found == nights | {("many_clients", monday.isoformat(), *looked)}
    assert {one["times"] for one in done["items"] if one["kind"] == "many_clients"} == {4}
    # At once it is no other, and no second row.
    monkeypatch.setattr(rules, "AT_ONCE", 10_000)
    at_once = await auditor.post("/access-log/findings/_detect", body, expect=200)
    assert (at_once["items"], at_once["id"] == done["id"]) == (done["items"], False)
    monkeypatch.setattr(rules, "AT_ONCE", -1)
    # A day that the clock makes longer is one day, and a part of a day is looked through as one.
    longer = {"fromAt": "2026-10-24T00:00:00+02:00", "untilAt": "2026-10-27T00:00:01+01:00"}
    await auditor.post("/access-log/findings/_detect", longer, expect=200)
    assert await run_searches(pool, url, now) == 4
    # What cannot be looked through is tried three times, and said; what the database refuses is told to the log of the server.
    await region.admin.execute(
        "ALTER TABLE chaincare.detected_findings ADD CONSTRAINT broken CHECK (false) NOT VALID"
    )
    stuck = await auditor.post("/access-log/findings/_detect", body | {"top": 4}, expect=200)
    for _ in range(3):
        with pytest.raises(SearchWentWrong, match="23514"):
            await run_searches(pool, url, now)
    await region.admin.execute("ALTER TABLE chaincare.detected_findings DROP CONSTRAINT broken")
    assert (await auditor.get(f"/access-log/detections/{stuck['id']}"))["state"] == "stopped"
    # Ten wait, and no more.
    for number in range(10):
        await auditor.post("/access-log/findings/_detect", body | {"top": 10 + number}, expect=200)
    assert refused(await auditor.post("/access-log/findings/_detect", body, expect=409)) == "searches-wait"
    # The mandate by which they were asked is over: so are they.
    his = person("auditor").id
    over = "UPDATE chaincare.mandates SET during = tstzrange(lower(during), {}) WHERE professional_id = $1"
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(over.format("lower(during) + interval '1 second'"), his)
    assert await run_searches(pool, url, now) == 10
    await region.admin.execute(over.format("now() + interval '300 days'"), his)
    await region.admin.execute("SET session_replication_role = origin")
    states = await region.admin.fetch("SELECT state, count(*) FROM chaincare.detections GROUP BY 1")
    assert {row["state"]: row["count"] for row in states}["stopped"] == 11
    assert await run_searches(pool, url, now) == 0
    await close_pool(pool)
    monkeypatch.undo()


async def numbers(region: Region, log: Log, only: Any) -> None:
    """Many clients within an hour, and who and whom most."""
    # Three clients within an hour are more than two; within an hour and a minute they are not.
    await region.admin.execute("SET session_replication_role = origin")
    tuesday = MONDAY + timedelta(days=1)
    wide = [
        await log.look("intern-begeleider", at(9, n, day=tuesday), client=uuid4()) for n in (0, 30, 60 - 1)
    ]
    await log.look("intern-begeleider", at(9, 31, day=tuesday), client=None)
    for hour, minute in ((15, 0), (15, 30), (16, 1)):
        await log.look("teacher", at(hour, minute, day=tuesday), client=uuid4())
    many = await only("many_clients", *wide, moreThan=2)
    assert (many["client"], many["actorId"]) == (None, str(person("intern-begeleider").id))

    # The first of all, and no second.
    most = await detect(region.auditor, "most_consulted_client", "highest_reader", top=1)
    assert [(one["kind"], one["client"], one["actorId"]) for one in most] == [
        ("highest_reader", None, str(person("teacher").id)),
        ("most_consulted_client", str(log.client), None),
    ]


async def names(region: Region, log: Log, only: Any) -> None:
    """Own file, own name, a colleague's name: no name leaves, only that it is so."""
    admin = region.admin
    wednesday = MONDAY + timedelta(days=2)
    await admin.execute("SET session_replication_role = replica")

    async def client_named(given: str, prefix: str | None, family: str) -> tuple[UUID, UUID]:
        row, pseudonym = uuid4(), uuid4()
        await admin.execute(
            "INSERT INTO chaincare.clients (id, pseudonym, given_names, prefix, family_name, birth_date, birth_precision)"
            " VALUES ($1, $2, $3, $4, $5, '2015-01-01', 'day')", row, pseudonym, given, prefix, family,
        )  # fmt: skip
        return row, pseudonym

    await admin.execute(
        "UPDATE chaincare.professionals SET name = 'Anna van Dér Meer-Bos' WHERE id = $1",
        person("teacher").id,
    )
    await admin.execute(
        "UPDATE chaincare.professionals SET name = 'Sanne de Wit' WHERE id = $1",
        person("intern-begeleider").id,
    )
    _, namesake = await client_named("Pim", "van der", "MEER")
    _, nearly = await client_named("Pim", None, "Meerbos")
    _, first_name = await client_named("Pim", None, "Anna")
    own, himself = await client_named("Kim", None, "Ander")
    _, colleague = await client_named("Sanne", "de", "Wit")
    _, hardly = await client_named("Sanneke", "de", "Wit")
    await admin.execute(
        "INSERT INTO chaincare.client_logins (invitation_id, issuer, subject, client_id, linked_at)"
        " SELECT $1, f.issuer, f.subject, $3, now() FROM chaincare.professionals AS f WHERE f.id = $2",
        uuid4(), person("teacher").id, own,
    )  # fmt: skip
    seen = {}
    for client in (namesake, nearly, first_name, himself, colleague, hardly):
        seen[client] = await log.look("teacher", at(10, day=wednesday), client=client, case_id=None)
    # She herself has that name; it is not a colleague's.
    own_name = await log.look("intern-begeleider", at(10, day=wednesday), client=colleague, case_id=None)
    other = await log.look("intern-begeleider", at(10, day=wednesday), client=hardly, case_id=None)
    await admin.execute("SET session_replication_role = origin")
    assert (await only("own_file", seen[himself]))["client"] == str(himself)
    assert (await only("colleague_as_client", seen[colleague]))["client"] == str(colleague)
    alike = await detect(region.auditor, "same_family_name")
    assert sorted(one["entryIds"][0] for one in alike) == sorted((seen[namesake], own_name, other))
    assert all(word not in str(alike) for word in ("MEER", "van der", "Pim"))


async def who_made_it_himself(region: Region) -> None:
    """Opened on the child next door, read, and left; not who goes on, and not whom another one ended."""
    now = datetime.now(UTC)
    period = {
        "fromAt": (now - timedelta(days=1)).isoformat(),
        "untilAt": (now + timedelta(days=1)).isoformat(),
    }
    for stays in (False, True):
        opened = await open_case(region)
        await region.teacher.get(f"/cases/{opened['id']}")
        ending = f"/cases/{opened['id']}/participations/{opened['participationId']}/endings"
        if not stays:
            await region.teacher.post(ending, {"reason": "mistake"})
    (made,) = await detect(region.auditor, "self_made_relation", **period)
    assert (made["actorId"], made["times"]) == (str(person("teacher").id), 1)
    # Found again it is the same one, however it is asked, and the list has it once.
    (again,) = await detect(region.auditor, "self_made_relation", **period)
    assert again == made
    listed = (await region.auditor.get("/access-log/findings?kind=self_made_relation&state=open"))["items"]
    assert listed == [made]


async def reviewing(region: Region) -> None:
    """Asked, explained, closed: by whom it is about and who had no part in it, and by nobody else (T6)."""
    auditor, teacher, words = region.auditor, region.teacher, "Ik viel in voor een zieke collega."
    (found,) = await detect(auditor, "team_read_off_duty")
    one = f"/access-log/findings/{found['id']}"
    await teacher.get(f"{one}/questions", expect=404)
    assert "finding_to_explain" not in await kinds_of(teacher)
    asked = await auditor.post(f"{one}/questions", {"text": "Waarom keek u op uw vrije dag?"}, If_Match="*")
    assert (asked["state"], [step["kind"] for step in asked["steps"]]) == (
        "explanation_asked",
        ["explanation_asked"],
    )
    again = await auditor.post(f"{one}/questions", {"text": "En?"}, expect=409, If_Match="*")
    assert refused(again) == "finding-moved-on"

    # It is on his worklist, and nobody else's; he reads what is asked, and nothing of the client.
    row = await only_row(teacher, "finding_to_explain")
    assert (row["caseId"], row["client"], row["withYou"]) == (None, None, True)
    shown = await teacher.get(row["href"].removeprefix("/v1"))
    assert shown["steps"][0]["text"] == "Waarom keek u op uw vrije dag?"
    assert found["client"] not in str(shown)
    for other in (region.begeleider, region.coordinator, region.mother):
        answer = await other.ask("GET", f"{one}/questions")
        assert answer.status_code in (403, 404), other.role
    await region.begeleider.post(f"{one}/explanations", {"text": words}, expect=404)
    assert row["act"]["operation"] == "explainFinding"
    await teacher.post(row["act"]["href"].removeprefix("/v1"), {"text": words})
    assert "finding_to_explain" not in await kinds_of(teacher)
    assert (await teacher.get(f"{one}/questions"))["state"] == "explained"
    refusal = await teacher.post(f"{one}/explanations", {"text": words}, expect=409)
    assert refused(refusal) == "finding-moved-on"
    (explained,) = (await auditor.get("/access-log/findings?state=explained"))["items"]
    assert explained["steps"][1]["text"] == words
    dump = await region.admin.fetchval("SELECT string_agg(f::text, ' ') FROM chaincare.finding_facts AS f")
    assert "zieke" not in dump
    assert words.encode().hex() not in dump

    decision = {"outcome": "justified", "reason": "stood_in"}
    await kept_apart(region, found["id"], decision)
    closed = await auditor.post(
        f"{one}/closings", decision | {"text": "Het rooster klopte niet."}, If_Match="*"
    )
    assert (closed["state"], closed["steps"][2]["outcome"]) == ("closed", "justified")
    assert closed["steps"][2]["text"] == "Het rooster klopte niet."
    # Closed, it is not there for him any more; found again it stays closed.
    await teacher.get(f"{one}/questions", expect=404)
    (later,) = await detect(auditor, "team_read_off_duty")
    assert (later["id"], later["state"]) == (found["id"], "closed")
    # Of many nobody is asked; what needs no review is put aside.
    (most,) = await detect(auditor, "most_consulted_client", top=1)
    aside = f"/access-log/findings/{most['id']}"
    assert (
        refused(await auditor.post(f"{aside}/questions", {"text": "?"}, expect=409, If_Match="*"))
        == "nobody-to-ask"
    )
    assert (await auditor.post(f"{aside}/dismissals", {"reason": "known_cause"}, If_Match="*"))[
        "state"
    ] == "dismissed"
    assert (
        refused(await auditor.post(f"{aside}/closings", decision, expect=409, If_Match="*"))
        == "finding-moved-on"
    )


async def kept_apart(region: Region, finding: str, decision: dict[str, str]) -> None:
    """Who granted him his mandate, and he himself, are not his to review; nor is anything while he manages access."""
    admin, his = region.admin, person("auditor").id
    granting = "UPDATE chaincare.mandates SET granted_by = {} WHERE professional_id = $1 AND kind <> $2::text"
    about = "UPDATE chaincare.findings SET actor_id = {} WHERE id = $1 AND kind <> $2::text"
    # In his own network the database bars it already; elsewhere it is barred here.
    elsewhere = (
        "INSERT INTO chaincare.mandates (professional_id, network_id, kind, during) VALUES ($1, $2, {})"
    )
    days = "'administrator', tstzrange(now() - interval '1 day', now() + interval '1 year')"
    theirs = f"'{person('teacher').id}'"
    changes: tuple[tuple[str, str, str, tuple[Any, ...]], ...] = (
        (granting, theirs, "NULL", (his, "")),
        (about, f"'{his}'", theirs, (UUID(finding), "")),
        (elsewhere, days, "", (his, uuid4())),
    )
    for statement, made, undone, values in changes:
        await admin.execute("SET session_replication_role = replica")
        await admin.execute(statement.format(made), *values)
        # What he did himself is not there for him; what else is not his he sees, and does not decide.
        status, refusal = (404, "finding-unknown") if statement is about else (403, "finding-not-yours")
        answer = await region.auditor.post(
            f"/access-log/findings/{finding}/closings", decision, expect=status, If_Match="*"
        )
        assert refused(answer) == refusal
        if undone:
            await admin.execute(statement.format(undone), *values)
        else:
            await admin.execute("DELETE FROM chaincare.mandates WHERE network_id = $1", values[1])
        await admin.execute("SET session_replication_role = origin")


async def who_may(region: Region, path: str) -> None:
    """Nobody without a mandate; an organisation's auditor finds and lists what its own people did, and no more."""
    everything = [kind.value for kind in LOOKED_FOR]
    for nobody in (region.teacher, region.mother, region.administrator, region.coordinator):
        for method, where, body in (
            (
                "POST",
                "/access-log/findings/_detect",
                {"fromAt": at(0).isoformat(), "untilAt": at(9).isoformat()},
            ),
            ("GET", "/access-log/findings", None),
        ):
            answer = await nobody.ask(method, where, body)
            assert answer.status_code in (403, 404), nobody.role
    cares = await auditor_of(region, YOUTH_CARE.id)
    theirs = await detect(cares, *everything, moreThan=2)
    assert {one["organisationId"] for one in theirs} == {str(YOUTH_CARE.id)}
    assert {one["kind"] for one in theirs} >= {
        "no_participation",
        "emergency_access",
        "most_consulted_client",
    }
    listed = (await cares.get("/access-log/findings?limit=50"))["items"]
    assert {one["organisationId"] for one in listed} == {str(YOUTH_CARE.id)}
    whole = (await region.auditor.get("/access-log/findings?limit=50"))["items"]
    schools = next(one["id"] for one in whole if one["organisationId"] == str(SCHOOL.id))
    for step in ("questions", "closings", "dismissals"):
        body = {"text": "Waarom?"} if step == "questions" else {"reason": "mistake"}
        body |= {"outcome": "justified"} if step == "closings" else {}
        here = await cares.ask("POST", f"/access-log/findings/{schools}/{step}", body)
        nowhere = await cares.ask("POST", f"/access-log/findings/{uuid4()}/{step}", body)
        assert (here.status_code, here.json()["type"]) == (nowhere.status_code, nowhere.json()["type"])
        assert here.status_code == 404
    assert {one["id"] for one in listed} < {one["id"] for one in whole}
    assert str(SCHOOL.id) in str(whole)
    wide = {"fromAt": at(0).isoformat(), "untilAt": (at(0) + timedelta(days=32)).isoformat()}
    answer = await cares.post("/access-log/findings/_detect", wide, expect=400)
    assert refused(answer) == "detection-too-wide"

    # Who is in conflict with a client finds nothing about him, and loses from sight what he found.
    client = next(one["client"] for one in whole if one["kind"] == "emergency_access")
    await region.teacher.post(f"{path}/relation-conflicts", against("professional", person("auditor").id))
    assert client not in str(await detect(region.auditor, *everything))
    assert client not in str((await region.auditor.get("/access-log/findings?limit=50"))["items"])
    done = await region.entries("event = 'finding.detected' AND outcome = 'done'")
    assert {one["reach"] for one in done} == {"log"}


async def test_a_search_says_that_it_looked_until_now_and_what_comes_after_is_found(region: Region) -> None:
    opened = await open_case(region)
    before = region.app.state.clock.now()
    period = {
        "fromAt": (before - timedelta(days=1)).isoformat(),
        "untilAt": (before + timedelta(days=1)).isoformat(),
        "kinds": ["most_consulted_client"],
    }
    first = await region.auditor.post("/access-log/findings/_detect", period, expect=200)
    now = region.app.state.clock.now()
    assert first["state"] == "done"
    assert before <= datetime.fromisoformat(first["untilAt"]) <= now
    assert first["computedUntilAt"] == first["untilAt"]
    for _ in range(2):
        await region.teacher.get(f"/cases/{opened['id']}")
    again = await region.auditor.post("/access-log/findings/_detect", period, expect=200)
    assert again["computedUntilAt"] > first["computedUntilAt"]
    assert sum(one["times"] for one in again["items"]) >= 2 + sum(one["times"] for one in first["items"])
    ahead = {"fromAt": (now + timedelta(hours=1)).isoformat(), "untilAt": period["untilAt"]}
    answer = await region.auditor.post("/access-log/findings/_detect", ahead, expect=400)
    assert refused(answer) == "nothing-yet"


async def test_asked_again_while_it_goes_on_until_now_it_is_the_same_search(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "AT_ONCE", -1)
    now = datetime.now(UTC)
    body = {
        "fromAt": (now - timedelta(days=3)).isoformat(),
        "untilAt": (now + timedelta(days=1)).isoformat(),
    }
    asked = [await region.auditor.post("/access-log/findings/_detect", body, expect=200) for _ in range(2)]
    assert asked[0]["id"] == asked[1]["id"]
    until_then = body | {"untilAt": (now - timedelta(days=1)).isoformat()}
    assert (await region.auditor.post("/access-log/findings/_detect", until_then, expect=200))["id"] != asked[
        0
    ]["id"]
