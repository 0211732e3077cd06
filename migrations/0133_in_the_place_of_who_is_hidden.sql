-- Whatever is done in the place of a holder who is hidden from a client is hidden from his log, as what that holder does (S5): an entry
-- says that it is only where nobody but a holder could do it (takes_regie), so a line of it tells that somebody hidden directs.
ALTER POLICY shielded ON chaincare.access_entries
    USING ((
        (unit_id = ANY ((SELECT chaincare.uncleared_units())::uuid[]))
        OR (actor_id = ANY ((SELECT chaincare.uncleared_people())::uuid[]))
        OR (object_id = ANY ((SELECT chaincare.uncleared_things())::uuid[]))
        OR (asked_id = ANY ((SELECT chaincare.uncleared_things())::uuid[]))
        OR ((((case_id || ':'::text) || split_part(event, '.'::text, 1)) = ANY ((SELECT chaincare.uncleared_events())::text[])) AND (NOT ((event = 'contact.read'::text) AND (((issuer || '|'::text) || subject) = ANY ((SELECT chaincare.cleared_own_subjects())::text[])))))
        OR ((relation = ANY (ARRAY['coordinator'::text, 'match'::text, 'privacy_officer'::text, 'fg'::text, 'management_contact'::text])) AND ((((case_id || ':'::text) || network_id) = ANY ((SELECT chaincare.uncleared_networks())::text[]))
        OR ((rule = 'network-move/1'::text) AND ( SELECT chaincare.uncleared_anything() AS uncleared_anything))))
        OR (role = 'acting_holder' AND relation_by = ANY ((SELECT chaincare.uncleared_people())::uuid[]))) IS NOT TRUE);
