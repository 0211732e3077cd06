-- The management contact of an organisation, towards which somebody raised a bottleneck: what is missing, and no case.

-- Whose management somebody is: of his own organisation only, whatever a mandate says.
CREATE OR REPLACE FUNCTION chaincare.management_of(actor chaincare.actor, moment timestamptz,
    INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mandate chaincare.mandates;
BEGIN
    SELECT m.* INTO mandate FROM chaincare.mandates AS m WHERE m.professional_id = actor.id
        AND m.kind = 'management_contact' AND m.organisation_id = actor.organisation_id
        AND m.during @> moment ORDER BY m.id LIMIT 1;
    IF FOUND THEN
        e.outcome := 'entered';
        e.relation := 'management_contact';
        e.relation_id := mandate.id;
        e.relation_by := mandate.granted_by;
        e.role := 'management_contact';
        e.reach := 'management';
        e.rule := 'management-mandate/1';
        e.network_id := mandate.network_id;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.management_of(chaincare.actor, timestamptz, chaincare.access_entries) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_bottlenecks(caller chaincare.caller, event text, action text, after uuid, page_size int)
RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.management_of(actor, caller.moment,
        chaincare.new_entry(caller, actor, event, action));
    e chaincare.access_entries;
    entries chaincare.access_entries[] := '{}';
    one record;
BEGIN
    RETURN NEXT question;
    IF question.outcome = 'entered' THEN
        FOR one IN
            SELECT b.id, b.case_id, k.pseudonym FROM chaincare.bottlenecks AS b
            JOIN chaincare.cases AS c ON c.id = b.case_id AND c.network_id = question.network_id
            JOIN chaincare.clients AS k ON k.id = c.client_id
            WHERE b.organisation_id = actor.organisation_id AND (after IS NULL OR b.id < after)
              AND NOT chaincare.conflicts_with(b.case_id, actor.id, actor.organisation_id)
            ORDER BY b.id DESC LIMIT least(page_size, 50)
        LOOP
            e := question;
            e.id := uuidv7();
            e.query_id := question.id;
            e.case_id := one.case_id;
            e.client := one.pseudonym;
            e.object_id := one.id;
            entries := entries || e;
            RETURN NEXT e;
        END LOOP;
    END IF;
    PERFORM chaincare.write_entries(question || entries);
END $$;

-- One of them, for who is let in to it.
CREATE OR REPLACE FUNCTION chaincare.enter_bottleneck(caller chaincare.caller, actor chaincare.actor, wanted uuid,
    INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    blank chaincare.access_entries;
BEGIN
    e.asked_id := wanted;
    blank := e;
    e := chaincare.management_of(actor, caller.moment, e);
    IF e.outcome = 'entered' THEN
        SELECT b.id, b.case_id, k.pseudonym INTO e.object_id, e.case_id, e.client FROM chaincare.bottlenecks AS b
            JOIN chaincare.cases AS c ON c.id = b.case_id AND c.network_id = e.network_id
            JOIN chaincare.clients AS k ON k.id = c.client_id
            WHERE b.id = wanted AND b.organisation_id = actor.organisation_id
              AND NOT chaincare.conflicts_with(b.case_id, actor.id, actor.organisation_id);
        IF NOT FOUND THEN
            e := blank;
        END IF;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_bottleneck(chaincare.caller, chaincare.actor, uuid, chaincare.access_entries)
    FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_bottleneck(caller chaincare.caller, event text, action text, wanted uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.enter_bottleneck(caller, actor, wanted,
        chaincare.new_entry(caller, actor, event, action));
BEGIN
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- What management reads of those that an entry opens: the words about nobody, by whose organisation, and no case.
DROP FUNCTION IF EXISTS chaincare.raised_bottlenecks();
CREATE OR REPLACE FUNCTION chaincare.raised_bottlenecks() RETURNS TABLE (id uuid, reason text, words text, raised_at timestamptz,
    answer_by date, organisation text, answer text, answered_at timestamptz, solution text, solved_at timestamptz,
    confirmed_at timestamptz, earlier jsonb, towards text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT b.id, b.reason, b.words, b.raised_at, b.answer_by, o.name, b.answer, b.answered_at,
            b.solution, b.solved_at, b.confirmed_at, b.earlier, t.name
        FROM chaincare.let_in AS e
        JOIN chaincare.bottlenecks AS b ON b.id = e.object_id AND b.case_id = e.case_id AND b.organisation_id = e.organisation_id
        JOIN chaincare.organisations AS t ON t.id = b.organisation_id
        JOIN chaincare.participations AS p ON p.id = b.raised_by
        JOIN chaincare.professionals AS f ON f.id = p.professional_id
        JOIN chaincare.units AS u ON u.id = f.unit_id JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        WHERE e.reach = 'management' ORDER BY b.id DESC;
END $$;

-- Its answer, once. False when it was answered already.
CREATE OR REPLACE FUNCTION chaincare.answer_bottleneck(said text, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.query_id IS NULL AND l.event = 'bottleneck.answered' AND l.reach = 'management';
    UPDATE chaincare.bottlenecks AS b SET answer = said, answered_by = e.actor_id, answered_at = moment
        WHERE b.id = e.object_id AND b.case_id = e.case_id AND b.organisation_id = e.organisation_id AND b.answer IS NULL;
    RETURN FOUND;
END $$;

-- What was done about it, once; it is the answer as well where none was given. False when that was said already.
CREATE OR REPLACE FUNCTION chaincare.solve_bottleneck(said text, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.query_id IS NULL AND l.event = 'bottleneck.solved' AND l.reach = 'management';
    UPDATE chaincare.bottlenecks AS b SET solution = said, solved_by = e.actor_id, solved_at = moment,
        answer = coalesce(b.answer, said), answered_by = coalesce(b.answered_by, e.actor_id),
        answered_at = coalesce(b.answered_at, moment)
        WHERE b.id = e.object_id AND b.case_id = e.case_id AND b.organisation_id = e.organisation_id AND b.solution IS NULL;
    RETURN FOUND;
END $$;

-- In the case: that it is so, or (`turned_back`) that it is not, and then it is open again with a new term, and what was said stays.
-- False when nothing waits for that.
CREATE OR REPLACE FUNCTION chaincare.confirm_bottleneck(wanted uuid, turned_back text, new_term date, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.query_id IS NULL AND l.event = 'bottleneck.confirmed' AND l.reach IN ('core', 'full') AND l.relation = 'participation';
    IF turned_back IS NULL THEN
        UPDATE chaincare.bottlenecks AS b SET confirmed_by = e.relation_id, confirmed_at = moment
            WHERE b.id = wanted AND b.case_id = e.case_id AND b.solved_at IS NOT NULL AND b.confirmed_at IS NULL;
    ELSE
        UPDATE chaincare.bottlenecks AS b SET answer = NULL, answered_by = NULL, answered_at = NULL, solution = NULL, solved_by = NULL,
            solved_at = NULL, answer_by = new_term, earlier = b.earlier || jsonb_build_object('answer', b.answer, 'answered_at', b.answered_at,
                'solution', b.solution, 'solved_at', b.solved_at, 'because', turned_back, 'at', moment)
            WHERE b.id = wanted AND b.case_id = e.case_id AND b.solved_at IS NOT NULL AND b.confirmed_at IS NULL;
    END IF;
    RETURN FOUND;
END $$;

-- What was not answered in time: back with who raised it, where he is gone with who directs, and with the coordinator, who hears which
-- organisation is silent. And, where somebody's own rows are asked for, what lies with the management of his organisation by a mandate of
-- his.
CREATE OR REPLACE FUNCTION chaincare.bottleneck_balls(of_cases uuid[], standing uuid[], moment timestamptz, actor chaincare.actor)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(w.since, 'bottleneck_unanswered', b.id, w.party), b.case_id, 'bottleneck_unanswered', b.id, w.since,
           b.answer_by, CASE WHEN w.party IS NULL THEN 'coordinator' ELSE 'participation' END, w.party, (
               SELECT u.id FROM chaincare.units AS u WHERE u.organisation_id = b.organisation_id ORDER BY u.id LIMIT 1),
           b.agreement_id, NULL::uuid, a.readers
    FROM chaincare.bottlenecks AS b
    JOIN chaincare.cases AS c ON c.id = b.case_id AND c.status = 'open'
    JOIN chaincare.agreements AS a ON a.id = b.agreement_id
    -- Who is gone answers nothing: at once, and until it was raised towards another.
    JOIN chaincare.organisations AS o ON o.id = b.organisation_id
    CROSS JOIN LATERAL (
        SELECT p.party, least((b.answer_by + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam',
            CASE WHEN o.status NOT IN ('active', 'leaving') THEN greatest(o.inactive_at, b.raised_at) END) AS since FROM (
            SELECT NULL::uuid AS party
            UNION ALL SELECT CASE WHEN b.raised_by = ANY (standing) THEN b.raised_by ELSE (
                SELECT t.holder_id FROM chaincare.regie_terms AS t
                WHERE t.case_id = b.case_id AND (t.during @> moment) IS TRUE AND t.holder_id = ANY (standing)) END) AS p
        GROUP BY p.party) AS w
    WHERE b.case_id = ANY (of_cases) AND b.answer IS NULL
      AND CASE WHEN o.status IN ('active', 'leaving') THEN b.answer_by < (moment AT TIME ZONE 'Europe/Amsterdam')::date
          ELSE NOT EXISTS (SELECT FROM chaincare.bottlenecks AS l
              WHERE l.case_id = b.case_id AND l.agreement_id = b.agreement_id AND l.raised_at > b.raised_at) END
    UNION ALL
    -- What is said to be solved: with who raised it, where he is gone with who directs.
    SELECT chaincare.ball_id(b.solved_at, 'bottleneck_to_confirm', b.id, w.party), b.case_id, 'bottleneck_to_confirm', b.id, b.solved_at,
           NULL::date, 'participation', w.party, NULL::uuid, b.agreement_id, NULL::uuid, a.readers
    FROM chaincare.bottlenecks AS b
    JOIN chaincare.cases AS c ON c.id = b.case_id AND c.status = 'open'
    JOIN chaincare.agreements AS a ON a.id = b.agreement_id
    CROSS JOIN LATERAL (SELECT CASE WHEN b.raised_by = ANY (standing) THEN b.raised_by ELSE (
        SELECT t.holder_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = b.case_id AND (t.during @> moment) IS TRUE AND t.holder_id = ANY (standing)) END AS party) AS w
    WHERE b.case_id = ANY (of_cases) AND b.solved_at IS NOT NULL AND b.confirmed_at IS NULL AND w.party IS NOT NULL
    UNION ALL
    SELECT chaincare.ball_id(b.raised_at, 'bottleneck_to_answer', b.id, NULL), NULL, 'bottleneck_to_answer', b.id, b.raised_at,
           b.answer_by, 'management', NULL, NULL, NULL, NULL, NULL
    FROM chaincare.bottlenecks AS b
    WHERE b.organisation_id = (
        SELECT m.organisation_id FROM chaincare.mandates AS m
        WHERE m.professional_id = actor.id AND m.kind = 'management_contact' AND m.organisation_id = actor.organisation_id
          AND m.during @> moment LIMIT 1)
      AND b.answer IS NULL
$$;
REVOKE EXECUTE ON FUNCTION chaincare.bottleneck_balls(uuid[], uuid[], timestamptz, chaincare.actor) FROM chaincare_app;
