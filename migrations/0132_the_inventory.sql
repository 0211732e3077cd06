-- The inventory of a network: who does not get, or threatens not to get, what he needs and is entitled to. The inventory itself is the
-- network's and names nobody. A line is about one person known by name; it is its reporter's unit's, and no case yet.
CREATE TABLE chaincare.inventories (
    id           uuid PRIMARY KEY,
    network_id   uuid NOT NULL,
    name         text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    target_group text NOT NULL CHECK (char_length(target_group) BETWEEN 1 AND 200),
    area         text NOT NULL CHECK (char_length(area) BETWEEN 1 AND 200),
    from_on      date NOT NULL,
    until_on     date CHECK (until_on >= from_on),
    state        text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    version      int NOT NULL DEFAULT 1 CHECK (version > 0),
    made_by      uuid NOT NULL REFERENCES chaincare.professionals,
    made_at      timestamptz NOT NULL,
    changed_by   uuid REFERENCES chaincare.professionals,
    changed_at   timestamptz,
    UNIQUE (id, network_id),
    FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things (id, network_id),
    CHECK (num_nonnulls(changed_by, changed_at) IN (0, 2))
);
CREATE INDEX inventories_of_network ON chaincare.inventories (network_id, id);
SELECT chaincare.stand_apart('inventories');
CREATE POLICY app_sees ON chaincare.inventories FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker,inventory}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.inventories FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[])
        AND made_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e));
CREATE POLICY app_changes ON chaincare.inventories FOR UPDATE TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.inventories TO chaincare_app;
GRANT UPDATE (name, target_group, area, from_on, until_on, state, version, changed_by, changed_at)
    ON chaincare.inventories TO chaincare_app;

-- One person. What names him is there while the line is open and no longer: then the case has it, or nobody. What he needs stays until
-- the line is withdrawn or erased. `case_id` once a case was opened from it: from then on it goes with that case.
CREATE TABLE chaincare.inventory_lines (
    id                  uuid PRIMARY KEY,
    inventory_id        uuid NOT NULL,
    network_id          uuid NOT NULL,
    unit_id             uuid NOT NULL REFERENCES chaincare.units,
    pseudonym           uuid NOT NULL UNIQUE,       -- by which the log knows him; becomes that of the client
    case_id             uuid UNIQUE REFERENCES chaincare.cases,
    state               text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'case_opened', 'withdrawn', 'erased')),
    given_names         text CHECK (char_length(given_names) BETWEEN 1 AND 200),
    prefix              text CHECK (char_length(prefix) BETWEEN 1 AND 200),
    family_name         text CHECK (char_length(family_name) BETWEEN 1 AND 200),
    call_name           text CHECK (char_length(call_name) BETWEEN 1 AND 200),
    birth_date          date,
    birth_precision     text CHECK (birth_precision IN ('day', 'month', 'year')),
    situation           text NOT NULL CHECK (situation IN ('does_not_get', 'at_risk_of_not_getting')),
    need                text CHECK (char_length(need) BETWEEN 1 AND 10000),
    entitlement         text CHECK (char_length(entitlement) BETWEEN 1 AND 10000),
    entitlement_article text CHECK (char_length(entitlement_article) BETWEEN 1 AND 200),
    ground              text NOT NULL CHECK (char_length(ground) BETWEEN 1 AND 60),       -- of the catalogue (legal_grounds)
    article             text NOT NULL CHECK (char_length(article) BETWEEN 1 AND 200),
    exception           text CHECK (char_length(exception) BETWEEN 1 AND 60),
    told_on             date,                       -- what the newest fact about informing says
    review_on           date NOT NULL,
    last_on             date NOT NULL,              -- the last day it is kept without a case
    withdrawn_because   text CHECK (withdrawn_because IN ('gets_what_is_needed', 'not_entitled', 'objected', 'out_of_sight', 'deceased', 'recorded_wrongly')),
    version             int NOT NULL DEFAULT 1 CHECK (version > 0),
    reported_by         uuid NOT NULL REFERENCES chaincare.professionals,
    reported_at         timestamptz NOT NULL,
    ended_at            timestamptz,
    FOREIGN KEY (inventory_id, network_id) REFERENCES chaincare.inventories (id, network_id),
    CHECK (num_nonnulls(given_names, birth_date, birth_precision) = CASE state WHEN 'open' THEN 3 ELSE 0 END),
    CHECK (state = 'open' OR num_nonnulls(prefix, family_name, call_name) = 0),
    CHECK (birth_precision = 'day' OR EXTRACT(day FROM birth_date) = 1),
    CHECK (birth_precision <> 'year' OR EXTRACT(month FROM birth_date) = 1),
    CHECK (num_nonnulls(need, entitlement) = CASE WHEN state IN ('open', 'case_opened') THEN 2 ELSE 0 END),
    CHECK (state IN ('open', 'case_opened') OR entitlement_article IS NULL),
    CHECK ((state = 'case_opened') = (case_id IS NOT NULL)),
    CHECK ((state = 'withdrawn') = (withdrawn_because IS NOT NULL)),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    -- At most a year without a case (Retention catalogue), looked at again every half year at least.
    CONSTRAINT inventory_lines_year CHECK (last_on <= (reported_at AT TIME ZONE 'Europe/Amsterdam')::date + interval '1 year'),
    CONSTRAINT inventory_lines_review CHECK (review_on <= last_on)
);
CREATE INDEX inventory_lines_of_unit ON chaincare.inventory_lines (unit_id, inventory_id, id);
CREATE INDEX inventory_lines_of_inventory ON chaincare.inventory_lines (inventory_id, state);
CREATE INDEX inventory_lines_to_review ON chaincare.inventory_lines (unit_id, review_on) WHERE state = 'open';
CREATE INDEX inventory_lines_to_erase ON chaincare.inventory_lines (least(review_on + 30, last_on)) WHERE state = 'open';
SELECT chaincare.stand_apart('inventory_lines');

-- Whether he was told that he stands there (AVG 14), or not yet, because; only ever added, and gone with the line.
CREATE TABLE chaincare.inventory_line_informed (
    id          uuid PRIMARY KEY,
    line_id     uuid NOT NULL REFERENCES chaincare.inventory_lines,
    informed_on date,
    how         text CHECK (char_length(how) BETWEEN 1 AND 200),
    because     text CHECK (char_length(because) BETWEEN 1 AND 200),
    review_on   date,
    recorded_by uuid NOT NULL REFERENCES chaincare.professionals,
    recorded_at timestamptz NOT NULL,
    CHECK ((num_nonnulls(informed_on, how), num_nonnulls(because, review_on)) IN ((2, 0), (0, 2)))
);
CREATE INDEX inventory_line_informed_of_line ON chaincare.inventory_line_informed (line_id, id);
SELECT chaincare.stand_apart('inventory_line_informed');

CREATE TABLE chaincare.inventory_line_reviews (
    id          uuid PRIMARY KEY,
    line_id     uuid NOT NULL REFERENCES chaincare.inventory_lines,
    review_on   date NOT NULL,        -- the day it is looked at again
    reviewed_by uuid NOT NULL REFERENCES chaincare.professionals,
    reviewed_at timestamptz NOT NULL
);
CREATE INDEX inventory_line_reviews_of_line ON chaincare.inventory_line_reviews (line_id, id);
SELECT chaincare.stand_apart('inventory_line_reviews');
SELECT chaincare.allow_erasure();

-- Which line a case was opened from: an id and no more. Without a foreign key, because the line goes first when the case is erased.
ALTER TABLE chaincare.cases ADD COLUMN inventory_line_id uuid UNIQUE;

SET LOCAL ROLE chaincare_door;

-- The lines somebody was let in to: one of his unit's, or a new one; and who opens a case from one, that one.
CREATE FUNCTION chaincare.cleared_inventory_lines() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT e.object_id FROM chaincare.let_in AS e WHERE e.reach = 'inventory' AND e.object_id IS NOT NULL
        UNION ALL
        SELECT l.id FROM chaincare.let_in AS e JOIN chaincare.inventory_lines AS l ON l.pseudonym = e.client
        WHERE e.relation = 'opening' AND e.reach = 'full' AND e.event = 'inventory-line.case-opened');
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- Beside them, once there is a case: who directs it, or acts for him; and the client's side, once he was told that he stood there.
CREATE POLICY app_sees ON chaincare.inventory_lines FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_inventory_lines())::uuid[])
        OR ((SELECT chaincare.cleared_audiences()) -> case_id::text) ? 'regie'
        OR (told_on IS NOT NULL AND case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])));
CREATE POLICY app_adds ON chaincare.inventory_lines FOR INSERT TO chaincare_app
    WITH CHECK (state = 'open' AND id = ANY ((SELECT chaincare.cleared_inventory_lines())::uuid[]) AND EXISTS (
        SELECT FROM chaincare.cleared() AS e
        WHERE e.object_id = inventory_lines.id AND e.client = pseudonym AND e.unit_id = inventory_lines.unit_id
          AND e.network_id = inventory_lines.network_id AND e.actor_id = reported_by));
CREATE POLICY app_changes ON chaincare.inventory_lines FOR UPDATE TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_inventory_lines())::uuid[]))
    WITH CHECK (case_id IS NULL OR case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.inventory_lines TO chaincare_app;
GRANT UPDATE (case_id, state, given_names, prefix, family_name, call_name, birth_date, birth_precision, need, entitlement,
    entitlement_article, told_on, review_on, withdrawn_because, version, ended_at) ON chaincare.inventory_lines TO chaincare_app;
GRANT SELECT, UPDATE, DELETE ON chaincare.inventory_lines TO chaincare_door;

DO $$
DECLARE
    one text;
    by_whom text;
BEGIN
    FOR one, by_whom IN VALUES ('inventory_line_informed', 'recorded_by'), ('inventory_line_reviews', 'reviewed_by') LOOP
        EXECUTE format('CREATE POLICY app_sees ON chaincare.%I FOR SELECT TO chaincare_app
            USING (line_id = ANY ((SELECT chaincare.cleared_inventory_lines())::uuid[]))', one);
        EXECUTE format('CREATE POLICY app_adds ON chaincare.%I FOR INSERT TO chaincare_app
            WITH CHECK (line_id = ANY ((SELECT chaincare.cleared_inventory_lines())::uuid[])
                AND %I IN (SELECT e.actor_id FROM chaincare.cleared() AS e))', one, by_whom);
        EXECUTE format('GRANT SELECT, INSERT ON chaincare.%I TO chaincare_app', one);
    END LOOP;
END $$;

-- What was told to somebody, and why not yet, goes with what the line says of him.
SET LOCAL ROLE chaincare_door;
CREATE FUNCTION chaincare.forget_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('chaincare.erasing', NEW.id::text, true);
    DELETE FROM chaincare.inventory_line_informed WHERE line_id = NEW.id;
    DELETE FROM chaincare.inventory_line_reviews WHERE line_id = NEW.id;
    PERFORM set_config('chaincare.erasing', '', true);
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.forget_told() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.forget_told() TO chaincare_owner;
RESET ROLE;
SET LOCAL ROLE chaincare_owner;
CREATE TRIGGER inventory_lines_forget_told AFTER UPDATE OF state ON chaincare.inventory_lines
    FOR EACH ROW WHEN (NEW.state IN ('withdrawn', 'erased') AND OLD.state NOT IN ('withdrawn', 'erased')) EXECUTE FUNCTION chaincare.forget_told();
