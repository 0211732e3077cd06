-- The door of somebody's absences: he himself, and who administers a network that his organisation is in, or his organisation. To anybody
-- else, also who works beside him, there is nothing here: when somebody is not there is seen by who acts for him.
CREATE OR REPLACE FUNCTION chaincare.door_absences(caller chaincare.caller, event text, action text,
    professional uuid) RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    network uuid;
BEGIN
    e.asked_id := professional;
    IF actor.id = professional THEN
        e.outcome := 'entered';
        e.relation := 'own';
        e.reach := 'directory';
        e.rule := 'own-absences/1';
    ELSE
        SELECT m.network_id INTO network FROM chaincare.professionals AS p
        JOIN chaincare.units AS u ON u.id = p.unit_id
        JOIN chaincare.memberships AS s ON s.organisation_id = u.organisation_id
        JOIN chaincare.mandates AS m ON m.network_id = s.network_id AND m.professional_id = actor.id
            AND m.kind = 'administrator' AND m.during @> caller.moment
        WHERE p.id = professional ORDER BY m.id LIMIT 1;
        IF FOUND THEN
            e := chaincare.enter_administration(caller, actor, network, e);
            e.rule := 'administrator-absences/1';
        ELSIF actor.organisation_id = (
            SELECT u.organisation_id FROM chaincare.professionals AS p JOIN chaincare.units AS u ON u.id = p.unit_id
            WHERE p.id = professional) THEN
            e := chaincare.enter_own_organisation(caller, actor, e);
            IF e.outcome = 'entered' THEN
                e.rule := 'organisation-absences/1';
            END IF;
        END IF;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- Whose absences an entry of that door lets in to.
CREATE OR REPLACE FUNCTION chaincare.cleared_absentees() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT e.asked_id FROM chaincare.let_in AS e
                 WHERE e.rule IN ('own-absences/1', 'administrator-absences/1', 'organisation-absences/1'));
END $$;

-- Of these participations, those whose professional is recorded as absent at a moment, for more than a day or with no end in sight,
-- and since when. A day off in every week is no matter for others; why somebody is absent is nowhere.
CREATE OR REPLACE FUNCTION chaincare.away_among(parties uuid[], moment timestamptz)
RETURNS TABLE (participation_id uuid, since timestamptz) LANGUAGE sql STABLE AS $$
    SELECT p.id, min(lower(span)) FROM chaincare.participations AS p
    JOIN chaincare.absences AS a ON a.professional_id = p.professional_id AND a.corrected_at IS NULL
        AND (a.ended_at IS NULL OR a.ended_at > moment) AND a.moments @> moment
    CROSS JOIN LATERAL unnest(a.moments) AS span
    WHERE p.id = ANY (parties) AND span @> moment
      AND (upper_inf(span) OR upper(span) - lower(span) > interval '25 hours')
    GROUP BY p.id
$$;
REVOKE EXECUTE ON FUNCTION chaincare.away_among(uuid[], timestamptz) FROM chaincare_app;
