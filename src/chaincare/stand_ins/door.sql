-- Who acts in these cases in the holder's place at a moment: only while he is absent. `now`: who acted in the past stays as it was,
-- from now on he must be able to (S2).
CREATE OR REPLACE FUNCTION chaincare.acting_of(of_cases uuid[], moment timestamptz, now timestamptz)
RETURNS TABLE (case_id uuid, holder_id uuid, acting_id uuid, until timestamptz) LANGUAGE sql STABLE AS $$
    SELECT s.case_id, s.holder_id, s.stand_in_id, upper(part.span)
    FROM chaincare.stand_ins AS s
    JOIN chaincare.participations AS h ON h.id = s.holder_id
    JOIN chaincare.participations AS p ON p.id = s.stand_in_id AND (p.during @> moment) IS TRUE
    CROSS JOIN LATERAL (SELECT span FROM unnest(s.moments) AS span WHERE span @> moment) AS part
    WHERE s.case_id = ANY (of_cases) AND s.moments IS NOT NULL
      AND chaincare.is_absent(h.professional_id, moment)
      AND (moment < now OR EXISTS (
        SELECT FROM chaincare.able_to_act(moment) AS a WHERE a.participation_id = ANY (ARRAY[s.stand_in_id])))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.acting_of(uuid[], timestamptz, timestamptz) FROM chaincare_app;

-- The holders of these cases who are away (absences/door.sql), and for whom nobody acts now.
CREATE OR REPLACE FUNCTION chaincare.unattended_in(of_cases uuid[], moment timestamptz)
RETURNS TABLE (case_id uuid, holder_id uuid, since timestamptz) LANGUAGE sql STABLE AS $$
    WITH terms AS MATERIALIZED (
        SELECT t.case_id, t.holder_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (of_cases) AND (t.during @> moment) IS TRUE
    ), away AS MATERIALIZED (
        SELECT t.case_id, t.holder_id, w.since
        FROM chaincare.away_among((SELECT array_agg(t.holder_id) FROM terms AS t), moment) AS w
        JOIN terms AS t ON t.holder_id = w.participation_id
    )
    SELECT w.case_id, w.holder_id, w.since FROM away AS w
    WHERE w.case_id NOT IN (
        SELECT a.case_id FROM chaincare.acting_of((SELECT array_agg(w.case_id) FROM away AS w), moment, moment) AS a)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.unattended_in(uuid[], timestamptz) FROM chaincare_app;

-- Whom to turn to instead of somebody at a moment: his stand-in where he holds regie and is absent, else himself.
CREATE OR REPLACE FUNCTION chaincare.acting_for(participation uuid, moment timestamptz) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT a.acting_id FROM chaincare.participations AS p
        CROSS JOIN LATERAL chaincare.acting_of(ARRAY[p.case_id], moment, moment) AS a
        WHERE p.id = participation AND a.holder_id = participation LIMIT 1), participation)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.acting_for(uuid, timestamptz) FROM chaincare_app;

-- The same for whoever an entry lets in: who acts in his cases.
CREATE OR REPLACE FUNCTION chaincare.acting_here(moment timestamptz, now timestamptz)
RETURNS TABLE (case_id uuid, holder_id uuid, acting_id uuid, until timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT a.case_id, a.holder_id, a.acting_id, a.until
        FROM chaincare.acting_of(chaincare.cleared_cases('{that,core,full,client,steering}'), moment, now) AS a
        WHERE NOT (ARRAY[a.holder_id, a.acting_id] && chaincare.uncleared_parties());
END $$;

-- Whether the holder of regie in a case that an entry lets in to is absent: for the coordinator, who may then name a stand-in.
CREATE OR REPLACE FUNCTION chaincare.holder_is_absent(holder uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.regie_terms AS t JOIN chaincare.participations AS p ON p.id = t.holder_id
        WHERE t.case_id = ANY (chaincare.cleared_cases('{core,full,steering}')) AND t.holder_id = holder
          AND (t.during @> moment) IS TRUE AND chaincare.is_absent(p.professional_id, moment));
END $$;

-- The holders who are away, and for whom nobody acts, in cases an entry lets in to: for professionals, and of nobody shielded from
-- who asks (S5).
CREATE OR REPLACE FUNCTION chaincare.unattended_here(moment timestamptz)
RETURNS TABLE (case_id uuid, holder_id uuid, since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT u.case_id, u.holder_id, u.since
        FROM chaincare.unattended_in(chaincare.cleared_cases('{that,core,full,steering}'), moment) AS u
        WHERE u.holder_id <> ALL (coalesce(chaincare.uncleared_parties(), '{}'));
END $$;

-- As in 0015: who acts for the holder reads what was written for him, for so long.
CREATE OR REPLACE FUNCTION chaincare.cleared_audiences() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(
        nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
BEGIN
    RETURN (
        WITH let_in AS MATERIALIZED (
            SELECT e.case_id, e.reach, e.unit_id, e.relation_id FROM chaincare.let_in AS e
            WHERE e.reach IN ('core', 'full', 'client') AND e.case_id IS NOT NULL
        ), acting AS MATERIALIZED (
            SELECT a.acting_id FROM chaincare.acting_of(
                (SELECT array_agg(e.case_id) FROM let_in AS e WHERE e.reach <> 'client'), moment, moment) AS a
        )
        SELECT jsonb_object_agg(e.case_id, array_remove(CASE e.reach
            WHEN 'client' THEN ARRAY['client', 'party:' || p.id]
            ELSE ARRAY['professionals', nullif(p.circle, 'winkelstraat'), 'unit:' || e.unit_id,
                'party:' || p.id, CASE WHEN EXISTS (
                    SELECT FROM chaincare.regie_terms AS t
                    WHERE t.case_id = ANY (ARRAY[e.case_id]) AND t.holder_id = p.id AND (t.during @> moment) IS TRUE)
                    OR p.id IN (SELECT a.acting_id FROM acting AS a)
                THEN 'regie' END] END, NULL))
        FROM let_in AS e
        LEFT JOIN chaincare.participations AS p ON p.case_id = e.case_id AND p.id = ANY (ARRAY[e.relation_id]));
END $$;

-- Whether an agreement is somebody's own: he proposed it, carries it out or did, is asked to, sees to what it needs, or took it over.
CREATE OR REPLACE FUNCTION chaincare.has_part_in_agreement(agreement uuid, party uuid, reassigned boolean, met boolean) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement AND (
        party IN (a.proposed_by, a.candidate_id)
        OR (party = a.responsible_id AND NOT reassigned)
        OR EXISTS (SELECT FROM chaincare.agreement_facts AS f
                   WHERE f.agreement_id = a.id AND f.fact ->> 'previous' = party::text)
        OR (met AND EXISTS (SELECT FROM chaincare.agreement_preconditions AS n WHERE n.agreement_id = a.id AND n.owner_id = party))
        OR EXISTS (SELECT FROM chaincare.successions AS s WHERE s.to_id = party AND s.from_id = a.responsible_id)))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.has_part_in_agreement(uuid, uuid, boolean, boolean) FROM chaincare_app;

-- Whether who takes part could do a thing only because he acts for the holder (R9): each event that the rules let the holder do as
-- well, and what makes it his own all the same. Anything else he does in his own right. Asked when it is done: what it changed is
-- changed then. By what a rule lets the holder do, this names it too (tests/stand_ins/test_whose_act.py).
CREATE OR REPLACE FUNCTION chaincare.takes_regie(e chaincare.access_entries) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE
        WHEN e.event IN ('case.paused', 'case.resumed', 'shield.lifted', 'shield.reviewed') THEN true
        -- Only a specialist brings in nobody as who he is.
        WHEN e.event IN ('participation.added', 'representative.added', 'legal-basis.recorded') THEN EXISTS (
            SELECT FROM chaincare.participations AS p WHERE p.id = e.relation_id AND p.circle = 'winkelstraat')
        WHEN e.event IN ('participation.ended', 'representative.ended') THEN NOT EXISTS (
            SELECT FROM chaincare.participations AS p
            WHERE p.id = e.object_id AND (p.id = e.relation_id OR p.made_by = e.actor_id))
        WHEN e.event IN ('restriction.lifted', 'restriction.reviewed') THEN NOT EXISTS (
            SELECT FROM chaincare.restrictions AS r WHERE r.id = e.object_id AND r.decided_by = e.relation_id)
        WHEN e.event = 'case.evaluated' THEN e.reach <> 'full' OR EXISTS (
            SELECT FROM chaincare.case_evaluations AS v WHERE v.id = e.object_id AND v.outcome = 'closes')
        WHEN e.event = 'escalation.requested' THEN e.reach <> 'full' OR EXISTS (
            SELECT FROM chaincare.escalations AS h WHERE h.id = e.object_id AND NOT h.urgent)
        WHEN e.event IN ('escalation.redrafted', 'escalation.withdrawn', 'escalation.question-answered', 'escalation.started',
                'escalation.ended', 'escalation.condition-named', 'escalation.condition-fulfilled', 'escalation.condition-dropped', 'escalation.waiting-reviewed',
                'escalation.bridge-named', 'escalation.feedback-given', 'escalation.converted') THEN NOT EXISTS (
            SELECT FROM chaincare.escalations AS h WHERE h.id = e.object_id AND (h.requested_by = e.relation_id OR EXISTS (
                SELECT FROM chaincare.escalation_targets AS t
                WHERE t.escalation_id = h.id AND t.participation_id = e.relation_id)
                OR (e.event = 'escalation.condition-fulfilled' AND EXISTS (SELECT FROM chaincare.escalation_conditions AS n
                    WHERE n.escalation_id = h.id AND n.owner_id = e.relation_id))))
        WHEN e.event IN ('agreement.progressed', 'agreement.answered', 'agreement.revision-proposed', 'agreement.cancelled',
                'agreement.reassigned', 'precondition.set', 'precondition.met', 'precondition.dropped') THEN
            NOT chaincare.has_part_in_agreement(e.object_id, e.relation_id, reassigned => e.event = 'agreement.reassigned',
                met => e.event = 'precondition.met')
        ELSE false END;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.takes_regie(chaincare.access_entries) FROM chaincare_app;

-- What was done about agreements in the place of a holder who is hidden from who reads: to him it is that one's (S5), and told without a name.
CREATE OR REPLACE FUNCTION chaincare.uncleared_steps() RETURNS TABLE (agreement_id uuid, seq int, holder_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
BEGIN
    IF parties <> '{}' THEN
        RETURN QUERY SELECT f.agreement_id, f.seq, a.holder_id
            FROM (SELECT DISTINCT s.case_id FROM chaincare.standing_before_reader AS s) AS here
            JOIN chaincare.agreement_facts AS f ON f.case_id = here.case_id AND f.kind <> ALL ('{proposed,confirmed,rejected}')
            CROSS JOIN LATERAL chaincare.acting_of(ARRAY[f.case_id], f.at, 'infinity') AS a
            WHERE a.acting_id = f.by_id AND a.holder_id = ANY (parties) AND NOT chaincare.has_part_in_agreement(
                f.agreement_id, f.by_id, reassigned => f.kind = 'reassigned', met => f.kind = 'precondition_met');
    END IF;
END $$;
