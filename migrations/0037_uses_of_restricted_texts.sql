-- Who used a restricted text may be behind a shield (S5): then that use is not there for whom he is hidden from, and
-- neither is a use of what he does not see.
CREATE POLICY shielded ON chaincare.restricted_item_uses AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((used_by = ANY ((SELECT chaincare.uncleared_parties())::uuid[])) IS NOT TRUE
           AND EXISTS (SELECT FROM chaincare.restricted_items AS r WHERE r.id = restricted_item_id));
