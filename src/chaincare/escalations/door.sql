-- The doors of the winkelstraat: a professional of the unit that was asked is cleared for the target, not
-- for the case (E2, E3), if there is one at all. Lapsed and ended targets are closed to him.

-- Whether a target is still asked or at work: not after its participation, or the basis of it, has ended (S2). Who came a moment
-- before a colleague's acceptance, and was let in after it, is told so too, and not that nothing is there.
CREATE OR REPLACE FUNCTION chaincare.target_open(t chaincare.escalation_targets, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.state = 'requested' OR (t.state = 'accepted' AND (t.participation_id IS NULL OR EXISTS (
        SELECT FROM chaincare.participations AS p WHERE p.id = t.participation_id AND lower(p.during) > moment) OR EXISTS (
        SELECT FROM chaincare.participations AS p
        JOIN chaincare.legal_bases AS b ON b.participation_id = p.id AND (b.during @> moment) IS TRUE
        WHERE p.id = t.participation_id AND (p.during @> moment) IS TRUE
          AND NOT EXISTS (SELECT FROM chaincare.legal_basis_withdrawals AS w
                          WHERE w.basis_id = b.id AND w.withdrawn_at <= moment))))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.target_open(chaincare.escalation_targets, timestamptz) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.enter_target(caller chaincare.caller, actor chaincare.actor,
    wanted_target uuid, INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT 'entered', 'target', 'target', 'target-unit/1', 'specialist', t.id,
           coalesce(q.professional_id, x.asked_by), x.id, k.pseudonym, coalesce(c.network_id, x.network_id), c.id
    INTO e.outcome, e.relation, e.reach, e.rule, e.role, e.relation_id, e.relation_by, e.object_id,
         e.client, e.network_id, e.case_id
    FROM chaincare.escalation_targets AS t
    JOIN chaincare.escalations AS x ON x.id = t.escalation_id
    LEFT JOIN chaincare.participations AS q ON q.id = x.requested_by
    LEFT JOIN chaincare.cases AS c ON c.id = t.case_id
    LEFT JOIN chaincare.clients AS k ON k.id = c.client_id
    WHERE t.id = wanted_target AND t.unit_id = actor.unit_id AND chaincare.target_open(t, caller.moment)
      AND NOT chaincare.conflicts_with(t.case_id, actor.id, actor.organisation_id);
    IF NOT FOUND THEN
        e.outcome := 'not_visible';
        e.relation := 'none';
        e.rule := 'no-relation/1';
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_target(chaincare.caller, chaincare.actor, uuid,
    chaincare.access_entries) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_target(caller chaincare.caller, event text, action text,
    wanted_target uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
BEGIN
    e.asked_id := wanted_target;
    e := chaincare.enter_target(caller, actor, wanted_target, e);
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- The page of what a unit was asked (T3): the question, and one entry per target shown.
CREATE OR REPLACE FUNCTION chaincare.door_received(caller chaincare.caller, event text, action text,
    after uuid, page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    wanted uuid;
BEGIN
    IF actor.id IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    PERFORM chaincare.write_entry(question);
    RETURN NEXT question;
    FOR wanted IN
        SELECT t.id FROM chaincare.escalation_targets AS t
        WHERE t.unit_id = actor.unit_id AND t.state IN ('requested', 'accepted')
          AND chaincare.target_open(t, caller.moment)
          AND NOT chaincare.conflicts_with(t.case_id, actor.id, actor.organisation_id)
          AND (after IS NULL OR t.id < after)
        ORDER BY t.id DESC LIMIT least(page_size, 50)
    LOOP
        e := chaincare.new_entry(caller, actor, event, action);
        e := chaincare.enter_target(caller, actor, wanted, e);
        e.at := question.at;
        e.query_id := question.id;
        PERFORM chaincare.write_entry(e);
        RETURN NEXT e;
    END LOOP;
END $$;

-- What somebody wrote as one who was asked stays his to read, when all else is closed to him (E5): for as long as he
-- works for that unit. The page of it: the question, and one entry for each target he wrote about.
CREATE OR REPLACE FUNCTION chaincare.door_contributions(caller chaincare.caller, event text, action text,
    after uuid, page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    e chaincare.access_entries;
    found_target record;
BEGIN
    IF actor.id IS NOT NULL THEN
        question.outcome := 'entered';
        question.relation := 'own';
        question.rule := 'own-list/1';
    END IF;
    PERFORM chaincare.write_entry(question);
    RETURN NEXT question;
    FOR found_target IN
        SELECT t.id, x.id AS escalation_id, k.pseudonym, coalesce(c.network_id, x.network_id) AS network_id,
               t.case_id
        FROM chaincare.escalation_targets AS t
        JOIN chaincare.escalations AS x ON x.id = t.escalation_id
        LEFT JOIN chaincare.cases AS c ON c.id = t.case_id
        LEFT JOIN chaincare.clients AS k ON k.id = c.client_id
        WHERE t.unit_id = actor.unit_id AND (after IS NULL OR t.id < after)
          AND NOT chaincare.conflicts_with(t.case_id, actor.id, actor.organisation_id) AND EXISTS (
            SELECT FROM chaincare.escalation_facts AS f
            WHERE f.by_id = actor.id AND f.target_id = t.id AND f.kind IN ('asked_back', 'feedback_given'))
        ORDER BY t.id DESC LIMIT least(page_size, 50)
    LOOP
        e := chaincare.new_entry(caller, actor, event, action);
        e.at := question.at;
        e.query_id := question.id;
        e.outcome := 'entered';
        e.relation := 'author';
        e.relation_id := found_target.id;
        e.relation_by := actor.id;
        e.role := 'specialist';
        e.reach := 'author';
        e.rule := 'own-words/1';
        e.object_id := found_target.escalation_id;
        e.client := found_target.pseudonym;
        e.network_id := found_target.network_id;
        e.case_id := found_target.case_id;
        PERFORM chaincare.write_entry(e);
        RETURN NEXT e;
    END LOOP;
END $$;

-- Whether all the other units asked have declined: a target may know that, and not which they were.
CREATE OR REPLACE FUNCTION chaincare.is_last_target(own uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT own = ANY (chaincare.cleared_targets()) AND NOT EXISTS (
        SELECT FROM chaincare.escalation_targets AS mine
        JOIN chaincare.escalation_targets AS other ON other.escalation_id = mine.escalation_id
        WHERE mine.id = own AND other.id <> own AND other.state = 'requested')
$$;

-- Whether another unit waits for an answer to what it asked back: then the ball is not with those who were asked.
CREATE OR REPLACE FUNCTION chaincare.another_target_asks(own uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT own = ANY (chaincare.cleared_targets()) AND EXISTS (
        SELECT FROM chaincare.escalation_targets AS mine
        JOIN chaincare.escalation_targets AS other ON other.escalation_id = mine.escalation_id
        WHERE mine.id = own AND other.id <> own AND other.state = 'requested' AND other.question_at IS NOT NULL)
$$;

-- Accepting lets the others lapse, in the transaction of whoever accepted and nobody else's.
CREATE OR REPLACE FUNCTION chaincare.lapse_other_targets(own uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE chaincare.escalation_targets AS other SET state = 'lapsed'
    FROM chaincare.escalation_targets AS mine
    WHERE mine.id = own AND mine.id = ANY (chaincare.cleared_targets()) AND mine.state = 'accepted'
      AND other.escalation_id = mine.escalation_id AND other.state = 'requested'
$$;

-- With whom the ball is at a moment, by name where one person or unit has it, and since when (E4). What the row says
-- holds until time or somebody's leaving moves it: a waiting time that was not reviewed goes back to who is waited
-- for; what lies with somebody who no longer stands goes to the regie holder; where none directs, to who asked.
-- It shows no more than the wall shows its caller.
CREATE OR REPLACE FUNCTION chaincare.ball_now(x chaincare.escalations, moment timestamptz,
    OUT ball text, OUT since timestamptz, OUT unit_id uuid, OUT participation_id uuid)
LANGUAGE plpgsql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    ball := x.ball;
    since := x.ball_since;
    unit_id := x.ball_unit_id;
    participation_id := x.ball_participation_id;
    IF x.ball IS NULL OR x.case_id IS NULL THEN
        RETURN;
    END IF;
    IF x.state = 'waiting' AND x.review_due_on < (moment AT TIME ZONE 'Europe/Amsterdam')::date THEN
        ball := 'target';
        since := (x.review_due_on + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam';
        participation_id := NULL;
        SELECT t.unit_id INTO unit_id FROM chaincare.escalation_targets AS t
        WHERE t.escalation_id = x.id AND t.state = 'accepted';
    END IF;
    -- Where nobody is left in any unit that was asked, or what is offered cannot be given any more: who asked thinks again.
    IF x.state = 'requested' AND ball = 'target' AND (NOT chaincare.offer_stands(x.basis, moment) OR NOT EXISTS (
        SELECT FROM chaincare.escalation_targets AS t
        WHERE t.escalation_id = x.id AND t.state = 'requested' AND NOT chaincare.is_deserted(t.unit_id)))
    THEN
        ball := 'requester';
        unit_id := NULL;
    END IF;
    IF (ball = 'party' AND NOT chaincare.stands(participation_id, moment))
        OR (ball = 'target' AND x.help = 'complement' AND EXISTS (
            SELECT FROM chaincare.escalation_targets AS t
            WHERE t.escalation_id = x.id AND t.state = 'accepted'
              AND NOT chaincare.stands(t.participation_id, moment)))
    THEN
        ball := 'regie_holder';
        unit_id := NULL;
        participation_id := NULL;
    END IF;
    IF ball = 'requester' AND NOT chaincare.stands(x.requested_by, moment) THEN
        ball := 'regie_holder';
    END IF;
    IF ball = 'regie_holder' THEN
        SELECT t.holder_id INTO participation_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = x.case_id AND t.during @> moment AND chaincare.stands(t.holder_id, moment);
        IF NOT FOUND THEN
            ball := 'requester';
        END IF;
    END IF;
    IF ball = 'requester' THEN
        participation_id := x.requested_by;
    END IF;
END $$;

-- That there was feedback, also for whom it has fallen silent: it decides how an escalation ends (E5), not what it says.
CREATE OR REPLACE FUNCTION chaincare.feedback_was_given(escalation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.escalation_facts AS f
        WHERE f.escalation_id = escalation AND f.kind = 'feedback_given'
          AND f.case_id = ANY (chaincare.cleared_cases('{that,core,full}')))
$$;

-- What was shared of a request that is withdrawn is erased, and that it was asked is not. What a unit said is its own.
CREATE OR REPLACE FUNCTION chaincare.erase_shared(of_escalation uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    x chaincare.escalations;
BEGIN
    SELECT q.* INTO STRICT x FROM chaincare.escalations AS q JOIN chaincare.let_in AS l
        ON l.query_id IS NULL AND l.event = 'escalation.withdrawn' AND l.case_id = q.case_id
        WHERE q.id = of_escalation AND q.state = 'withdrawn';
    PERFORM set_config('chaincare.erasing', x.case_id::text, true);
    DELETE FROM chaincare.escalation_texts WHERE escalation_id = x.id;
    UPDATE chaincare.escalation_facts SET fact = fact || '{"text": ""}' WHERE escalation_id = x.id AND kind = 'answered';
    UPDATE chaincare.escalation_facts SET fact = fact || '{"description": null}'
        WHERE escalation_id = x.id AND kind = 'condition_named';
    PERFORM set_config('chaincare.erasing', '', true);
END $$;
