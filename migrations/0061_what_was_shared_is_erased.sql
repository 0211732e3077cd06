-- What was shared of a request for help that is withdrawn goes: the facts keep that it happened.
CREATE POLICY door_erases_words ON chaincare.escalation_facts FOR UPDATE TO chaincare_door
    USING (coalesce(case_id::text, '') = nullif(current_setting('chaincare.erasing', true), ''));
GRANT UPDATE (fact) ON chaincare.escalation_facts TO chaincare_door;
