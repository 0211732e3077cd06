"""What an escalation promises, said a second time and independently: who may try what, and what comes of it.

The state machine holds the real application to it. Four people: the teacher and the intern begeleider in the case, a
specialist and a youth worker of the units that are asked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from tests.escalations.steps import complement, strengthen

from chaincare.demo.world import EXPERTISE, YOUTH_CARE

LEADS = ("teacher", "begeleider")
ASKED = {"specialist": str(EXPERTISE.unit_id), "youth_worker": str(YOUTH_CARE.unit_id)}
OVER = ("finished", "broken_off", "declined", "withdrawn")
WHY = {"reason": "x"}
AT_WORK = ("accepted", "waiting", "started")


@dataclass
class Around:
    """What is true of the case at this moment."""

    holder: str | None
    today: date
    parties: dict[str, str]


@dataclass
class Shadow:
    """One escalation as it ought to stand."""

    id: str
    helps: str
    by: str
    urgent: bool
    agrees: bool
    state: str = "draft"
    asked: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    questions: set[str] = field(default_factory=set)
    part: str | None = None
    expected: date | None = None
    review: date | None = None
    bridge: tuple[str, bool] | None = None
    needs: dict[str, str] = field(default_factory=dict)
    lies: str = "target"
    feedback: bool = False
    origin: "Shadow | None" = None

    @property
    def running(self) -> bool:
        return self.state in AT_WORK

    def missing(self) -> list[str]:
        return [one for one, state in self.needs.items() if state == "open"]


@dataclass
class Try:
    """Somebody tries something; ``effect`` is told the answer when it may."""

    name: str
    who: str
    path: str
    body: Any
    may: bool
    effect: Callable[[Any], None]
    about: Shadow


def ball_of(one: Shadow, around: Around) -> str | None:
    """With whom it ought to lie: the teacher's participation sees to conditions, and he who was named bridges."""
    directs = "regie_holder" if around.holder else "requester"
    waits = "party" if one.bridge is not None else directs
    late = one.review is not None and one.review < around.today
    return {
        "draft": directs if one.agrees else "requester",
        "requested": "requester" if one.questions else "target",
        "accepted": "party" if one.missing() else directs,
        "waiting": "target" if late else waits,
        "started": directs if one.lies == "directs" else one.lies,
    }.get(one.state)


def next_month(day: date) -> date:
    """The same day of the next month, or its last."""
    later = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    end = (later + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return later.replace(day=min(day.day, end.day))


def tries(one: Shadow, around: Around, everyone: list[Shadow]) -> Iterator[Try]:
    for who in LEADS:
        yield from _led(one, who, around, everyone)
    yield from _asked(one, around, everyone)


def _led(one: Shadow, who: str, around: Around, everyone: list[Shadow]) -> Iterator[Try]:
    leads = who in (one.by, around.holder)
    complements = one.helps == "complement"
    before = one.state in ("draft", "requested", "accepted", "waiting")

    def attempt(name: str, tail: str, body: Any, may: bool, effect: Callable[..., None], *what: Any) -> Try:
        return Try(name, who, f"escalations/{one.id}/{tail}", body, may, partial(effect, *what), one)

    agrees = around.holder in (who, None) or one.urgent
    yield attempt("request", "requests", {}, one.state == "draft" and agrees, _request, one)
    early = one.state in ("draft", "requested", "declined")
    yield attempt("withdraw", "withdrawals", WHY, leads and early, _end, one, "withdrawn", "lapsed")
    for asking in sorted(one.questions):
        body = {"targetId": one.targets[asking], "text": "Every day."}
        open_still = one.state in ("requested", "started")
        yield attempt("answer", "answers", body, leads and open_still, _answer, one, asking)
    if not one.needs:
        need = {"kind": "verwijzing", "ownerId": around.parties["teacher"]}
        yield attempt("need", "conditions", need, leads and complements and before, _need, one)
    for condition in one.missing():
        path, done = f"conditions/{condition}", {"documentDate": str(around.today)}
        may = (leads or who == "teacher") and before
        yield attempt("fulfil", f"{path}/fulfilments", done, may, _settle, one, condition, "fulfilled")
        yield attempt("drop", f"{path}/droppings", WHY, leads and before, _settle, one, condition, "dropped")
    yield from _bridged(one, who, around, attempt)
    yield attempt("start", "starts", {}, leads and _may_start(one, around), _start, one, around)
    ended = "finished" if one.feedback else "broken_off"
    yield attempt("close", "closures", WHY, leads and one.running, _end, one, ended, "ended")
    body = {"limit": "imminent", "grant": complement()["grant"] | {"scope": "core"}}
    goes_on = any(other.origin is one and other.state not in OVER for other in everyone)
    converts = leads and not complements and one.state == "started" and not goes_on
    yield attempt("convert", "conversions", body, converts, _nothing)


def _bridged(one: Shadow, who: str, around: Around, attempt: Callable[..., Try]) -> Iterator[Try]:
    leads, waits = who in (one.by, around.holder), one.state == "waiting"
    free = one.bridge is None or not one.bridge[1]
    for named in LEADS:
        may = waits and (leads or (named == who and free))
        body = {"participationId": around.parties[named]}
        yield attempt("bridge", "bridges", body, may, _bridge, one, (named, named == who))
    mine = waits and one.bridge is not None and one.bridge[0] == who
    yes, no = {"answer": "assent"}, {"answer": "refusal", **WHY}
    yield attempt("bridge yes", "bridges/responses", yes, mine and free, _bridge, one, (who, True))
    yield attempt("bridge no", "bridges/responses", no, mine, _bridge, one, None)


def _asked(one: Shadow, around: Around, everyone: list[Shadow]) -> Iterator[Try]:
    complements, later = one.helps == "complement", around.today + timedelta(days=75)
    for who, state in one.asked.items():
        path, case = f"received-escalations/{one.targets[who]}", f"escalations/{one.id}"

        def attempt(
            name: str,
            path: str,
            body: Any,
            may: bool,
            effect: Callable[..., None],
            *what: Any,
            who: str = who,
        ) -> Try:
            return Try(name, who, path, body, may, partial(effect, *what), one)

        answers = one.state == "requested" and state == "requested"
        takes = answers and not (complements and any(other.part == who for other in everyone))
        said = f"{path}/responses"
        yield attempt("accept", said, {"answer": "accept"}, takes, _accept, one, who, around, None)
        if complements:
            waits = {"answer": "accept", "expectedDate": str(later)}
            yield attempt("accept later", said, waits, takes, _accept, one, who, around, later)
        yield attempt("decline", said, {"answer": "decline", **WHY}, answers, _decline, one, who)
        strengthens = not complements and one.state == "started" and state == "accepted"
        asks = (answers or strengthens) and who not in one.questions
        yield attempt("ask", said, {"answer": "ask", "text": "How often?"}, asks, _ask, one, who)
        if not complements:
            yield attempt("feedback", f"{path}/feedback", {"text": "x"}, strengthens, _feedback, one)
        elif one.part == who:
            works = one.state == "started"
            yield attempt("case feedback", f"{case}/feedback", {"text": "x"}, works, _feedback, one)
            early = one.expected is not None and one.expected > around.today
            may = not early and _may_start(one, around)
            yield attempt("own start", f"{case}/starts", {}, may, _start, one, around)
            body = {"expectedDate": str(later)}
            yield attempt(
                "review", f"{case}/reviews", body, one.state == "waiting", _review, one, later, around
            )


def _may_start(one: Shadow, around: Around) -> bool:
    ready = one.helps == "complement" and one.state in ("accepted", "waiting") and not one.missing()
    return ready and (around.holder is not None or one.urgent)


def _nothing(told: Any) -> None:
    """The machine itself remembers what came of it."""


def _request(one: Shadow, told: Any) -> None:
    one.state = told["state"]
    one.asked = dict.fromkeys(one.asked, "requested")


def _answer(one: Shadow, asking: str, told: Any) -> None:
    assert told["state"] == one.state
    one.questions.discard(asking)
    if not one.questions:
        one.lies = "target"


def _ask(one: Shadow, who: str, told: Any) -> None:
    assert (told["caseId"], told["escalationState"]) == (None, one.state)
    one.questions.add(who)
    one.lies = "requester"


def _need(one: Shadow, told: Any) -> None:
    one.needs[told["id"]] = "open"


def _settle(one: Shadow, condition: str, state: str, told: Any) -> None:
    assert told == {"id": condition, "state": state}
    one.needs[condition] = state


def _bridge(one: Shadow, bridge: tuple[str, bool] | None, told: Any) -> None:
    assert told["agreed"] == (bridge is not None and bridge[1])
    one.bridge = bridge


def _accept(one: Shadow, who: str, around: Around, expected: date | None, told: Any) -> None:
    assert (told["caseId"] is not None) == (one.helps == "complement"), (
        "who strengthens learns of no case (E3)"
    )
    lapsed = {"requested": "lapsed"}
    one.asked = {name: lapsed.get(state, state) for name, state in one.asked.items()} | {who: "accepted"}
    one.questions = set()
    if one.helps == "strengthen":
        one.state, one.lies = "started", "target"
        return
    one.part, one.state = who, "waiting" if expected else "accepted"
    if expected:
        one.expected, one.review = expected, min(expected, next_month(around.today))


def _review(one: Shadow, expected: date, around: Around, told: Any) -> None:
    one.expected, one.review = expected, min(expected, next_month(around.today))
    assert told["reviewDueDate"] == str(one.review)


def _decline(one: Shadow, who: str, told: Any) -> None:
    assert told["escalationState"] is None
    one.asked[who] = "declined"
    one.questions.discard(who)
    if "requested" not in one.asked.values():
        one.state = "declined"


def _start(one: Shadow, around: Around, told: Any) -> None:
    assert told["interimHolder"] == (around.holder is None), (
        "urgent help without regie makes an interim holder (R5)"
    )
    one.state, one.lies = "started", "target"
    if one.origin is not None and one.origin.state == "started":
        _end(one.origin, "finished", "ended", told)


def _feedback(one: Shadow, told: Any) -> None:
    assert told["id"]
    one.feedback, one.lies = True, "directs"


def _end(one: Shadow, state: str, targets: str, told: Any) -> None:
    assert told["id"]
    one.state, one.part = state, None
    closed = dict.fromkeys(("draft", "requested", "accepted"), targets)
    one.asked = {name: closed.get(now, now) for name, now in one.asked.items()}


def drafted_body(helps: str, urgent: bool, units: list[str]) -> dict[str, Any]:
    """What is sent to draft one."""
    if helps == "strengthen":
        return strengthen(urgent=urgent, targets=units)
    body = complement(urgent=urgent, targets=units)
    return {**body, "grant": {**body["grant"], "scope": "core"}}
