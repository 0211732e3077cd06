-- Before there is a case, too, somebody can be kept from what is known of a person: the colleague who is her former husband reads no line
-- that his own unit reported. It stands with the line, is gone with it, and goes along to the case as a conflict of relation.
ALTER TABLE chaincare.inventory_lines ADD COLUMN kept_from jsonb NOT NULL DEFAULT '[]'
    CHECK (jsonb_typeof(kept_from) = 'array' AND (state = 'open' OR kept_from = '[]'));
GRANT UPDATE (kept_from) ON chaincare.inventory_lines TO chaincare_app;

SET LOCAL ROLE chaincare_door;
CREATE FUNCTION chaincare.line_kept_from(kept_from jsonb, professional uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT kept_from <> '[]' AND EXISTS (
        SELECT FROM jsonb_to_recordset(kept_from) AS k (professional_id uuid)
        WHERE k.professional_id IN (SELECT s.id FROM chaincare.same_professional(professional) AS s))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.line_kept_from(jsonb, uuid) FROM chaincare_app;
RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE FUNCTION chaincare.forget_kept_from() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.kept_from := '[]';
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.forget_kept_from() FROM PUBLIC;
CREATE TRIGGER inventory_lines_forget_kept_from BEFORE UPDATE OF state ON chaincare.inventory_lines
    FOR EACH ROW WHEN (NEW.state <> 'open') EXECUTE FUNCTION chaincare.forget_kept_from();
