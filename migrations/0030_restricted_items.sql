-- Restriction of processing (AVG 18): an item whose text nobody works with while it is disputed. The row stays where
-- it is and the case goes on; what is read of it leaves the text out, for everybody but the client's side.

CREATE TABLE chaincare.restricted_items (
    id             uuid PRIMARY KEY,
    case_id        uuid NOT NULL REFERENCES chaincare.cases,
    request_id     uuid NOT NULL REFERENCES chaincare.data_subject_requests,
    kind           text NOT NULL CHECK (kind IN ('note', 'agreement', 'question', 'contribution')),
    item_id        uuid NOT NULL,     -- for the question the case, for a contribution whose it is: a participation
    reason         text NOT NULL,
    restricted_by  uuid NOT NULL REFERENCES chaincare.professionals,
    restricted_at  timestamptz NOT NULL,
    lifted_by      uuid REFERENCES chaincare.professionals,
    lifted_at      timestamptz,
    lifted_because text,
    told_how       text,              -- who asked for it is told before it is lifted (18(3))
    CHECK (num_nulls(lifted_by, lifted_at, lifted_because, told_how) IN (0, 4)),
    CONSTRAINT restricted_items_in_case UNIQUE (case_id, id)
);
CREATE UNIQUE INDEX restricted_items_once ON chaincare.restricted_items (case_id, kind, item_id) WHERE lifted_at IS NULL;
CREATE INDEX restricted_items_of_request ON chaincare.restricted_items (request_id, id);

-- To protect others a restricted text may be used (18(2)): by whom, for what, and why.
CREATE TABLE chaincare.restricted_item_uses (
    id                 uuid PRIMARY KEY,
    case_id            uuid NOT NULL,
    restricted_item_id uuid NOT NULL,
    protects           text NOT NULL CHECK (protects IN ('safety_of_others', 'legal_claim', 'public_interest', 'consent')),
    reason             text NOT NULL,
    used_by            uuid NOT NULL,
    used_at            timestamptz NOT NULL,
    FOREIGN KEY (case_id, restricted_item_id) REFERENCES chaincare.restricted_items (case_id, id),
    FOREIGN KEY (case_id, used_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX restricted_item_uses_of_case ON chaincare.restricted_item_uses (case_id);
SELECT chaincare.stand_behind_wall('restricted_item_uses', '{full,client}', '{core,full}');

-- That something is restricted is for whoever sees the thing itself.
SELECT chaincare.stand_apart('restricted_items');
CREATE POLICY app_sees ON chaincare.restricted_items FOR SELECT TO chaincare_app
    USING (request_id = ANY ((SELECT chaincare.cleared_objects())::uuid[])
           OR (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[]) AND CASE kind
               WHEN 'note' THEN EXISTS (SELECT FROM chaincare.notes AS n WHERE n.id = item_id)
               WHEN 'agreement' THEN EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = item_id)
               WHEN 'contribution' THEN EXISTS (SELECT FROM chaincare.participations AS p WHERE p.id = item_id)
               ELSE EXISTS (SELECT FROM chaincare.case_questions AS q WHERE q.case_id = item_id) END));
CREATE POLICY app_adds ON chaincare.restricted_items FOR INSERT TO chaincare_app
    WITH CHECK (request_id = ANY ((SELECT chaincare.cleared_objects())::uuid[]) AND lifted_at IS NULL
                AND cardinality((SELECT chaincare.cleared_privacy_networks('{privacy}'))) > 0);
CREATE POLICY app_changes ON chaincare.restricted_items FOR UPDATE TO chaincare_app
    USING (request_id = ANY ((SELECT chaincare.cleared_objects())::uuid[])
           AND cardinality((SELECT chaincare.cleared_privacy_networks('{privacy}'))) > 0);
GRANT SELECT, INSERT, UPDATE (lifted_by, lifted_at, lifted_because, told_how) ON chaincare.restricted_items
    TO chaincare_app;
SELECT chaincare.allow_erasure();
