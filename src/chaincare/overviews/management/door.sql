-- The management contact of an organisation: that something of its people lies too long. Reference, own employee,
-- days late (DOMAIN 2). One call, an entry for the question and one for each case a page shows (T3).

-- What has climbed to the management of some organisations and still lies there, also while the case stands still (it climbs no
-- further then, and who is late takes nothing away by a pause); and where it is to name who directs, or what was raised
-- towards it is to be answered, from the first day.
DROP FUNCTION IF EXISTS chaincare.late_with(uuid[]);
CREATE OR REPLACE FUNCTION chaincare.late_with(organisations uuid[])
RETURNS TABLE (id uuid, case_id uuid, network_id uuid, kind text, since_on date, organisation_id uuid, unit text, name text, function text, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.id, s.case_id, coalesce(c.network_id, x.network_id), s.kind, s.since_on, u.organisation_id, u.name, f.name, f.function, s.taken_at
    FROM chaincare.units AS u
    JOIN chaincare.ladder_steps AS s ON s.late_unit_id = u.id AND s.rung = 'management'
    JOIN chaincare.timers AS t ON t.kind = s.kind AND t.about = s.about AND t.runs_from = s.runs_from AND NOT t.stopped
    LEFT JOIN chaincare.cases AS c ON c.id = s.case_id AND c.status = 'open'
    LEFT JOIN chaincare.escalations AS x ON x.id = s.within_id AND s.case_id IS NULL
    LEFT JOIN chaincare.participations AS p ON p.id = s.late_id
    LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
    WHERE u.organisation_id = ANY (organisations) AND s.kind <> 'last_resort' AND (c.id IS NOT NULL OR x.id IS NOT NULL)
    UNION ALL
    SELECT r.id, r.case_id, c.network_id, 'last_resort', ((r.name_by - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date, r.organisation_id,
           NULL, NULL, NULL, r.assigned_at   -- it lies with the whole organisation, and with no unit
    FROM chaincare.regie_last_resorts AS r
    JOIN chaincare.cases AS c ON c.id = r.case_id AND c.status = 'open'
    WHERE r.organisation_id = ANY (organisations) AND r.ended_at IS NULL AND r.awaits_name
    UNION ALL
    SELECT b.id, b.case_id, c.network_id, 'bottleneck', b.answer_by, b.organisation_id, NULL, NULL, NULL, b.raised_at
    FROM chaincare.bottlenecks AS b JOIN chaincare.cases AS c ON c.id = b.case_id
    WHERE b.organisation_id = ANY (organisations) AND b.answer IS NULL
$$;
REVOKE EXECUTE ON FUNCTION chaincare.late_with(uuid[]) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_management(caller chaincare.caller, event text, action text, after uuid, page_size int)
RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    mandate chaincare.mandates;
    e chaincare.access_entries;
    entries chaincare.access_entries[] := '{}';
    line record;
BEGIN
    -- Of his own organisation only, whatever a mandate says: who moved elsewhere hears nothing of it any more.
    SELECT m.* INTO mandate FROM chaincare.mandates AS m WHERE m.professional_id = actor.id
        AND m.kind = 'management_contact' AND m.organisation_id = actor.organisation_id
        AND m.during @> caller.moment ORDER BY m.id LIMIT 1;
    IF FOUND THEN
        question.outcome := 'entered';
        question.relation := 'management_contact';
        question.relation_id := mandate.id;
        question.relation_by := mandate.granted_by;
        question.role := 'management_contact';
        question.reach := 'management';
        question.rule := 'management-mandate/1';
        question.network_id := mandate.network_id;
    END IF;
    RETURN NEXT question;
    IF question.outcome <> 'entered' THEN
        PERFORM chaincare.write_entry(question);
        RETURN;
    END IF;
    FOR line IN
        SELECT l.id, l.case_id, k.pseudonym FROM chaincare.late_with(ARRAY[actor.organisation_id]) AS l
        LEFT JOIN chaincare.cases AS c ON c.id = l.case_id
        LEFT JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE (after IS NULL OR l.id > after) AND l.network_id = mandate.network_id
          AND (l.case_id IS NULL OR NOT chaincare.conflicts_with(l.case_id, actor.id, actor.organisation_id))
        ORDER BY l.id LIMIT least(page_size, 50)
    LOOP
        e := question;
        e.id := uuidv7();
        e.query_id := question.id;
        e.case_id := line.case_id;
        e.client := line.pseudonym;
        IF NOT EXISTS (SELECT FROM unnest(entries) AS x WHERE x.case_id IS NOT DISTINCT FROM line.case_id) THEN
            entries := entries || e;
        END IF;
        e.object_id := line.id;
        RETURN NEXT e;
    END LOOP;
    PERFORM chaincare.write_entries(question || entries);
END $$;

DROP FUNCTION IF EXISTS chaincare.read_management(text, text, uuid[]);
CREATE OR REPLACE FUNCTION chaincare.read_management(ticket text, moment text, chosen uuid[])
RETURNS TABLE (id uuid, reference text, kind text, since_on date, unit text, name text, function text, resumes_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM set_config('chaincare.ticket', ticket, true), set_config('chaincare.moment', moment, true);
    RETURN QUERY
    SELECT l.id, c.reference, l.kind, l.since_on, l.unit, l.name, l.function, (
        SELECT p.resumes_on FROM chaincare.case_pauses AS p
        WHERE p.case_id = l.case_id AND (p.during @> moment::timestamptz) IS TRUE)
    FROM chaincare.let_in AS e
    JOIN chaincare.late_with(ARRAY[e.organisation_id]) AS l ON l.case_id IS NOT DISTINCT FROM e.case_id
        AND l.network_id = e.network_id
    LEFT JOIN chaincare.cases AS c ON c.id = e.case_id
    WHERE e.reach = 'management' AND e.query_id IS NOT NULL AND l.id = ANY (chosen)
    ORDER BY l.id;
END $$;
