-- What would betray a hiding place is shielded (S5): from every citizen's login of the case, because the mother's
-- phone may be in his hands, and from scope `that`. While a shield stands, the party or the unit it names, and all
-- they did, is not there for those readers: kept by policies that only ever narrow, so that no handler can forget it.

CREATE TABLE chaincare.shields (
    id               uuid PRIMARY KEY,
    case_id          uuid NOT NULL REFERENCES chaincare.cases,
    hides            text NOT NULL CHECK (hides IN ('party', 'unit', 'contact')),
    participation_id uuid,
    professional_id  uuid REFERENCES chaincare.professionals,
    unit_id          uuid REFERENCES chaincare.units,
    reason           text NOT NULL,
    review_on        date NOT NULL,
    placed_by        uuid NOT NULL,
    placed_at        timestamptz NOT NULL,
    lifted_by        uuid,
    lifted_at        timestamptz,
    lifted_because   text,
    FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, placed_by) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, lifted_by) REFERENCES chaincare.participations (case_id, id),
    CHECK ((participation_id IS NOT NULL) = (hides = 'party')),
    CHECK ((unit_id IS NOT NULL) = (hides = 'unit')),
    CHECK (professional_id IS NULL OR hides = 'party'),
    CHECK (num_nulls(lifted_by, lifted_at, lifted_because) IN (0, 3))
);
CREATE INDEX shields_of_case ON chaincare.shields (case_id, id);
CREATE UNIQUE INDEX shields_once ON chaincare.shields
    (case_id, hides, coalesce(participation_id, unit_id, case_id)) WHERE lifted_at IS NULL;
SELECT chaincare.stand_behind_wall('shields', '{core,full}', '{full}', 'lifted_by, lifted_at, lifted_because');

-- One item that one person of the case does not get to see: a restriction is about that person, a shield about a place.
CREATE TABLE chaincare.restrictions (
    id               uuid PRIMARY KEY,
    case_id          uuid NOT NULL REFERENCES chaincare.cases,
    item_kind        text NOT NULL CHECK (item_kind IN
        ('note', 'agreement', 'meeting', 'needed_party', 'escalation', 'legal_basis', 'party', 'question')),
    item_id          uuid NOT NULL,
    participation_id uuid NOT NULL,      -- whom it is kept from
    reason           text NOT NULL,
    review_on        date NOT NULL,
    decided_by       uuid NOT NULL,
    decided_at       timestamptz NOT NULL,
    lifted_by        uuid,
    lifted_at        timestamptz,
    lifted_because   text,
    FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, decided_by) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, lifted_by) REFERENCES chaincare.participations (case_id, id),
    CHECK (participation_id <> decided_by),
    CHECK (item_id <> participation_id),
    CHECK (num_nulls(lifted_by, lifted_at, lifted_because) IN (0, 3))
);
CREATE INDEX restrictions_of_case ON chaincare.restrictions (case_id, id);
CREATE UNIQUE INDEX restrictions_once ON chaincare.restrictions (item_id, participation_id) WHERE lifted_at IS NULL;
SELECT chaincare.stand_behind_wall('restrictions', '{full}', '{full}', 'lifted_by, lifted_at, lifted_because');

-- Around the client, without a view: parents without authority, a partner, grown children. Never a login.
CREATE TABLE chaincare.relatives (
    id            uuid PRIMARY KEY,
    case_id       uuid NOT NULL REFERENCES chaincare.cases,
    name          text NOT NULL,
    relation      text NOT NULL CHECK (relation IN ('parent_without_authority', 'partner', 'adult_child', 'other')),
    may_request   boolean NOT NULL,
    recorded_by   uuid NOT NULL,
    recorded_at   timestamptz NOT NULL,
    ended_by      uuid,
    ended_at      timestamptz,
    ended_because text,
    FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, ended_by) REFERENCES chaincare.participations (case_id, id),
    CHECK (num_nulls(ended_by, ended_at, ended_because) IN (0, 3))
);
CREATE INDEX relatives_of_case ON chaincare.relatives (case_id, id);
SELECT chaincare.stand_behind_wall('relatives', '{core,full}', '{full}', 'ended_by, ended_at, ended_because');

-- How the client is reached: editions, the last one counts. The address lies apart, because a secret one is in no
-- ordinary view: not even its row is seen, but under an entry that says that it was disclosed.
CREATE TABLE chaincare.client_addresses (
    id          uuid PRIMARY KEY,
    case_id     uuid NOT NULL REFERENCES chaincare.cases,
    street      text NOT NULL,
    postal_code text,
    town        text NOT NULL,
    secret      boolean NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT client_addresses_in_case UNIQUE (case_id, id),
    FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE TABLE chaincare.client_contacts (
    case_id    uuid NOT NULL REFERENCES chaincare.cases,
    version    int NOT NULL CHECK (version > 0),
    phone      text,
    safe_way   text,
    address_id uuid,
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, version),
    FOREIGN KEY (case_id, address_id) REFERENCES chaincare.client_addresses (case_id, id),
    FOREIGN KEY (case_id, changed_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE TABLE chaincare.address_disclosures (
    id           uuid PRIMARY KEY,
    case_id      uuid NOT NULL REFERENCES chaincare.cases,
    address_id   uuid NOT NULL,
    reason       text NOT NULL,
    disclosed_to uuid NOT NULL,
    disclosed_at timestamptz NOT NULL,
    FOREIGN KEY (case_id, address_id) REFERENCES chaincare.client_addresses (case_id, id),
    FOREIGN KEY (case_id, disclosed_to) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX address_disclosures_of_case ON chaincare.address_disclosures (case_id);
SELECT chaincare.stand_behind_wall('client_contacts', '{core,full,client}', '{full}');
SELECT chaincare.stand_behind_wall('address_disclosures', '{full}', '{full}');
SELECT chaincare.stand_apart('client_addresses');

-- That a BSN was disclosed: to whom, towards whom, by which article. Never which.
CREATE TABLE chaincare.bsn_disclosures (
    id              uuid PRIMARY KEY,
    case_id         uuid NOT NULL REFERENCES chaincare.cases,
    bsn_id          uuid NOT NULL REFERENCES chaincare.client_bsns,
    organisation_id uuid NOT NULL REFERENCES chaincare.organisations,
    purpose         text NOT NULL CHECK (purpose ~ '^[a-z_]{1,60}$'),
    article         text NOT NULL,
    reason          text NOT NULL,
    disclosed_to    uuid NOT NULL,
    disclosed_at    timestamptz NOT NULL,
    FOREIGN KEY (case_id, disclosed_to) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX bsn_disclosures_of_case ON chaincare.bsn_disclosures (case_id);
SELECT chaincare.stand_behind_wall('bsn_disclosures', '{full}', '{full}');

SET LOCAL ROLE chaincare_door;

-- The shields that stand between the present reader and the cases he was let into. Never between somebody and
-- himself, or his own unit: a shelter that waits for intake has scope `that` too.
-- What one person does not see of a party, he does not see of what it did.
CREATE VIEW chaincare.standing_before_reader AS
    SELECT r.case_id, 'party' AS hides, p.id AS participation_id, p.professional_id, NULL::uuid AS unit_id
    FROM chaincare.let_in AS e
    JOIN chaincare.restrictions AS r ON r.case_id = e.case_id AND r.lifted_at IS NULL AND r.item_kind = 'party'
        AND r.participation_id = e.relation_id
    JOIN chaincare.participations AS p ON p.case_id = r.case_id AND p.id = r.item_id
    WHERE e.reach IN ('client', 'own_log')   -- among those who work together nobody seems absent, or to direct nothing
    UNION ALL
    SELECT s.case_id, s.hides, s.participation_id, s.professional_id, s.unit_id
    FROM chaincare.let_in AS e JOIN chaincare.shields AS s ON s.case_id = e.case_id AND s.lifted_at IS NULL
    WHERE e.reach IN ('that', 'client', 'own_log')
      AND (e.unit_id = s.unit_id) IS NOT TRUE
      AND (e.relation_id = s.participation_id) IS NOT TRUE
      AND (e.actor_id = s.professional_id) IS NOT TRUE
    UNION ALL
    -- Who took part for a crisis (0021), until somebody responsible said that it is safe to tell.
    SELECT f.case_id, 'party', f.about, a.professional_id, NULL
    FROM chaincare.let_in AS e
    JOIN chaincare.emergency_facts AS f ON f.case_id = e.case_id AND f.kind = 'crisis_begun'
    JOIN chaincare.emergency_accesses AS a ON a.id = f.access_id
    WHERE e.reach IN ('that', 'client', 'own_log') AND (e.actor_id = a.professional_id) IS NOT TRUE
      AND NOT EXISTS (SELECT FROM chaincare.emergency_facts AS d
                      WHERE d.access_id = f.access_id AND d.kind = 'disclosed');

CREATE FUNCTION chaincare.uncleared_items() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT r.item_id FROM chaincare.let_in AS e JOIN chaincare.restrictions AS r
        ON r.case_id = e.case_id AND r.participation_id = e.relation_id AND r.lifted_at IS NULL
        WHERE r.item_kind <> 'party');
END $$;

-- What the ticket does not open although it opens the case. One value for a statement, and nearly always empty.
CREATE FUNCTION chaincare.uncleared_units() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT unit_id FROM chaincare.standing_before_reader WHERE unit_id IS NOT NULL);
END $$;

CREATE FUNCTION chaincare.uncleared_parties() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT p.id FROM chaincare.standing_before_reader AS s
        JOIN chaincare.participations AS p ON p.case_id = s.case_id
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        WHERE p.id = s.participation_id OR p.professional_id = s.professional_id
           OR coalesce(p.unit_id, f.unit_id) = s.unit_id);
END $$;

CREATE FUNCTION chaincare.uncleared_people() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT f.id FROM chaincare.standing_before_reader AS s
        JOIN chaincare.professionals AS f ON f.id = s.professional_id OR f.unit_id = s.unit_id);
END $$;

-- An agreement of theirs, whether they are to carry it out or asked another to.
CREATE FUNCTION chaincare.uncleared_agreements() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
BEGIN
    RETURN chaincare.uncleared_items() || CASE WHEN parties = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT a.id FROM chaincare.agreements AS a
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = a.case_id
        WHERE a.responsible_id = ANY (parties) OR a.proposed_by = ANY (parties) OR a.candidate_id = ANY (parties)) END;
END $$;

-- A request for help that they were asked, or made. One that was also put to others is hidden whole: that it was
-- accepted would tell that somebody else did.
CREATE FUNCTION chaincare.uncleared_escalations() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    units uuid[] := chaincare.uncleared_units();
BEGIN
    RETURN chaincare.uncleared_items() || CASE WHEN parties = '{}' AND units = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT x.id FROM chaincare.escalations AS x
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = x.case_id
        WHERE x.requested_by = ANY (parties) OR x.bridge_id = ANY (parties) OR EXISTS (
            SELECT FROM chaincare.escalation_targets AS t
            WHERE t.escalation_id = x.id AND (t.unit_id = ANY (units) OR t.participation_id = ANY (parties)))) END;
END $$;

CREATE FUNCTION chaincare.uncleared_meetings() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
BEGIN
    RETURN chaincare.uncleared_items() || CASE WHEN parties = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT m.id FROM chaincare.meetings AS m
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = m.case_id
        WHERE m.recorded_by = ANY (parties)) END;
END $$;

CREATE FUNCTION chaincare.uncleared_proposals() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    people uuid[] := chaincare.uncleared_people();
BEGIN
    RETURN CASE WHEN parties = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT r.id FROM chaincare.regie_proposals AS r
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = r.case_id
        WHERE r.candidate_id = ANY (parties) OR r.holder_id = ANY (parties) OR r.proposed_by = ANY (people)) END;
END $$;

CREATE FUNCTION chaincare.uncleared_bases() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    people uuid[] := chaincare.uncleared_people();
BEGIN
    RETURN chaincare.uncleared_items() || CASE WHEN parties = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT b.id FROM chaincare.legal_bases AS b
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = b.case_id
        WHERE b.participation_id = ANY (parties) OR b.recorded_by = ANY (people)) END;
END $$;

-- Who is needed: a shielded unit, or its organisation as a whole.
CREATE FUNCTION chaincare.uncleared_needs() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    units uuid[] := chaincare.uncleared_units();
BEGIN
    RETURN chaincare.uncleared_items() || CASE WHEN parties = '{}' AND units = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT n.id FROM chaincare.needed_parties AS n
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = n.case_id
        WHERE n.participation_id = ANY (parties) OR n.unit_id = ANY (units)
           OR n.organisation_id IN (SELECT u.organisation_id FROM chaincare.units AS u WHERE u.id = ANY (units))
           OR (SELECT w.taken_by FROM chaincare.needed_party_steps AS w WHERE w.needed_party_id = n.id
               ORDER BY w.version LIMIT 1) = ANY (parties)) END;
END $$;

-- A consent that they recorded, or to share with nobody but them, or by nobody but them.
CREATE FUNCTION chaincare.uncleared_consents() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    units uuid[] := chaincare.uncleared_units();
BEGIN
    RETURN CASE WHEN parties = '{}' AND units = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT c.id FROM chaincare.consents AS c
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = c.case_id
        WHERE c.recorded_by = ANY (parties) OR (c.recipients <> '{}' AND c.recipients <@ units)
           OR (c.disclosers <> '{}' AND c.disclosers <@ units)) END;
END $$;

-- The cases in which how the client is reached is hidden.
CREATE FUNCTION chaincare.uncleared_contacts() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT s.case_id FROM chaincare.standing_before_reader AS s WHERE s.hides = 'contact');
END $$;

-- All of these together: what an entry of the log may be about.
CREATE FUNCTION chaincare.uncleared_things() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    escalations uuid[] := chaincare.uncleared_escalations();
BEGIN
    RETURN CASE WHEN parties = '{}' AND escalations = '{}' AND chaincare.uncleared_units() = '{}' THEN '{}'::uuid[] ELSE
        parties || escalations || chaincare.uncleared_agreements() || chaincare.uncleared_meetings()
        || chaincare.uncleared_proposals() || chaincare.uncleared_bases() || chaincare.uncleared_needs() || chaincare.uncleared_consents()
        || ARRAY(SELECT t.id FROM chaincare.escalation_targets AS t WHERE t.escalation_id = ANY (escalations))
        || ARRAY(SELECT c.id FROM chaincare.escalation_conditions AS c WHERE c.escalation_id = ANY (escalations)) END;
END $$;

-- What no citizen's log tells, as case:kind. Shields themselves, and whatever else tells where somebody is not to be
-- looked for; and that something was read of a kind of which he sees nothing, but that is there.
CREATE FUNCTION chaincare.uncleared_events() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    things uuid[] := chaincare.uncleared_things();
BEGIN
    RETURN ARRAY(
        SELECT e.case_id || ':' || told.kind FROM chaincare.let_in AS e
        CROSS JOIN LATERAL (
            SELECT unnest('{shield,restriction,relative,address,safety-sheet}'::text[])
            UNION ALL
            SELECT 'contact' WHERE e.case_id = ANY (chaincare.uncleared_contacts())
            UNION ALL
            SELECT thing.kind FROM (
                SELECT 'escalation', x.id FROM chaincare.escalations AS x WHERE x.case_id = e.case_id
                UNION ALL SELECT 'agreement', a.id FROM chaincare.agreements AS a WHERE a.case_id = e.case_id
                UNION ALL SELECT 'meeting', m.id FROM chaincare.meetings AS m WHERE m.case_id = e.case_id
                UNION ALL SELECT 'regie-proposal', r.id FROM chaincare.regie_proposals AS r WHERE r.case_id = e.case_id
            ) AS thing (kind, id)
            WHERE things <> '{}' GROUP BY thing.kind HAVING bool_and(thing.id = ANY (things))) AS told (kind)
        WHERE e.reach = 'own_log');
END $$;

-- Where a secret address is open: under an entry of its own operation, and to nobody but scope `full`.
CREATE FUNCTION chaincare.cleared_addresses() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT case_id FROM chaincare.let_in WHERE event = 'address.disclosed' AND reach = 'full');
END $$;

-- The sealed number, under an entry of its own operation: the application reads no other.
CREATE FUNCTION chaincare.cleared_bsn() RETURNS TABLE (id uuid, client_id uuid, sealed bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT b.id, b.client_id, b.sealed FROM chaincare.let_in AS e
        JOIN chaincare.client_bsns AS b ON b.case_id = e.case_id AND b.removed_at IS NULL
        WHERE e.event = 'bsn.disclosed' AND e.reach = 'full';
END $$;

-- Whom to reach while who directs is shielded: the network's coordinator. No row for whoever may see the holder, and
-- when nobody directs.
CREATE FUNCTION chaincare.holder_behind_shield(of_case uuid, moment timestamptz)
RETURNS TABLE (name text, function text, phone text, organisation text, mandate text[], since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT coalesce(f.name, n.name), coalesce(f.function, ''), f.phone, coalesce(o.name, n.name),
        ARRAY['contact'], c.opened_at
    FROM chaincare.regie_terms AS t
    JOIN chaincare.cases AS c ON c.id = t.case_id
    JOIN chaincare.networks AS n ON n.id = c.network_id
    LEFT JOIN LATERAL (
        SELECT p.* FROM chaincare.mandates AS m JOIN chaincare.professionals AS p ON p.id = m.professional_id
        WHERE m.network_id = n.id AND m.kind = 'coordinator' AND (m.during @> moment) IS TRUE AND p.status = 'active'
        ORDER BY m.id LIMIT 1) AS f ON true
    LEFT JOIN chaincare.units AS u ON u.id = f.unit_id
    LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
    WHERE t.case_id = of_case AND t.holder_id = ANY (chaincare.uncleared_parties()) AND (t.during @> moment) IS TRUE
      AND chaincare.stands(t.holder_id, moment);
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE POLICY app_sees ON chaincare.client_addresses FOR SELECT TO chaincare_app
    USING ((NOT secret AND case_id = ANY ((SELECT chaincare.cleared_cases('{full,client}'))::uuid[]))
           OR case_id = ANY ((SELECT chaincare.cleared_addresses())::uuid[]));
CREATE POLICY app_adds ON chaincare.client_addresses FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.client_addresses TO chaincare_app;

-- A policy that only narrows: `hidden` says which rows the reader does not see, whatever other policies say.
CREATE FUNCTION chaincare.stand_behind_shields(behind text, hidden text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE POLICY shielded ON chaincare.%I AS RESTRICTIVE FOR SELECT TO chaincare_app
        USING ((%s) IS NOT TRUE)', behind,
        regexp_replace(hidden, '(\w+) IN (uncleared_\w+)', '\1 = ANY ((SELECT chaincare.\2())::uuid[])', 'g'));
END $$;
SELECT chaincare.stand_behind_shields(one.behind, one.hidden) FROM (VALUES
    ('participations', 'id IN uncleared_parties'),
    ('legal_bases', 'id IN uncleared_bases'),
    ('legal_basis_withdrawals', 'basis_id IN uncleared_bases OR withdrawn_by IN uncleared_people'),
    ('client_contacts', 'case_id IN uncleared_contacts'),
    ('client_addresses', 'case_id IN uncleared_contacts'),
    ('case_questions', 'case_id IN uncleared_items'),
    ('consents', 'id IN uncleared_consents'),
    ('consent_givings', 'consent_id IN uncleared_consents OR recorded_by IN uncleared_parties'),
    ('consent_withdrawals', 'consent_id IN uncleared_consents OR recorded_by IN uncleared_parties'),
    ('secrecy_withdrawals', 'basis_id IN uncleared_bases OR discloser_unit_id IN uncleared_units
        OR withdrawn_by IN uncleared_parties'),
    ('capacity_statements', 'recorded_by IN uncleared_parties'),
    ('notes', 'id IN uncleared_items OR author_id IN uncleared_people OR unit_id IN uncleared_units'),
    ('needed_parties', 'id IN uncleared_needs'),
    ('needed_party_steps', 'needed_party_id IN uncleared_needs OR taken_by IN uncleared_parties'),
    ('regie_proposals', 'id IN uncleared_proposals'),
    ('regie_responses', 'proposal_id IN uncleared_proposals OR participation_id IN uncleared_parties'),
    ('regie_outcomes', 'proposal_id IN uncleared_proposals'),
    ('regie_terms', 'holder_id IN uncleared_parties'),
    ('regie_facts', 'holder_id IN uncleared_parties'),
    ('regie_resignations', 'holder_id IN uncleared_parties'),
    ('escalations', 'id IN uncleared_escalations'),
    ('escalation_targets', 'escalation_id IN uncleared_escalations'),
    ('escalation_conditions', 'escalation_id IN uncleared_escalations'),
    ('agreements', 'id IN uncleared_agreements'),
    ('agreement_facts', 'agreement_id IN uncleared_agreements'),
    ('agreement_preconditions', 'agreement_id IN uncleared_agreements'),
    ('meetings', 'id IN uncleared_meetings'),
    ('meeting_attendances', 'meeting_id IN uncleared_meetings OR participation_id IN uncleared_parties'),
    ('meeting_words', 'meeting_id IN uncleared_meetings'),
    ('meeting_agreements', 'meeting_id IN uncleared_meetings OR agreement_id IN uncleared_agreements'),
    ('access_entries', $$unit_id IN uncleared_units OR actor_id IN uncleared_people OR object_id IN uncleared_things
        OR asked_id IN uncleared_things
        OR (case_id || ':' || split_part(event, '.', 1)) = ANY ((SELECT chaincare.uncleared_events())::text[])$$)
) AS one (behind, hidden);
DROP FUNCTION chaincare.stand_behind_shields(text, text);
