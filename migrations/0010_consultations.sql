-- Consultations without a case (E3), who bridges a waiting time and when it is reviewed (E4), and what must be there
-- before help starts. A consultation is an escalation without a case: same targets, same facts, one inbox for a unit.

-- Two relations more that let somebody in: who asked without a case, and who wrote something for it.
ALTER TABLE chaincare.access_entries
    DROP CONSTRAINT access_entries_relation_check,
    DROP CONSTRAINT access_entries_reach_check;
ALTER TABLE chaincare.access_entries
    ADD CONSTRAINT access_entries_relation_check CHECK (relation IN
        ('participation', 'team', 'client', 'representative', 'target', 'coordinator', 'auditor',
         'administrator', 'directory', 'opening', 'own', 'none', 'asker', 'author')),
    ADD CONSTRAINT access_entries_reach_check CHECK (reach IN
        ('that', 'core', 'full', 'client', 'steering', 'target', 'log', 'own_log', 'directory',
         'administration', 'asker', 'author'));

ALTER TABLE chaincare.escalations
    ALTER COLUMN case_id DROP NOT NULL,
    ALTER COLUMN requested_by DROP NOT NULL,
    ALTER COLUMN "limit" DROP NOT NULL,
    ADD COLUMN asked_by uuid REFERENCES chaincare.professionals,    -- a consultation: who asked,
    ADD COLUMN network_id uuid REFERENCES chaincare.networks,       -- and in which network
    ADD COLUMN converted_from uuid REFERENCES chaincare.escalations,
    ADD COLUMN bridge_id uuid REFERENCES chaincare.participations (id),
    ADD COLUMN bridge_agreed boolean NOT NULL DEFAULT false,
    ADD COLUMN review_due_on date,
    ADD COLUMN ball_participation_id uuid REFERENCES chaincare.participations (id),
    DROP CONSTRAINT escalations_ball_check;

-- Who waits since an earlier release is reviewed within a month of accepting. The table's own owner stands before
-- its wall too, and an update of no person's content has no entry to answer to: both are lifted for this statement.
ALTER TABLE chaincare.escalations NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER escalations_require_done;
UPDATE chaincare.escalations
    SET review_due_on = ((ball_since AT TIME ZONE 'Europe/Amsterdam')::date + interval '1 month')::date
    WHERE state = 'waiting';
ALTER TABLE chaincare.escalations FORCE ROW LEVEL SECURITY, ENABLE TRIGGER escalations_require_done;

-- Words of lists are written like names from now on: `age_8_11` for what was `8-11`.
ALTER TABLE chaincare.escalation_texts NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER escalation_texts_require_done;
UPDATE chaincare.escalation_texts
    SET hints = jsonb_set(hints, '{age_band}', to_jsonb(
        'age_' || replace(replace(hints ->> 'age_band', '-', '_'), '67+', '67_up')))
    WHERE hints ->> 'age_band' IS NOT NULL;
ALTER TABLE chaincare.escalation_texts FORCE ROW LEVEL SECURITY, ENABLE TRIGGER escalation_texts_require_done;

ALTER TABLE chaincare.escalations
    ADD CONSTRAINT escalations_ball_check CHECK (ball IN ('requester', 'regie_holder', 'target', 'party')),
    ADD CONSTRAINT escalations_party_named CHECK
        (coalesce(ball = 'party', false) = (ball_participation_id IS NOT NULL)),
    ADD CONSTRAINT escalations_reviewed CHECK (state <> 'waiting' OR review_due_on IS NOT NULL),
    ADD CONSTRAINT escalations_bridge_named CHECK (bridge_id IS NOT NULL OR NOT bridge_agreed),
    ADD CONSTRAINT escalations_in_case_or_none CHECK (CASE WHEN case_id IS NULL
        THEN help = 'strengthen' AND num_nonnulls(asked_by, network_id) = 2
            AND num_nonnulls(requested_by, "limit", converted_from, bridge_id, ball_participation_id) = 0
        ELSE num_nonnulls(requested_by, "limit") = 2 AND num_nonnulls(asked_by, network_id) = 0 END);
CREATE INDEX escalations_of_asker ON chaincare.escalations (asked_by, id) WHERE case_id IS NULL;
CREATE INDEX escalations_converted ON chaincare.escalations (converted_from) WHERE converted_from IS NOT NULL;

ALTER TABLE chaincare.escalation_texts ALTER COLUMN case_id DROP NOT NULL;
ALTER TABLE chaincare.escalation_facts ALTER COLUMN case_id DROP NOT NULL;
ALTER TABLE chaincare.escalation_targets
    ALTER COLUMN case_id DROP NOT NULL,
    ADD COLUMN question_at timestamptz,     -- since when it waits for an answer to what it asked back
    DROP CONSTRAINT escalation_targets_state_check,
    ADD CONSTRAINT escalation_targets_state_check CHECK (state IN
        ('draft', 'requested', 'accepted', 'declined', 'lapsed', 'ended', 'left_out'));
CREATE INDEX escalation_facts_of_author ON chaincare.escalation_facts (by_id, target_id) WHERE target_id IS NOT NULL;

-- What must be there before help starts: a referral (verwijzing), a decision (beschikking), a declaration of
-- admissibility for special education (TLV). What it says stands in the facts, which not everybody sees.
CREATE TABLE chaincare.escalation_conditions (
    id            uuid PRIMARY KEY,
    escalation_id uuid NOT NULL REFERENCES chaincare.escalations,
    case_id       uuid NOT NULL REFERENCES chaincare.cases,
    kind          text NOT NULL CHECK (kind IN ('verwijzing', 'beschikking', 'tlv', 'other')),
    owner_id      uuid NOT NULL,
    state         text NOT NULL CHECK (state IN ('open', 'fulfilled', 'dropped')),
    FOREIGN KEY (case_id, owner_id) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX escalation_conditions_of_escalation ON chaincare.escalation_conditions (escalation_id);
CREATE INDEX escalation_conditions_of_case ON chaincare.escalation_conditions (case_id);
SELECT chaincare.stand_behind_wall('escalation_conditions', '{that,core,full,client,steering}', '{that,core,full}',
    'state');

SET LOCAL ROLE chaincare_door;

-- The consultations a ticket clears: the asker's own, and the one that he takes into a case of his.
CREATE FUNCTION chaincare.cleared_consultations() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT e.relation_id FROM chaincare.let_in AS e WHERE e.reach = 'asker'
        UNION SELECT x.id FROM chaincare.let_in AS e
        JOIN chaincare.escalations AS x ON x.id = e.object_id AND x.case_id IS NULL AND x.asked_by = e.actor_id
        WHERE e.reach = 'full');
END $$;

-- The targets for which somebody may read again what he wrote himself (E5).
CREATE FUNCTION chaincare.cleared_writings() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT relation_id FROM chaincare.let_in WHERE reach = 'author');
END $$;

-- Who was let in: one person, also on a page.
CREATE FUNCTION chaincare.cleared_actors() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT DISTINCT actor_id FROM chaincare.let_in);
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- A draft is still changed, by whoever may see it whole; what it said before stays in its facts.
GRANT UPDATE ("limit", help, urgent, wanted_on, scope, purpose, basis, bridge_id, bridge_agreed, review_due_on,
    ball_participation_id) ON chaincare.escalations TO chaincare_app;
CREATE POLICY app_changes ON chaincare.escalation_texts FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT UPDATE (question, summary, hints) ON chaincare.escalation_texts TO chaincare_app;
GRANT UPDATE (question_at) ON chaincare.escalation_targets TO chaincare_app;

-- Who asked without a case: everything of his own consultation, and no case by it.
CREATE POLICY also_seen_by_asker ON chaincare.escalations FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_consultations())::uuid[]));
CREATE POLICY asker_adds ON chaincare.escalations FOR INSERT TO chaincare_app
    WITH CHECK (case_id IS NULL AND id = ANY ((SELECT chaincare.cleared_consultations())::uuid[])
                AND asked_by = ANY ((SELECT chaincare.cleared_actors())::uuid[]));
CREATE POLICY asker_changes ON chaincare.escalations FOR UPDATE TO chaincare_app
    USING (case_id IS NULL AND id = ANY ((SELECT chaincare.cleared_consultations())::uuid[]));
DO $$
DECLARE
    behind text;
    own text := 'case_id IS NULL AND escalation_id = ANY ((SELECT chaincare.cleared_consultations())::uuid[])';
BEGIN
    FOREACH behind IN ARRAY ARRAY['escalation_texts', 'escalation_targets', 'escalation_facts'] LOOP
        EXECUTE format('CREATE POLICY also_seen_by_asker ON chaincare.%I FOR SELECT TO chaincare_app USING (%s)',
            behind, own);
        EXECUTE format('CREATE POLICY asker_adds ON chaincare.%I FOR INSERT TO chaincare_app WITH CHECK (%s)',
            behind, own);
    END LOOP;
    EXECUTE format('CREATE POLICY asker_changes ON chaincare.escalation_targets FOR UPDATE TO chaincare_app USING (%s)',
        own);
END $$;

-- A target writes about itself, also where there is no case; of the facts it reads what it and the asker said to
-- one another, and what must be there before it can start.
CREATE POLICY target_adds ON chaincare.escalation_facts FOR INSERT TO chaincare_app
    WITH CHECK (case_id IS NULL AND escalation_id = ANY ((SELECT chaincare.cleared_escalations())::uuid[])
                AND target_id = ANY ((SELECT chaincare.cleared_targets())::uuid[]));
CREATE POLICY also_seen_by_target ON chaincare.escalation_facts FOR SELECT TO chaincare_app
    USING ((kind IN ('asked_back', 'answered', 'feedback_given')
            AND target_id = ANY ((SELECT chaincare.cleared_targets())::uuid[]))
           OR (kind = 'condition_named'
               AND escalation_id = ANY ((SELECT chaincare.cleared_escalations())::uuid[])));
CREATE POLICY also_seen_by_target ON chaincare.escalation_conditions FOR SELECT TO chaincare_app
    USING (escalation_id = ANY ((SELECT chaincare.cleared_escalations())::uuid[]));
CREATE POLICY target_adds ON chaincare.escalation_conditions FOR INSERT TO chaincare_app
    WITH CHECK (escalation_id = ANY ((SELECT chaincare.cleared_escalations())::uuid[]));

-- Who wrote something for a target reads that again, and nothing else of it, when it is long over (E5).
CREATE POLICY also_seen_by_author ON chaincare.escalation_facts FOR SELECT TO chaincare_app
    USING (kind IN ('asked_back', 'feedback_given') AND target_id = ANY ((SELECT chaincare.cleared_writings())::uuid[])
           AND by_id = ANY ((SELECT chaincare.cleared_actors())::uuid[]));
