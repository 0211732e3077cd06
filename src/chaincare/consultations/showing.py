"""A consultation as its asker reads it. Pure."""

from chaincare.consultations.views import ConsultationView, ConvertedToView
from chaincare.escalations.facts import Answered, Drafted
from chaincare.escalations.sheets import Sheet
from chaincare.escalations.showing import (
    Reader,
    ball_view,
    converted_into,
    dialogue_view,
    end_reason,
    feedback_view,
    hints_view,
    target_view,
)


def consultation_view(sheet: Sheet, reader: Reader) -> ConsultationView:
    """Show a question without a case, whole: it is the reader's own."""
    targets = tuple(target_view(one, sheet, reader) for one in sheet.targets)
    insisted = (one.fact.overrides for one in sheet.facts if isinstance(one.fact, Drafted | Answered))
    went_on = converted_into(sheet.facts)
    return ConsultationView(
        id=sheet.id,
        state=sheet.state,
        urgent=sheet.urgent,
        wanted_date=sheet.wanted_on,
        ball=ball_view(sheet, targets),
        targets=targets,
        question=sheet.question,
        summary=sheet.summary,
        hints=None if sheet.hints is None else hints_view(sheet.hints),
        overrides=tuple(word for words in insisted for word in words),
        dialogue=dialogue_view(sheet.facts),
        feedback=feedback_view(sheet, targets, reader),
        end_reason=end_reason(sheet.facts),
        converted_to=None
        if went_on is None
        else ConvertedToView(case_id=went_on.case, escalation_id=went_on.into),
    )
