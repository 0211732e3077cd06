"""Whoever tries whatever in whatever order, on the real store: E1 to E5 hold (Hypothesis)."""

from collections import Counter
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any, ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.escalations import shadow
from tests.escalations.shadow import ASKED, LEADS, OVER, Around, Shadow, Try
from tests.escalations.steps import directed
from tests.machines import MODEST, Ground, ground_on
from tests.people import add_begeleider, open_case

from chaincare.demo.issuers import DemoIssuers
from chaincare.embedded import Urls
from chaincare.workdays import day_in_amsterdam

LIKELY = {
    **dict.fromkeys(("close", "withdraw", "decline"), 1),
    **dict.fromkeys(("request", "accept", "accept later", "start", "own start", "convert", "fulfil"), 8),
}
ONWARD = ("request", "accept", "accept later", "start", "own start", "bridge", "bridge yes", "convert")
AT_MOST = 3
SPECIALISTS = """
    SELECT p.id, upper_inf(p.during) AS there FROM chaincare.participations AS p
    WHERE p.case_id = $1::text::uuid AND p.role = 'specialist'
"""
TARGETS = """
    SELECT t.escalation_id, t.unit_id, t.state, t.participation_id, t.question_at, x.help, x.state AS whole
    FROM chaincare.escalation_targets AS t JOIN chaincare.escalations AS x ON x.id = t.escalation_id
    WHERE t.case_id = $1::text::uuid AND t.state <> 'left_out'
"""
FACTS = """
    SELECT escalation_id, seq, at, by_id, target_id, fact FROM chaincare.escalation_facts
    WHERE case_id = $1::text::uuid ORDER BY escalation_id, seq
"""


class Escalations(RuleBasedStateMachine):
    """Désirée's case, with up to three escalations in it."""

    did: ClassVar[Counter[str]] = Counter()
    ground: ClassVar[Ground]

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Shadow] = []
        self.facts: dict[Any, list[Any]] = {}

    @initialize(vacant=st.booleans(), seed=st.integers(0, 2**32))
    def open(self, vacant: bool, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311 - drawn once: what is drawn step by step repeats itself
        region = self.ground.region
        region.app.state.clock.offset = timedelta(0)
        opened = self.ground.run(partial(open_case, region))
        self.case_id, self.case = opened["id"], f"/cases/{opened['id']}"
        self.directed = not vacant
        self.holder = None if vacant else "begeleider"
        arrange = (
            partial(add_begeleider, region, self.case_id) if vacant else partial(directed, region, opened)
        )
        self.parties = {"teacher": opened["participationId"], "begeleider": self.ground.run(arrange)}

        for helps, urgent in (("complement", vacant), ("strengthen", False)):
            self.draft_one("teacher", helps, urgent, set(ASKED))
        for _ in range(self.chance.randrange(12)):
            self.take_one_of([one for one in self.tries() if one.may and one.name in ONWARD])

    def around(self) -> Around:
        today = day_in_amsterdam(self.ground.region.app.state.clock.now())
        return Around(self.holder, today, self.parties)

    def person(self, who: str) -> Any:
        return getattr(self.ground.region, who)

    @precondition(lambda self: len(self.all) < AT_MOST)
    @rule(
        who=st.sampled_from(LEADS),
        helps=st.sampled_from(["strengthen", "complement", "complement"]),
        urgent=st.booleans(),
        units=st.sets(st.sampled_from(sorted(ASKED)), min_size=1),
    )
    def draft(self, who: str, helps: str, urgent: bool, units: set[str]) -> None:
        self.draft_one(who, helps, urgent, units)

    def draft_one(self, who: str, helps: str, urgent: bool, units: set[str]) -> None:
        body = shadow.drafted_body(helps, urgent, [ASKED[one] for one in sorted(units)])
        made = self.ground.run(lambda: self.person(who).post(f"{self.case}/escalations", body))
        agrees = self.holder not in (None, who) and not urgent
        self.remember(Shadow(made["id"], helps, who, urgent, agrees, asked=dict.fromkeys(units, "draft")))

    def remember(self, one: Shadow) -> None:
        seen = self.read(one)
        names = {unit: who for who, unit in ASKED.items()}
        one.targets = {names[target["unitId"]]: target["id"] for target in seen["targets"]}
        self.all.append(one)

    def read(self, one: Shadow) -> Any:
        return self.ground.run(lambda: self.person("teacher").get(f"{self.case}/escalations/{one.id}"))

    def take(self, one: Try) -> None:
        """Try a step, and hold the answer to what the shadow says."""
        path = f"/{one.path}" if one.path.startswith("received") else f"{self.case}/{one.path}"
        answer = self.ground.run(lambda: self.person(one.who).ask("POST", path, one.body))
        if not one.may:
            assert answer.status_code in (400, 403, 404, 409), f"{one} gave {answer.status_code}"
            return
        assert answer.status_code == 201, f"{one} was refused: {answer.text}"
        told = answer.json()
        if one.name == "convert":
            about, agrees = one.about, self.holder not in (None, one.who)
            asked = {name: "draft" for name, state in about.asked.items() if state == "accepted"}
            self.remember(Shadow(told["id"], "complement", one.who, False, agrees, asked=asked, origin=about))
        elif one.name in ("start", "own start") and told["interimHolder"]:
            self.holder = one.about.by
        one.effect(told)
        self.did[one.name] += 1

    def tries(self) -> list[Try]:
        around = self.around()
        return [one for each in self.all for one in shadow.tries(each, around, self.all)]

    @precondition(lambda self: self.all)
    @rule()
    def act(self) -> None:
        """Somebody does what he may, three times: a way of some length, or nothing far on is ever reached."""
        for _ in range(3):
            self.take_one_of([one for one in self.tries() if one.may])

    @precondition(lambda self: self.all)
    @rule()
    def meddle(self) -> None:
        """Somebody tries what he may not."""
        for _ in range(3):
            self.take_one_of([one for one in self.tries() if not one.may])

    def take_one_of(self, possible: list[Try]) -> None:
        """Take a step; each sort is as likely as another, however many could take it, but for what ends it all."""
        room = len(self.all) < AT_MOST
        possible = [one for one in possible if room or one.name != "convert"]
        names = sorted({one.name for one in possible})
        if names:
            name = self.chance.choice([one for one in names for _ in range(LIKELY.get(one, 3))])
            self.take(self.chance.choice([one for one in possible if one.name == name]))

    @rule(days=st.sampled_from([20, 33]))
    def time_passes(self, days: int) -> None:
        """Long enough for an interim term to end."""
        self.ground.region.move_clock(timedelta(days=days))
        self.holder = "begeleider" if self.directed else None

    @invariant()
    def everything_promised_holds(self) -> None:
        if not self.all:
            return
        admin, around = self.ground.region.admin, self.around()
        inside = {one.part for one in self.all if one.part is not None}
        for who in ASKED:  # E2, E5: without accepting to complement, and after the end, there is no case
            answer = self.ground.run(partial(self.person(who).ask, "GET", self.case))
            assert answer.status_code == (200 if who in inside else 404), who
        level = self.ground.run(partial(self.person("teacher").get, self.case))["level"]
        assert level == ("winkelstraat" if any(one.running for one in self.all) else "buurtwinkel")  # E1
        listed = self.ground.run(partial(self.person("teacher").get, f"{self.case}/escalations"))
        shown = {one["id"]: one for one in listed["items"]}
        assert set(shown) == {one.id for one in self.all}
        for one in self.all:
            self.hold(one, shown[one.id], around)
        targets = self.ground.run(partial(admin.fetch, TARGETS, self.case_id))
        there = {
            one["id"]
            for one in self.ground.run(partial(admin.fetch, SPECIALISTS, self.case_id))
            if one["there"]
        }
        for one in targets:
            took_part = one["help"] == "complement" and one["state"] in ("accepted", "ended")
            assert (one["participation_id"] is not None) <= took_part  # E2, E3: none without accepting
            assert (one["state"] == "accepted" and took_part) == (one["participation_id"] in there)  # E5
            assert (one["state"] in ("requested", "accepted", "draft")) <= (one["whole"] not in OVER)
        told: dict[Any, list[Any]] = {}
        for fact in self.ground.run(partial(admin.fetch, FACTS, self.case_id)):
            told.setdefault(fact["escalation_id"], []).append(tuple(fact))
        for escalation_id, before in self.facts.items():
            assert told[escalation_id][: len(before)] == before, "history only grows"
        self.facts = told

    def hold(self, one: Shadow, seen: Any, around: Around) -> None:
        assert seen["state"] == one.state
        assert (seen["ball"] is None) == (one.state in OVER)  # E4: always somewhere, until it is over
        ball = None if seen["ball"] is None else seen["ball"]["with"]
        assert ball == shadow.ball_of(one, around), f"{one}"
        if ball in ("party", "requester", "regie_holder"):
            names = {party: who for who, party in self.parties.items()}
            who = names[seen["ball"]["participationId"]]
            assert who == (
                around.holder if ball == "regie_holder" else one.by if ball == "requester" else who
            )
        units = {target["unitId"]: target["state"] for target in seen["targets"]}
        assert units == {ASKED[who]: state for who, state in one.asked.items()}
        due = None if one.state != "waiting" else str(one.review)
        assert seen["reviewDueDate"] == due
        assert sorted(need["state"] for need in seen["conditions"]) == sorted(one.needs.values())


def test_whoever_tries_whatever(database: Urls, issuers: DemoIssuers) -> None:
    Escalations.did.clear()
    with ground_on(database, issuers) as Escalations.ground:
        run_state_machine_as_test(Escalations, settings=settings(MODEST, stateful_step_count=12))
    # A machine that was refused everything has shown nothing.
    assert {"request", "accept", "accept later", "start", "convert"} <= set(Escalations.did), Escalations.did
    assert Escalations.did.total() > 50
