-- A case goes to another region: proposed by who directs it, accepted by who coordinates there. One row a proposal; the case has
-- one network at any moment, the one that stands in its own row.
CREATE TABLE chaincare.network_moves (
    id              uuid PRIMARY KEY,
    case_id         uuid NOT NULL REFERENCES chaincare.cases,
    from_network_id uuid NOT NULL REFERENCES chaincare.networks,
    to_network_id   uuid NOT NULL REFERENCES chaincare.networks,
    because         text NOT NULL CHECK (because IN ('moved_house', 'placement', 'school', 'work', 'other')),
    state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
    proposed_by     uuid NOT NULL REFERENCES chaincare.professionals,
    proposed_at     timestamptz NOT NULL,
    decided_by      uuid REFERENCES chaincare.professionals,
    decided_at      timestamptz,
    CHECK (from_network_id <> to_network_id),
    CHECK ((state = 'open') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL))
);
CREATE UNIQUE INDEX network_moves_one_open ON chaincare.network_moves (case_id) WHERE state = 'open';
CREATE INDEX network_moves_received ON chaincare.network_moves (to_network_id, id) WHERE state = 'open';
CREATE INDEX network_moves_of_case ON chaincare.network_moves (case_id, id);

SELECT chaincare.stand_behind_wall('network_moves', '{core,full,steering}', '{full,steering}', 'state, decided_by, decided_at');
GRANT UPDATE (network_id) ON chaincare.cases TO chaincare_door;

SELECT chaincare.allow_erasure();
