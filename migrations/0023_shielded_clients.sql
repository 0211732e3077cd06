-- What would betray a hiding place is shielded (S5): from every citizen's login of the case, because the mother's
-- phone may be in his hands, and from scope `that`. While a shield stands, the party or the unit it names, and all
-- they did, is not there for those readers: kept by policies that only ever narrow, so that no handler can forget it.

CREATE TABLE chaincare.shields (
    id               uuid PRIMARY KEY,
    case_id          uuid NOT NULL REFERENCES chaincare.cases,
    hides            text NOT NULL CHECK (hides IN ('party', 'unit', 'contact')),
    participation_id uuid,
    professional_id  uuid REFERENCES chaincare.professionals,
    unit_id          uuid REFERENCES chaincare.units,
    reason           text NOT NULL,
    review_on        date NOT NULL,
    placed_by        uuid NOT NULL,
    placed_at        timestamptz NOT NULL,
    lifted_by        uuid,
    lifted_at        timestamptz,
    lifted_because   text,
    FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, placed_by) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, lifted_by) REFERENCES chaincare.participations (case_id, id),
    CHECK ((participation_id IS NOT NULL) = (hides = 'party')),
    CHECK ((unit_id IS NOT NULL) = (hides = 'unit')),
    CHECK (professional_id IS NULL OR hides = 'party'),
    CHECK (num_nulls(lifted_by, lifted_at, lifted_because) IN (0, 3))
);
CREATE INDEX shields_of_case ON chaincare.shields (case_id, id);
CREATE UNIQUE INDEX shields_once ON chaincare.shields
    (case_id, hides, coalesce(participation_id, unit_id, case_id)) WHERE lifted_at IS NULL;
SELECT chaincare.stand_behind_wall('shields', '{core,full}', '{full}', 'lifted_by, lifted_at, lifted_because');

SET LOCAL ROLE chaincare_door;

-- The shields that stand between the present reader and the cases he was let into. Never between somebody and
-- himself, or his own unit: a shelter that waits for intake has scope `that` too.
CREATE VIEW chaincare.standing_before_reader AS
    SELECT s.case_id, s.hides, s.participation_id, s.professional_id, s.unit_id
    FROM chaincare.let_in AS e JOIN chaincare.shields AS s ON s.case_id = e.case_id AND s.lifted_at IS NULL
    WHERE e.reach IN ('that', 'client', 'own_log')
      AND (e.unit_id = s.unit_id) IS NOT TRUE
      AND (e.relation_id = s.participation_id) IS NOT TRUE
      AND (e.actor_id = s.professional_id) IS NOT TRUE
    UNION ALL
    -- Who took part for a crisis (0021), until somebody responsible said that it is safe to tell.
    SELECT f.case_id, 'party', f.about, a.professional_id, NULL
    FROM chaincare.let_in AS e
    JOIN chaincare.emergency_facts AS f ON f.case_id = e.case_id AND f.kind = 'crisis_begun'
    JOIN chaincare.emergency_accesses AS a ON a.id = f.access_id
    WHERE e.reach IN ('that', 'client', 'own_log') AND (e.actor_id = a.professional_id) IS NOT TRUE
      AND NOT EXISTS (SELECT FROM chaincare.emergency_facts AS d
                      WHERE d.access_id = f.access_id AND d.kind = 'disclosed');

-- What the ticket does not open although it opens the case. One value for a statement, and nearly always empty.
CREATE FUNCTION chaincare.uncleared_units() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT unit_id FROM chaincare.standing_before_reader WHERE unit_id IS NOT NULL);
END $$;

CREATE FUNCTION chaincare.uncleared_parties() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT p.id FROM chaincare.standing_before_reader AS s
        JOIN chaincare.participations AS p ON p.case_id = s.case_id
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        WHERE p.id = s.participation_id OR p.professional_id = s.professional_id
           OR coalesce(p.unit_id, f.unit_id) = s.unit_id);
END $$;

CREATE FUNCTION chaincare.uncleared_people() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT f.id FROM chaincare.standing_before_reader AS s
        JOIN chaincare.professionals AS f ON f.id = s.professional_id OR f.unit_id = s.unit_id);
END $$;

-- An agreement of theirs, whether they are to carry it out or asked another to.
CREATE FUNCTION chaincare.uncleared_agreements() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
BEGIN
    RETURN CASE WHEN parties = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT a.id FROM chaincare.agreements AS a
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = a.case_id
        WHERE a.responsible_id = ANY (parties) OR a.proposed_by = ANY (parties) OR a.candidate_id = ANY (parties)) END;
END $$;

-- A request for help that they were asked, or made. One that was also put to others is hidden whole: that it was
-- accepted would tell that somebody else did.
CREATE FUNCTION chaincare.uncleared_escalations() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    units uuid[] := chaincare.uncleared_units();
BEGIN
    RETURN CASE WHEN parties = '{}' AND units = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT x.id FROM chaincare.escalations AS x
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = x.case_id
        WHERE x.requested_by = ANY (parties) OR x.bridge_id = ANY (parties) OR EXISTS (
            SELECT FROM chaincare.escalation_targets AS t
            WHERE t.escalation_id = x.id AND (t.unit_id = ANY (units) OR t.participation_id = ANY (parties)))) END;
END $$;

CREATE FUNCTION chaincare.uncleared_meetings() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
BEGIN
    RETURN CASE WHEN parties = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT m.id FROM chaincare.meetings AS m
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = m.case_id
        WHERE m.recorded_by = ANY (parties)) END;
END $$;

CREATE FUNCTION chaincare.uncleared_proposals() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    people uuid[] := chaincare.uncleared_people();
BEGIN
    RETURN CASE WHEN parties = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT r.id FROM chaincare.regie_proposals AS r
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = r.case_id
        WHERE r.candidate_id = ANY (parties) OR r.holder_id = ANY (parties) OR r.proposed_by = ANY (people)) END;
END $$;

CREATE FUNCTION chaincare.uncleared_bases() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    people uuid[] := chaincare.uncleared_people();
BEGIN
    RETURN CASE WHEN parties = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT b.id FROM chaincare.legal_bases AS b
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = b.case_id
        WHERE b.participation_id = ANY (parties) OR b.recorded_by = ANY (people)) END;
END $$;

-- Who is needed: a shielded unit, or its organisation as a whole.
CREATE FUNCTION chaincare.uncleared_needs() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    units uuid[] := chaincare.uncleared_units();
BEGIN
    RETURN CASE WHEN parties = '{}' AND units = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT n.id FROM chaincare.needed_parties AS n
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = n.case_id
        WHERE n.participation_id = ANY (parties) OR n.unit_id = ANY (units)
           OR n.organisation_id IN (SELECT u.organisation_id FROM chaincare.units AS u WHERE u.id = ANY (units))
           OR (SELECT w.taken_by FROM chaincare.needed_party_steps AS w WHERE w.needed_party_id = n.id
               ORDER BY w.version LIMIT 1) = ANY (parties)) END;
END $$;

-- All of these together: what an entry of the log may be about.
CREATE FUNCTION chaincare.uncleared_things() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    escalations uuid[] := chaincare.uncleared_escalations();
BEGIN
    RETURN CASE WHEN parties = '{}' AND escalations = '{}' THEN '{}'::uuid[] ELSE
        parties || escalations || chaincare.uncleared_agreements() || chaincare.uncleared_meetings()
        || chaincare.uncleared_proposals() || chaincare.uncleared_bases() || chaincare.uncleared_needs()
        || ARRAY(SELECT t.id FROM chaincare.escalation_targets AS t WHERE t.escalation_id = ANY (escalations))
        || ARRAY(SELECT c.id FROM chaincare.escalation_conditions AS c WHERE c.escalation_id = ANY (escalations)) END;
END $$;

-- What no citizen's log tells, as case:kind. Shields themselves, and whatever else tells where somebody is not to be
-- looked for; and that something was read of a kind of which he sees nothing, but that is there.
CREATE FUNCTION chaincare.uncleared_events() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    things uuid[] := chaincare.uncleared_things();
BEGIN
    RETURN ARRAY(
        SELECT e.case_id || ':' || told.kind FROM chaincare.let_in AS e
        CROSS JOIN LATERAL (
            SELECT unnest('{shield,restriction,address,safety-sheet}'::text[])
            UNION ALL
            SELECT thing.kind FROM (
                SELECT 'escalation', x.id FROM chaincare.escalations AS x WHERE x.case_id = e.case_id
                UNION ALL SELECT 'agreement', a.id FROM chaincare.agreements AS a WHERE a.case_id = e.case_id
                UNION ALL SELECT 'meeting', m.id FROM chaincare.meetings AS m WHERE m.case_id = e.case_id
                UNION ALL SELECT 'regie-proposal', r.id FROM chaincare.regie_proposals AS r WHERE r.case_id = e.case_id
            ) AS thing (kind, id)
            WHERE things <> '{}' GROUP BY thing.kind HAVING bool_and(thing.id = ANY (things))) AS told (kind)
        WHERE e.reach = 'own_log');
END $$;

-- Whom to reach while who directs is shielded: the network's coordinator. No row for whoever may see the holder, and
-- when nobody directs.
CREATE FUNCTION chaincare.holder_behind_shield(of_case uuid, moment timestamptz)
RETURNS TABLE (name text, function text, phone text, organisation text, mandate text[], since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT coalesce(f.name, n.name), coalesce(f.function, ''), f.phone, coalesce(o.name, n.name),
        ARRAY['contact'], c.opened_at
    FROM chaincare.regie_terms AS t
    JOIN chaincare.cases AS c ON c.id = t.case_id
    JOIN chaincare.networks AS n ON n.id = c.network_id
    LEFT JOIN LATERAL (
        SELECT p.* FROM chaincare.mandates AS m JOIN chaincare.professionals AS p ON p.id = m.professional_id
        WHERE m.network_id = n.id AND m.kind = 'coordinator' AND (m.during @> moment) IS TRUE AND p.status = 'active'
        ORDER BY m.id LIMIT 1) AS f ON true
    LEFT JOIN chaincare.units AS u ON u.id = f.unit_id
    LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
    WHERE t.case_id = of_case AND t.holder_id = ANY (chaincare.uncleared_parties()) AND (t.during @> moment) IS TRUE
      AND chaincare.stands(t.holder_id, moment);
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- A policy that only narrows: `hidden` says which rows the reader does not see, whatever other policies say.
CREATE FUNCTION chaincare.stand_behind_shields(behind text, hidden text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE POLICY shielded ON chaincare.%I AS RESTRICTIVE FOR SELECT TO chaincare_app
        USING ((%s) IS NOT TRUE)', behind,
        regexp_replace(hidden, '(\w+) IN (uncleared_\w+)', '\1 = ANY ((SELECT chaincare.\2())::uuid[])', 'g'));
END $$;
SELECT chaincare.stand_behind_shields(one.behind, one.hidden) FROM (VALUES
    ('participations', 'id IN uncleared_parties'),
    ('legal_bases', 'id IN uncleared_bases'),
    ('legal_basis_withdrawals', 'basis_id IN uncleared_bases OR withdrawn_by IN uncleared_people'),
    ('notes', 'author_id IN uncleared_people OR unit_id IN uncleared_units'),
    ('needed_parties', 'id IN uncleared_needs'),
    ('needed_party_steps', 'needed_party_id IN uncleared_needs OR taken_by IN uncleared_parties'),
    ('regie_proposals', 'id IN uncleared_proposals'),
    ('regie_responses', 'proposal_id IN uncleared_proposals OR participation_id IN uncleared_parties'),
    ('regie_outcomes', 'proposal_id IN uncleared_proposals'),
    ('regie_terms', 'holder_id IN uncleared_parties'),
    ('regie_facts', 'holder_id IN uncleared_parties'),
    ('regie_resignations', 'holder_id IN uncleared_parties'),
    ('escalations', 'id IN uncleared_escalations'),
    ('escalation_targets', 'escalation_id IN uncleared_escalations'),
    ('escalation_conditions', 'escalation_id IN uncleared_escalations'),
    ('agreements', 'id IN uncleared_agreements'),
    ('agreement_facts', 'agreement_id IN uncleared_agreements'),
    ('agreement_preconditions', 'agreement_id IN uncleared_agreements'),
    ('meetings', 'id IN uncleared_meetings'),
    ('meeting_attendances', 'meeting_id IN uncleared_meetings OR participation_id IN uncleared_parties'),
    ('meeting_words', 'meeting_id IN uncleared_meetings'),
    ('meeting_agreements', 'meeting_id IN uncleared_meetings OR agreement_id IN uncleared_agreements'),
    ('access_entries', $$unit_id IN uncleared_units OR actor_id IN uncleared_people OR object_id IN uncleared_things
        OR asked_id IN uncleared_things
        OR (case_id || ':' || split_part(event, '.', 1)) = ANY ((SELECT chaincare.uncleared_events())::text[])$$)
) AS one (behind, hidden);
DROP FUNCTION chaincare.stand_behind_shields(text, text);
