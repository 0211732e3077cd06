-- Who took it on ends it as who he is: where he takes part, by his own participation, which ends with it (E5); else as his unit.
CREATE OR REPLACE FUNCTION chaincare.door_target_ending(caller chaincare.caller, event text, action text,
    wanted_target uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    over_one record;
BEGIN
    e.asked_id := wanted_target;
    e := chaincare.enter_target(caller, actor, wanted_target, e);
    IF e.outcome = 'entered' AND EXISTS (
        SELECT FROM chaincare.escalation_targets AS t JOIN chaincare.participations AS p ON p.id = t.participation_id
        WHERE t.id = wanted_target AND t.state = 'accepted' AND p.professional_id = actor.id)
    THEN
        e := chaincare.find_relation(caller, actor, e.case_id, e);
    END IF;
    -- Who took it on is told that it has ended, and no more; to anybody else there is nothing.
    SELECT t.id AS target_id, x.id AS escalation_id, x.asked_by, q.professional_id, k.pseudonym, c.id AS case_id,
           coalesce(c.network_id, x.network_id) AS network_id
    INTO over_one
    FROM chaincare.escalation_targets AS t
    JOIN chaincare.escalations AS x ON x.id = t.escalation_id
    LEFT JOIN chaincare.participations AS p ON p.id = t.participation_id
    LEFT JOIN chaincare.participations AS q ON q.id = x.requested_by
    LEFT JOIN chaincare.cases AS c ON c.id = t.case_id
    LEFT JOIN chaincare.clients AS k ON k.id = c.client_id
    WHERE e.outcome <> 'entered' AND t.id = wanted_target AND t.unit_id = actor.unit_id AND t.state = 'ended'
      AND (t.participation_id IS NULL OR p.professional_id = actor.id)
      AND NOT chaincare.conflicts_with(t.case_id, actor.id, actor.organisation_id);
    IF FOUND THEN
        e.outcome := 'entered';
        e.relation := 'target';
        e.reach := 'target';
        e.rule := 'target-unit/1';
        e.role := 'specialist';
        e.relation_id := over_one.target_id;
        e.relation_by := coalesce(over_one.professional_id, over_one.asked_by);
        e.object_id := over_one.escalation_id;
        e.client := over_one.pseudonym;
        e.network_id := over_one.network_id;
        e.case_id := over_one.case_id;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;
