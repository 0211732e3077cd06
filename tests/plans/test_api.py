"""The plan of a case over HTTP: what she wants in her own words, who reads it, and how it was put before."""

from uuid import UUID, uuid4

import asyncpg
import pytest
from tests.agreements.scene import refused, set_scene
from tests.people import Region
from tests.promises.behind import inside

pytestmark = pytest.mark.anyio
ANSWER = """
    INSERT INTO chaincare.plan_answers
        (id, case_id, plan_id, version, agrees, how, proof, said_by, recorded_by, answered_at)
    VALUES ($1, $2, $3, 1, 'yes', $4, $5, $6, $7, now())
"""
GOAL = {"ownWords": "Ik wil weer naar gym.", "meaning": "Joins the lessons twice a week."}


async def test_a_plan_in_her_own_words_and_how_it_was_before(region: Region) -> None:
    scene = await set_scene(region)
    path = f"{scene.case}/plans"
    first = {"goals": [GOAL], "agrees": "partly", "agreesBecause": "Not every week."}
    made = await region.teacher.post(path, first)
    assert made["goals"] == [GOAL | {"noOwnWordsBecause": None, "state": "open"}]
    assert (made["version"], made["saidBy"], made["clientMayRead"]) == (1, scene.parties["teacher"], True)
    # Whoever sees the core of the case sees its goals; the mother too.
    for who in (region.youth_worker, region.begeleider, region.mother):
        assert (await who.get(path))["items"] == [made]
    await region.outsider.get(path, expect=404)
    assert (await region.coordinator.ask("GET", path)).status_code == 403

    second = first | {"goals": [GOAL | {"state": "achieved"}], "agrees": "yes", "agreesBecause": None}
    one = f"{path}/{made['id']}"
    for etag, status in ((None, 428), ('"2"', 412), ('"1"', 200), ('"1"', 412)):
        more = {} if etag is None else {"If_Match": etag}
        answer = await region.begeleider.ask("PUT", one, second, **more)
        assert answer.status_code == status, answer.text
    changed = await region.mother.get(one)
    assert (changed["version"], changed["agrees"], changed["saidBy"]) == (
        2,
        "yes",
        scene.parties["begeleider"],
    )
    versions = await region.youth_worker.get(f"{one}/versions")
    assert versions["items"] == [changed, made]
    kinds = [line["kind"] for line in (await region.teacher.get(f"{scene.case}/timeline"))["items"]]
    assert (kinds.count("plan_made"), kinds.count("plan_changed")) == (1, 1)

    # Who takes part with core reads and does not write; nor does she, whose words they are.
    for reader in (region.youth_worker, region.mother):
        assert (await reader.ask("POST", path, first)).status_code == 403
        assert (await reader.ask("PUT", one, first, If_Match='"2"')).status_code == 403
    for wrong, code in (
        (first | {"goals": [{"meaning": "Rest."}]}, "goal-without-words"),
        (first | {"agreesBecause": None}, "agrees-because-needed"),
    ):
        assert refused(await region.teacher.post(path, wrong, expect=400)) == code

    # Her own word, by her own login and as somebody heard it; each of the client's side reads his own.
    answers = f"{one}/answers"
    hers = await region.mother.post(
        answers, {"version": 2, "agrees": "partly", "agreesBecause": "Not on Mondays."}
    )
    assert (hers["how"], hers["saidBy"], hers["recordedBy"]) == (
        "own_login", scene.parties["mother"], scene.parties["mother"],
    )  # fmt: skip
    heard = {"participationId": scene.parties["mother"], "how": "paper", "proof": "Signed on 3 May."}
    written = {"version": 2, "agrees": "yes", "heard": heard}
    taken = await region.teacher.post(answers, written)
    assert (taken["how"], taken["proof"], taken["recordedBy"]) == (
        "paper",
        "Signed on 3 May.",
        scene.parties["teacher"],
    )
    assert [x["agrees"] for x in (await region.youth_worker.get(one))["answers"]] == ["yes", "partly"]
    assert [len(x["answers"]) for x in (await region.mother.get(f"{one}/versions"))["items"]] == [2, 0]
    assert (await region.youth_worker.ask("POST", answers, written)).status_code == 403
    for who, body, code in (
        (region.mother, {"version": 2, "agrees": "not_asked"}, "not-asked-is-no-answer"),
        (region.mother, {"version": 2, "agrees": "no"}, "agrees-because-needed"),
        (region.mother, written, "heard-from-whom"),
        (region.teacher, {"version": 2, "agrees": "yes"}, "heard-from-whom"),
        (
            region.teacher,
            {**written, "heard": {**heard, "participationId": scene.parties["teacher"]}},
            "said-by-nobody",
        ),
        (region.mother, {"version": 1, "agrees": "yes"}, "edition-stale"),
    ):
        answer = await who.ask("POST", answers, body)
        assert refused(answer.json()) == code

    # The switch keeps the whole plan from the client's side, what it was before too.
    hidden = second | {"clientMayRead": False}
    assert (await region.teacher.ask("PUT", one, hidden, If_Match='"2"')).status_code == 200
    assert (await region.mother.get(path))["items"] == []
    for tail in ("", "/versions"):
        answer = await region.mother.get(one + tail, expect=404)
        assert refused(answer) == "plan-unknown"
    shown = [line["kind"] for line in (await region.mother.get(f"{scene.case}/timeline"))["items"]]
    assert "plan_made" not in shown


@pytest.mark.parametrize(
    ("how", "said", "pen", "held"),
    [
        ("oral", "mother", "teacher", None),
        ("own_login", "mother", "mother", "plan_answers_own_pen"),
        ("oral", "mother", "begeleider", "plan_answers_own_pen"),
        ("oral", "begeleider", "teacher", "plan_answers_of_client"),
    ],
)
async def test_the_database_takes_an_answer_from_the_pen_of_who_was_let_in_only(
    region: Region, how: str, said: str, pen: str, held: str | None
) -> None:
    scene = await set_scene(region)
    made = await region.teacher.post(f"{scene.case}/plans", {"goals": [GOAL], "agrees": "yes"})
    case_id = UUID(scene.case.removeprefix("/cases/"))
    proof = None if how == "own_login" else "x"
    people = UUID(scene.parties[said]), UUID(scene.parties[pen])
    async with inside(region) as me:
        entered = await me.enter("teacher", case_id, "C", "plan.answered")
        async with me.under(entered.ticket) as wall:
            try:
                await wall.execute(ANSWER, uuid4(), case_id, UUID(made["id"]), how, proof, *people)
            except asyncpg.CheckViolationError as error:
                refused_by: str | None = error.constraint_name
            else:
                refused_by = None
    assert refused_by == held
