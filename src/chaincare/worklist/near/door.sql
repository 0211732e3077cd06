-- Who reads the worklist, and by what: the cases he is near to, those he can act in, and the entries they are shown by.

-- Of these participations, those that can act (S2, R6): what regie/door.sql `stands` says of one the wall shows.
CREATE OR REPLACE FUNCTION chaincare.standing_of(concerned uuid[], moment timestamptz) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(p.id) FROM chaincare.participations AS p
    JOIN chaincare.professionals AS f ON f.id = p.professional_id AND f.status = 'active'
    JOIN chaincare.units AS u ON u.id = f.unit_id
    JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.issuer = f.issuer
        AND o.status IN ('active', 'leaving')
    WHERE p.id = ANY (concerned) AND (p.during @> moment) IS TRUE AND EXISTS (
        SELECT FROM chaincare.legal_bases AS b
        WHERE b.participation_id = p.id AND (b.during @> moment) IS TRUE
          AND NOT EXISTS (SELECT FROM chaincare.legal_basis_withdrawals AS w
                          WHERE w.basis_id = b.id AND w.withdrawn_at <= moment))
      AND NOT EXISTS (
        SELECT FROM chaincare.relation_conflicts AS x
        WHERE x.case_id = p.case_id AND x.ended_at IS NULL AND (x.professional_id = f.id OR x.organisation_id = o.id))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.standing_of(uuid[], timestamptz) FROM chaincare_app;

-- What a participation is called in `readers`; the same as cleared_audiences says of an entry that is let in.
CREATE OR REPLACE FUNCTION chaincare.audience_of(e chaincare.access_entries, moment timestamptz) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_remove(CASE e.reach
        WHEN 'client' THEN ARRAY['client', 'party:' || p.id]
        ELSE ARRAY['professionals', nullif(p.circle, 'winkelstraat'), 'unit:' || e.unit_id, 'party:' || p.id,
            CASE WHEN EXISTS (
                SELECT FROM chaincare.regie_terms AS t
                WHERE t.case_id = e.case_id AND t.holder_id = p.id AND (t.during @> moment) IS TRUE)
                OR EXISTS (SELECT FROM chaincare.acting_of(ARRAY[e.case_id], moment, moment) AS a WHERE a.acting_id = p.id)
            THEN 'regie' END] END, NULL)
    FROM chaincare.participations AS p WHERE p.case_id = e.case_id AND p.id = e.relation_id
$$;
REVOKE EXECUTE ON FUNCTION chaincare.audience_of(chaincare.access_entries, timestamptz) FROM chaincare_app;

-- The cases that somebody or his team takes part in, and by which participations.
CREATE OR REPLACE FUNCTION chaincare.near_worklist(caller chaincare.caller, actor chaincare.actor, only_case uuid,
    OUT own uuid[], OUT parts uuid[])
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT array_agg(DISTINCT near.case_id), array_agg(near.id) FROM (
        SELECT p.case_id, p.id FROM chaincare.participations AS p
        WHERE p.professional_id = actor.id AND (p.during @> caller.moment) IS TRUE
        UNION ALL
        SELECT p.case_id, p.id FROM chaincare.participations AS p
        WHERE p.unit_id = actor.unit_id AND (p.during @> caller.moment) IS TRUE
        UNION ALL
        SELECT p.case_id, p.id FROM chaincare.client_logins AS l
        JOIN chaincare.participations AS p ON (p.during @> caller.moment) IS TRUE
            AND (p.representative_id = l.representative_id
                 OR (l.representative_id IS NULL AND p.client_id = l.client_id))
        WHERE caller.citizen AND l.issuer = caller.issuer AND l.subject = caller.subject) AS near
    WHERE only_case IS NULL OR near.case_id = only_case
$$;
REVOKE EXECUTE ON FUNCTION chaincare.near_worklist(chaincare.caller, chaincare.actor, uuid) FROM chaincare_app;

-- The other cases of the network that somebody coordinates.
CREATE OR REPLACE FUNCTION chaincare.steered_worklist(actor chaincare.actor, own uuid[], only_case uuid, moment timestamptz)
RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT array_agg(c.id) FROM chaincare.mandates AS m
    JOIN chaincare.cases AS c ON c.network_id = m.network_id AND c.id <> ALL (coalesce(own, '{}'))
    WHERE m.professional_id = actor.id AND m.kind = 'coordinator' AND m.during @> moment
      AND (only_case IS NULL OR c.id = only_case)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.steered_worklist(chaincare.actor, uuid[], uuid, timestamptz) FROM chaincare_app;

-- The entries of cases that are looked at together: what find_relation writes into one. Only of those he may enter.
CREATE OR REPLACE FUNCTION chaincare.find_relations(caller chaincare.caller, actor chaincare.actor, wanted uuid[],
    template chaincare.access_entries)
RETURNS SETOF chaincare.access_entries LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    e chaincare.access_entries := template;
    met record;
BEGIN
    e.outcome := 'entered';
    FOR met IN
        SELECT w.case_id, r.* FROM unnest(wanted) AS w (case_id)
        CROSS JOIN LATERAL chaincare.relation_to(w.case_id, actor.id, actor.unit_id, actor.organisation_id,
            caller.citizen AND NOT caller.system, caller.issuer, caller.subject, caller.moment) AS r
        WHERE NOT (caller.citizen AND chaincare.stopped_in(caller.partner, r.network_id))
    LOOP
        e.id := uuidv7();
        e.actor_id := met.actor_id;
        e.relation := met.relation;
        e.relation_id := met.id;
        e.relation_by := met.made_by;
        e.role := met.role;
        e.reach := met.reach;
        e.rule := met.rule;
        e.basis_id := met.basis_id;
        e.purpose := met.purpose;
        e.client := met.client;
        e.network_id := met.network_id;
        e.case_id := met.case_id;
        RETURN NEXT e;
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.find_relations(chaincare.caller, chaincare.actor, uuid[], chaincare.access_entries)
    FROM chaincare_app;

-- The same for one thing: a case that he steers; what stands apart from any case: what his unit was asked or had, what he asked
-- himself.
CREATE OR REPLACE FUNCTION chaincare.enter_apart(caller chaincare.caller, actor chaincare.actor, kind text, of_case uuid,
    about uuid, e chaincare.access_entries)
RETURNS chaincare.access_entries LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    e.id := uuidv7();
    IF of_case IS NOT NULL THEN
        RETURN chaincare.find_relation(caller, actor, of_case, e);
    ELSIF starts_with(kind, 'consultation') THEN
        RETURN chaincare.enter_consultation(actor, about, e);
    ELSIF kind = 'correction_to_acknowledge' THEN
        RETURN chaincare.enter_notice(actor, about, e);
    END IF;
    RETURN chaincare.enter_target(caller, actor, about, e);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_apart(chaincare.caller, chaincare.actor, text, uuid, uuid, chaincare.access_entries)
    FROM chaincare_app;
