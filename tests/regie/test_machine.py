"""Any sequence of acts about regie, by anybody, against a model of the promises that fits on a page (R1-R8)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.machines import MODEST, Ground, ground_on
from tests.people import open_case
from tests.regie.directing import REBUILT, TERMS, Case, add_worker, joining

from chaincare.demo.issuers import DemoIssuers
from chaincare.embedded import Urls

WORKERS = ("teacher", "intern-begeleider", "youth-worker")
COORDINATOR = "network-coordinator"
WORKER = st.sampled_from(WORKERS)
DAY = timedelta(days=1)
OPEN = """
    SELECT count(*) FROM chaincare.regie_proposals AS p
    WHERE p.case_id = $1::text::uuid AND p.respond_by > $2
      AND NOT EXISTS (SELECT FROM chaincare.regie_outcomes AS o WHERE o.proposal_id = p.id)
"""


@dataclass
class Asked:
    """A proposal as the promises see it; parties are participations."""

    id: str
    kind: str
    candidate: str
    holder: str | None
    by: str
    by_candidate: bool
    respond_by: datetime
    said: dict[str, str] = field(default_factory=dict)
    state: str = "open"

    @property
    def parties(self) -> set[str]:
        return {self.candidate, self.holder or self.candidate}


@dataclass
class Held:
    """Somebody holds regie."""

    part: str
    since: datetime
    until: datetime | None = None


class Directing(RuleBasedStateMachine):
    ground: Ground

    def __init__(self) -> None:
        super().__init__()
        self.parts: dict[str, str] = {}
        self.terms: list[Held] = []
        self.asked: Asked | None = None
        self.laid: dict[str, Any] | None = None
        self.told: list[tuple[str, str]] = []
        self.stopped = False

    @initialize(directed=st.sampled_from((True, True, True, False)))
    def open(self, directed: bool) -> None:
        region = self.ground.region
        region.app.state.clock.offset = timedelta(0)
        opened = self.ground.run(lambda: open_case(region))
        self.case = Case(region, opened, "")
        self.parts = {"teacher": opened["participationId"]}
        for role in WORKERS[1:]:
            self.parts[role] = self.ground.run(partial(add_worker, region, self.case, role))
        if directed:
            self.propose("teacher", WORKERS[1])
            self.respond(WORKERS[1], "assent")

    # What the model says.

    @property
    def now(self) -> datetime:
        now: datetime = self.ground.region.app.state.clock.now()
        return now

    @property
    def holder(self) -> str | None:
        running = self.terms and (self.terms[-1].until is None or self.terms[-1].until > self.now)
        return self.terms[-1].part if running else None

    @property
    def open_proposal(self) -> Asked | None:
        asked = self.asked
        return asked if asked and asked.state == "open" and self.now < asked.respond_by else None

    def ask(self, role: str, path: str, body: Any) -> tuple[int, Any]:
        person = self.ground.region.person(role)
        answer = self.ground.run(lambda: person.ask("POST", f"{self.case.path}{path}", body))
        assert answer.status_code < 500, answer.text
        return answer.status_code, answer.json()

    def part(self, role: str) -> str | None:
        return self.parts.get(role)

    def role_of(self, part: str | None) -> str | None:
        return next((role for role, own in self.parts.items() if own == part), None)

    def settle(self, answer: Any) -> None:
        """Take over how the last answer left the proposal, after checking it against what was promised."""
        asked = self.asked
        assert asked is not None
        values, yes = set(asked.said.values()), {who for who, said in asked.said.items() if said == "assent"}
        needed = asked.parties if self.holder is not None else {asked.candidate}
        others = set(self.parts.values()) - {asked.candidate}
        seconded = not (asked.kind == "first" and asked.by_candidate and others) or len(yes) > 1
        if asked.state == "in_effect":
            expected = "in_effect"
        elif "refusal" in values:
            expected = "declined"
        elif "objection" in values and asked.kind != "assignment":
            expected = "objected"
        elif needed <= yes and seconded:
            expected = "in_effect" if asked.candidate in self.parts.values() else "lapsed"
        else:
            expected = "open"
        assert answer["state"] == expected, (answer["state"], expected, asked)
        if asked.state == "open" and expected == "in_effect":
            since = datetime.fromisoformat(answer["settledAt"])
            if self.holder is not None:
                self.terms[-1].until = since
            self.terms.append(Held(asked.candidate, since))
        self.stopped = self.stopped or (asked.state == "open" and expected == "objected")
        asked.state = expected

    # What can be done.

    @rule(role=st.sampled_from((*WORKERS, COORDINATOR)), candidate=WORKER)
    def propose(self, role: str, candidate: str) -> None:
        part, holder, steers = self.part(candidate), self.holder, role == COORDINATOR
        body = {
            "candidate": part or self.case.opened["id"],
            "mandate": ["decide"],
            "handoverNote": "n",
            "reason": "r",
        }
        blocked = self.open_proposal is not None and not (
            steers or (self.open_proposal.kind == "handover" and holder is None)
        )
        blocked = blocked or (self.stopped and not steers)
        may = (steers or self.part(role) is not None) and part is not None and part != holder and not blocked
        status, answer = self.ask(role, "/regie-proposals", body)
        assert (status == 201) is may, (status, answer)
        if not may:
            return
        self.stopped = False
        kind = "assignment" if steers else "handover" if holder else "first"
        assert (answer["kind"], answer["holderId"]) == (kind, holder if kind == "handover" else None)
        self.asked = Asked(
            answer["id"], kind, answer["candidateId"], answer["holderId"], role, role == candidate,
            datetime.fromisoformat(answer["respondByAt"]),
        )  # fmt: skip
        own = self.part(role)
        if own in self.asked.parties:
            self.asked.said[str(own)] = "assent"
        self.settle(answer)

    @precondition(lambda self: self.open_proposal is not None)
    @rule()
    def agree(self) -> None:
        """Whoever is asked and takes part agrees: without this, regie seldom passes."""
        asked = self.asked
        assert asked is not None
        waiting = [self.role_of(one) for one in sorted(asked.parties - set(asked.said))] or list(self.parts)
        for role in waiting:
            if role is not None:
                self.respond(role, "assent")

    @precondition(lambda self: self.holder is not None and self.open_proposal is None)
    @rule(by=WORKER, turn=st.booleans())
    def pass_on(self, by: str, turn: bool) -> None:
        """A handover that anybody proposes, and to which everybody says yes, the candidate first."""
        to = [one for one in WORKERS if self.part(one) != self.holder][turn]
        self.propose(by, to)
        for role in (to, self.role_of(self.holder)):
            if role is not None and self.open_proposal is not None:
                self.respond(role, "assent")

    @precondition(lambda self: self.asked is not None)
    @rule(role=WORKER, said=st.sampled_from(("assent", "assent", "assent", "refusal", "objection")))
    def respond(self, role: str, said: str) -> None:
        asked, own = self.asked, self.part(role)
        assert asked is not None
        status, answer = self.ask(
            role, f"/regie-proposals/{asked.id}/responses", {"answer": said, "reason": "r"}
        )
        is_open = self.open_proposal is asked
        mine = own in asked.parties
        if said == "objection":
            may = not mine and (is_open or (asked.state == "in_effect" and self.now < asked.respond_by))
        else:
            seconds = said == "assent" and asked.kind == "first" and asked.by_candidate
            may = is_open and (mine or seconds)
        may = may and own is not None and own not in asked.said
        assert (status == 201) is may, (status, answer, asked)
        if may:
            asked.said[str(own)] = said
            self.settle(answer)

    @precondition(lambda self: self.asked is not None)
    @rule(role=st.sampled_from((*WORKERS, COORDINATOR)))
    def withdraw(self, role: str) -> None:
        asked = self.asked
        assert asked is not None
        may = self.open_proposal is asked and (
            role == COORDINATOR or (role == asked.by and self.part(role) is not None)
        )
        status, answer = self.ask(role, f"/regie-proposals/{asked.id}/withdrawals", {"reason": "r"})
        assert (status == 201) is may, (status, answer)
        if may:
            asked.state = "withdrawn"

    @precondition(lambda self: self.stopped)
    @rule(role=st.sampled_from((*WORKERS, COORDINATOR)))
    def decide_on_objection(self, role: str) -> None:
        asked, own = self.asked, self.part(role)
        assert asked is not None
        may = role == COORDINATOR or (own is not None and asked.said.get(own) == "objection")
        status, answer = self.ask(role, f"/regie-proposals/{asked.id}/objection-settlements", {"reason": "r"})
        assert (status == 201) is may, (status, answer)
        self.stopped = not may

    @precondition(lambda self: self.holder is not None)
    @rule(at_once=st.booleans())
    def holder_lays_down(self, at_once: bool) -> None:
        if role := self.role_of(self.holder):
            self.lay_down(role, at_once)

    @precondition(lambda self: self.laid is not None)
    @rule()
    def who_laid_down_takes_back(self) -> None:
        assert self.laid is not None
        if role := self.role_of(self.laid["holderId"]):
            self.take_back(role)

    @rule(role=WORKER, at_once=st.booleans())
    def lay_down(self, role: str, at_once: bool) -> None:
        body = {"because": "unavailable", "atOnce": True} if at_once else {"because": "workload"}
        may = self.holder is not None and self.part(role) == self.holder and self.terms[-1].until is None
        status, answer = self.ask(role, "/resignations", body)
        assert (status == 201) is may, (status, answer)
        if may:
            self.laid, self.terms[-1].until = answer, datetime.fromisoformat(answer["endsAt"])

    @precondition(lambda self: self.laid is not None)
    @rule(role=WORKER)
    def take_back(self, role: str) -> None:
        laid = self.laid
        assert laid is not None
        may = (
            self.holder is not None
            and self.part(role) == self.holder == laid["holderId"]
            and self.terms[-1].until == datetime.fromisoformat(laid["endsAt"])
        )
        status, answer = self.ask(role, f"/resignations/{laid['id']}/withdrawals", {})
        assert (status == 201) is may, (status, answer)
        if may:
            self.laid, self.terms[-1].until = None, None

    @precondition(lambda self: len(self.parts) == len(WORKERS))
    @rule(role=WORKER)
    def leave(self, role: str) -> None:
        own = self.part(role)
        status, answer = self.ask(
            role, f"/participations/{own or self.case.opened['id']}/endings", {"reason": "r"}
        )
        assert (status == 201) is (own is not None and own != self.holder), (status, answer)
        if status == 201:
            del self.parts[role]

    @precondition(lambda self: len(self.parts) < len(WORKERS))
    @rule()
    def come_back(self) -> None:
        role = next(one for one in WORKERS if one not in self.parts)
        host = next(iter(self.parts))
        status, answer = self.ask(host, "/participations", joining(role))
        assert status == 201, answer
        self.parts[role] = answer["participationId"]

    @rule(days=st.sampled_from((0.05, 1, 3, 9, 20)))
    def wait(self, days: float) -> None:
        self.ground.region.move_clock(days * DAY)

    # What must hold, whatever was done.

    @invariant()
    def one_holder_and_no_gap(self) -> None:
        if not self.parts:
            return
        rows = self.rows(TERMS)
        known = [(str(one["holder_id"]), one["during"].lower, one["during"].upper) for one in rows]
        assert known == [(one.part, one.since, one.until) for one in self.terms]
        assert self.rows(REBUILT) == rows, "the facts alone tell the same"
        for earlier, later in pairwise(self.terms):
            assert earlier.until is not None
            assert earlier.until <= later.since, "R1"
        is_open = self.ground.run(
            lambda: self.ground.region.admin.fetchval(OPEN, self.case.opened["id"], self.now)
        )
        assert is_open == (self.open_proposal is not None), "R4"

    @invariant()
    def what_was_told_stays_true(self) -> None:
        if not self.parts:
            return
        now = self.now
        known = f"knownAt={quote(now.isoformat())}&at={quote((now + 9 * DAY).isoformat())}"
        query = known if now.microsecond % 2 else f"at={quote(now.isoformat())}"
        self.told.append((query, self.who_directs(query)))
        query, told = self.told[now.microsecond % len(self.told)]
        assert self.who_directs(query) == told, query
        if len(self.told) % 5 == 0:
            assert self.who_directs("") == str(self.holder)

    def who_directs(self, query: str) -> str:
        reader = self.ground.region.coordinator
        answer = self.ground.run(lambda: reader.get(f"{self.case.path}/regie?{query}"))
        return str(answer["holder"] and answer["holder"]["participationId"])

    def rows(self, sql: str) -> list[Any]:
        rows = self.ground.run(lambda: self.ground.region.admin.fetch(sql))
        return [one for one in rows if str(one["case_id"]) == self.case.opened["id"]]


def test_the_promises_of_regie_hold_after_any_sequence_of_acts(database: Urls, issuers: DemoIssuers) -> None:
    with ground_on(database, issuers) as ground:

        class OnGround(Directing):
            pass

        OnGround.ground = ground
        run_state_machine_as_test(OnGround, settings=MODEST)
