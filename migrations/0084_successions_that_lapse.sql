-- Who was brought in for a succession that is over is out, also where it came to nothing on its day or after it, when he could read
-- already: a part that rests on nothing any more does not go on (S2). What he took over till then waits for another.
SET LOCAL ROLE chaincare_door;

CREATE OR REPLACE FUNCTION chaincare.parts_without_succession() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.participations AS p SET during = tstzrange(lower(p.during), NULL), ended_because = NULL
        WHERE p.id = NEW.from_id AND p.ended_because = 'succeeded' AND upper(p.during) = NEW.effective_at;
    UPDATE chaincare.participations AS p
        SET during = tstzrange(lower(p.during), NEW.over_at), ended_because = 'succession_over'
        WHERE NEW.brought_in AND p.id = NEW.to_id AND upper_inf(p.during) AND lower(p.during) < NEW.over_at
          AND NOT EXISTS (SELECT FROM chaincare.regie_terms AS t
                          WHERE t.case_id = NEW.case_id AND t.holder_id = p.id AND (t.during @> NEW.over_at) IS TRUE);
    RETURN NEW;
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
