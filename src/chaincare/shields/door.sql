-- As in 0100, and the stand-ins: that somebody was asked to stand in for who is hidden, and what she answered, is not there in the log of
-- whom he is hidden from (S5). It would tell that another directs than he is told.
CREATE OR REPLACE FUNCTION chaincare.uncleared_things() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    escalations uuid[] := chaincare.uncleared_escalations();
BEGIN
    RETURN CASE WHEN parties = '{}' AND escalations = '{}' AND chaincare.uncleared_units() = '{}' THEN '{}'::uuid[] ELSE
        parties || escalations || chaincare.uncleared_agreements() || chaincare.uncleared_meetings()
        || chaincare.uncleared_proposals() || chaincare.uncleared_bases() || chaincare.uncleared_needs() || chaincare.uncleared_consents()
        || chaincare.uncleared_last_resorts()
        || ARRAY(SELECT s.id FROM chaincare.stand_ins AS s WHERE ARRAY[s.holder_id, s.stand_in_id] && parties)
        || ARRAY(SELECT s.id FROM chaincare.successions AS s WHERE ARRAY[s.from_id, s.to_id] && parties)
        || ARRAY(SELECT t.id FROM chaincare.escalation_targets AS t WHERE t.escalation_id = ANY (escalations))
        -- That it left, or is insolvent, which the paper may tell.
        || ARRAY(SELECT u.organisation_id FROM chaincare.units AS u WHERE u.id = ANY (chaincare.uncleared_units()) OR u.id IN (
            SELECT coalesce(p.unit_id, f.unit_id) FROM chaincare.participations AS p
            LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id WHERE p.id = ANY (parties)))
        || ARRAY(SELECT c.id FROM chaincare.escalation_conditions AS c WHERE c.escalation_id = ANY (escalations)) END;
END $$;

CREATE OR REPLACE FUNCTION chaincare.uncleared_events() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    things uuid[] := chaincare.uncleared_things();
    anything boolean := chaincare.uncleared_anything();
BEGIN
    RETURN ARRAY(
        SELECT e.case_id || ':' || told.kind FROM chaincare.let_in AS e
        CROSS JOIN LATERAL (
            SELECT unnest('{shield,restriction,relative,address,safety-sheet}'::text[])
            UNION ALL
            SELECT 'network-move' WHERE anything
            UNION ALL
            SELECT 'contact' WHERE e.case_id = ANY (chaincare.uncleared_contacts())
            UNION ALL
            SELECT thing.kind FROM (
                SELECT 'escalation', x.id FROM chaincare.escalations AS x WHERE x.case_id = e.case_id
                UNION ALL SELECT 'agreement', a.id FROM chaincare.agreements AS a WHERE a.case_id = e.case_id
                UNION ALL SELECT 'meeting', m.id FROM chaincare.meetings AS m WHERE m.case_id = e.case_id
                UNION ALL SELECT 'regie-proposal', r.id FROM chaincare.regie_proposals AS r WHERE r.case_id = e.case_id
                UNION ALL SELECT 'last-resort', l.id FROM chaincare.regie_last_resorts AS l WHERE l.case_id = e.case_id
                UNION ALL SELECT 'stand-in', i.id FROM chaincare.stand_ins AS i WHERE i.case_id = e.case_id
                UNION ALL SELECT 'succession', n.id FROM chaincare.successions AS n WHERE n.case_id = e.case_id
            ) AS thing (kind, id)
            WHERE things <> '{}' GROUP BY thing.kind HAVING bool_and(thing.id = ANY (things))) AS told (kind)
        WHERE e.reach = 'own_log');
END $$;
