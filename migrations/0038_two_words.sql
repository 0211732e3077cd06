-- From 12 to 15 two words make a consent (STANDARDS 5), and each can be given by itself: what waits for the other one
-- says whose it waits for, and who was asked.

ALTER TABLE chaincare.consents
    ADD COLUMN awaits   text CHECK (awaits IN ('client', 'parent')),  -- whose word was not there yet; NULL: all were
    ADD COLUMN asked_id uuid,                                         -- the client, or the representative who is asked
    ADD CHECK (asked_id IS NULL OR awaits IS NOT NULL);
ALTER TABLE chaincare.consent_givings
    ADD COLUMN completes boolean NOT NULL DEFAULT false;               -- this was the word that was waited for
CREATE UNIQUE INDEX consent_givings_complete_once ON chaincare.consent_givings (consent_id) WHERE completes;

SET LOCAL ROLE chaincare_door;

-- The consents of two words of whoever an entry lets in as a client or representative: those he gave, and was asked for.
CREATE FUNCTION chaincare.cleared_joint_consents() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    people uuid[] := chaincare.cleared_people();
BEGIN
    RETURN CASE WHEN people = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT c.id FROM chaincare.consents AS c
        WHERE c.case_id = ANY (chaincare.cleared_cases('{client}')) AND c.awaits IS NOT NULL
          AND (c.asked_id = ANY (people) OR EXISTS (
              SELECT FROM chaincare.consent_givings AS g WHERE g.consent_id = c.id AND g.person_id = ANY (people)))) END;
END $$;

-- What consents/rules.py says, for whoever forgot to ask: a consent holds once nobody's word is waited for.
CREATE FUNCTION chaincare.consent_holds(consent uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.consents AS c WHERE c.id = consent AND (c.awaits IS NULL OR EXISTS (
            SELECT FROM chaincare.consent_givings AS g
            LEFT JOIN chaincare.representatives AS r ON r.id = g.person_id
            WHERE g.consent_id = c.id AND g.completes AND CASE c.awaits WHEN 'client' THEN g.giver = 'client'
                ELSE r.kind IN ('parent', 'voogd') END)));
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.consent_holds(uuid) FROM chaincare_app;

-- No basis before the last word: beside what the trigger of 0020 holds it to, and after it, so under the same lock.
CREATE FUNCTION chaincare.hold_basis_to_last_word() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.consent_id IS NOT NULL AND NOT chaincare.consent_holds(NEW.consent_id) THEN
        RAISE EXCEPTION 'a word is missing' USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_bases_consent_stands';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hold_basis_to_last_word() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.hold_basis_to_last_word() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER legal_bases_hold_to_last_word BEFORE INSERT ON chaincare.legal_bases
    FOR EACH ROW EXECUTE FUNCTION chaincare.hold_basis_to_last_word();

-- Of a consent of two words, each of the two sees that the other said it; still nobody else's of the family (S5).
ALTER POLICY app_sees ON chaincare.consents
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
           OR (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
               AND (EXISTS (SELECT FROM chaincare.consent_givings AS g WHERE g.consent_id = id)
                    OR id = ANY ((SELECT chaincare.cleared_joint_consents())::uuid[]))));
ALTER POLICY app_sees ON chaincare.consent_givings
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
           OR (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
               AND (person_id = ANY ((SELECT chaincare.cleared_people())::uuid[])
                    OR consent_id = ANY ((SELECT chaincare.cleared_joint_consents())::uuid[]))));
