-- A key that signed before may sign again: each time is a line of its own.
ALTER TABLE chaincare.seal_keys DROP CONSTRAINT seal_keys_pkey, ADD PRIMARY KEY (log_id, from_size, verifier);
