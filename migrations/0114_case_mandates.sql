-- An auditor who must know a name or a text asks for it: for one case, for a reason, of a second person, until a day that is near.
-- It opens that one thing to him alone, and who directs the case is told that somebody has a mandate on it.
CREATE TABLE chaincare.case_mandates (
    id              uuid PRIMARY KEY,
    case_id         uuid REFERENCES chaincare.cases,           -- NULL: a text that is about nobody, as of a search that found none
    network_id      uuid NOT NULL REFERENCES chaincare.networks,
    organisation_id uuid REFERENCES chaincare.organisations,   -- as the mandate of who asks; NULL: of the whole network
    client          uuid,                                      -- the pseudonym, as in the log
    opens           text NOT NULL CHECK (opens IN ('name', 'entry_text')),
    entry_at        timestamptz,                               -- of which entry the text is
    entry_id        uuid,
    concerns        uuid,                                      -- whose act that was: he answers nothing about it
    reason          bytea NOT NULL,                            -- sealed, as whatever is written about people beside the log
    request_id      uuid NOT NULL,                             -- what the sealed reason is bound to
    asked_by        uuid NOT NULL REFERENCES chaincare.professionals,
    asked_at        timestamptz NOT NULL,
    answer          text CHECK (answer IN ('approved', 'declined')),
    answered_by     uuid REFERENCES chaincare.professionals,
    answered_at     timestamptz,
    ends_at         timestamptz,
    told_from_at    timestamptz,                               -- from when on who directs is told of it
    ended_by        uuid REFERENCES chaincare.professionals,
    ended_at        timestamptz,
    CHECK (num_nonnulls(entry_at, entry_id) = CASE opens WHEN 'name' THEN 0 ELSE 2 END),
    CHECK (opens = 'entry_text' OR case_id IS NOT NULL),
    CHECK ((case_id IS NULL) = (client IS NULL)),
    CHECK (num_nonnulls(answer, answered_by, answered_at) IN (0, 3)),
    CHECK ((answer IS NOT DISTINCT FROM 'approved') = (ends_at IS NOT NULL)),
    CHECK ((ends_at IS NULL) = (told_from_at IS NULL)),
    CHECK (num_nonnulls(ended_by, ended_at) IN (0, 2)),
    -- A second person, never himself, never whose act it is (T6); and never for long.
    CONSTRAINT case_mandates_second_person CHECK (answered_by <> asked_by AND (concerns IS NULL OR answered_by <> concerns)),
    CONSTRAINT case_mandates_of_another CHECK (concerns IS NULL OR asked_by <> concerns),
    CONSTRAINT case_mandates_short CHECK (ends_at > answered_at AND ends_at <= answered_at + interval '7 days')
);
CREATE INDEX case_mandates_of_network ON chaincare.case_mandates (network_id, asked_at, id);
CREATE INDEX case_mandates_of_case ON chaincare.case_mandates (case_id);
SELECT chaincare.stand_apart('case_mandates');
SELECT chaincare.allow_erasure();

SET LOCAL ROLE chaincare_door;

-- The case mandates that somebody was let in to: who audits, and who may be the second person. None about a case that he, or his
-- organisation, is in conflict with.
CREATE FUNCTION chaincare.cleared_case_mandates() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT w.id FROM chaincare.let_in AS e
        JOIN chaincare.mandates AS m ON m.id = e.relation_id AND m.kind IN ('auditor', 'privacy_officer')
        JOIN chaincare.case_mandates AS w ON w.network_id = m.network_id
            AND (m.organisation_id IS NULL OR w.organisation_id = m.organisation_id)
            AND (e.object_id IS NULL OR e.object_id = w.id)
        WHERE e.reach IN ('log', 'privacy') AND e.event ~ '^case-mandates?[.]' AND NOT EXISTS (
            SELECT FROM chaincare.relation_conflicts AS x WHERE x.case_id = w.case_id AND x.ended_at IS NULL
                AND (x.professional_id = e.actor_id OR x.organisation_id = e.organisation_id)));
END $$;

-- What bars somebody from a review now says more.
DROP FUNCTION IF EXISTS chaincare.reviewer_bars();

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- Who audits a network holds no other mandate in it (T6): he would review what he himself coordinates, administers or answers. Two that
-- were granted before may run to their end; none begins beside another.
CREATE FUNCTION chaincare.auditor_holds_nothing_else() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('mandates of ' || NEW.professional_id::text, 0));
    IF EXISTS (SELECT FROM chaincare.mandates AS m
               WHERE m.professional_id = NEW.professional_id AND m.network_id = NEW.network_id AND m.during && NEW.during
                 AND m.kind <> NEW.kind AND 'auditor' IN (m.kind, NEW.kind)) THEN
        RAISE EXCEPTION 'who audits holds nothing else' USING ERRCODE = 'check_violation', CONSTRAINT = 'mandates_auditor_alone';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.auditor_holds_nothing_else() FROM PUBLIC;
CREATE TRIGGER mandates_auditor_alone BEFORE INSERT ON chaincare.mandates
    FOR EACH ROW EXECUTE FUNCTION chaincare.auditor_holds_nothing_else();

CREATE POLICY app_sees ON chaincare.case_mandates FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_case_mandates())::uuid[]));
-- Only what the door itself let in: this person, this case.
CREATE POLICY app_adds ON chaincare.case_mandates FOR INSERT TO chaincare_app
    WITH CHECK ((SELECT chaincare.cleared_for('log')) AND answer IS NULL AND ended_at IS NULL AND EXISTS (
        SELECT FROM chaincare.cleared() AS e
        WHERE e.event = 'case-mandate.asked' AND e.actor_id = asked_by AND e.network_id = case_mandates.network_id
          AND e.case_id IS NOT DISTINCT FROM case_mandates.case_id AND e.client IS NOT DISTINCT FROM case_mandates.client));
CREATE POLICY app_answers ON chaincare.case_mandates FOR UPDATE TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_case_mandates())::uuid[]))
    WITH CHECK (EXISTS (SELECT FROM chaincare.cleared() AS e WHERE e.actor_id IN (answered_by, ended_by)));
GRANT SELECT, INSERT (id, case_id, network_id, organisation_id, client, opens, entry_at, entry_id, concerns, reason, request_id,
    asked_by, asked_at), UPDATE (answer, answered_by, answered_at, ends_at, told_from_at, ended_by, ended_at)
    ON chaincare.case_mandates TO chaincare_app;
