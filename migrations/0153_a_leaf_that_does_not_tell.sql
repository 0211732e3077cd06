-- Who made a relation, and by which login a citizen acted, is not told to everybody who is told the rest of an entry (decision 0087), and
-- a hash tells it: the people of a directory are few, and are tried against it in seconds. So an entry lies in its leaf beside
-- bytes that nobody guesses, and that only who is told the whole of it is told.
ALTER TABLE chaincare.access_entries ADD COLUMN blind bytea CHECK (octet_length(blind) = 16);

-- Leaf version 3 is version 2 with one more field. What was sealed before keeps the very bytes it had.
CREATE OR REPLACE FUNCTION chaincare.access_leaf(e chaincare.access_entries) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN (e).blind IS NOT NULL THEN '\x03'::bytea WHEN (e).acted_by IS NULL THEN '\x01'::bytea ELSE '\x02'::bytea END
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
    || CASE WHEN (e).acted_by IS NULL AND (e).blind IS NULL THEN ''::bytea
            ELSE chaincare.leaf_field(convert_to((e).acted_by, 'UTF8')) END
    || CASE WHEN (e).blind IS NULL THEN ''::bytea ELSE chaincare.leaf_field((e).blind) END;

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

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
