-- The worklist is chosen in one set, and told from what the door found out: what was made for choosing it twice goes.

-- What a case has open of agreements: a case of years holds many more that are done.
CREATE INDEX agreements_open ON chaincare.agreements (case_id) WHERE waiting_on <> 'nobody';

RESET ROLE;
SET LOCAL ROLE chaincare_door;

DROP FUNCTION IF EXISTS
    chaincare.door_worklist(chaincare.caller, text, text, text, text, boolean, timestamptz, timestamptz, uuid, int),
    chaincare.read_worklist(text, text, uuid[], uuid[], uuid, uuid, timestamptz, timestamptz),
    chaincare.ball_with(chaincare.ball, chaincare.access_entries),
    chaincare.ball_shown(chaincare.ball, chaincare.access_entries, timestamptz),
    chaincare.basis_balls(timestamptz),
    chaincare.match_balls(timestamptz),
    chaincare.concerned_at_door(uuid[], uuid[], timestamptz),
    chaincare.regie_balls_at_door(uuid[], uuid[], timestamptz),
    chaincare.meeting_balls_at_door(uuid[], timestamptz),
    chaincare.escalation_balls_at_door(uuid[], uuid[], timestamptz),
    chaincare.received_balls_at_door(uuid),
    chaincare.consultation_balls_at_door(uuid, timestamptz),
    chaincare.agreement_balls_at_door(uuid[], uuid[], timestamptz, timestamptz),
    chaincare.precondition_balls_at_door(uuid[], uuid[], timestamptz),
    chaincare.needed_party_balls_at_door(uuid[], uuid[], timestamptz),
    chaincare.ladder_balls_at_door(uuid[], uuid[], timestamptz),
    chaincare.emergency_balls_at_door(uuid[], timestamptz),
    chaincare.correction_balls_at_door(uuid);

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
