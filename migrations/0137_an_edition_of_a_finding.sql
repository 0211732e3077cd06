-- Who reviews a finding speaks of what he read of it (D1): more that is found meanwhile, or a step that another took, makes it another edition.
ALTER TABLE chaincare.findings ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);

CREATE FUNCTION chaincare.next_edition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
-- The same found again, by a search of another period, is the same edition.
CREATE TRIGGER findings_next_edition BEFORE UPDATE ON chaincare.findings FOR EACH ROW
    WHEN ((OLD.state, OLD.round, OLD.times, OLD.first_at, OLD.last_at) IS DISTINCT FROM (NEW.state, NEW.round, NEW.times, NEW.first_at, NEW.last_at)
          OR NOT (OLD.entries <@ NEW.entries AND OLD.entries @> NEW.entries))
    EXECUTE FUNCTION chaincare.next_edition();
