"""Mandates for one case as they travel."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from chaincare.case_mandates.model import (
    Asked,
    CaseMandate,
    CaseMandateAnswer,
    CaseMandateState,
    Opened,
    Opens,
)
from chaincare.case_mandates.rules import state_of
from chaincare.client_search.views import typed_in
from chaincare.wire import Body, Instant, Text, View

Opener = Callable[[bytes, str], str]


class AskCaseMandate(Body):
    """What you must see, and why: for one case.

    For `name` give `caseId`. For `entry_text`, which is what somebody typed as he searched or got in by emergency, give `entryId` and
    `happenedAt` as a search of the log gave them, and `caseId` if the entry is about a client.
    """

    opens: Opens
    reason: Text
    case_id: UUID | None = None
    entry_id: UUID | None = None
    happened_at: Instant | None = None

    def to_model(self) -> Asked:
        """Give what is asked, without the reason."""
        return Asked(self.case_id, self.opens, self.happened_at, self.entry_id)


class AnswerCaseMandate(Body):
    """Yes or no. With `approved` comes `endsAt`, at most seven days ahead.

    Who directs the case is told at once that an auditor has a mandate on it; with `tellAfterwards` when it ends, where knowing it
    now would spoil the inquiry.
    """

    answer: CaseMandateAnswer
    ends_at: Instant | None = None
    tell_afterwards: bool = False


class CaseMandateView(View):
    """A mandate for one case: what it opens to who asked, why, by which second person and until when.

    `concernsId` is whose act the entry was: he answers nothing about it. `client` is the pseudonym of the log. An organisation's auditor is
    told what somebody of another one does, without name or id.
    """

    id: UUID
    state: CaseMandateState
    case_id: UUID | None
    client: UUID | None
    organisation_id: UUID | None
    opens: Opens
    entry_id: UUID | None
    happened_at: Instant | None
    concerns_id: UUID | None
    reason: str
    asked_by_id: UUID | None
    asked_by: str | None
    asked_at: Instant
    answered_by_id: UUID | None
    answered_by: str | None
    answered_at: Instant | None
    ends_at: Instant | None
    told_from_at: Instant | None
    ended_at: Instant | None


class CaseMandatePage(View):
    """Mandates for one case, what was asked last first."""

    items: tuple[CaseMandateView, ...]


class OpenedName(View):
    """What somebody is called, and no more of him."""

    given_names: str
    prefix: str | None
    family_name: str | None


class OpenedSearch(View):
    """For whom somebody searched, as he typed it: a name with a birth date or year, or the reference of a case."""

    name: str | None
    reference: str | None
    birth_date: date | None
    birth_year: int | None


class OpenedByMandate(View):
    """The one thing it opens: the name, what was searched for, or the reason of an emergency. All are null when a term erased it meanwhile."""

    name: OpenedName | None
    search: OpenedSearch | None
    text: str | None


def case_mandate_view(one: CaseMandate, now: datetime, opened: Opener) -> CaseMandateView:
    """Show one to who asks and to who decides."""
    return CaseMandateView(
        id=one.id,
        state=state_of(one, now),
        case_id=one.case_id,
        client=one.client,
        organisation_id=one.organisation_id,
        opens=one.opens,
        entry_id=one.entry_id,
        happened_at=one.entry_at,
        concerns_id=one.concerns,
        reason=opened(one.reason, str(one.request_id)),
        asked_by_id=None if one.asked_elsewhere else one.asked_by_id,
        asked_by=one.asked_by,
        asked_at=one.asked_at,
        answered_by_id=None if one.answered_elsewhere else one.answered_by_id,
        answered_by=one.answered_by,
        answered_at=one.answered_at,
        ends_at=one.ends_at,
        told_from_at=one.told_from_at,
        ended_at=one.ended_at,
    )


def opened_view(one: Opened, opened: Opener) -> OpenedByMandate:
    """Show what it opens."""
    name = None
    if one.given_names is not None:
        name = OpenedName(given_names=one.given_names, prefix=one.prefix, family_name=one.family_name)
    text = None if one.sealed is None else opened(one.sealed, str(one.request_id))
    typed = None if text is None else typed_in(text)
    if typed is None:
        return OpenedByMandate(name=name, search=None, text=text)
    search = OpenedSearch(name=typed[0], reference=typed[1], birth_date=typed[2], birth_year=typed[3])
    return OpenedByMandate(name=name, search=search, text=None)
