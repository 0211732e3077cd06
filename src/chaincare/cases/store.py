"""Cases, their question and their timeline."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import CaseUnknown, Reach
from chaincare.cases.facts import HappeningKind, kinds_told
from chaincare.cases.model import AskedQuestion, CaseFile, Consulted, Happening, Question

ADD_CASE = "INSERT INTO cases (id, reference, network_id, client_id, opened_at, opened_by, inventory_line_id) VALUES ($1, $2, $3, $4, $5, $6, $7)"

ADD_QUESTION = """
    INSERT INTO case_questions (case_id, own_words, question, occasion, consulted, consulted_because, evaluation_on)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

_ASKED = """
    SELECT q.own_words, q.question, q.occasion, q.consulted, q.consulted_because, q.evaluation_on, q.version,
           coalesce(q.changed_by, (
               SELECT p.id FROM participations AS p
               WHERE p.case_id = c.id AND p.professional_id = c.opened_by AND p.during @> c.opened_at)) AS changed_by,
           coalesce(q.changed_at, c.opened_at) AS changed_at,
           c.id = ANY ((SELECT chaincare.withheld_items())::uuid[]) AS restricted
"""

GET_QUESTION = f"{_ASKED} FROM case_questions AS q JOIN cases AS c ON c.id = q.case_id WHERE c.id = $1"

LOCK_QUESTION = "SELECT version FROM case_questions WHERE case_id = $1 FOR UPDATE"

CHANGE_QUESTION = """
    UPDATE case_questions SET own_words = $2, question = $3, occasion = $4, consulted = $5, consulted_because = $6,
        evaluation_on = $7, version = $8, changed_by = $9, changed_at = $10
    WHERE case_id = $1
"""

LIST_QUESTIONS = f"""
    {_ASKED} FROM cases AS c JOIN (
        SELECT case_id, own_words, question, occasion, consulted, consulted_because, evaluation_on, version,
               changed_by, changed_at FROM case_questions
        UNION ALL
        SELECT case_id, own_words, question, occasion, consulted, consulted_because, evaluation_on, version,
               changed_by, changed_at FROM case_question_versions
    ) AS q ON q.case_id = c.id
    WHERE c.id = $1 AND ($2::int IS NULL OR q.version < $2) ORDER BY q.version DESC LIMIT $3
"""

LIST_CASES = "SELECT document FROM chaincare.read_cases()"

# Everything below stands behind the wall, so each reader's timeline is his own. Who did it is told as the
# participation he had then; a coordinator reads that it happened (DOMAIN 2), a citizen not by which other citizen.
LIST_TIMELINE = """
    SELECT h.at, h.kind, h.about, CASE WHEN $7 AND (h.by_id = ANY (
        (SELECT chaincare.uncleared_citizens() || chaincare.uncleared_parties())::uuid[])) IS NOT TRUE
        THEN coalesce(h.by_id, (
        SELECT p.id FROM participations AS p
        WHERE p.case_id = $1 AND p.professional_id = h.person_id AND p.during @> h.at ORDER BY p.id LIMIT 1)) END AS by_id
    FROM (
        SELECT opened_at AS at, 'case_opened' AS kind, id AS about, opened_by AS person_id, NULL::uuid AS by_id
        FROM cases WHERE id = $1
        UNION ALL SELECT lower(during), 'case_paused', id, NULL, paused_by FROM case_pauses WHERE case_id = $1
        UNION ALL SELECT upper(during), 'case_resumed', id, NULL, CASE WHEN $8 THEN resumed_by END FROM case_pauses WHERE case_id = $1 AND upper(during) <= current_setting('chaincare.moment')::timestamptz
        UNION ALL SELECT m.at, 'network_move' || m.kind, v.id, m.who, NULL FROM network_moves AS v CROSS JOIN LATERAL (VALUES (v.proposed_at, '_proposed', v.proposed_by),
            (v.decided_at, CASE v.state WHEN 'accepted' THEN 'd' ELSE '_' || v.state END, NULL)) AS m (at, kind, who) WHERE v.case_id = $1 AND m.at IS NOT NULL
        UNION ALL SELECT evaluated_at, 'case_evaluated', id, NULL, evaluated_by FROM case_evaluations WHERE case_id = $1
        UNION ALL SELECT closed_at, 'case_closed', id, NULL, closed_by FROM case_closures WHERE case_id = $1
        UNION ALL SELECT reopened_at, 'case_reopened', id, reopened_by, NULL FROM case_reopenings WHERE case_id = $1
        UNION ALL SELECT k.changed_at, 'client_changed', k.id, NULL, k.changed_by FROM clients AS k
            JOIN client_versions AS v ON v.client_id = k.id AND v.version = k.version - 1 WHERE v.case_id = $1
        UNION ALL SELECT changed_at, 'client_changed', client_id, NULL, changed_by FROM client_versions WHERE case_id = $1 AND changed_at IS NOT NULL
        UNION ALL SELECT merged_at, 'registrations_merged', $1, NULL, NULL FROM client_merges WHERE $1 IN (case_id, merged_case_id)
        UNION ALL SELECT split_at, 'registrations_split', $1, NULL, NULL FROM client_merges WHERE $1 IN (case_id, merged_case_id) AND split_at IS NOT NULL
        UNION ALL SELECT q.changed_at, 'question_changed', q.case_id, NULL, q.changed_by FROM case_questions AS q
            JOIN case_question_versions AS v ON v.case_id = q.case_id AND v.version = q.version - 1 WHERE q.case_id = $1
        UNION ALL SELECT changed_at, 'question_changed', case_id, NULL, changed_by FROM case_question_versions
            WHERE case_id = $1 AND changed_at IS NOT NULL
        UNION ALL SELECT lower(during), 'participation_began', id, made_by, NULL FROM participations WHERE case_id = $1
        UNION ALL SELECT upper(during), 'participation_ended', id, NULL, NULL FROM participations
            WHERE case_id = $1 AND upper(during) <= current_setting('chaincare.moment', true)::timestamptz
        UNION ALL SELECT recorded_at, 'legal_basis_recorded', id, recorded_by, NULL FROM legal_bases WHERE case_id = $1
        UNION ALL SELECT withdrawn_at, 'legal_basis_withdrawn', basis_id, withdrawn_by, NULL
            FROM legal_basis_withdrawals WHERE case_id = $1
        UNION ALL SELECT min(withdrawn_at), 'legal_basis_silenced', basis_id, NULL, (array_agg(withdrawn_by))[1]
            FROM secrecy_withdrawals WHERE case_id = $1 GROUP BY basis_id, withdrawn_at
        UNION ALL SELECT w.at, 'legal_basis_warned', b.id, NULL, NULL FROM legal_bases AS b
            CROSS JOIN LATERAL (SELECT upper(b.during) - make_interval(days => days) AS at
                                FROM unnest('{30,14,3}'::int[]) AS days) AS w
            WHERE b.case_id = $1 AND w.at >= lower(b.during) AND w.at <= current_setting('chaincare.moment')::timestamptz
              AND NOT EXISTS (SELECT FROM legal_basis_withdrawals AS x WHERE x.basis_id = b.id AND x.withdrawn_at <= w.at)
        UNION ALL SELECT recorded_at, CASE WHEN awaits IS NULL THEN 'consent_given' ELSE 'consent_asked' END, id, NULL,
            recorded_by FROM consents WHERE case_id = $1
        UNION ALL SELECT given_at, 'consent_given', consent_id, NULL, recorded_by FROM consent_givings
            WHERE case_id = $1 AND completes
        UNION ALL SELECT withdrawn_at, 'consent_withdrawn', consent_id, NULL, recorded_by
            FROM consent_withdrawals WHERE case_id = $1
        UNION ALL SELECT decided_at, 'age_decided', id, NULL, decided_by FROM age_decisions WHERE case_id = $1
        UNION ALL SELECT max(reviewed_at), 'age_reviewed', case_id, NULL, (array_agg(reviewed_by))[1]
            FROM age_reviews WHERE case_id = $1 GROUP BY case_id, reviewed_at
        UNION ALL SELECT recorded_at, CASE WHEN informed_on IS NULL THEN 'informing_postponed' ELSE 'person_informed' END,
            id, NULL, recorded_by FROM informed_facts WHERE case_id = $1
        UNION ALL SELECT recorded_at, 'capacity_stated', id, NULL, recorded_by FROM capacity_statements WHERE case_id = $1
        UNION ALL SELECT confirmed_at, 'capacity_confirmed', id, NULL, confirmed_by FROM capacity_statements
            WHERE case_id = $1 AND confirmed_at IS NOT NULL
        UNION ALL SELECT written_at, 'note_written', id, author_id, NULL FROM notes WHERE case_id = $1
        UNION ALL SELECT corrected_at, 'note_corrected', id, NULL, corrected_by FROM notes
            WHERE case_id = $1 AND corrected_at IS NOT NULL
        UNION ALL SELECT corrected_at, 'note_corrected', note_id, NULL, corrected_by FROM note_versions
            WHERE case_id = $1 AND corrected_at IS NOT NULL
        UNION ALL SELECT recalled_at, 'note_recalled', note_id, NULL, recalled_by FROM note_recalls WHERE case_id = $1
        UNION ALL SELECT made_at, 'statement_made', id, NULL, by_id FROM statements WHERE case_id = $1
        UNION ALL SELECT said_at, CASE version WHEN 1 THEN 'plan_made' ELSE 'plan_changed' END, plan_id, NULL, said_by
            FROM plan_editions WHERE case_id = $1
        UNION ALL SELECT answered_at, 'plan_answered', plan_id, NULL, said_by FROM plan_answers WHERE case_id = $1
        UNION ALL SELECT taken_at, 'needed_party_' || CASE state WHEN 'to_approach' THEN 'named' ELSE state END,
            needed_party_id, NULL, taken_by FROM needed_party_steps WHERE case_id = $1
        UNION ALL SELECT recorded_at, 'relation_conflict_recorded', id, recorded_by, NULL FROM relation_conflicts WHERE case_id = $1
        UNION ALL SELECT ended_at, 'relation_conflict_ended', id, ended_by, NULL FROM relation_conflicts WHERE case_id = $1 AND ended_at IS NOT NULL
        UNION ALL SELECT changed_at, 'safety_sheet_changed', case_id, NULL, changed_by FROM safety_sheets WHERE case_id = $1
        UNION ALL SELECT changed_at, 'safety_sheet_changed', case_id, NULL, changed_by FROM safety_sheet_versions WHERE case_id = $1
        UNION ALL SELECT lower(during), 'emergency_began', id, professional_id, NULL FROM emergency_accesses WHERE case_id = $1
        UNION ALL SELECT at, 'emergency_reviewed', access_id, by_id, NULL FROM emergency_facts WHERE case_id = $1 AND kind = 'reviewed'
        UNION ALL SELECT taken_at, CASE WHEN rung = 'management' AND NOT EXISTS (
                SELECT FROM units AS u JOIN mandates AS m ON m.organisation_id = u.organisation_id AND m.kind = 'management_contact' AND m.during @> s.taken_at JOIN professionals AS f ON f.id = m.professional_id AND (f.inactive_at > s.taken_at) IS NOT FALSE
                JOIN cases AS c ON c.id = $1 AND c.network_id = m.network_id WHERE u.id = s.late_unit_id)
            THEN 'late_without_management' ELSE 'late_to_' || rung END, within_id, NULL, NULL FROM ladder_steps AS s WHERE case_id = $1 AND (told OR (rung = 'coordinator' AND kind IN ('escalation_answer', 'regie_answer', 'regie_objection', 'last_resort')))
        UNION ALL SELECT held_at, 'meeting_held', id, NULL, recorded_by FROM meetings WHERE case_id = $1
        UNION ALL SELECT resigned_at, 'regie_laid_down', id, resigned_by, NULL FROM regie_resignations WHERE case_id = $1
        UNION ALL SELECT withdrawn_at, 'regie_taken_back', resignation_id, withdrawn_by, NULL FROM regie_resignation_withdrawals WHERE case_id = $1
        UNION ALL SELECT f.recorded_at, 'regie_assent_taken_back', t.proposal_id, NULL, coalesce(t.client_party_id, t.holder_id)
            FROM regie_facts AS f JOIN regie_terms AS t ON t.case_id = f.case_id AND lower(t.during) = f.began_at WHERE f.case_id = $1 AND f.because = 'assent_taken_back'
        UNION ALL SELECT proposed_at, 'regie_proposed', id, proposed_by, NULL FROM regie_proposals WHERE case_id = $1
        UNION ALL SELECT at, 'regie_' || outcome, proposal_id, NULL, NULL FROM regie_outcomes WHERE case_id = $1
        UNION ALL SELECT lower(during), 'regie_term_began', who, NULL, who
            FROM (SELECT during, coalesce(client_party_id, holder_id) AS who FROM regie_terms WHERE case_id = $1
                  AND (NOT planned OR lower(during) <= current_setting('chaincare.moment')::timestamptz)) AS t
        UNION ALL SELECT gone.at, gone.kind, t.holder_id, NULL, NULL FROM regie_terms AS t JOIN participations AS p ON p.id = t.holder_id
            JOIN professionals AS f ON f.id = p.professional_id JOIN units AS u ON u.id = f.unit_id JOIN organisations AS o ON o.id = u.organisation_id
            CROSS JOIN LATERAL (VALUES (f.inactive_at, 'regie_holder_deactivated'), (o.inactive_at, 'regie_organisation_left')) AS gone (at, kind) WHERE t.case_id = $1 AND t.during @> gone.at
        UNION ALL SELECT x.at, 'last_resort_' || x.kind, r.id, x.who, NULL FROM regie_last_resorts AS r CROSS JOIN LATERAL (VALUES
            (r.assigned_at, 'assigned', r.assigned_by), (r.named_at, 'named', NULL), (r.unnamed_at, 'unnamed', NULL), (CASE r.because WHEN 'withdrawn'
             THEN r.ended_at END, 'withdrawn', r.ended_by)) AS x (at, kind, who) WHERE r.case_id = $1 AND x.at IS NOT NULL
        UNION ALL SELECT corrected_at, 'regie_corrected', id, corrected_by, NULL FROM regie_corrections WHERE case_id = $1 UNION ALL SELECT at, kind, about, person_id, NULL FROM chaincare.succession_lines($1, current_setting('chaincare.moment')::timestamptz)
        UNION ALL SELECT proposed_at, 'stand_in_asked', id, proposed_by, NULL FROM stand_ins WHERE case_id = $1
        UNION ALL SELECT answered_at, CASE answer WHEN 'assent' THEN 'stand_in_agreed' ELSE 'stand_in_refused' END, id, NULL, stand_in_id FROM stand_ins WHERE case_id = $1 AND answer IS NOT NULL
        UNION ALL SELECT ended_at, 'stand_in_ended', id, ended_by, NULL FROM stand_ins WHERE case_id = $1 AND ended_at IS NOT NULL
        UNION ALL SELECT at, 'escalation_' || kind, escalation_id, by_id, NULL FROM escalation_facts WHERE case_id = $1
        UNION ALL SELECT raised_at, 'bottleneck_raised', id, NULL, raised_by FROM bottlenecks WHERE case_id = $1
        UNION ALL SELECT answered_at, 'bottleneck_answered', id, NULL, NULL FROM bottlenecks WHERE case_id = $1 AND answer IS NOT NULL
        UNION ALL SELECT solved_at, 'bottleneck_solved', id, NULL, NULL FROM bottlenecks WHERE case_id = $1 AND solved_at IS NOT NULL
        UNION ALL SELECT confirmed_at, 'bottleneck_confirmed', id, NULL, confirmed_by FROM bottlenecks WHERE case_id = $1 AND confirmed_at IS NOT NULL
        UNION ALL SELECT f.at, 'agreement_' || CASE WHEN n.it THEN 'cancelled' ELSE f.kind END, f.agreement_id, NULL, CASE WHEN NOT n.it AND f.kind <> 'returned' THEN coalesce(d.holder_id, f.by_id) END
            FROM agreement_facts AS f LEFT JOIN chaincare.uncleared_steps() AS d ON d.agreement_id = f.agreement_id AND d.seq = f.seq CROSS JOIN LATERAL (SELECT f.kind = 'superseded' AND NOT EXISTS (SELECT FROM agreements AS a WHERE a.id = (f.fact ->> 'supersededBy')::uuid) AS it) AS n WHERE f.case_id = $1 AND (f.kind <> 'returned' OR EXISTS (SELECT FROM agreements AS a WHERE a.id = (f.fact ->> 'supersedes')::uuid))
        UNION ALL SELECT a.returned_at, 'agreement_returned', a.id, NULL, NULL FROM agreements AS a WHERE a.case_id = $1 AND a.returned_at IS NOT NULL AND EXISTS (SELECT FROM agreements AS o WHERE o.id = a.supersedes)
    ) AS h
    WHERE h.kind = ANY ($6::text[])
      AND ($2::timestamptz IS NULL OR (h.at, h.about, h.kind) < ($2, $3::uuid, $4::text))
    ORDER BY h.at DESC, h.about DESC, h.kind DESC LIMIT $5
"""


async def add_case(
    clearance: Clearance,
    reference: str,
    client_id: UUID,
    question: Question,
    at: datetime,
    line_id: UUID | None,
) -> None:
    """Add the case that is being opened, with its question, and the line of an inventory it is opened from."""
    values = (reference, clearance.admission.network_id, client_id, at, clearance.actor_id, line_id)
    await clearance.execute(ADD_CASE, clearance.case_id, *values)
    consulted = (question.consulted.value, question.consulted_because, question.evaluation_on)
    said = (question.own_words, question.question, question.occasion, *consulted)
    await clearance.execute(ADD_QUESTION, clearance.case_id, *said)


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
    key = (None, None, None) if after is None else (after.at, after.about, after.kind.value)
    whom = clearance.reach is not Reach.STEERING, clearance.reach in {Reach.CORE, Reach.FULL}
    rows = await clearance.fetch(
        LIST_TIMELINE, clearance.case_id, *key, limit, kinds_told(clearance.reach), *whom
    )
    return [Happening(row[0], HappeningKind(row[1]), row[2], row[3]) for row in rows]


async def get_question(clearance: Clearance) -> AskedQuestion:
    """Give the question as it is put now. Raises CaseUnknown when the wall shows nothing after all."""
    row = await clearance.fetchrow(GET_QUESTION, clearance.case_id)
    if row is None:
        raise CaseUnknown
    return _asked(row)


async def lock_question(clearance: Clearance) -> AskedQuestion:
    """Give the question, which nobody else changes until the end. Raises CaseUnknown."""
    await clearance.fetchrow(LOCK_QUESTION, clearance.case_id)
    return await get_question(clearance)


async def change_question(clearance: Clearance, asked: AskedQuestion) -> None:
    """Put the next edition in place; the database keeps the one before."""
    question = asked.question
    await clearance.execute(
        CHANGE_QUESTION,
        clearance.case_id,
        question.own_words,
        question.question,
        question.occasion,
        question.consulted.value,
        question.consulted_because,
        question.evaluation_on,
        asked.version,
        asked.changed_by,
        asked.changed_at,
    )


async def list_questions(clearance: Clearance, before: int | None, limit: int) -> list[AskedQuestion]:
    """List the editions of the question, the latest first, from below a number on."""
    return [_asked(row) for row in await clearance.fetch(LIST_QUESTIONS, clearance.case_id, before, limit)]


def _asked(row: Any) -> AskedQuestion:
    question = Question(row[0], row[1], row[2], Consulted(row[3]), row[4], row[5], row["restricted"])
    return AskedQuestion(question, row["version"], row["changed_by"], row["changed_at"])


def read_document(document: str) -> CaseFile:
    """Give the case that the database's document holds; a shape that is not CaseFile's raises ValidationError."""
    return msgspec.json.decode(document, type=CaseFile)
