"""Who may ask for a mandate for one case, who may answer, and how long it holds. Pure."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from chaincare.case_mandates.model import (
    ANSWERED_WITHIN,
    Asked,
    CaseMandate,
    CaseMandateAnswer,
    CaseMandateMovedOn,
    CaseMandateNotYours,
    CaseMandateState,
    CaseMandateTooLong,
    CaseMandateUnclear,
    Opens,
)
from chaincare.findings.model import Reviewer
from chaincare.findings.rules import is_barred, is_near
from chaincare.refusals import FieldError

LONGEST = timedelta(days=7)


def clear(asked: Asked) -> Asked:
    """Check that it is said which one thing is to be opened. Raises CaseMandateUnclear."""
    parts = (asked.entry_id is not None, asked.entry_at is not None)
    if asked.opens is Opens.NAME:
        fits = parts == (False, False) and asked.case_id is not None
    else:
        fits = parts == (True, True)
    if not fits:
        raise CaseMandateUnclear
    return asked


def may_ask(concerns: UUID | None, auditor: Reviewer) -> None:
    """Hold who asks to T6. Raises CaseMandateNotYours."""
    if is_barred(auditor, concerns):
        raise CaseMandateNotYours


def state_of(mandate: CaseMandate, now: datetime) -> CaseMandateState:
    """Give how far a mandate is. It ends by itself, and a question that nobody answers does not wait for ever."""
    if mandate.ended_at is not None:
        return CaseMandateState.ENDED
    if mandate.ends_at is not None:
        return CaseMandateState.RUNNING if now < mandate.ends_at else CaseMandateState.ENDED
    if mandate.answer is CaseMandateAnswer.DECLINED:
        return CaseMandateState.DECLINED
    return CaseMandateState.ASKED if now < mandate.asked_at + ANSWERED_WITHIN else CaseMandateState.LAPSED


def answer(
    mandate: CaseMandate,
    second: Reviewer,
    said: CaseMandateAnswer,
    ends_at: datetime | None,
    now: datetime,
    *,
    tell_afterwards: bool,
) -> CaseMandate:
    """Let a second person say yes or no. Raises CaseMandateNotYours, CaseMandateMovedOn, CaseMandateTooLong.

    ``tell_afterwards``: who directs the case hears of it when it ends, as when it is about what he did himself.
    """
    if not _is_second(mandate, second):
        raise CaseMandateNotYours
    if state_of(mandate, now) is not CaseMandateState.ASKED:
        raise CaseMandateMovedOn
    answered = msgspec.structs.replace(mandate, answer=said, answered_by_id=second.id, answered_at=now)
    if said is CaseMandateAnswer.DECLINED and ends_at is None:
        return answered
    if said is CaseMandateAnswer.DECLINED or ends_at is None or not now < ends_at <= now + LONGEST:
        raise CaseMandateTooLong(
            errors=[FieldError("/endsAt", "A moment within seven days, for an approval.")]
        )
    return msgspec.structs.replace(
        answered, ends_at=ends_at, told_from_at=ends_at if tell_afterwards else now
    )


def _is_second(mandate: CaseMandate, somebody: Reviewer) -> bool:
    """Say whether this is a second person: not who asked, not who has his mandate from him, and not barred himself (T6)."""
    return not (is_near(somebody, mandate.asked_by_id) or is_barred(somebody, mandate.concerns))


def end(mandate: CaseMandate, who: Reviewer, now: datetime) -> CaseMandate:
    """End a mandate before its day, as one who could have answered it; or take one's own back. Raises CaseMandateNotYours, CaseMandateMovedOn.

    Who directs the case is told of one that ran, whenever he was to hear.
    """
    if mandate.asked_by_id not in who.himself and not _is_second(mandate, who):
        raise CaseMandateNotYours
    if state_of(mandate, now) not in {CaseMandateState.ASKED, CaseMandateState.RUNNING}:
        raise CaseMandateMovedOn
    told = None if mandate.told_from_at is None else min(mandate.told_from_at, now)
    return msgspec.structs.replace(mandate, ended_at=now, told_from_at=told)
