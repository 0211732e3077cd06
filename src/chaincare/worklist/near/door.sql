-- Who reads the worklist, and by what: the cases he is near to, those he can act in, and the entries they are shown by.

-- Of these participations, those that can act (S2, R6): what regie/door.sql `stands` says of one the wall shows.
CREATE OR REPLACE FUNCTION chaincare.standing_of(concerned uuid[], moment timestamptz) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH here AS MATERIALIZED (
        SELECT p.id, p.case_id, p.professional_id FROM chaincare.participations AS p
        WHERE p.id = ANY (concerned) AND (p.during @> moment) IS TRUE AND p.professional_id IS NOT NULL
    ), working AS MATERIALIZED (
        SELECT f.id, o.id AS organisation_id FROM chaincare.professionals AS f
        JOIN chaincare.units AS u ON u.id = f.unit_id
        JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.issuer = f.issuer
            AND o.status IN ('active', 'leaving')
        WHERE f.id = ANY (ARRAY(SELECT DISTINCT p.professional_id FROM here AS p)) AND f.status = 'active'
    ), bases AS MATERIALIZED (
        SELECT b.id, b.participation_id FROM chaincare.legal_bases AS b
        WHERE b.participation_id = ANY (ARRAY(SELECT p.id FROM here AS p)) AND (b.during @> moment) IS TRUE
    )
    -- Sets are asked by IN … IS TRUE and NOT IN: these are hashed, however few rows the planner expects.
    SELECT array_agg(p.id) FROM here AS p
    WHERE (p.professional_id IN (SELECT w.id FROM working AS w)) IS TRUE
      AND (p.id IN (
        SELECT b.participation_id FROM bases AS b WHERE b.id NOT IN (
            SELECT d.basis_id FROM chaincare.legal_basis_withdrawals AS d
            WHERE d.basis_id = ANY (ARRAY(SELECT o.id FROM bases AS o)) AND d.withdrawn_at <= moment))) IS TRUE
      AND NOT EXISTS (
        SELECT FROM chaincare.relation_conflicts AS x
        WHERE x.case_id = p.case_id AND x.ended_at IS NULL AND (
            x.professional_id IN (SELECT s.id FROM chaincare.same_professional(p.professional_id) AS s)
            OR x.organisation_id IN (SELECT w.organisation_id FROM working AS w WHERE w.id = p.professional_id)))
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

-- Whether an agreement lies with who proposed it, as far as this reader sees: what it was to replace is over, and he sees that one too. Who
-- steers a case sees all of them.
CREATE OR REPLACE FUNCTION chaincare.went_back(agreement uuid, hears text[], hidden uuid[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM chaincare.agreements AS a JOIN chaincare.agreements AS o ON o.id = a.supersedes
        WHERE a.id = agreement AND a.returned AND (o.readers && hears) IS NOT FALSE AND (o.id = ANY (hidden)) IS NOT TRUE)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.went_back(uuid, text[], uuid[]) FROM chaincare_app;

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

-- Of those, the ones in which something may lie with the coordinator himself, and for his team those of his colleagues: never
-- too few, now and then one too many. A network holds tens of thousands of cases, and what is open is worked out for these alone:
-- whatever ball of balls/ or of another feature can have `coordinator` or `parties` in `who` has its line here. Sets are asked by NOT IN and IN … IS TRUE, which hashes them however few rows the planner expects.
CREATE OR REPLACE FUNCTION chaincare.steered_at_hand(actor chaincare.actor, own uuid[], whose text, moment timestamptz)
RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_bitmapscan = off AS $$
    WITH network AS MATERIALIZED (
        SELECT c.id, c.status FROM chaincare.mandates AS m
        JOIN chaincare.cases AS c ON c.network_id = m.network_id AND c.id <> ALL (coalesce(own, '{}'))
        WHERE m.professional_id = actor.id AND m.kind = 'coordinator' AND m.during @> moment
    ), working AS MATERIALIZED (
        SELECT f.id FROM chaincare.professionals AS f JOIN chaincare.units AS u ON u.id = f.unit_id
        JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.issuer = f.issuer
            AND o.status IN ('active', 'leaving')
        WHERE f.status = 'active'
    -- Who directs them, by whoever can act, as standing_of says: each table is gone through once, in the order of its index, and
    -- not from its root for every case. Where anybody at all is in conflict it is looked at closely.
    ), terms AS MATERIALIZED (
        SELECT t.case_id, t.kind, t.holder_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (ARRAY(SELECT n.id FROM network AS n)) AND (t.during @> moment) IS TRUE
          AND t.case_id NOT IN (SELECT x.case_id FROM chaincare.relation_conflicts AS x WHERE x.ended_at IS NULL)
    ), able AS MATERIALIZED (
        SELECT p.id FROM chaincare.participations AS p
        WHERE p.id = ANY (ARRAY(SELECT t.holder_id FROM terms AS t)) AND (p.during @> moment) IS TRUE
          AND (p.professional_id IN (SELECT w.id FROM working AS w)) IS TRUE
    ), bases AS MATERIALIZED (
        SELECT b.id, b.participation_id FROM chaincare.legal_bases AS b
        WHERE b.participation_id = ANY (ARRAY(SELECT a.id FROM able AS a)) AND (b.during @> moment) IS TRUE
    ), directed AS MATERIALIZED (
        SELECT t.case_id, t.kind FROM terms AS t WHERE (t.holder_id IN (
            SELECT b.participation_id FROM bases AS b WHERE b.id NOT IN (
                SELECT w.basis_id FROM chaincare.legal_basis_withdrawals AS w
                WHERE w.basis_id = ANY (ARRAY(SELECT o.id FROM bases AS o)) AND w.withdrawn_at <= moment))) IS TRUE
    ), found AS (
        SELECT n.id FROM network AS n
        WHERE n.id NOT IN (SELECT d.case_id FROM directed AS d) AND (n.status = 'open'
            OR EXISTS (SELECT FROM chaincare.escalations AS x
                       WHERE x.case_id = n.id AND (x.ball IS NOT NULL OR x.state = 'requested'))
            OR EXISTS (SELECT FROM chaincare.matches AS m WHERE m.case_id = n.id AND starts_with(m.state, 'to_'))
            OR EXISTS (SELECT FROM chaincare.matches AS m WHERE m.newer_case_id = n.id AND starts_with(m.state, 'to_')))
        UNION ALL SELECT d.case_id FROM directed AS d WHERE d.kind IN ('interim', 'temporary', 'by_law')
        UNION ALL SELECT r.case_id FROM chaincare.regie AS r WHERE r.open_proposal_id IS NOT NULL
        UNION ALL SELECT t.case_id FROM chaincare.regie_terms AS t WHERE t.planned AND lower(t.during) > moment
        UNION ALL SELECT o.case_id FROM chaincare.regie_outcomes AS o WHERE o.outcome = 'lapsed'
        UNION ALL SELECT o.case_id FROM chaincare.regie_outcomes AS o WHERE o.outcome = 'expired' AND NOT EXISTS (
            SELECT FROM chaincare.regie_proposals AS later WHERE later.case_id = o.case_id AND later.proposed_at > o.at)
        UNION ALL SELECT p.case_id FROM chaincare.absences AS a
            JOIN chaincare.participations AS p ON p.professional_id = a.professional_id
            WHERE a.moments @> moment AND a.ended_at IS NULL AND a.corrected_at IS NULL AND EXISTS (
                SELECT FROM chaincare.regie_terms AS t
                WHERE t.case_id = p.case_id AND t.holder_id = p.id AND (t.during @> moment) IS TRUE)
        UNION ALL SELECT s.case_id FROM chaincare.regie_resignations AS s WHERE s.ends_at > moment
        UNION ALL SELECT s.case_id FROM chaincare.regie_responses AS s WHERE s.answer = 'objection'
        UNION ALL SELECT r.case_id FROM chaincare.regie_last_resorts AS r WHERE r.ended_at IS NULL
        UNION ALL SELECT g.case_id FROM chaincare.escalation_targets AS g
            WHERE g.state = 'requested' AND g.answer_by < (moment AT TIME ZONE 'Europe/Amsterdam')::date
        UNION ALL SELECT x.case_id FROM chaincare.escalations AS x WHERE x.state IN ('declined', 'expired')
        UNION ALL SELECT x.case_id FROM chaincare.escalations AS x WHERE x.given_up
        UNION ALL SELECT s.case_id FROM chaincare.ladder_steps AS s WHERE s.rung = 'coordinator'
        UNION ALL SELECT a.case_id FROM chaincare.emergency_accesses AS a
        UNION ALL SELECT b.case_id FROM chaincare.bottlenecks AS b JOIN chaincare.organisations AS o ON o.id = b.organisation_id
            WHERE b.answer IS NULL AND (b.answer_by < (moment AT TIME ZONE 'Europe/Amsterdam')::date OR o.status NOT IN ('active', 'leaving'))
        UNION ALL SELECT p.case_id FROM chaincare.professionals AS f
            JOIN chaincare.participations AS p ON p.professional_id = f.id WHERE whose <> 'mine' AND f.unit_id = actor.unit_id
    )
    SELECT array_agg(n.id) FROM network AS n WHERE (n.id IN (SELECT f.id FROM found AS f)) IS TRUE
$$;
REVOKE EXECUTE ON FUNCTION chaincare.steered_at_hand(chaincare.actor, uuid[], text, timestamptz) FROM chaincare_app;

-- The entries of cases that are looked at together: what find_relation writes into one. Only of those he may enter.
CREATE OR REPLACE FUNCTION chaincare.find_relations(caller chaincare.caller, actor chaincare.actor, wanted uuid[],
    template chaincare.access_entries)
RETURNS SETOF chaincare.access_entries LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    -- The columns of an entry, in their order.
    SELECT template.at, uuidv7(), template.xid, template.query_id, template.event, template.action, 'entered'::text,
        template.issuer, template.subject, r.actor_id, r.role, template.unit_id, template.organisation_id, template.partner,
        template.address, r.relation, r.id, r.made_by, r.reach, r.basis_id, r.rule, r.purpose, r.network_id, r.client,
        w.case_id, template.object_id, template.asked_id, template.emergency, template.request_id, template.trace_id,
        template.span_id, template.private, template.private_digest, template.acted_by, NULL::bytea
    FROM unnest(wanted) AS w (case_id)
    CROSS JOIN LATERAL chaincare.relation_to(w.case_id, actor.id, actor.unit_id, actor.organisation_id,
        caller.citizen AND NOT caller.system, caller.issuer, caller.subject, caller.moment) AS r
    WHERE NOT (caller.citizen AND chaincare.stopped_in(caller.partner, r.network_id))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.find_relations(chaincare.caller, chaincare.actor, uuid[], chaincare.access_entries)
    FROM chaincare_app;

-- The same for one thing: a case that he steers; what stands apart from any case: what his unit was asked or had, what he asked
-- himself.
CREATE OR REPLACE FUNCTION chaincare.enter_apart(caller chaincare.caller, actor chaincare.actor, kind text, of_case uuid,
    about uuid, e chaincare.access_entries)
RETURNS chaincare.access_entries LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    e.id := uuidv7();
    IF kind = 'network_move_to_decide' THEN
        RETURN chaincare.enter_network_move(caller, actor, about, e);   -- it is not his to steer yet
    ELSIF of_case IS NOT NULL THEN
        RETURN chaincare.find_relation(caller, actor, of_case, e);
    ELSIF starts_with(kind, 'consultation') THEN
        RETURN chaincare.enter_consultation(actor, about, e);
    ELSIF kind = 'bottleneck_to_answer' THEN
        RETURN chaincare.enter_bottleneck(caller, actor, about, e);
    ELSIF kind = 'correction_to_acknowledge' THEN
        RETURN chaincare.enter_notice(actor, about, e);
    ELSIF kind IN ('covenant_to_sign', 'covenant_unsigned') THEN
        e.asked_id := about;
        e.object_id := about;
        RETURN chaincare.enter_network(caller, actor, (SELECT t.network_id FROM chaincare.alliance_things AS t WHERE t.id = about),
            CASE kind WHEN 'covenant_to_sign' THEN '{management}' ELSE '{voortrekker}' END::text[], e);
    ELSIF kind IN ('coordinator_absent', 'management_absent') THEN
        RETURN chaincare.enter_stead(caller, actor, about, e);
    ELSIF kind = 'regie_move_pending' THEN
        RETURN chaincare.enter_own_move(actor, about, e);
    ELSIF kind IN ('name_to_approve', 'entry_text_to_approve', 'log_export_to_decide', 'finding_explained') THEN
        RETURN chaincare.enter_second_person(caller, actor, about, e);
    ELSIF kind = 'inventory_party_next_step' THEN
        e.object_id := about;
        RETURN chaincare.enter_network(caller, actor, (SELECT p.network_id FROM chaincare.inventory_parties AS p WHERE p.id = about),
            '{voortrekker}', e);
    ELSIF starts_with(kind, 'inventory_line') THEN
        RETURN chaincare.enter_inventory_line(actor, (SELECT l.inventory_id FROM chaincare.inventory_lines AS l WHERE l.id = about), about, e);
    ELSIF kind = 'finding_to_explain' THEN
        RETURN chaincare.enter_own_finding(actor, about, e);
    END IF;
    RETURN chaincare.enter_target(caller, actor, about, e);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_apart(chaincare.caller, chaincare.actor, text, uuid, uuid, chaincare.access_entries)
    FROM chaincare_app;
