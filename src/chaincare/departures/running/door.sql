-- What an insolvency did not end at once, by the clock: where it touches more cases than one request ends, and where somebody of it held
-- regie that another holds now.
CREATE OR REPLACE FUNCTION chaincare.end_parts_of_insolvent(moment timestamptz, at_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part record;
    ended int := 0;
BEGIN
    moment := chaincare.clocked(moment);
    FOR part IN
        SELECT l.* FROM chaincare.parts_left(ARRAY(
            SELECT o.id FROM chaincare.organisations AS o WHERE o.status = 'insolvent'), moment, least(at_most, 100)) AS l
    LOOP
        -- Two clocks end it once: who waited here finds nothing left of it.
        PERFORM FROM chaincare.participations AS p WHERE p.id = ANY (part.parts) AND (p.during @> moment) IS TRUE ORDER BY p.id FOR UPDATE;
        CONTINUE WHEN NOT FOUND;
        PERFORM chaincare.note_clock('organisation.parts-ended', 'ladder/1', part.case_id, part.network_id, part.organisation_id);
        UPDATE chaincare.participations SET during = tstzrange(lower(during), moment), ended_because = 'organisation_insolvent'
            WHERE id = ANY (part.parts) AND (during @> moment) IS TRUE;
        ended := ended + 1;
        SET CONSTRAINTS ALL IMMEDIATE;   -- each answers to its own entry
        SET CONSTRAINTS ALL DEFERRED;
    END LOOP;
    RETURN ended;
END $$;
