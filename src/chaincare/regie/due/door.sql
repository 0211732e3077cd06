-- What happens about regie at a moment, by itself: written by the next act about it, or by the clock, whichever comes first. Both
-- hold the case's regie row, so it is written once.

-- Whether somebody could act at a moment that is past: who was deactivated since, could then.
CREATE OR REPLACE FUNCTION chaincare.could_act(participation uuid, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM chaincare.participations AS p
        JOIN chaincare.professionals AS f ON f.id = p.professional_id AND (f.status = 'active' OR f.inactive_at > moment)
        JOIN chaincare.units AS u ON u.id = f.unit_id
        JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.issuer = f.issuer
            AND (o.status IN ('active', 'leaving') OR o.inactive_at > moment)
        WHERE p.id = participation AND (p.during @> moment) IS TRUE
          AND EXISTS (
            SELECT FROM chaincare.legal_bases AS b
            WHERE b.participation_id = p.id AND (b.during @> moment) IS TRUE
              AND NOT EXISTS (SELECT FROM chaincare.legal_basis_withdrawals AS w
                              WHERE w.basis_id = b.id AND w.withdrawn_at <= moment))
          AND NOT chaincare.conflicts_with(p.case_id, f.id, o.id))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.could_act(uuid, timestamptz) FROM chaincare_app;

-- The same, of somebody in a case the ticket clears.
CREATE OR REPLACE FUNCTION chaincare.stood(participation uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN chaincare.could_act(participation, moment) AND EXISTS (
        SELECT FROM chaincare.participations AS p WHERE p.id = participation
          AND p.case_id = ANY (chaincare.cleared_cases('{that,core,full,client,steering}')));
END $$;

-- What was agreed for a moment that has come is in effect, if who was to direct could act then; else it lapsed then, and
-- who directed before goes on. The regie row is held.
CREATE OR REPLACE FUNCTION chaincare.settle_regie(of_case uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due chaincare.regie_proposals;
BEGIN
    SELECT p.* INTO due FROM chaincare.regie_outcomes AS o JOIN chaincare.regie_proposals AS p ON p.id = o.proposal_id
        WHERE o.case_id = of_case AND o.outcome = 'agreed' AND p.effective_at <= moment
          AND NOT EXISTS (SELECT FROM chaincare.regie_outcomes AS k
                          WHERE k.proposal_id = o.proposal_id AND k.outcome NOT IN ('agreed', 'objection_settled'));
    IF NOT FOUND THEN
        RETURN;
    ELSIF chaincare.could_act(coalesce(due.contact_id, due.candidate_id), due.effective_at) THEN
        INSERT INTO chaincare.regie_outcomes (proposal_id, case_id, outcome, at)
            VALUES (due.id, of_case, 'in_effect', due.effective_at);
    ELSE
        PERFORM chaincare.drop_planned_regie(of_case, due.effective_at, NULL, moment);
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.settle_regie(uuid, timestamptz) FROM chaincare_app;

-- Asked by everything that is done about regie, under its lock.
CREATE OR REPLACE FUNCTION chaincare.settle_planned(of_case uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF of_case = ANY (chaincare.cleared_cases('{that,core,full,client,steering}')) THEN
        PERFORM chaincare.settle_regie(of_case, moment);
    END IF;
END $$;

-- By the clock, under nobody's name: what is due, at most so many cases, each with its own entry. What another process has in
-- hand, or somebody does something about right now, is passed by: that writes it itself. Gives how many cases.
CREATE OR REPLACE FUNCTION chaincare.settle_due_regie(moment timestamptz, at_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due record;
    settled int := 0;
BEGIN
    moment := chaincare.clocked(moment);
    FOR due IN
        SELECT r.case_id, r.open_proposal_id, c.network_id FROM chaincare.regie AS r
        JOIN chaincare.cases AS c ON c.id = r.case_id
        WHERE r.due_at <= moment ORDER BY r.due_at, r.case_id LIMIT least(at_most, 100)
        FOR UPDATE OF r SKIP LOCKED
    LOOP
        PERFORM chaincare.note_clock('regie.settled', 'regie-clock/1', due.case_id, due.network_id, due.case_id);
        PERFORM chaincare.settle_regie(due.case_id, moment);
        INSERT INTO chaincare.regie_outcomes (proposal_id, case_id, outcome, at)
            SELECT p.id, p.case_id, 'expired', p.respond_by FROM chaincare.regie_proposals AS p
            WHERE p.id = due.open_proposal_id AND p.respond_by <= moment ON CONFLICT DO NOTHING;
        IF FOUND THEN
            UPDATE chaincare.regie SET open_proposal_id = NULL WHERE case_id = due.case_id;
        END IF;
        settled := settled + 1;
        SET CONSTRAINTS ALL IMMEDIATE;   -- each case answers to its own entry
        SET CONSTRAINTS ALL DEFERRED;
    END LOOP;
    RETURN settled;
END $$;
