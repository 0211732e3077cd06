"""How long what is kept, what may not be erased yet, and the proof of what was."""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal


class Layer(StrEnum):
    """What a term is for: what one wrote, what is shared, a case whole, a question without a case, a line of an inventory, or who looked."""

    CONTRIBUTION = "contribution"
    JOINT = "joint"
    CASE = "case"
    CONSULTATION = "consultation"
    INVENTORY_LINE = "inventory_line"
    ACCESS_LOG = "access_log"


LogActivity = Literal[
    "case_work", "client_identity", "access_log", "directory", "subject_rights", "emergency_access"
]
"""The processing activities of which the access log holds entries (log_retention/door.sql: which event is of which)."""


class RetentionRule(msgspec.Struct, frozen=True):
    """A term in months; without a network it comes with the product, without a law or an activity it is for all others."""

    id: UUID
    network_id: UUID | None
    layer: Layer
    law: str | None
    months: int
    source: str
    valid_from: date
    valid_until: date | None
    activity: LogActivity | None = None


class Destruction(msgspec.Struct, frozen=True):
    """The certificate of a run: counts, rule, period, digest of the ledger. No person."""

    id: UUID
    ran_at: datetime
    rule_id: UUID
    layer: Layer
    replayed: bool
    cases: int
    rows: int
    closed_from: date | None
    closed_until: date | None
    digest: bytes


class LegalHold(msgspec.Struct, frozen=True):
    """What keeps a case from being erased."""

    id: UUID
    case_id: UUID
    placed_at: datetime
    lifted_at: datetime | None


class NoRetentionMandate(Refusal):
    """Retention is for privacy officers and the FG of a network, with a mandate that is valid now."""

    kind = Kind.UNKNOWN


class HoldUnknown(Refusal):
    """There is no such legal hold within your mandate."""

    kind = Kind.UNKNOWN


class HoldLifted(Refusal):
    """This hold was lifted before."""

    kind = Kind.CONFLICT


class RuleTooSoon(Refusal):
    """A rule begins thirty days from today or later, so that a shortened term is seen before it erases anything."""

    kind = Kind.BAD_INPUT


class RuleEndsFirst(Refusal):
    """A rule ends after it begins."""

    kind = Kind.BAD_INPUT


class LogTermTooShort(Refusal):
    """Entries of the access log are kept for five years from their writing at least: give 60 months or more."""

    kind = Kind.BAD_INPUT


class ActivityForLog(Refusal):
    """A processing activity is named for a term of the access log; what is kept of cases goes by laws and layers."""

    kind = Kind.BAD_INPUT


class LawForContributions(Refusal):
    """A law is named for what somebody wrote under it; the shared layer has one term."""

    kind = Kind.BAD_INPUT


BOTH = frozenset({Reach.PRIVACY, Reach.OVERSIGHT})
WORK = frozenset({Reach.PRIVACY})
READ_RULES = Operation(
    code="retention-rules.read",
    action="R",
    en="The retention terms were read",
    nl="De bewaartermijnen zijn bekeken",
    scope="privacy",
    reaches=BOTH,
    unknown=NoRetentionMandate,
)
ADD_RULE = Operation(
    code="retention-rule.added",
    action="C",
    en="A retention term was set",
    nl="Er is een bewaartermijn vastgelegd",
    scope="privacy",
    reaches=WORK,
    unknown=NoRetentionMandate,
)
READ_DESTRUCTIONS = Operation(
    code="destructions.read",
    action="R",
    en="The certificates of destruction were read",
    nl="De bewijzen van vernietiging zijn bekeken",
    scope="privacy",
    reaches=BOTH,
    unknown=NoRetentionMandate,
)
PLACE_HOLD = Operation(
    code="legal-hold.placed",
    action="C",
    en="A case was kept from being erased",
    nl="Een dossier mag voorlopig niet worden vernietigd",
    scope="privacy",
    reaches=WORK,
    unknown=CaseUnknown,
)
READ_HOLDS = Operation(
    code="legal-holds.read",
    action="R",
    en="It was read which cases are kept from being erased",
    nl="Er is bekeken welke dossiers voorlopig niet worden vernietigd",
    scope="privacy",
    reaches=BOTH,
    unknown=NoRetentionMandate,
)
LIFT_HOLD = Operation(
    code="legal-hold.lifted",
    action="U",
    en="A case may be erased again when its term is over",
    nl="Een dossier mag na afloop van de termijn weer worden vernietigd",
    scope="privacy",
    reaches=WORK,
    unknown=HoldUnknown,
)
