"""Every step of an agreement over HTTP, on a real database (A1, A3, A4)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.agreements.scene import Scene, hold_regie, refused

pytestmark = pytest.mark.anyio


async def test_an_agreement_with_the_mother_from_proposal_to_kept(scene: Scene) -> None:
    region = scene.region
    proposed = await scene.propose(region.begeleider, "mother", needs="Een fiets.")
    assert (proposed["state"], proposed["shifts"], proposed["version"]) == ("proposed", 0, 1)
    assert proposed["waitingOn"]["who"] == "responsible"
    assert proposed["responsible"] == {
        "participationId": scene.parties["mother"],
        "name": "Marijke van der Walt",
        "function": "parent",
        "organisation": None,
    }

    agreed = await scene.step(region.mother, proposed, "responses", {"answer": "assent"})
    assert (agreed["state"], agreed["waitingOn"]["who"]) == ("agreed", "responsible")
    begun = await scene.step(region.mother, proposed, "progress", {"step": "begun"})
    assert begun["state"] == "in_progress"
    shows = [
        {"kind": "text", "text": "She was in class every morning."},
        {"kind": "reference", "text": "Verzuimregistratie, week 47"},
    ]
    done = {"step": "reported_kept", "evidence": shows}
    reported = await scene.step(region.mother, proposed, "progress", done)
    assert reported["evidence"] == shows
    assert (reported["state"], reported["waitingOn"]["who"]) == ("reported_kept", "confirmer")
    own = await scene.step(region.mother, proposed, "confirmations", {"answer": "confirm"}, expect=403)
    assert refused(own) == "confirm-by-another"
    kept = await scene.step(region.begeleider, proposed, "confirmations", {"answer": "confirm"})
    assert (kept["state"], kept["waitingOn"]["who"], kept["version"]) == ("kept", "nobody", 5)
    assert kept["evidence"] == shows
    history = await region.begeleider.get(f"{scene.path}/{proposed['id']}/history")
    assert [one.get("evidence") for one in history["items"]] == [None, None, None, shows, None]
    assert await region.teacher.get(f"{scene.path}/{proposed['id']}") == {**kept, "statements": []}


async def test_a_colleague_cannot_confirm_and_the_mother_can(scene: Scene) -> None:
    reported = await scene.reported("teacher")
    colleague = await scene.step(
        scene.region.begeleider, reported, "confirmations", {"answer": "confirm"}, expect=403
    )
    assert refused(colleague) == "confirm-by-another"
    kept = await scene.step(scene.region.mother, reported, "confirmations", {"answer": "confirm"})
    assert kept["state"] == "kept"


async def test_another_organisation_can_reject_and_the_work_goes_on(scene: Scene) -> None:
    reported = await scene.reported("teacher")
    rejected = await scene.step(
        scene.region.youth_worker, reported, "confirmations", {"answer": "reject", "reason": "Maar één keer."}
    )
    assert (rejected["state"], rejected["waitingOn"]["who"]) == ("in_progress", "responsible")
    again = await scene.step(scene.region.teacher, reported, "progress", {"step": "reported_kept"})
    assert again["state"] == "reported_kept"


async def test_only_the_responsible_agrees_and_only_once(scene: Scene) -> None:
    proposed = await scene.propose(scene.region.begeleider, "mother")
    for other in (scene.region.begeleider, scene.region.teacher, scene.region.youth_worker):
        refusal = await scene.step(other, proposed, "responses", {"answer": "assent"}, expect=403)
        assert refused(refusal) == "for-the-responsible"
    declined = await scene.step(
        scene.region.mother, proposed, "responses", {"answer": "decline", "reason": "Dat lukt niet."}
    )
    assert declined["state"] == "declined"
    late = await scene.step(scene.region.mother, proposed, "responses", {"answer": "assent"}, expect=409)
    assert refused(late) == "step-not-possible"


async def test_who_proposes_his_own_work_has_agreed(scene: Scene) -> None:
    own = await scene.propose(scene.region.teacher, "teacher")
    assert (own["state"], own["version"]) == ("agreed", 2)
    hers = await scene.propose(scene.region.mother, "mother")
    assert hers["state"] == "agreed"
    asked = await scene.propose(scene.region.mother, "teacher")
    assert asked["state"] == "proposed"


async def test_exactly_one_person_is_responsible(scene: Scene) -> None:
    for nobody in ("team", str(uuid4())):
        refusal = await scene.propose(scene.region.begeleider, nobody, expect=400)
        assert refused(refusal) == "responsible-unfit"
    await scene.region.teacher.post(
        f"{scene.case}/participations/{scene.parties['youth_worker']}/endings", {"reason": "Klaar."}
    )
    gone = await scene.propose(scene.region.begeleider, "youth_worker", expect=400)
    assert refused(gone) == "responsible-unfit"


async def test_a_date_shifts_twice_only_with_agreement_and_the_first_stays_visible(scene: Scene) -> None:
    region = scene.region
    agreement = await scene.agreed()
    first = agreement["dueDate"]
    ask = {"dueDate": scene.day(21), "reason": "Fiets kapot."}
    asked = await scene.step(region.mother, agreement, "revisions", ask)
    assert (asked["dueDate"], asked["shifts"], asked["waitingOn"]["who"]) == (first, 0, "proposer")
    assert (asked["openShift"]["dueDate"], asked["openShift"]["reason"]) == (scene.day(21), "Fiets kapot.")
    again = await scene.step(region.mother, agreement, "revisions", ask, expect=409)
    assert refused(again) == "step-not-possible"
    for other in (region.mother, region.youth_worker):
        alone = await scene.step(other, agreement, "responses", {"answer": "assent"}, expect=403)
        assert refused(alone) == "not-by-who-asked"
    shifted = await scene.step(region.begeleider, agreement, "responses", {"answer": "assent"})
    assert (shifted["dueDate"], shifted["originalDueDate"], shifted["shifts"]) == (scene.day(21), first, 1)

    await scene.step(
        region.begeleider, agreement, "revisions", {"dueDate": scene.day(28), "reason": "Vakantie."}
    )
    by_asker = await scene.step(region.begeleider, agreement, "responses", {"answer": "assent"}, expect=403)
    assert refused(by_asker) == "for-the-responsible"
    twice = await scene.step(region.mother, agreement, "responses", {"answer": "assent"})
    assert (twice["dueDate"], twice["originalDueDate"], twice["shifts"]) == (scene.day(28), first, 2)

    await scene.step(
        region.mother, agreement, "revisions", {"dueDate": scene.day(35), "reason": "Toch niet."}
    )
    no = {"answer": "decline", "reason": "Nu echt."}
    stays = await scene.step(region.begeleider, agreement, "responses", no)
    assert (stays["dueDate"], stays["shifts"], stays["openShift"]) == (scene.day(28), 2, None)


async def test_the_regie_holder_answers_for_the_proposer_and_says_what_was_not_kept(scene: Scene) -> None:
    region = scene.region
    agreement = await scene.agreed()
    await scene.step(
        region.mother, agreement, "revisions", {"dueDate": scene.day(21), "reason": "Fiets kapot."}
    )
    await scene.step(region.teacher, agreement, "responses", {"answer": "assent"}, expect=403)
    not_kept = {"step": "not_kept", "reason": "means", "note": "Geen fiets."}
    await scene.step(region.teacher, agreement, "progress", not_kept, expect=403)
    await hold_regie(scene, "teacher")
    shifted = await scene.step(region.teacher, agreement, "responses", {"answer": "assent"})
    assert shifted["shifts"] == 1
    assert (await scene.step(region.teacher, agreement, "progress", not_kept))["state"] == "not_kept"


async def test_cancelling_is_for_the_involved_and_for_what_is_not_finished(scene: Scene) -> None:
    region = scene.region
    agreement = await scene.agreed()
    because = {"reason": "Zij gaat met de taxi."}
    other = await scene.step(region.youth_worker, agreement, "cancellations", because, expect=403)
    assert refused(other) == "for-the-involved"
    revision = {"dueDate": scene.day(21), "reason": "Later."}
    await scene.step(region.youth_worker, agreement, "revisions", revision, expect=403)
    assert (await scene.step(region.mother, agreement, "cancellations", because))["state"] == "cancelled"
    finished = await scene.step(region.begeleider, agreement, "cancellations", because, expect=409)
    assert refused(finished) == "step-not-possible"


async def test_a_due_date_is_a_day_in_amsterdam_and_today_is_not_overdue(scene: Scene) -> None:
    past = await scene.propose(scene.region.begeleider, "mother", expect=400, dueDate=scene.day(-1))
    assert refused(past) == "due-date-past"
    agreement = await scene.agreed(dueDate=scene.day(0))
    path = f"{scene.path}/{agreement['id']}"
    assert agreement["overdue"] is False
    unchanged = {"dueDate": scene.day(0), "reason": "Zelfde."}
    same = await scene.step(scene.region.mother, agreement, "revisions", unchanged, expect=400)
    assert refused(same) == "due-date-unchanged"
    yesterday = {"dueDate": scene.day(-1), "reason": "Eerder."}
    await scene.step(scene.region.mother, agreement, "revisions", yesterday, expect=400)
    scene.region.move_clock(timedelta(days=1))
    assert (await scene.region.mother.get(path))["overdue"] is True
    reported = await scene.step(scene.region.mother, agreement, "progress", {"step": "reported_kept"})
    assert reported["overdue"] is False


async def test_after_ten_working_days_it_is_kept_unconfirmed_and_can_still_be_confirmed(scene: Scene) -> None:
    region = scene.region
    reported = await scene.reported("teacher")
    path = f"{scene.path}/{reported['id']}"
    region.move_clock(timedelta(days=7))
    assert (await region.mother.get(path))["state"] == "reported_kept"
    region.move_clock(timedelta(days=21))
    silent = await region.mother.get(path)
    assert (silent["state"], silent["waitingOn"]["who"]) == ("kept_unconfirmed", "nobody")
    assert (await region.coordinator.get(scene.path))["items"][0]["state"] == "kept_unconfirmed"
    no = {"answer": "reject", "reason": "Toch niet."}
    late = await scene.step(region.mother, reported, "confirmations", no, expect=409)
    assert refused(late) == "confirmation-term-over"
    await scene.step(region.teacher, reported, "cancellations", {"reason": "Weg ermee."}, expect=409)
    kept = await scene.step(region.mother, reported, "confirmations", {"answer": "confirm"})
    assert kept["state"] == "kept"


async def test_what_is_not_meant_is_named(scene: Scene) -> None:
    agreement = await scene.agreed()
    for kind, body, pointer in (
        ("responses", {"answer": "decline"}, "/reason"),
        ("responses", {"answer": "perhaps"}, "/answer"),
        ("responses", {"answer": "assent", "reason": "Goed."}, "/reason"),
        ("progress", {"step": "not_kept", "reason": "weather"}, "/reason"),
        ("progress", {"step": "begun", "note": "Nu."}, "/note"),
        ("confirmations", {"answer": "reject", "reason": " "}, "/reason"),
        ("revisions", {"dueDate": "2026-02-30", "reason": "Later."}, "/dueDate"),
    ):
        problem = await scene.step(scene.region.mother, agreement, kind, body, expect=400)
        assert [one["pointer"] for one in problem["errors"]] == [pointer]


async def test_the_row_is_what_the_facts_amount_to_and_no_text_reaches_the_log(scene: Scene) -> None:
    await test_a_date_shifts_twice_only_with_agreement_and_the_first_stays_visible(scene)
    (listed,) = (await scene.region.mother.get(scene.path))["items"]
    (steering,) = (await scene.region.coordinator.get(scene.path))["items"]
    for key in ("state", "dueDate", "originalDueDate", "shifts", "overdue", "waitingOn", "version"):
        assert listed[key] == steering[key]
    entries = "".join(str(dict(one)) for one in await scene.region.entries())
    assert "agreement.proposed" in entries
    assert "Fiets" not in entries
