-- What somebody can do only in the place of who directs is not there for whom he is hidden from (S5): his log and his timeline would
-- tell that another directs than he is told.
SET LOCAL ROLE chaincare_door;

-- What only who directs does, done in the place of somebody hidden: it is hidden as if he did it himself.
CREATE FUNCTION chaincare.uncleared_in_place() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
BEGIN
    RETURN CASE WHEN parties = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT done.id FROM (
            SELECT p.id, p.case_id, p.paused_by, lower(p.during) FROM chaincare.case_pauses AS p
            UNION ALL SELECT k.id, k.case_id, k.closed_by, k.closed_at FROM chaincare.case_closures AS k
            UNION ALL SELECT v.id, v.case_id, v.evaluated_by, v.evaluated_at FROM chaincare.case_evaluations AS v
                WHERE v.outcome = 'closes') AS done (id, case_id, by_id, at)
        JOIN (SELECT DISTINCT s.case_id FROM chaincare.standing_before_reader AS s) AS here ON here.case_id = done.case_id
        WHERE EXISTS (
            SELECT FROM chaincare.acting_of(ARRAY[done.case_id], done.at - interval '1 microsecond', 'infinity') AS a
            WHERE a.acting_id = done.by_id AND a.holder_id = ANY (parties))) END;
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

ALTER POLICY shielded ON chaincare.case_pauses
    USING ((paused_by = ANY ((SELECT chaincare.uncleared_parties())::uuid[])
            OR id = ANY ((SELECT chaincare.uncleared_in_place())::uuid[])) IS NOT TRUE);
ALTER POLICY shielded ON chaincare.case_closures
    USING ((closed_by = ANY ((SELECT chaincare.uncleared_parties())::uuid[])
            OR id = ANY ((SELECT chaincare.uncleared_in_place())::uuid[])) IS NOT TRUE);
ALTER POLICY shielded ON chaincare.case_evaluations
    USING ((evaluated_by = ANY ((SELECT chaincare.uncleared_parties())::uuid[])
            OR id = ANY ((SELECT chaincare.uncleared_in_place())::uuid[])) IS NOT TRUE);

ALTER POLICY shielded ON chaincare.access_entries
    USING ((
        (unit_id = ANY ((SELECT chaincare.uncleared_units())::uuid[]))
        OR (actor_id = ANY ((SELECT chaincare.uncleared_people())::uuid[]))
        OR (object_id = ANY ((SELECT chaincare.uncleared_things())::uuid[]))
        OR (asked_id = ANY ((SELECT chaincare.uncleared_things())::uuid[]))
        OR ((((case_id || ':'::text) || split_part(event, '.'::text, 1)) = ANY ((SELECT chaincare.uncleared_events())::text[])) AND (NOT ((event = 'contact.read'::text) AND (((issuer || '|'::text) || subject) = ANY ((SELECT chaincare.cleared_own_subjects())::text[])))))
        OR ((relation = ANY (ARRAY['coordinator'::text, 'match'::text, 'privacy_officer'::text, 'fg'::text, 'management_contact'::text])) AND ((((case_id || ':'::text) || network_id) = ANY ((SELECT chaincare.uncleared_networks())::text[]))
        OR ((rule = 'network-move/1'::text) AND ( SELECT chaincare.uncleared_anything() AS uncleared_anything))))
        OR (role = 'acting_holder' AND relation_by = ANY ((SELECT chaincare.uncleared_people())::uuid[])
            AND (event IN ('case.paused', 'case.resumed', 'case.closed', 'participation.ended')
                 OR object_id = ANY ((SELECT chaincare.uncleared_in_place())::uuid[])))) IS NOT TRUE);
