-- What a network agreed with its members: one line of versions, of which each stays as it was signed.

CREATE TABLE chaincare.covenants (
    id           uuid PRIMARY KEY,
    network_id   uuid NOT NULL CONSTRAINT covenants_one_a_network UNIQUE,
    edition      int NOT NULL CHECK (edition > 0),                  -- of the draft
    title        text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    grace_days   int NOT NULL CHECK (grace_days BETWEEN 0 AND 365),
    clauses      jsonb NOT NULL CHECK (jsonb_typeof(clauses) = 'array'),
    written_by   uuid NOT NULL REFERENCES chaincare.professionals,
    written_at   timestamptz NOT NULL,
    FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things (id, network_id)
);
SELECT chaincare.stand_apart('covenants');
CREATE POLICY app_sees ON chaincare.covenants FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker,management}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.covenants FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[]));
CREATE POLICY app_changes ON chaincare.covenants FOR UPDATE TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.covenants TO chaincare_app;
GRANT UPDATE (edition, title, grace_days, clauses, written_by, written_at) ON chaincare.covenants TO chaincare_app;

-- Published: never changed, and only with every clause that is obligatory (the rule says why of each).
CREATE TABLE chaincare.covenant_versions (
    covenant_id  uuid NOT NULL REFERENCES chaincare.covenants,
    version      int NOT NULL CHECK (version > 0),
    network_id   uuid NOT NULL REFERENCES chaincare.networks,
    title        text NOT NULL,
    grace_days   int NOT NULL CHECK (grace_days BETWEEN 0 AND 365),
    clauses      jsonb NOT NULL CONSTRAINT covenant_versions_complete CHECK (clauses @> '[{"kind": "division_of_means"}, {"kind": "exit"},
        {"kind": "bankruptcy"}, {"kind": "mutual_liability"}, {"kind": "joint_controllership"}, {"kind": "retention"},
        {"kind": "regie_rules"}, {"kind": "client_information"}]'),
    holds_from   date NOT NULL,
    fingerprint  text NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
    published_by uuid NOT NULL REFERENCES chaincare.professionals,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (covenant_id, version),
    CONSTRAINT covenant_versions_one_a_day UNIQUE (network_id, holds_from)
);
SELECT chaincare.stand_apart('covenant_versions');
CREATE POLICY app_sees ON chaincare.covenant_versions FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker,management}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.covenant_versions FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[])
        AND published_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e));
GRANT SELECT, INSERT ON chaincare.covenant_versions TO chaincare_app;
-- Who signed which version of the covenant, and what an organisation that did not takes on: nothing new.

ALTER TABLE chaincare.covenant_versions ADD CONSTRAINT covenant_versions_signed UNIQUE (covenant_id, version, network_id, fingerprint);

CREATE TABLE chaincare.covenant_accessions (
    id              uuid PRIMARY KEY,
    covenant_id     uuid NOT NULL,
    version         int NOT NULL,
    network_id      uuid NOT NULL,
    fingerprint     text NOT NULL,
    organisation_id uuid NOT NULL REFERENCES chaincare.organisations,
    signed_by       uuid NOT NULL REFERENCES chaincare.professionals,
    signed_as       text NOT NULL CHECK (char_length(signed_as) BETWEEN 1 AND 200),
    signed_at       timestamptz NOT NULL,
    FOREIGN KEY (covenant_id, version, network_id, fingerprint)
        REFERENCES chaincare.covenant_versions (covenant_id, version, network_id, fingerprint),
    CONSTRAINT covenant_accessions_once UNIQUE (covenant_id, version, organisation_id)
);
CREATE INDEX covenant_accessions_of_organisation ON chaincare.covenant_accessions (network_id, organisation_id, version);
SELECT chaincare.stand_apart('covenant_accessions');
CREATE POLICY app_sees ON chaincare.covenant_accessions FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker,management}'))::uuid[]));
-- For his own organisation, and by himself.
CREATE POLICY app_adds ON chaincare.covenant_accessions FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{management}'))::uuid[])
        AND EXISTS (SELECT FROM chaincare.cleared() AS e WHERE e.actor_id = signed_by
            AND e.organisation_id = covenant_accessions.organisation_id));
GRANT SELECT, INSERT ON chaincare.covenant_accessions TO chaincare_app;

-- What is new to an organisation: a case it had no part in, regie of a case that it does not direct, an escalation. What it does
-- already goes on, also by a colleague (decision 0091); an emergency waits for no signature. Of what a door does of itself (a
-- merge that was decided, a case taken up again) nothing is new.
SET LOCAL ROLE chaincare_door;
CREATE FUNCTION chaincare.hold_membership() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    coming jsonb := to_jsonb(NEW);
    moment timestamptz := coalesce(nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
    network uuid := (SELECT c.network_id FROM chaincare.cases AS c WHERE c.id = NEW.case_id);
    organisation uuid;
    why text;
BEGIN
    SELECT u.organisation_id INTO organisation FROM chaincare.units AS u WHERE u.id = coalesce((coming ->> 'unit_id')::uuid,
        (SELECT f.unit_id FROM chaincare.professionals AS f WHERE f.id = coalesce((coming ->> 'professional_id')::uuid,
            (SELECT p.professional_id FROM chaincare.participations AS p WHERE p.id = (coming ->> 'participation_id')::uuid))));
    why := chaincare.takes_on_nothing(network, organisation, moment);
    IF why IS NULL
       OR (TG_TABLE_NAME = 'participations' AND EXISTS (
            SELECT FROM chaincare.participations AS p
            LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
            JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
            WHERE p.case_id = NEW.case_id AND u.organisation_id = organisation))
       OR (TG_TABLE_NAME = 'regie_responses' AND NOT EXISTS (
            SELECT FROM chaincare.regie_proposals AS q
            WHERE q.id = (coming ->> 'proposal_id')::uuid AND q.kind <> 'return'
              AND (coming ->> 'participation_id')::uuid IN (q.candidate_id, q.contact_id)
              AND NOT EXISTS (
                SELECT FROM chaincare.regie_terms AS t
                JOIN chaincare.participations AS p ON p.id = t.holder_id
                JOIN chaincare.professionals AS f ON f.id = p.professional_id
                JOIN chaincare.units AS u ON u.id = f.unit_id
                WHERE t.case_id = NEW.case_id AND (t.during @> moment) IS TRUE AND u.organisation_id = organisation))) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'takes on nothing new' USING ERRCODE = 'check_violation', CONSTRAINT = why, TABLE = TG_TABLE_NAME;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hold_membership() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.hold_membership() TO chaincare_owner;
RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER hold_membership BEFORE INSERT ON chaincare.participations FOR EACH ROW
    WHEN (current_user <> 'chaincare_door' AND upper_inf(NEW.during) AND (NEW.professional_id IS NOT NULL OR NEW.unit_id IS NOT NULL))
    EXECUTE FUNCTION chaincare.hold_membership();
CREATE TRIGGER hold_membership BEFORE INSERT ON chaincare.regie_responses FOR EACH ROW
    WHEN (current_user <> 'chaincare_door' AND NEW.answer = 'assent') EXECUTE FUNCTION chaincare.hold_membership();
CREATE TRIGGER hold_membership BEFORE UPDATE OF state ON chaincare.escalation_targets FOR EACH ROW
    WHEN (current_user <> 'chaincare_door' AND NEW.case_id IS NOT NULL AND NEW.state = 'accepted' AND OLD.state <> 'accepted')
    EXECUTE FUNCTION chaincare.hold_membership();
