"""A meeting is one act (A8): everything that came of it, or nothing; and nobody absent is bound."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.ladders.test_climbing import tick
from tests.meetings.table import Table, refused
from tests.people import Person
from tests.worklist.lists import kinds_of, only

pytestmark = pytest.mark.anyio


async def test_three_agreements_regie_and_a_next_date_in_one_call(table: Table) -> None:
    region = table.region
    met = await table.record(
        agreements=[
            table.agreement("mother", "Brengt Désirée elke ochtend."),
            table.agreement("youth_worker", "Komt dinsdag langs."),
            table.agreement("teacher", "Houdt een vaste plek vrij."),
        ],
        regie=table.regie(),
        nextDate=table.scene.day(21),
        minutes={"body": "Rustig gesprek."},
    )
    assert [one["name"] for one in met["present"]] == ["Fatma Kaya", "Marijke van der Walt", "Sanne Bakker"]
    assert [one["name"] for one in met["absent"]] == ["Joris Timmer"]
    assert (met["recordedBy"]["name"], met["kind"]) == ("Fatma Kaya", "meeting")
    assert (met["clientPresent"], met["clientHeard"]) == ("no", "Désirée tekende wat zij wil.")
    assert (met["nextDate"], met["minutes"]) == (table.scene.day(21), "Rustig gesprek.")
    assert [(one["responsible"]["name"], one["assent"]) for one in met["agreements"]] == [
        ("Marijke van der Walt", "in_presence"),
        ("Sanne Bakker", "in_presence"),
        ("Joris Timmer", "awaited"),
    ]
    hers, workers, teachers = met["agreements"]
    assert await table.state(region.mother, hers) == "agreed"
    assert await table.state(region.youth_worker, workers) == "agreed"
    assert await table.state(region.teacher, teachers) == "proposed"
    assert met["regie"]["inEffect"]
    assert (await region.teacher.get(table.scene.case))["regie"]["name"] == "Sanne Bakker"
    # What was answered is what is read afterwards, in another order at most.
    again = await region.begeleider.get(f"{table.path}/{met['id']}")
    for key in ("present", "absent"):
        assert sorted(map(str, again.pop(key))) == sorted(map(str, met[key]))
    assert again == {key: value for key, value in met.items() if key not in ("present", "absent")}
    # The absent teacher answers himself, as if it had been proposed to him.
    answered = await table.scene.step(
        region.teacher, {"id": teachers["agreementId"]}, "responses", {"answer": "assent"}
    )
    assert answered["state"] == "agreed"
    # The day on which they meet again does not pass unseen: it lies with who directs now, until they did.
    assert "meeting_to_hold" not in await kinds_of(region.youth_worker)
    region.move_clock(timedelta(days=21))
    row = await only(region.youth_worker, "meeting_to_hold")
    assert (row["dueDate"], row["overdue"], row["act"]["operation"]) == (
        met["nextDate"],
        False,
        "recordMeeting",
    )
    assert "meeting_to_hold" not in await kinds_of(region.begeleider)
    await table.record()
    assert "meeting_to_hold" not in await kinds_of(region.youth_worker, "?whose=anyone")


async def test_who_coordinates_hears_that_they_did_not_meet_again_once(table: Table) -> None:
    region = table.region
    met = await table.record(nextDate=table.scene.day(21))
    region.move_clock(timedelta(days=21))
    assert await tick(region) == 0  # today is not late
    assert "late_meeting" not in await kinds_of(region.coordinator)
    region.move_clock(timedelta(days=21))
    assert [await tick(region), await tick(region)] == [1, 0]
    late = await only(region.coordinator, "late_meeting")
    assert (late["client"], late["act"], late["dueDate"]) == (None, None, met["nextDate"])
    # What came by post says nothing of meeting; that they met does, and the day they name then runs anew.
    await table.record(kind="paper", nextDate=None)
    assert "late_meeting" in await kinds_of(region.coordinator)
    await table.record(nextDate=table.scene.day(7))
    assert "late_meeting" not in await kinds_of(region.coordinator)
    region.move_clock(timedelta(days=28))
    assert await tick(region) == 1
    assert "late_meeting" in await kinds_of(region.coordinator)


async def test_the_history_says_who_wrote_the_assent_down_and_where(table: Table) -> None:
    met = await table.record(
        agreements=[table.agreement("mother"), table.agreement("begeleider")],
    )
    (_, recorded), (_, own) = [
        (await table.region.teacher.get(f"{table.scene.path}/{one['agreementId']}/history"))["items"]
        for one in met["agreements"]
    ]
    assert (recorded["by"]["name"], recorded["how"]) == ("Marijke van der Walt", "in_presence")
    assert recorded["recordedBy"]["name"] == "Fatma Kaya"
    assert recorded["meetingId"] == met["id"]
    assert (own["by"]["name"], own["how"]) == ("Fatma Kaya", "himself")


async def test_an_assent_that_was_left_open_is_asked_for(table: Table) -> None:
    met = await table.record(agreements=[table.agreement("mother", assented=False)])
    (hers,) = met["agreements"]
    assert hers["assent"] == "awaited"
    assert await table.state(table.region.mother, hers) == "proposed"


WRONG: list[tuple[dict[str, Any], tuple[str, list[str]]]] = [
    ({"present": ["begeleider", "team"]}, ("team-is-nobody", ["/present/1"])),
    ({"absent": ["mother"]}, ("named-twice", ["/absent/0"])),
    ({"present": ["mother", "youth_worker"]}, ("recorder-not-present", ["/present"])),
    ({"present": ["begeleider"]}, ("nobody-else-present", ["/present"])),
    ({"client": {"present": "partly"}}, ("heard-needed", ["/client/heard"])),
    ({"present": ["begeleider", str(uuid4())]}, ("attendee-unknown", ["/present/1"])),
    ({"nextDate": "2020-01-01"}, ("next-date-past", ["/nextDate"])),
    ({"kind": "conversation"}, ("proof-needed", ["/proof"])),
    ({"minutes": {"body": "x", "parties": [str(uuid4())]}}, ("reader-unknown", ["/minutes/parties"])),
    ({"regie": {"candidate": str(uuid4()), "mandate": ["decide"]}}, ("candidate-unknown", ["/regie"])),
]


async def test_if_one_thing_is_wrong_nothing_is_recorded(table: Table) -> None:
    before = await table.kept()
    fine = [table.agreement("mother")]
    for changes, problem in WRONG:
        assert refused(await table.record(expect=400, agreements=fine, **changes)) == problem
    assert await table.kept() == before
    await table.record(agreements=fine)


async def test_the_agreement_that_is_refused_is_named(table: Table) -> None:
    fine, late = table.agreement("mother"), table.agreement("mother", dueDate=table.scene.day(-1))
    before = await table.kept()
    for bad, problem in (
        (late, ("due-date-past", ["/agreements/2/dueDate"])),
        (table.agreement("team"), ("responsible-unfit", ["/agreements/2/responsible"])),
        (table.agreement(str(uuid4())), ("responsible-unfit", ["/agreements/2/responsible"])),
        (table.agreement("mother", parties=[str(uuid4())]), ("reader-unknown", ["/agreements/2/parties"])),
        (table.agreement("teacher", assented=True), ("assent-not-witnessed", ["/agreements/2/assented"])),
        (table.agreement("begeleider", assented=False), ("own-work-is-agreed", ["/agreements/2/assented"])),
    ):
        assert refused(await table.record(expect=400, agreements=[fine, fine, bad])) == problem
    many = await table.record(expect=400, agreements=[fine] * 21)
    assert [one["pointer"] for one in many["errors"]] == ["/agreements"]
    assert await table.kept() == before
    met = await table.record(agreements=[fine] * 20)
    assert len(met["agreements"]) == 20


async def test_what_is_to_come_was_not_held(table: Table) -> None:
    soon = await table.record(expect=400, heldAt=table.ago(hours=-1))
    assert refused(soon) == ("held-in-future", ["/heldAt"])


async def test_by_word_or_on_paper_for_who_has_no_login(table: Table) -> None:
    """The man without a phone: his yes is heard or signed, and somebody vouches for it."""
    region = table.region
    added = await region.teacher.post(
        f"{table.scene.case}/participations",
        {"purpose": "education_support", "party": {"kind": "client"}},
    )
    table.scene.parties["client"] = added["participationId"]
    for kind, how in (("conversation", "oral"), ("paper", "paper")):
        said: dict[str, Any] = {
            "kind": kind, "present": ["begeleider", "client"], "absent": [], "client": {"present": "yes"},
            "agreements": [table.agreement("client"), table.agreement("youth_worker")],
        }  # fmt: skip
        assert refused(await table.record(expect=400, **said)) == ("proof-needed", ["/proof"])
        met = await table.record(proof="Zij knikte en zei ja.", **said)
        assert [one["assent"] for one in met["agreements"]] == [how, "awaited"]
        assert met["proof"] == "Zij knikte en zei ja."
        assert await table.state(region.begeleider, met["agreements"][0]) == "agreed"
        history = await region.teacher.get(
            f"{table.scene.path}/{met['agreements'][0]['agreementId']}/history"
        )
        assert history["items"][1]["how"] == how
    # Nobody speaks for her while she is not there.
    gone: dict[str, Any] = {
        "present": ["begeleider", "mother"],
        "absent": ["client"],
        "client": {"present": "no", "heard": "-"},
    }
    met = await table.record(**gone, agreements=[table.agreement("client")])
    assert met["agreements"][0]["assent"] == "awaited"
    unclear = await table.record(expect=400, **(gone | {"client": {"present": "yes"}}))
    assert refused(unclear) == ("client-presence-unclear", ["/client/present"])


async def test_a_talk_that_is_called_a_meeting_is_a_talk(table: Table) -> None:
    """Nobody but the recorder heard the mother say yes: he vouches for it as for any talk."""
    alone: dict[str, Any] = {"present": ["begeleider", "mother"], "agreements": [table.agreement("mother")]}
    before = await table.kept()
    assert refused(await table.record(expect=400, **alone)) == ("proof-needed", ["/proof"])
    assert await table.kept() == before
    met = await table.record(**alone, proof="Zij zei ja, aan de keukentafel.")
    assert (met["kind"], met["agreements"][0]["assent"]) == ("meeting", "oral")
    history = await table.region.teacher.get(
        f"{table.scene.path}/{met['agreements'][0]['agreementId']}/history"
    )
    assert history["items"][1]["how"] == "oral"
    # The worker without her client's side is another matter: he has a login, and answers for himself.
    theirs = await table.record(
        present=["begeleider", "youth_worker"], agreements=[table.agreement("youth_worker")]
    )
    assert theirs["agreements"][0]["assent"] == "in_presence"


async def test_a_meeting_lies_within_the_case_and_binds_nobody_from_before_his_time(table: Table) -> None:
    region = table.region
    before = await table.kept()
    opened = datetime.fromisoformat((await region.teacher.get(table.scene.case))["openedAt"])
    for held_at in ("1950-01-01T12:00:00Z", (opened - timedelta(microseconds=1)).isoformat()):
        early = await table.record(expect=400, heldAt=held_at)
        assert refused(early) == ("held-before-opening", ["/heldAt"])
    table.later(minutes=10)
    held_at = table.ago(minutes=5)
    added = await region.teacher.post(
        f"{table.scene.case}/participations",
        {"purpose": "education_support", "party": {"kind": "client"}},
    )
    table.scene.parties["client"] = added["participationId"]
    hers: dict[str, Any] = {"heldAt": held_at, "agreements": [table.agreement("client")]}
    too_early = await table.record(
        expect=400, **hers, present=["begeleider", "youth_worker", "client"], client={"present": "yes"}
    )
    assert refused(too_early) == ("not-taking-part-then", ["/present/2"])
    assert await table.kept() == before
    # Named absent she is bound to nothing, and asked; a meeting from when she took part binds her.
    met = await table.record(**hers, absent=["teacher", "client"])
    assert met["agreements"][0]["assent"] == "awaited"
    now = await table.record(
        present=["begeleider", "youth_worker", "client"], client={"present": "yes"},
        agreements=[table.agreement("client")],
    )  # fmt: skip
    assert now["agreements"][0]["assent"] == "in_presence"


async def test_who_had_left_by_then_was_not_there(table: Table) -> None:
    table.later(minutes=1)
    await table.scene.gone("youth_worker")
    table.later(minutes=1)
    gone = await table.record(expect=400)
    assert refused(gone) == ("attendee-unknown", ["/present/2"])


async def test_who_may_record(table: Table) -> None:
    region = table.region
    workers: dict[str, Any] = {"present": ["youth_worker", "teacher", "mother"], "absent": []}
    met = await table.record(region.youth_worker, **workers, agreements=[table.agreement("mother")])
    assert met["agreements"][0]["assent"] == "in_presence"
    minutes = await table.record(region.youth_worker, 403, **workers, minutes={"body": "x"})
    assert refused(minutes) == ("minutes-not-yours", ["/minutes"])
    # The mother takes part, and holds nothing; the coordinator does not.
    for nobody in (region.mother, region.coordinator):
        await table.record(nobody, 403, present=["mother", "begeleider"], absent=[])
    await table.record(region.outsider, 404)


async def test_a_member_of_the_team_needs_a_place_of_his_own(table: Table) -> None:
    """The begeleider who left is a member of the school's team, and no more than that."""
    region = table.region
    held_at = table.ago()
    left = f"{table.scene.case}/participations/{table.scene.parties['begeleider']}/endings"
    await region.begeleider.post(left, {"reason": "Ander werk."})
    team = await table.record(expect=403, present=["team", "mother"], absent=[])
    assert refused(team) == ("record-in-own-name", [])
    # He was there when it was held: that stays true, and binds him to nothing.
    met = await table.record(
        region.teacher, present=["teacher", "mother", "begeleider"], absent=[], heldAt=held_at
    )
    assert "Fatma Kaya" in [one["name"] for one in met["present"]]


async def test_regie_waits_for_who_was_absent(table: Table) -> None:
    region = table.region
    met = await table.record(regie=table.regie("teacher"))
    assert (met["regie"]["state"], met["regie"]["inEffect"]) == ("open", False)
    open_one = f"{table.scene.case}/regie-proposals/{met['regie']['id']}"
    answered = await region.teacher.post(f"{open_one}/responses", {"answer": "assent"})
    assert answered["inEffect"]
    # From holder to candidate, both there: a handover needs its note, and passes at once.
    there: dict[str, Any] = {
        "present": ["teacher", "begeleider", "mother"],
        "absent": [],
        "regie": table.regie("begeleider"),
    }
    note = await table.record(region.teacher, 400, **there)
    assert refused(note) == ("handover-note-needed", ["/regie"])
    there["regie"]["handoverNote"] = "Zij tekent graag."
    # Nobody takes regie by his own pen: written down by its candidate, the holder would answer himself.
    assert (await table.record(region.teacher, **there))["regie"]["inEffect"]
    # On paper no professional assents: it waits for the candidate himself.
    paper: dict[str, Any] = {
        **there,
        "kind": "paper",
        "proof": "Formulier.",
        "regie": table.regie("teacher", handoverNote="x"),
    }
    assert (await table.record(**paper))["regie"]["state"] == "open"


async def test_two_who_write_down_the_same_meeting_make_one(table: Table) -> None:
    table.later(minutes=1)
    region, held_at = table.region, table.ago(seconds=5)
    before = await table.kept()
    people: dict[str, Any] = {"present": ["begeleider", "teacher", "mother"], "absent": [], "heldAt": held_at}

    async def write(who: Person) -> int:
        body = table.account(**people, agreements=[table.agreement("mother")], regie=table.regie("teacher"))
        return (await who.ask("POST", table.path, body)).status_code

    assert sorted(await asyncio.gather(write(region.teacher), write(region.begeleider))) == [201, 409]
    after = await table.kept()
    assert (after["meetings"], after["agreements"]) == (before["meetings"] + 1, before["agreements"] + 1)
    late = await table.record(expect=409, **people)
    assert refused(late) == ("meeting-recorded-already", [])
    # Two talks can be of one moment.
    talks: dict[str, Any] = {**people, "kind": "conversation", "present": ["begeleider", "teacher"]}
    await table.record(**talks)
    await table.record(region.teacher, **talks)


async def test_a_retry_records_it_once(table: Table) -> None:
    region = table.region
    who = region.begeleider
    who.headers["Idempotency-Key"] = str(uuid4())
    body = table.account(agreements=[table.agreement("mother")])
    first = await who.post(table.path, body)
    assert await who.post(table.path, body) == first
    assert (await table.kept())["meetings"] == 1
    # Without the key it is the same meeting a second time.
    assert refused(await region.begeleider.post(table.path, body, 409))[0] == "meeting-recorded-already"


async def test_the_entry_says_that_it_was_recorded_and_not_what(table: Table) -> None:
    met = await table.record(
        agreements=[table.agreement("mother", "Geheim.")], minutes={"body": "Geheim."}, proof="Geheim."
    )
    (done,) = await table.region.entries("event = 'meeting.recorded' AND outcome = 'done'")
    assert str(done["object_id"]) == met["id"]
    assert "Geheim" not in str(dict(done))


async def test_the_term_runs_from_the_recording(table: Table) -> None:
    table.later(minutes=1)
    met = await table.record(heldAt=table.ago(seconds=3))
    assert met["recordedAt"] > met["heldAt"]
    assert timedelta(days=5) < _span(met["recordedAt"], met["objectionsUntilAt"]) < timedelta(days=16)


def _span(start: str, end: str) -> timedelta:
    return datetime.fromisoformat(end) - datetime.fromisoformat(start)
