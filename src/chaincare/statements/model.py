"""Statements: the client's own word, on the case or beside what others wrote (AVG 16)."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal


class AboutCase(msgspec.Struct, frozen=True, tag="case"):
    """On the case as a whole."""


class AboutNote(msgspec.Struct, frozen=True, tag="note"):
    """Beside a note."""

    note_id: UUID


class AboutAgreement(msgspec.Struct, frozen=True, tag="agreement"):
    """Beside an agreement."""

    agreement_id: UUID


About = AboutCase | AboutNote | AboutAgreement


class Statement(msgspec.Struct, frozen=True):
    """What somebody of the client's side says, as it reads now."""

    id: UUID
    case_id: UUID
    by_id: UUID
    """As whom he takes part."""
    about: About
    body: str
    family_may_read: bool
    """Whether others of the client's side read it: a parent what the child says, and the other way about."""
    made_at: datetime
    version: int
    changed_at: datetime | None


class Spoken(msgspec.Struct, frozen=True):
    """A statement, with the name of who made it."""

    statement: Statement
    name: str
    role: str


class Wording(msgspec.Struct, frozen=True):
    """How a statement read at a time."""

    version: int
    body: str
    family_may_read: bool
    said_at: datetime


class StatementUnknown(Refusal):
    """There is no statement of yours with this id."""

    kind = Kind.UNKNOWN


class SubjectUnknown(Refusal):
    """There is no such note or agreement in this case that you may read. Leave `about` out to speak on the case."""

    kind = Kind.BAD_INPUT


MAKE_STATEMENT = Operation(
    code="statement.made",
    action="C",
    en="The client or a representative made a statement",
    nl="De cliënt of een vertegenwoordiger gaf een eigen verklaring",
    scope="me",
    reaches=frozenset({Reach.CLIENT}),
    unknown=CaseUnknown,
)
CHANGE_STATEMENT = Operation(
    code="statement.changed",
    action="U",
    en="The client or a representative put a statement into other words",
    nl="De cliënt of een vertegenwoordiger paste een eigen verklaring aan",
    scope="me",
    reaches=frozenset({Reach.CLIENT}),
    unknown=StatementUnknown,
)
READ_STATEMENT_VERSIONS = Operation(
    code="statement.versions-read",
    action="R",
    en="The client or a representative read earlier words of a statement",
    nl="De cliënt of een vertegenwoordiger bekeek hoe een eigen verklaring eerder luidde",
    scope="me",
    reaches=frozenset({Reach.CLIENT}),
    unknown=StatementUnknown,
)
LIST_OWN_STATEMENTS = Operation(
    code="statements.listed-own",
    action="R",
    en="The client or a representative read the own statements",
    nl="De cliënt of een vertegenwoordiger bekeek de eigen verklaringen",
    scope="me",
    reaches=frozenset({Reach.CLIENT}),
    unknown=CaseUnknown,
)
READ_STATEMENTS = Operation(
    code="statements.read",
    action="R",
    en="Statements of the client in the case were read",
    nl="Verklaringen van de cliënt in het dossier zijn bekeken",
    scope="cases",
    reaches=frozenset({Reach.CORE, Reach.FULL, Reach.CLIENT}),
    unknown=CaseUnknown,
)
