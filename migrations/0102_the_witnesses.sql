-- What witnesses said of the checkpoints (SECURITY 2): a line each, by a key that is not ours, over how large the log was
-- and when they saw it so. It is checked before it is kept, and again by whoever reads it.

CREATE TABLE chaincare.cosignatures (
    log_id   int NOT NULL,
    size     bigint NOT NULL,
    verifier text NOT NULL CHECK (verifier ~ '^[!-~]+$'),
    said_at  timestamptz NOT NULL,   -- by the clock of the witness
    line     text NOT NULL CHECK (line ~ '^— [^\n]+\n$'),
    kept_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (verifier, log_id, size, said_at),
    FOREIGN KEY (log_id, size) REFERENCES chaincare.checkpoints
);
CREATE INDEX cosignatures_of_checkpoint ON chaincare.cosignatures (log_id, size);

ALTER TABLE chaincare.cosignatures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON chaincare.cosignatures TO chaincare_door;
CREATE POLICY door_reads ON chaincare.cosignatures FOR SELECT TO chaincare_door USING (true);
CREATE POLICY door_seals ON chaincare.cosignatures FOR INSERT TO chaincare_door WITH CHECK (true);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON chaincare.cosignatures
    FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.cosignatures
    FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.cosignatures ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE chaincare.cosignatures ENABLE ALWAYS TRIGGER no_truncate;
