-- A finding is reviewed: whom it is about is asked, explains, and an auditor who had no part in it closes it (T6). What happened is
-- only ever added; what somebody wrote lies sealed with a key outside the database.
CREATE TABLE chaincare.finding_facts (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    finding_id  uuid NOT NULL REFERENCES chaincare.findings,
    kind        text NOT NULL CHECK (kind IN ('explanation_asked', 'explained', 'closed', 'dismissed')),
    by_id       uuid NOT NULL REFERENCES chaincare.professionals,
    at          timestamptz NOT NULL,
    outcome     text CHECK (outcome IN ('justified', 'unjustified', 'reported_as_breach')),
    reason      text CHECK (reason ~ '^[a-z_]+$' AND octet_length(reason) <= 60),
    text        bytea,
    request_id  uuid NOT NULL,   -- what the sealed text is bound to
    CHECK ((kind = 'closed') = (outcome IS NOT NULL)),
    CHECK ((kind IN ('closed', 'dismissed')) = (reason IS NOT NULL)),
    CONSTRAINT finding_facts_once UNIQUE (finding_id, kind)
);
SELECT chaincare.stand_apart('finding_facts');
CREATE INDEX findings_to_explain ON chaincare.findings (actor_id) WHERE state = 'explanation_asked';

SET LOCAL ROLE chaincare_door;

-- The findings about himself that somebody was let in to, because he was asked.
CREATE FUNCTION chaincare.cleared_findings() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT e.asked_id FROM chaincare.let_in AS e WHERE e.rule = 'own-finding/1');
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE POLICY app_sees_own ON chaincare.findings FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_findings())::uuid[]));
CREATE POLICY app_answers ON chaincare.findings FOR UPDATE TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_findings())::uuid[]));
GRANT UPDATE (state) ON chaincare.findings TO chaincare_app;
CREATE POLICY app_sees ON chaincare.finding_facts FOR SELECT TO chaincare_app
    USING (((SELECT chaincare.cleared_for('log')) OR finding_id = ANY ((SELECT chaincare.cleared_findings())::uuid[]))
           AND EXISTS (SELECT FROM chaincare.findings AS f WHERE f.id = finding_id));
CREATE POLICY app_adds ON chaincare.finding_facts FOR INSERT TO chaincare_app
    WITH CHECK (((SELECT chaincare.cleared_for('log')) OR finding_id = ANY ((SELECT chaincare.cleared_findings())::uuid[]))
           AND EXISTS (SELECT FROM chaincare.findings AS f WHERE f.id = finding_id)
                AND by_id IN (SELECT e.actor_id FROM chaincare.cleared() AS e));
GRANT SELECT, INSERT ON chaincare.finding_facts TO chaincare_app;
