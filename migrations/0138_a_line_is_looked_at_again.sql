-- A line of an inventory that nobody looks at again is erased, a month after the day for it and a year after it was reported at the
-- latest (Retention catalogue), with proof. What is left of it names nobody: that it was there, and when it went.

ALTER TABLE chaincare.retention_rules NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER retention_rules_require_done;
ALTER TABLE chaincare.retention_rules
    DROP CONSTRAINT retention_rules_layer_check,
    ADD CONSTRAINT retention_rules_layer_check CHECK (layer IN ('contribution', 'joint', 'consultation', 'access_log', 'inventory_line'));
INSERT INTO chaincare.retention_rules (id, layer, law, months, source, valid_from) VALUES
    ('01900000-0000-7000-8f10-0000000000a1', 'inventory_line', NULL, 12, 'Own: a line of an inventory without a case, 1 year after it was reported, and 30 days after nobody looked at it again', '2015-01-01');
ALTER TABLE chaincare.retention_rules FORCE ROW LEVEL SECURITY, ENABLE TRIGGER retention_rules_require_done;

ALTER TABLE chaincare.destructions
    DROP CONSTRAINT destructions_layer_check,
    ADD CONSTRAINT destructions_layer_check CHECK (layer IN ('contribution', 'joint', 'case', 'consultation', 'inventory_line'));
ALTER TABLE chaincare.erasures
    ADD COLUMN inventory_line_id uuid,
    DROP CONSTRAINT erasures_layer_check,
    ADD CONSTRAINT erasures_layer_check CHECK (layer IN ('contribution', 'joint', 'case', 'consultation', 'inventory_line')),
    DROP CONSTRAINT erasures_of_case_or_consultation,
    ADD CONSTRAINT erasures_of_one_thing CHECK (num_nonnulls(case_id, consultation_id, inventory_line_id) = 1
        AND (layer = 'consultation') = (consultation_id IS NOT NULL) AND (layer = 'inventory_line') = (inventory_line_id IS NOT NULL));

-- Rows without a case are erased of the one line that is named, and not beside a case; so are those that belong to it.
CREATE POLICY line_named ON chaincare.inventory_lines AS RESTRICTIVE FOR DELETE TO chaincare_door
    USING (case_id IS NOT NULL OR id = nullif(current_setting('chaincare.erasing', true), '')::uuid);
CREATE POLICY door_expires ON chaincare.inventory_lines FOR UPDATE TO chaincare_door
    USING (state = 'open') WITH CHECK (state = 'erased');
DO $$
DECLARE
    behind text;
BEGIN
    FOREACH behind IN ARRAY ARRAY['inventory_line_informed', 'inventory_line_reviews'] LOOP
        EXECUTE format('CREATE POLICY line_named ON chaincare.%I AS RESTRICTIVE FOR DELETE TO chaincare_door
            USING (nullif(current_setting(''chaincare.erasing'', true), '''')::uuid IN (
                SELECT named.id FROM chaincare.inventory_lines AS l CROSS JOIN LATERAL (VALUES (l.id), (l.case_id)) AS named (id)
                WHERE l.id = line_id))', behind);
    END LOOP;
END $$;
