-- A bottleneck goes on: its organisation says that it is solved, and who raised it confirms that, or turns it back with a reason.

ALTER TABLE chaincare.bottlenecks
    ADD COLUMN solution text,
    ADD COLUMN solved_by uuid REFERENCES chaincare.professionals,
    ADD COLUMN solved_at timestamptz,
    ADD COLUMN confirmed_by uuid,
    ADD COLUMN confirmed_at timestamptz,
    ADD COLUMN earlier jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(earlier) = 'array'),   -- what was said before it was turned back
    ADD CONSTRAINT bottlenecks_solved CHECK (num_nulls(solution, solved_by, solved_at) IN (0, 3) AND (solved_at IS NULL OR answer IS NOT NULL)),
    ADD CONSTRAINT bottlenecks_confirmed CHECK (num_nulls(confirmed_by, confirmed_at) IN (0, 2) AND (confirmed_at IS NULL OR solved_at IS NOT NULL)),
    ADD CONSTRAINT bottlenecks_confirmed_in_case FOREIGN KEY (case_id, confirmed_by) REFERENCES chaincare.participations (case_id, id);
GRANT UPDATE (solution, solved_by, solved_at, confirmed_by, confirmed_at, earlier, answer_by) ON chaincare.bottlenecks TO chaincare_door;
