"""A match as it is decided and shown."""

from datetime import date, datetime
from uuid import UUID

from chaincare.clients.model import BirthPrecision
from chaincare.matches.model import (
    ClientAnswer,
    ClientAsked,
    Decision,
    Match,
    MatchAnswer,
    MatchState,
    Merge,
    OtherRegistration,
    Side,
)
from chaincare.parties.views import StateLegalBasis
from chaincare.wire import Body, Instant, Line, View


class ClientSaid(Body):
    """What the client said to merging his registrations, how he was asked and when. Spoken words are enough."""

    agrees: bool
    asked: ClientAsked
    asked_date: date

    def to_model(self) -> ClientAnswer:
        """Give the answer as rules know it."""
        return ClientAnswer(self.agrees, self.asked, self.asked_date)


class DecideMatch(Body):
    """What you decide. With `same_person` goes who directs from then on: the older case's holder or the newer's.

    `legalBasis` is the newer case's holder's, when he is to take part in the case that remains.
    """

    answer: MatchAnswer
    regie_with: Side | None = None
    client: ClientSaid | None = None
    legal_basis: StateLegalBasis | None = None

    def decided(self, side: Side, at: datetime) -> Decision:
        """Give the decision as rules know it."""
        client = None if self.client is None else self.client.to_model()
        joins, regie_with = self.legal_basis is not None, self.regie_with
        if self.answer is MatchAnswer.NOT_A_DUPLICATE:
            regie_with = None
        return Decision(side, self.answer, regie_with, client, joins, at)


class SplitMatch(Body):
    """Why the two are split again."""

    reason: Line


class MatchMoved(View):
    """Where the match stands now."""

    id: UUID
    state: MatchState


class OtherRegistrationView(View):
    """Who is registered there. Of the case itself it tells nothing.

    Whom to talk to is told once one of the two holders answered `same_person`; the birth date only as far as both know it.
    """

    given_names: str
    prefix: str | None
    family_name: str | None
    call_name: str | None
    birth_date: date
    birth_precision: BirthPrecision
    holder: str | None
    function: str | None
    phone: str | None
    organisation: str | None


class ClientSaidView(View):
    """What the client said, and how he was asked."""

    agrees: bool
    asked: ClientAsked
    asked_date: date


class MatchDecision(View):
    """What one of the holders decided."""

    side: Side
    answer: MatchAnswer
    regie_with: Side | None
    client: ClientSaidView | None
    decided_at: Instant


class MatchCard(View):
    """Two registrations that may be of one person.

    `side` is which one is yours. Whoever coordinates, while nobody directs the case, reads two references and no
    `other`; a holder reads `other` and no `otherReference`. Of what came to nothing, `other` is no longer shown.
    """

    id: UUID
    state: MatchState
    side: Side
    case_id: UUID
    reference: str
    other_reference: str | None
    other: OtherRegistrationView | None
    newer_may_direct: bool
    decisions: tuple[MatchDecision, ...]
    found_at: Instant
    since_at: Instant


class MergeView(View):
    """Two registrations that were merged: `clientId` and `caseId` are those that remained. With `splitAt`: no longer.

    Which ones remained is told to who takes part there too; once they were split, only which one is yours.
    """

    match_id: UUID
    client_id: UUID | None
    case_id: UUID | None
    merged_client_id: UUID | None
    merged_case_id: UUID | None
    merged_at: Instant
    split_at: Instant | None


class Merges(View):
    """The merges of a client's registration, the latest first."""

    items: tuple[MergeView, ...]


def match_card(match: Match) -> MatchCard:
    """Show a match to one of its holders, or to who coordinates."""
    return MatchCard(
        id=match.id,
        state=match.state,
        side=match.side,
        case_id=match.case_id,
        reference=match.reference,
        other_reference=match.other_reference,
        other=None if match.other is None else _other_view(match.other),
        newer_may_direct=match.newer_may_direct,
        decisions=tuple(map(_decision_view, match.decisions)),
        found_at=match.found_at,
        since_at=match.since,
    )


def merge_view(merge: Merge) -> MergeView:
    """Show a merge."""
    return MergeView(**{name: getattr(merge, name) for name in Merge.__struct_fields__})


def _other_view(other: OtherRegistration) -> OtherRegistrationView:
    return OtherRegistrationView(
        **{name: getattr(other, name) for name in OtherRegistration.__struct_fields__}
    )


def _decision_view(decision: Decision) -> MatchDecision:
    said = decision.client
    client = (
        None
        if said is None
        else ClientSaidView(agrees=said.agrees, asked=said.asked, asked_date=said.asked_on)
    )
    return MatchDecision(
        side=decision.side,
        answer=decision.answer,
        regie_with=decision.regie_with,
        client=client,
        decided_at=decision.decided_at,
    )
