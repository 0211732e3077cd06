"""What is asked about escalations: the bodies of requests."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Purpose
from chaincare.escalations.facts import ConditionKind, Wording
from chaincare.escalations.model import AgeBand, Ask, Grant, Help, Hints, Limit, SafetyHint, Target
from chaincare.parties.model import Scope
from chaincare.parties.rules import scope_for
from chaincare.parties.views import StateLegalBasis
from chaincare.wire import Body, Line, Text, Words, shaped

Language = Annotated[
    str, shaped("[a-z]{2,3}", "Must be a language code of ISO 639, such as nl.", max_length=3)
]
Units = Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=10)]
Reference = Annotated[
    str,
    shaped(
        "[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}",
        "Must be a number of at most 40 letters, digits, dots and dashes.",
        max_length=40,
    ),
]


class GiveHints(Body):
    """What a target may know before it answers. Area: a municipality of the network, or its region; language: ISO 639."""

    age_band: AgeBand | None = None
    area: Line | None = None
    language: Language | None = None
    safety: SafetyHint | None = None

    def to_model(self) -> Hints:
        """Give the hints as rules know them."""
        return Hints(self.age_band, self.area, self.language, self.safety)


class OfferGrant(Body):
    """What accepting gives: this scope, for this purpose, on this legal basis, and nothing else."""

    scope: Scope
    purpose: Purpose
    legal_basis: StateLegalBasis

    def to_model(self) -> Grant:
        """Give the offer as rules know it. Raises ScopeNotForProfessionals."""
        return Grant(scope_for(self.scope, team=False), self.purpose, self.legal_basis.to_model())


class DraftEscalation(Body):
    """Put a request for help into words, for one to ten units.

    Question and summary are all a target reads before accepting, so they must not say who it is about. A word of the
    client's name that is a word here too (Roos, Mei) goes into ``overrides``, each on its own; only those
    that let something through are kept. ``tried`` is needed when the limit is reached, ``grant`` when the
    help is to complement.
    """

    limit: Limit
    help: Help
    question: Text
    summary: Text
    targets: Units
    hints: GiveHints = GiveHints()
    urgent: bool = False
    wanted_date: date | None = None
    tried: Text | None = None
    grant: OfferGrant | None = None
    overrides: Words = ()

    def to_model(self) -> Ask:
        """Give what is asked as rules know it. Raises ScopeNotForProfessionals."""
        return Ask(
            limit=self.limit,
            help=self.help,
            question=self.question,
            summary=self.summary,
            hints=self.hints.to_model(),
            urgent=self.urgent,
            wanted_on=self.wanted_date,
            targets=self.targets,
            grant=None if self.grant is None else self.grant.to_model(),
            tried=self.tried,
            overrides=self.overrides,
        )


class ConvertEscalation(Body):
    """Let the unit that strengthens complement: what accepting gives it, and what has changed in the words.

    Question and summary stay as they were unless they are given; both are checked again.
    """

    limit: Limit
    grant: OfferGrant
    tried: Text | None = None
    question: Text | None = None
    summary: Text | None = None
    urgent: bool = False
    wanted_date: date | None = None
    overrides: Words = ()

    def to_model(self, said: Wording, hints: Hints, targets: Sequence[Target]) -> Ask:
        """Give what is asked as rules know it, of the unit that strengthens. Raises what a draft does."""
        return Ask(
            limit=self.limit,
            help=Help.COMPLEMENT,
            question=self.question or said.question,
            summary=self.summary or said.summary,
            hints=hints,
            urgent=self.urgent,
            wanted_on=self.wanted_date,
            targets=tuple(one.unit_id for one in targets),
            grant=self.grant.to_model(),
            tried=self.tried,
            overrides=self.overrides,
        )


class SendRequest(Body):
    """Nothing to say: the draft says it all. `If-Match` holds it to the draft that was read.

    ``targets``, only of what everybody declined or nobody answered: the other units that it goes to now, in the same words. A unit
    that declined it is not asked again. Where the regie holder has to agree, it is a `draft` until then. ``overrides``, as in a draft,
    for words that have become a name of the client since.
    """

    targets: Units | None = None
    overrides: Words = ()


class StartHelp(Body):
    """Nothing to say: what was accepted begins."""


class WithdrawEscalation(Body):
    """Why it is withdrawn."""

    reason: Line


class GiveFeedback(Body):
    """What the specialist says back."""

    text: Text


class EndReceived(Body):
    """Why you stop: who asked for help reads it."""

    reason: Line


class EndEscalation(Body):
    """Why it ends; needed when the specialist gave no feedback."""

    reason: Line | None = None


class AnswerQuestion(Body):
    """Answer what a unit asked back. It still must not say who it is about; ``overrides`` as in a draft."""

    target_id: UUID
    text: Text
    overrides: Words = ()


class NameBridge(Body):
    """Who is there for the client while help is waited for: yourself, or another who will be asked."""

    participation_id: UUID


class AnswerBridge(Body):
    """Say whether you bridge; saying no needs a reason, also when you agreed before."""

    answer: Literal["assent", "refusal"]
    reason: Line | None = None


class ReviewWaiting(Body):
    """When help is expected to start now."""

    expected_date: date


class NeedCondition(Body):
    """Something the unit asked needs before it can start; who asked sees to it. Of kind `other`, ``description`` says what."""

    kind: ConditionKind
    description: Line | None = None


class NameCondition(Body):
    """Something that must be there before help starts. ``ownerId``: who sees to it; the one who asked, if left out.

    The units asked read this before accepting, so it must not say who it is about; ``overrides`` as in a draft. Of kind
    `other`, ``description`` says what it is.
    """

    kind: ConditionKind
    description: Line | None = None
    owner_id: UUID | None = None
    overrides: Words = ()


class FulfilCondition(Body):
    """The document is there: its date, and its number when it has one that says nothing about a person."""

    document_date: date
    reference: Reference | None = None


class DropCondition(Body):
    """Why it is not needed after all."""

    reason: Line


class AnswerReceived(Body):
    """Accept, decline, or ask something first.

    Declining needs a ``reason``, and can refer on with ``referToUnitId``; asking needs a ``text``. ``expectedDate``: when
    you expect to start, if not at once; ``conditions``: what you need before you can.
    """

    answer: Literal["accept", "decline", "ask"]
    reason: Line | None = None
    refer_to_unit_id: UUID | None = None
    text: Text | None = None
    expected_date: date | None = None
    conditions: Annotated[tuple[NeedCondition, ...], msgspec.Meta(max_length=5)] = ()
