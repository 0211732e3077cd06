-- What stands between a reader and his cases (S5), found out before there is any entry: a row that the wall would leave out
-- takes no place on a page, is not counted, and is the reason of no entry. The wall asks the same of entries that are
-- written (0023, 0031, 0040, 0071, 0090), of which there are none yet; tests/shields/test_worklist_hides.py holds the two equal.

-- As `standing_before_reader`, of entries that are not written yet.
CREATE OR REPLACE FUNCTION chaincare.standing_before(readers chaincare.access_entries[])
RETURNS SETOF chaincare.standing_before_reader LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.case_id, 'party', p.id, p.professional_id, NULL::uuid
    FROM unnest(readers) AS e
    JOIN chaincare.restrictions AS r ON r.case_id = e.case_id AND r.lifted_at IS NULL AND r.item_kind = 'party'
        AND (e.relation_id = ANY (chaincare.parts_of_person(r.case_id, r.participation_id))
             OR EXISTS (SELECT FROM chaincare.participations AS o WHERE o.case_id = r.case_id
                        AND o.id = r.participation_id AND o.professional_id = e.actor_id))
    JOIN chaincare.participations AS p ON p.case_id = r.case_id AND p.id = r.item_id
    WHERE e.reach = 'client'
    UNION ALL
    SELECT s.case_id, s.hides, s.participation_id, s.professional_id, s.unit_id
    FROM unnest(readers) AS e JOIN chaincare.shields AS s ON s.case_id = e.case_id AND s.lifted_at IS NULL
    WHERE e.reach IN ('that', 'client')
      AND (e.unit_id = s.unit_id) IS NOT TRUE
      AND (e.relation_id = s.participation_id) IS NOT TRUE
      AND (e.actor_id = s.professional_id) IS NOT TRUE
    UNION ALL
    SELECT f.case_id, 'party', f.about, a.professional_id, NULL
    FROM unnest(readers) AS e
    JOIN chaincare.emergency_facts AS f ON f.case_id = e.case_id AND f.kind = 'crisis_begun'
    JOIN chaincare.emergency_accesses AS a ON a.id = f.access_id
    WHERE e.reach IN ('that', 'client') AND (e.actor_id = a.professional_id) IS NOT TRUE
      AND NOT EXISTS (SELECT FROM chaincare.emergency_facts AS d
                      WHERE d.access_id = f.access_id AND d.kind = 'disclosed')
$$;
REVOKE EXECUTE ON FUNCTION chaincare.standing_before(chaincare.access_entries[]) FROM chaincare_app;

-- `things`: the parties that are hidden, and whatever of a worklist is theirs, as the functions `uncleared_…` have it; `directed`:
-- the cases that somebody hidden directs. Both NULL where nothing is hidden, and nothing is asked for who works together in his
-- cases. Over all cases somebody is near to, where the wall asks for those of one page: never less than it hides.
CREATE OR REPLACE FUNCTION chaincare.hidden_from(met chaincare.access_entries[], moment timestamptz,
    OUT things uuid[], OUT directed uuid[])
LANGUAGE plpgsql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    readers chaincare.access_entries[] := ARRAY(SELECT e FROM unnest(met) AS e WHERE e.reach IN ('that', 'client'));
    before chaincare.standing_before_reader[];
    cases uuid[];
    parties uuid[];
    units uuid[];
    people uuid[];
    houses uuid[];
    asked uuid[];
BEGIN
    IF readers = '{}' THEN
        RETURN;
    END IF;
    things := ARRAY(
        SELECT r.item_id FROM unnest(readers) AS e
        JOIN chaincare.restrictions AS r ON r.case_id = e.case_id AND r.lifted_at IS NULL AND r.item_kind <> 'party'
        WHERE e.relation_id = ANY (chaincare.parts_of_person(r.case_id, r.participation_id))
           OR EXISTS (SELECT FROM chaincare.participations AS p WHERE p.case_id = r.case_id
                      AND p.id = r.participation_id AND p.professional_id = e.actor_id));
    before := ARRAY(SELECT s FROM chaincare.standing_before(readers) AS s);
    IF before = '{}' AND things = '{}' THEN
        things := NULL;
        RETURN;
    END IF;
    cases := ARRAY(SELECT DISTINCT s.case_id FROM unnest(before) AS s);
    units := ARRAY(SELECT s.unit_id FROM unnest(before) AS s WHERE s.unit_id IS NOT NULL);
    parties := ARRAY(
        SELECT p.id FROM unnest(before) AS s JOIN chaincare.participations AS p ON p.case_id = s.case_id
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        WHERE p.id = s.participation_id OR p.professional_id = s.professional_id
           OR coalesce(p.unit_id, f.unit_id) = s.unit_id);
    people := ARRAY(
        SELECT f.id FROM unnest(before) AS s
        JOIN chaincare.professionals AS f ON f.id = s.professional_id OR f.unit_id = s.unit_id);
    houses := ARRAY(
        SELECT u.organisation_id FROM chaincare.units AS u WHERE u.id = ANY (units)
        UNION ALL
        SELECT u.organisation_id FROM chaincare.professionals AS f JOIN chaincare.units AS u ON u.id = f.unit_id
        WHERE f.id = ANY (people)
        UNION ALL
        SELECT u.organisation_id FROM chaincare.participations AS p
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id) WHERE p.id = ANY (parties));
    asked := things || ARRAY(
        SELECT x.id FROM chaincare.escalations AS x
        WHERE x.case_id = ANY (cases) AND (
            x.requested_by = ANY (parties) OR x.bridge_id = ANY (parties) OR EXISTS (
                SELECT FROM chaincare.escalation_targets AS t
                WHERE t.escalation_id = x.id AND (t.unit_id = ANY (units) OR t.participation_id = ANY (parties)))));
    things := asked || parties || ARRAY(
        SELECT t.id FROM chaincare.escalation_targets AS t WHERE t.escalation_id = ANY (asked)
        UNION ALL
        SELECT a.id FROM chaincare.agreements AS a WHERE a.case_id = ANY (cases)
            AND (a.responsible_id = ANY (parties) OR a.proposed_by = ANY (parties) OR a.candidate_id = ANY (parties))
        UNION ALL
        SELECT m.id FROM chaincare.meetings AS m WHERE m.case_id = ANY (cases) AND m.recorded_by = ANY (parties)
        UNION ALL
        SELECT r.id FROM chaincare.regie_proposals AS r WHERE r.case_id = ANY (cases) AND parties <> '{}'
            AND (ARRAY[r.candidate_id, r.holder_id, r.contact_id, r.representative_id] && parties
                 OR r.proposed_by = ANY (people))
        UNION ALL
        SELECT r.id FROM chaincare.regie_last_resorts AS r WHERE r.case_id = ANY (cases)
            AND (r.named_id = ANY (people) OR r.organisation_id = ANY (houses))
        UNION ALL
        SELECT c.id FROM chaincare.consents AS c WHERE c.case_id = ANY (cases)
            AND (c.recorded_by = ANY (parties) OR (c.recipients <> '{}' AND c.recipients <@ units)
                 OR (c.disclosers <> '{}' AND c.disclosers <@ units)));
    directed := ARRAY(
        SELECT t.case_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (cases) AND t.holder_id = ANY (parties) AND (t.during @> moment) IS TRUE);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hidden_from(chaincare.access_entries[], timestamptz) FROM chaincare_app;
