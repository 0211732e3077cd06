-- What another citizen of a case did or took back is not told to a citizen in the case either, as in the log (0036): a
-- father who reads may be whom she fears. And an answer that is given again shows nothing that was withheld since.

SET LOCAL ROLE chaincare_door;

-- The other citizens of the cases that a citizen's entry opens: their parts, and their logins.
CREATE FUNCTION chaincare.uncleared_citizens() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT unnest(p.id || ARRAY(
            SELECT l.id FROM chaincare.client_logins AS l
            WHERE l.representative_id = p.representative_id OR (l.representative_id IS NULL AND l.client_id = p.client_id)))
        FROM chaincare.let_in AS e
        JOIN chaincare.participations AS p ON p.case_id = e.case_id
            AND (p.representative_id IS NOT NULL OR p.client_id IS NOT NULL)
        WHERE e.reach = 'client' AND p.id <> ALL (coalesce(chaincare.parts_of_person(e.case_id, e.relation_id), '{}')));
END $$;

-- How often something was withheld in a case since it was opened: these rows stay when it is shown again.
CREATE FUNCTION chaincare.times_withheld(of_case uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (SELECT count(*) FROM chaincare.restricted_items WHERE case_id = of_case)
        + (SELECT count(*) FROM chaincare.note_recalls WHERE case_id = of_case)
        + (SELECT count(*) FROM chaincare.restrictions WHERE case_id = of_case)
        + (SELECT count(*) FROM chaincare.shields WHERE case_id = of_case)
        + (SELECT count(*) FROM chaincare.secrecy_withdrawals WHERE case_id = of_case)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.times_withheld(uuid) FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.times_withheld(uuid) TO chaincare_owner;

-- As the statement sees it that keeps the answer: what is withheld meanwhile comes after it.
CREATE FUNCTION chaincare.keep_times_withheld() RETURNS trigger
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.withheld := chaincare.times_withheld(NEW.case_id);
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.keep_times_withheld() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.keep_times_withheld() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE POLICY others ON chaincare.secrecy_withdrawals AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING (withdrawn_by <> ALL ((SELECT chaincare.uncleared_citizens())::uuid[])
           AND NOT EXISTS (SELECT FROM chaincare.legal_bases AS b WHERE b.id = basis_id AND b.consent_id IS NOT NULL
                           AND NOT EXISTS (SELECT FROM chaincare.consents AS c WHERE c.id = b.consent_id)));
CREATE POLICY others ON chaincare.legal_basis_withdrawals AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING (withdrawn_by <> ALL ((SELECT chaincare.uncleared_citizens())::uuid[])
           AND NOT EXISTS (SELECT FROM chaincare.legal_bases AS b WHERE b.id = basis_id AND b.consent_id IS NOT NULL
                           AND NOT EXISTS (SELECT FROM chaincare.consents AS c WHERE c.id = b.consent_id)));

ALTER TABLE chaincare.repeats ADD COLUMN withheld bigint;   -- when the answer was kept; NULL: before 0045
CREATE TRIGGER repeats_keep_times_withheld BEFORE UPDATE OF answer ON chaincare.repeats
    FOR EACH ROW EXECUTE FUNCTION chaincare.keep_times_withheld();

SET LOCAL ROLE chaincare_door;

-- Whether an answer that was kept shows nothing that was withheld since; of an answer that this entry may repeat only.
CREATE FUNCTION chaincare.may_be_shown_again(said chaincare.repeats) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN chaincare.cleared_repeat(said) AND coalesce(said.withheld, 0) = chaincare.times_withheld(said.case_id);
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
