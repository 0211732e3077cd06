-- The door of a household: an entry for each of its cases the caller takes part in, or for none. Who takes part in one of them
-- only, sees no household: that there is one would tell him of the others (S1).

-- `wanted`: the household; NULL where it begins. `named`: of its cases those that are acted on, NULL for all that are his.
-- `fresh`: cases that are to be linked, or taken out. All named and fresh ones must be his, else nothing is there for him.
CREATE OR REPLACE FUNCTION chaincare.door_household(caller chaincare.caller, event text, action text, wanted uuid,
    named uuid[], fresh uuid[]) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries;
    entries chaincare.access_entries[] := '{}';
    entered uuid[] := '{}';
    seen int := 0;
    one record;
BEGIN
    FOR one IN
        SELECT c.id, bool_or(c.linked) AS linked FROM (
            SELECT h.case_id AS id, true AS linked FROM chaincare.household_cases AS h
            WHERE h.household_id = wanted AND h.ended_at IS NULL
            -- What was taken out a moment ago counts for a retry of that.
            UNION ALL SELECT f.id, EXISTS (SELECT FROM chaincare.household_cases AS h
                WHERE h.household_id = wanted AND h.case_id = f.id) FROM unnest(fresh) AS f (id)) AS c
        GROUP BY c.id ORDER BY c.id
    LOOP
        e := chaincare.new_entry(caller, actor, event, action);
        e.asked_id := coalesce(wanted, one.id);
        e := chaincare.find_relation(caller, actor, one.id, e);
        CONTINUE WHEN e.outcome <> 'entered' OR e.reach NOT IN ('core', 'full');
        seen := seen + one.linked::int;
        IF named IS NULL OR one.id = ANY (named || fresh) THEN
            IF action = 'R' AND cardinality(entries) > 0 THEN
                e.at := entries[1].at;
                e.query_id := entries[1].id;
            END IF;
            entries := entries || e;
            entered := entered || one.id;
        END IF;
    END LOOP;
    IF (wanted IS NOT NULL AND seen < 2) OR cardinality(entries) = 0
       OR NOT coalesce(named, '{}') || coalesce(fresh, '{}') <@ entered THEN
        e := chaincare.new_entry(caller, actor, event, action);
        e.asked_id := coalesce(wanted, fresh[1]);
        entries := ARRAY[e];
    END IF;
    PERFORM chaincare.write_entries(entries);
    RETURN QUERY SELECT written.* FROM unnest(entries) AS written;
END $$;

-- The households of one case, as far as the caller takes part in their other cases.
CREATE OR REPLACE FUNCTION chaincare.door_case_households(caller chaincare.caller, event text, action text, of_case uuid)
RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    first chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    entries chaincare.access_entries[];
    other uuid;
BEGIN
    first.asked_id := of_case;
    first := chaincare.find_relation(caller, actor, of_case, first);
    entries := ARRAY[first];
    IF first.outcome = 'entered' AND first.reach IN ('core', 'full') THEN
        FOR other IN
            SELECT DISTINCT h.case_id FROM chaincare.household_cases AS own
            JOIN chaincare.household_cases AS h ON h.household_id = own.household_id AND h.ended_at IS NULL
            WHERE own.case_id = of_case AND own.ended_at IS NULL AND h.case_id <> of_case
        LOOP
            e := chaincare.new_entry(caller, actor, event, action);
            e.asked_id := of_case;
            e := chaincare.find_relation(caller, actor, other, e);
            CONTINUE WHEN e.outcome <> 'entered' OR e.reach NOT IN ('core', 'full');
            e.at := first.at;
            e.query_id := first.id;
            entries := entries || e;
        END LOOP;
    END IF;
    PERFORM chaincare.write_entries(entries);
    RETURN QUERY SELECT written.* FROM unnest(entries) AS written;
END $$;
