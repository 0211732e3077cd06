-- What a network is beside a network decides which statutes can be cited in it: its administrator says so, by edition.
ALTER TABLE chaincare.networks ADD COLUMN version int NOT NULL DEFAULT 1;
GRANT UPDATE (profiles, version) ON chaincare.networks TO chaincare_app;
