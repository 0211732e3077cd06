-- A question without a case is kept for a term of its own (D2), counted from the day it ended.

ALTER TABLE chaincare.retention_rules NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER retention_rules_require_done;
ALTER TABLE chaincare.retention_rules
    DROP CONSTRAINT retention_rules_layer_check,
    ADD CONSTRAINT retention_rules_layer_check CHECK (layer IN ('contribution', 'joint', 'consultation'));
INSERT INTO chaincare.retention_rules (id, layer, law, months, source, valid_from) VALUES
    ('01900000-0000-7000-8f10-00000000000c', 'consultation', NULL, 12, 'Own: a question about nobody by name, 1 year after it ended', '2015-01-01');
ALTER TABLE chaincare.retention_rules FORCE ROW LEVEL SECURITY, ENABLE TRIGGER retention_rules_require_done;

ALTER TABLE chaincare.destructions
    DROP CONSTRAINT destructions_layer_check,
    ADD CONSTRAINT destructions_layer_check CHECK (layer IN ('contribution', 'joint', 'case', 'consultation'));
ALTER TABLE chaincare.erasures
    ALTER COLUMN case_id DROP NOT NULL,
    ADD COLUMN consultation_id uuid,
    DROP CONSTRAINT erasures_layer_check,
    ADD CONSTRAINT erasures_layer_check CHECK (layer IN ('contribution', 'joint', 'case', 'consultation')),
    ADD CONSTRAINT erasures_of_case_or_consultation CHECK
        (CASE WHEN layer = 'consultation' THEN consultation_id IS NOT NULL AND case_id IS NULL
              ELSE case_id IS NOT NULL AND consultation_id IS NULL END);

-- Rows without a case are erased of the one consultation that is named, and not beside a case.
CREATE POLICY consultation_named ON chaincare.escalations AS RESTRICTIVE FOR DELETE TO chaincare_door
    USING (case_id IS NOT NULL OR id = nullif(current_setting('chaincare.erasing', true), '')::uuid);
DO $$
DECLARE
    behind text;
BEGIN
    FOREACH behind IN ARRAY ARRAY['escalation_texts', 'escalation_targets', 'escalation_facts'] LOOP
        EXECUTE format('CREATE POLICY consultation_named ON chaincare.%I AS RESTRICTIVE FOR DELETE TO chaincare_door
            USING (case_id IS NOT NULL OR escalation_id = nullif(current_setting(''chaincare.erasing'', true), '''')::uuid)',
            behind);
    END LOOP;
END $$;
-- What went on in a case keeps all it took along; only where it came from is forgotten with the consultation.
CREATE POLICY door_forgets_origin ON chaincare.escalations FOR UPDATE TO chaincare_door
    USING (converted_from = nullif(current_setting('chaincare.erasing', true), '')::uuid)
    WITH CHECK (converted_from IS NULL);
GRANT UPDATE (converted_from) ON chaincare.escalations TO chaincare_door;
