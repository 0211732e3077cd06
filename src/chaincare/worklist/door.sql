-- The door of the worklist (T3): it chooses the rows of a page, the most urgent first, and leaves one entry for the
-- question and one for each case, target or consultation the page shows. What it returns after the question is the question
-- again, where there are rows: what they say stands in its `role`, in order, each with the reach and the relation of the entry
-- it is shown by. The log does not keep that.

-- With whom a ball lies, as seen by whoever a relation lets in: `me`, somebody I am `acting` for (R9), my `team`, or
-- `other`. One expression, without rights or settings of its own: so it becomes part of the query that asks; and so is the next.
CREATE OR REPLACE FUNCTION chaincare.ball_lies(who text, party uuid, asked_unit uuid, party_unit uuid, party_house uuid,
    reach text, relation text, relation_id uuid, own_unit uuid, own_house uuid, stood_for uuid[])
RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN CASE who
            WHEN 'participation' THEN party = relation_id
            WHEN 'unit' THEN reach IN ('target', 'author', 'inventory') AND asked_unit = own_unit
            WHEN 'asker' THEN reach IN ('asker', 'directory', 'inventory', 'alliance', 'voortrekker') WHEN 'second_person' THEN reach = 'directory'
            WHEN 'coordinator' THEN reach IN ('steering', 'voortrekker')
            WHEN 'administrator' THEN reach IN ('administration', 'voortrekker') WHEN 'management' THEN reach = 'management'
            WHEN 'parties' THEN reach = 'steering' OR (reach = 'full' AND relation = 'participation')
            WHEN 'any_other' THEN reach IN ('core', 'full', 'client') AND party IS DISTINCT FROM relation_id
            ELSE party <> relation_id AND (reach = 'client' OR (reach IN ('core', 'full')
                AND own_house IS DISTINCT FROM party_house)) END THEN 'me'
        WHEN who = 'participation' AND party = ANY (stood_for) THEN 'acting'
        WHEN who = 'participation' AND party_unit = own_unit THEN 'team' ELSE 'other' END
$$;
REVOKE EXECUTE ON FUNCTION chaincare.ball_lies(text, uuid, uuid, uuid, uuid, text, text, uuid, uuid, uuid, uuid[])
    FROM chaincare_app;

-- Whether the wall will show a ball to whoever a relation lets in: never wider than the policies of what it is about. What one's
-- own unit was asked stands under its own target, not a second time under the case. `his`: it lies with him, or with
-- somebody he acts for; `hears`: what he is called in `readers`.
CREATE OR REPLACE FUNCTION chaincare.ball_shown(kind text, who text, readers text[], asked_unit uuid, reach text, his boolean,
    own boolean, own_unit uuid, hears text[])
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN reach IN ('target', 'asker', 'author', 'administration', 'directory', 'management', 'inventory', 'voortrekker', 'alliance') THEN true
        WHEN kind = 'network_move_to_decide' THEN reach = 'steering'
        WHEN kind IN ('request_about_data', 'case_audited', 'case_audit_ended') THEN reach = 'full' AND his
        WHEN kind = 'consent_awaited' THEN reach = 'full' OR (reach = 'client' AND own)
        WHEN kind = 'legal_basis_ends' THEN reach = 'full' OR (reach IN ('that', 'core') AND own)
        WHEN kind IN ('consent_ends', 'age_to_review', 'age_to_decide', 'parents_view_ends', 'informing_postponed',
            'shield_to_review', 'restriction_to_review', 'conflict_to_review') THEN reach = 'full'
        -- The card of a match is for who directs, or acts for him with scope full.
        WHEN starts_with(kind, 'match_') THEN CASE who WHEN 'coordinator' THEN reach = 'steering' ELSE own OR (his AND reach = 'full') END
        WHEN kind IN ('bottleneck_unanswered', 'bottleneck_to_confirm') THEN reach = 'steering' OR (reach IN ('core', 'full') AND coalesce(readers && hears, false))
        WHEN starts_with(kind, 'late_') THEN (reach = 'steering' AND kind <> 'late_needed_party')
            OR (reach IN ('core', 'full') AND (readers IS NULL OR coalesce(readers && hears, false)))
            OR (reach = 'that' AND own AND kind IN ('late_escalation_start', 'late_escalation_condition'))
        WHEN kind IN ('needed_party_next_step', 'network_move_over') THEN reach IN ('core', 'full')
        WHEN kind IN ('case_to_evaluate', 'meeting_to_hold', 'organisation_gone') THEN reach IN ('core', 'full', 'steering')
        WHEN kind = 'assent_to_check' THEN (own AND reach = 'client') OR (his AND reach IN ('core', 'full'))
        WHEN kind = 'assent_of_absent' OR starts_with(kind, 'success') THEN reach IN ('core', 'full')
        WHEN starts_with(kind, 'emergency') THEN
            CASE who WHEN 'coordinator' THEN reach = 'steering' ELSE his AND reach IN ('core', 'full') END
        WHEN kind = 'regie_to_hear' THEN own
        WHEN kind = 'regie_holder_absent' THEN reach IN ('full', 'steering')
        WHEN starts_with(kind, 'last_resort') AND reach = 'that' THEN false
        WHEN kind IN ('regie_laid_down', 'stand_in_to_answer', 'stand_in_gone') AND reach = 'client' THEN false
        WHEN readers IS NOT NULL THEN
            reach = 'steering' OR (reach IN ('core', 'full', 'client') AND coalesce(readers && hears, false))
        ELSE who <> 'unit' OR own_unit IS DISTINCT FROM asked_unit END
$$;
REVOKE EXECUTE ON FUNCTION chaincare.ball_shown(text, text, text[], uuid, text, boolean, boolean, uuid, text[]) FROM chaincare_app;

-- `asked`: which rows. In `terms` what working days say, which the rules know and not this: from when on a report and an
-- assent can still be answered, and by the days since then, today first, the day each has to be answered by. With `counting` 500 rows are let in.
-- Without bitmaps what is known by its id is found in a btree, and not in the temporal key: thirty times as fast; of the balls too.
CREATE OR REPLACE FUNCTION chaincare.door_worklist(caller chaincare.caller, event text, action text, asked json, terms json)
RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_bitmapscan = off AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    q record;
    today date := (caller.moment AT TIME ZONE 'Europe/Amsterdam')::date;
    confirm_by date[] := ARRAY(SELECT json_array_elements_text(terms -> 'confirmBy')::date);
    object_by date[] := ARRAY(SELECT json_array_elements_text(terms -> 'objectBy')::date);
    own uuid[]; parts uuid[];   -- cases he or his team takes part in, and by which participations
    stood_for uuid[]; -- of whom he acts for the holders now (R9)
    acts_by uuid[];
    steered uuid[];   -- cases of the network he coordinates
    at_work uuid[];   -- cases whose agreements are looked at
    standing uuid[];
    met chaincare.access_entries[];
    hidden uuid[];    -- what the wall keeps from him (S5), and the cases that somebody hidden directs
    behind uuid[];
    apart chaincare.access_entries;
    e chaincare.access_entries;
    line record;
    places int[] := '{}';   -- of `met`, which rows are shown by
    seen text[] := '{}';
    thing text;
    shown chaincare.access_entries[] := '{}';
    told text[] := '{}';
    place int; room int; counted int;
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
    SELECT a.* INTO q FROM json_to_record(asked) AS a (whose text, kinds text[], overdue boolean, "standingInFor" uuid,
        "caseId" uuid, "dueBefore" date, "afterDue" date, "afterId" uuid, counting boolean, "limit" int);
    room := least(q."limit", 200);
    counted := CASE WHEN q.counting THEN 500 ELSE 0 END;
    SELECT n.own, n.parts INTO own, parts FROM chaincare.near_worklist(caller, actor, q."caseId") AS n;
    SELECT array_agg(a.holder_id), array_agg(a.acting_id) INTO stood_for, acts_by FROM chaincare.acting_of((
        SELECT array_agg(DISTINCT s.case_id) FROM chaincare.stand_ins AS s
        WHERE s.stand_in_id = ANY (parts) AND s.during IS NOT NULL), caller.moment, caller.moment) AS a
        WHERE a.acting_id = ANY (parts);
    parts := parts || stood_for;
    -- Of a large network `anyone` too says no more than this; of one case everything.
    IF q."caseId" IS NOT NULL OR q.whose = 'anyone' THEN
        steered := chaincare.steered_worklist(actor, own, q."caseId", caller.moment);
    END IF;
    IF q."caseId" IS NULL AND ((q.whose = 'anyone' AND cardinality(steered) > 2000) OR (q.whose <> 'anyone' AND EXISTS (
            SELECT FROM chaincare.mandates AS m
            WHERE m.professional_id = actor.id AND m.kind = 'coordinator' AND m.during @> caller.moment))) THEN
        steered := chaincare.steered_at_hand(actor, own, q.whose, caller.moment);
    END IF;
    at_work := CASE q.whose WHEN 'anyone' THEN own || steered ELSE own END;
    standing := chaincare.standing_of(chaincare.concerned(own || steered, at_work, caller.moment), caller.moment);
    e := chaincare.new_entry(caller, actor, event, action);
    e.at := question.at;
    e.query_id := question.id;
    SELECT array_agg(f) INTO met FROM chaincare.find_relations(caller, actor, own, e) AS f;
    SELECT h.things, h.directed INTO hidden, behind FROM chaincare.hidden_from(met, caller.moment) AS h;
    FOR line IN
        WITH balls AS MATERIALIZED (
            SELECT b.*, CASE b.kind
                WHEN 'agreement_to_confirm' THEN confirm_by[1 + today - (b.since AT TIME ZONE 'Europe/Amsterdam')::date]
                WHEN 'assent_to_check' THEN object_by[1 + today - (b.since AT TIME ZONE 'Europe/Amsterdam')::date]
                WHEN 'assent_of_absent' THEN object_by[1 + today - (b.since AT TIME ZONE 'Europe/Amsterdam')::date]
                ELSE b.due_on END AS due
            FROM (
                SELECT * FROM chaincare.regie_balls(own || steered, standing, caller.moment)
                UNION ALL SELECT * FROM chaincare.escalation_balls(own || steered, standing, caller.moment)
                UNION ALL SELECT * FROM chaincare.agreement_balls(at_work, standing, caller.moment,
                    (terms ->> 'confirmable')::timestamptz)
                UNION ALL SELECT * FROM chaincare.precondition_balls(at_work, standing, caller.moment)
                UNION ALL SELECT * FROM chaincare.bottleneck_balls(own || steered, standing, caller.moment, CASE WHEN q."caseId" IS NULL THEN actor END)
                UNION ALL SELECT * FROM chaincare.needed_party_balls(at_work, standing, caller.moment)
                UNION ALL SELECT * FROM chaincare.gone_balls(own || steered, standing, caller.moment)
                UNION ALL SELECT * FROM chaincare.succession_balls(own, standing, caller.moment)
                UNION ALL SELECT * FROM chaincare.meeting_balls(own, standing, caller.moment, (terms ->> 'objectable')::timestamptz)
                UNION ALL SELECT * FROM chaincare.ladder_balls(own || steered, standing, caller.moment)
                UNION ALL SELECT * FROM chaincare.evaluation_balls(own || steered, standing, caller.moment)
                UNION ALL SELECT * FROM chaincare.help_balls(own, standing, caller.moment)
                UNION ALL SELECT * FROM chaincare.emergency_balls(own || steered, caller.moment)
                UNION ALL SELECT * FROM chaincare.all_basis_balls(own, caller.moment)
                UNION ALL SELECT * FROM chaincare.all_match_balls(own || steered, caller.moment)
                UNION ALL SELECT * FROM chaincare.network_move_balls(own, standing, caller.moment)
                UNION ALL SELECT * FROM chaincare.received_move_balls(actor.id, caller.moment) AS r
                    WHERE q."caseId" IS NULL OR r.case_id = q."caseId"
                UNION ALL SELECT * FROM chaincare.received_balls(actor.unit_id) WHERE q."caseId" IS NULL
                UNION ALL SELECT * FROM chaincare.correction_balls(actor.unit_id) WHERE q."caseId" IS NULL
                UNION ALL SELECT * FROM chaincare.consultation_balls(actor.id, caller.moment) WHERE q."caseId" IS NULL
                UNION ALL SELECT * FROM chaincare.stead_balls(actor.id, caller.moment) WHERE q."caseId" IS NULL
                UNION ALL SELECT * FROM chaincare.covenant_balls(actor, caller.moment) WHERE q."caseId" IS NULL
                UNION ALL SELECT * FROM chaincare.forgotten_move_balls(caller, actor) WHERE q."caseId" IS NULL
                UNION ALL SELECT * FROM chaincare.inventory_line_balls(actor, caller.moment) WHERE q."caseId" IS NULL
                UNION ALL SELECT * FROM chaincare.inventory_party_balls(actor, caller.moment) WHERE q."caseId" IS NULL
                UNION ALL SELECT * FROM chaincare.finding_balls(actor.id) WHERE q."caseId" IS NULL
                UNION ALL SELECT * FROM chaincare.second_person_balls(actor, caller.moment) WHERE q."caseId" IS NULL
            ) AS b
            WHERE (q.kinds IS NULL OR b.kind = ANY (q.kinds))
              -- Nothing is looked up for what cannot be his: a coordinator's network holds thousands of cases.
              AND (q.whose <> 'mine' OR b.who <> 'participation' OR b.participation_id = ANY (parts))
              -- Of himself nobody is told that he is away: who names a stand-in for him is told.
              AND (b.kind = 'regie_holder_absent' AND b.about = ANY (parts)) IS NOT TRUE
              AND (hidden IS NULL OR NOT (ARRAY[b.about, b.within_id, b.participation_id, b.asked_by] && hidden
                OR (b.case_id = ANY (behind) AND b.kind IN ('regie_interim', 'regie_returns', 'regie_ends', 'regie_laid_down',
                    'regie_vacant', 'regie_holder_absent')) IS TRUE))
            UNION ALL SELECT r.*, r.due_on FROM chaincare.balls_as_read(met, hidden, standing, caller.moment) AS r
            WHERE (q.kinds IS NULL OR r.kind = ANY (q.kinds)) AND (q.whose <> 'mine' OR r.participation_id = ANY (parts))
        ), directing AS MATERIALIZED (
            SELECT t.holder_id FROM chaincare.regie_terms AS t WHERE t.case_id = ANY (own) AND (t.during @> caller.moment) IS TRUE
        ), relations AS MATERIALIZED (
            SELECT f.ordinality::int AS place, f.case_id, f.reach, f.relation, f.relation_id, array_remove(CASE f.reach
                WHEN 'client' THEN ARRAY['client', 'party:' || p.id]
                ELSE ARRAY['professionals', nullif(p.circle, 'winkelstraat'), 'unit:' || actor.unit_id, 'party:' || p.id,
                    CASE WHEN p.id = ANY (acts_by) OR p.id IN (SELECT d.holder_id FROM directing AS d)
                    THEN 'regie' END] END, NULL) AS hears
            FROM unnest(met) WITH ORDINALITY AS f
            LEFT JOIN chaincare.participations AS p ON p.id = ANY (ARRAY[f.relation_id])
        ), parties AS MATERIALIZED (
            SELECT p.id, u.id AS unit_id, u.organisation_id FROM chaincare.participations AS p
            LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
            JOIN chaincare.units AS u ON u.id = ANY (ARRAY[coalesce(p.unit_id, f.unit_id)])
            WHERE p.id = ANY (ARRAY(SELECT DISTINCT b.participation_id FROM balls AS b))
        ), returned AS MATERIALIZED (
            SELECT a.id FROM chaincare.agreements AS a WHERE a.returned
              AND a.id = ANY (ARRAY(SELECT b.about FROM balls AS b WHERE b.kind IN ('agreement_to_answer', 'agreement_to_reassign', 'agreement_objected')))
        ), told AS MATERIALIZED (
            SELECT b.*, m.place, r.reach, r.relation_id, chaincare.ball_lies(b.who, b.participation_id, b.unit_id, w.unit_id, w.organisation_id, r.reach,
                       r.relation, r.relation_id, actor.unit_id, actor.organisation_id, stood_for) AS lies
            FROM (
                -- What he steers is looked up when its turn comes: thousands may wait behind a page.
                SELECT x.*, CASE WHEN x.case_id IS NULL THEN CASE WHEN starts_with(x.kind, 'consultation') THEN 'asker' WHEN starts_with(x.kind, 'inventory_line') THEN 'inventory'
                        WHEN x.kind = 'correction_to_acknowledge' THEN 'author' WHEN x.kind IN ('covenant_unsigned', 'inventory_party_next_step') THEN 'voortrekker' WHEN x.who = 'administrator' THEN 'administration'
                        WHEN x.who = 'management' THEN 'management' WHEN x.kind IN ('regie_move_pending', 'finding_to_explain') OR x.who = 'second_person' THEN 'directory'
                        ELSE 'target' END
                    WHEN n.case_id IS NULL THEN 'steering' END AS apart
                FROM balls AS x LEFT JOIN (SELECT unnest(own) AS case_id) AS n ON n.case_id = x.case_id) AS b
            LEFT JOIN relations AS m ON m.case_id = b.case_id
            LEFT JOIN parties AS w ON w.id = b.participation_id
            CROSS JOIN LATERAL (SELECT coalesce(m.reach, b.apart) AS reach, m.relation, m.relation_id, m.hears) AS r
            WHERE r.reach IS NOT NULL AND chaincare.ball_shown(b.kind, b.who, b.readers, b.unit_id, r.reach,
                b.participation_id = r.relation_id OR coalesce(b.participation_id = ANY (stood_for), false),
                coalesce(b.participation_id = r.relation_id, false), actor.unit_id, r.hears)
              AND (b.about NOT IN (SELECT a.id FROM returned AS a)
                   OR b.kind NOT IN ('agreement_to_answer', 'agreement_to_reassign', 'agreement_objected') OR NOT chaincare.went_back(b.about, r.hears, hidden))
        )
        SELECT t.kind, t.case_id, t.about, t.place, p.listed, s AS says
        FROM told AS t
        CROSS JOIN LATERAL (SELECT q."afterId" IS NULL
            OR (coalesce(t.due, 'infinity'), t.id) > (coalesce(q."afterDue", 'infinity'), q."afterId") AS listed) AS p
        LEFT JOIN chaincare.participations AS f ON f.id = ANY (ARRAY[CASE WHEN q."standingInFor" IS NOT NULL THEN t.participation_id END])
        CROSS JOIN LATERAL (SELECT t.lies, t.kind, t.case_id, t.about, t.within_id, t.since, t.due AS due_on, t.who,
            t.participation_id, t.unit_id, t.asked_by, t.id, t.reach, t.relation_id) AS s
        WHERE (NOT q.overdue OR t.due < today) AND (q."dueBefore" IS NULL OR t.due < q."dueBefore")
          AND (q."standingInFor" IS NULL OR (t.lies = 'acting' AND f.professional_id = q."standingInFor"))
          AND CASE q.whose WHEN 'mine' THEN t.lies IN ('me', 'acting') WHEN 'team' THEN t.lies <> 'other' ELSE true END
          AND (q.counting OR p.listed)
        ORDER BY t.due, t.id
    LOOP
        EXIT WHEN room <= 0 AND counted <= 0;
        CONTINUE WHEN counted <= 0 AND NOT line.listed;
        IF line.place IS NULL THEN
            -- A covenant may be shown by two mandates.
            thing := coalesce(line.case_id, line.about) || CASE line.kind WHEN 'covenant_unsigned' THEN '/unsigned' ELSE '' END;
            place := array_position(seen, thing);
            IF place IS NULL THEN
                apart := chaincare.enter_apart(caller, actor, line.kind, line.case_id, line.about, e);
                CONTINUE WHEN apart.outcome <> 'entered';
                seen := seen || thing;
                shown := shown || apart;
            ELSE
                apart := shown[place];
            END IF;
            told := told || (to_jsonb(line.says) || jsonb_build_object('reach', apart.reach, 'relation_id', apart.relation_id))::text;
        ELSE
            IF line.place <> ALL (places) THEN
                places := places || line.place;
            END IF;
            told := told || row_to_json(line.says)::text;
        END IF;
        room := room - line.listed::int;
        counted := counted - 1;
    END LOOP;
    -- Nothing is handed out before this: the rows wait for the function to end, and with an error there are none.
    PERFORM chaincare.write_entries(question || shown || ARRAY(SELECT met[p] FROM unnest(places) AS p));
    IF told <> '{}' THEN
        question.role := '[' || array_to_string(told, ',') || ']';
        RETURN NEXT question;
    END IF;
END $$;
