-- When people of a network are expected to work: what *outside office hours* means in its log. Each edition holds from its day on and
-- is never changed, so that a day that is over is never judged by hours that were set after it.
CREATE TABLE chaincare.office_hours (
    network_id uuid NOT NULL REFERENCES chaincare.networks,
    version    int NOT NULL CHECK (version > 0),
    opens      int[] NOT NULL CHECK (cardinality(opens) = 7 AND 0 <= ALL (array_remove(opens, NULL))),   -- Monday first, in minutes
    closes     int[] NOT NULL CHECK (cardinality(closes) = 7 AND 1440 >= ALL (array_remove(closes, NULL))),
    holds_from date NOT NULL,
    set_at     timestamptz NOT NULL,
    set_by     uuid NOT NULL REFERENCES chaincare.professionals,
    PRIMARY KEY (network_id, version),
    CHECK (holds_from > (set_at AT TIME ZONE 'Europe/Amsterdam')::date)
);
SELECT chaincare.stand_apart('office_hours');
CREATE POLICY app_sees ON chaincare.office_hours FOR SELECT TO chaincare_app
    USING ((SELECT chaincare.cleared_for('directory')) OR (SELECT chaincare.cleared_for('administration')));
-- The clocks of server and database differ a little around midnight.
CREATE POLICY app_adds ON chaincare.office_hours FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_administrations())::uuid[])
        AND holds_from >= (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date
        AND set_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e));
GRANT SELECT, INSERT ON chaincare.office_hours TO chaincare_app;
