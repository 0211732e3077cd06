-- Which participations can act at a moment (S2, R6): the professional and his organisation are active, he takes
-- part, and a legal basis of his is valid then. The same that find_relation asks of whoever comes in himself.
-- Plain SQL without settings or rights of its own, so that it becomes part of the query that asks. Why
-- `IS TRUE`: see find_relation.
CREATE OR REPLACE FUNCTION chaincare.able_to_act(moment timestamptz)
RETURNS TABLE (participation_id uuid, case_id uuid) LANGUAGE sql STABLE AS $$
    SELECT p.id, p.case_id
    FROM chaincare.participations AS p
    JOIN chaincare.professionals AS f ON f.id = p.professional_id AND f.status = 'active'
    JOIN chaincare.units AS u ON u.id = f.unit_id
    JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.issuer = f.issuer
        AND o.status IN ('active', 'leaving')
    WHERE (p.during @> moment) IS TRUE
      AND EXISTS (
        SELECT FROM chaincare.legal_bases AS b
        WHERE b.participation_id = p.id AND (b.during @> moment) IS TRUE
          AND NOT EXISTS (SELECT FROM chaincare.legal_basis_withdrawals AS w
                          WHERE w.basis_id = b.id AND w.withdrawn_at <= moment))
      AND NOT chaincare.conflicts_with(p.case_id, f.id, o.id)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.able_to_act(timestamptz) FROM chaincare_app;

-- Whether one of them can. It answers for the cases the ticket clears and for no other; a reader without the
-- bases' rows learns this one thing of them. plpgsql: a plan kept for the session. `= ANY (ARRAY[…])` is for the
-- planner, which would else look a participation up in its GiST key.
CREATE OR REPLACE FUNCTION chaincare.stands(participation uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    cleared uuid[] := chaincare.cleared_cases('{that,core,full,client,steering}');
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.able_to_act(moment) AS a
        WHERE a.participation_id = ANY (ARRAY[participation]) AND a.case_id = ANY (cleared));
END $$;

-- The same for all who hold regie in those cases: one value for a whole statement.
CREATE OR REPLACE FUNCTION chaincare.standing_holders(moment timestamptz) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    cleared uuid[] := chaincare.cleared_cases('{that,core,full,client,steering}');
BEGIN
    RETURN ARRAY(
        SELECT a.participation_id FROM chaincare.regie_terms AS t
        JOIN chaincare.able_to_act(moment) AS a ON a.participation_id = ANY (ARRAY[t.holder_id])
        WHERE t.case_id = ANY (cleared) AND (t.during @> moment) IS TRUE);
END $$;

-- What is planned from an instant on does not come: of one party and after him, or all of it. Who was to make way for it
-- directs on, until where he would have; who was to give regie back to nobody now, ends openly. `NULL`: everybody's.
CREATE OR REPLACE FUNCTION chaincare.drop_planned_regie(of_case uuid, beyond timestamptz, party uuid, moment timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone chaincare.regie_terms;
    earlier chaincare.regie_terms;
    known chaincare.regie_facts;
    was chaincare.regie_facts;
BEGIN
    FOR gone IN
        SELECT * FROM chaincare.regie_terms AS t
        WHERE t.case_id = of_case AND t.planned AND lower(t.during) >= beyond AND (party IS NULL OR lower(t.during) >= (
            SELECT min(lower(own.during)) FROM chaincare.regie_terms AS own
            WHERE own.case_id = of_case AND own.planned AND lower(own.during) >= beyond
              AND party IN (own.holder_id, own.client_party_id)))
        ORDER BY lower(t.during) DESC
    LOOP
        UPDATE chaincare.stand_ins SET during = NULL, moments = NULL
            WHERE case_id = of_case AND holder_id = gone.holder_id AND lower(during) >= lower(gone.during);
        DELETE FROM chaincare.regie_terms WHERE case_id = of_case AND lower(during) = lower(gone.during);
        INSERT INTO chaincare.regie_facts (case_id, number, fact, began_at, recorded_at)
            SELECT of_case, max(f.number) + 1, 'dropped', lower(gone.during), moment
            FROM chaincare.regie_facts AS f WHERE f.case_id = of_case;
        INSERT INTO chaincare.regie_outcomes (proposal_id, case_id, outcome, at)
            SELECT o.proposal_id, of_case, 'lapsed', least(moment, lower(gone.during)) FROM chaincare.regie_outcomes AS o
            WHERE o.proposal_id = gone.proposal_id AND o.outcome = 'agreed'
            ON CONFLICT DO NOTHING;
        SELECT * INTO earlier FROM chaincare.regie_terms AS t
            WHERE t.case_id = of_case AND upper(t.during) = lower(gone.during);
        CONTINUE WHEN NOT FOUND;
        SELECT * INTO known FROM chaincare.regie_facts AS f
            WHERE f.case_id = of_case AND f.began_at = lower(earlier.during) ORDER BY f.number DESC LIMIT 1;
        IF known.because = 'passed_on' THEN
            SELECT * INTO was FROM chaincare.regie_facts AS f
                WHERE f.case_id = of_case AND f.began_at = lower(earlier.during) AND f.number < known.number
                ORDER BY f.number DESC LIMIT 1;
            UPDATE chaincare.regie_terms SET during = tstzrange(lower(during), was.ends_at)
                WHERE case_id = of_case AND lower(during) = lower(earlier.during);
            INSERT INTO chaincare.regie_facts (case_id, number, fact, began_at, ends_at, because, resignation_id, recorded_at)
                SELECT of_case, max(f.number) + 1, CASE WHEN was.ends_at IS NULL THEN 'goes_on' ELSE 'ends' END,
                       lower(earlier.during), was.ends_at, was.because, was.resignation_id, moment
                FROM chaincare.regie_facts AS f WHERE f.case_id = of_case;
        ELSIF known.because = 'returned' THEN
            INSERT INTO chaincare.regie_facts (case_id, number, fact, began_at, ends_at, because, recorded_at)
                SELECT of_case, max(f.number) + 1, 'ends', lower(earlier.during), known.ends_at,
                       CASE earlier.kind WHEN 'by_law' THEN 'by_law_over' ELSE 'temporary_over' END, moment
                FROM chaincare.regie_facts AS f WHERE f.case_id = of_case;
        END IF;
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.drop_planned_regie(uuid, timestamptz, uuid, timestamptz) FROM chaincare_app;

-- The same, for what is done about regie in a case the ticket clears: all that is planned after the moment.
CREATE OR REPLACE FUNCTION chaincare.drop_planned(of_case uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF of_case = ANY (chaincare.cleared_cases('{that,core,full,client,steering}')) THEN
        PERFORM chaincare.drop_planned_regie(of_case, moment + interval '1 microsecond', NULL, moment);
    END IF;
END $$;

-- Whether one case more brings who takes part above the norm of its network. Of a case the ticket clears, and one bit: how many
-- cases somebody directs is for his coordinator only.
CREATE OR REPLACE FUNCTION chaincare.brings_above_norm(participation uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    candidate record;
BEGIN
    SELECT p.professional_id, p.case_id, c.network_id, n.caseload_norm INTO candidate
        FROM chaincare.participations AS p JOIN chaincare.cases AS c ON c.id = p.case_id
        JOIN chaincare.networks AS n ON n.id = c.network_id
        WHERE p.id = participation AND p.professional_id IS NOT NULL
          AND p.case_id = ANY (chaincare.cleared_cases('{that,core,full,client,steering}'));
    RETURN candidate.caseload_norm IS NOT NULL AND candidate.caseload_norm <= (
        SELECT count(*) FROM chaincare.participations AS p
        JOIN chaincare.regie_terms AS t ON t.case_id = p.case_id AND t.holder_id = p.id AND (t.during @> moment) IS TRUE
        JOIN chaincare.cases AS c ON c.id = p.case_id AND c.network_id = candidate.network_id AND c.status = 'open'
        WHERE p.professional_id = candidate.professional_id AND p.case_id <> candidate.case_id);
END $$;

-- The number of the next fact: also of those that are hidden from whoever acts (S5). It is shown to nobody.
CREATE OR REPLACE FUNCTION chaincare.next_regie_fact(of_case uuid) RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(max(f.number), 0) + 1 FROM chaincare.regie_facts AS f
            WHERE f.case_id = of_case AND of_case = ANY (chaincare.cleared_cases('{that,core,full,client,steering}')));
END $$;

-- Who directs for the time being makes way for whoever was agreed on, also where he is hidden from the one by whose word that
-- happens (R3, S5).
CREATE OR REPLACE FUNCTION chaincare.let_hidden_make_way(of_case uuid, since timestamptz, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    hidden chaincare.regie_terms;
BEGIN
    SELECT * INTO hidden FROM chaincare.regie_terms AS t
        WHERE t.case_id = of_case AND of_case = ANY (chaincare.cleared_cases('{that,client}'))
          AND (t.during @> since) IS TRUE AND lower(t.during) < since AND t.kind = 'interim'
          AND t.holder_id = ANY (chaincare.uncleared_parties());
    IF FOUND THEN
        UPDATE chaincare.regie_terms SET during = tstzrange(lower(during), since)
            WHERE case_id = of_case AND lower(during) = lower(hidden.during);
        INSERT INTO chaincare.regie_facts (case_id, number, fact, began_at, ends_at, because, recorded_at)
            SELECT of_case, max(f.number) + 1, 'ends', lower(hidden.during), since, 'passed_on', moment
            FROM chaincare.regie_facts AS f WHERE f.case_id = of_case;
    END IF;
END $$;

-- Whether something else rests on the moment at which a term began: it was laid down, registrations were merged at it, or
-- somebody stood in between it and the other one. Of a case that who coordinates is let in to.
CREATE OR REPLACE FUNCTION chaincare.term_is_tied(of_case uuid, since timestamptz, moved timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN of_case <> ALL (chaincare.cleared_cases('{steering}'))
        OR EXISTS (SELECT FROM chaincare.regie_resignations AS s WHERE s.case_id = of_case AND s.term_began_at = since AND NOT EXISTS (
            SELECT FROM chaincare.regie_resignation_withdrawals AS w WHERE w.resignation_id = s.id))
        OR EXISTS (SELECT FROM chaincare.client_merges AS m
                   WHERE of_case IN (m.case_id, m.merged_case_id) AND since IN (m.held_began_at, m.term_began_at))
        OR EXISTS (SELECT FROM chaincare.stand_ins AS s
                   WHERE s.case_id = of_case AND s.during && tstzrange(least(since, moved), greatest(since, moved)));
END $$;
