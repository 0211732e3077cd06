-- Keys that change, and what was still open around them.

-- ---- By which secret a number is sealed: a mark that names the secret and tells nothing of it. NULL: from before there
-- was more than one. `chaincare rotate-bsn-key` seals the others anew; nobody else changes these columns.
ALTER TABLE chaincare.client_bsns ADD COLUMN key_mark bytea CHECK (octet_length(key_mark) = 8);
CREATE INDEX client_bsns_by_key ON chaincare.client_bsns (key_mark, id);
GRANT UPDATE (sealed, blind, key_mark) ON chaincare.client_bsns TO chaincare_door;
CREATE POLICY door_reseals ON chaincare.client_bsns FOR UPDATE TO chaincare_door USING (true);
