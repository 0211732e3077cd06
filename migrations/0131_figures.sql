-- The figures of a month, as they were published: nothing of fewer than five cases stands in them, and nothing of them is ever changed.
CREATE TABLE chaincare.network_statistics (
    id           uuid PRIMARY KEY,
    network_id   uuid NOT NULL,
    month        date NOT NULL CHECK (extract(day FROM month) = 1),
    tables       jsonb NOT NULL CHECK (jsonb_typeof(tables) = 'array'),
    published_by uuid NOT NULL REFERENCES chaincare.professionals,
    published_at timestamptz NOT NULL,
    FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things (id, network_id),
    CONSTRAINT network_statistics_once UNIQUE (network_id, month),
    CHECK (published_at >= ((month + interval '1 month') AT TIME ZONE 'Europe/Amsterdam'))
);
SELECT chaincare.stand_apart('network_statistics');
CREATE POLICY app_sees ON chaincare.network_statistics FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.network_statistics FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[])
        AND published_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e));
GRANT SELECT, INSERT ON chaincare.network_statistics TO chaincare_app;
