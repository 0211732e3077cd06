-- The doors of the winkelstraat: a professional of the unit that was asked is cleared for the target, not
-- for the case (E2, E3). Lapsed and ended targets are closed to him.

-- Whether a target is still asked or at work: not after its participation has ended (S2).
CREATE OR REPLACE FUNCTION chaincare.target_open(t chaincare.escalation_targets, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.state = 'requested' OR (t.state = 'accepted' AND (t.participation_id IS NULL OR EXISTS (
        SELECT FROM chaincare.participations AS p WHERE p.id = t.participation_id AND (p.during @> moment) IS TRUE)))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.target_open(chaincare.escalation_targets, timestamptz) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.enter_target(caller chaincare.caller, actor chaincare.actor,
    wanted_target uuid, INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT 'entered', 'target', 'target', 'target-unit/1', 'specialist', t.id, q.professional_id, x.id,
           k.pseudonym, c.network_id, c.id
    INTO e.outcome, e.relation, e.reach, e.rule, e.role, e.relation_id, e.relation_by, e.object_id,
         e.client, e.network_id, e.case_id
    FROM chaincare.escalation_targets AS t
    JOIN chaincare.escalations AS x ON x.id = t.escalation_id
    JOIN chaincare.participations AS q ON q.id = x.requested_by
    JOIN chaincare.cases AS c ON c.id = t.case_id
    JOIN chaincare.clients AS k ON k.id = c.client_id
    WHERE t.id = wanted_target AND t.unit_id = actor.unit_id AND chaincare.target_open(t, caller.moment);
    IF NOT FOUND THEN
        e.outcome := 'not_visible';
        e.relation := 'none';
        e.rule := 'no-relation/1';
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_target(chaincare.caller, chaincare.actor, uuid,
    chaincare.access_entries) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_target(caller chaincare.caller, event text, action text,
    wanted_target uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := wanted_target;
    e := chaincare.enter_target(caller, actor, wanted_target, e);
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- The page of what a unit was asked (T3): the question, and one entry per target shown.
CREATE OR REPLACE FUNCTION chaincare.door_received(caller chaincare.caller, event text, action text,
    after uuid, page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    wanted uuid;
BEGIN
    IF actor.id IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    PERFORM chaincare.write_entry(question);
    RETURN NEXT question;
    FOR wanted IN
        SELECT t.id FROM chaincare.escalation_targets AS t
        WHERE t.unit_id = actor.unit_id AND t.state IN ('requested', 'accepted')
          AND chaincare.target_open(t, caller.moment)
          AND (after IS NULL OR t.id < after)
        ORDER BY t.id DESC LIMIT least(page_size, 50)
    LOOP
        e := chaincare.new_entry(caller, actor, event, action);
        e := chaincare.enter_target(caller, actor, wanted, e);
        e.at := question.at;
        e.query_id := question.id;
        PERFORM chaincare.write_entry(e);
        RETURN NEXT e;
    END LOOP;
END $$;

-- Whether all the other units asked have declined: a target may know that, and not which they were.
CREATE OR REPLACE FUNCTION chaincare.is_last_target(own uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT own = ANY (chaincare.cleared_targets()) AND NOT EXISTS (
        SELECT FROM chaincare.escalation_targets AS mine
        JOIN chaincare.escalation_targets AS other ON other.escalation_id = mine.escalation_id
        WHERE mine.id = own AND other.id <> own AND other.state = 'requested')
$$;

-- Accepting lets the others lapse, in the transaction of whoever accepted and nobody else's.
CREATE OR REPLACE FUNCTION chaincare.lapse_other_targets(own uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE chaincare.escalation_targets AS other SET state = 'lapsed'
    FROM chaincare.escalation_targets AS mine
    WHERE mine.id = own AND mine.id = ANY (chaincare.cleared_targets()) AND mine.state = 'accepted'
      AND other.escalation_id = mine.escalation_id AND other.state = 'requested'
$$;
