-- Whom an organisation of last resort named and who refused is not named again in the same request: neither by another name in between, nor
-- before the clock has seen that he refused.
ALTER TABLE chaincare.regie_last_resorts
    ADD COLUMN refused_ids uuid[] NOT NULL DEFAULT '{}',
    NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
UPDATE chaincare.regie_last_resorts SET refused_ids = ARRAY[named_id] WHERE awaits_name AND unnamed_because = 'refused';
ALTER TABLE chaincare.regie_last_resorts FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER;

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.keep_who_refused() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.refused_ids := OLD.refused_ids;
    IF OLD.named_id <> ALL (OLD.refused_ids) AND EXISTS (
            SELECT FROM chaincare.regie_responses AS s JOIN chaincare.participations AS p ON p.id = s.participation_id
            WHERE s.case_id = OLD.case_id AND s.answer = 'refusal' AND s.answered_at >= OLD.named_at
              AND p.professional_id = OLD.named_id) THEN
        NEW.refused_ids := OLD.refused_ids || OLD.named_id;
    END IF;
    IF NEW.named_at IS DISTINCT FROM OLD.named_at AND NEW.named_id = ANY (NEW.refused_ids) THEN
        RAISE EXCEPTION 'he refused already' USING ERRCODE = 'check_violation', CONSTRAINT = 'regie_last_resorts_not_refused';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.keep_who_refused() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.keep_who_refused() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER keep_who_refused BEFORE UPDATE OF named_at, unnamed_at ON chaincare.regie_last_resorts
    FOR EACH ROW EXECUTE FUNCTION chaincare.keep_who_refused();
