"""What is asked about agreements: the bodies of requests."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.agreements.facts import Every, Evidence, EvidenceKind, NotKeptReason, Repeat
from chaincare.agreements.model import EVIDENCE_MAX, PRECONDITIONS_MAX, AgreementDraft, PreconditionDraft
from chaincare.notes.model import Audience
from chaincare.wire import Body, Text


class SetPrecondition(Body):
    """What is needed so that it is carried out, by whom, by when; a blocking one must be there before it is kept.

    The owner reads the agreement from then on.
    """

    what: Text
    owner: UUID
    due_date: date
    blocking: bool

    def to_draft(self) -> PreconditionDraft:
        """Give what is needed, in the words of the rules."""
        return PreconditionDraft(self.what, self.owner, self.due_date, self.blocking)


class RepeatAgreement(Body):
    """It is done again every week, two weeks or month after `dueDate`, for the last time on or before `untilDate`."""

    every: Every
    until_date: date


class ProposeAgreement(Body):
    """Who does what by when, and what is needed for it; by default every professional and the client may read it.

    What is done again (`repeat`) is agreed to once; each time is reported by itself. One that `supersedes` another ends
    that one at the moment it is agreed to.

    One about `safety` is read by everybody who sees the core of the case, whatever the audience, and by who gets in by
    emergency.
    """

    responsible: UUID
    what: Text
    due_date: date
    needs: Text | None = None
    audience: Annotated[tuple[Audience, ...], msgspec.Meta(max_length=4)] = (Audience.PROFESSIONALS,)
    parties: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)] = ()
    client_may_read: bool = True
    preconditions: Annotated[tuple[SetPrecondition, ...], msgspec.Meta(max_length=PRECONDITIONS_MAX)] = ()
    safety: bool = False
    repeat: RepeatAgreement | None = None
    supersedes: UUID | None = None

    def to_draft(self) -> AgreementDraft:
        """Give what is proposed, in the words of the rules."""
        return AgreementDraft(
            what=self.what,
            needs=self.needs,
            due_on=self.due_date,
            responsible_id=self.responsible,
            audience=self.audience,
            parties=self.parties,
            client_may_read=self.client_may_read,
            preconditions=tuple(one.to_draft() for one in self.preconditions),
            safety=self.safety,
            repeat=None if self.repeat is None else Repeat(self.repeat.every, self.repeat.until_date),
            supersedes=self.supersedes,
        )


class AssentToAgreement(Body, tag="assent", tag_field="answer"):
    """I agree: to do it, to take it over, or to the other date that is asked for."""


class DeclineAgreement(Body, tag="decline", tag_field="answer"):
    """I do not agree, and why."""

    reason: Text


class ReportBegun(Body, tag="begun", tag_field="step"):
    """The work has begun."""


class GiveEvidence(Body):
    """What shows that it was done: words, or a reference to where it can be looked up. Everybody who reads the agreement reads it."""

    kind: EvidenceKind
    text: Text


class ReportDone(Body, tag="reported_kept", tag_field="step"):
    """It was done; now another confirms it. What shows it may go with it."""

    note: Text | None = None
    evidence: Annotated[tuple[GiveEvidence, ...], msgspec.Meta(max_length=EVIDENCE_MAX)] = ()

    def to_evidence(self) -> tuple[Evidence, ...]:
        """Give what shows it, in the words of the rules."""
        return tuple(Evidence(one.kind, one.text) for one in self.evidence)


class ReportNotKept(Body, tag="not_kept", tag_field="step"):
    """It was not carried out, and why."""

    reason: NotKeptReason
    note: Text | None = None


class ConfirmKept(Body, tag="confirm", tag_field="answer"):
    """It was really kept."""


class RejectKept(Body, tag="reject", tag_field="answer"):
    """It was not kept, or not all of it."""

    reason: Text


class ReviseAgreement(Body):
    """Another date, and why; it needs agreement again."""

    due_date: date
    reason: Text


class CancelAgreement(Body):
    """Why it is no longer needed."""

    reason: Text


class ObjectToAgreement(Body):
    """Why what was recorded of me does not bind me."""

    reason: Text


class ReassignAgreement(Body):
    """Who is asked to carry it out from here on, and why."""

    responsible: UUID
    reason: Text


class AssentToPrecondition(Body, tag="assent", tag_field="answer"):
    """I see to it."""


class DeclinePrecondition(Body, tag="decline", tag_field="answer"):
    """I do not see to it, and why; also when somebody recorded that I would, within five working days (A8)."""

    reason: Text


class FulfilPrecondition(Body):
    """It is there."""

    note: Text | None = None


class DropPrecondition(Body):
    """Why it is not needed after all."""

    reason: Text
