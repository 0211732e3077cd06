-- Where it is hidden how the client is reached, the own log hides who recorded or read that; but not that the reader of
-- that log looked himself, which he knows: a line of his own that is missing would betray that there is something.
ALTER POLICY shielded ON chaincare.access_entries
    USING ((unit_id = ANY ((SELECT chaincare.uncleared_units())::uuid[])
            OR actor_id = ANY ((SELECT chaincare.uncleared_people())::uuid[])
            OR object_id = ANY ((SELECT chaincare.uncleared_things())::uuid[])
            OR asked_id = ANY ((SELECT chaincare.uncleared_things())::uuid[])
            OR ((case_id || ':' || split_part(event, '.', 1)) = ANY ((SELECT chaincare.uncleared_events())::text[])
                AND NOT (event = 'contact.read'
                         AND issuer || '|' || subject = ANY ((SELECT chaincare.cleared_own_subjects())::text[])))
           ) IS NOT TRUE);
