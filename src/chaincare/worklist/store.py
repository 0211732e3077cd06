"""What is open in the cases of a page: one statement over what the wall shows of them."""

from datetime import date, datetime

from chaincare.access.clearance import Clearance
from chaincare.worklist.model import Matter

# Each branch: what is open, since when, due when, and whose move it is. A holder who cannot act directs nothing
# (R6); since when he cannot is not always known. Who takes regie himself needs the agreement of one of the others.
LIST_MATTERS = """
    SELECT case_id, kind, about, since, due_on, participation_id, unit_id FROM (
        SELECT c.id AS case_id, 'regie-vacant' AS kind, c.id AS about,
               (SELECT CASE WHEN bool_or(t.during @> $1::timestamptz) THEN NULL
                            ELSE coalesce(max(upper(t.during)), c.opened_at) END
                FROM regie_terms AS t WHERE t.case_id = c.id) AS since,
               NULL::date AS due_on, NULL::uuid AS participation_id, NULL::uuid AS unit_id
        FROM cases AS c
        WHERE c.status = 'open' AND NOT EXISTS (
            SELECT FROM regie_terms AS t WHERE t.case_id = c.id AND t.during @> $1::timestamptz
              AND chaincare.stands(t.holder_id, $1))
        UNION ALL
        SELECT t.case_id, 'regie-interim', t.case_id, lower(t.during),
               ((upper(t.during) - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date, NULL, NULL
        FROM regie_terms AS t
        WHERE t.kind = 'interim' AND t.during @> $1::timestamptz AND chaincare.stands(t.holder_id, $1)
        UNION ALL
        SELECT p.case_id, 'regie-proposal-to-answer', p.id, p.proposed_at,
               ((p.respond_by - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date, asked.participation_id, NULL
        FROM regie AS r JOIN regie_proposals AS p ON p.id = r.open_proposal_id
        CROSS JOIN LATERAL (
            SELECT p.candidate_id
            UNION SELECT p.holder_id WHERE chaincare.stands(p.holder_id, $1)
            UNION SELECT q.id FROM participations AS q
                WHERE q.case_id = p.case_id AND p.kind = 'first' AND q.during @> $1::timestamptz
                  AND chaincare.stands(q.id, $1) AND EXISTS (
                    SELECT FROM regie_responses AS s
                    WHERE s.proposal_id = p.id AND s.participation_id = p.candidate_id)
        ) AS asked (participation_id)
        WHERE NOT EXISTS (
            SELECT FROM regie_responses AS s
            WHERE s.proposal_id = p.id AND s.participation_id = asked.participation_id)
        UNION ALL
        SELECT s.case_id, 'regie-objected', s.proposal_id, s.answered_at, NULL, NULL, NULL
        FROM regie_responses AS s JOIN regie_proposals AS p ON p.id = s.proposal_id
        WHERE s.answer = 'objection' AND NOT EXISTS (
            SELECT FROM regie_proposals AS later
            WHERE later.case_id = s.case_id AND later.proposed_at > s.answered_at)
        UNION ALL
        SELECT x.case_id, 'escalation-' || replace(x.state, '_', '-'), x.id, x.ball_since, NULL,
               CASE x.ball WHEN 'requester' THEN x.requested_by
                    WHEN 'regie_holder' THEN coalesce((SELECT t.holder_id FROM regie_terms AS t
                        WHERE t.case_id = x.case_id AND t.during @> $1::timestamptz
                          AND chaincare.stands(t.holder_id, $1)), x.requested_by) END,
               CASE WHEN x.ball = 'target' THEN x.ball_unit_id END
        FROM escalations AS x WHERE x.ball IS NOT NULL
        UNION ALL
        SELECT g.case_id, 'escalation-unanswered', g.escalation_id, g.asked_at, g.answer_by, NULL, g.unit_id
        FROM escalation_targets AS g WHERE g.state = 'requested' AND g.answer_by < $2::date
        UNION ALL
        SELECT a.case_id,
               CASE WHEN a.waiting_on = 'confirmer' THEN 'agreement-to-confirm'
                    WHEN a.waiting_on = 'proposer' THEN 'agreement-date-to-answer'
                    WHEN a.state = 'proposed' THEN 'agreement-to-answer'
                    ELSE 'agreement-to-carry-out' END,
               a.id, a.waiting_since, a.due_on,
               CASE a.waiting_on WHEN 'responsible' THEN a.responsible_id WHEN 'proposer' THEN a.proposed_by END, NULL
        FROM agreements AS a WHERE a.waiting_on <> 'nobody'
    ) AS open ORDER BY case_id DESC, due_on NULLS LAST, since NULLS LAST, kind, about
"""


async def list_matters(clearance: Clearance, at: datetime, today: date) -> list[Matter]:
    """List what is open at a moment in the cases of this page."""
    return [Matter(*row) for row in await clearance.fetch(LIST_MATTERS, at, today)]
