-- When somebody is not at work: a period, a day of every week, or suddenly from now on. Why is nobody's business here,
-- and no column could hold it. Records are added, ended, and put aside by another one; what they say never changes.
--
-- `moments` are the days in Amsterdam as instants, so that a night in which the clock moves is as long as it was.

CREATE TABLE chaincare.absences (
    id              uuid PRIMARY KEY,
    professional_id uuid NOT NULL REFERENCES chaincare.professionals,
    kind            text NOT NULL CHECK (kind IN ('period', 'weekly', 'sudden')),
    first_on        date NOT NULL,
    last_on         date CHECK (last_on >= first_on),
    weekdays        smallint[] NOT NULL CHECK (weekdays <@ '{1,2,3,4,5,6,7}'),
    moments         tstzmultirange NOT NULL CHECK (NOT isempty(moments)),
    recorded_by     uuid NOT NULL REFERENCES chaincare.professionals,
    recorded_at     timestamptz NOT NULL,
    corrects_id     uuid REFERENCES chaincare.absences,
    corrected_at    timestamptz,
    ended_at        timestamptz,
    ended_by        uuid REFERENCES chaincare.professionals,
    CHECK ((kind = 'weekly') = (cardinality(weekdays) > 0)),
    CHECK (kind = 'sudden' OR last_on IS NOT NULL),
    CHECK (num_nonnulls(ended_at, ended_by) IN (0, 2))
);
CREATE INDEX absences_of_professional ON chaincare.absences (professional_id, id);
CREATE UNIQUE INDEX absences_corrected_once ON chaincare.absences (corrects_id);

SELECT chaincare.stand_apart('absences');

SET LOCAL ROLE chaincare_door;

-- Made anew by absences/door.sql; here so that the policies below can name it.
CREATE FUNCTION chaincare.cleared_absentees() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT e.asked_id FROM chaincare.let_in AS e
                 WHERE e.rule IN ('own-absences/1', 'administrator-absences/1'));
END $$;

-- Whether somebody is absent at a moment, as it is known now or was known by another moment.
CREATE FUNCTION chaincare.is_absent(professional uuid, moment timestamptz, known timestamptz DEFAULT 'infinity')
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM chaincare.absences AS a
        WHERE a.professional_id = professional AND a.moments @> moment AND a.recorded_at <= known
          AND (a.corrected_at IS NULL OR a.corrected_at > known)
          AND (a.ended_at IS NULL OR a.ended_at > moment OR a.ended_at > known))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.is_absent(uuid, timestamptz, timestamptz) FROM chaincare_app;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE POLICY app_sees ON chaincare.absences FOR SELECT TO chaincare_app
    USING (professional_id = ANY ((SELECT chaincare.cleared_absentees())::uuid[]));
CREATE POLICY app_adds ON chaincare.absences FOR INSERT TO chaincare_app
    WITH CHECK (professional_id = ANY ((SELECT chaincare.cleared_absentees())::uuid[]));
CREATE POLICY app_changes ON chaincare.absences FOR UPDATE TO chaincare_app
    USING (professional_id = ANY ((SELECT chaincare.cleared_absentees())::uuid[]));
GRANT SELECT, INSERT, UPDATE (corrected_at, ended_at, ended_by) ON chaincare.absences TO chaincare_app;
