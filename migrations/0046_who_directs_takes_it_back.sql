-- A client who directs lays regie down by his own login, and takes that back by it as well (R6): he sees how he laid it
-- down, nobody else's reason, and adds that he goes on.

ALTER TABLE chaincare.regie_resignation_withdrawals
    DROP CONSTRAINT regie_resignation_withdrawals_withdrawn_by_fkey;

CREATE POLICY client_sees_own ON chaincare.regie_resignations FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
           AND resigned_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e));
-- What is behind the wall here as well: only of what he sees above.
CREATE POLICY client_sees_own ON chaincare.regie_resignation_withdrawals FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.regie_resignations AS s WHERE s.id = resignation_id));
CREATE POLICY client_adds ON chaincare.regie_resignation_withdrawals FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
                AND EXISTS (SELECT FROM chaincare.regie_resignations AS s WHERE s.id = resignation_id));
