-- Who put somebody on an inventory can be what a shield hides (S5), as a shelter that reports a child: from whoever it hides the unit
-- or the person, it hides the line, also once a case was opened from it and the client's side may read it.
CREATE POLICY shielded ON chaincare.inventory_lines AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((unit_id = ANY ((SELECT chaincare.uncleared_units())::uuid[])
        OR reported_by = ANY ((SELECT chaincare.uncleared_people())::uuid[])) IS NOT TRUE);
