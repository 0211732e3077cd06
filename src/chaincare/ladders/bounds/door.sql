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
    SELECT CASE WHEN kind IN ('agreement_answer', 'precondition_answer', 'escalation_draft', 'escalation_bridge') THEN '{responsible,regie_holder,coordinator}'
        WHEN kind IN ('case_evaluation', 'meeting') THEN '{responsible,coordinator}'
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

-- Which days people work on in the Netherlands: workdays.py once more, because nobody who runs the timers is believed about it.
-- Algemene termijnenwet, art. 3; Easter by the reckoning of Meeus. That both say the same is tested, day by day.
CREATE OR REPLACE FUNCTION chaincare.is_working_day(day date) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    y int := extract(year FROM day);
    a int := y % 19;
    b int := y / 100;
    h int := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    l int := (32 + 2 * (b % 4) + 2 * (y % 100 / 4) - h - y % 100 % 4) % 7;
    n int := h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
    since_easter int := day - make_date(y, n / 31, n % 31 + 1);
BEGIN
    RETURN extract(isodow FROM day) < 6 AND since_easter NOT IN (-2, 0, 1, 39, 49, 50)
        AND to_char(day, 'MM-DD') NOT IN ('01-01', '04-27', '05-05', '12-25', '12-26');   -- on a Sunday the king keeps it on a Saturday
END $$;

-- The nth working day after a day, without the days on which a case stood still. With 0 the day itself.
CREATE OR REPLACE FUNCTION chaincare.working_day(day date, n int, still datemultirange) RETURNS date
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    WHILE n > 0 LOOP
        day := day + 1;
        IF chaincare.is_working_day(day) AND NOT day <@ still THEN
            n := n - 1;
        END IF;
    END LOOP;
    RETURN day;
END $$;

-- How far a timer goes now, and when it goes on: worked out here, whatever the runner makes of it (climb in ladders/rules.py says
-- the same, and is tested to). No rung before its working day and none left out; nothing ends while one is left.
DROP FUNCTION IF EXISTS chaincare.held_to_calendar(chaincare.timers, chaincare.networks, date, int, date, date);
CREATE OR REPLACE FUNCTION chaincare.held_to_calendar(t chaincare.timers, n chaincare.networks, today date,
    OUT taken text[], OUT rungs int, OUT since_on date, OUT next_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ladder text[] := chaincare.ladder_of(t.kind);
    still datemultirange := (
        SELECT coalesce(range_agg(daterange((lower(p.during) AT TIME ZONE 'Europe/Amsterdam')::date,
            (upper(p.during) AT TIME ZONE 'Europe/Amsterdam')::date)), '{}')
        FROM chaincare.case_pauses AS p WHERE p.case_id = t.case_id AND NOT upper_inf(p.during));
BEGIN
    since_on := chaincare.working_day(t.runs_from, t.term_days, '{}');
    rungs := t.rungs;
    WHILE rungs < cardinality(ladder) LOOP
        next_on := chaincare.working_day(
            since_on, chaincare.rung_days(t.kind, ladder[rungs + 1], n.ladder_days, n.silence_days), still) + 1;
        EXIT WHEN next_on > today;
        rungs := rungs + 1;
        next_on := NULL;
    END LOOP;
    taken := ladder[t.rungs + 1:rungs];
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.ladder_of(text), chaincare.rung_days(text, text, int[], int[]),
    chaincare.is_working_day(date), chaincare.working_day(date, int, datemultirange),
    chaincare.held_to_calendar(chaincare.timers, chaincare.networks, date) FROM chaincare_app;

-- When the cases of these timers stood still, or will: the first day, and the day they went on again. No case is told.
DROP FUNCTION IF EXISTS chaincare.stood_still(uuid[]);
CREATE OR REPLACE FUNCTION chaincare.stood_still(timers uuid[]) RETURNS TABLE (handle uuid, first_on date, again_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT DISTINCT t.handle, (lower(p.during) AT TIME ZONE 'Europe/Amsterdam')::date,
           (upper(p.during) AT TIME ZONE 'Europe/Amsterdam')::date
    FROM chaincare.timers AS t JOIN chaincare.case_pauses AS p ON p.case_id = t.case_id WHERE t.handle = ANY (timers)
$$;
