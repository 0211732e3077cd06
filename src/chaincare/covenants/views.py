"""Covenants as they travel."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.alliance.bodies import AboutNobody
from chaincare.covenants.model import (
    CLAUSES_MAX,
    GRACE_DAYS,
    GRACE_DAYS_MAX,
    OBLIGATORY,
    Clause,
    ClauseKind,
    Draft,
    Told,
    Version,
    VersionState,
)
from chaincare.covenants.rules import in_force, missing, state_of
from chaincare.wire import Body, Day, Instant, Line, Text, View


class WriteClause(Body):
    """One clause of the covenant, in words about nobody."""

    kind: ClauseKind
    heading: Line
    text: Text


class WriteCovenant(AboutNobody):
    """What the covenant is to say when it is published next. `graceDays`: how long a signature on the version before goes on to count."""

    title: Line
    clauses: Annotated[tuple[WriteClause, ...], msgspec.Meta(max_length=CLAUSES_MAX)]
    grace_days: Annotated[int, msgspec.Meta(ge=0, le=GRACE_DAYS_MAX)] = GRACE_DAYS

    def written(self) -> tuple[Clause, ...]:
        """Give its clauses in the words of the domain."""
        return tuple(Clause(one.kind, one.heading, one.text) for one in self.clauses)


class AddCovenant(WriteCovenant, kw_only=True):
    """The covenant of a network. Without `networkId` it is that of the network you work in."""

    network_id: UUID | None = None


class PublishCovenant(Body):
    """From which day the draft holds as the next version. Give members time to sign it before that day: who has signed no version takes on nothing new from then."""

    holds_from_date: Day
    without_grace: Annotated[
        bool,
        msgspec.Meta(
            description="Of the first version: that it holds sooner than `graceDays` from now, though few can have signed by then."
        ),
    ] = False


class ClauseView(View):
    """One clause of the covenant."""

    kind: ClauseKind
    heading: str
    text: str


class MissingClause(View):
    """An obligatory clause that the draft lacks, and why it is asked."""

    kind: ClauseKind
    reason: str


class CovenantVersion(View):
    """What was published, and holds from a day on; it never changes. `fingerprint` is what is signed.

    It is the SHA-256 of the canonical JSON (RFC 8785) of `covenantId`, `version`, `title`, `graceDays`, `holdsFromDate` and `clauses`.
    """

    covenant_id: UUID
    version: int
    title: str
    grace_days: int
    holds_from_date: Day
    clauses: tuple[ClauseView, ...]
    fingerprint: str
    state: VersionState
    published_by: UUID
    published_at: Instant


class CovenantView(View):
    """The draft of a network's covenant, what it lacks yet, and the version in force."""

    id: UUID
    network_id: UUID
    title: str
    grace_days: int
    clauses: tuple[ClauseView, ...]
    missing: tuple[MissingClause, ...]
    edition: int
    written_by: UUID
    written_at: Instant
    in_force: CovenantVersion | None


class Covenants(View):
    """The covenant of the network, or none."""

    items: tuple[CovenantView, ...]


class CovenantVersions(View):
    """All versions of a covenant, the latest first."""

    items: tuple[CovenantVersion, ...]


class OwnCovenant(View):
    """What was agreed about your data in the network of your cases: what you are told, who is responsible, how long data are kept."""

    network_id: UUID
    network: str
    title: str
    version: int
    in_force_since_date: Day
    clauses: tuple[ClauseView, ...]
    case_ids: tuple[UUID, ...]


class OwnCovenants(View):
    """What was agreed in each network in which you have a case; a network without a covenant is not there."""

    items: tuple[OwnCovenant, ...]


def told_view(one: Told) -> OwnCovenant:
    """Show what a client reads of a covenant."""
    return OwnCovenant(
        network_id=one.network_id, network=one.network, title=one.title, version=one.version,
        in_force_since_date=one.holds_from, clauses=clauses_view(one.clauses), case_ids=one.cases,
    )  # fmt: skip


def covenant_view(draft: Draft, versions: Sequence[Version], today: date) -> CovenantView:
    """Show a covenant."""
    holding = in_force(versions, today)
    lacks = tuple(MissingClause(kind=one, reason=OBLIGATORY[one]) for one in missing(draft.clauses))
    return CovenantView(
        id=draft.id, network_id=draft.network_id, title=draft.title, grace_days=draft.grace_days,
        clauses=clauses_view(draft.clauses), missing=lacks, edition=draft.edition, written_by=draft.written_by,
        written_at=draft.written_at, in_force=None if holding is None else version_view(holding, holding, today),
    )  # fmt: skip


def version_view(one: Version, holding: Version | None, today: date) -> CovenantVersion:
    """Show a version."""
    return CovenantVersion(
        covenant_id=one.covenant_id, version=one.version, title=one.title, grace_days=one.grace_days,
        holds_from_date=one.holds_from, clauses=clauses_view(one.clauses), fingerprint=one.fingerprint,
        state=state_of(one, holding, today), published_by=one.published_by, published_at=one.published_at,
    )  # fmt: skip


def clauses_view(clauses: Sequence[Clause]) -> tuple[ClauseView, ...]:
    """Show clauses."""
    return tuple(ClauseView(kind=one.kind, heading=one.heading, text=one.words) for one in clauses)
