-- Whom an organisation of last resort named refuses, or works no longer: it has to name another, in a term of its own.
ALTER TABLE chaincare.regie_last_resorts
    ADD COLUMN unnamed_at timestamptz,
    ADD COLUMN unnamed_because text CHECK (unnamed_because IN ('refused', 'left')),
    ADD CHECK ((unnamed_at IS NULL) = (unnamed_because IS NULL)),
    ADD COLUMN awaits_name boolean NOT NULL GENERATED ALWAYS AS (named_at IS NULL OR coalesce(unnamed_at >= named_at, false)) STORED;
GRANT UPDATE (name_by, unnamed_at, unnamed_because) ON chaincare.regie_last_resorts TO chaincare_door;

SET LOCAL ROLE chaincare_door;

CREATE OR REPLACE FUNCTION chaincare.time_last_resort() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('last_resort', NEW.id, NEW.id, NEW.case_id,
        CASE WHEN NEW.ended_at IS NULL AND NEW.awaits_name
             THEN (coalesce(NEW.unnamed_at, NEW.assigned_at) AT TIME ZONE 'Europe/Amsterdam')::date END, 3);
    RETURN NULL;
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
