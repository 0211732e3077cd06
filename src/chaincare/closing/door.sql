-- Closing a case and taking it up again: one act each, over what no single ticket may write.

-- Whether agreements of a case are not finished (A6). `confirmable`: a report from then on can still be answered; an
-- older one is kept, unconfirmed.
CREATE OR REPLACE FUNCTION chaincare.unfinished_agreements(of_case uuid, confirmable timestamptz) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(a.id ORDER BY a.id), '{}') FROM chaincare.agreements AS a
    WHERE a.case_id = of_case
      AND (a.state IN ('proposed', 'agreed', 'in_progress', 'awaiting_new_responsible')
           OR (a.state = 'reported_kept' AND (
               SELECT max(f.at) FROM chaincare.agreement_facts AS f
               WHERE f.agreement_id = a.id AND f.kind = 'reported_kept') >= confirmable))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.unfinished_agreements(uuid, timestamptz) FROM chaincare_app;

-- How it stands, once nothing about it can change any more: regie, who takes part and the case are locked, in the
-- order everybody takes them. Every other writer takes the case's row last, when he records what he did.
CREATE OR REPLACE FUNCTION chaincare.lock_case_to_close(wanted_event text, moment timestamptz, confirmable timestamptz)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.query_id IS NULL AND l.event = wanted_event AND l.case_id IS NOT NULL;
    PERFORM FROM chaincare.regie WHERE case_id = e.case_id FOR UPDATE;
    PERFORM FROM chaincare.participations WHERE case_id = e.case_id ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM chaincare.cases WHERE id = e.case_id FOR UPDATE;
    RETURN (
        SELECT json_build_object(
            'status', c.status,
            'merged', c.status = 'closed' AND c.closed_at IS NULL,
            'merge_known', c.status = 'closed' AND c.closed_at IS NULL AND chaincare.merged_into(c.id, moment) IS NOT NULL,
            -- An interim holder was agreed on by nobody: his case is vacant here.
            'holder_id', (SELECT t.holder_id FROM chaincare.regie_terms AS t
                WHERE t.case_id = c.id AND (t.during @> moment) IS TRUE AND t.kind <> 'interim'
                  AND t.holder_id = chaincare.directs(c.id, moment)),
            'accompanied', EXISTS (SELECT FROM chaincare.participations AS p
                WHERE p.case_id = c.id AND p.professional_id <> e.actor_id AND (p.during @> moment) IS TRUE
                  AND (upper_inf(p.during) OR p.ended_because IS NOT DISTINCT FROM 'succeeded') AND p.id = ANY (chaincare.standing_of(ARRAY[p.id], moment))
                  -- Who has a mandate has no say in regie (R10).
                  AND NOT EXISTS (SELECT FROM chaincare.mandates AS m WHERE m.network_id = c.network_id
                      AND m.professional_id = p.professional_id AND (m.during @> moment) IS TRUE
                      AND m.kind NOT IN ('management_contact', 'voortrekker'))),
            'unfinished', chaincare.unfinished_agreements(c.id, confirmable),
            'evaluated', coalesce((SELECT v.outcome = 'closes' AND NOT EXISTS (SELECT FROM chaincare.case_reopenings AS r
                    WHERE r.case_id = c.id AND r.reopened_at >= v.evaluated_at)
                FROM chaincare.case_evaluations AS v WHERE v.case_id = c.id ORDER BY v.id DESC LIMIT 1), false),
            'escalated', EXISTS (SELECT FROM chaincare.escalations AS x
                WHERE x.case_id = c.id AND x.state IN ('requested', 'accepted', 'waiting', 'started')),
            'emergency', EXISTS (SELECT FROM chaincare.emergency_accesses AS x
                WHERE x.case_id = c.id AND (x.during @> moment) IS TRUE AND NOT EXISTS (
                    SELECT FROM chaincare.emergency_facts AS f WHERE f.access_id = x.id AND f.kind = 'ended'))
                OR EXISTS (SELECT FROM chaincare.participations AS p
                    WHERE p.case_id = c.id AND p.professional_id IS NOT NULL AND (p.during @> moment) IS TRUE
                      AND NOT (upper_inf(p.during) OR p.ended_because IS NOT DISTINCT FROM 'succeeded')),
            'earliest', (SELECT max(t.began) + interval '1 microsecond' FROM (
                SELECT lower(p.during) AS began FROM chaincare.participations AS p WHERE p.case_id = c.id
                UNION ALL SELECT lower(t.during) FROM chaincare.regie_terms AS t
                WHERE t.case_id = c.id AND (NOT t.planned OR lower(t.during) <= moment)) AS t),
            'closure_id', k.id, 'kept_by', k.kept_by, 'returning', back.parts, 'whole', back.whole,
            'closed_by', k.closed_by)
        FROM chaincare.cases AS c LEFT JOIN LATERAL (
            SELECT q.* FROM chaincare.case_closures AS q WHERE q.case_id = c.id
            ORDER BY q.closed_at DESC, q.id DESC LIMIT 1) AS k ON true
        CROSS JOIN LATERAL (
            SELECT coalesce(json_agg(p.id), '[]') AS parts, coalesce(json_agg(p.id) FILTER (
                WHERE p.scope = 'full' AND p.scope_from <= k.closed_at), '[]') AS whole
            FROM chaincare.participations AS p
            JOIN chaincare.professionals AS f ON f.id = p.professional_id AND f.status = 'active'
            WHERE p.case_id = c.id AND p.ended_because = 'case_closed' AND upper(p.during) = k.closed_at) AS back
        WHERE c.id = e.case_id);
END $$;

-- What the server decided is decided here once more before it is carried out, and takes effect when the ticket was given:
-- now, or right after what began last. Nobody chooses an instant at which nobody directed, or nothing ran.
CREATE OR REPLACE FUNCTION chaincare.takes_effect_now(effect timestamptz, earliest timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT effect >= earliest AND effect BETWEEN told.moment - interval '5 seconds'
                                             AND greatest(told.moment + interval '5 seconds', earliest)
    FROM (SELECT coalesce(nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp())
          AS moment) AS told
$$;
REVOKE EXECUTE ON FUNCTION chaincare.takes_effect_now(timestamptz, timestamptz) FROM chaincare_app;

-- The closing. What rules.py decided is held here to what is recorded: `confirmable` is the end of a day since which
-- ten working days have passed (A3). Regie ends, what was proposed lapses, everybody's part ends but the client's side's; who closes keeps a part that shows that there is a case, on the basis he has.
CREATE OR REPLACE FUNCTION chaincare.close_case(closure uuid, kept uuid, why text, explained text, carried jsonb,
    effect timestamptz, confirmable timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
    own chaincare.participations;
    stands jsonb;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.query_id IS NULL AND l.event = 'case.closed' AND l.case_id IS NOT NULL;
    SELECT * INTO STRICT own FROM chaincare.participations
        WHERE id = e.relation_id AND case_id = e.case_id AND professional_id IS NOT NULL AND (during @> effect) IS TRUE;
    stands := chaincare.lock_case_to_close('case.closed', effect, confirmable);
    IF stands ->> 'status' <> 'open'
       OR e.relation <> 'participation'
       OR e.relation_id <> coalesce((stands ->> 'holder_id')::uuid, e.relation_id)
       OR (stands ->> 'holder_id' IS NULL AND (e.reach <> 'full' OR (stands ->> 'accompanied')::boolean))
       OR (stands ->> 'escalated')::boolean OR (stands ->> 'emergency')::boolean
       OR NOT chaincare.takes_effect_now(effect, (stands ->> 'earliest')::timestamptz)
       OR chaincare.working_day(((confirmable - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date, 10, '{}')
          >= (effect AT TIME ZONE 'Europe/Amsterdam')::date
       OR EXISTS (SELECT FROM jsonb_array_elements_text(stands -> 'unfinished') AS a (id)
                  WHERE a.id NOT IN (SELECT c ->> 'agreement_id' FROM jsonb_array_elements(carried) AS c)) THEN
        RAISE EXCEPTION 'this case cannot be closed so' USING ERRCODE = 'data_exception';
    END IF;
    PERFORM chaincare.end_term(e.case_id, effect, 'case_closed');
    INSERT INTO chaincare.regie_outcomes (proposal_id, case_id, outcome, at)
        SELECT r.open_proposal_id, r.case_id, 'lapsed', effect FROM chaincare.regie AS r
        WHERE r.case_id = e.case_id AND r.open_proposal_id IS NOT NULL ON CONFLICT DO NOTHING;
    UPDATE chaincare.regie SET open_proposal_id = NULL, vacant_because = 'case_closed' WHERE case_id = e.case_id;
    UPDATE chaincare.participations SET during = tstzrange(lower(during), effect), ended_because = 'case_closed'
        WHERE case_id = e.case_id AND num_nonnulls(professional_id, unit_id) = 1 AND (during @> effect) IS TRUE;
    INSERT INTO chaincare.participations (id, case_id, professional_id, role, circle, scope, scope_from, purpose, during,
                                          made_by)
        VALUES (kept, e.case_id, own.professional_id, own.role, own.circle, 'that', effect, own.purpose,
                tstzrange(effect, NULL), own.professional_id);
    INSERT INTO chaincare.legal_bases (case_id, participation_id, ground, article, exception, secrecy, during, recorded_by,
                                       recorded_at, consent_id)
        SELECT b.case_id, kept, b.ground, b.article, b.exception, b.secrecy, tstzrange(effect, upper(b.during)),
               own.professional_id, effect, b.consent_id
        FROM chaincare.legal_bases AS b WHERE b.id = e.basis_id;
    UPDATE chaincare.cases SET status = 'closed', closed_at = effect WHERE id = e.case_id;
    UPDATE chaincare.case_pauses SET during = tstzrange(lower(during), effect)
        WHERE case_id = e.case_id AND (during @> effect) IS TRUE AND lower(during) < effect;
    INSERT INTO chaincare.case_closures (id, case_id, reason, closed_by, kept_by, closed_at)
        VALUES (closure, e.case_id, why, own.id, kept, effect);
    INSERT INTO chaincare.closing_texts (about, case_id, words) VALUES (closure, e.case_id, explained);
    INSERT INTO chaincare.carried_agreements (closure_id, case_id, agreement_id, carried_to)
        SELECT closure, e.case_id, (c ->> 'agreement_id')::uuid, c ->> 'carried_to' FROM jsonb_array_elements(carried) AS c;
END $$;

-- Taking it up again: only who took part when it was closed, as far as he reached then, on a basis that is stated anew. The
-- coordinator lets nobody see more than he saw.
CREATE OR REPLACE FUNCTION chaincare.reopen_case(reopening uuid, returning_part uuid, new_part uuid, why text, basis jsonb,
    effect timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
    k chaincare.case_closures;
    part chaincare.participations;
    arranged chaincare.successions;
    stands jsonb;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.query_id IS NULL AND l.event = 'case.reopened' AND l.case_id IS NOT NULL;
    SELECT q.* INTO STRICT k FROM chaincare.case_closures AS q
        JOIN chaincare.cases AS c ON c.id = q.case_id AND c.status = 'closed' AND c.closed_at = q.closed_at
        WHERE q.case_id = e.case_id ORDER BY q.closed_at DESC, q.id DESC LIMIT 1;
    SELECT * INTO STRICT part FROM chaincare.participations
        WHERE id = returning_part AND case_id = e.case_id AND professional_id IS NOT NULL
          AND ended_because = 'case_closed' AND upper(during) = k.closed_at;
    stands := chaincare.lock_case_to_close('case.reopened', effect, effect);
    IF (e.reach = 'steering' AND NOT stands -> 'whole' ? part.id::text)
       OR (e.reach <> 'steering' AND (e.relation_id <> k.kept_by OR part.id <> k.closed_by))
       OR NOT stands -> 'returning' ? part.id::text
       OR NOT chaincare.takes_effect_now(effect, (stands ->> 'earliest')::timestamptz) THEN
        RAISE EXCEPTION 'this case is not yours to reopen' USING ERRCODE = 'data_exception';
    END IF;
    UPDATE chaincare.participations SET during = tstzrange(lower(during), effect), ended_because = 'case_reopened'
        WHERE id = k.kept_by AND (during @> effect) IS TRUE;
    -- Who was to leave on a day leaves on that day still.
    SELECT s.* INTO arranged FROM chaincare.successions AS s
        WHERE s.from_id = part.id AND s.over_at IS NULL AND s.effective_at > effect FOR UPDATE;
    INSERT INTO chaincare.participations (id, case_id, professional_id, role, circle, scope, scope_from, purpose, during,
                                          made_by, ended_because)
        VALUES (new_part, e.case_id, part.professional_id, 'caseworker', part.circle, part.scope, effect, part.purpose,
                tstzrange(effect, arranged.effective_at), e.actor_id, CASE WHEN arranged.id IS NOT NULL THEN 'succeeded' END);
    UPDATE chaincare.successions SET from_id = new_part WHERE id = arranged.id;
    INSERT INTO chaincare.legal_bases (case_id, participation_id, ground, article, exception, secrecy, during, recorded_by,
                                       recorded_at, consent_id)
        VALUES (e.case_id, new_part, basis ->> 'ground', basis ->> 'article', basis ->> 'exception', basis -> 'secrecy',
                tstzrange(effect, (basis ->> 'until')::timestamptz), e.actor_id, effect, (basis ->> 'consent_id')::uuid);
    UPDATE chaincare.cases SET status = 'open', closed_at = NULL WHERE id = e.case_id;
    INSERT INTO chaincare.case_reopenings (id, case_id, closure_id, participation_id, reopened_by, reopened_at)
        VALUES (reopening, e.case_id, k.id, new_part, e.actor_id, effect);
    INSERT INTO chaincare.closing_texts (about, case_id, words) VALUES (reopening, e.case_id, why);
END $$;
