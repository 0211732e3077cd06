"""Where an agreement can stand, who is around it, and what each of them can try. No database."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from chaincare.agreements import consent, preconditions, rules
from chaincare.agreements.facts import (
    Agreed,
    AnyFact,
    AssentHow,
    Begun,
    Cancelled,
    Confirmed,
    Declined,
    NotKept,
    NotKeptReason,
    Objected,
    PreconditionAgreed,
    PreconditionDeclined,
    PreconditionDropped,
    PreconditionMet,
    PreconditionSet,
    Proposed,
    Reassigned,
    Recorded,
    ReportedKept,
    ShiftProposed,
)
from chaincare.agreements.model import Agreement, Party, PreconditionDraft
from chaincare.agreements.states import (
    after,
    begin,
)

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DUE = date(2026, 3, 16)
LATER = date(2026, 3, 23)
AGREEMENT_ID = UUID(int=99)
SCHOOL, CARE = UUID(int=1001), UUID(int=1002)


def party(number: int, role: Any, organisation_id: UUID | None, **changes: Any) -> Party:
    one = Party(
        id=UUID(int=number),
        role=role,
        scope="client" if organisation_id is None else "core",
        present=True,
        ended_at=None,
        holds_regie=False,
        name=f"Person {number}",
        function=None,
        organisation_id=organisation_id,
        organisation=None,
    )
    return msgspec.structs.replace(one, **changes)


PROPOSER = party(1, "caseworker", SCHOOL)
RESPONSIBLE = party(2, "caseworker", SCHOOL)
COLLEAGUE = party(3, "caseworker", SCHOOL)
HOLDER = party(4, "caseworker", SCHOOL, holds_regie=True)
CARER = party(5, "specialist", CARE)
MOTHER = party(6, "representative", None)
CLIENT = party(7, "client", None)
TEAM = party(8, "team", SCHOOL)
EVERYONE = (PROPOSER, RESPONSIBLE, COLLEAGUE, HOLDER, CARER, MOTHER, CLIENT, TEAM)
PARTIES = {one.id: one for one in EVERYONE}


def made(*facts: tuple[Party, AnyFact], responsible: Party = RESPONSIBLE) -> Agreement:
    """An agreement after these facts, an hour apart."""
    first = Recorded(1, AT, PROPOSER.id, Proposed("Brings her to school.", DUE))
    agreement = begin(AGREEMENT_ID, responsible.id, PROPOSER.id, ("professionals",), first)
    return after(
        agreement,
        [Recorded(n, AT + timedelta(hours=n), by.id, fact) for n, (by, fact) in enumerate(facts, 2)],
    )


YES = (RESPONSIBLE, Agreed(AssentHow.HIMSELF))
SEEN = (RESPONSIBLE, Agreed(AssentHow.IN_PRESENCE, PROPOSER.id, UUID(int=77)))
ASKS = (RESPONSIBLE, ShiftProposed(LATER, "ill"))
ASKED = (PROPOSER, ShiftProposed(LATER, "school trip"))
DONE = (RESPONSIBLE, ReportedKept("every day"))
TAKES_OVER = (PROPOSER, Reassigned(CARER.id, RESPONSIBLE.id, "another school"))
NEED_ID = UUID(int=88)
NEEDED = (PROPOSER, PreconditionSet(NEED_ID, "A bicycle.", MOTHER.id, DUE, blocking=True))
PROMISED = (MOTHER, PreconditionAgreed(NEED_ID, AssentHow.HIMSELF))
STANDS = {
    "proposed": made(),
    "agreed": made(YES),
    "agreed as seen": made(SEEN),
    "objected": made(SEEN, (RESPONSIBLE, Objected("not me"))),
    "asks for a shift": made(YES, ASKS),
    "is asked for a shift": made(YES, ASKED),
    "in progress": made(YES, (RESPONSIBLE, Begun())),
    "reported kept": made(YES, DONE),
    "kept": made(YES, DONE, (CARER, Confirmed())),
    "declined": made((RESPONSIBLE, Declined("no time"))),
    "awaits the carer": made(YES, TAKES_OVER),
    "awaits somebody": made(YES, TAKES_OVER, (CARER, Declined("no time"))),
    "not kept": made(YES, (RESPONSIBLE, NotKept(NotKeptReason.TIME))),
    "cancelled": made((PROPOSER, Cancelled("moot"))),
    "needs something": made(YES, NEEDED),
    "was promised it": made(YES, NEEDED, PROMISED),
    "was refused it": made(YES, NEEDED, (MOTHER, PreconditionDeclined(NEED_ID, "no money"))),
    "has it": made(YES, NEEDED, PROMISED, (MOTHER, PreconditionMet(NEED_ID))),
    "can do without it": made(YES, NEEDED, (PROPOSER, PreconditionDropped(NEED_ID, "walks"))),
}
COMMANDS: dict[str, Callable[[Agreement, Party], AnyFact]] = {
    "assent": lambda one, by: consent.assent(one, by=by, parties=PARTIES),
    "decline": lambda one, by: consent.decline(one, "no", by=by, parties=PARTIES),
    "object": lambda one, by: consent.object_to(one, "not me", by=by, at=AT),
    "reassign": lambda one, by: consent.reassign(one, CARER.id, "busy", by=by, parties=PARTIES)[0].fact,
    "begin": lambda one, by: rules.start(one, by=by),
    "report kept": lambda one, by: rules.report_kept(one, None, by=by),
    "report not kept": lambda one, by: rules.report_not_kept(one, NotKeptReason.TIME, None, by=by),
    "confirm": lambda one, by: rules.confirm(one, by=by, parties=PARTIES),
    "reject": lambda one, by: rules.reject(one, "no", by=by, parties=PARTIES, at=AT),
    "revise": lambda one, by: rules.revise(one, date(2026, 3, 30), "ill", by=by, parties=PARTIES, at=AT),
    "cancel": lambda one, by: rules.cancel(one, "moot", by=by, parties=PARTIES, at=AT),
    "need": lambda one, by: preconditions.ask_for(
        one, needed(), UUID(int=one.version), by=by, parties=PARTIES, at=AT
    ),
    "promise": lambda one, by: preconditions.promise(one, preconditions.find(one, NEED_ID), by=by),
    "refuse": lambda one, by: preconditions.refuse(
        one, preconditions.find(one, NEED_ID), "no money", by=by, at=AT
    ),
    "fulfil": lambda one, by: preconditions.fulfil(one, preconditions.find(one, NEED_ID), None, by=by),
    "drop": lambda one, by: preconditions.drop(one, preconditions.find(one, NEED_ID), "walks", by=by),
}


def needed(**changes: Any) -> PreconditionDraft:
    """Something else that is needed, and does not block."""
    draft = PreconditionDraft("A lock.", CARER.id, DUE, blocking=False)
    return msgspec.structs.replace(draft, **changes)
