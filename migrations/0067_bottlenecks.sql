-- A bottleneck: an agreement was not kept for want of something an organisation does not deliver. Told to its management
-- without case content, and answered by it.

CREATE TABLE chaincare.bottlenecks (
    id              uuid PRIMARY KEY,
    case_id         uuid NOT NULL REFERENCES chaincare.cases,
    agreement_id    uuid NOT NULL,
    organisation_id uuid NOT NULL REFERENCES chaincare.organisations,    -- that does not deliver
    reason          text NOT NULL CHECK (reason IN ('time', 'means', 'waiting_list', 'refusal', 'precondition', 'client', 'other')),
    words           text NOT NULL,          -- about nobody
    overrides       text[] NOT NULL,
    raised_by       uuid NOT NULL,
    raised_at       timestamptz NOT NULL,
    answer          text,
    answered_by     uuid REFERENCES chaincare.professionals,
    answered_at     timestamptz,
    CHECK (num_nulls(answer, answered_by, answered_at) IN (0, 3)),
    CONSTRAINT bottlenecks_once UNIQUE (agreement_id, organisation_id),
    FOREIGN KEY (case_id, agreement_id) REFERENCES chaincare.agreements (case_id, id),
    FOREIGN KEY (case_id, raised_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX bottlenecks_of_case ON chaincare.bottlenecks (case_id, id);
CREATE INDEX bottlenecks_of_organisation ON chaincare.bottlenecks (organisation_id, id);

-- In the case: whoever reads the agreement. That organisation's management: by the door alone.
SELECT chaincare.stand_apart('bottlenecks');
CREATE POLICY app_sees ON chaincare.bottlenecks FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id));
CREATE POLICY app_adds ON chaincare.bottlenecks FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full}'))::uuid[]) AND answer IS NULL
                AND EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id));
GRANT SELECT, INSERT ON chaincare.bottlenecks TO chaincare_app;
CREATE POLICY door_answers ON chaincare.bottlenecks FOR UPDATE TO chaincare_door USING (true);
GRANT UPDATE (answer, answered_by, answered_at) ON chaincare.bottlenecks TO chaincare_door;

SELECT chaincare.allow_erasure();
