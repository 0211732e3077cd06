"""What a row of the worklist says to whom, and where it leads. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from chaincare.access.model import Reach
from chaincare.worklist.lines import Line
from chaincare.worklist.model import Act, ItemKind, Place, Shown, Who
from chaincare.worklist.needs import needed_of


class _Lead(NamedTuple):
    """Where a kind leads: the address to read, the operation that is to be done, and its address."""

    read: str
    operation: str = ""
    act: str = ""


_CASE = "/cases/{case}"
_PROPOSE = ("proposeRegie", f"{_CASE}/regie-proposals")
_RESORTS = f"{_CASE}/last-resort-assignments"
_PROPOSAL = f"{_CASE}/regie-proposals/{{about}}"
_ESCALATION = f"{_CASE}/escalations/{{about}}"
_WITHIN = f"{_CASE}/escalations/{{within}}"
_CONSULTATION = "/consultations/{about}"
_AGREEMENT = f"{_CASE}/agreements/{{about}}"
_PRECONDITIONS = f"{_CASE}/agreements/{{within}}/preconditions"
_PRECONDITION = f"{_PRECONDITIONS}/{{about}}"
_MEETING = f"{_CASE}/meetings/{{about}}"
_CONSENTS = f"{_CASE}/consents"
_MATCH = "/matches/{about}"
_DECIDE_MATCH = _Lead(_MATCH, "decideMatch", f"{_MATCH}/decisions")
_RESTRICTIONS = "/clients/{within}/restrictions"
_BARRED, _RECEIVED = f"{_CASE}/relation-conflicts", "/received-escalations/{about}"
_RAISED, _LACKS = "/received-bottlenecks", f"{_CASE}/bottlenecks"
_MOVE, _MOVES = "/regie-moves/{about}", "/network-moves"
_FINDING, _EXPORT = "/access-log/findings/{about}", "/access-log/exports/{about}"
_ASKED = "/access-log/case-mandates"
_APPROVE = _Lead(f"{_ASKED}/{{about}}", "answerCaseMandate", f"{_ASKED}/{{about}}/responses")
_MANDATE = _Lead("/mandates", "grantMandate", "/mandates")
_EMERGENCY = "/emergency-accesses/{about}"
_LINE = "/inventories/{within}/lines/{about}"
_PARTIES = "/inventories/{within}/needed-parties"
_COVENANT = "/covenants/{about}"

_LEADS: Mapping[ItemKind, _Lead] = {
    ItemKind.REGIE_VACANT: _Lead(f"{_CASE}/regie", *_PROPOSE),
    ItemKind.REGIE_INTERIM: _Lead(f"{_CASE}/regie", *_PROPOSE),
    ItemKind.REGIE_LAID_DOWN: _Lead(f"{_CASE}/regie", *_PROPOSE),
    **dict.fromkeys((ItemKind.REGIE_RETURNS, ItemKind.REGIE_ENDS), _Lead(f"{_CASE}/regie", *_PROPOSE)),
    **dict.fromkeys((ItemKind.REGIE_LAPSED, ItemKind.REGIE_EXPIRED), _Lead(_PROPOSAL, *_PROPOSE)),
    # Who may name a stand-in is asked to; the others know whom not to wait for.
    ItemKind.REGIE_HOLDER_ABSENT: _Lead(f"{_CASE}/regie"),
    ItemKind.REGIE_TO_ANSWER: _Lead(_PROPOSAL, "answerRegieProposal", f"{_PROPOSAL}/responses"),
    ItemKind.REGIE_TO_HEAR: _Lead(_PROPOSAL, "answerRegieProposal", f"{_PROPOSAL}/responses"),
    ItemKind.REGIE_OBJECTED: _Lead(_PROPOSAL, *_PROPOSE),
    ItemKind.REGIE_CANDIDATE_GONE: _Lead(_PROPOSAL, "withdrawRegieProposal", f"{_PROPOSAL}/withdrawals"),
    ItemKind.STAND_IN_GONE: _Lead(f"{_CASE}/stand-ins", "endStandIn", f"{_CASE}/stand-ins/{{about}}/endings"),
    # Whom an organisation named is brought in first; then he is proposed, or assigned, as anybody.
    ItemKind.LAST_RESORT_NAMED: _Lead(_RESORTS, "addParticipation", f"{_CASE}/participations"),
    ItemKind.STAND_IN_TO_ANSWER: _Lead(
        f"{_CASE}/stand-ins", "answerStandIn", f"{_CASE}/stand-ins/{{about}}/responses"
    ),
    ItemKind.ESCALATION_TO_SEND: _Lead(_ESCALATION, "requestEscalation", f"{_ESCALATION}/requests"),
    # It lies with the unit; whoever sees it in the case can only ask after it.
    ItemKind.ESCALATION_TO_ANSWER: _Lead(_ESCALATION),
    ItemKind.ESCALATION_UNANSWERED: _Lead(_ESCALATION),
    ItemKind.ESCALATION_OVER: _Lead(_ESCALATION, "draftEscalation", f"{_CASE}/escalations"),
    ItemKind.ESCALATION_TARGET_GONE: _Lead(_ESCALATION, "withdrawEscalation", f"{_ESCALATION}/withdrawals"),
    ItemKind.ESCALATION_QUESTION: _Lead(_ESCALATION, "answerQuestion", f"{_ESCALATION}/answers"),
    ItemKind.ESCALATION_BRIDGE_TO_NAME: _Lead(_ESCALATION, "nameBridge", f"{_ESCALATION}/bridges"),
    ItemKind.ESCALATION_BRIDGE_TO_ANSWER: _Lead(
        _ESCALATION, "answerBridge", f"{_ESCALATION}/bridges/responses"
    ),
    # Who bridges is there for the client; there is something to send only when he no longer can.
    ItemKind.ESCALATION_TO_BRIDGE: _Lead(_ESCALATION, "answerBridge", f"{_ESCALATION}/bridges/responses"),
    ItemKind.ESCALATION_TO_REVIEW: _Lead(_ESCALATION, "reviewWaiting", f"{_ESCALATION}/reviews"),
    ItemKind.ESCALATION_CONDITION: _Lead(
        _WITHIN, "fulfilCondition", f"{_WITHIN}/conditions/{{about}}/fulfilments"
    ),
    ItemKind.ESCALATION_TO_START: _Lead(_ESCALATION, "startEscalation", f"{_ESCALATION}/starts"),
    ItemKind.ESCALATION_AT_WORK: _Lead(_ESCALATION, "giveFeedback", f"{_ESCALATION}/feedback"),
    ItemKind.ESCALATION_TO_CLOSE: _Lead(_ESCALATION, "endEscalation", f"{_ESCALATION}/closures"),
    ItemKind.CONSULTATION_QUESTION: _Lead(_CONSULTATION, "answerConsultation", f"{_CONSULTATION}/answers"),
    ItemKind.CONSULTATION_UNANSWERED: _Lead(_CONSULTATION, "closeConsultation", f"{_CONSULTATION}/closures"),
    **dict.fromkeys((ItemKind.CONSULTATION_TO_ANSWER, ItemKind.CONSULTATION_AT_WORK), _Lead(_CONSULTATION)),
    ItemKind.CONSULTATION_OVER: _Lead(_CONSULTATION, "closeConsultation", f"{_CONSULTATION}/closures"),
    ItemKind.CONSULTATION_TO_CLOSE: _Lead(_CONSULTATION, "closeConsultation", f"{_CONSULTATION}/closures"),
    ItemKind.AGREEMENT_TO_ANSWER: _Lead(_AGREEMENT, "respondToAgreement", f"{_AGREEMENT}/responses"),
    ItemKind.AGREEMENT_DATE_TO_ANSWER: _Lead(_AGREEMENT, "respondToAgreement", f"{_AGREEMENT}/responses"),
    ItemKind.AGREEMENT_TO_CARRY_OUT: _Lead(_AGREEMENT, "reportProgress", f"{_AGREEMENT}/progress"),
    ItemKind.AGREEMENT_TO_CONFIRM: _Lead(_AGREEMENT, "confirmAgreement", f"{_AGREEMENT}/confirmations"),
    ItemKind.AGREEMENT_OBJECTED: _Lead(_AGREEMENT, "reassignAgreement", f"{_AGREEMENT}/reassignments"),
    # What it was to replace went on without it: it is cancelled, and proposed anew.
    ItemKind.AGREEMENT_RETURNED: _Lead(_AGREEMENT, "cancelAgreement", f"{_AGREEMENT}/cancellations"),
    ItemKind.AGREEMENT_TO_REASSIGN: _Lead(_AGREEMENT, "reassignAgreement", f"{_AGREEMENT}/reassignments"),
    ItemKind.BOTTLENECK_TO_ANSWER: _Lead(_RAISED, "answerBottleneck", f"{_RAISED}/{{about}}/answers"),
    ItemKind.BOTTLENECK_UNANSWERED: _Lead(_LACKS),
    ItemKind.BOTTLENECK_TO_CONFIRM: _Lead(_LACKS, "confirmBottleneck", f"{_LACKS}/{{about}}/confirmations"),
    ItemKind.PRECONDITION_TO_ANSWER: _Lead(
        _PRECONDITIONS, "respondToPrecondition", f"{_PRECONDITION}/responses"
    ),
    ItemKind.PRECONDITION_TO_MEET: _Lead(
        _PRECONDITIONS, "fulfilPrecondition", f"{_PRECONDITION}/fulfilments"
    ),
    ItemKind.PRECONDITION_TO_SETTLE: _Lead(_PRECONDITIONS, "dropPrecondition", f"{_PRECONDITION}/droppings"),
    ItemKind.NEEDED_PARTY_NEXT_STEP: _Lead(
        f"{_CASE}/needed-parties", "takeStep", f"{_CASE}/needed-parties/{{about}}/steps"
    ),
    # Somebody else is named, asked for help, or brought in.
    ItemKind.ORGANISATION_GONE: _Lead(_CASE, "nameNeededParty", f"{_CASE}/needed-parties"),
    # What climbed lies with another as well: it is read about here, and that other is asked after it.
    **{kind: _Lead(_AGREEMENT) for kind in ItemKind if kind.startswith("late_agreement")},
    **{kind: _Lead(_PRECONDITIONS) for kind in ItemKind if kind.startswith("late_precondition")},
    **{kind: _Lead(_ESCALATION) for kind in ItemKind if kind.startswith("late_escalation_")},
    ItemKind.LATE_ESCALATION_CONDITION: _Lead(_WITHIN),
    ItemKind.LATE_NEEDED_PARTY: _Lead(f"{_CASE}/needed-parties"),
    ItemKind.LATE_CASE_EVALUATION: _Lead(_CASE),
    ItemKind.LATE_MEETING: _Lead(_MEETING),
    ItemKind.CASE_TO_EVALUATE: _Lead(_CASE, "evaluateCase", f"{_CASE}/evaluations"),
    ItemKind.LATE_LAST_RESORT: _Lead(_RESORTS, *_PROPOSE),
    ItemKind.LATE_REGIE_ANSWER: _Lead(_PROPOSAL, *_PROPOSE),
    ItemKind.MEETING_TO_HOLD: _Lead(_MEETING, "recordMeeting", f"{_CASE}/meetings"),
    # Only for who did not mean what was recorded; silence is assent (A8).
    ItemKind.ASSENT_TO_CHECK: _Lead(_MEETING, "objectToMeeting", f"{_MEETING}/objections"),
    # Whose assent it is can object alone; who directs lets him know in time.
    ItemKind.ASSENT_OF_ABSENT: _Lead(_MEETING),
    ItemKind.SUCCESSOR_GONE: _Lead(_CASE, "withdrawSuccession", f"{_CASE}/successions/{{about}}/withdrawals"),
    # His day is past: his part is ended, and somebody else brought in.
    ItemKind.SUCCESSION_FAILED: _Lead(
        _CASE, "endParticipation", f"{_CASE}/participations/{{within}}/endings"
    ),
    ItemKind.EMERGENCY_TO_ACKNOWLEDGE: _Lead(
        _EMERGENCY, "acknowledgeEmergencyAccess", f"{_EMERGENCY}/acknowledgements"
    ),
    # It lies with whoever audits; who coordinates can only ask after it.
    ItemKind.EMERGENCY_UNREVIEWED: _Lead(_EMERGENCY),
    ItemKind.LEGAL_BASIS_ENDS: _Lead(_CASE),
    ItemKind.CONSENT_AWAITED: _Lead(_CONSENTS, "addConsentWord", f"{_CONSENTS}/{{about}}/assents"),
    ItemKind.CONSENT_ENDS: _Lead(_CONSENTS, "giveConsent", _CONSENTS),
    ItemKind.AGE_TO_REVIEW: _Lead(f"{_CASE}/age-decisions", "reviewAge", f"{_CASE}/age-reviews"),
    ItemKind.AGE_TO_DECIDE: _Lead(f"{_CASE}/age-decisions", "decideAge", f"{_CASE}/age-decisions"),
    ItemKind.PARENTS_VIEW_ENDS: _Lead(_CONSENTS, "giveConsent", _CONSENTS),
    ItemKind.INFORMING_POSTPONED: _Lead(f"{_CASE}/informed", "recordInformed", f"{_CASE}/informed"),
    # What the list offers is to keep it: whether it is lifted is for people to weigh, and none of it is lifted by a list.
    ItemKind.SHIELD_TO_REVIEW: _Lead(
        f"{_CASE}/shields", "reviewShield", f"{_CASE}/shields/{{about}}/reviews"
    ),
    ItemKind.RESTRICTION_TO_REVIEW: _Lead(
        _RESTRICTIONS, "reviewRestriction", f"{_RESTRICTIONS}/{{about}}/reviews"
    ),
    ItemKind.CONFLICT_TO_REVIEW: _Lead(_BARRED, "reviewConflict", f"{_BARRED}/{{about}}/reviews"),
    # What it asks is between who asks and the privacy officer, who answers it; he comes when he needs something.
    ItemKind.REQUEST_ABOUT_DATA: _Lead(_CASE),
    # What it opens is between who audits and his second person; who directs knows that there is one.
    **dict.fromkeys((ItemKind.CASE_AUDITED, ItemKind.CASE_AUDIT_ENDED), _Lead(_CASE)),
    ItemKind.CORRECTION_TO_ACKNOWLEDGE: _Lead(
        "/corrections", "acknowledgeCorrection", "/corrections/{about}/acknowledgements"
    ),
    ItemKind.NETWORK_MOVE_TO_DECIDE: _Lead(_MOVES, "decideNetworkMove", f"{_MOVES}/{{about}}/responses"),
    ItemKind.NETWORK_MOVE_OVER: _Lead(
        f"{_CASE}/network-moves", "proposeNetworkMove", f"{_CASE}/network-moves"
    ),
    ItemKind.INVENTORY_LINE_TO_REVIEW: _Lead(_LINE, "reviewInventoryLine", f"{_LINE}/reviews"),
    ItemKind.INVENTORY_LINE_TO_INFORM: _Lead(
        f"{_LINE}/informed", "recordInventoryLineInformed", f"{_LINE}/informed"
    ),
    ItemKind.INVENTORY_PARTY_NEXT_STEP: _Lead(
        _PARTIES, "takeInventoryPartyStep", f"{_PARTIES}/{{about}}/steps"
    ),
    ItemKind.REGIE_MOVE_PENDING: _Lead(_MOVE, "continueRegieMove", f"{_MOVE}/continuations"),
    ItemKind.FINDING_TO_EXPLAIN: _Lead(f"{_FINDING}/questions", "explainFinding", f"{_FINDING}/explanations"),
    **dict.fromkeys((ItemKind.NAME_TO_APPROVE, ItemKind.ENTRY_TEXT_TO_APPROVE), _APPROVE),
    ItemKind.FINDING_EXPLAINED: _Lead(_FINDING, "closeFinding", f"{_FINDING}/closings"),
    ItemKind.LOG_EXPORT_TO_DECIDE: _Lead(_EXPORT, "decideLogExport", f"{_EXPORT}/decisions"),
    **dict.fromkeys((ItemKind.COORDINATOR_ABSENT, ItemKind.MANAGEMENT_ABSENT), _MANDATE),
    ItemKind.COVENANT_TO_SIGN: _Lead(f"{_COVENANT}/versions", "accedeToCovenant", f"{_COVENANT}/accessions"),
    # It lies with the management of each; whoever coordinates or administers asks after it.
    ItemKind.COVENANT_UNSIGNED: _Lead(f"{_COVENANT}/members"),
    **dict.fromkeys((ItemKind.MATCH_TO_DECIDE, ItemKind.MATCH_TO_ASK_CLIENT), _DECIDE_MATCH),
    ItemKind.MATCH_WITHOUT_HOLDER: _Lead(
        _MATCH
    ),  # it waits for somebody who directs, who has a row of his own
}
_SENDS_ON = _Lead(_ESCALATION, "requestEscalation", f"{_ESCALATION}/requests")
"""What nobody took on, where a unit that declined said which would."""
_BY_CASE = (
    "agreement_",
    "precondition_",
    "late_agreement",
    "late_pre",
    "bottleneck_",
    "case_",
    "meeting_",
    "organisation_",
)
_LEADS_OF: Mapping[Reach, Mapping[ItemKind, _Lead]] = {
    # Who coordinates reads the case, and no agreement: whose it is is what the row says.
    Reach.STEERING: {
        **{kind: _Lead(_CASE) for kind in ItemKind if kind.startswith(_BY_CASE)},
        ItemKind.LAST_RESORT_NAMED: _Lead(_RESORTS, *_PROPOSE),
        ItemKind.REGIE_HOLDER_ABSENT: _Lead(f"{_CASE}/regie", "proposeStandIn", f"{_CASE}/stand-ins"),
        # It came to him because nobody directs, and whoever asked is gone.
        ItemKind.ESCALATION_TARGET_GONE: _Lead(f"{_CASE}/escalations", *_PROPOSE),
    },
    Reach.TARGET: {
        ItemKind.ESCALATION_TO_ANSWER: _Lead(_RECEIVED, "answerReceivedEscalation", f"{_RECEIVED}/responses"),
        ItemKind.ESCALATION_AT_WORK: _Lead(_RECEIVED, "giveReceivedFeedback", f"{_RECEIVED}/feedback"),
    },
    # He does it; who pulls the cart says how far one has come.
    Reach.ALLIANCE: {ItemKind.INVENTORY_PARTY_NEXT_STEP: _Lead(_PARTIES)},
    Reach.FULL: {
        ItemKind.LEGAL_BASIS_ENDS: _Lead(f"{_CASE}/legal-bases", "recordLegalBasis", f"{_CASE}/legal-bases"),
    },
}

_BY_ACTING = frozenset({
    ItemKind.AGREEMENT_RETURNED, ItemKind.AGREEMENT_TO_REASSIGN, ItemKind.AGREEMENT_TO_CARRY_OUT, ItemKind.AGREEMENT_TO_ANSWER,
    ItemKind.AGREEMENT_DATE_TO_ANSWER, ItemKind.PRECONDITION_TO_MEET, ItemKind.PRECONDITION_TO_SETTLE, ItemKind.MEETING_TO_HOLD,
    ItemKind.ESCALATION_TO_SEND, ItemKind.ESCALATION_BRIDGE_TO_NAME, ItemKind.ESCALATION_CONDITION,
    ItemKind.ESCALATION_TO_START, ItemKind.ESCALATION_TO_CLOSE, ItemKind.NEEDED_PARTY_NEXT_STEP, ItemKind.CASE_TO_EVALUATE, ItemKind.ORGANISATION_GONE,
})  # fmt: skip
"""What goes with directing. The rest of an absent holder's work his stand-in sees, and cannot do in his name."""

# Nobody agrees or reports for the absent (A1): who acts for him takes it over, or asks another.
_ACTING_LEADS: Mapping[ItemKind, _Lead] = dict.fromkeys(
    (ItemKind.AGREEMENT_TO_CARRY_OUT, ItemKind.AGREEMENT_TO_ANSWER, ItemKind.AGREEMENT_DATE_TO_ANSWER),
    _LEADS[ItemKind.AGREEMENT_TO_REASSIGN],
)


def place_of(item: Line, shown: Shown) -> Place:
    """Say where to read about it; and when it lies with the reader, what to do."""
    lead = _LEADS_OF.get(shown.reach, {}).get(item.kind) or _LEADS[item.kind]
    if item.kind is ItemKind.ESCALATION_OVER and item.within_id is not None:
        lead = _SENDS_ON
    if shown.acting:
        lead = _ACTING_LEADS.get(item.kind, lead)
    ids = {"case": str(item.case_id), "about": str(item.about), "within": item.within_id}
    act = None
    # What came to the coordinator because nobody in the case is left to do it, he has somebody do.
    deserted = item.who is Who.COORDINATOR and item.kind.startswith("escalation") and lead[1:] != _PROPOSE
    by_him = item.kind in _BY_ACTING if shown.acting else not deserted
    if shown.with_you and lead.operation and by_him:
        needs = needed_of(lead.operation, item.kind, shown.reach, his=item.within_id is not None)
        act = Act(lead.operation, "POST", lead.act.format_map(ids), needs)
    return Place(lead.read.format_map(ids), act)
