-- Who never gets near a case, whose login or system was stopped, and how many clients an hour one person or one
-- partner system may look at. The doors ask all three on every request, so each is one probe of a small index.

-- The relation-conflict list of a case: a professional, an organisation or a representative to whom it
-- does not exist, whatever relation he has or gets. Never said to him; the reason stays in the case.
CREATE TABLE chaincare.relation_conflicts (
    id                uuid PRIMARY KEY,
    case_id           uuid NOT NULL REFERENCES chaincare.cases,
    professional_id   uuid REFERENCES chaincare.professionals,
    organisation_id   uuid REFERENCES chaincare.organisations,
    representative_id uuid REFERENCES chaincare.representatives,
    reason            text NOT NULL,
    decided_by        text NOT NULL,         -- who decided it: a court, the regie holder, the client
    review_on         date NOT NULL,
    recorded_by       uuid NOT NULL REFERENCES chaincare.professionals,
    recorded_at       timestamptz NOT NULL,
    ended_at          timestamptz,
    ended_by          uuid REFERENCES chaincare.professionals,
    ended_because     text,
    CHECK (num_nonnulls(professional_id, organisation_id, representative_id) = 1),
    CHECK (num_nonnulls(ended_at, ended_by, ended_because) IN (0, 3)),
    CONSTRAINT relation_conflicts_in_case UNIQUE (case_id, id)
);
CREATE INDEX relation_conflicts_running ON chaincare.relation_conflicts (case_id) WHERE ended_at IS NULL;
-- Each party stands in the list once; nobody outside the case can come near these keys.
CREATE UNIQUE INDEX relation_conflicts_once ON chaincare.relation_conflicts
    (case_id, coalesce(professional_id, organisation_id, representative_id)) WHERE ended_at IS NULL;
SELECT chaincare.stand_behind_wall('relation_conflicts', '{full}', '{full}',
    'review_on, ended_at, ended_by, ended_because');

-- A login that an administrator blocked: issuer and subject, so that it stays blocked whoever is registered by it.
CREATE TABLE chaincare.login_blocks (
    id                uuid PRIMARY KEY,
    network_id        uuid NOT NULL REFERENCES chaincare.networks,
    professional_id   uuid NOT NULL REFERENCES chaincare.professionals,
    issuer            text NOT NULL,
    subject           text NOT NULL,
    reason            text NOT NULL,
    blocked_by        uuid NOT NULL REFERENCES chaincare.professionals,
    blocked_at        timestamptz NOT NULL,
    unblocked_by      uuid REFERENCES chaincare.professionals,
    unblocked_at      timestamptz,
    unblocked_because text,
    CHECK (num_nonnulls(unblocked_by, unblocked_at, unblocked_because) IN (0, 3))
);
CREATE UNIQUE INDEX login_blocks_running ON chaincare.login_blocks (issuer, subject) WHERE unblocked_at IS NULL;
CREATE INDEX login_blocks_of_network ON chaincare.login_blocks (network_id, id);

-- A partner system (the client_id of a token) that an administrator stopped in his network, until it may go on.
CREATE TABLE chaincare.partner_stops (
    id              uuid PRIMARY KEY,
    network_id      uuid NOT NULL REFERENCES chaincare.networks,
    partner         text NOT NULL,
    reason          text NOT NULL,
    stopped_by      uuid NOT NULL REFERENCES chaincare.professionals,
    stopped_at      timestamptz NOT NULL,
    resumed_by      uuid REFERENCES chaincare.professionals,
    resumed_at      timestamptz,
    resumed_because text,
    CHECK (num_nonnulls(resumed_by, resumed_at, resumed_because) IN (0, 3))
);
CREATE UNIQUE INDEX partner_stops_running ON chaincare.partner_stops (partner, network_id) WHERE resumed_at IS NULL;
CREATE INDEX partner_stops_of_network ON chaincare.partner_stops (network_id, id);

SELECT chaincare.stand_apart('login_blocks'), chaincare.stand_apart('partner_stops');

-- First looks: that somebody came to a client whom he had not come to in the hour before, and through which system.
-- Kept beside the log by the door that writes it, because counting the log itself would cost what it grows.
CREATE TABLE chaincare.first_looks (
    actor_id   uuid NOT NULL,
    client     uuid NOT NULL,                -- the pseudonym, as in the log
    partner    text NOT NULL,
    network_id uuid,
    named      boolean NOT NULL,             -- false where the reach shows no name: it counts for the system only
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX first_looks_of_actor ON chaincare.first_looks (actor_id, client, at);
CREATE INDEX first_looks_of_partner ON chaincare.first_looks (partner, at) INCLUDE (client, network_id);
CREATE INDEX first_looks_by_age ON chaincare.first_looks (at);
ALTER TABLE chaincare.first_looks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY door_reads ON chaincare.first_looks FOR SELECT TO chaincare_door USING (true);
CREATE POLICY door_counts ON chaincare.first_looks FOR INSERT TO chaincare_door WITH CHECK (true);
GRANT SELECT, INSERT ON chaincare.first_looks TO chaincare_door;
CREATE POLICY owner_forgets ON chaincare.first_looks FOR DELETE TO chaincare_owner USING (true);
CREATE POLICY owner_finds ON chaincare.first_looks FOR SELECT TO chaincare_owner USING (true);

CREATE FUNCTION chaincare.forget_first_looks() RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM chaincare.first_looks WHERE at < clock_timestamp() - interval '2 hours'
$$;
REVOKE EXECUTE ON FUNCTION chaincare.forget_first_looks() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chaincare.forget_first_looks() TO chaincare_app;

-- How many different clients an hour, for one professional and for one partner system: the network's to set.
ALTER TABLE chaincare.networks
    ADD COLUMN clients_an_hour int NOT NULL DEFAULT 60 CHECK (clients_an_hour BETWEEN 1 AND 10000),
    ADD COLUMN partner_clients_an_hour int NOT NULL DEFAULT 2000 CHECK (partner_clients_an_hour BETWEEN 1 AND 1000000),
    ADD COLUMN breadth_version int NOT NULL DEFAULT 1;
GRANT UPDATE (clients_an_hour, partner_clients_an_hour, breadth_version) ON chaincare.networks TO chaincare_app;

-- Organisations and units are edited by name, and their edition is named with it (D1). Mandates end before their
-- date for a reason, by somebody.
ALTER TABLE chaincare.organisations
    ADD COLUMN version int NOT NULL DEFAULT 1, ADD COLUMN status_because text, ADD COLUMN status_since timestamptz;
ALTER TABLE chaincare.units ADD COLUMN version int NOT NULL DEFAULT 1;
ALTER TABLE chaincare.mandates ADD COLUMN ended_because text, ADD COLUMN ended_by uuid REFERENCES chaincare.professionals;
GRANT UPDATE (version, status_because, status_since) ON chaincare.organisations TO chaincare_app;
GRANT UPDATE (version) ON chaincare.units TO chaincare_app;
GRANT UPDATE (ended_because, ended_by) ON chaincare.mandates TO chaincare_app;

SET LOCAL ROLE chaincare_door;

-- The networks an administrator's ticket is for: what was stopped elsewhere is not his to see.
CREATE FUNCTION chaincare.cleared_administrations() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT network_id FROM chaincare.let_in WHERE reach = 'administration' AND network_id IS NOT NULL);
END $$;

-- Of which clients the log hides from an auditor because he, or his organisation, is in conflict with one: their
-- pseudonyms, and the ids they and their cases can be asked by.
CREATE FUNCTION chaincare.cleared_log_without() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT unnest(ARRAY[k.pseudonym, k.id, c.id]) FROM chaincare.let_in AS e
        JOIN chaincare.relation_conflicts AS x ON x.ended_at IS NULL
            AND (x.professional_id = e.actor_id OR x.organisation_id = e.organisation_id)
        JOIN chaincare.cases AS c ON c.id = x.case_id
        JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE e.reach = 'log');
END $$;

-- Nobody in conflict with a case comes into it, by whatever statement: as a party, as a unit that is asked, by an
-- invitation. A guarantee of the database like a constraint, and named like one.
CREATE FUNCTION chaincare.bar_conflicts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    coming jsonb := to_jsonb(NEW);
BEGIN
    IF EXISTS (
        SELECT FROM chaincare.relation_conflicts AS x
        LEFT JOIN chaincare.professionals AS f ON f.id = (coming ->> 'professional_id')::uuid
        LEFT JOIN chaincare.units AS u ON u.id = coalesce((coming ->> 'unit_id')::uuid, f.unit_id)
        WHERE x.case_id = NEW.case_id AND x.ended_at IS NULL
          AND (x.professional_id = f.id OR x.organisation_id = u.organisation_id
               OR x.representative_id = (coming ->> 'representative_id')::uuid)) THEN
        RAISE EXCEPTION 'in conflict with this case' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'relation_conflicts_bar', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.bar_conflicts() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.bar_conflicts() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER bar_conflicts BEFORE INSERT ON chaincare.participations
    FOR EACH ROW EXECUTE FUNCTION chaincare.bar_conflicts();
CREATE TRIGGER bar_conflicts BEFORE INSERT ON chaincare.invitations
    FOR EACH ROW EXECUTE FUNCTION chaincare.bar_conflicts();
CREATE TRIGGER bar_conflicts BEFORE INSERT OR UPDATE OF state ON chaincare.escalation_targets
    FOR EACH ROW WHEN (NEW.case_id IS NOT NULL AND NEW.state IN ('draft', 'requested', 'accepted'))
    EXECUTE FUNCTION chaincare.bar_conflicts();

-- Beside what an auditor's mandate shows him: never what concerns a client he is in conflict with.
CREATE POLICY not_in_conflict ON chaincare.access_entries AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING (coalesce(client <> ALL ((SELECT chaincare.cleared_log_without())::uuid[]), true)
           AND coalesce(asked_id <> ALL ((SELECT chaincare.cleared_log_without())::uuid[]), true)
           AND coalesce(case_id <> ALL ((SELECT chaincare.cleared_log_without())::uuid[]), true));

-- An administrator sees and writes what he stopped in his own network.
DO $$
DECLARE
    stopped text;
    rule text := 'network_id = ANY ((SELECT chaincare.cleared_administrations())::uuid[])';
BEGIN
    FOREACH stopped IN ARRAY ARRAY['login_blocks', 'partner_stops'] LOOP
        EXECUTE format('CREATE POLICY app_sees ON chaincare.%I FOR SELECT TO chaincare_app USING (%s)', stopped, rule);
        EXECUTE format('CREATE POLICY app_adds ON chaincare.%I FOR INSERT TO chaincare_app WITH CHECK (%s)', stopped, rule);
        EXECUTE format('CREATE POLICY app_changes ON chaincare.%I FOR UPDATE TO chaincare_app USING (%s)', stopped, rule);
        EXECUTE format('GRANT SELECT, INSERT ON chaincare.%I TO chaincare_app', stopped);
    END LOOP;
END $$;
GRANT UPDATE (unblocked_by, unblocked_at, unblocked_because) ON chaincare.login_blocks TO chaincare_app;
GRANT UPDATE (resumed_by, resumed_at, resumed_because) ON chaincare.partner_stops TO chaincare_app;
