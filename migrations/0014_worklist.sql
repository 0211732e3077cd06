-- The worklist goes by balls: something open in a case, with whom it lies, since when. What is open stands in
-- the tables of each feature; this is the one shape in which it is told. `id` is a UUIDv7 whose time is `since`,
-- so that the order of ids is the order in which balls fell: the oldest first.
CREATE TYPE chaincare.ball AS (
    id               uuid,
    case_id          uuid,
    kind             text,
    about            uuid,          -- what it is about: a proposal, an agreement, the case itself
    since            timestamptz,   -- NULL where nobody can say
    due_on           date,
    who              text,          -- participation, unit, coordinator, parties, another_organisation, any_other
    participation_id uuid,          -- who must act; for the last two, who must not
    unit_id          uuid,
    within_id        uuid,          -- what that is part of: an agreement, for what it needs
    asked_by         uuid,          -- the participation that asked for it
    readers          text[]         -- the audience it is kept to, or NULL
);

-- What is open is told by the same functions to the door, which chooses a page, and to the application, which shows
-- it. A plan holds for one role where rows are secured: two roles that take turns would plan anew at every call, which
-- costs more than running. So the door has a twin of each, of its own.
CREATE FUNCTION chaincare.give_door_its_own(told regproc) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    twin text := regexp_replace(pg_get_functiondef(told), 'FUNCTION chaincare\.(\w+)', 'FUNCTION chaincare.\1_at_door');
BEGIN
    EXECUTE twin;
    EXECUTE format('REVOKE EXECUTE ON FUNCTION chaincare.%I FROM chaincare_app',
        (SELECT proname FROM pg_proc WHERE oid = told) || '_at_door');
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.give_door_its_own(regproc) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chaincare.give_door_its_own(regproc) TO chaincare_door;
