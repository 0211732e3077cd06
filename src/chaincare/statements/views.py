"""Statements as they are made and read."""

from collections.abc import Sequence
from typing import Literal, cast
from uuid import UUID

from chaincare.statements.model import (
    About,
    AboutAgreement,
    AboutCase,
    AboutNote,
    Spoken,
    Statement,
    Wording,
)
from chaincare.wire import Body, Instant, Text, View


class SpeakOnCase(Body, tag="case", tag_field="kind"):
    """On the case as a whole."""


class SpeakOnNote(Body, tag="note", tag_field="kind"):
    """Beside a note that you may read."""

    note_id: UUID


class SpeakOnAgreement(Body, tag="agreement", tag_field="kind"):
    """Beside an agreement that you may read."""

    agreement_id: UUID


class MakeStatement(Body):
    """What you want to say, in your own words; on the case, or beside a note or an agreement.

    The professionals who see what it is about read it too. Others of your own side (a parent, your child) read it only
    when `familyMayRead` is true.
    """

    case_id: UUID
    body: Text
    about: SpeakOnCase | SpeakOnNote | SpeakOnAgreement = SpeakOnCase()
    family_may_read: bool = False


class PutStatementOtherwise(Body):
    """The same in other words. What you said before is kept."""

    body: Text
    family_may_read: bool = False


class StatementMade(View):
    """The statement is kept; `version` in double quotes is its `ETag`."""

    id: UUID
    version: int
    said_at: Instant


class OnCaseView(View, tag="case", tag_field="kind"):
    """On the case as a whole."""


class OnNoteView(View, tag="note", tag_field="kind"):
    """Beside a note."""

    note_id: UUID


class OnAgreementView(View, tag="agreement", tag_field="kind"):
    """Beside an agreement."""

    agreement_id: UUID


class StatementView(View):
    """What the client's side says itself: by whom (a participation), and about what."""

    id: UUID
    about: OnCaseView | OnNoteView | OnAgreementView
    by: UUID
    name: str
    role: Literal["client", "representative"]
    body: str
    family_may_read: bool
    made_at: Instant
    changed_at: Instant | None
    version: int


class Statements(View):
    """The statements you may read, the newest first."""

    items: tuple[StatementView, ...]


class OwnStatementView(View):
    """What you said yourself; `version` in double quotes is its `ETag`."""

    id: UUID
    case_id: UUID
    about: OnCaseView | OnNoteView | OnAgreementView
    body: str
    family_may_read: bool
    made_at: Instant
    changed_at: Instant | None
    version: int


class OwnStatements(View):
    """What you said yourself, case by case, the newest first: fifty of each case at most."""

    items: tuple[OwnStatementView, ...]


class StatementVersionView(View):
    """How your statement read from a moment on."""

    version: int
    body: str
    family_may_read: bool
    said_at: Instant


class StatementVersions(View):
    """How your statement read, the latest first."""

    items: tuple[StatementVersionView, ...]


def about_of(body: SpeakOnCase | SpeakOnNote | SpeakOnAgreement) -> About:
    """Give what a statement is about in the words of the rules."""
    match body:
        case SpeakOnCase():
            return AboutCase()
        case SpeakOnNote(note_id=one):
            return AboutNote(one)
        case SpeakOnAgreement(agreement_id=one):
            return AboutAgreement(one)


def made_view(statement: Statement) -> StatementMade:
    """Show that a statement is kept."""
    said_at = statement.changed_at or statement.made_at
    return StatementMade(id=statement.id, version=statement.version, said_at=said_at)


def statement_views(spoken: Sequence[Spoken]) -> tuple[StatementView, ...]:
    """Show statements to whoever may read them."""
    return tuple(
        StatementView(
            id=one.statement.id,
            about=_about_view(one.statement.about),
            by=one.statement.by_id,
            name=one.name,
            role=cast("Literal['client', 'representative']", one.role),
            body=one.statement.body,
            family_may_read=one.statement.family_may_read,
            made_at=one.statement.made_at,
            changed_at=one.statement.changed_at,
            version=one.statement.version,
        )
        for one in spoken
    )


def own_statement_view(one: Statement) -> OwnStatementView:
    """Show a statement to who made it."""
    return OwnStatementView(
        id=one.id,
        case_id=one.case_id,
        about=_about_view(one.about),
        body=one.body,
        family_may_read=one.family_may_read,
        made_at=one.made_at,
        changed_at=one.changed_at,
        version=one.version,
    )


def wording_view(one: Wording) -> StatementVersionView:
    """Show how a statement read."""
    return StatementVersionView(
        version=one.version, body=one.body, family_may_read=one.family_may_read, said_at=one.said_at
    )


def _about_view(about: About) -> OnCaseView | OnNoteView | OnAgreementView:
    match about:
        case AboutCase():
            return OnCaseView()
        case AboutNote(note_id=one):
            return OnNoteView(note_id=one)
        case AboutAgreement(agreement_id=one):
            return OnAgreementView(agreement_id=one)
