-- Notices of corrections, for the team that had what was corrected: still in the case or not. They say that and what
-- was corrected, never what it says now: that stands in the case, for those who may read it.

CREATE OR REPLACE FUNCTION chaincare.enter_notice(actor chaincare.actor, wanted uuid, INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT 'entered', 'team', n.unit_id, 'team', 'author', 'had-it-before/1', n.id, n.case_id, c.network_id, k.pseudonym
    INTO e.outcome, e.relation, e.relation_id, e.role, e.reach, e.rule, e.object_id, e.case_id, e.network_id, e.client
    FROM chaincare.correction_notices AS n
    JOIN chaincare.cases AS c ON c.id = n.case_id JOIN chaincare.clients AS k ON k.id = c.client_id
    WHERE n.id = wanted AND n.unit_id = actor.unit_id
      AND NOT chaincare.conflicts_with(n.case_id, actor.id, actor.organisation_id);
    IF NOT FOUND THEN
        e.outcome := 'not_visible';
        e.relation := 'none';
        e.rule := 'no-relation/1';
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_notice(chaincare.actor, uuid, chaincare.access_entries) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_notice(caller chaincare.caller, event text, action text, wanted uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e := chaincare.enter_notice(actor, wanted, e);
    e.asked_id := wanted;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

CREATE OR REPLACE FUNCTION chaincare.door_notices(caller chaincare.caller, event text, action text, after uuid,
    page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    entries chaincare.access_entries[];
    wanted uuid;
BEGIN
    IF actor.id IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    entries := ARRAY[question];
    RETURN NEXT question;
    FOR wanted IN
        SELECT n.id FROM chaincare.correction_notices AS n
        WHERE n.unit_id = actor.unit_id AND n.acknowledged_at IS NULL AND (after IS NULL OR n.id > after)
          AND NOT chaincare.conflicts_with(n.case_id, actor.id, actor.organisation_id)
        ORDER BY n.id LIMIT least(page_size, 50)
    LOOP
        e := chaincare.enter_notice(actor, wanted, chaincare.new_entry(caller, actor, event, action));
        e.at := question.at;
        e.query_id := question.id;
        entries := entries || e;
        RETURN NEXT e;
    END LOOP;
    PERFORM chaincare.write_entries(entries);
END $$;
