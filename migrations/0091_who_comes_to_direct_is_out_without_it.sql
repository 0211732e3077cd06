-- Who was brought in to direct, by a move of all regie whoever began it, is out when he never came to: also where what was agreed lapsed on
-- its day or after it, when his scope would have begun already (as 0084 says of successions). What begins his scope then falls away as well:
-- asked again in the same act (0088), he waits for his own agreement anew.
SET LOCAL ROLE chaincare_door;

CREATE OR REPLACE FUNCTION chaincare.out_without_regie() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.participations AS p
        SET during = tstzrange(lower(p.during), NEW.at), ended_because = 'regie_order_over', scope_from = NULL
        FROM chaincare.regie_proposals AS r
        WHERE r.id = NEW.proposal_id AND p.id = r.candidate_id AND p.scope_with_regie
          AND upper_inf(p.during) AND lower(p.during) < NEW.at
          AND NOT EXISTS (SELECT FROM chaincare.regie_terms AS t
                          WHERE t.case_id = p.case_id AND t.holder_id = p.id AND lower(t.during) <= NEW.at);
    RETURN NEW;
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
