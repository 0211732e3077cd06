-- Withdrawing a text of the network: what stands in its place says that it was withdrawn, to whoever reads it, in the form that each text has.
-- Gives 'erased' when it was withdrawn before, 'nothing' when there is no such text, and NULL when it was done.
CREATE OR REPLACE FUNCTION chaincare.erase_network_text(erasure uuid, of_kind text, thing uuid, part uuid, in_role text, edition int, why text,
    moment timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
    gone CONSTANT text := 'Deze tekst is ingetrokken. This text was withdrawn.';
    rows int;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.query_id IS NULL AND l.event = 'network-text.erased' AND l.reach = 'voortrekker' AND l.object_id = thing;
    -- First, so that of two at once the other waits here; where there is no such text, the whole transaction comes to nothing.
    INSERT INTO chaincare.network_erasures VALUES (erasure, e.network_id, of_kind, thing, part, in_role, edition, why, e.actor_id, moment)
        ON CONFLICT (thing_id, kind, part_id, role, version) DO NOTHING;
    IF NOT FOUND THEN
        RETURN 'erased';
    END IF;
    PERFORM set_config('chaincare.erasing', thing::text, true);
    CASE of_kind
        WHEN 'network_document' THEN
            UPDATE chaincare.network_document_editions SET title = gone, words = gone, folded = ''
                WHERE document_id = thing AND version = edition;
        WHEN 'plan_answer' THEN
            UPDATE chaincare.collaboration_answers SET words = gone WHERE plan_id = thing AND role = in_role AND version = edition;
        WHEN 'factor_assessment' THEN
            UPDATE chaincare.factor_assessments SET motivation = gone, evidence = NULL WHERE plan_id = thing AND id = part;
        WHEN 'network_bottleneck' THEN
            IF edition IS NULL THEN
                UPDATE chaincare.network_bottlenecks SET words = gone WHERE id = thing;
            ELSE
                UPDATE chaincare.network_bottleneck_steps SET words = gone WHERE bottleneck_id = thing AND seq = edition AND words IS NOT NULL;
            END IF;
        WHEN 'inventory_party' THEN
            IF edition IS NULL THEN
                UPDATE chaincare.inventory_parties SET needed_for = gone, help = CASE WHEN help IS NOT NULL THEN gone END
                    WHERE inventory_id = thing AND id = part;
            ELSE
                UPDATE chaincare.inventory_party_steps AS s SET next_step = CASE WHEN s.next_step IS NOT NULL THEN gone END,
                        reason = CASE WHEN s.reason IS NOT NULL THEN gone END
                    FROM chaincare.inventory_parties AS p WHERE p.id = s.party_id AND p.inventory_id = thing AND p.id = part
                      AND s.version = edition AND num_nonnulls(s.next_step, s.reason) > 0;
            END IF;
    END CASE;
    GET DIAGNOSTICS rows = ROW_COUNT;
    PERFORM set_config('chaincare.erasing', '', true);
    RETURN CASE WHEN rows = 0 THEN 'nothing' END;
END $$;
