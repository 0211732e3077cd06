-- Tokens that are bound to a key, issuers that tell themselves where their keys are, and who acted for whom.

-- Who acted in somebody's name (token exchange, RFC 8693: the token's `act`), as issuer|subject: two codes with a
-- bar between them, in a shape that no sentence fits (T4). The person named by issuer and subject is the one for
-- whom it was done, and whose relations count.
ALTER TABLE chaincare.access_entries ADD COLUMN acted_by text
    CHECK (acted_by ~ '^[!-{}~]+[|][!-{}~]+$' AND char_length(acted_by) <= 768);
ALTER TYPE chaincare.caller ADD ATTRIBUTE acted_by text;

-- Leaf version 2 is version 1 with one more field; an entry in which nobody acted for another keeps the very
-- bytes it had, so that what was sealed before still verifies.
CREATE OR REPLACE FUNCTION chaincare.access_leaf(e chaincare.access_entries) RETURNS bytea LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
RETURN CASE WHEN (e).acted_by IS NULL THEN '\x01'::bytea ELSE '\x02'::bytea END
    || chaincare.leaf_field(int8send((extract(epoch FROM (e).at) * 1000000)::int8))
    || chaincare.leaf_field(uuid_send((e).id))
    || chaincare.leaf_field(uuid_send((e).query_id))
    || chaincare.leaf_field(convert_to((e).event, 'UTF8'))
    || chaincare.leaf_field(convert_to((e).action, 'UTF8'))
    || chaincare.leaf_field(convert_to((e).outcome, 'UTF8'))
    || chaincare.leaf_field(convert_to((e).issuer, 'UTF8'))
    || chaincare.leaf_field(convert_to((e).subject, 'UTF8'))
    || chaincare.leaf_field(uuid_send((e).actor_id))
    || chaincare.leaf_field(convert_to((e).role, 'UTF8'))
    || chaincare.leaf_field(uuid_send((e).unit_id))
    || chaincare.leaf_field(uuid_send((e).organisation_id))
    || chaincare.leaf_field(convert_to((e).partner, 'UTF8'))
    || chaincare.leaf_field(substr(inet_send((e).address), 5))  -- the 4 or 16 bytes of the address itself
    || chaincare.leaf_field(convert_to((e).relation, 'UTF8'))
    || chaincare.leaf_field(uuid_send((e).relation_id))
    || chaincare.leaf_field(uuid_send((e).relation_by))
    || chaincare.leaf_field(convert_to((e).reach, 'UTF8'))
    || chaincare.leaf_field(uuid_send((e).basis_id))
    || chaincare.leaf_field(convert_to((e).rule, 'UTF8'))
    || chaincare.leaf_field(convert_to((e).purpose, 'UTF8'))
    || chaincare.leaf_field(uuid_send((e).network_id))
    || chaincare.leaf_field(uuid_send((e).client))
    || chaincare.leaf_field(uuid_send((e).case_id))
    || chaincare.leaf_field(uuid_send((e).object_id))
    || chaincare.leaf_field(uuid_send((e).asked_id))
    || chaincare.leaf_field(CASE WHEN (e).emergency THEN '\x01'::bytea ELSE '\x00'::bytea END)
    || chaincare.leaf_field(uuid_send((e).request_id))
    || chaincare.leaf_field((e).trace_id)
    || chaincare.leaf_field((e).span_id)
    || chaincare.leaf_field((e).private_digest)
    || CASE WHEN (e).acted_by IS NULL THEN ''::bytea
            ELSE chaincare.leaf_field(convert_to((e).acted_by, 'UTF8')) END;

-- An issuer without an address of keys is asked where they are (OpenID Connect Discovery, RFC 8414).
ALTER TABLE chaincare.token_issuers ALTER COLUMN jwks_uri DROP NOT NULL;

-- DPoP proofs that were seen (RFC 9449, 11.1): a digest of key and proof id, nothing of the proof itself. One table
-- for all processes, so that a proof is good once, wherever it is shown. Only the two functions reach it.
CREATE TABLE chaincare.dpop_proofs (
    digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
    at     timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX dpop_proofs_by_age ON chaincare.dpop_proofs (at);
ALTER TABLE chaincare.dpop_proofs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON chaincare.dpop_proofs TO chaincare_door;
CREATE POLICY door_reads ON chaincare.dpop_proofs FOR SELECT TO chaincare_door USING (true);
CREATE POLICY door_adds ON chaincare.dpop_proofs FOR INSERT TO chaincare_door WITH CHECK (true);
CREATE POLICY door_forgets ON chaincare.dpop_proofs FOR DELETE TO chaincare_door USING (true);

SET LOCAL ROLE chaincare_door;

-- As in 0015: a view holds the columns of the day it was made, and the wall hands whole entries on.
CREATE OR REPLACE VIEW chaincare.let_in AS
    SELECT e.* FROM chaincare.access_entries AS e
    WHERE e.at = ANY (string_to_array(split_part(current_setting('chaincare.ticket', true), '/', 1), ',')::timestamptz[])
      AND (e.id = ANY ((SELECT string_to_array(split_part(current_setting('chaincare.ticket', true), '/', 2), ',')::uuid[])::uuid[])
           OR e.query_id = ANY ((SELECT string_to_array(split_part(current_setting('chaincare.ticket', true), '/', 2), ',')::uuid[])::uuid[]))
      AND e.at BETWEEN statement_timestamp() - interval '1 minute' AND statement_timestamp() + interval '1 minute'
      AND e.outcome = 'entered'
      AND e.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
      AND e.at > clock_timestamp() - interval '5 seconds';

-- True the first time, for whichever process asks; who comes at the same moment waits for the other's commit.
CREATE FUNCTION chaincare.see_proof(proof bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO chaincare.dpop_proofs (digest) VALUES (proof) ON CONFLICT (digest) DO NOTHING;
    RETURN FOUND;
END $$;

-- A proof is accepted for two minutes around the moment it was made; kept for ten, whatever the clocks say.
CREATE FUNCTION chaincare.forget_proofs() RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM chaincare.dpop_proofs WHERE at < clock_timestamp() - interval '10 minutes'
$$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
