-- A succession is over when what was proposed with it came to nothing, or when it was withdrawn: then nobody's part ends by it.
ALTER TABLE chaincare.successions
    ADD COLUMN proposal_id       uuid REFERENCES chaincare.regie_proposals,  -- by which regie is to move with it
    ADD COLUMN brought_in        boolean NOT NULL DEFAULT false,             -- the new one takes part because of it
    ADD COLUMN over_at           timestamptz,
    ADD COLUMN withdrawn_because text,
    DROP CONSTRAINT successions_once;
CREATE UNIQUE INDEX successions_once ON chaincare.successions (from_id) WHERE over_at IS NULL;
CREATE INDEX successions_of_proposal ON chaincare.successions (proposal_id);

-- What was proposed with those that are there, and came to nothing.
ALTER TABLE chaincare.successions NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER successions_require_done;
ALTER TABLE chaincare.regie_proposals NO FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_outcomes NO FORCE ROW LEVEL SECURITY;
UPDATE chaincare.successions AS s SET proposal_id = (
    SELECT p.id FROM chaincare.regie_proposals AS p
    WHERE p.case_id = s.case_id AND p.candidate_id = s.to_id AND p.holder_id = s.from_id AND p.proposed_by = s.made_by
      AND p.proposed_at BETWEEN s.made_at AND s.made_at + interval '1 minute' ORDER BY p.id LIMIT 1);
UPDATE chaincare.successions AS s SET over_at = o.at FROM chaincare.regie_outcomes AS o
    WHERE o.proposal_id = s.proposal_id AND o.outcome NOT IN ('agreed', 'in_effect');
ALTER TABLE chaincare.regie_outcomes FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_proposals FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.successions FORCE ROW LEVEL SECURITY, ENABLE TRIGGER successions_require_done;

CREATE POLICY app_changes ON chaincare.successions FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]))
    WITH CHECK (over_at IS NOT NULL AND case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
CREATE POLICY door_ends ON chaincare.successions FOR UPDATE TO chaincare_door USING (true);
GRANT UPDATE (over_at, withdrawn_because) ON chaincare.successions TO chaincare_app;
GRANT UPDATE (over_at) ON chaincare.successions TO chaincare_door;

SET LOCAL ROLE chaincare_door;

-- As it was (0062), but only where regie moves by what was proposed with it, and that stands.
CREATE OR REPLACE FUNCTION chaincare.parts_follow_succession() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_WHEN = 'BEFORE' THEN
        UPDATE chaincare.participations AS p SET during = tstzrange(lower(p.during), NULL), ended_because = NULL
        WHERE p.id = NEW.holder_id AND p.ended_because = 'succeeded' AND NOT NEW.during <@ p.during;
        RETURN NEW;
    END IF;
    UPDATE chaincare.participations AS p
    SET during = tstzrange(lower(p.during), s.effective_at), ended_because = 'succeeded'
    FROM chaincare.successions AS s
    WHERE s.from_id = NEW.holder_id AND s.over_at IS NULL AND p.id = s.from_id AND upper_inf(p.during)
      AND upper(NEW.during) <= s.effective_at
      AND EXISTS (SELECT FROM chaincare.regie_outcomes AS o
                  WHERE o.proposal_id = s.proposal_id AND o.outcome IN ('agreed', 'in_effect'))
      AND NOT EXISTS (SELECT FROM chaincare.regie_terms AS t
                      WHERE t.case_id = NEW.case_id AND t.holder_id = NEW.holder_id
                        AND (upper_inf(t.during) OR upper(t.during) > s.effective_at));
    RETURN NEW;
END $$;

-- With the proposal, the succession is over.
CREATE FUNCTION chaincare.succession_follows_proposal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.successions AS s SET over_at = NEW.at WHERE s.proposal_id = NEW.proposal_id AND s.over_at IS NULL;
    RETURN NEW;
END $$;

-- Who was to leave stays; who was brought in for it, and is to read nothing yet, is out again.
CREATE FUNCTION chaincare.parts_without_succession() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.participations AS p SET during = tstzrange(lower(p.during), NULL), ended_because = NULL
        WHERE p.id = NEW.from_id AND p.ended_because = 'succeeded' AND upper(p.during) = NEW.effective_at;
    UPDATE chaincare.participations AS p
        SET during = tstzrange(lower(p.during), NEW.over_at), ended_because = 'succession_over'
        WHERE NEW.brought_in AND p.id = NEW.to_id AND upper_inf(p.during) AND lower(p.during) < NEW.over_at
          AND p.scope_from > NEW.over_at;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.succession_follows_proposal(), chaincare.parts_without_succession() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.succession_follows_proposal(), chaincare.parts_without_succession() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER succession_follows AFTER INSERT ON chaincare.regie_outcomes
    FOR EACH ROW WHEN (NEW.outcome NOT IN ('agreed', 'in_effect')) EXECUTE FUNCTION chaincare.succession_follows_proposal();
CREATE TRIGGER parts_go_on AFTER UPDATE OF over_at ON chaincare.successions
    FOR EACH ROW WHEN (OLD.over_at IS NULL AND NEW.over_at IS NOT NULL)
    EXECUTE FUNCTION chaincare.parts_without_succession();
