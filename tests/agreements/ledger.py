"""What was promised about one agreement, kept by hand: who may take which step, and what it leads to.

It is written down a second time on purpose, flat and without the code under test, to be compared with it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from chaincare.workdays import term_ends

SCHOOL = {"teacher": "school", "begeleider": "school", "youth_worker": "care", "mother": "the client's side"}
PEOPLE = list(SCHOOL)
RUNNING = ("agreed", "in_progress")
NEEDS_MAX = 3
UNFINISHED = ("proposed", *RUNNING, "awaiting")


@dataclass
class Need:
    """One thing that is needed."""

    id: str
    owner: str
    blocking: bool
    state: str = "asked"
    recorded_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state in ("asked", "promised", "refused")


@dataclass
class Deal:
    """One agreement, as whoever promised the promises would keep it."""

    id: str
    proposer: str
    responsible: str
    due: date
    state: str = "proposed"
    version: int = 1
    shifts: int = 0
    shift: tuple[str, date] | None = None
    recorded_at: datetime | None = None
    candidate: str | None = None
    claimant: str = ""
    reported_at: datetime | None = None
    needs: list[Need] = field(default_factory=list)
    prints: list[str] = field(default_factory=list)


@dataclass
class Around:
    """Who is there, and what time it is."""

    holder: str | None
    gone: set[str]
    now: datetime
    today: date

    def in_term(self, began_at: datetime | None, days: int) -> bool:
        return began_at is not None and self.now < term_ends(began_at, days)

    def involved(self, deal: Deal, who: str) -> bool:
        return who in (deal.proposer, deal.responsible, self.holder)


def may_answer(deal: Deal, who: str, around: Around) -> bool:
    if deal.state == "proposed":
        return who == deal.responsible
    if deal.state == "awaiting":
        return who == deal.candidate
    if deal.state not in RUNNING or deal.shift is None:
        return False
    asker = deal.shift[0]
    if asker != deal.responsible:
        return who == deal.responsible
    anyone = deal.proposer == deal.responsible or deal.proposer in around.gone
    return who != asker and (anyone or who in (deal.proposer, around.holder))


def answer(deal: Deal, who: str, *, yes: bool) -> None:
    if deal.state in RUNNING:
        if yes and deal.shift is not None:
            deal.due, deal.shifts = deal.shift[1], deal.shifts + 1
        deal.shift = None
    elif yes:
        deal.state, deal.responsible, deal.candidate, deal.recorded_at = "agreed", who, None, None
    else:
        deal.state, deal.candidate = ("declined" if deal.state == "proposed" else "awaiting"), None


def may_progress(deal: Deal, who: str, step: str, around: Around) -> bool:
    if step == "begun":
        return who == deal.responsible and deal.state == "agreed"
    if step == "not_kept":
        return deal.state in RUNNING and who in (deal.responsible, around.holder)
    blocked = any(one.blocking and one.is_open for one in deal.needs)
    return who == deal.responsible and deal.state in RUNNING and not blocked


def progress(deal: Deal, who: str, step: str, around: Around) -> None:
    deal.state = {"begun": "in_progress"}.get(step, step)
    if step != "begun":
        deal.shift = None
    deal.claimant, deal.reported_at = who, around.now


def may_judge(deal: Deal, who: str, around: Around, *, yes: bool) -> bool:
    if deal.state != "reported_kept" or who == deal.claimant:
        return False
    another = who == "mother" or SCHOOL[who] != SCHOOL[deal.claimant]
    return another and (yes or around.in_term(deal.reported_at, 10))


def may_revise(deal: Deal, who: str, due: date, around: Around) -> bool:
    return (
        around.involved(deal, who)
        and deal.state in RUNNING
        and deal.shift is None
        and deal.responsible not in around.gone
        and due != deal.due
        and due >= around.today
    )


def may_cancel(deal: Deal, who: str, around: Around) -> bool:
    waits = deal.state == "reported_kept" and around.in_term(deal.reported_at, 10)
    late = deal.state != "proposed" and deal.due < around.today
    if late and who == deal.responsible != "mother":
        return False
    return around.involved(deal, who) and (deal.state in UNFINISHED or waits)


def may_object(deal: Deal, who: str, around: Around) -> bool:
    return who == deal.responsible and deal.state in RUNNING and around.in_term(deal.recorded_at, 5)


def may_reassign(deal: Deal, who: str, to: str, around: Around) -> bool:
    orphaned = deal.proposer in around.gone and around.holder is None
    fits = to not in around.gone and (to != deal.responsible or deal.state == "awaiting")
    return (around.involved(deal, who) or orphaned) and deal.state in UNFINISHED and fits


def reassign(deal: Deal, who: str, to: str) -> None:
    deal.state, deal.candidate, deal.shift, deal.recorded_at = "awaiting", to, None, None
    if who == to:
        answer(deal, who, yes=True)


def may_need(deal: Deal, who: str, owner: str, around: Around) -> bool:
    return around.involved(deal, who) and deal.state in UNFINISHED and owner not in around.gone


def may_say(deal: Deal, need: Need, who: str, said: str, around: Around) -> bool:
    if deal.state not in UNFINISHED:
        return False
    match said:
        case "assent":
            return who == need.owner and need.state == "asked"
        case "decline":
            taken_back = need.state == "promised" and around.in_term(need.recorded_at, 5)
            return who == need.owner and (need.state == "asked" or taken_back)
        case "fulfil":
            return need.state == "promised" and who in (need.owner, deal.responsible, around.holder)
        case _:
            return need.is_open and around.involved(deal, who)


SAYS = {"assent": "responses", "decline": "responses", "fulfil": "fulfilments", "drop": "droppings"}
SAID = {"assent": "promised", "decline": "refused", "fulfil": "met", "drop": "dropped"}


def shown_state(deal: Deal, around: Around) -> str:
    """What a reader sees: some of it comes with time, or with somebody's leaving."""
    if deal.state == "reported_kept" and not around.in_term(deal.reported_at, 10):
        return "kept_unconfirmed"
    left = deal.state in ("proposed", *RUNNING) and deal.responsible in around.gone
    return "awaiting_new_responsible" if left or deal.state == "awaiting" else deal.state


def object_to(deal: Deal) -> None:
    deal.state, deal.shift, deal.recorded_at = "proposed", None, None


class Try(NamedTuple):
    """A step by somebody: what is sent, whether it is promised to work, and what it does then."""

    name: str
    who: str
    deal: Deal
    kind: str
    body: dict[str, Any]
    may: bool
    effect: Callable[[Any], None]


def tries(deal: Deal, who: str, around: Around, parties: dict[str, str]) -> Iterator[Try]:
    """Everything somebody could try with an agreement."""

    def one(name: str, kind: str, body: dict[str, Any], effect: Callable[..., None], *, may: bool) -> Try:
        said = {"reason": "x"} if "reason" in name else {}
        return Try(name, who, deal, kind, body | said, may, effect)

    answers, judges = may_answer(deal, who, around), partial(may_judge, deal, who, around)
    yield one(
        "answer yes", "responses", {"answer": "assent"}, lambda _: answer(deal, who, yes=True), may=answers
    )
    yield one(
        "answer no, reason", "responses", {"answer": "decline"}, lambda _: answer(deal, who, yes=False),
        may=answers,
    )  # fmt: skip
    for step in ("begun", "reported_kept", "not_kept"):
        body = {"step": step} | ({"reason": "precondition"} if step == "not_kept" else {})
        may = may_progress(deal, who, step, around)
        yield one(step, "progress", body, lambda _, step=step: progress(deal, who, step, around), may=may)
    yield one(
        "confirm", "confirmations", {"answer": "confirm"}, lambda _: move(deal, "kept"), may=judges(yes=True)
    )
    yield one(
        "reject, reason", "confirmations", {"answer": "reject"}, lambda _: move(deal, "in_progress"),
        may=judges(yes=False),
    )  # fmt: skip
    for days in (-1, 0, 5, 20):
        due = around.today + timedelta(days=days)
        may = may_revise(deal, who, due, around)
        yield one(
            "revise, reason", "revisions", {"dueDate": str(due)}, lambda _, due=due: ask_shift(deal, who, due),
            may=may,
        )  # fmt: skip
    yield one(
        "cancel, reason",
        "cancellations",
        {},
        lambda _: move(deal, "cancelled"),
        may=may_cancel(deal, who, around),
    )
    yield one(
        "object, reason", "objections", {}, lambda _: object_to(deal), may=may_object(deal, who, around)
    )
    for to in PEOPLE:
        yield one(
            "reassign, reason", "reassignments", {"responsible": parties[to]},
            lambda _, to=to: reassign(deal, who, to), may=may_reassign(deal, who, to, around),
        )  # fmt: skip
    yield from _about_needs(deal, who, around, parties)


def _about_needs(deal: Deal, who: str, around: Around, parties: dict[str, str]) -> Iterator[Try]:
    for owner, blocking in product(PEOPLE, (True, False)):
        body = {"what": "x", "owner": parties[owner], "dueDate": str(around.today), "blocking": blocking}
        may = may_need(deal, who, owner, around) and len(deal.needs) < NEEDS_MAX
        if len(deal.needs) < NEEDS_MAX:

            def need(view: Any, owner: str = owner, blocking: bool = blocking) -> None:
                state = "promised" if who == owner else "asked"
                deal.needs.append(Need(view["preconditions"][-1]["id"], owner, blocking, state))

            yield Try("need", who, deal, "preconditions", body, may, need)
    for one, said in product(deal.needs, SAYS):
        body = {"answer": said} if SAYS[said] == "responses" else {}
        body |= {"reason": "x"} if said in ("decline", "drop") else {}

        def say(_: Any, one: Need = one, said: str = said) -> None:
            one.state = SAID[said]

        may = may_say(deal, one, who, said, around)
        yield Try(f"{said} a need", who, deal, f"preconditions/{one.id}/{SAYS[said]}", body, may, say)


def move(deal: Deal, state: str) -> None:
    deal.state = state


def ask_shift(deal: Deal, who: str, due: date) -> None:
    deal.shift = (who, due)
