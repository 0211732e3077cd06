"""Terms, holds and certificates as they travel."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from chaincare.retention.model import Destruction, Layer, LegalHold, LogActivity, RetentionRule
from chaincare.wire import Body, Instant, Line, Text, View

Months = Annotated[int, msgspec.Meta(ge=1, le=600)]


class AddRetentionRule(Body):
    """A term of your network. `law` is how the statutory task of a unit begins; without it, for all others.

    Of the access log (`access_log`) it runs from the writing of an entry, is 60 months or more, and may name the processing
    activity it is for.
    """

    layer: Literal["contribution", "joint", "consultation", "access_log"]
    months: Months
    source: Line
    valid_from_date: date
    law: Line | None = None
    valid_until_date: date | None = None
    activity: LogActivity | None = None


class RetentionRuleView(View):
    """A term in months after a case was closed, a consultation ended or an entry of the access log was written, valid for some time; one without `ofNetwork` comes with the product."""

    id: UUID
    of_network: bool
    layer: Layer
    law: str | None
    months: int
    source: str
    valid_from_date: date
    valid_until_date: date | None
    activity: LogActivity | None


class RetentionRules(View):
    """A page of terms."""

    items: tuple[RetentionRuleView, ...]


class DestructionView(View):
    """The proof that a run erased: how much, by which rule, closed between which days; nobody can be found by it.

    `cases` counts consultations, or lines of inventories, where the layer is theirs. `digest` is of what the ledger says of it, which is kept apart from the database. `replayed`: after a restore.
    """

    id: UUID
    ran_at: Instant
    rule_id: UUID
    layer: Layer
    replayed: bool
    cases: int
    rows: int
    closed_from_date: date | None
    closed_until_date: date | None
    digest: str


class Destructions(View):
    """A page of certificates, the latest first."""

    items: tuple[DestructionView, ...]


class PlaceHold(Body):
    """Why a case may not be erased: a court, a complaint, an inquiry."""

    case_id: UUID
    reason: Text


class LiftHold(Body):
    """Why it may be erased again."""

    reason: Text


class LegalHoldView(View):
    """A hold, and whether it still holds."""

    id: UUID
    case_id: UUID
    placed_at: Instant
    lifted_at: Instant | None


class LegalHolds(View):
    """A page of holds, the latest first, lifted ones too."""

    items: tuple[LegalHoldView, ...]


def rule_view(rule: RetentionRule) -> RetentionRuleView:
    """Show a term."""
    return RetentionRuleView(
        id=rule.id,
        of_network=rule.network_id is not None,
        layer=rule.layer,
        law=rule.law,
        months=rule.months,
        source=rule.source,
        valid_from_date=rule.valid_from,
        valid_until_date=rule.valid_until,
        activity=rule.activity,
    )


def destruction_view(one: Destruction) -> DestructionView:
    """Show a certificate."""
    return DestructionView(
        id=one.id,
        ran_at=one.ran_at,
        rule_id=one.rule_id,
        layer=one.layer,
        replayed=one.replayed,
        cases=one.cases,
        rows=one.rows,
        closed_from_date=one.closed_from,
        closed_until_date=one.closed_until,
        digest=one.digest.hex(),
    )


def hold_view(hold: LegalHold) -> LegalHoldView:
    """Show a hold."""
    return LegalHoldView(id=hold.id, case_id=hold.case_id, placed_at=hold.placed_at, lifted_at=hold.lifted_at)
