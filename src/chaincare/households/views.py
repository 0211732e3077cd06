"""Households as they are asked for and shown."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.agreements.model import AgreementDraft
from chaincare.agreements.views import AgreementView
from chaincare.households.model import CASES_MAX, Link
from chaincare.households.rules import address_to_check
from chaincare.notes.model import Audience
from chaincare.regie.himself import Wanted
from chaincare.regie.model import Answer, Mandate
from chaincare.regie.periods import Period
from chaincare.regie.views import RegieProposalView
from chaincare.wire import Body, Instant, Line, Text, View

SEVERAL = msgspec.Meta(min_length=2, max_length=CASES_MAX)


class LinkCases(Body):
    """Two cases or more, of siblings, in each of which you take part with scope full."""

    cases: Annotated[tuple[UUID, ...], SEVERAL]


class LinkAnotherCase(Body):
    """One more case of the same household."""

    case_id: UUID


class UnlinkCase(Body):
    """Which case no longer belongs with the others, and why."""

    case_id: UUID
    reason: Line


class InCaseResponsible(Body):
    """In which case, and whose participation there carries it out."""

    case_id: UUID
    responsible: UUID


class AgreeTogether(Body):
    """The same agreement in several cases: in each it is an agreement of its own, with its own responsible, who agrees there.

    What is said stands in every one of them: name no other child in it.
    """

    cases: Annotated[tuple[InCaseResponsible, ...], SEVERAL]
    what: Text
    due_date: date
    needs: Text | None = None
    audience: Annotated[tuple[Audience, ...], msgspec.Meta(max_length=4)] = (Audience.PROFESSIONALS,)
    client_may_read: bool = True
    safety: bool = False

    def to_draft(self, responsible: UUID) -> AgreementDraft:
        """Give what is proposed in one case, in the words of the rules."""
        return AgreementDraft(
            what=self.what, needs=self.needs, due_on=self.due_date, responsible_id=responsible,
            audience=self.audience, parties=(), client_may_read=self.client_may_read, preconditions=(),
            safety=self.safety,
        )  # fmt: skip


class InCaseCandidate(Body):
    """In which case, and whose participation there is to direct it."""

    case_id: UUID
    candidate: UUID


class ProposeTogether(Body):
    """The same person to direct several cases: a proposal in each, by its own rules. All of them, or none."""

    cases: Annotated[tuple[InCaseCandidate, ...], SEVERAL]
    mandate: Annotated[tuple[Mandate, ...], msgspec.Meta(min_length=1, max_length=len(Mandate))]
    handover_note: Text | None = None
    effective_at: Instant | None = None
    ends_at: Instant | None = None

    def to_model(self, candidate: UUID) -> Wanted:
        """Give what is wanted in one case, in the words of the rules."""
        period = Period(self.effective_at, self.ends_at, None)
        return Wanted(candidate, self.mandate, None, self.handover_note, None, None, period)


class InCaseProposal(Body):
    """In which case, and to which proposal."""

    case_id: UUID
    proposal_id: UUID


class AnswerTogether(Body):
    """The same answer to a proposal in several cases. All of them, or none."""

    cases: Annotated[tuple[InCaseProposal, ...], SEVERAL]
    answer: Answer
    reason: Line | None = None


class LinkedCaseView(View):
    """One case of a household. ``addressToCheck``: a sibling's address is secret and this one's is not recorded as such."""

    case_id: UUID
    reference: str
    client: str
    linked_at: Instant
    secret_address: bool
    address_to_check: bool


class CaseUnlinked(View):
    """The case no longer stands in the household."""

    household_id: UUID
    case_id: UUID


class HouseholdView(View):
    """The cases of a household in which you take part; whether there are others is not told."""

    id: UUID
    cases: tuple[LinkedCaseView, ...]


class Households(View):
    """The households of a case of which you take part in another case too."""

    items: tuple[HouseholdView, ...]


class AgreementInCase(View):
    """The agreement as it was made in one case."""

    case_id: UUID
    agreement: AgreementView


class AgreedTogether(View):
    """One agreement a case."""

    items: tuple[AgreementInCase, ...]


class RegieProposalInCase(View):
    """The proposal as it stands in one case."""

    case_id: UUID
    proposal: RegieProposalView


class ProposedTogether(View):
    """One proposal a case."""

    items: tuple[RegieProposalInCase, ...]


def household_view(household_id: UUID, links: Sequence[Link]) -> HouseholdView:
    """Show a household as far as its reader takes part."""
    return HouseholdView(id=household_id, cases=tuple(case_view(one, links) for one in links))


def case_view(link: Link, links: Sequence[Link]) -> LinkedCaseView:
    """Show one case beside its siblings."""
    return LinkedCaseView(
        case_id=link.case_id,
        reference=link.reference,
        client=link.client,
        linked_at=link.linked_at,
        secret_address=link.secret_address,
        address_to_check=address_to_check(link, links),
    )
