-- A stand-in behind a shield is not there for whom he is hidden from (S5): said as everywhere, by a policy that only narrows.
ALTER POLICY app_sees ON chaincare.stand_ins
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{that,core,full,client,steering}'))::uuid[]));
CREATE POLICY shielded ON chaincare.stand_ins AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((ARRAY[holder_id, stand_in_id] && (SELECT chaincare.uncleared_parties())::uuid[]) IS NOT TRUE);
