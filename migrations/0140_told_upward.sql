-- What the network is told that is missing: in words about nobody, without the case, the organisation or the day it came from.
CREATE TABLE chaincare.network_bottlenecks (
    id         uuid PRIMARY KEY,
    network_id uuid NOT NULL,
    reason     text NOT NULL CHECK (reason IN ('time', 'means', 'waiting_list', 'refusal', 'precondition', 'client', 'other')),
    sector     text CHECK (sector IN ('education', 'social', 'care', 'work_and_income', 'housing', 'safety', 'funder')),
    words      text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 10000),
    month      date NOT NULL CHECK (extract(day FROM month) = 1),
    state      text NOT NULL CHECK (state IN ('raised', 'answered', 'solved', 'confirmed')),
    version    int NOT NULL CHECK (version > 0),
    FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things (id, network_id)
);
CREATE INDEX network_bottlenecks_of_network ON chaincare.network_bottlenecks (network_id, id);

-- The networks in whose cases the presented entries tell the network of a bottleneck.
SET LOCAL ROLE chaincare_door;
CREATE FUNCTION chaincare.cleared_reports() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT c.network_id FROM chaincare.let_in AS e JOIN chaincare.cases AS c ON c.id = e.case_id
        WHERE e.event = 'bottleneck.told-network' AND e.reach IN ('core', 'full'));
END $$;
GRANT EXECUTE ON FUNCTION chaincare.cleared_reports() TO chaincare_app;
RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE POLICY app_reports ON chaincare.alliance_things FOR INSERT TO chaincare_app
    WITH CHECK (kind = 'bottleneck' AND network_id = ANY ((SELECT chaincare.cleared_reports())::uuid[]));

SELECT chaincare.stand_apart('network_bottlenecks');
CREATE POLICY app_sees ON chaincare.network_bottlenecks FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.network_bottlenecks FOR INSERT TO chaincare_app
    WITH CHECK (state = 'raised' AND (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,voortrekker}'))::uuid[])
        OR network_id = ANY ((SELECT chaincare.cleared_reports())::uuid[])));
CREATE POLICY app_changes ON chaincare.network_bottlenecks FOR UPDATE TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,voortrekker}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.network_bottlenecks TO chaincare_app;
GRANT UPDATE (state, version) ON chaincare.network_bottlenecks TO chaincare_app;

-- Who told it: for himself alone, so that he says whether it was solved. To everybody else it comes from nobody.
CREATE TABLE chaincare.network_bottleneck_raisers (
    bottleneck_id uuid PRIMARY KEY REFERENCES chaincare.network_bottlenecks,
    raised_by     uuid NOT NULL REFERENCES chaincare.professionals
);
SELECT chaincare.stand_apart('network_bottleneck_raisers');
CREATE POLICY app_sees ON chaincare.network_bottleneck_raisers FOR SELECT TO chaincare_app
    USING (raised_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e)
        AND (SELECT chaincare.cleared_networks('{alliance,voortrekker}'))::uuid[] <> '{}');
CREATE POLICY app_adds ON chaincare.network_bottleneck_raisers FOR INSERT TO chaincare_app
    WITH CHECK (raised_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e)
        AND ((SELECT chaincare.cleared_networks('{alliance,voortrekker}'))::uuid[] <> '{}'
            OR (SELECT chaincare.cleared_reports())::uuid[] <> '{}'));
GRANT SELECT, INSERT ON chaincare.network_bottleneck_raisers TO chaincare_app;

-- What was done about it. Who confirms or takes it up again is who told it, and stays unnamed.
CREATE TABLE chaincare.network_bottleneck_steps (
    bottleneck_id uuid NOT NULL REFERENCES chaincare.network_bottlenecks,
    seq           int NOT NULL CHECK (seq > 0),
    kind          text NOT NULL CHECK (kind IN ('answered', 'solved', 'confirmed', 'taken_up_again')),
    words         text CHECK (char_length(words) BETWEEN 1 AND 10000),
    taken_by      uuid REFERENCES chaincare.professionals,
    taken_at      timestamptz NOT NULL,
    PRIMARY KEY (bottleneck_id, seq),
    CHECK ((kind IN ('answered', 'solved')) = (taken_by IS NOT NULL)),
    CHECK (words IS NOT NULL OR kind = 'confirmed')
);
SELECT chaincare.stand_apart('network_bottleneck_steps');
CREATE POLICY app_sees ON chaincare.network_bottleneck_steps FOR SELECT TO chaincare_app
    USING (EXISTS (SELECT FROM chaincare.network_bottlenecks AS b WHERE b.id = bottleneck_id
        AND b.network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'))::uuid[])));
CREATE POLICY app_adds ON chaincare.network_bottleneck_steps FOR INSERT TO chaincare_app
    WITH CHECK (CASE WHEN kind IN ('answered', 'solved') THEN taken_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e)
            AND EXISTS (SELECT FROM chaincare.network_bottlenecks AS b WHERE b.id = bottleneck_id
                AND b.network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[]))
        ELSE EXISTS (SELECT FROM chaincare.network_bottleneck_raisers AS r WHERE r.bottleneck_id = network_bottleneck_steps.bottleneck_id
            AND r.raised_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e)) END);
GRANT SELECT, INSERT ON chaincare.network_bottleneck_steps TO chaincare_app;
