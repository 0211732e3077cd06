-- What a specialist said back falls silent with his key to secrecy, as his notes do: for that party alone. Minutes are notes
-- already. The safety sheet stays: it is kept for whoever comes to the door, and is the joint layer.
CREATE POLICY secrecy_kept ON chaincare.escalation_facts AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING (CASE WHEN kind <> 'feedback_given' OR case_id IS NULL THEN true
           ELSE NOT coalesce(((SELECT chaincare.cleared_silences()) -> case_id::text)
               ? (SELECT g.unit_id::text FROM chaincare.escalation_targets AS g WHERE g.id = target_id), false) END);
