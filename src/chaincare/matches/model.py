"""A match: two registrations that may be of one person, what was decided about it, and where that led."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, Operation, Reach
from chaincare.clients.model import BirthPrecision
from chaincare.clients.refusals import ClientUnknown
from chaincare.refusals import Kind, Refusal


class MatchState(StrEnum):
    """With whom it lies: one case's holder, then the other's, then the client; or what came of it.

    First with whose registration did not make the match: the older one's, unless that was changed.
    """

    TO_OLDER = "to_older"
    TO_NEWER = "to_newer"
    TO_CLIENT = "to_client"
    MERGED = "merged"
    NOT_A_DUPLICATE = "not_a_duplicate"
    CLIENT_DECLINED = "client_declined"
    SPLIT = "split"


class Side(StrEnum):
    """Which of the two registrations: the older one is the one that remains."""

    OLDER = "older"
    NEWER = "newer"


class MatchAnswer(StrEnum):
    """What a holder says."""

    SAME_PERSON = "same_person"
    NOT_A_DUPLICATE = "not_a_duplicate"


class ClientAsked(StrEnum):
    """How the client was asked; spoken words are enough."""

    IN_PERSON = "in_person"
    BY_PHONE = "by_phone"
    IN_WRITING = "in_writing"
    THROUGH_REPRESENTATIVE = "through_representative"


class ClientAnswer(msgspec.Struct, frozen=True):
    """What the client said to merging, how he was asked, and when."""

    agrees: bool
    asked: ClientAsked
    asked_on: date


class Decision(msgspec.Struct, frozen=True):
    """What one holder decided. ``joins``: he stated on what basis he takes part in the case that remains."""

    side: Side
    answer: MatchAnswer
    regie_with: Side | None
    client: ClientAnswer | None
    joins: bool
    decided_at: datetime


class OtherRegistration(msgspec.Struct, frozen=True):
    """Who is registered there, and, once one holder thinks it is the same person, whom to talk to: nothing of the case."""

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


class Match(msgspec.Struct, frozen=True):
    """A match as one of its holders sees it. Without ``other`` it is a coordinator's, or came to nothing."""

    id: UUID
    state: MatchState
    side: Side
    case_id: UUID
    reference: str
    other_reference: str | None
    other: OtherRegistration | None
    newer_may_direct: bool
    decisions: tuple[Decision, ...]
    found_at: datetime
    since: datetime


class Merge(msgspec.Struct, frozen=True):
    """That two registrations were merged: which one remained, and until when. What is None was not for this reader."""

    match_id: UUID
    client_id: UUID | None
    case_id: UUID | None
    merged_client_id: UUID | None
    merged_case_id: UUID | None
    merged_at: datetime
    split_at: datetime | None


class MatchUnknown(Refusal):
    """There is no match with this id that waits for you."""

    kind = Kind.UNKNOWN


class MatchSettled(Refusal):
    """This match is settled already; what was decided stays. Two registrations that were merged can be split."""

    kind = Kind.CONFLICT


class OtherHolderDecides(Refusal):
    """You have decided; now it lies with the regie holder of the other case. Talk to each other."""

    kind = Kind.CONFLICT


class RegieNotAgreed(Refusal):
    """The other holder named somebody else to direct the merged case: agree first, and name the same one."""

    kind = Kind.CONFLICT


class NewerCannotDirect(Refusal):
    """The newer case's holder cannot take part in the older case, or a client directs that himself: whoever directs the older case goes on."""

    kind = Kind.CONFLICT


class RegieNamedByHolders(Refusal):
    """Say who directs when the registrations are merged: `regieWith` is `older` or `newer`."""

    kind = Kind.BAD_INPUT


class JoiningNeedsBasis(Refusal):
    """State the legal basis on which you take part in the older case: you are to direct it."""

    kind = Kind.BAD_INPUT


class JoiningNotYours(Refusal):
    """You take part in the case that remains already: leave `legalBasis` out."""

    kind = Kind.BAD_INPUT


class ConsentOfAnotherCase(Refusal):
    """A consent was given for one case and not for another: cite another ground, and ask for consent there afterwards."""

    kind = Kind.BAD_INPUT


class ClientAskedLater(Refusal):
    """Nobody can have been asked on a day that is still to come."""

    kind = Kind.BAD_INPUT


class ClientNotAsked(Refusal):
    """Both holders agree: ask the client, and say what he answered."""

    kind = Kind.BAD_INPUT


class MatchGuarded(Refusal):
    """Something guards one of the two cases: first settle the shields, the conflicts and who may not see whom, in both, and state a secret address in the older case too. Then decide again."""

    kind = Kind.CONFLICT


class NothingMerged(Refusal):
    """These registrations are not merged, so there is nothing to split."""

    kind = Kind.CONFLICT


_HOLDERS = frozenset({Reach.MATCH})
READ_MATCH = Operation(
    code="match.read",
    action="R",
    en="It was looked at whether two registrations are of one person",
    nl="Er is bekeken of twee registraties van dezelfde persoon zijn",
    scope="cases",
    reaches=_HOLDERS | {Reach.STEERING},
    unknown=MatchUnknown,
)
DECIDE_MATCH = Operation(
    code="match.decided",
    action="U",
    en="It was decided whether two registrations are of one person",
    nl="Er is besloten of twee registraties van dezelfde persoon zijn",
    scope="cases",
    reaches=_HOLDERS,
    unknown=MatchUnknown,
)
READ_MERGES = Operation(
    code="client.merges-read",
    action="R",
    en="It was read with which registrations the client's was merged",
    nl="Er is bekeken met welke registraties die van de cliënt is samengevoegd",
    scope="cases",
    reaches=INFORMED,
    unknown=ClientUnknown,
)
SPLIT_MATCH = Operation(
    code="match.split",
    action="U",
    en="Two registrations that had been merged were split again",
    nl="Twee samengevoegde registraties zijn weer gesplitst",
    scope="cases",
    reaches=_HOLDERS,
    unknown=MatchUnknown,
)
