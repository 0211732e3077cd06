-- A proposal that expired or lapsed lies with who made it until he took note of it. One at a time: the last of a case.
ALTER TABLE chaincare.regie ADD COLUMN noted_proposal_id uuid;
GRANT UPDATE (noted_proposal_id) ON chaincare.regie TO chaincare_app;
