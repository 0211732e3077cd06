-- Parts that ended because an organisation became insolvent: few, and asked for with every worklist.
CREATE INDEX participations_of_insolvent ON chaincare.participations (case_id) WHERE ended_because = 'organisation_insolvent';
