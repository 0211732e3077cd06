-- Whether who is late is absent at a moment, as long as what he is late with did not come to who directs by itself: nobody else acts for
-- him than for a holder of regie (R9).
CREATE OR REPLACE FUNCTION chaincare.nobody_in_place(step chaincare.ladder_steps, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT chaincare.is_absent(p.professional_id, moment) AND NOT EXISTS (
        SELECT FROM chaincare.ladder_steps AS k
        WHERE k.kind = step.kind AND k.about = step.about AND k.runs_from = step.runs_from AND k.rung = 'regie_holder')
    FROM chaincare.participations AS p WHERE p.id = step.late_id AND p.professional_id IS NOT NULL
$$;
REVOKE EXECUTE ON FUNCTION chaincare.nobody_in_place(chaincare.ladder_steps, timestamptz) FROM chaincare_app;
