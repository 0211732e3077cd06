-- An order that moves somebody's regie is of one network: who coordinates another does not stop it, and is not stopped by it. Of what
-- somebody hands over himself one runs at a time.
ALTER TABLE chaincare.regie_moves
    ADD COLUMN network_id uuid REFERENCES chaincare.networks,
    NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER regie_moves_require_done;
-- Of those that are there: the network most of its cases are of, among those whose coordinator ordered it; else the one he
-- coordinated last.
GRANT UPDATE (network_id) ON chaincare.regie_moves TO chaincare_door;
SET LOCAL ROLE chaincare_door;
UPDATE chaincare.regie_moves AS o SET network_id = (
    SELECT m.network_id FROM chaincare.mandates AS m
    WHERE m.professional_id = o.made_by AND m.kind = 'coordinator'
    ORDER BY (SELECT count(*) FROM chaincare.regie_move_cases AS c
              JOIN chaincare.cases AS k ON k.id = c.of_case AND k.network_id = m.network_id
              WHERE c.move_id = o.id) DESC, lower(m.during) DESC LIMIT 1)
    WHERE o.by_order;
UPDATE chaincare.regie_moves SET ended_at = made_at, ended_because = 'done'
    WHERE by_order AND network_id IS NULL AND ended_at IS NULL;
-- These ask and say something else now.
DROP FUNCTION IF EXISTS chaincare.begin_regie_move(uuid, timestamptz),
    chaincare.end_settled_regie_moves(uuid, timestamptz);
RESET ROLE;
SET LOCAL ROLE chaincare_owner;
REVOKE UPDATE (network_id) ON chaincare.regie_moves FROM chaincare_door;
ALTER TABLE chaincare.regie_moves
    FORCE ROW LEVEL SECURITY, ENABLE TRIGGER regie_moves_require_done,
    ADD CONSTRAINT regie_moves_order_of_network
        CHECK ((by_order OR network_id IS NULL) AND (ended_at IS NOT NULL OR by_order = (network_id IS NOT NULL)));
DROP INDEX chaincare.regie_moves_one_runs;
CREATE UNIQUE INDEX regie_moves_one_runs ON chaincare.regie_moves (from_id, network_id) NULLS NOT DISTINCT
    WHERE ended_at IS NULL;
