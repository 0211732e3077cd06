"""The worklist: every ball in the cases somebody has to do with, with whom it lies, since when."""

from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import EVERYONE_IN_CASE, Operation, Reach
from chaincare.cases.model import NoList
from chaincare.directory.model import Sector
from chaincare.parties.model import Role


class Whose(StrEnum):
    """Which rows: mine, those of my team as well, or everything open in my cases, whoever has the ball."""

    MINE = "mine"
    TEAM = "team"
    ANYONE = "anyone"


class ItemKind(StrEnum):
    """What is asked."""

    REGIE_VACANT = "regie_vacant"
    REGIE_INTERIM = "regie_interim"
    REGIE_LAID_DOWN = "regie_laid_down"
    REGIE_RETURNS = "regie_returns"
    REGIE_ENDS = "regie_ends"
    REGIE_LAPSED = "regie_lapsed"
    REGIE_EXPIRED = "regie_expired"
    REGIE_HOLDER_ABSENT = "regie_holder_absent"
    REGIE_TO_ANSWER = "regie_to_answer"
    REGIE_TO_HEAR = "regie_to_hear"
    REGIE_OBJECTED = "regie_objected"
    LAST_RESORT_NAMED = "last_resort_named"
    REGIE_CANDIDATE_GONE = "regie_candidate_gone"
    STAND_IN_TO_ANSWER = "stand_in_to_answer"
    STAND_IN_GONE = "stand_in_gone"
    ESCALATION_TO_SEND = "escalation_to_send"
    ESCALATION_TO_ANSWER = "escalation_to_answer"
    ESCALATION_QUESTION = "escalation_question"
    ESCALATION_UNANSWERED = "escalation_unanswered"
    ESCALATION_TARGET_GONE = "escalation_target_gone"
    ESCALATION_OVER = "escalation_over"
    ESCALATION_BRIDGE_TO_NAME = "escalation_bridge_to_name"
    ESCALATION_BRIDGE_TO_ANSWER = "escalation_bridge_to_answer"
    ESCALATION_TO_BRIDGE = "escalation_to_bridge"
    ESCALATION_TO_REVIEW = "escalation_to_review"
    ESCALATION_CONDITION = "escalation_condition"
    ESCALATION_TO_START = "escalation_to_start"
    ESCALATION_AT_WORK = "escalation_at_work"
    ESCALATION_TO_CLOSE = "escalation_to_close"
    CONSULTATION_TO_ANSWER = "consultation_to_answer"
    CONSULTATION_QUESTION = "consultation_question"
    CONSULTATION_UNANSWERED = "consultation_unanswered"
    CONSULTATION_AT_WORK = "consultation_at_work"
    CONSULTATION_OVER = "consultation_over"
    CONSULTATION_TO_CLOSE = "consultation_to_close"
    AGREEMENT_TO_ANSWER = "agreement_to_answer"
    AGREEMENT_DATE_TO_ANSWER = "agreement_date_to_answer"
    AGREEMENT_TO_CARRY_OUT = "agreement_to_carry_out"
    AGREEMENT_TO_CONFIRM = "agreement_to_confirm"
    AGREEMENT_OBJECTED = "agreement_objected"
    AGREEMENT_RETURNED = "agreement_returned"
    AGREEMENT_TO_REASSIGN = "agreement_to_reassign"
    BOTTLENECK_TO_ANSWER = "bottleneck_to_answer"
    BOTTLENECK_UNANSWERED = "bottleneck_unanswered"
    BOTTLENECK_TO_CONFIRM = "bottleneck_to_confirm"
    PRECONDITION_TO_ANSWER = "precondition_to_answer"
    PRECONDITION_TO_MEET = "precondition_to_meet"
    PRECONDITION_TO_SETTLE = "precondition_to_settle"
    NEEDED_PARTY_NEXT_STEP = "needed_party_next_step"
    LATE_AGREEMENT = "late_agreement"
    LATE_AGREEMENT_ANSWER = "late_agreement_answer"
    LATE_PRECONDITION = "late_precondition"
    LATE_PRECONDITION_ANSWER = "late_precondition_answer"
    LATE_ESCALATION_QUESTION = "late_escalation_question"
    LATE_ESCALATION_REVIEW = "late_escalation_review"
    LATE_ESCALATION_DRAFT = "late_escalation_draft"
    LATE_ESCALATION_START = "late_escalation_start"
    LATE_ESCALATION_BRIDGE = "late_escalation_bridge"
    LATE_ESCALATION_CONDITION = "late_escalation_condition"
    LATE_NEEDED_PARTY = "late_needed_party"
    LATE_CASE_EVALUATION = "late_case_evaluation"
    LATE_MEETING = "late_meeting"
    LATE_REGIE_ANSWER = "late_regie_answer"
    LATE_LAST_RESORT = "late_last_resort"
    CASE_TO_EVALUATE = "case_to_evaluate"
    MEETING_TO_HOLD = "meeting_to_hold"
    ASSENT_TO_CHECK = "assent_to_check"
    ASSENT_OF_ABSENT = "assent_of_absent"
    SUCCESSOR_GONE = "successor_gone"
    SUCCESSION_FAILED = "succession_failed"
    LEGAL_BASIS_ENDS = "legal_basis_ends"
    CONSENT_AWAITED = "consent_awaited"
    CONSENT_ENDS = "consent_ends"
    AGE_TO_REVIEW = "age_to_review"
    AGE_TO_DECIDE = "age_to_decide"
    PARENTS_VIEW_ENDS = "parents_view_ends"
    INFORMING_POSTPONED = "informing_postponed"
    SHIELD_TO_REVIEW = "shield_to_review"
    RESTRICTION_TO_REVIEW = "restriction_to_review"
    CONFLICT_TO_REVIEW = "conflict_to_review"
    REQUEST_ABOUT_DATA = "request_about_data"
    CASE_AUDITED = "case_audited"
    CASE_AUDIT_ENDED = "case_audit_ended"
    CORRECTION_TO_ACKNOWLEDGE = "correction_to_acknowledge"
    EMERGENCY_TO_ACKNOWLEDGE = "emergency_to_acknowledge"
    EMERGENCY_UNREVIEWED = "emergency_unreviewed"
    NETWORK_MOVE_TO_DECIDE = "network_move_to_decide"
    NETWORK_MOVE_OVER = "network_move_over"
    REGIE_MOVE_PENDING = "regie_move_pending"
    INVENTORY_LINE_TO_REVIEW = "inventory_line_to_review"
    INVENTORY_LINE_TO_INFORM = "inventory_line_to_inform"
    INVENTORY_PARTY_NEXT_STEP = "inventory_party_next_step"
    FINDING_TO_EXPLAIN = "finding_to_explain"
    NAME_TO_APPROVE = "name_to_approve"
    ENTRY_TEXT_TO_APPROVE = "entry_text_to_approve"
    LOG_EXPORT_TO_DECIDE = "log_export_to_decide"
    FINDING_EXPLAINED = "finding_explained"
    COORDINATOR_ABSENT = "coordinator_absent"
    MANAGEMENT_ABSENT = "management_absent"
    ORGANISATION_GONE = "organisation_gone"
    COVENANT_TO_SIGN = "covenant_to_sign"
    COVENANT_UNSIGNED = "covenant_unsigned"
    MATCH_TO_DECIDE = "match_to_decide"
    MATCH_TO_ASK_CLIENT = "match_to_ask_client"
    MATCH_WITHOUT_HOLDER = "match_without_holder"


class Who(StrEnum):
    """With whom the ball lies: one participation, a unit that was asked, who asked without a case, or any of a circle."""

    PARTICIPATION = "participation"
    UNIT = "unit"
    ASKER = "asker"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    MANAGEMENT = "management"
    PARTIES = "parties"
    ANOTHER_ORGANISATION = "another_organisation"
    ANY_OTHER = "any_other"
    SECOND_PERSON = "second_person"


class Person(msgspec.Struct, frozen=True):
    """Who takes part, or a unit that was asked, as far as the wall shows it. What is None was not for this reader."""

    id: UUID | None
    role: Role | None
    name: str | None
    function: str | None
    unit: str | None
    organisation: str | None
    sector: Sector | None
    holds_regie: bool
    professional_id: UUID | None = None


class Shown(msgspec.Struct, frozen=True):
    """How a row is shown: by which reach, to whom, and whether it lies with the reader."""

    reach: Reach
    relation_id: UUID | None
    unit_id: UUID | None
    with_you: bool
    acting: bool = False
    """It lies with the holder of regie, for whom the reader acts while he is absent (R9)."""


class Act(msgspec.Struct, frozen=True):
    """What to do about it: the operation of the API's description, and its address."""

    operation: str
    method: Literal["POST", "PUT", "PATCH"]
    path: str
    needs: tuple[str, ...] = ()
    """What it takes beside what the operation always asks for: members of the body, or `If-Match`."""


class Place(msgspec.Struct, frozen=True):
    """Where to read about it, and what to do."""

    path: str
    act: Act | None


READ_WORKLIST = Operation(
    code="worklist.read",
    action="R",
    en="A worklist that this case stands on was read",
    nl="Een werklijst waar dit dossier op staat is bekeken",
    scope="cases",
    reaches=EVERYONE_IN_CASE
    | {
        Reach.TARGET,
        Reach.ASKER,
        Reach.AUTHOR,
        Reach.ADMINISTRATION,
        Reach.DIRECTORY,
        Reach.MANAGEMENT,
        Reach.INVENTORY,
        Reach.VOORTREKKER,
        Reach.ALLIANCE,
    },
    unknown=NoList,
)
