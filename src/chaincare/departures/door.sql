-- What an organisation that leaves must hand over first: regie, agreements it carries out with what they need, help it runs, also where it
-- thinks along without a case. Its own
-- management reads in which cases, by reference; who administers the network reads how many, for he comes into no case.

CREATE OR REPLACE FUNCTION chaincare.handover_rows(organisation uuid, network uuid, moment timestamptz)
RETURNS TABLE (id uuid, kind text, case_id uuid, unit text, name text, function text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH parts AS MATERIALIZED (
        SELECT p.id, p.case_id, u.name AS unit, f.name, f.function
        FROM chaincare.units AS u
        LEFT JOIN chaincare.professionals AS f ON f.unit_id = u.id
        JOIN chaincare.participations AS p ON p.professional_id = f.id
        JOIN chaincare.cases AS c ON c.id = p.case_id AND c.status = 'open' AND c.network_id = network
        WHERE u.organisation_id = organisation)
    SELECT p.id, 'regie', p.case_id, p.unit, p.name, p.function FROM parts AS p
    JOIN chaincare.regie_terms AS t ON t.holder_id = p.id AND (t.during @> moment) IS TRUE
    UNION ALL
    SELECT a.id, 'agreement', p.case_id, p.unit, p.name, p.function FROM parts AS p
    JOIN chaincare.agreements AS a ON a.responsible_id = p.id AND a.state IN ('agreed', 'in_progress')
    UNION ALL
    SELECT n.id, 'precondition', p.case_id, p.unit, p.name, p.function FROM parts AS p
    JOIN chaincare.agreement_preconditions AS n ON n.owner_id = p.id AND n.state = 'agreed'
    UNION ALL
    SELECT g.id, 'escalation', g.case_id, u.name, f.name, f.function FROM chaincare.units AS u
    JOIN chaincare.escalation_targets AS g ON g.unit_id = u.id AND g.state = 'accepted'
    JOIN chaincare.escalations AS x ON x.id = g.escalation_id AND x.state IN ('accepted', 'waiting', 'started')
    JOIN chaincare.cases AS c ON c.id = g.case_id AND c.status = 'open' AND c.network_id = network
    LEFT JOIN chaincare.participations AS p ON p.id = g.participation_id
    LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
    WHERE u.organisation_id = organisation
    UNION ALL
    -- Until it gave feedback; what is left then is with who asked.
    SELECT g.id, 'consultation', NULL, u.name, NULL, NULL FROM chaincare.units AS u
    JOIN chaincare.escalation_targets AS g ON g.unit_id = u.id AND g.state = 'accepted' AND g.case_id IS NULL
    JOIN chaincare.escalations AS x ON x.id = g.escalation_id AND x.network_id = network AND x.state = 'started' AND x.ball = 'target'
    WHERE u.organisation_id = organisation
$$;
REVOKE EXECUTE ON FUNCTION chaincare.handover_rows(uuid, uuid, timestamptz) FROM chaincare_app;

-- One call: an entry for the question, and for management one for each case a page shows (T3).
CREATE OR REPLACE FUNCTION chaincare.door_handover_list(caller chaincare.caller, event text, action text, organisation uuid,
    after uuid, page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    his chaincare.mandates;
    e chaincare.access_entries;
    entries chaincare.access_entries[] := '{}';
    line record;
BEGIN
    question.asked_id := organisation;
    SELECT m.* INTO his FROM chaincare.mandates AS m
    JOIN chaincare.memberships AS s ON s.network_id = m.network_id AND s.organisation_id = organisation
    WHERE m.professional_id = actor.id AND m.during @> caller.moment
      AND (m.kind = 'administrator'
           OR (m.kind = 'management_contact' AND m.organisation_id = organisation AND actor.organisation_id = organisation))
    ORDER BY m.kind DESC, m.id LIMIT 1;
    IF FOUND THEN
        question.outcome := 'entered';
        question.relation := his.kind;
        question.relation_id := his.id;
        question.relation_by := his.granted_by;
        question.role := his.kind;
        question.reach := CASE his.kind WHEN 'administrator' THEN 'administration' ELSE 'management' END;
        question.rule := CASE his.kind WHEN 'administrator' THEN 'administrator-mandate/1' ELSE 'management-mandate/1' END;
        question.network_id := his.network_id;
        question.object_id := organisation;
    END IF;
    RETURN NEXT question;
    IF question.reach = 'management' THEN
        FOR line IN
            SELECT l.id, l.case_id, k.pseudonym FROM chaincare.handover_rows(organisation, his.network_id, caller.moment) AS l
            LEFT JOIN chaincare.cases AS c ON c.id = l.case_id
            LEFT JOIN chaincare.clients AS k ON k.id = c.client_id
            WHERE (after IS NULL OR l.id > after) 
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
    END IF;
    PERFORM chaincare.write_entries(question || entries);
END $$;

CREATE OR REPLACE FUNCTION chaincare.read_handover_list(ticket text, moment text, organisation uuid, chosen uuid[])
RETURNS TABLE (id uuid, kind text, reference text, unit text, name text, function text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM set_config('chaincare.ticket', ticket, true), set_config('chaincare.moment', moment, true);
    RETURN QUERY
    SELECT l.id, l.kind, c.reference, l.unit, l.name, l.function
    FROM chaincare.let_in AS e
    JOIN chaincare.handover_rows(organisation, e.network_id, moment::timestamptz) AS l ON l.case_id IS NOT DISTINCT FROM e.case_id
    LEFT JOIN chaincare.cases AS c ON c.id = e.case_id
    WHERE e.reach = 'management' AND e.query_id IS NOT NULL AND e.organisation_id = organisation AND l.id = ANY (chosen)
    ORDER BY l.id;
END $$;

-- How many there are of each kind, and how many people its units have on an inventory, whom nobody else sees when they are gone: for who administers a network that the organisation is of, and for its own management.
CREATE OR REPLACE FUNCTION chaincare.handover_counts(organisation uuid, moment timestamptz) RETURNS TABLE (kind text, times int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT l.kind, count(*)::int FROM chaincare.let_in AS e
    JOIN chaincare.memberships AS s ON s.network_id = e.network_id AND s.organisation_id = organisation
    CROSS JOIN LATERAL (
        SELECT h.kind FROM chaincare.handover_rows(organisation, e.network_id, moment) AS h
        UNION ALL
        SELECT 'inventory_line' FROM chaincare.units AS u
        JOIN chaincare.inventory_lines AS i ON i.unit_id = u.id AND i.network_id = e.network_id AND i.state = 'open'
        WHERE u.organisation_id = organisation) AS l
    WHERE e.query_id IS NULL AND (e.reach = 'administration' OR (e.reach = 'management' AND e.organisation_id = organisation))
    GROUP BY l.kind;
END $$;

-- In which cases people and teams of an organisation that is gone take part yet, the longest first. A holder of regie stays in the record
-- of his term, which is openly vacant, until somebody else directs (R6, R8); a row of a case that is closed stays as it was closed.
CREATE OR REPLACE FUNCTION chaincare.parts_left(organisations uuid[], moment timestamptz, at_most int)
RETURNS TABLE (organisation_id uuid, case_id uuid, network_id uuid, pseudonym text, parts uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT w.organisation_id, c.id, c.network_id, k.pseudonym, array_agg(w.id) FROM (
        SELECT u.organisation_id, p.id, p.case_id, p.during FROM chaincare.units AS u
        JOIN chaincare.professionals AS f ON f.unit_id = u.id
        JOIN chaincare.participations AS p ON p.professional_id = f.id
        WHERE u.organisation_id = ANY (organisations)
        UNION ALL
        SELECT u.organisation_id, p.id, p.case_id, p.during FROM chaincare.units AS u
        JOIN chaincare.participations AS p ON p.unit_id = u.id
        WHERE u.organisation_id = ANY (organisations)) AS w
    JOIN chaincare.cases AS c ON c.id = w.case_id AND c.status = 'open'
    LEFT JOIN chaincare.clients AS k ON k.id = c.client_id
    WHERE (w.during @> moment) IS TRUE AND lower(w.during) < moment
      AND NOT EXISTS (SELECT FROM chaincare.regie_terms AS t
                      WHERE t.case_id = w.case_id AND t.holder_id = w.id AND (t.during @> moment) IS TRUE)
    GROUP BY w.organisation_id, c.id, c.network_id, k.pseudonym ORDER BY c.id LIMIT at_most
$$;
REVOKE EXECUTE ON FUNCTION chaincare.parts_left(uuid[], timestamptz, int) FROM chaincare_app;

-- Who left, or is insolvent, takes part no more, from that moment on: each part ends, with an entry for each case (T2, T3). Who left has
-- handed everything over; an insolvency is never held up by how many cases it touches: the clock goes on with what is left (`running/`).
CREATE OR REPLACE FUNCTION chaincare.end_parts_of(organisation uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    came chaincare.access_entries;
    e chaincare.access_entries;
    part record;
BEGIN
    SELECT l.* INTO STRICT came FROM chaincare.let_in AS l
        WHERE l.query_id IS NULL AND l.event IN ('organisation.left', 'organisation.insolvent') AND l.reach = 'administration'
          AND EXISTS (SELECT FROM chaincare.memberships AS s WHERE s.network_id = l.network_id AND s.organisation_id = organisation);
    FOR part IN
        SELECT * FROM chaincare.parts_left(ARRAY[organisation], moment, CASE came.event WHEN 'organisation.insolvent' THEN 200 END)
    LOOP
        e := came;
        e.query_id := came.id;
        e.at := clock_timestamp();
        e.id := uuidv7();
        e.xid := pg_current_xact_id();
        e.outcome := 'done';
        e.case_id := part.case_id;
        e.client := part.pseudonym;
        e.object_id := organisation;
        PERFORM chaincare.write_entry(e);
        PERFORM set_config('chaincare.done_too',
            to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '/' || e.id, true);
        UPDATE chaincare.participations SET during = tstzrange(lower(during), moment),
            ended_because = CASE came.event WHEN 'organisation.left' THEN 'organisation_left' ELSE 'organisation_insolvent' END
            WHERE id = ANY (part.parts);
        UPDATE chaincare.stand_ins AS s SET ended_at = moment, ended_by = came.actor_id, moments = left_of.moments,
            during = range_merge(left_of.moments)
            FROM (SELECT n.id, nullif(n.moments * tstzmultirange(tstzrange(NULL, moment)), '{}') AS moments
                  FROM chaincare.stand_ins AS n) AS left_of
            WHERE left_of.id = s.id AND s.stand_in_id = ANY (part.parts) AND s.ended_at IS NULL AND s.answer IS DISTINCT FROM 'refusal'
              AND s.last_on >= (moment AT TIME ZONE 'Europe/Amsterdam')::date;
        SET CONSTRAINTS ALL IMMEDIATE;   -- each answers to its own entry
        SET CONSTRAINTS ALL DEFERRED;
    END LOOP;
END $$;
