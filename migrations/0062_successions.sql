-- Somebody takes over from another in a case, from a moment ahead: the new school year. The new one takes part from now on with
-- scope `that`, and reads from that moment; the old one's part ends at it. A row says who follows whom, so that what the
-- old one was to carry out is the new one's to take over.
CREATE TABLE chaincare.successions (
    id           uuid PRIMARY KEY,
    case_id      uuid NOT NULL REFERENCES chaincare.cases,
    from_id      uuid NOT NULL,
    to_id        uuid NOT NULL,
    effective_at timestamptz NOT NULL,
    reason       text NOT NULL,
    made_by      uuid NOT NULL REFERENCES chaincare.professionals,
    made_at      timestamptz NOT NULL,
    CONSTRAINT successions_once UNIQUE (from_id),
    FOREIGN KEY (case_id, from_id) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, to_id) REFERENCES chaincare.participations (case_id, id),
    CHECK (from_id <> to_id)
);
CREATE INDEX successions_of_case ON chaincare.successions (case_id);

SELECT chaincare.stand_behind_wall('successions', '{core,full}', '{full}');

SET LOCAL ROLE chaincare_door;

-- Who holds regie leaves when it has moved (R6): with the term that ends by then his part does. Where his term goes on after
-- all, because the new one cannot begin, so does his part: nobody leaves silently.
CREATE FUNCTION chaincare.parts_follow_succession() RETURNS trigger
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
    WHERE s.from_id = NEW.holder_id AND p.id = s.from_id AND upper_inf(p.during) AND upper(NEW.during) <= s.effective_at
      AND NOT EXISTS (SELECT FROM chaincare.regie_terms AS t
                      WHERE t.case_id = NEW.case_id AND t.holder_id = NEW.holder_id
                        AND (upper_inf(t.during) OR upper(t.during) > s.effective_at));
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.parts_follow_succession() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.parts_follow_succession() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER parts_stay BEFORE UPDATE OF during ON chaincare.regie_terms
    FOR EACH ROW EXECUTE FUNCTION chaincare.parts_follow_succession();
CREATE TRIGGER parts_end AFTER UPDATE OF during ON chaincare.regie_terms
    FOR EACH ROW WHEN (NOT upper_inf(NEW.during)) EXECUTE FUNCTION chaincare.parts_follow_succession();

SELECT chaincare.allow_erasure();
