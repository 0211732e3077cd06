-- What a professional was called before: a search of the log for somebody's own name is not passed by with another one for a day.
ALTER TABLE chaincare.professionals ADD earlier_names text[] NOT NULL DEFAULT '{}';

CREATE FUNCTION chaincare.keep_earlier_name() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.earlier_names := CASE WHEN OLD.name = ANY (OLD.earlier_names) THEN OLD.earlier_names ELSE OLD.earlier_names || OLD.name END;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.keep_earlier_name() FROM PUBLIC, chaincare_app;

CREATE TRIGGER keep_earlier_name BEFORE UPDATE OF name ON chaincare.professionals
    FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION chaincare.keep_earlier_name();
