-- Matches: found by nobody's request, decided by both holders. Whoever's registration made the match is shown nothing
-- before the other holder thinks so too: of two that were only registered that is the newer one's.

-- Look at whose turn it is: some clients who were registered or changed since. Called by the server every few seconds,
-- under nobody's name; it shows nothing to whoever calls it, and says how many it looked at. One at a time: of two who
-- look at once neither would see the other's client.
CREATE OR REPLACE FUNCTION chaincare.find_matches(moment timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET pg_trgm.similarity_threshold = 0.45 AS $$
DECLARE
    looked_at uuid[];
    checks uuid[];
    one record;
    e chaincare.access_entries;
    too chaincare.access_entries;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('chaincare.find_matches')) THEN
        RETURN 0;
    END IF;
    WITH taken AS (
        DELETE FROM chaincare.match_checks WHERE id IN (SELECT q.id FROM chaincare.match_checks AS q ORDER BY q.id LIMIT 20)
        RETURNING id, client_id)
    SELECT coalesce(array_agg(t.client_id ORDER BY t.id), '{}'), coalesce(array_agg(t.id ORDER BY t.id), '{}')
        INTO looked_at, checks FROM taken AS t;
    INSERT INTO chaincare.known_names (folded, sound)
        SELECT DISTINCT n.folded, n.sound FROM chaincare.client_names AS n WHERE n.client_id = ANY (looked_at)
        ON CONFLICT DO NOTHING;
    FOR one IN
        SELECT l.*, a.network_id, b.network_id AS newer_network_id,
               (SELECT q.client_id FROM (
                    SELECT w.id, w.client_id FROM chaincare.match_checks AS w
                    UNION ALL SELECT t.id, t.client_id FROM unnest(checks, looked_at) AS t (id, client_id)) AS q
                WHERE q.client_id IN (a.client_id, b.client_id) ORDER BY q.id DESC LIMIT 1) = a.client_id AS by_older
        FROM (
            SELECT DISTINCT least_of.older, least_of.newer FROM (SELECT DISTINCT unnest(looked_at)) AS looked (mine)
            CROSS JOIN LATERAL chaincare.alike(mine) AS other
            JOIN chaincare.cases AS c ON c.client_id = mine
            JOIN chaincare.cases AS d ON d.client_id = other
            CROSS JOIN LATERAL (
                SELECT CASE WHEN (c.opened_at, c.id) < (d.opened_at, d.id) THEN c.id ELSE d.id END AS older,
                       CASE WHEN (c.opened_at, c.id) < (d.opened_at, d.id) THEN d.id ELSE c.id END AS newer) AS least_of
        ) AS l
        JOIN chaincare.cases AS a ON a.id = l.older JOIN chaincare.cases AS b ON b.id = l.newer
        WHERE NOT EXISTS (SELECT FROM chaincare.matches AS m WHERE m.case_id = l.older AND m.newer_case_id = l.newer)
          AND NOT EXISTS (SELECT FROM chaincare.client_merges AS g
                          WHERE g.merged_case_id IN (l.older, l.newer) AND g.split_at IS NULL)
    LOOP
        -- In the log of both cases, not of the clients: until somebody decides, it may be somebody else.
        e.at := clock_timestamp();
        e.id := uuidv7();
        e.xid := pg_current_xact_id();
        e.event := 'match.found';
        e.action := 'E';
        e.outcome := 'done';
        e.issuer := 'chaincare';
        e.subject := 'matching';
        e.partner := 'chaincare';
        e.relation := 'match';
        e.rule := 'alike/1';
        e.network_id := one.network_id;
        e.case_id := one.older;
        e.emergency := false;
        e.request_id := gen_random_uuid();
        e.trace_id := uuid_send(e.request_id);
        e.span_id := substr(uuid_send(e.request_id), 9);
        INSERT INTO chaincare.matches (case_id, newer_case_id, state, found_at, since)
            VALUES (one.older, one.newer, CASE WHEN one.by_older THEN 'to_newer' ELSE 'to_older' END, moment, moment)
            RETURNING id INTO e.object_id;
        too := e;
        too.id := uuidv7();
        too.case_id := one.newer;
        too.network_id := one.newer_network_id;
        PERFORM chaincare.write_entries(ARRAY[e, too]);
        PERFORM set_config('chaincare.done',
            to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '/' || e.id, true);
        SET CONSTRAINTS ALL IMMEDIATE;  -- each row by its own entry
        SET CONSTRAINTS ALL DEFERRED;
    END LOOP;
    RETURN cardinality(looked_at);
END $$;

-- Who may be the same person: the same BSN; or, unless two BSNs say otherwise, a family name and another one that are
-- alike, with birth dates that can be one. Somebody with one name only is met by that.
CREATE OR REPLACE FUNCTION chaincare.alike(mine uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET pg_trgm.similarity_threshold = 0.45
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    own chaincare.clients;
    number bytea;
    anchors text[];
BEGIN
    SELECT * INTO own FROM chaincare.clients WHERE id = mine;
    SELECT b.blind INTO number FROM chaincare.client_bsns AS b WHERE b.client_id = mine AND b.removed_at IS NULL;
    SELECT array_agg(DISTINCT near.folded) INTO anchors FROM chaincare.client_names AS n
    CROSS JOIN LATERAL (
        SELECT w.folded FROM chaincare.known_names AS w WHERE w.folded OPERATOR(public.%) n.folded
        UNION SELECT w.folded FROM chaincare.known_names AS w WHERE n.sound <> '' AND w.sound = n.sound
        UNION SELECT n.folded) AS near
    WHERE n.client_id = mine AND n.in_use AND n.kind = CASE WHEN own.family_name IS NULL THEN 'given' ELSE 'family' END
      AND (length(n.folded) > 2 OR NOT n.folded ~ '^[a-z]*$');
    RETURN QUERY
    SELECT b.client_id FROM chaincare.client_bsns AS b
    WHERE b.blind = number AND b.removed_at IS NULL AND b.client_id <> mine
    UNION
    SELECT k.id FROM chaincare.clients AS k
    WHERE k.id IN (
        SELECT n.client_id FROM chaincare.client_names AS n
        WHERE n.folded = ANY (anchors) AND n.client_id <> mine AND n.in_use
          AND n.born_year BETWEEN extract(year FROM own.birth_date)::int - 2 AND extract(year FROM own.birth_date)::int + 2)
      AND chaincare.births_agree(k.birth_date, k.birth_precision, own.birth_date, own.birth_precision)
      AND (own.family_name IS NULL OR k.family_name IS NULL OR EXISTS (
        SELECT FROM chaincare.client_names AS a JOIN chaincare.client_names AS b
            ON b.client_id = k.id AND b.in_use AND b.kind <> 'family'
        WHERE a.client_id = mine AND a.in_use AND a.kind <> 'family' AND (
            chaincare.likeness(a.folded, a.sound, b.folded, b.sound) IS NOT NULL
            OR chaincare.likeness(b.folded, b.sound, a.folded, a.sound) IS NOT NULL)))
      AND NOT EXISTS (
        SELECT FROM chaincare.client_bsns AS b
        WHERE b.client_id = k.id AND b.removed_at IS NULL AND b.blind <> number);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.alike(uuid) FROM chaincare_app;

-- What made a match must hold for as long as it is decided about: a name that was changed back shows nobody anything.
CREATE OR REPLACE FUNCTION chaincare.match_stands(older uuid, newer uuid, state text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 100000 SET search_path = pg_catalog, pg_temp AS $$
    SELECT state NOT IN ('to_older', 'to_newer', 'to_client') OR EXISTS (
        SELECT FROM chaincare.cases AS c JOIN chaincare.cases AS d ON d.id = newer
        WHERE c.id = older AND (d.client_id IN (SELECT chaincare.alike(c.client_id))
                                OR c.client_id IN (SELECT chaincare.alike(d.client_id))))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.match_stands(uuid, uuid, text) FROM chaincare_app;

-- Who directs a case now, and can act.
CREATE OR REPLACE FUNCTION chaincare.directs(of_case uuid, moment timestamptz) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.holder_id FROM chaincare.regie_terms AS t
    WHERE t.case_id = of_case AND (t.during @> moment) IS TRUE
      AND t.holder_id = ANY (chaincare.standing_of(ARRAY[t.holder_id], moment))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.directs(uuid, timestamptz) FROM chaincare_app;

-- The door of a match: the holder whose turn it is first, the other one from when he thinks so too; who decided it, once
-- it is settled; while nobody directs the case it lies with, that case's coordinator. Whoever is in conflict with either case
-- finds nothing. An entry for the own client, and one for the other, whose name is shown.
CREATE OR REPLACE FUNCTION chaincare.door_match(caller chaincare.caller, event text, action text, wanted uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    found chaincare.access_entries := e;
    shown chaincare.access_entries;
    way record;
BEGIN
    e.asked_id := wanted;
    SELECT s.own, s.other, s.part, s.steered, m.case_id AS older, m.newer_case_id AS newer, m.state INTO way FROM chaincare.matches AS m
    CROSS JOIN LATERAL (
        VALUES (m.case_id, m.newer_case_id, m.state = 'to_older'),
               (m.newer_case_id, m.case_id, m.state = 'to_newer')) AS side (own, other, turn)
    CROSS JOIN LATERAL (
        SELECT side.own, side.other, side.turn, p.id AS part, false AS steered FROM chaincare.participations AS p
        WHERE (side.turn OR m.state IN ('to_client', 'merged', 'split') OR EXISTS (
                SELECT FROM chaincare.match_decisions AS d WHERE d.match_id = m.id AND d.case_id = side.own))
          AND p.case_id = side.own AND p.professional_id = actor.id AND (p.during @> caller.moment) IS TRUE
          AND (p.id = chaincare.directs(side.own, caller.moment)
               -- Who acts for an absent holder reads it; to decide outlasts the days he acts (R9).
               OR (action = 'R' AND p.scope = 'full' AND p.scope_from <= caller.moment AND EXISTS (
                    SELECT FROM chaincare.acting_of(ARRAY[side.own], caller.moment, caller.moment) AS a WHERE a.acting_id = p.id))
               OR (m.state IN ('merged', 'split', 'not_a_duplicate', 'client_declined') AND EXISTS (
                    SELECT FROM chaincare.match_decisions AS d WHERE d.match_id = m.id AND d.decided_by = p.id)))
        UNION ALL
        SELECT side.own, side.other, side.turn, NULL, true
        WHERE side.turn AND chaincare.directs(side.own, caller.moment) IS NULL) AS s
    WHERE m.id = wanted AND NOT chaincare.conflicts_with(m.case_id, actor.id, actor.organisation_id)
      AND NOT chaincare.conflicts_with(m.newer_case_id, actor.id, actor.organisation_id)
    ORDER BY s.steered, s.turn DESC, s.own = m.case_id DESC LIMIT 1;
    IF way.own IS NOT NULL AND chaincare.match_stands(way.older, way.newer, way.state) THEN
        found := chaincare.find_relation(caller, actor, way.own, found);
    END IF;
    IF found.outcome = 'entered' AND way.steered AND found.reach = 'steering' THEN
        e := found;
        e.object_id := wanted;
    ELSIF found.outcome = 'entered' AND NOT way.steered AND found.relation_id = way.part THEN
        e := found;
        e.relation := 'match';
        e.reach := 'match';
        e.rule := 'match-holder/1';
        e.object_id := wanted;
        shown := e;
        shown.id := uuidv7();
        shown.query_id := e.id;
        shown.case_id := way.other;
        SELECT k.pseudonym, c.network_id INTO shown.client, shown.network_id
            FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id WHERE c.id = way.other;
        PERFORM chaincare.write_entries(ARRAY[e, shown]);
        RETURN e;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- The card. `side` is the reader's; to who coordinates it is two references and nothing else, and to a holder never the
-- other case's reference, by which he could get at that case elsewhere. Where anything is shielded
-- in the other case it does not tell who directs that, nor which organisation (S5): the coordinator brings them together.
-- How the other holder is reached is told from when one of them thinks so; a birth date only as far as both know it; and of
-- what came to nothing the fact remains. Locked for who decides.
CREATE OR REPLACE FUNCTION chaincare.read_match(wanted uuid, moment timestamptz, for_update boolean) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
    m chaincare.matches;
    other uuid;
BEGIN
    SELECT l.* INTO e FROM chaincare.let_in AS l
        WHERE l.object_id = wanted AND l.reach IN ('match', 'steering') AND l.query_id IS NULL;
    IF for_update THEN
        SELECT * INTO m FROM chaincare.matches WHERE id = wanted AND e.id IS NOT NULL FOR UPDATE;
    ELSE
        SELECT * INTO m FROM chaincare.matches WHERE id = wanted AND e.id IS NOT NULL;
    END IF;
    other := CASE WHEN e.case_id = m.case_id THEN m.newer_case_id ELSE m.case_id END;
    RETURN (
        SELECT json_build_object('id', m.id, 'state', m.state, 'since', m.since, 'found_at', m.found_at,
            'side', CASE WHEN e.case_id = m.case_id THEN 'older' ELSE 'newer' END,
            'case_id', e.case_id, 'reference', own.reference,
            'other_reference', CASE WHEN e.reach = 'steering' THEN c.reference END,
            'other', CASE WHEN e.reach = 'match' AND m.state NOT IN ('not_a_duplicate', 'client_declined', 'split')
                THEN json_build_object('given_names', k.given_names, 'prefix', k.prefix,
                'family_name', k.family_name, 'call_name', k.call_name,
                'birth_date', date_trunc(known.to_the, k.birth_date::timestamp)::date,
                'birth_precision', known.to_the, 'holder', f.name, 'function', f.function, 'phone', f.phone,
                'organisation', o.name) END,
            'newer_may_direct', EXISTS (
                SELECT FROM chaincare.participations AS p JOIN chaincare.professionals AS g ON g.id = p.professional_id
                JOIN chaincare.units AS v ON v.id = g.unit_id
                JOIN chaincare.cases AS a ON a.id = m.case_id
                JOIN chaincare.memberships AS s ON s.organisation_id = v.organisation_id AND s.network_id = a.network_id
                WHERE p.id = chaincare.directs(m.newer_case_id, moment)
                  -- A client who directs himself is not put aside by two professionals (R10).
                  AND NOT EXISTS (SELECT FROM chaincare.regie_terms AS t WHERE t.case_id = m.case_id
                                  AND (t.during @> moment) IS TRUE AND t.client_party_id IS NOT NULL)
                  AND NOT chaincare.conflicts_with(m.case_id, g.id, v.organisation_id)),
            'decisions', CASE WHEN e.reach = 'match' THEN coalesce((
                SELECT json_agg(json_build_object('side', CASE WHEN d.case_id = m.case_id THEN 'older' ELSE 'newer' END,
                    'answer', d.answer, 'regie_with', d.regie_with, 'client_agrees', d.client_agrees,
                    'client_asked', d.client_asked, 'client_asked_on', d.client_asked_on,
                    'joins', d.basis IS NOT NULL, 'decided_at', d.decided_at) ORDER BY d.id)
                FROM chaincare.match_decisions AS d WHERE d.match_id = m.id), '[]') ELSE '[]' END)
        FROM chaincare.cases AS c
        JOIN chaincare.cases AS own ON own.id = e.case_id
        JOIN chaincare.clients AS k ON k.id = c.client_id
        JOIN chaincare.clients AS mine ON mine.id = own.client_id
        CROSS JOIN LATERAL (
            SELECT CASE WHEN 'year' IN (k.birth_precision, mine.birth_precision) THEN 'year'
                        WHEN 'month' IN (k.birth_precision, mine.birth_precision) THEN 'month' ELSE 'day' END AS to_the,
                   EXISTS (SELECT FROM chaincare.match_decisions AS d
                           WHERE d.match_id = m.id AND d.answer = 'same_person') AS so_far) AS known
        LEFT JOIN chaincare.shields AS h ON h.id = (
            SELECT min(s.id::text)::uuid FROM chaincare.shields AS s WHERE s.case_id = c.id AND s.lifted_at IS NULL)
        LEFT JOIN chaincare.participations AS p ON h.id IS NULL AND known.so_far AND p.id = chaincare.directs(c.id, moment)
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        LEFT JOIN chaincare.units AS u ON u.id = coalesce(f.unit_id,
            (SELECT q.unit_id FROM chaincare.professionals AS q WHERE h.id IS NULL AND known.so_far AND q.id = c.opened_by))
        LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        WHERE c.id = other);
END $$;

-- Where a decision, or a split, leads: the same for both cases, with an entry for each (the caller's own is written at
-- commit). What rules.py decided is held here to what is recorded.
CREATE OR REPLACE FUNCTION chaincare.match_moves(wanted uuid, new_state text, moment timestamptz, why text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
    shown chaincare.access_entries;
    m chaincare.matches;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.object_id = wanted AND l.reach = 'match' AND l.query_id IS NULL;
    SELECT * INTO STRICT shown FROM chaincare.let_in AS l WHERE l.query_id = e.id AND l.reach = 'match';
    SELECT * INTO STRICT m FROM chaincare.matches WHERE id = wanted FOR UPDATE;
    IF (new_state = 'split') <> (m.state = 'merged') OR m.state IN ('split', 'not_a_duplicate', 'client_declined') THEN
        RAISE EXCEPTION 'a match does not go from % to %', m.state, new_state USING ERRCODE = 'data_exception';
    END IF;
    IF new_state = 'merged' AND NOT (
        SELECT count(DISTINCT d.case_id) = 2 AND bool_and(d.answer = 'same_person') AND bool_or(d.client_agrees IS TRUE)
           AND NOT bool_or(d.client_agrees IS FALSE) AND count(DISTINCT d.regie_with) = 1
        FROM chaincare.match_decisions AS d WHERE d.match_id = wanted) THEN
        RAISE EXCEPTION 'a merge needs both holders and the client' USING ERRCODE = 'data_exception';
    END IF;
    shown.query_id := shown.id;
    shown.at := clock_timestamp();
    shown.id := uuidv7();
    shown.xid := pg_current_xact_id();
    shown.outcome := 'done';
    PERFORM chaincare.write_entry(shown);
    PERFORM set_config('chaincare.done_too',
        to_char(shown.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '/' || shown.id, true);
    UPDATE chaincare.matches SET state = new_state, since = moment WHERE id = wanted;
    IF new_state = 'merged' THEN
        PERFORM chaincare.merge_cases(m, moment);
    ELSIF new_state = 'split' THEN
        PERFORM chaincare.split_cases(m, moment, e.relation_id, why);
    END IF;
END $$;

-- A term of regie ends at an instant, or begins at it; each with the fact that says so (R8).
CREATE OR REPLACE FUNCTION chaincare.end_term(of_case uuid, effect timestamptz, why text) RETURNS chaincare.regie_terms
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    t chaincare.regie_terms;
BEGIN
    SELECT * INTO t FROM chaincare.regie_terms WHERE case_id = of_case AND (during @> effect) IS TRUE;
    IF FOUND THEN
        UPDATE chaincare.regie_terms SET during = tstzrange(lower(during), effect)
            WHERE case_id = of_case AND lower(during) = lower(t.during);
        INSERT INTO chaincare.regie_facts (case_id, number, fact, began_at, ends_at, because, recorded_at)
            SELECT of_case, coalesce(max(f.number), 0) + 1, 'ends', lower(t.during), effect, why, effect
            FROM chaincare.regie_facts AS f WHERE f.case_id = of_case;
    END IF;
    RETURN t;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.end_term(uuid, timestamptz, text) FROM chaincare_app;

DROP FUNCTION IF EXISTS chaincare.begin_term(uuid, timestamptz, timestamptz, uuid, text, text[], uuid);
CREATE OR REPLACE FUNCTION chaincare.begin_term(of_case uuid, effect timestamptz, until timestamptz, holder uuid,
    how text, may text[], proposal uuid, client uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO chaincare.regie_terms (case_id, during, holder_id, kind, mandate, proposal_id, client_party_id)
        VALUES (of_case, tstzrange(effect, until), holder, how, may, proposal, client);
    INSERT INTO chaincare.regie_facts (case_id, number, fact, began_at, ends_at, because, holder_id, kind, mandate,
                                       proposal_id, recorded_at, client_party_id)
        SELECT of_case, coalesce(max(f.number), 0) + 1, 'began', effect, until,
               CASE WHEN until IS NULL THEN NULL WHEN how = 'interim' THEN 'interim_over' ELSE 'laid_down' END,
               holder, how, may, proposal, effect, client
        FROM chaincare.regie_facts AS f WHERE f.case_id = of_case;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.begin_term(uuid, timestamptz, timestamptz, uuid, text, text[], uuid, uuid) FROM chaincare_app;

-- Both cases' regie is locked, in one order; what was proposed there lapses. Gives the instant at which it takes effect.
CREATE OR REPLACE FUNCTION chaincare.lock_both(m chaincare.matches, moment timestamptz) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    effect timestamptz;
BEGIN
    PERFORM FROM chaincare.regie WHERE case_id IN (m.case_id, m.newer_case_id) ORDER BY case_id FOR UPDATE;
    SELECT greatest(moment, max(lower(t.during)) + interval '1 microsecond') INTO effect
        FROM chaincare.regie_terms AS t WHERE t.case_id IN (m.case_id, m.newer_case_id)
          AND (NOT t.planned OR lower(t.during) <= moment);
    INSERT INTO chaincare.regie_outcomes (proposal_id, case_id, outcome, at)
        SELECT r.open_proposal_id, r.case_id, 'lapsed', effect FROM chaincare.regie AS r
        WHERE r.case_id IN (m.case_id, m.newer_case_id) AND r.open_proposal_id IS NOT NULL
        ON CONFLICT DO NOTHING;
    UPDATE chaincare.regie SET open_proposal_id = NULL
        WHERE case_id IN (m.case_id, m.newer_case_id) AND open_proposal_id IS NOT NULL;
    RETURN effect;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.lock_both(chaincare.matches, timestamptz) FROM chaincare_app;

-- One client, one case, one holder (R1). The newer case is closed as it is: whoever took part in it still reads his own
-- part of it and nothing more; who goes on, takes part in the older case on a basis of its own, and comes into it from
-- outside: what was written for its buurtwinkel before does not open to him (R10). What guards one case does not stand in
-- the other: while anything does, nothing is merged (S5). Both cases are held, so that nothing is placed meanwhile.
CREATE OR REPLACE FUNCTION chaincare.merge_cases(m chaincare.matches, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    effect timestamptz := chaincare.lock_both(m, moment);
    kept chaincare.client_merges;
    ended chaincare.regie_terms;
    held chaincare.regie_terms;
    joins chaincare.match_decisions;
    part chaincare.participations;
    older_by uuid;
    proposal uuid := uuidv7();
    regie_with text;
BEGIN
    PERFORM FROM chaincare.cases WHERE id IN (m.case_id, m.newer_case_id) ORDER BY id FOR UPDATE;
    -- One may have been closed, or merged into a third one, since its holder agreed: nobody would be left to direct.
    IF EXISTS (SELECT FROM chaincare.cases AS c
               WHERE c.id IN (m.case_id, m.newer_case_id) AND c.status <> 'open') THEN
        RAISE EXCEPTION 'one of the cases is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_closed';
    END IF;
    IF EXISTS (SELECT FROM chaincare.shields AS s
               WHERE s.case_id IN (m.case_id, m.newer_case_id) AND s.lifted_at IS NULL)
       OR EXISTS (SELECT FROM chaincare.relation_conflicts AS x
                  WHERE x.case_id IN (m.case_id, m.newer_case_id) AND x.ended_at IS NULL)
       OR EXISTS (SELECT FROM chaincare.restrictions AS r WHERE r.item_kind = 'party'
                  AND r.case_id IN (m.case_id, m.newer_case_id) AND r.lifted_at IS NULL)
       -- A secret address hides more than itself; that goes on once it is stated in the case that remains.
       OR (chaincare.hides_contact(m.newer_case_id) AND NOT chaincare.hides_contact(m.case_id)) THEN
        RAISE EXCEPTION 'what guards one of the cases would not stand in the other'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'match_guarded';
    END IF;
    SELECT d.regie_with INTO regie_with FROM chaincare.match_decisions AS d WHERE d.match_id = m.id ORDER BY d.id DESC LIMIT 1;
    SELECT d.* INTO joins FROM chaincare.match_decisions AS d
        WHERE d.match_id = m.id AND d.case_id = m.newer_case_id AND d.basis IS NOT NULL ORDER BY d.id DESC LIMIT 1;
    SELECT p.professional_id INTO older_by FROM chaincare.match_decisions AS d
        JOIN chaincare.participations AS p ON p.id = d.decided_by
        WHERE d.match_id = m.id AND d.case_id = m.case_id ORDER BY d.id DESC LIMIT 1;
    SELECT c.status, r.vacant_because, c.client_id INTO kept.status_before, kept.vacant_before, kept.merged_client_id
        FROM chaincare.cases AS c LEFT JOIN chaincare.regie AS r ON r.case_id = c.id WHERE c.id = m.newer_case_id;
    ended := chaincare.end_term(m.newer_case_id, effect, 'merged');
    UPDATE chaincare.regie SET vacant_because = 'merged' WHERE case_id = m.newer_case_id;
    UPDATE chaincare.cases SET status = 'closed' WHERE id = m.newer_case_id;
    IF (joins.basis ->> 'until')::timestamptz <= effect THEN
        RAISE EXCEPTION 'it ran out since' USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_bases_during_check';
    END IF;
    IF joins.id IS NOT NULL THEN
        SELECT p.* INTO part FROM chaincare.participations AS p WHERE p.id = joins.decided_by;
        IF NOT EXISTS (SELECT FROM chaincare.participations AS p WHERE p.case_id = m.case_id
                AND p.professional_id = part.professional_id AND (p.during @> effect) IS TRUE) THEN
            kept.joined_id := uuidv7();
            INSERT INTO chaincare.participations (id, case_id, professional_id, role, circle, scope, scope_from, purpose,
                                                  during, made_by)
                VALUES (kept.joined_id, m.case_id, part.professional_id, 'caseworker', 'winkelstraat', 'full', effect,
                        part.purpose, tstzrange(effect, NULL), older_by);
            INSERT INTO chaincare.legal_bases (case_id, participation_id, ground, article, exception, secrecy, during,
                                               recorded_by, recorded_at)
                VALUES (m.case_id, kept.joined_id, joins.basis ->> 'ground', joins.basis ->> 'article',
                        joins.basis ->> 'exception', joins.basis -> 'secrecy',
                        tstzrange(effect, (joins.basis ->> 'until')::timestamptz), part.professional_id, effect);
            part.id := kept.joined_id;
        ELSE
            SELECT p.id INTO part.id FROM chaincare.participations AS p WHERE p.case_id = m.case_id
                AND p.professional_id = part.professional_id AND (p.during @> effect) IS TRUE;
        END IF;
    END IF;
    IF regie_with = 'newer' THEN
        held := chaincare.end_term(m.case_id, effect, 'passed_on');
        kept.held_began_at := lower(held.during);
        INSERT INTO chaincare.regie_proposals (id, case_id, kind, candidate_id, holder_id, mandate, handover_note,
                                               proposed_by, proposed_at, respond_by)
            VALUES (proposal, m.case_id, CASE WHEN held.holder_id IS NULL THEN 'first' ELSE 'handover' END, part.id,
                    held.holder_id, coalesce(held.mandate, ended.mandate), 'Agreed when the registrations were merged.',
                    older_by, effect, effect);
        INSERT INTO chaincare.regie_responses (case_id, proposal_id, participation_id, answer, answered_by, answered_at)
            SELECT m.case_id, proposal, said.id, 'assent', said.person, effect
            FROM (VALUES (part.id, part.professional_id), (held.holder_id, older_by)) AS said (id, person)
            WHERE said.id IS NOT NULL;
        INSERT INTO chaincare.regie_outcomes (proposal_id, case_id, outcome, at)
            VALUES (proposal, m.case_id, 'in_effect', effect);
        PERFORM chaincare.begin_term(m.case_id, effect, NULL, part.id, 'agreed', coalesce(held.mandate, ended.mandate), proposal,
            NULL);
    END IF;
    INSERT INTO chaincare.client_merges (match_id, case_id, merged_case_id, client_id, merged_client_id, merged_at,
            status_before, vacant_before, term_began_at, term_until, joined_id, held_began_at)
        SELECT m.id, m.case_id, m.newer_case_id, c.client_id, kept.merged_client_id, effect, kept.status_before,
               kept.vacant_before, lower(ended.during), upper(ended.during), kept.joined_id, kept.held_began_at
        FROM chaincare.cases AS c WHERE c.id = m.case_id;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.merge_cases(chaincare.matches, timestamptz) FROM chaincare_app;

-- A term goes on from here as it was, if who directed still takes part and it was not to end before.
CREATE OR REPLACE FUNCTION chaincare.resume_term(of_case uuid, began timestamptz, until timestamptz, effect timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    t chaincare.regie_terms;
BEGIN
    SELECT t2.* INTO t FROM chaincare.regie_terms AS t2
        JOIN chaincare.participations AS p ON p.id = t2.holder_id AND upper_inf(p.during)
        WHERE t2.case_id = of_case AND lower(t2.during) = began AND (until IS NULL OR until > effect)
          AND (t2.client_party_id IS NULL OR EXISTS (
            SELECT FROM chaincare.participations AS k WHERE k.id = t2.client_party_id AND upper_inf(k.during)));
    IF FOUND THEN
        PERFORM chaincare.begin_term(of_case, effect, until, t.holder_id, t.kind, t.mandate, t.proposal_id, t.client_party_id);
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.resume_term(uuid, timestamptz, timestamptz, timestamptz) FROM chaincare_app;

-- Both as they were, but for what was written since: that stays where it was written.
CREATE OR REPLACE FUNCTION chaincare.split_cases(m chaincare.matches, moment timestamptz, by uuid, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    effect timestamptz := chaincare.lock_both(m, moment);
    kept chaincare.client_merges;
BEGIN
    SELECT * INTO STRICT kept FROM chaincare.client_merges WHERE match_id = m.id AND split_at IS NULL FOR UPDATE;
    IF kept.joined_id IS NOT NULL THEN
        IF EXISTS (SELECT FROM chaincare.regie_terms AS t WHERE t.case_id = m.case_id AND (t.during @> effect) IS TRUE
                AND t.holder_id = kept.joined_id) THEN
            PERFORM chaincare.end_term(m.case_id, effect, 'passed_on');
            PERFORM chaincare.resume_term(m.case_id, kept.held_began_at, NULL, effect);
        END IF;
        UPDATE chaincare.participations SET during = tstzrange(lower(during), effect), ended_because = 'split'
            WHERE id = kept.joined_id AND (during @> effect) IS TRUE;
    END IF;
    UPDATE chaincare.cases SET status = kept.status_before WHERE id = m.newer_case_id;
    UPDATE chaincare.regie SET vacant_because = kept.vacant_before WHERE case_id = m.newer_case_id;
    PERFORM chaincare.resume_term(m.newer_case_id, kept.term_began_at, kept.term_until, effect);
    UPDATE chaincare.client_merges SET split_at = effect, split_by = by, split_because = why WHERE id = kept.id;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.split_cases(chaincare.matches, timestamptz, uuid, text) FROM chaincare_app;

-- What waits for a decision: with the holder; while nobody directs, with the coordinator, by references only.
CREATE OR REPLACE FUNCTION chaincare.all_match_balls(of_cases uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT chaincare.ball_id(m.since, 'match', m.id, coalesce(d.holder, s.own)), s.own,
           CASE WHEN d.holder IS NULL THEN 'match_without_holder' WHEN m.state = 'to_client' THEN 'match_to_ask_client'
                ELSE 'match_to_decide' END, m.id, m.since, NULL::date,
           CASE WHEN d.holder IS NULL THEN 'coordinator' ELSE 'participation' END, d.holder,
           NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM (SELECT o.* FROM chaincare.matches AS o WHERE o.case_id = ANY (of_cases)
          UNION SELECT o.* FROM chaincare.matches AS o WHERE o.newer_case_id = ANY (of_cases)) AS m
    CROSS JOIN LATERAL (VALUES (m.case_id, m.state IN ('to_older', 'to_client')),
                               (m.newer_case_id, m.state IN ('to_newer', 'to_client'))) AS s (own, turn)
    CROSS JOIN LATERAL (SELECT chaincare.directs(s.own, moment) AS holder) AS d
    WHERE s.own = ANY (of_cases) AND s.turn
      AND chaincare.match_stands(m.case_id, m.newer_case_id, m.state)
      AND NOT EXISTS (
        SELECT FROM chaincare.participations AS p LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        LEFT JOIN chaincare.units AS u ON u.id = f.unit_id
        WHERE p.id = d.holder AND (chaincare.conflicts_with(m.case_id, f.id, u.organisation_id)
                                   OR chaincare.conflicts_with(m.newer_case_id, f.id, u.organisation_id)))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.all_match_balls(uuid[], timestamptz) FROM chaincare_app;
