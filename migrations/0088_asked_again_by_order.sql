-- Who was brought in by order to direct stays where another proposal of him takes the place of the first in the same act: what was put aside
-- for it had put him out (0078).
SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.asked_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.participations AS p SET during = tstzrange(lower(p.during), NULL), ended_because = NULL
        WHERE p.id = NEW.candidate_id AND p.ended_because = 'regie_order_over' AND upper(p.during) = NEW.proposed_at;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.asked_again() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.asked_again() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER asked_again AFTER INSERT ON chaincare.regie_proposals
    FOR EACH ROW EXECUTE FUNCTION chaincare.asked_again();
