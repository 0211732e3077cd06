-- Where no person accepts regie, the coordinator has an organisation name one, by the covenant's last-resort clause (R2). That it
-- was assigned, and why, stays for ever. It opens the case to nobody.
CREATE TABLE chaincare.regie_last_resorts (
    id              uuid PRIMARY KEY,
    case_id         uuid NOT NULL REFERENCES chaincare.cases,
    organisation_id uuid NOT NULL REFERENCES chaincare.organisations,
    reason          text NOT NULL,
    assigned_by     uuid NOT NULL REFERENCES chaincare.professionals,
    assigned_at     timestamptz NOT NULL,
    name_by         timestamptz NOT NULL CHECK (name_by > assigned_at),
    named_id        uuid REFERENCES chaincare.professionals,
    named_by        uuid REFERENCES chaincare.professionals,
    named_at        timestamptz,
    ended_at        timestamptz,
    because   text CHECK (because IN ('own_holder', 'another_holder', 'withdrawn')),
    ended_by        uuid REFERENCES chaincare.professionals,
    CHECK (num_nonnulls(named_id, named_by, named_at) IN (0, 3)),
    CHECK ((ended_at IS NULL) = (because IS NULL) AND (ended_by IS NOT NULL) = (because IS NOT DISTINCT FROM 'withdrawn'))
);
CREATE UNIQUE INDEX regie_last_resorts_one_runs ON chaincare.regie_last_resorts (case_id) WHERE ended_at IS NULL;
CREATE INDEX regie_last_resorts_of_organisation ON chaincare.regie_last_resorts (organisation_id) WHERE ended_at IS NULL;
CREATE INDEX regie_last_resorts_of_case ON chaincare.regie_last_resorts (case_id);

SELECT chaincare.stand_behind_wall('regie_last_resorts', '{core,full,client,steering,management}', '{steering,management}',
    'named_id, named_by, named_at, ended_at, because, ended_by');
CREATE POLICY assigned_by_coordinator ON chaincare.regie_last_resorts AS RESTRICTIVE FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{steering}'))::uuid[]));
-- Whoever was named may have become a party behind a shield since.
CREATE POLICY shielded ON chaincare.regie_last_resorts AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((named_id = ANY ((SELECT chaincare.uncleared_people())::uuid[])) IS NOT TRUE);
CREATE POLICY door_ends ON chaincare.regie_last_resorts FOR UPDATE TO chaincare_door USING (true);
GRANT UPDATE (ended_at, because) ON chaincare.regie_last_resorts TO chaincare_door;

ALTER TABLE chaincare.timers
    DROP CONSTRAINT timers_kind_check,
    ADD CONSTRAINT timers_kind_check CHECK (kind IN ('agreement', 'agreement_answer', 'precondition', 'escalation_answer',
        'escalation_question', 'escalation_review', 'needed_party', 'regie_answer', 'regie_objection', 'last_resort'));
DROP POLICY app_sees ON chaincare.ladder_steps;
CREATE POLICY app_sees ON chaincare.ladder_steps FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,steering}'))::uuid[])
           AND CASE WHEN kind = 'needed_party' THEN EXISTS (
                    SELECT FROM chaincare.needed_parties AS n WHERE n.id = within_id)
               WHEN starts_with(kind, 'escalation') THEN EXISTS (
                    SELECT FROM chaincare.escalations AS x WHERE x.id = within_id)
               WHEN starts_with(kind, 'regie') THEN EXISTS (
                    SELECT FROM chaincare.regie_proposals AS p WHERE p.id = within_id)
               WHEN kind = 'last_resort' THEN EXISTS (
                    SELECT FROM chaincare.regie_last_resorts AS r WHERE r.id = within_id)
               ELSE EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = within_id) END);

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.time_last_resort() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('last_resort', NEW.id, NEW.id, NEW.case_id,
        CASE WHEN NEW.ended_at IS NULL AND NEW.named_at IS NULL
             THEN (NEW.assigned_at AT TIME ZONE 'Europe/Amsterdam')::date END, 3);
    RETURN NULL;
END $$;

-- Somebody was agreed on, or assigned: it is over, one way or the other.
CREATE FUNCTION chaincare.end_last_resort() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.regie_last_resorts AS r SET ended_at = greatest(lower(NEW.during), r.assigned_at),
        because = CASE WHEN EXISTS (
            SELECT FROM chaincare.participations AS p JOIN chaincare.professionals AS f ON f.id = p.professional_id
            JOIN chaincare.units AS u ON u.id = f.unit_id
            WHERE p.id = NEW.holder_id AND u.organisation_id = r.organisation_id) THEN 'own_holder' ELSE 'another_holder' END
        WHERE r.case_id = NEW.case_id AND r.ended_at IS NULL;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.time_last_resort(), chaincare.end_last_resort() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.time_last_resort(), chaincare.end_last_resort() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER regie_last_resorts_time AFTER INSERT OR UPDATE ON chaincare.regie_last_resorts
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_last_resort();
CREATE TRIGGER regie_terms_end_last_resort AFTER INSERT ON chaincare.regie_terms
    FOR EACH ROW WHEN (NEW.kind <> 'interim') EXECUTE FUNCTION chaincare.end_last_resort();

SELECT chaincare.allow_erasure();
