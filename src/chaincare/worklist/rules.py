"""What a row of the worklist says to whom, and where it leads. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

import msgspec

from chaincare.access.model import Reach
from chaincare.workdays import add_working_days, day_in_amsterdam, end_of, is_working_day
from chaincare.worklist.model import Act, Item, ItemKind, Person, Place, Shown

CONFIRMATION_DAYS = 10
"""Working days in which a report that an agreement was kept can be answered (A3)."""

_ONE_DAY = timedelta(days=1)


def running_since(now: datetime, working_days: int) -> datetime:
    """Give the first moment at which a term of so many working days can have begun that still runs now."""
    today = day = day_in_amsterdam(now)
    passed = 0
    while True:
        passed += day < today and is_working_day(day)
        if passed == working_days:
            return end_of(day - _ONE_DAY)
        day -= _ONE_DAY


def due_on(item: Item) -> date | None:
    """Give the day by which it should be done: for a report, the last one on which it can be answered."""
    if item.kind is ItemKind.AGREEMENT_TO_CONFIRM and item.since is not None:
        return add_working_days(day_in_amsterdam(item.since), CONFIRMATION_DAYS)
    return item.due_on


def is_overdue(day: date | None, now: datetime) -> bool:
    """Say whether a day has passed in Amsterdam; due today is not overdue (A4)."""
    return day is not None and day < day_in_amsterdam(now)


def seen_by(person: Person | None, shown: Shown) -> Person | None:
    """Narrow who it is to what the reach shows of a party (DOMAIN 2).

    Scope `that`: the sector, and the regie holder by name. The coordinator: the organisation, and the holder by name.
    A target: who asked by function and organisation.
    """
    if person is None or person.id in (shown.relation_id, shown.unit_id):
        return person
    match shown.reach, person.holds_regie:
        case Reach.THAT, False:
            return _only(person, role=person.role, sector=person.sector)
        case Reach.STEERING, True:
            return msgspec.structs.replace(person, unit=None, sector=None)
        case Reach.STEERING, False:
            return _only(person, organisation=person.organisation)
        case Reach.TARGET, _:
            return _only(person, function=person.function, organisation=person.organisation)
    return person


def _only(person: Person, **told: str | None) -> Person:
    nothing = dict.fromkeys(("role", "name", "function", "unit", "organisation", "sector"))
    return msgspec.structs.replace(person, **nothing | told)


class _Lead(NamedTuple):
    """Where a kind leads: the address to read, the operation that is to be done, and its address."""

    read: str
    operation: str = ""
    act: str = ""


_CASE = "/cases/{case}"
_PROPOSE = ("proposeRegie", f"{_CASE}/regie-proposals")
_PROPOSAL = f"{_CASE}/regie-proposals/{{about}}"
_ESCALATION = f"{_CASE}/escalations/{{about}}"
_AGREEMENT = f"{_CASE}/agreements/{{about}}"
_RECEIVED = "/received-escalations/{target}"

_LEADS: Mapping[ItemKind, _Lead] = {
    ItemKind.REGIE_VACANT: _Lead(f"{_CASE}/regie", *_PROPOSE),
    ItemKind.REGIE_INTERIM: _Lead(f"{_CASE}/regie", *_PROPOSE),
    ItemKind.REGIE_TO_ANSWER: _Lead(_PROPOSAL, "answerRegieProposal", f"{_PROPOSAL}/responses"),
    ItemKind.REGIE_OBJECTED: _Lead(_PROPOSAL, *_PROPOSE),
    ItemKind.ESCALATION_TO_SEND: _Lead(_ESCALATION, "requestEscalation", f"{_ESCALATION}/requests"),
    # It lies with the unit; whoever sees it in the case can only ask after it.
    ItemKind.ESCALATION_TO_ANSWER: _Lead(_ESCALATION),
    ItemKind.ESCALATION_UNANSWERED: _Lead(_ESCALATION),
    ItemKind.ESCALATION_TO_START: _Lead(_ESCALATION, "startEscalation", f"{_ESCALATION}/starts"),
    ItemKind.ESCALATION_AT_WORK: _Lead(_ESCALATION, "giveFeedback", f"{_ESCALATION}/feedback"),
    ItemKind.ESCALATION_TO_CLOSE: _Lead(_ESCALATION, "endEscalation", f"{_ESCALATION}/closures"),
    ItemKind.AGREEMENT_TO_ANSWER: _Lead(_AGREEMENT, "respondToAgreement", f"{_AGREEMENT}/responses"),
    ItemKind.AGREEMENT_DATE_TO_ANSWER: _Lead(_AGREEMENT, "respondToAgreement", f"{_AGREEMENT}/responses"),
    ItemKind.AGREEMENT_TO_CARRY_OUT: _Lead(_AGREEMENT, "reportProgress", f"{_AGREEMENT}/progress"),
    ItemKind.AGREEMENT_TO_CONFIRM: _Lead(_AGREEMENT, "confirmAgreement", f"{_AGREEMENT}/confirmations"),
    # Bases are recorded, and read, by who has scope full.
    ItemKind.LEGAL_BASIS_ENDS: _Lead(_CASE),
}
_LEADS_OF: Mapping[Reach, Mapping[ItemKind, _Lead]] = {
    Reach.TARGET: {
        ItemKind.ESCALATION_TO_ANSWER: _Lead(_RECEIVED, "answerReceivedEscalation", f"{_RECEIVED}/responses"),
        ItemKind.ESCALATION_AT_WORK: _Lead(_RECEIVED, "giveReceivedFeedback", f"{_RECEIVED}/feedback"),
    },
    Reach.FULL: {
        ItemKind.LEGAL_BASIS_ENDS: _Lead(f"{_CASE}/legal-bases", "recordLegalBasis", f"{_CASE}/legal-bases"),
    },
}


def place_of(item: Item, shown: Shown) -> Place:
    """Say where to read about it; and when it lies with the reader, what to do."""
    lead = _LEADS_OF.get(shown.reach, {}).get(item.kind) or _LEADS[item.kind]
    ids = {"case": item.case_id, "about": item.about, "target": item.target_id}
    act = None
    if shown.with_you and lead.operation:
        act = Act(lead.operation, "POST", lead.act.format_map(ids))
    return Place(lead.read.format_map(ids), act)
