-- Regie for a time, and from a moment ahead (R2, R9).
--
-- A term can be written before it begins: `planned`. It counts from the microsecond it begins, because every question is
-- "whose term holds at this moment"; nothing has to run for that. What was planned and does not come is taken out of
-- the projection, and a fact says so ('dropped'): what was believed before stays known (R8).

ALTER TABLE chaincare.regie_proposals
    ADD COLUMN effective_at timestamptz,
    ADD COLUMN ends_at timestamptz,
    ADD COLUMN measure text CONSTRAINT regie_proposals_measure CHECK (measure IN
        ('supervision_order', 'provisional_supervision_order', 'guardianship', 'provisional_guardianship',
         'probation_supervision', 'compulsory_mental_care', 'compulsory_care_and_treatment')),
    DROP CONSTRAINT regie_proposals_kind_check,
    ADD CONSTRAINT regie_proposals_kind_check CHECK (kind IN
        ('first', 'handover', 'assignment', 'to_client', 'temporary', 'return', 'by_law')),
    ADD CONSTRAINT regie_proposals_for_a_time CHECK (
        (kind NOT IN ('temporary', 'by_law') OR ends_at IS NOT NULL) AND (kind = 'by_law') = (measure IS NOT NULL)
        AND (kind <> 'temporary' OR handover_note IS NOT NULL)
        AND ends_at > coalesce(effective_at, proposed_at) AND effective_at > proposed_at);

-- Agreed, and in effect later: two outcomes, of which the last one counts.
ALTER TABLE chaincare.regie_outcomes
    DROP CONSTRAINT regie_outcomes_outcome_check,
    ADD CONSTRAINT regie_outcomes_outcome_check CHECK (outcome IN
        ('agreed', 'in_effect', 'declined', 'objected', 'withdrawn', 'expired', 'lapsed')),
    DROP CONSTRAINT regie_outcomes_once;
CREATE UNIQUE INDEX regie_outcomes_once ON chaincare.regie_outcomes (proposal_id, (outcome = 'agreed'));

ALTER TABLE chaincare.regie_terms
    ADD COLUMN planned boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT regie_terms_kind_check,
    ADD CONSTRAINT regie_terms_kind_check CHECK (kind IN ('agreed', 'assigned', 'interim', 'temporary', 'by_law'));

ALTER TABLE chaincare.regie_facts
    DROP CONSTRAINT regie_facts_fact_check,
    ADD CONSTRAINT regie_facts_fact_check CHECK (fact IN ('began', 'ends', 'goes_on', 'dropped')),
    DROP CONSTRAINT regie_facts_kind_check,
    ADD CONSTRAINT regie_facts_kind_check CHECK (kind IN ('agreed', 'assigned', 'interim', 'temporary', 'by_law')),
    DROP CONSTRAINT regie_facts_check3,
    ADD CONSTRAINT regie_facts_check3 CHECK (fact = 'began' OR (ends_at IS NULL) = (fact IN ('goes_on', 'dropped'))),
    DROP CONSTRAINT regie_facts_because_check,
    ADD CONSTRAINT regie_facts_because_check CHECK (because IN
        ('passed_on', 'laid_down', 'interim_over', 'assent_taken_back', 'merged', 'case_closed', 'returned',
         'temporary_over', 'by_law_over'));

GRANT DELETE ON chaincare.regie_terms TO chaincare_door;
CREATE POLICY door_drops_planned ON chaincare.regie_terms FOR DELETE TO chaincare_door USING (planned);

-- A measure of a court is recorded by the coordinator and holds at once; nothing else begins or ends under his ticket.
CREATE POLICY steering_adds ON chaincare.regie_terms FOR INSERT TO chaincare_app WITH CHECK (
    (kind = 'by_law' OR planned) AND case_id = ANY ((SELECT chaincare.cleared_cases('{steering}'))::uuid[]));
CREATE POLICY steering_changes ON chaincare.regie_terms FOR UPDATE TO chaincare_app USING (
    case_id = ANY ((SELECT chaincare.cleared_cases('{steering}'))::uuid[]));
CREATE POLICY steering_adds ON chaincare.regie_facts FOR INSERT TO chaincare_app WITH CHECK (
    case_id = ANY ((SELECT chaincare.cleared_cases('{steering}'))::uuid[]));

-- Since when somebody, or his organisation, cannot act any more: whether he still could when he was to begin is known
-- afterwards only with it. What happened before this is not known, and counts as before everything.
ALTER TABLE chaincare.professionals ADD COLUMN inactive_at timestamptz;
ALTER TABLE chaincare.organisations ADD COLUMN inactive_at timestamptz;

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.note_inactive() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.status IN ('active', 'leaving') THEN
        NEW.inactive_at := NULL;
    ELSIF OLD.status IN ('active', 'leaving') THEN
        NEW.inactive_at := coalesce(nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
    END IF;
    RETURN NEW;
END $$;

-- Who ends his part before a term of his that is planned leaves nothing behind that could not come: it is dropped.
CREATE FUNCTION chaincare.leave_planned_regie() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.drop_planned_regie(NEW.case_id, upper(NEW.during), NEW.id, upper(NEW.during));
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.note_inactive(), chaincare.leave_planned_regie() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.note_inactive(), chaincare.leave_planned_regie() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER professionals_note_inactive BEFORE UPDATE OF status ON chaincare.professionals
    FOR EACH ROW EXECUTE FUNCTION chaincare.note_inactive();
CREATE TRIGGER organisations_note_inactive BEFORE UPDATE OF status ON chaincare.organisations
    FOR EACH ROW EXECUTE FUNCTION chaincare.note_inactive();
CREATE TRIGGER participations_leave_planned_regie BEFORE UPDATE OF during ON chaincare.participations
    FOR EACH ROW WHEN (NOT upper_inf(NEW.during)) EXECUTE FUNCTION chaincare.leave_planned_regie();
