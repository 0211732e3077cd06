-- What stands between a reader and a case is asked by nearly every table of every read, and for whoever works together in a case
-- the answer is that nothing does: it is found out by looking once at how he was let in, and not three times.
SET LOCAL ROLE chaincare_door;

CREATE OR REPLACE VIEW chaincare.standing_before_reader AS
    WITH reader AS MATERIALIZED (
        SELECT e.case_id, e.reach, e.relation_id, e.actor_id, e.unit_id FROM chaincare.let_in AS e
        WHERE e.reach IN ('that', 'client', 'own_log')
    )
    SELECT r.case_id, 'party' AS hides, p.id AS participation_id, p.professional_id, NULL::uuid AS unit_id
    FROM reader AS e
    JOIN chaincare.restrictions AS r ON r.case_id = e.case_id AND r.lifted_at IS NULL AND r.item_kind = 'party'
        AND (e.relation_id = ANY (chaincare.parts_of_person(r.case_id, r.participation_id))
             OR EXISTS (SELECT FROM chaincare.participations AS o WHERE o.case_id = r.case_id
                        AND o.id = r.participation_id AND o.professional_id = e.actor_id))
    JOIN chaincare.participations AS p ON p.case_id = r.case_id AND p.id = r.item_id
    WHERE e.reach IN ('client', 'own_log')   -- among those who work together nobody seems absent, or to direct nothing
    UNION ALL
    SELECT s.case_id, s.hides, s.participation_id, s.professional_id, s.unit_id
    FROM reader AS e JOIN chaincare.shields AS s ON s.case_id = e.case_id AND s.lifted_at IS NULL
    WHERE (e.unit_id = s.unit_id) IS NOT TRUE
      AND (e.relation_id = s.participation_id) IS NOT TRUE
      AND (e.actor_id = s.professional_id) IS NOT TRUE
    UNION ALL
    -- Who took part for a crisis (0021), until somebody responsible said that it is safe to tell.
    SELECT f.case_id, 'party', f.about, a.professional_id, NULL
    FROM reader AS e
    JOIN chaincare.emergency_facts AS f ON f.case_id = e.case_id AND f.kind = 'crisis_begun'
    JOIN chaincare.emergency_accesses AS a ON a.id = f.access_id
    WHERE (e.actor_id = a.professional_id) IS NOT TRUE
      AND NOT EXISTS (SELECT FROM chaincare.emergency_facts AS d
                      WHERE d.access_id = f.access_id AND d.kind = 'disclosed');

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
