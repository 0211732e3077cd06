-- By when a management answers what was raised towards its organisation. Of what is there already: a week from today.
ALTER TABLE chaincare.bottlenecks ADD COLUMN answer_by date NOT NULL DEFAULT (current_date + 7);
ALTER TABLE chaincare.bottlenecks ALTER COLUMN answer_by DROP DEFAULT;
