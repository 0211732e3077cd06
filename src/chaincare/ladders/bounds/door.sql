-- What the database holds whoever runs the timers to: it may be anybody who has the application's login.

-- The moment at which the server's own clock may run: never ahead of the database's, whoever says so. Only a database whose owner
-- says that clocks are moved there (ALTER DATABASE … SET chaincare.clock_moves = 'on': demo and tests) believes another.
CREATE OR REPLACE FUNCTION chaincare.clocked(moment timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN EXISTS (
            SELECT FROM pg_db_role_setting AS s JOIN pg_database AS d ON d.oid = s.setdatabase
            WHERE d.datname = current_database() AND s.setrole = 0 AND 'chaincare.clock_moves=on' = ANY (s.setconfig))
        THEN moment ELSE least(moment, clock_timestamp() + interval '1 minute') END
$$;
REVOKE EXECUTE ON FUNCTION chaincare.clocked(timestamptz) FROM chaincare_app;

-- Whom a kind reaches, in this order: LADDERS in ladders/rules.py, as the database holds the runner to it.
CREATE OR REPLACE FUNCTION chaincare.ladder_of(kind text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN kind = 'agreement_answer' THEN '{responsible,regie_holder,coordinator}'
        WHEN kind = 'needed_party' THEN '{responsible,regie_holder}'
        WHEN kind IN ('escalation_answer', 'regie_answer', 'last_resort', 'regie_objection') THEN '{coordinator,management}'
        WHEN kind = 'consultation_answer' THEN '{management}'
        ELSE '{responsible,regie_holder,coordinator,management}' END::text[]
$$;

-- After how many working days it goes on to a rung, by the network's settings.
CREATE OR REPLACE FUNCTION chaincare.rung_days(kind text, rung text, ladder int[], silence int[]) RETURNS int
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE rung WHEN 'responsible' THEN 0 WHEN 'regie_holder' THEN ladder[1]
        ELSE CASE WHEN kind IN ('escalation_answer', 'regie_answer', 'regie_objection', 'last_resort', 'consultation_answer')
            THEN silence[CASE rung WHEN 'coordinator' THEN 1 ELSE 2 END]
            ELSE ladder[CASE rung WHEN 'coordinator' THEN 2 ELSE 3 END] END END
$$;

-- How far a timer goes now, and when it goes on. The runner knows the working days and is believed within what the calendar allows:
-- no rung before as many days as it has working days, the next one no later than twice as many, three weeks for holidays and the
-- days on which the case stood still; no rung is left out, and nothing ends while one is left.
CREATE OR REPLACE FUNCTION chaincare.held_to_calendar(t chaincare.timers, n chaincare.networks, today date, said_rungs int,
    said_since date, said_next date, OUT taken text[], OUT rungs int, OUT since_on date, OUT next_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ladder text[] := chaincare.ladder_of(t.kind);
    days int;
    still int;
BEGIN
    rungs := t.rungs;
    LOOP
        days := t.term_days + chaincare.rung_days(t.kind, ladder[rungs + 1], n.ladder_days, n.silence_days);
        EXIT WHEN rungs >= cardinality(ladder) OR rungs >= coalesce(said_rungs, 0) OR t.runs_from + days + 1 > today;
        rungs := rungs + 1;
    END LOOP;
    taken := ladder[t.rungs + 1:rungs];
    since_on := greatest(t.runs_from + t.term_days, least(coalesce(said_since, t.runs_from), t.runs_from + 2 * t.term_days + 21));
    IF rungs < cardinality(ladder) THEN
        still := coalesce((SELECT sum(extract(epoch FROM upper(p.during) - lower(p.during)) / 86400 + 2)
            FROM chaincare.case_pauses AS p WHERE p.case_id = t.case_id AND upper(p.during) > t.runs_from), 0);
        next_on := greatest(today + 1, least(coalesce(said_next, today + 1), t.runs_from + 2 * days + 22 + still));
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.ladder_of(text), chaincare.rung_days(text, text, int[], int[]),
    chaincare.held_to_calendar(chaincare.timers, chaincare.networks, date, int, date, date) FROM chaincare_app;

-- When the cases of these timers stood still, or will: the first day, and the day they went on again. No case is told.
DROP FUNCTION IF EXISTS chaincare.stood_still(uuid[]);
CREATE OR REPLACE FUNCTION chaincare.stood_still(timers uuid[]) RETURNS TABLE (handle uuid, first_on date, again_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT DISTINCT t.handle, (lower(p.during) AT TIME ZONE 'Europe/Amsterdam')::date,
           (upper(p.during) AT TIME ZONE 'Europe/Amsterdam')::date
    FROM chaincare.timers AS t JOIN chaincare.case_pauses AS p ON p.case_id = t.case_id WHERE t.handle = ANY (timers)
$$;
