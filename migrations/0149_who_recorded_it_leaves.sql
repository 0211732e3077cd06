-- A reason for taking somebody off an inventory: the organisation that put him there leaves the network, and with it who looks after it.
ALTER TABLE chaincare.inventory_lines DROP CONSTRAINT inventory_lines_withdrawn_because_check,
    ADD CONSTRAINT inventory_lines_withdrawn_because_check CHECK (withdrawn_because IN ('gets_what_is_needed', 'not_entitled', 'objected',
        'out_of_sight', 'deceased', 'recorded_wrongly', 'reporter_leaves'));
