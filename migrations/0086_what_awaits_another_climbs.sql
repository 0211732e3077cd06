-- What waits for a word climbs, whoever's it is: that of who is to name another responsible, and of who proposed what was objected to,
-- as that of who was asked (R7, A5). Of the client and who represents him it climbs nowhere.
SET LOCAL ROLE chaincare_door;

CREATE OR REPLACE FUNCTION chaincare.time_agreement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('agreement', NEW.id, NEW.id, NEW.case_id,
        CASE WHEN NEW.state IN ('agreed', 'in_progress') AND chaincare.at_work(NEW.responsible_id) THEN NEW.due_on END, 0);
    PERFORM chaincare.set_timer('agreement_answer', NEW.id, NEW.id, NEW.case_id,
        CASE WHEN chaincare.word_awaited_of(NEW) THEN (NEW.waiting_since AT TIME ZONE 'Europe/Amsterdam')::date END, 5);
    RETURN NULL;
END $$;

CREATE FUNCTION chaincare.word_awaited_of(a chaincare.agreements) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN a.waiting_on = 'candidate' THEN chaincare.at_work(a.candidate_id)
        WHEN a.state = 'awaiting_new_responsible' THEN a.waiting_on = 'regie_holder'
        WHEN a.state = 'proposed' THEN a.waiting_on IN ('responsible', 'proposer')
            AND chaincare.at_work(CASE a.waiting_on WHEN 'proposer' THEN a.proposed_by ELSE a.responsible_id END)
        ELSE false END
$$;
REVOKE EXECUTE ON FUNCTION chaincare.word_awaited_of(chaincare.agreements) FROM PUBLIC, chaincare_app;

-- What lies there already.
SELECT count(chaincare.set_timer('agreement_answer', a.id, a.id, a.case_id,
    (a.waiting_since AT TIME ZONE 'Europe/Amsterdam')::date, 5))
FROM chaincare.agreements AS a
WHERE (a.waiting_on = 'proposer' OR a.waiting_on = 'regie_holder') AND chaincare.word_awaited_of(a);

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
