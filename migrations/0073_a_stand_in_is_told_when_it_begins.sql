-- A citizen reads of a stand-in from when it begins to hold: when who works with somebody will be away, on which days of the week,
-- is for colleagues (and a father who is feared reads along). Not at all what was refused, or is asked and not agreed to yet.
ALTER POLICY app_sees ON chaincare.stand_ins
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{that,core,full,steering}'))::uuid[])
           OR (lower(during) <= (SELECT coalesce(nullif(current_setting('chaincare.moment', true), '')::timestamptz,
                                                 clock_timestamp()))
               AND case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])));
