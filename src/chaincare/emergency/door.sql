-- The doors of emergency access: the one guarded exception to S1. Everything that is asked is traced, and whoever is
-- not let in learns nothing: no match, more than one, a conflict and a unit that nobody named are the same silence.

-- A name as it is compared exactly: without case, accents, spaces, hyphens and apostrophes.
CREATE OR REPLACE FUNCTION chaincare.exact_name(said text) RETURNS text
LANGUAGE sql IMMUTABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT regexp_replace(replace(replace(replace(replace(
        lower(translate(normalize(coalesce(said, ''), NFKD), 'łŁđĐøØıðÐħĦ', 'lLdDoOidDhH') COLLATE "pg_c_utf8"),
        'ß', 'ss'), 'þ', 'th'), 'æ', 'ae'), 'œ', 'oe'),
        '[^[:alnum:]]', '', 'g')
$$;
REVOKE EXECUTE ON FUNCTION chaincare.exact_name(text) FROM chaincare_app;

-- Whether a network's covenant names this unit as one that may get in by emergency.
CREATE OR REPLACE FUNCTION chaincare.names_unit(units jsonb, wanted uuid) RETURNS boolean
LANGUAGE sql IMMUTABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM jsonb_array_elements(units) AS one
                   WHERE one ->> 'unit' = wanted::text AND one ->> 'kind' IS NOT NULL)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.names_unit(jsonb, uuid) FROM chaincare_app;

-- The one open case that an exact identifier leads to, in these networks; NULL for none and for more than one. A
-- registration that was merged leads to the case that remains, however often that was merged again; not for whom is in
-- conflict with what was merged into it.
CREATE OR REPLACE FUNCTION chaincare.find_exactly(networks uuid[], actor chaincare.actor, said jsonb, blinds bytea[])
RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    named uuid[];
    found uuid[];
BEGIN
    CASE said ->> 'kind'
        WHEN 'reference' THEN
            SELECT array_agg(c.id) INTO named FROM chaincare.cases AS c WHERE c.reference = said ->> 'reference';
        WHEN 'bsn' THEN
            -- Only a unit with a statutory basis to use the number for safety (S4).
            SELECT array_agg(c.id) INTO named FROM chaincare.client_bsns AS b
            JOIN chaincare.cases AS c ON c.client_id = b.client_id
            JOIN chaincare.units AS u ON u.id = actor.unit_id AND u.bsn_bases @> '[{"purpose": "safety"}]'
            WHERE b.blind = ANY (blinds) AND b.removed_at IS NULL;
        ELSE
            SELECT array_agg(c.id) INTO named FROM chaincare.clients AS k
            JOIN chaincare.cases AS c ON c.client_id = k.id
            WHERE k.birth_date = (said ->> 'birthDate')::date AND k.birth_precision = 'day'
              AND chaincare.exact_name(k.given_names) = chaincare.exact_name(said ->> 'givenNames')
              AND chaincare.exact_name(concat(k.prefix, k.family_name))
                  = chaincare.exact_name(concat(said ->> 'prefix', said ->> 'familyName'));
    END CASE;
    WITH RECURSIVE leads (id) AS (
        SELECT unnest(named)
        UNION
        SELECT g.case_id FROM leads AS l
        JOIN chaincare.client_merges AS g ON g.merged_case_id = l.id AND g.split_at IS NULL)
    SELECT array_agg(c.id) INTO found FROM leads AS l JOIN chaincare.cases AS c ON c.id = l.id
    WHERE c.status NOT IN ('closed', 'destroyed') AND c.network_id = ANY (networks)
      AND NOT EXISTS (SELECT FROM chaincare.client_merges AS g WHERE g.case_id = c.id AND g.split_at IS NULL
          AND chaincare.conflicts_with(g.merged_case_id, actor.id, actor.organisation_id));
    RETURN CASE WHEN cardinality(found) = 1 THEN found[1] END;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.find_exactly(uuid[], chaincare.actor, jsonb, bytea[]) FROM chaincare_app;

-- Asking for access. `sealed` is the reason, with its digest beside it: it lies in the entry whatever came of it. Over
-- the limit he is answered the same whether there is anybody or not: he comes as far as the question, and no case.
CREATE OR REPLACE FUNCTION chaincare.door_emergency_request(caller chaincare.caller, event text, action text,
    said jsonb, blinds bytea[], sealed bytea, digest bytea) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    networks uuid[];
    most int;
    wanted uuid;
    running uuid;
BEGIN
    e.emergency := true;
    e.purpose := 'safety';
    e.private := sealed;
    e.private_digest := digest;
    IF actor.id IS NOT NULL THEN
        SELECT array_agg(s.network_id), min(s.daily_limit) INTO networks, most
        FROM chaincare.emergency_settings AS s
        JOIN chaincare.memberships AS m ON m.network_id = s.network_id AND m.organisation_id = actor.organisation_id
        WHERE chaincare.names_unit(s.units, actor.unit_id);
    END IF;
    IF networks IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('emergency ' || actor.id::text, 0));
        wanted := chaincare.find_exactly(networks, actor, said, blinds);
        -- To whoever is in conflict with a case it does not exist; that he tried is shown to who audits it.
        IF chaincare.conflicts_with(wanted, actor.id, actor.organisation_id) THEN
            e.asked_id := wanted;
            wanted := NULL;
        END IF;
        SELECT a.id INTO running FROM chaincare.emergency_accesses AS a
        WHERE a.case_id = wanted AND a.professional_id = actor.id AND a.during @> caller.moment
          AND NOT EXISTS (SELECT FROM chaincare.emergency_facts AS f WHERE f.access_id = a.id AND f.kind = 'ended');
        -- What found nobody counts as well, five times as far: names are not to be guessed.
        IF running IS NULL AND ((
                SELECT count(*) FROM chaincare.emergency_accesses AS a
                WHERE a.professional_id = actor.id AND lower(a.during) > caller.moment - interval '1 day') >= most
            OR (SELECT count(*) FROM chaincare.access_entries AS t
                WHERE t.actor_id = actor.id AND t.at > clock_timestamp() - interval '1 day'
                  AND t.event = door_emergency_request.event AND t.outcome = 'not_visible') >= 5 * most) THEN
            e.outcome := 'entered';
            e.relation := 'own';
            e.rule := 'emergency-limit/1';
        ELSIF wanted IS NOT NULL THEN
            e.outcome := 'entered';
            e.relation := 'emergency';
            e.relation_id := coalesce(running, uuidv7());
            e.relation_by := actor.id;
            e.reach := 'card';
            e.rule := 'emergency-by-' || (said ->> 'kind') || '/1';
            e.case_id := wanted;
            e.object_id := e.relation_id;
            SELECT k.pseudonym, c.network_id INTO e.client, e.network_id
            FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id WHERE c.id = wanted;
        END IF;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- One person, one running access to a case, and so many a day: looked at again at the moment of writing, one at a time
-- for each person. Requests that came together were all let in at the door, before any of them was written.
CREATE OR REPLACE FUNCTION chaincare.hold_emergency_limit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('emergency ' || NEW.professional_id::text, 0));
    IF EXISTS (SELECT FROM chaincare.emergency_accesses AS a
               WHERE a.case_id = NEW.case_id AND a.professional_id = NEW.professional_id AND a.during && NEW.during
                 AND NOT EXISTS (SELECT FROM chaincare.emergency_facts AS f
                                 WHERE f.access_id = a.id AND f.kind = 'ended')) THEN
        RAISE EXCEPTION 'runs already' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'emergency_accesses_one_running';
    END IF;
    IF (SELECT count(*) FROM chaincare.emergency_accesses AS a
        WHERE a.professional_id = NEW.professional_id AND lower(a.during) > lower(NEW.during) - interval '1 day')
       >= (SELECT s.daily_limit FROM chaincare.emergency_settings AS s WHERE s.network_id = NEW.network_id) THEN
        RAISE EXCEPTION 'too many in a day' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'emergency_accesses_daily_limit';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hold_emergency_limit() FROM chaincare_app;

-- How somebody stands to one access: he uses it, while it runs; he is the second person of a named unit; he directs
-- the case; he coordinates; he audits the whole network. Nobody else: not the other people of the case.
CREATE OR REPLACE FUNCTION chaincare.enter_emergency(caller chaincare.caller, actor chaincare.actor,
    access chaincare.emergency_accesses, as_second boolean, INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    usable boolean := access.during @> caller.moment
        -- Who ends it may come back with the same request, to hear that it is done (D1).
        AND (e.event = 'emergency-access.ended' OR NOT EXISTS (
            SELECT FROM chaincare.emergency_facts AS f WHERE f.access_id = access.id AND f.kind = 'ended'))
        AND EXISTS (SELECT FROM chaincare.emergency_settings AS s
                    WHERE s.network_id = access.network_id AND chaincare.names_unit(s.units, actor.unit_id))
        AND EXISTS (SELECT FROM chaincare.memberships AS m
                    WHERE m.network_id = access.network_id AND m.organisation_id = actor.organisation_id);
    own boolean := actor.id = access.professional_id AND actor.unit_id = access.unit_id;
    found chaincare.access_entries;
    mandate chaincare.mandates;
BEGIN
    -- Who audits is out by his own name only; by his organisation's whoever uses it, and who coordinates.
    IF actor.id IS NULL OR chaincare.conflicts_with(access.case_id, actor.id, NULL) THEN
        RETURN;
    END IF;
    usable := usable AND NOT chaincare.conflicts_with(access.case_id, actor.id, actor.organisation_id);
    IF usable AND (own OR (as_second AND actor.id <> access.professional_id)) THEN
        e.relation := 'emergency';
        e.relation_id := access.id;
        e.relation_by := access.professional_id;
        e.reach := CASE WHEN own AND e.event <> 'emergency-access.ended' THEN 'emergency' ELSE 'card' END;
        e.rule := CASE WHEN own THEN 'emergency-access/1' ELSE 'emergency-second-person/1' END;
        e.purpose := 'safety';
        e.emergency := true;
    ELSE
        found := chaincare.find_relation(caller, actor, access.case_id, e);
        SELECT m.* INTO mandate FROM chaincare.mandates AS m
            WHERE m.professional_id = actor.id AND m.kind = 'auditor' AND m.organisation_id IS NULL
              AND m.network_id = access.network_id AND m.during @> caller.moment
            ORDER BY m.id LIMIT 1;
        IF found.outcome = 'entered' AND (found.reach = 'steering' OR (found.reach IN ('core', 'full') AND EXISTS (
                SELECT FROM chaincare.regie_terms AS t
                WHERE t.case_id = access.case_id AND t.holder_id = found.relation_id
                  AND (t.during @> caller.moment) IS TRUE))) THEN
            e := found;
        ELSIF mandate.id IS NOT NULL THEN
            e.relation := 'auditor';
            e.relation_id := mandate.id;
            e.relation_by := mandate.granted_by;
            e.role := 'auditor';
            e.reach := 'log';
            e.rule := 'auditor-mandate/1';
        ELSE
            RETURN;
        END IF;
    END IF;
    e.outcome := 'entered';
    e.case_id := access.case_id;
    e.object_id := access.id;
    SELECT k.pseudonym, c.network_id INTO e.client, e.network_id
    FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id WHERE c.id = access.case_id;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_emergency(chaincare.caller, chaincare.actor, chaincare.emergency_accesses,
    boolean, chaincare.access_entries) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_emergency(caller chaincare.caller, event text, action text,
    wanted uuid, as_second boolean) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    access chaincare.emergency_accesses;
BEGIN
    e.asked_id := wanted;
    SELECT a.* INTO access FROM chaincare.emergency_accesses AS a WHERE a.id = wanted;
    IF FOUND THEN
        e := chaincare.enter_emergency(caller, actor, access, as_second, e);
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- A page of them: the question, and one entry for each, the latest first.
CREATE OR REPLACE FUNCTION chaincare.door_emergencies(caller chaincare.caller, event text, action text,
    to_review boolean, after uuid, page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    access chaincare.emergency_accesses;
    e chaincare.access_entries;
    entries chaincare.access_entries[];
BEGIN
    IF actor.id IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    entries := ARRAY[question];
    RETURN NEXT question;
    page_size := CASE WHEN actor.id IS NULL THEN 0 ELSE least(page_size, 50) END;
    FOR access IN
        SELECT a.* FROM chaincare.emergency_accesses AS a
        -- What waits for a review comes in the order in which it is due: the oldest first.
        WHERE (after IS NULL OR CASE WHEN to_review THEN a.id > after ELSE a.id < after END)
          -- What state_of (rules.py) calls `to_review`: over, or ended before that, with its crisis participation.
          AND (NOT to_review OR ((upper(a.during) <= caller.moment OR EXISTS (
                SELECT FROM chaincare.emergency_facts AS f WHERE f.access_id = a.id AND f.kind = 'ended'))
            AND NOT EXISTS (
                SELECT FROM chaincare.emergency_facts AS f
                LEFT JOIN chaincare.participations AS p ON p.id = f.about AND p.case_id = f.case_id
                WHERE f.access_id = a.id AND (f.kind = 'reviewed'
                    OR (f.kind = 'crisis_begun' AND least(f.until_at, upper(p.during)) > caller.moment)))))
          AND (a.professional_id = actor.id
            OR a.network_id IN (SELECT m.network_id FROM chaincare.mandates AS m
                WHERE m.professional_id = actor.id AND m.kind IN ('coordinator', 'auditor')
                  AND m.during @> caller.moment)
            OR a.case_id IN (SELECT p.case_id FROM chaincare.participations AS p
                JOIN chaincare.regie_terms AS t ON t.holder_id = p.id AND t.case_id = p.case_id
                WHERE p.professional_id = actor.id AND (t.during @> caller.moment) IS TRUE))
        ORDER BY CASE WHEN to_review THEN a.id END, a.id DESC
    LOOP
        EXIT WHEN page_size <= 0;
        e := chaincare.new_entry(caller, actor, event, action);
        e := chaincare.enter_emergency(caller, actor, access, false, e);
        IF e.outcome = 'entered' THEN
            e.at := question.at;
            e.query_id := question.id;
            entries := entries || e;
            RETURN NEXT e;
            page_size := page_size - 1;
        END IF;
    END LOOP;
    PERFORM chaincare.write_entries(entries);
END $$;

-- The card: who directs, who coordinates, and which of the parties can be called day and night. Asked under the
-- ticket of an access; the parties themselves stay behind the wall. On it stands who can act: whoever cannot leaves the
-- case vacant (R6), and who is in conflict with the case is not called about it. While a client directs it is his contact.
CREATE OR REPLACE FUNCTION chaincare.emergency_card() RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(
        nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
BEGIN
    RETURN (
        SELECT json_build_object('reference', c.reference,
            'holder', (
                SELECT json_build_object('name', f.name, 'function', f.function, 'organisation', o.name, 'phone', f.phone)
                FROM chaincare.regie_terms AS t
                JOIN chaincare.participations AS p ON p.id = t.holder_id
                JOIN chaincare.professionals AS f ON f.id = p.professional_id
                JOIN chaincare.units AS u ON u.id = f.unit_id
                JOIN chaincare.organisations AS o ON o.id = u.organisation_id
                WHERE t.case_id = c.id AND (t.during @> moment) IS TRUE
                  AND t.holder_id = ANY (chaincare.standing_of(ARRAY[t.holder_id], moment))),
            'coordinators', coalesce((
                SELECT json_agg(json_build_object('name', f.name, 'function', f.function, 'organisation', o.name,
                    'phone', f.phone) ORDER BY f.name, f.id)
                FROM chaincare.mandates AS m
                JOIN chaincare.professionals AS f ON f.id = m.professional_id AND f.status = 'active'
                JOIN chaincare.units AS u ON u.id = f.unit_id
                JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.issuer = f.issuer
                    AND o.status IN ('active', 'leaving')
                WHERE m.network_id = c.network_id AND m.kind = 'coordinator' AND m.during @> moment
                  AND NOT chaincare.conflicts_with(c.id, f.id, o.id)), '[]'),
            'numbers', coalesce((
                SELECT json_agg(json_build_object('organisation', o.name, 'unit', u.name, 'phone', one ->> 'phone')
                    ORDER BY o.name, u.name)
                FROM chaincare.emergency_settings AS s
                CROSS JOIN LATERAL jsonb_array_elements(s.units) AS one
                JOIN chaincare.units AS u ON u.id = (one ->> 'unit')::uuid
                JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.status IN ('active', 'leaving')
                WHERE s.network_id = c.network_id AND NOT chaincare.conflicts_with(c.id, NULL, o.id) AND EXISTS (
                    SELECT FROM chaincare.participations AS p
                    LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
                    WHERE p.case_id = c.id AND (p.during @> moment) IS TRUE AND u.id IN (p.unit_id, f.unit_id)
                      AND (f.id IS NULL OR (f.status = 'active' AND NOT chaincare.conflicts_with(c.id, f.id, o.id)))
                      -- A hiding place is not told at night either: who directs knows, and is on the card (S5).
                      AND NOT EXISTS (SELECT FROM chaincare.shields AS s WHERE s.case_id = c.id AND s.lifted_at IS NULL
                          AND (s.unit_id = u.id OR s.participation_id = p.id OR s.professional_id IN (
                              SELECT q.id FROM chaincare.same_professional(f.id) AS q))))), '[]'))
        FROM chaincare.let_in AS e JOIN chaincare.cases AS c ON c.id = e.case_id
        WHERE e.relation = 'emergency' AND e.query_id IS NULL);
END $$;
