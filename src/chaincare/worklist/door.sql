-- The door of the worklist (T3): it chooses the rows of a page, the oldest ball first, and leaves one entry for the
-- question and one for each case, target or consultation the page shows. What it returns after the question is one line a
-- row, in order: the entry it is shown by, with the row's id in `object_id` and with whom it lies in `role`, which
-- the log does not keep.

-- What a participation is called in `readers`; the same as cleared_audiences says of an entry that is let in.
CREATE OR REPLACE FUNCTION chaincare.audience_of(e chaincare.access_entries, moment timestamptz) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_remove(CASE e.reach
        WHEN 'client' THEN ARRAY['client', 'party:' || p.id]
        ELSE ARRAY['professionals', nullif(p.circle, 'winkelstraat'), 'unit:' || e.unit_id, 'party:' || p.id,
            CASE WHEN EXISTS (
                SELECT FROM chaincare.regie_terms AS t
                WHERE t.case_id = e.case_id AND t.holder_id = p.id AND (t.during @> moment) IS TRUE)
                OR EXISTS (SELECT FROM chaincare.acting_of(ARRAY[e.case_id], moment, moment) AS a WHERE a.acting_id = p.id)
            THEN 'regie' END] END, NULL)
    FROM chaincare.participations AS p WHERE p.case_id = e.case_id AND p.id = e.relation_id
$$;
REVOKE EXECUTE ON FUNCTION chaincare.audience_of(chaincare.access_entries, timestamptz) FROM chaincare_app;

-- Of these participations, those that can act (S2, R6): what regie/door.sql `stands` says of one the wall shows.
CREATE OR REPLACE FUNCTION chaincare.standing_of(concerned uuid[], moment timestamptz) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(p.id) FROM chaincare.participations AS p
    JOIN chaincare.professionals AS f ON f.id = p.professional_id AND f.status = 'active'
    JOIN chaincare.units AS u ON u.id = f.unit_id
    JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.issuer = f.issuer
        AND o.status IN ('active', 'leaving')
    WHERE p.id = ANY (concerned) AND (p.during @> moment) IS TRUE AND EXISTS (
        SELECT FROM chaincare.legal_bases AS b
        WHERE b.participation_id = p.id AND (b.during @> moment) IS TRUE
          AND NOT EXISTS (SELECT FROM chaincare.legal_basis_withdrawals AS w
                          WHERE w.basis_id = b.id AND w.withdrawn_at <= moment))
      AND NOT chaincare.conflicts_with(p.case_id, f.id, o.id)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.standing_of(uuid[], timestamptz) FROM chaincare_app;

-- With whom a ball lies, as seen by whoever an entry lets in: `me`, my `team`, or `other`.
CREATE OR REPLACE FUNCTION chaincare.ball_with(ball chaincare.ball, e chaincare.access_entries) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine boolean := CASE ball.who
        WHEN 'participation' THEN ball.participation_id = e.relation_id
        WHEN 'unit' THEN e.reach IN ('target', 'author') AND ball.unit_id = e.unit_id
        WHEN 'asker' THEN e.reach = 'asker'
        WHEN 'coordinator' THEN e.reach = 'steering'
        WHEN 'parties' THEN e.reach = 'steering' OR (e.reach = 'full' AND e.relation = 'participation')
        WHEN 'any_other' THEN e.reach IN ('core', 'full', 'client') AND ball.participation_id IS DISTINCT FROM e.relation_id
        ELSE ball.participation_id <> e.relation_id AND (e.reach = 'client' OR (e.reach IN ('core', 'full')
            AND e.organisation_id IS DISTINCT FROM (
                SELECT u.organisation_id FROM chaincare.participations AS p
                LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
                JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
                WHERE p.id = ball.participation_id))) END;
BEGIN
    IF mine THEN
        RETURN 'me';
    ELSIF ball.who = 'participation' AND e.unit_id = (
        SELECT coalesce(p.unit_id, f.unit_id) FROM chaincare.participations AS p
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        WHERE p.id = ball.participation_id) THEN
        RETURN 'team';
    END IF;
    RETURN 'other';
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.ball_with(chaincare.ball, chaincare.access_entries) FROM chaincare_app;

-- Whether the wall will show a ball under an entry: never wider than the policies of what it is about. What one's
-- own unit was asked stands under its own target, not a second time under the case.
CREATE OR REPLACE FUNCTION chaincare.ball_shown(ball chaincare.ball, e chaincare.access_entries, moment timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF e.reach IN ('target', 'asker', 'author') THEN
        RETURN true;
    ELSIF ball.kind = 'request_about_data' THEN
        RETURN e.reach = 'full' AND ball.participation_id = e.relation_id;
    ELSIF ball.kind = 'consent_awaited' THEN
        RETURN e.reach = 'full' OR (e.reach = 'client' AND ball.participation_id = e.relation_id);
    ELSIF ball.kind = 'legal_basis_ends' THEN
        RETURN e.reach = 'full' OR (e.reach IN ('that', 'core') AND ball.participation_id = e.relation_id);
    ELSIF ball.kind IN ('consent_ends', 'age_to_review', 'age_to_decide', 'parents_view_ends', 'informing_postponed',
        'shield_to_review', 'restriction_to_review', 'conflict_to_review') THEN
        RETURN e.reach = 'full';
    ELSIF starts_with(ball.kind, 'match_') THEN
        RETURN CASE ball.who WHEN 'coordinator' THEN e.reach = 'steering' ELSE ball.participation_id = e.relation_id END;
    ELSIF starts_with(ball.kind, 'late_') THEN
        RETURN (e.reach = 'steering' AND ball.kind <> 'late_needed_party') OR (e.reach IN ('core', 'full')
            AND (ball.readers IS NULL OR coalesce(ball.readers && chaincare.audience_of(e, moment), false)));
    ELSIF ball.kind = 'needed_party_next_step' THEN
        RETURN e.reach IN ('core', 'full');
    ELSIF ball.kind = 'assent_to_check' THEN
        RETURN ball.participation_id = e.relation_id AND e.reach IN ('core', 'full', 'client');
    ELSIF starts_with(ball.kind, 'emergency') THEN
        RETURN CASE ball.who WHEN 'coordinator' THEN e.reach = 'steering'
            ELSE ball.participation_id = e.relation_id AND e.reach IN ('core', 'full') END;
    ELSIF ball.kind = 'regie_laid_down' AND e.reach = 'client' THEN
        RETURN false;
    ELSIF ball.readers IS NOT NULL THEN
        RETURN e.reach = 'steering' OR (e.reach IN ('core', 'full', 'client')
            AND coalesce(ball.readers && chaincare.audience_of(e, moment), false));
    END IF;
    RETURN ball.who <> 'unit' OR e.unit_id IS DISTINCT FROM ball.unit_id;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.ball_shown(chaincare.ball, chaincare.access_entries, timestamptz)
    FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_worklist(caller chaincare.caller, event text, action text,
    whose text, wanted_kind text, overdue boolean, confirmable timestamptz, objectable timestamptz, after uuid,
    page_size int)
RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    today date := (caller.moment AT TIME ZONE 'Europe/Amsterdam')::date;
    own uuid[];       -- cases he or his team takes part in
    parts uuid[];     -- by these participations
    stood_for uuid[]; -- of whom he acts for the holders now (R9)
    steered uuid[];   -- cases of the network he coordinates
    at_work uuid[];   -- cases whose agreements are looked at
    standing uuid[];
    ball chaincare.ball;
    seen uuid[] := '{}';
    entries chaincare.access_entries[] := '{}';
    shown chaincare.access_entries[] := '{}';
    e chaincare.access_entries;
    place int;
    lies text;
BEGIN
    IF (caller.citizen AND NOT caller.system) OR actor.id IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    RETURN NEXT question;
    IF question.outcome <> 'entered' THEN
        PERFORM chaincare.write_entry(question);
        RETURN;
    END IF;
    SELECT array_agg(DISTINCT near.case_id), array_agg(near.id) INTO own, parts FROM (
        SELECT p.case_id, p.id FROM chaincare.participations AS p
        WHERE p.professional_id = actor.id AND (p.during @> caller.moment) IS TRUE
        UNION ALL
        SELECT p.case_id, p.id FROM chaincare.participations AS p
        WHERE p.unit_id = actor.unit_id AND (p.during @> caller.moment) IS TRUE
        UNION ALL
        SELECT p.case_id, p.id FROM chaincare.client_logins AS l
        JOIN chaincare.participations AS p ON (p.during @> caller.moment) IS TRUE
            AND (p.representative_id = l.representative_id
                 OR (l.representative_id IS NULL AND p.client_id = l.client_id))
        WHERE caller.citizen AND l.issuer = caller.issuer AND l.subject = caller.subject) AS near;
    SELECT array_agg(a.holder_id) INTO stood_for FROM chaincare.acting_of((
        SELECT array_agg(DISTINCT s.case_id) FROM chaincare.stand_ins AS s
        WHERE s.stand_in_id = ANY (parts) AND s.during IS NOT NULL), caller.moment, caller.moment) AS a
        WHERE a.acting_id = ANY (parts);
    parts := parts || stood_for;
    SELECT array_agg(c.id) INTO steered FROM chaincare.mandates AS m
    JOIN chaincare.cases AS c ON c.network_id = m.network_id AND c.id <> ALL (coalesce(own, '{}'))
    WHERE m.professional_id = actor.id AND m.kind = 'coordinator' AND m.during @> caller.moment;
    at_work := CASE whose WHEN 'anyone' THEN own || steered ELSE own END;
    standing := chaincare.standing_of(chaincare.concerned_at_door(own || steered, at_work, caller.moment), caller.moment);
    page_size := least(page_size, 50);
    FOR ball IN
        SELECT b.* FROM (
            SELECT * FROM chaincare.regie_balls_at_door(own || steered, standing, caller.moment)
            UNION ALL SELECT * FROM chaincare.escalation_balls_at_door(own || steered, standing, caller.moment)
            UNION ALL SELECT * FROM chaincare.agreement_balls_at_door(at_work, standing, caller.moment, confirmable)
            UNION ALL SELECT * FROM chaincare.precondition_balls_at_door(at_work, standing, caller.moment)
            UNION ALL SELECT * FROM chaincare.needed_party_balls_at_door(at_work, standing, caller.moment)
            UNION ALL SELECT * FROM chaincare.meeting_balls_at_door(own, objectable)
            UNION ALL SELECT * FROM chaincare.ladder_balls_at_door(own || steered, standing, caller.moment)
            UNION ALL SELECT * FROM chaincare.emergency_balls_at_door(own || steered, caller.moment)
            UNION ALL SELECT * FROM chaincare.all_basis_balls(own, caller.moment)
            UNION ALL SELECT * FROM chaincare.all_match_balls(own || steered, caller.moment)
            UNION ALL SELECT * FROM chaincare.received_balls_at_door(actor.unit_id)
            UNION ALL SELECT * FROM chaincare.correction_balls_at_door(actor.unit_id)
            UNION ALL SELECT * FROM chaincare.consultation_balls_at_door(actor.id, caller.moment)) AS b
        WHERE (after IS NULL OR b.id > after) AND (wanted_kind IS NULL OR b.kind = wanted_kind)
          AND (NOT overdue OR b.due_on < today)
          -- Nothing is looked up for what cannot be his: a coordinator's network holds thousands of cases.
          AND (whose <> 'mine' OR b.who <> 'participation' OR b.participation_id = ANY (parts))
          AND (whose = 'anyone' OR b.who IN ('coordinator', 'parties') OR b.case_id IS NULL OR b.case_id = ANY (own))
        ORDER BY b.id
    LOOP
        EXIT WHEN page_size <= 0;
        place := array_position(seen, coalesce(ball.case_id, ball.about));
        IF place IS NULL THEN
            e := chaincare.new_entry(caller, actor, event, action);
            IF ball.case_id IS NOT NULL THEN
                e := chaincare.find_relation(caller, actor, ball.case_id, e);
            ELSIF starts_with(ball.kind, 'consultation') THEN
                e := chaincare.enter_consultation(actor, ball.about, e);
            ELSIF ball.kind = 'correction_to_acknowledge' THEN
                e := chaincare.enter_notice(actor, ball.about, e);
            ELSE
                e := chaincare.enter_target(caller, actor, ball.about, e);
            END IF;
            e.at := question.at;
            seen := seen || coalesce(ball.case_id, ball.about);
            entries := entries || e;
            place := cardinality(seen);
        END IF;
        e := entries[place];
        CONTINUE WHEN e.outcome <> 'entered' OR NOT chaincare.ball_shown(ball, e, caller.moment);
        lies := chaincare.ball_with(ball, e);
        IF lies <> 'me' AND ball.who = 'participation' AND ball.participation_id = ANY (stood_for) THEN
            lies := 'acting';
        END IF;
        CONTINUE WHEN (whose = 'mine' AND lies NOT IN ('me', 'acting')) OR (whose = 'team' AND lies = 'other');
        IF e.query_id IS NULL THEN
            e.query_id := question.id;
            entries[place] := e;
            shown := shown || e;
        END IF;
        e.object_id := ball.id;
        e.role := lies;
        RETURN NEXT e;
        page_size := page_size - 1;
    END LOOP;
    -- Nothing is handed out before this: the rows wait for the function to end, and with an error there are none.
    PERFORM chaincare.write_entries(question || shown);
END $$;
