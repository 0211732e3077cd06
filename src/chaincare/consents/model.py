"""Consents: who said yes to what, how, until when; and that it was taken back."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Purpose, Reach
from chaincare.clients.model import RepresentativeKind
from chaincare.refusals import Kind, Refusal


class ConsentKind(StrEnum):
    """What somebody says yes to: that a secret is told, that data are processed, or that parents go on looking."""

    SHARING = "sharing"
    PROCESSING = "processing"
    INSPECTION = "inspection"


class How(StrEnum):
    """How somebody said it."""

    WRITTEN = "written"
    ORAL = "oral"
    OWN_LOGIN = "own_login"


class Awaited(StrEnum):
    """Whose word a consent still waits for: where it takes two people's (STANDARDS 5), or where one pen is not enough."""

    CLIENT = "client"
    PARENT = "parent"
    PROFESSIONAL = "professional"
    """Somebody of another unit, who confirms what one professional wrote down."""


class Person(msgspec.Struct, frozen=True):
    """Somebody of the client's side: the client, or a representative with his authority."""

    id: UUID
    kind: RepresentativeKind | None
    """None: the client himself."""


class Giving(msgspec.Struct, frozen=True):
    """Who gave it, and how."""

    person: Person
    how: How


class Word(msgspec.Struct, frozen=True):
    """Whose word it is, how he said it, and which participation wrote it down: his own, or a professional's."""

    person_id: UUID
    how: How
    recorded_by: UUID


class Consent(msgspec.Struct, frozen=True):
    """A consent: units that may tell (``disclosers``), units that may know (``recipients``), what for, until when.

    Of an inspection the recipients are the representatives who may look.
    """

    id: UUID
    kind: ConsentKind
    explained: str
    purpose: Purpose | None
    disclosers: tuple[UUID, ...]
    recipients: tuple[UUID, ...]
    until: datetime | None
    awaits: Awaited | None = None
    """Whose word was not there when it was recorded; with it, later, the consent holds."""
    asked_id: UUID | None = None
    """Who is shown it, to say that word with his own login."""


class Withdrawal(msgspec.Struct, frozen=True):
    """Whose word it was that took a consent back, how he said it, who wrote that down, and when."""

    person_id: UUID
    how: How
    recorded_by: UUID
    at: datetime


class GivenConsent(msgspec.Struct, frozen=True):
    """A consent as it stands: who said yes, since when it holds (None: not yet), and whether it was taken back."""

    consent: Consent
    givings: tuple[Word, ...]
    recorded_by: UUID
    given_at: datetime | None
    withdrawal: Withdrawal | None = None
    counts: bool = True
    """Something new can rest on it: of those who said it for the client, one at least is not on the list of conflicts."""


class ConsentUnknown(Refusal):
    """There is no such consent in this case."""

    kind = Kind.UNKNOWN


class ConsentNotFound(Refusal):
    """There is no consent in this case with the id that this rests on."""

    kind = Kind.BAD_INPUT


class ConsentOver(Refusal):
    """The consent that this rests on was taken back or has ended: ask for a new one, or cite another ground."""

    kind = Kind.CONFLICT


class ConsentAwaitsWord(Refusal):
    """The consent that this rests on takes two words, and one is not there yet: see ``awaiting`` of the consent for whose."""

    kind = Kind.CONFLICT


class ConsentOfBarred(Refusal):
    """Who gave the consent that this rests on never gets access to this case: nothing new rests on it. Ask for another word."""

    kind = Kind.CONFLICT


class WordNotAwaited(Refusal):
    """This consent does not wait for this person's word: see ``awaiting`` of the consent for whose it waits."""

    kind = Kind.CONFLICT


class ConsentTooNarrow(Refusal):
    """The consent does not go so far: it names other disclosers, other recipients, another purpose or a shorter time. See ``errors``."""

    kind = Kind.BAD_INPUT


class ConsentUnfit(Refusal):
    """What is asked does not fit its kind: sharing names disclosers and recipients, inspection the representatives who may look."""

    kind = Kind.BAD_INPUT


class PersonNotOfClient(Refusal):
    """This is not the client, nor a representative who takes part in this case."""

    kind = Kind.BAD_INPUT


class HowNotHeard(Refusal):
    """Say how you heard it: `written` or `oral`. Only people themselves say it with their own login."""

    kind = Kind.BAD_INPUT


class OtherUnitConfirms(Refusal):
    """That parents may look is confirmed by a professional of another unit than who wrote it down; or the client says it with his own login."""

    kind = Kind.FORBIDDEN


class ConsentTakesOthers(Refusal):
    """At this age, and for this, it takes the word of others: under 12 a parent's, from 12 to 15 the child's and a parent's (either can come first), from 16 one's own."""

    kind = Kind.CONFLICT


class AlreadyTakenBack(Refusal):
    """This consent was taken back already."""

    kind = Kind.CONFLICT


class ConsentNotTheirs(Refusal):
    """A consent is taken back by who gave it or was asked for it, by the client from 12 on, or by who stands for him in the place of one who gave it and no longer does."""

    kind = Kind.CONFLICT


RESTING = (ConsentNotFound, ConsentOver, ConsentAwaitsWord, ConsentOfBarred, ConsentTooNarrow)
"""What can be wrong with a consent that a basis rests on."""

_INVOLVED = frozenset({Reach.FULL, Reach.CLIENT})

GIVE_CONSENT = Operation(
    code="consent.given",
    action="C",
    en="Consent was given, or recorded",
    nl="Er is toestemming gegeven of vastgelegd",
    scope="cases",
    reaches=_INVOLVED,
    unknown=CaseUnknown,
)
ADD_WORD = Operation(
    code="consent.completed",
    action="U",
    en="The word that a consent waited for was given, or recorded",
    nl="Het woord waar een toestemming op wachtte, is gegeven of vastgelegd",
    scope="cases",
    reaches=_INVOLVED,
    unknown=CaseUnknown,
)
LIST_CONSENTS = Operation(
    code="consents.read",
    action="R",
    en="The consents in the case were read",
    nl="De toestemmingen in het dossier zijn bekeken",
    scope="cases",
    reaches=_INVOLVED,
    unknown=CaseUnknown,
)
WITHDRAW_CONSENT = Operation(
    code="consent.withdrawn",
    action="U",
    en="Consent was taken back",
    nl="Toestemming is ingetrokken",
    scope="cases",
    reaches=_INVOLVED,
    unknown=CaseUnknown,
)
