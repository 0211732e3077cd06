-- That somebody cannot decide something himself takes his word away: nobody makes that alone. Who judged is a
-- professional of the directory, or somebody else with his profession (rows of before say neither), and a second
-- professional confirms it before anything rests on it; that holds for rows of before as well.

ALTER TABLE chaincare.capacity_statements
    ADD COLUMN judge_id     uuid REFERENCES chaincare.professionals,
    ADD COLUMN profession   text,
    ADD COLUMN confirmed_by uuid,
    ADD COLUMN confirmed_at timestamptz,
    ADD CHECK (num_nonnulls(judge_id, profession) < 2),
    ADD CHECK (num_nonnulls(confirmed_by, confirmed_at) IN (0, 2)),
    ADD FOREIGN KEY (case_id, confirmed_by) REFERENCES chaincare.participations (case_id, id);

SET LOCAL ROLE chaincare_door;

-- What the rule says, for whoever forgot to ask: nobody is the second one beside himself, nor who is of the same unit
-- where another unit takes part, nor in anybody's name but his own.
CREATE FUNCTION chaincare.is_second_voice(of_case uuid, first_id uuid, second_id uuid, moment timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.let_in AS e
        JOIN chaincare.participations AS p ON p.case_id = e.case_id AND p.id = e.relation_id
        JOIN chaincare.professionals AS f ON f.id = p.professional_id
        LEFT JOIN (chaincare.participations AS q JOIN chaincare.professionals AS g ON g.id = q.professional_id) ON q.id = first_id
        WHERE e.case_id = of_case AND e.reach = 'full' AND p.id = second_id AND p.scope = 'full'
          AND f.id IS DISTINCT FROM g.id AND (f.unit_id IS DISTINCT FROM g.unit_id OR NOT EXISTS (
              SELECT FROM chaincare.participations AS o JOIN chaincare.professionals AS h ON h.id = o.professional_id
              WHERE o.case_id = of_case AND o.scope = 'full' AND (o.during @> moment) IS TRUE AND h.unit_id <> g.unit_id)));
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.is_second_voice(uuid, uuid, uuid, timestamptz) FROM chaincare_app;

CREATE FUNCTION chaincare.hold_capacity_to_second() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.confirmed_by IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.confirmed_by IS NOT NULL
        OR NOT chaincare.is_second_voice(NEW.case_id, NEW.recorded_by, NEW.confirmed_by, NEW.confirmed_at)) THEN
        RAISE EXCEPTION 'not by a second' USING ERRCODE = 'check_violation', CONSTRAINT = 'capacity_statements_by_a_second';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hold_capacity_to_second() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.hold_capacity_to_second() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER capacity_statements_hold_to_second BEFORE INSERT OR UPDATE ON chaincare.capacity_statements
    FOR EACH ROW EXECUTE FUNCTION chaincare.hold_capacity_to_second();
CREATE POLICY app_confirms ON chaincare.capacity_statements FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT UPDATE (confirmed_by, confirmed_at) ON chaincare.capacity_statements TO chaincare_app;
-- Who confirmed may be behind a shield, as who recorded it (S5): then it is hidden as a whole.
CREATE POLICY shielded_second ON chaincare.capacity_statements AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((confirmed_by = ANY ((SELECT chaincare.uncleared_parties())::uuid[])) IS NOT TRUE);
