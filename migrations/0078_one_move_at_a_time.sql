-- Of one person one move of all regie runs at a time: it ends when nothing of it is open any more, when who began it or a
-- coordinator puts it aside, and when the coordinator orders it instead. By order a successor is brought in who takes no part
-- yet: with scope `that` until he agrees to direct, and out again when it comes to nothing.
ALTER TABLE chaincare.regie_moves
    ADD COLUMN ended_at timestamptz,
    ADD COLUMN ended_because text CHECK (ended_because IN ('done', 'withdrawn', 'by_order')),
    ADD CHECK (num_nulls(ended_at, ended_because) <> 1),
    NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER regie_moves_require_done;
-- Of those that are there the last goes on.
UPDATE chaincare.regie_moves AS m SET ended_at = n.made_at, ended_because = 'done'
    FROM (SELECT from_id, max(made_at) AS made_at, (array_agg(id ORDER BY made_at DESC, id DESC))[1] AS id
          FROM chaincare.regie_moves GROUP BY from_id) AS n
    WHERE n.from_id = m.from_id AND n.id <> m.id;
ALTER TABLE chaincare.regie_moves FORCE ROW LEVEL SECURITY, ENABLE TRIGGER regie_moves_require_done;
CREATE UNIQUE INDEX regie_moves_one_runs ON chaincare.regie_moves (from_id) WHERE ended_at IS NULL;
CREATE INDEX regie_moves_of_successor ON chaincare.regie_moves (to_id);
CREATE POLICY door_ends ON chaincare.regie_moves FOR UPDATE TO chaincare_door USING (true);
GRANT UPDATE (ended_at, ended_because) ON chaincare.regie_moves TO chaincare_door;

-- Whose scope begins when he directs, and not before: he reads that the case is there, and answers.
ALTER TABLE chaincare.participations ADD COLUMN scope_with_regie boolean NOT NULL DEFAULT false;
GRANT UPDATE (scope_from) ON chaincare.participations TO chaincare_door;

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.scope_begins_with_regie() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.participations AS p SET scope_from = lower(NEW.during)
        WHERE p.id = NEW.holder_id AND p.scope_with_regie AND p.scope_from IS NULL;
    RETURN NEW;
END $$;

-- Who was brought in to direct, and does not come to, is out again.
CREATE FUNCTION chaincare.out_without_regie() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.participations AS p
        SET during = tstzrange(lower(p.during), NEW.at), ended_because = 'regie_order_over'
        FROM chaincare.regie_proposals AS r
        WHERE r.id = NEW.proposal_id AND p.id = r.candidate_id AND p.scope_with_regie
          AND (p.scope_from IS NULL OR p.scope_from > NEW.at) AND upper_inf(p.during) AND lower(p.during) < NEW.at;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.scope_begins_with_regie(), chaincare.out_without_regie() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.scope_begins_with_regie(), chaincare.out_without_regie() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER scope_begins AFTER INSERT ON chaincare.regie_terms
    FOR EACH ROW EXECUTE FUNCTION chaincare.scope_begins_with_regie();
CREATE TRIGGER out_without AFTER INSERT ON chaincare.regie_outcomes
    FOR EACH ROW WHEN (NEW.outcome NOT IN ('agreed', 'in_effect', 'objection_settled'))
    EXECUTE FUNCTION chaincare.out_without_regie();
