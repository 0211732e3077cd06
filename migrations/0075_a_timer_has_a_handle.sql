-- Whoever runs the timers knows each by a handle of its own: what it runs for, and whose that is, he is not told.
ALTER TABLE chaincare.timers ADD COLUMN handle uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD CONSTRAINT timers_by_handle UNIQUE (handle);
