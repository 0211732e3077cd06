-- All regie of one person, moved in slices. What is written here is which cases and what came of each; the acts themselves stand
-- in their cases. The case is not named `case_id`: what is noted of a move stands under the entry of the move.
CREATE TABLE chaincare.regie_moves (
    id         uuid PRIMARY KEY,
    from_id    uuid NOT NULL REFERENCES chaincare.professionals,
    to_id      uuid NOT NULL REFERENCES chaincare.professionals,
    by_order   boolean NOT NULL,     -- the coordinator's; else he hands it over himself
    reason     text NOT NULL,
    made_by    uuid NOT NULL REFERENCES chaincare.professionals,
    made_at    timestamptz NOT NULL,
    CHECK (from_id <> to_id AND by_order = (made_by <> from_id))
);
CREATE TABLE chaincare.regie_move_cases (
    move_id     uuid NOT NULL REFERENCES chaincare.regie_moves,
    of_case     uuid NOT NULL REFERENCES chaincare.cases,
    proposal_id uuid REFERENCES chaincare.regie_proposals,
    failed      text CHECK (failed ~ '^[a-z-]+$'),     -- the problem, by its name; nothing of the case
    held_until  timestamptz,                           -- a slice has it in hand until then, or dropped it
    tried_at    timestamptz,
    PRIMARY KEY (move_id, of_case),
    CHECK (num_nonnulls(proposal_id, failed) < 2)
);
CREATE INDEX regie_moves_of_maker ON chaincare.regie_moves (made_by);
CREATE INDEX regie_move_cases_of_case ON chaincare.regie_move_cases (of_case);

SELECT chaincare.stand_apart('regie_moves');
SELECT chaincare.stand_apart('regie_move_cases');
CREATE POLICY app_sees ON chaincare.regie_moves FOR SELECT TO chaincare_app
    USING (made_by = ANY ((SELECT chaincare.cleared_actors())::uuid[]) OR to_id = ANY ((SELECT chaincare.cleared_actors())::uuid[]));
CREATE POLICY app_adds ON chaincare.regie_moves FOR INSERT TO chaincare_app
    WITH CHECK (made_by = ANY ((SELECT chaincare.cleared_actors())::uuid[]));
GRANT SELECT, INSERT ON chaincare.regie_moves TO chaincare_app;
-- Which cases are in it is told by the door, with each of them (S1).
CREATE POLICY door_adds ON chaincare.regie_move_cases FOR INSERT TO chaincare_door WITH CHECK (true);
CREATE POLICY door_notes ON chaincare.regie_move_cases FOR UPDATE TO chaincare_door USING (true);
GRANT INSERT, UPDATE (proposal_id, failed, held_until, tried_at) ON chaincare.regie_move_cases TO chaincare_door;

SELECT chaincare.allow_erasure();
