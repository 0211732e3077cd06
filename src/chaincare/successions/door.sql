-- What a timeline tells of who takes over from whom: that it was arranged, taken back, or came to nothing, and never why. The rows hold a reason,
-- so that whoever reads no texts is told by the door; nobody of anybody who is shielded from him (S5).
CREATE OR REPLACE FUNCTION chaincare.succession_lines(of_case uuid, moment timestamptz)
RETURNS TABLE (at timestamptz, kind text, about uuid, person_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    hidden uuid[] := chaincare.uncleared_parties();
BEGIN
    IF (of_case = ANY (chaincare.cleared_cases('{that,core,full,client,steering}'))) IS NOT TRUE THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT line.at, 'succession_' || line.what, s.id, line.who
        FROM chaincare.successions AS s
        JOIN chaincare.participations AS q ON q.id = s.to_id
        LEFT JOIN chaincare.professionals AS f ON f.id = q.professional_id
        LEFT JOIN chaincare.units AS u ON u.id = f.unit_id
        LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        CROSS JOIN LATERAL (VALUES
            (s.made_at, 'arranged', s.made_by),
            (s.over_at, CASE WHEN s.withdrawn_because IS NOT NULL OR EXISTS (SELECT FROM chaincare.regie_outcomes AS r
                WHERE r.proposal_id = s.proposal_id AND r.outcome = 'withdrawn') THEN 'withdrawn' ELSE 'failed' END, NULL),
            -- Who was to take over was there no more on the day.
            (CASE WHEN s.over_at IS NULL AND s.effective_at <= moment AND least(upper(q.during), f.inactive_at, o.inactive_at) <= s.effective_at
                THEN s.effective_at END, 'failed', NULL)) AS line (at, what, who)
        WHERE s.case_id = of_case AND line.at IS NOT NULL AND NOT ARRAY[s.from_id, s.to_id] && hidden;
END $$;
