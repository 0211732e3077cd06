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
