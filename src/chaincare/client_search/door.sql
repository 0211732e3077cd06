-- Finding a client by name among those of one's own cases, and keeping the forms by which he is found.

-- The forms of a client's names, from whoever may write about him. Earlier ones stay: who knew him by one of them still
-- finds him.
CREATE OR REPLACE FUNCTION chaincare.keep_names(of_client uuid, kinds text[], forms text[], sounds text[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO chaincare.client_names AS n (client_id, case_id, kind, folded, sound, born_year)
        SELECT k.id, c.id, said.kind, said.folded, said.sound, extract(year FROM k.birth_date)::int
        FROM chaincare.clients AS k JOIN chaincare.cases AS c ON c.client_id = k.id
        CROSS JOIN unnest(kinds, forms, sounds) AS said (kind, folded, sound)
        WHERE k.id = of_client AND c.id = ANY (chaincare.cleared_cases('{full}'))
        ON CONFLICT (client_id, kind, folded) DO UPDATE SET sound = excluded.sound, in_use = true;
    UPDATE chaincare.client_names AS n SET in_use = false
        WHERE n.client_id = of_client AND n.in_use AND n.case_id = ANY (chaincare.cleared_cases('{full}'))
          AND NOT EXISTS (SELECT FROM unnest(kinds, forms) AS said (kind, folded)
                          WHERE said.kind = n.kind AND said.folded = n.folded);
    UPDATE chaincare.client_names AS n SET born_year = extract(year FROM k.birth_date)::int
        FROM chaincare.clients AS k JOIN chaincare.cases AS c ON c.client_id = k.id
        WHERE k.id = of_client AND n.client_id = k.id AND n.born_year <> extract(year FROM k.birth_date)::int
          AND c.id = ANY (chaincare.cleared_cases('{full}'));
    INSERT INTO chaincare.match_checks (client_id)
        SELECT c.client_id FROM chaincare.cases AS c
        WHERE c.client_id = of_client AND c.id = ANY (chaincare.cleared_cases('{full}'));
END $$;

-- Whether two birth dates can be of one person. What is known to the day must agree as far as the other one knows;
-- a year that is all that is known may be a guess, and two years off.
CREATE OR REPLACE FUNCTION chaincare.births_agree(one date, one_precision text, other date, other_precision text)
RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN CASE
    WHEN 'year' IN (one_precision, other_precision)
        THEN abs(extract(year FROM one) - extract(year FROM other)) <= 2
    WHEN 'month' IN (one_precision, other_precision)
        THEN date_trunc('month', one::timestamp) = date_trunc('month', other::timestamp)
    ELSE one = other END;
REVOKE EXECUTE ON FUNCTION chaincare.births_agree(date, text, date, text) FROM chaincare_app;

-- How well a form of a name is met by a word: 0 is exactly, 1 its beginning, 2 nearly, NULL not at all. Its names are
-- bound when it is made, so it needs no search_path; one would keep it from becoming part of the query that asks, and
-- that asks it for every name of the caller's own clients.
CREATE OR REPLACE FUNCTION chaincare.likeness(kept text, kept_sound text, said text, said_sound text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN kept = said THEN 0
    WHEN starts_with(kept, said) THEN 1
    WHEN kept_sound <> '' AND kept_sound = said_sound THEN 2
    WHEN public.similarity(kept, said) >= 0.45 THEN 2 END;
REVOKE EXECUTE ON FUNCTION chaincare.likeness(text, text, text, text) FROM chaincare_app;

-- The door of a search (T3, S1). It begins at the caller's own cases and never looks at another name: what strangers
-- registered changes neither what is found, nor how many, nor in what order, nor how long it takes. One entry for the
-- question, what was typed sealed beside it, and one for each client shown. `words` come in groups, each of which must
-- be met by one of its forms. Whoever has scope `that` sees a name and no birth date, so that his search by birth date
-- is not answered by it either. What is returned after the question has in `role` how well it is met, which the log
-- does not keep.
CREATE OR REPLACE FUNCTION chaincare.door_search(caller chaincare.caller, event text, action text,
    how text, words text[], sounds text[], places int[], born date, born_precision text, wanted_reference text,
    sealed bytea, digest bytea, after_rank int, after_case uuid, page_size int)
RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    entries chaincare.access_entries[];
    met record;
    own uuid[];
    merged_into_own uuid[];
BEGIN
    question.private := sealed;
    question.private_digest := digest;
    IF actor.id IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-search-by-' || how || '/1';
    END IF;
    entries := ARRAY[question];
    RETURN NEXT question;
    page_size := CASE WHEN actor.id IS NULL THEN 0 ELSE least(page_size, 50) END;
    -- A list, so that the planner goes by the index whoever has how many: of a join it expects the worst.
    SELECT array_agg(DISTINCT p.case_id) INTO own FROM (
        SELECT p1.case_id FROM chaincare.participations AS p1
        WHERE p1.professional_id = actor.id AND (p1.during @> caller.moment) IS TRUE
        UNION ALL SELECT p2.case_id FROM chaincare.participations AS p2
        WHERE p2.unit_id = actor.unit_id AND (p2.during @> caller.moment) IS TRUE) AS p;
    -- By a reference also what went on as one of these is found; from the own cases on, and from nothing else.
    WITH RECURSIVE under AS (
        SELECT g.merged_case_id FROM chaincare.client_merges AS g WHERE g.case_id = ANY (own) AND g.split_at IS NULL
        UNION
        SELECT g.merged_case_id FROM under AS u
        JOIN chaincare.client_merges AS g ON g.case_id = u.merged_case_id AND g.split_at IS NULL)
    SELECT array_agg(u.merged_case_id) INTO merged_into_own FROM under AS u WHERE how = 'reference';
    FOR met IN
        WITH ranked AS (
            SELECT g.case_id, max(g.rank) AS rank FROM (
                SELECT n.case_id, said.place, min(chaincare.likeness(n.folded, n.sound, said.word, said.sound)) AS rank
                FROM chaincare.client_names AS n
                CROSS JOIN unnest(words, sounds, places) AS said (word, sound, place)
                WHERE how = 'name' AND n.case_id = ANY (own)
                GROUP BY n.case_id, said.place) AS g
            GROUP BY g.case_id HAVING bool_and(g.rank IS NOT NULL)
            UNION ALL
            SELECT c.id, 0 FROM chaincare.cases AS c
            WHERE how = 'reference' AND c.id = ANY (own || merged_into_own) AND c.reference = wanted_reference
        ), led AS (
            -- One person once: what was merged into another of his own cases is shown as that one, whose birth date counts.
            SELECT coalesce(on_as.case_id, f.case_id) AS case_id, min(f.rank) AS rank FROM ranked AS f
            LEFT JOIN LATERAL (
                SELECT m.case_id FROM chaincare.merged_on(f.case_id) AS m WHERE m.case_id = ANY (own)
                ORDER BY m.step DESC LIMIT 1) AS on_as ON true
            GROUP BY 1
        )
        SELECT r.case_id, r.rank, born IS NULL
               OR chaincare.births_agree(k.birth_date, k.birth_precision, born, born_precision) AS agrees
        FROM led AS r JOIN chaincare.cases AS c ON c.id = r.case_id
        JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE after_case IS NULL OR r.rank > after_rank OR (r.rank = after_rank AND r.case_id < after_case)
        ORDER BY r.rank, r.case_id DESC
    LOOP
        EXIT WHEN page_size <= 0;
        e := chaincare.new_entry(caller, actor, event, action);
        e := chaincare.find_relation(caller, actor, met.case_id, e);
        IF e.outcome = 'entered' AND e.reach IN ('that', 'core', 'full') AND (met.agrees OR e.reach = 'that') THEN
            e.at := question.at;
            e.query_id := question.id;
            entries := entries || e;
            e.role := met.rank::text;
            RETURN NEXT e;
            page_size := page_size - 1;
        END IF;
    END LOOP;
    PERFORM chaincare.write_entries(entries);
END $$;
