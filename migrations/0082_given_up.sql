-- Who took help on gives it up himself: until who asked thinks again, or says that nothing more is asked, it is his to do.
ALTER TABLE chaincare.escalations
    ADD COLUMN given_up boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT escalations_given_up_over CHECK (NOT given_up OR state IN ('finished', 'broken_off'));
CREATE INDEX escalations_given_up ON chaincare.escalations (case_id) WHERE given_up;
GRANT UPDATE (given_up) ON chaincare.escalations TO chaincare_app;
