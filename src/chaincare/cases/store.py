"""Cases, their question and their timeline."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import CaseUnknown
from chaincare.cases.model import CaseFile, Happening, Question

ADD_CASE = """
    INSERT INTO cases (id, reference, network_id, client_id, opened_at, opened_by)
    VALUES ($1, $2, $3, $4, $5, $6)
"""

ADD_QUESTION = """
    INSERT INTO case_questions (case_id, own_words, question, occasion, consulted, consulted_because)
    VALUES ($1, $2, $3, $4, $5, $6)
"""

LIST_CASES = "SELECT document FROM chaincare.read_cases()"

# Everything below stands behind the wall, so each reader's timeline is his own.
LIST_TIMELINE = """
    SELECT at, kind, about FROM (
        SELECT opened_at AS at, 'case-opened' AS kind, id AS about FROM cases WHERE id = $1
        UNION ALL SELECT lower(during), 'participation-began', id FROM participations WHERE case_id = $1
        UNION ALL SELECT upper(during), 'participation-ended', id FROM participations
            WHERE case_id = $1 AND NOT upper_inf(during)
        UNION ALL SELECT recorded_at, 'legal-basis-recorded', id FROM legal_bases WHERE case_id = $1
        UNION ALL SELECT withdrawn_at, 'legal-basis-withdrawn', basis_id FROM legal_basis_withdrawals
            WHERE case_id = $1
        UNION ALL SELECT written_at, 'note-written', id FROM notes WHERE case_id = $1
        UNION ALL SELECT proposed_at, 'regie-proposed', id FROM regie_proposals WHERE case_id = $1
        UNION ALL SELECT at, 'regie-' || replace(outcome, '_', '-'), proposal_id FROM regie_outcomes
            WHERE case_id = $1
        UNION ALL SELECT lower(during), 'regie-term-began', holder_id FROM regie_terms WHERE case_id = $1
        UNION ALL SELECT at, 'escalation-' || replace(kind, '_', '-'), escalation_id FROM escalation_facts
            WHERE case_id = $1
        UNION ALL SELECT at, 'agreement-' || replace(kind, '_', '-'), agreement_id FROM agreement_facts
            WHERE case_id = $1
    ) AS happenings
    WHERE ($2::timestamptz IS NULL OR (at, about, kind) < ($2, $3::uuid, $4::text))
    ORDER BY at DESC, about DESC, kind DESC LIMIT $5
"""


async def add_case(
    clearance: Clearance, reference: str, client_id: UUID, question: Question, at: datetime
) -> None:
    """Add the case that is being opened, with its question."""
    await clearance.execute(
        ADD_CASE,
        clearance.case_id,
        reference,
        clearance.admission.network_id,
        client_id,
        at,
        clearance.actor_id,
    )
    await clearance.execute(
        ADD_QUESTION,
        clearance.case_id,
        question.own_words,
        question.question,
        question.occasion,
        question.consulted.value,
        question.consulted_because,
    )


async def get_case(clearance: Clearance) -> CaseFile:
    """Give the case in one round trip. Raises CaseUnknown when the wall shows nothing after all."""
    document = await clearance.read_once("read_cases_under")
    if document is None:
        raise CaseUnknown
    return read_document(document)


async def list_cases(clearance: Clearance) -> list[CaseFile]:
    """List the cases of this page, the newest first."""
    return [read_document(row[0]) for row in await clearance.fetch(LIST_CASES)]


async def list_timeline(clearance: Clearance, after: Happening | None, limit: int) -> list[Happening]:
    """List what happened, the latest first, from before `after` on."""
    key = (None, None, None) if after is None else (after.at, after.about, after.kind)
    rows = await clearance.fetch(LIST_TIMELINE, clearance.case_id, *key, limit)
    return [Happening(*row) for row in rows]


def read_document(document: str) -> CaseFile:
    """Give the case that the database's document holds; a shape that is not CaseFile's raises ValidationError."""
    return msgspec.json.decode(document, type=CaseFile)
