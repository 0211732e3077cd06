-- That an agreement can come about no more because the one it was to replace ended, went back to whoever proposed it as a step in its
-- history: to whom that other one is hidden the step was told by what was missing (a version without a line, whom it waits for, an assent that was
-- refused). Now its row alone says it, to who sees both; to anybody else nothing of it has changed, and his word on it counts: it then stands alone.
ALTER TABLE chaincare.agreements ADD COLUMN returned_at timestamptz;
GRANT UPDATE (returned_at) ON chaincare.agreements TO chaincare_door;

SET LOCAL ROLE chaincare_door;

CREATE OR REPLACE FUNCTION chaincare.return_replacing(old_one chaincare.agreements, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n chaincare.agreements;
BEGIN
    FOR n IN SELECT * FROM chaincare.agreements AS a
        WHERE a.case_id = old_one.case_id AND a.supersedes = old_one.id AND NOT a.returned AND a.returned_at IS NULL
          AND a.state IN ('proposed', 'awaiting_new_responsible') AND a.id IS DISTINCT FROM old_one.superseded_by
        ORDER BY a.id FOR UPDATE
    LOOP
        CONTINUE WHEN chaincare.still_replaces(n, old_one);
        UPDATE chaincare.agreements AS a SET returned = true, returned_at = return_replacing.at WHERE a.id = n.id;
    END LOOP;
END $$;

-- Who does not see the other one agreed to it all the same: it stands alone from there on, and is in nobody's place again.
CREATE FUNCTION chaincare.stand_alone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.returned := false;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.stand_alone() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.stand_alone() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER agreements_stand_alone BEFORE UPDATE ON chaincare.agreements FOR EACH ROW
    WHEN (NEW.returned_at IS NOT NULL AND NEW.returned AND NEW.state = 'agreed')
    EXECUTE FUNCTION chaincare.stand_alone();
