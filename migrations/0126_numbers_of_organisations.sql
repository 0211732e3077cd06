-- By which numbers an organisation is known elsewhere. An OIN, a BRIN and an AGB number are each of one organisation; a KvK number is
-- of a registration, which a board and its schools, or a municipality and its teams, share.
ALTER TABLE chaincare.organisations ADD COLUMN brin text, ADD COLUMN agb text,
    ADD CONSTRAINT organisations_brin_check CHECK (brin ~ '^[0-9]{2}[A-Z]{2}([0-9]{2})?$'),
    ADD CONSTRAINT organisations_agb_check CHECK (agb ~ '^[0-9]{8}$');
CREATE UNIQUE INDEX organisations_oin ON chaincare.organisations (oin) WHERE oin IS NOT NULL;
CREATE UNIQUE INDEX organisations_brin ON chaincare.organisations (brin) WHERE brin IS NOT NULL;
CREATE UNIQUE INDEX organisations_agb ON chaincare.organisations (agb) WHERE agb IS NOT NULL;
GRANT UPDATE (oin, kvk, brin, agb) ON chaincare.organisations TO chaincare_app;
