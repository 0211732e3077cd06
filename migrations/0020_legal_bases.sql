-- What a legal basis may rest on, as data with versions and dates; the third part withdrawn for one discloser alone;
-- consents, age decisions and reviews, who was informed, who can decide what for himself.

-- ---- The catalogue (docs: STANDARDS 5). A version that was ever in use stays: bases refer to it.

CREATE TABLE chaincare.legal_grounds (
    code     text NOT NULL CHECK (code ~ '^[a-z0-9_-]{1,60}$'),
    version  int NOT NULL CHECK (version > 0),
    kind     text NOT NULL CHECK (kind IN ('ground', 'article', 'exception', 'secrecy')),
    citation text NOT NULL,                  -- how a basis cites it: of an article its statute, with or without a number
    en       text NOT NULL,
    nl       text NOT NULL,
    grounds  text[] NOT NULL DEFAULT '{}',   -- of an article: which grounds of AVG 6 it can give
    profile  text CHECK (profile IN ('zorg_en_veiligheidshuis', 'criminal_data')),  -- only in a network that has it
    draft    boolean NOT NULL DEFAULT false, -- a bill: named, so that everybody sees it cannot be used yet
    during   daterange NOT NULL CHECK (NOT isempty(during)),
    PRIMARY KEY (code, version),
    CONSTRAINT legal_grounds_one_in_force EXCLUDE USING gist (code WITH =, during WITH &&) WHERE (NOT draft),
    CHECK ((kind = 'article') = (grounds <> '{}'))
);

ALTER TABLE chaincare.networks ADD COLUMN profiles text[] NOT NULL DEFAULT '{}'
    CHECK (profiles <@ ARRAY['zorg_en_veiligheidshuis', 'criminal_data']);

INSERT INTO chaincare.legal_grounds (code, version, kind, citation, en, nl, grounds, profile, draft, during) VALUES
('avg-6-1-a', 1, 'ground', 'AVG 6(1)(a)', 'Consent', 'Toestemming', '{}', NULL, false, '[2018-05-25,)'),
('avg-6-1-b', 1, 'ground', 'AVG 6(1)(b)', 'A contract with the person', 'Een overeenkomst met de betrokkene', '{}', NULL, false, '[2018-05-25,)'),
('avg-6-1-c', 1, 'ground', 'AVG 6(1)(c)', 'A legal obligation', 'Een wettelijke verplichting', '{}', NULL, false, '[2018-05-25,)'),
('avg-6-1-d', 1, 'ground', 'AVG 6(1)(d)', 'Vital interests', 'Vitale belangen', '{}', NULL, false, '[2018-05-25,)'),
('avg-6-1-e', 1, 'ground', 'AVG 6(1)(e)', 'A task of public interest', 'Een taak van algemeen belang', '{}', NULL, false, '[2018-05-25,)'),
('avg-6-1-f', 1, 'ground', 'AVG 6(1)(f)', 'Legitimate interests', 'Gerechtvaardigd belang', '{}', NULL, false, '[2018-05-25,)'),
('avg-9-2-a', 1, 'exception', 'AVG 9(2)(a)', 'Explicit consent', 'Uitdrukkelijke toestemming', '{}', NULL, false, '[2018-05-25,)'),
('avg-9-2-b', 1, 'exception', 'AVG 9(2)(b)', 'Labour and social security law', 'Arbeidsrecht en sociale zekerheid', '{}', NULL, false, '[2018-05-25,)'),
('avg-9-2-c', 1, 'exception', 'AVG 9(2)(c)', 'Vital interests, while the person cannot consent', 'Vitale belangen, als iemand geen toestemming kan geven', '{}', NULL, false, '[2018-05-25,)'),
('avg-9-2-g', 1, 'exception', 'AVG 9(2)(g)', 'Substantial public interest, by law', 'Zwaarwegend algemeen belang, bij wet', '{}', NULL, false, '[2018-05-25,)'),
('avg-9-2-h', 1, 'exception', 'AVG 9(2)(h)', 'Care and social services', 'Zorg en sociale diensten', '{}', NULL, false, '[2018-05-25,)'),
('avg-9-2-i', 1, 'exception', 'AVG 9(2)(i)', 'Public health', 'Volksgezondheid', '{}', NULL, false, '[2018-05-25,)'),
('avg-10', 1, 'exception', 'AVG 10', 'Data about criminal offences', 'Strafrechtelijke gegevens', '{}', 'criminal_data', false, '[2018-05-25,)'),
('consent', 1, 'secrecy', 'consent', 'The person consents to this sharing', 'De betrokkene geeft toestemming om dit te delen', '{}', NULL, false, '[2018-05-25,)'),
('directly_involved', 1, 'secrecy', 'directly_involved', 'Who receives it is directly involved in the same help', 'De ontvanger is rechtstreeks betrokken bij dezelfde hulp', '{}', NULL, false, '[2018-05-25,)'),
('statutory', 1, 'secrecy', 'statutory', 'A statute obliges or allows to share', 'Een wet verplicht of staat toe om te delen', '{}', NULL, false, '[2018-05-25,)'),
('conflict_of_duties', 1, 'secrecy', 'conflict_of_duties', 'Silence would do serious harm', 'Zwijgen zou ernstige schade doen', '{}', NULL, false, '[2018-05-25,)'),
('avg', 1, 'article', 'AVG', 'General Data Protection Regulation', 'Algemene verordening gegevensbescherming', '{avg-6-1-a,avg-6-1-b,avg-6-1-d,avg-6-1-f}', NULL, false, '[2018-05-25,)'),
('uavg', 1, 'article', 'UAVG', 'Dutch GDPR Implementation Act', 'Uitvoeringswet AVG', '{avg-6-1-a,avg-6-1-c,avg-6-1-d,avg-6-1-e,avg-6-1-f}', NULL, false, '[2018-05-25,)'),
('jeugdwet', 1, 'article', 'Jeugdwet', 'Youth Act', 'Jeugdwet', '{avg-6-1-a,avg-6-1-b,avg-6-1-c,avg-6-1-d,avg-6-1-e}', NULL, false, '[2015-01-01,)'),
('wmo-2015', 1, 'article', 'Wmo 2015', 'Social Support Act 2015', 'Wet maatschappelijke ondersteuning 2015', '{avg-6-1-a,avg-6-1-b,avg-6-1-c,avg-6-1-d,avg-6-1-e}', NULL, false, '[2015-01-01,)'),
('participatiewet', 1, 'article', 'Participatiewet', 'Participation Act', 'Participatiewet', '{avg-6-1-a,avg-6-1-c,avg-6-1-e}', NULL, false, '[2015-01-01,)'),
('wet-suwi', 1, 'article', 'Wet SUWI', 'Work and Income Implementation Structure Act', 'Wet structuur uitvoeringsorganisatie werk en inkomen', '{avg-6-1-c,avg-6-1-e}', NULL, false, '[2002-01-01,)'),
('schuldhulpverlening', 1, 'article', 'Wet gemeentelijke schuldhulpverlening', 'Municipal Debt Counselling Act', 'Wet gemeentelijke schuldhulpverlening', '{avg-6-1-a,avg-6-1-c,avg-6-1-e}', NULL, false, '[2012-07-01,)'),
('wpo', 1, 'article', 'WPO', 'Primary Education Act', 'Wet op het primair onderwijs', '{avg-6-1-a,avg-6-1-c,avg-6-1-e}', NULL, false, '[1998-08-01,)'),
('wvo', 1, 'article', 'WVO', 'Secondary Education Act (old)', 'Wet op het voortgezet onderwijs (oud)', '{avg-6-1-a,avg-6-1-c,avg-6-1-e}', NULL, false, '[1998-08-01,2022-08-01)'),
('wvo-2020', 1, 'article', 'WVO 2020', 'Secondary Education Act 2020', 'Wet voortgezet onderwijs 2020', '{avg-6-1-a,avg-6-1-c,avg-6-1-e}', NULL, false, '[2022-08-01,)'),
('wec', 1, 'article', 'WEC', 'Expertise Centres Act', 'Wet op de expertisecentra', '{avg-6-1-a,avg-6-1-c,avg-6-1-e}', NULL, false, '[1998-08-01,)'),
('web', 1, 'article', 'WEB', 'Adult and Vocational Education Act', 'Wet educatie en beroepsonderwijs', '{avg-6-1-a,avg-6-1-c,avg-6-1-e}', NULL, false, '[1996-01-01,)'),
('leerplichtwet', 1, 'article', 'Leerplichtwet 1969', 'Compulsory Education Act 1969', 'Leerplichtwet 1969', '{avg-6-1-c,avg-6-1-e}', NULL, false, '[1969-01-01,)'),
('wgbo', 1, 'article', 'BW 7', 'Medical treatment contract (WGBO)', 'Geneeskundige behandelingsovereenkomst (WGBO)', '{avg-6-1-a,avg-6-1-b,avg-6-1-c,avg-6-1-d}', NULL, false, '[1995-04-01,)'),
('wgbo-cited', 1, 'article', 'WGBO', 'Medical treatment contract (WGBO)', 'Geneeskundige behandelingsovereenkomst (WGBO)', '{avg-6-1-a,avg-6-1-b,avg-6-1-c,avg-6-1-d}', NULL, false, '[1995-04-01,)'),
('bw-1', 1, 'article', 'BW 1', 'Persons and family law', 'Personen- en familierecht', '{avg-6-1-c,avg-6-1-d,avg-6-1-e}', NULL, false, '[1992-01-01,)'),
('zvw', 1, 'article', 'Zvw', 'Health Insurance Act', 'Zorgverzekeringswet', '{avg-6-1-b,avg-6-1-c,avg-6-1-e}', NULL, false, '[2006-01-01,)'),
('wlz', 1, 'article', 'Wlz', 'Long-term Care Act', 'Wet langdurige zorg', '{avg-6-1-b,avg-6-1-c,avg-6-1-e}', NULL, false, '[2015-01-01,)'),
('wpg', 1, 'article', 'Wet publieke gezondheid', 'Public Health Act', 'Wet publieke gezondheid', '{avg-6-1-c,avg-6-1-e}', NULL, false, '[2008-12-01,)'),
('bopz', 1, 'article', 'Wet Bopz', 'Psychiatric Hospitals Act (repealed)', 'Wet Bopz (ingetrokken)', '{avg-6-1-c,avg-6-1-d,avg-6-1-e}', NULL, false, '[1994-01-17,2020-01-01)'),
('wvggz', 1, 'article', 'Wvggz', 'Compulsory Mental Healthcare Act', 'Wet verplichte geestelijke gezondheidszorg', '{avg-6-1-c,avg-6-1-d,avg-6-1-e}', NULL, false, '[2020-01-01,)'),
('wzd', 1, 'article', 'Wzd', 'Care and Coercion Act', 'Wet zorg en dwang', '{avg-6-1-c,avg-6-1-d,avg-6-1-e}', NULL, false, '[2020-01-01,)'),
('wgs', 1, 'article', 'WGS', 'Data Processing by Partnerships Act: Care and Safety Houses', 'Wet gegevensverwerking door samenwerkingsverbanden: Zorg- en Veiligheidshuizen', '{avg-6-1-c,avg-6-1-e}', 'zorg_en_veiligheidshuis', false, '[2025-03-01,)'),
('wams', 1, 'article', 'Wams', 'Multiple Problems in the Social Domain Act (a bill)', 'Wet aanpak meervoudige problematiek sociaal domein (wetsvoorstel)', '{avg-6-1-c,avg-6-1-e}', NULL, true, '[2022-12-01,)');

ALTER TABLE chaincare.legal_grounds ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON chaincare.legal_grounds FOR SELECT TO chaincare_app USING (true);
CREATE POLICY door_reads ON chaincare.legal_grounds FOR SELECT TO chaincare_door USING (true);
GRANT SELECT ON chaincare.legal_grounds TO chaincare_app, chaincare_door;

-- ---- What a basis rests on from now on. Rows of before say no version: there was no catalogue yet.

ALTER TABLE chaincare.legal_bases
    ADD COLUMN ground_version    int,
    ADD COLUMN article_code      text,
    ADD COLUMN article_version   int,
    ADD COLUMN exception_version int,
    ADD COLUMN consent_id        uuid,       -- the consent that a part of it rests on
    ADD FOREIGN KEY (ground, ground_version) REFERENCES chaincare.legal_grounds (code, version),
    ADD FOREIGN KEY (article_code, article_version) REFERENCES chaincare.legal_grounds (code, version),
    ADD FOREIGN KEY (exception, exception_version) REFERENCES chaincare.legal_grounds (code, version);
CREATE INDEX legal_bases_of_case ON chaincare.legal_bases (case_id);

-- The third part is withdrawn for one discloser: that sharing stops, and the participation goes on. (Withdrawals of
-- before, part `secrecy` in legal_basis_withdrawals, closed the participation and keep doing so.)
CREATE TABLE chaincare.secrecy_withdrawals (
    basis_id          uuid NOT NULL,
    case_id           uuid NOT NULL REFERENCES chaincare.cases,
    discloser_unit_id uuid NOT NULL REFERENCES chaincare.units,
    reason            text NOT NULL,
    withdrawn_by      uuid NOT NULL,         -- a participation
    withdrawn_at      timestamptz NOT NULL,
    CONSTRAINT secrecy_withdrawals_once PRIMARY KEY (basis_id, discloser_unit_id),
    FOREIGN KEY (case_id, basis_id) REFERENCES chaincare.legal_bases (case_id, id),
    FOREIGN KEY (case_id, withdrawn_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX secrecy_withdrawals_of_case ON chaincare.secrecy_withdrawals (case_id);
SELECT chaincare.stand_behind_wall('secrecy_withdrawals', '{full,client}', '{full,client}');

-- ---- Consents: for what, to whom, until when; who gave it and how; withdrawn once.

CREATE TABLE chaincare.consents (
    id          uuid PRIMARY KEY,
    case_id     uuid NOT NULL REFERENCES chaincare.cases,
    kind        text NOT NULL CHECK (kind IN ('sharing', 'processing', 'inspection')),
    explained   text NOT NULL,               -- what was asked, as it was explained
    purpose     text,
    disclosers  uuid[] NOT NULL,             -- units that may tell
    recipients  uuid[] NOT NULL,             -- units that may know; of an inspection the representatives who may look
    until       timestamptz,
    recorded_by uuid NOT NULL,               -- a participation
    recorded_at timestamptz NOT NULL,
    CONSTRAINT consents_in_case UNIQUE (case_id, id),
    FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations (case_id, id),
    CHECK (until IS NULL OR until > recorded_at),
    CHECK ((kind = 'sharing') = (disclosers <> '{}')),
    CHECK (recipients <> '{}' OR kind = 'processing')
);
CREATE INDEX consents_of_case ON chaincare.consents (case_id, id);

CREATE TABLE chaincare.consent_givings (
    consent_id  uuid NOT NULL,
    case_id     uuid NOT NULL,
    person_id   uuid NOT NULL,               -- the client, or a representative
    giver       text NOT NULL CHECK (giver IN ('client', 'representative')),
    how         text NOT NULL CHECK (how IN ('written', 'oral', 'own_login')),
    recorded_by uuid NOT NULL,
    given_at    timestamptz NOT NULL,
    CONSTRAINT consent_givings_once PRIMARY KEY (consent_id, person_id),
    FOREIGN KEY (case_id, consent_id) REFERENCES chaincare.consents (case_id, id),
    FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX consent_givings_of_case ON chaincare.consent_givings (case_id);

CREATE TABLE chaincare.consent_withdrawals (
    consent_id   uuid CONSTRAINT consent_withdrawals_once PRIMARY KEY,
    case_id      uuid NOT NULL,
    person_id    uuid NOT NULL,              -- who took it back
    how          text NOT NULL CHECK (how IN ('written', 'oral', 'own_login')),
    recorded_by  uuid NOT NULL,
    withdrawn_at timestamptz NOT NULL,
    FOREIGN KEY (case_id, consent_id) REFERENCES chaincare.consents (case_id, id),
    FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX consent_withdrawals_of_case ON chaincare.consent_withdrawals (case_id);
ALTER TABLE chaincare.legal_bases ADD FOREIGN KEY (case_id, consent_id) REFERENCES chaincare.consents (case_id, id);

-- ---- Ages that a birth date does not tell are decided by a person; what rested on another age is looked at again.

CREATE TABLE chaincare.age_decisions (
    id         uuid PRIMARY KEY,
    case_id    uuid NOT NULL REFERENCES chaincare.cases,
    age        int NOT NULL CHECK (age IN (12, 16, 18)),
    reached    boolean NOT NULL,
    because    text NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    FOREIGN KEY (case_id, decided_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX age_decisions_of_case ON chaincare.age_decisions (case_id, age, decided_at);
SELECT chaincare.stand_behind_wall('age_decisions', '{full}', '{full}');

CREATE TABLE chaincare.age_reviews (
    case_id     uuid NOT NULL REFERENCES chaincare.cases,
    age         int NOT NULL CHECK (age IN (12, 16, 18)),
    outcome     text NOT NULL,
    reviewed_by uuid NOT NULL,
    reviewed_at timestamptz NOT NULL,
    CONSTRAINT age_reviews_once PRIMARY KEY (case_id, age),
    FOREIGN KEY (case_id, reviewed_by) REFERENCES chaincare.participations (case_id, id)
);
SELECT chaincare.stand_behind_wall('age_reviews', '{full}', '{full}');

-- ---- Who was informed (AVG 13, 14), or why not yet. A fact of its own each time; the newest of a person counts.

CREATE TABLE chaincare.informed_facts (
    id          uuid PRIMARY KEY,
    case_id     uuid NOT NULL REFERENCES chaincare.cases,
    person      text NOT NULL CHECK (person IN ('client', 'representative', 'other')),
    person_id   uuid,                        -- the representative
    who         text,                        -- somebody else the file is about, in words: a brother, an ex-partner
    informed_on date,
    how         text,
    because     text,
    review_on   date,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations (case_id, id),
    CHECK ((person = 'representative') = (person_id IS NOT NULL)),
    CHECK ((person = 'other') = (who IS NOT NULL)),
    CHECK (num_nonnulls(informed_on, how) IN (0, 2) AND num_nonnulls(because, review_on) IN (0, 2)),
    CHECK ((informed_on IS NULL) <> (because IS NULL))
);
CREATE INDEX informed_facts_of_case ON chaincare.informed_facts (case_id, recorded_at);
-- That somebody is not told yet would tell him: professionals with the whole file only (S5).
SELECT chaincare.stand_behind_wall('informed_facts', '{full}', '{full}');

-- ---- Who can decide what for himself, by whom that was judged, and when. Never changed; the newest counts.

CREATE TABLE chaincare.capacity_statements (
    id          uuid PRIMARY KEY,
    case_id     uuid NOT NULL REFERENCES chaincare.cases,
    subject     text NOT NULL CHECK (subject IN ('help', 'sharing', 'health_care', 'money', 'living', 'regie')),
    outcome     text NOT NULL CHECK (outcome IN ('capable', 'capable_with_support', 'not_capable')),
    judged_by   text NOT NULL,
    judged_on   date NOT NULL,
    statement   text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX capacity_statements_of_case ON chaincare.capacity_statements (case_id, id);

SET LOCAL ROLE chaincare_door;

-- Who a client's or representative's entry lets in: the client's id, or the representative's.
CREATE FUNCTION chaincare.cleared_people() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT coalesce(p.representative_id, p.client_id) FROM chaincare.let_in AS e
        JOIN chaincare.participations AS p ON p.case_id = e.case_id AND p.id = ANY (ARRAY[e.relation_id])
        WHERE e.reach = 'client' AND e.case_id IS NOT NULL);
END $$;

-- From whom a participation hears nothing any more, by case: the key of that discloser was withdrawn, or the consent
-- it was given by, or that consent has ended; and no later key was recorded. One's own unit is never silent.
CREATE FUNCTION chaincare.cleared_silences() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(
        nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
BEGIN
    RETURN (
        SELECT jsonb_object_agg(silent.case_id, silent.units) FROM (
            SELECT k.case_id, jsonb_agg(k.unit) AS units FROM (
                SELECT DISTINCT ON (e.case_id, key ->> 'discloser_unit_id')
                       e.case_id, key ->> 'discloser_unit_id' AS unit, e.unit_id AS own_unit,
                       w.basis_id IS NOT NULL OR (key ->> 'ground' = 'consent' AND c.until <= moment) AS stopped
                FROM chaincare.let_in AS e
                JOIN chaincare.legal_bases AS b ON b.participation_id = e.relation_id AND b.recorded_at <= moment
                CROSS JOIN LATERAL jsonb_array_elements(b.secrecy) AS key
                LEFT JOIN chaincare.consents AS c ON c.id = b.consent_id
                LEFT JOIN chaincare.secrecy_withdrawals AS w ON w.basis_id = b.id AND w.withdrawn_at <= moment
                    AND w.discloser_unit_id = (key ->> 'discloser_unit_id')::uuid
                WHERE e.reach IN ('core', 'full') AND e.case_id IS NOT NULL
                ORDER BY e.case_id, key ->> 'discloser_unit_id', b.recorded_at DESC, b.id DESC) AS k
            WHERE k.stopped AND k.unit::uuid IS DISTINCT FROM k.own_unit
            GROUP BY k.case_id) AS silent);
END $$;

-- The catalogue as the database's own guarantee: what a basis cites is in force on the day it begins, and the consent
-- it cites still stands. The rule says the same first, with a sentence (legal_grounds/rules.py).
CREATE FUNCTION chaincare.hold_basis_to_catalogue() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    day date := (lower(NEW.during) AT TIME ZONE 'Europe/Amsterdam')::date;
    had text[] := coalesce((SELECT n.profiles FROM chaincare.cases AS c
                            JOIN chaincare.networks AS n ON n.id = c.network_id WHERE c.id = NEW.case_id), '{}');
    found_article record;
BEGIN
    IF NOT EXISTS (SELECT FROM chaincare.legal_grounds WHERE code = NEW.ground AND kind = 'ground')
       OR (NEW.exception IS NOT NULL AND NOT EXISTS (
            SELECT FROM chaincare.legal_grounds WHERE code = NEW.exception AND kind = 'exception')) THEN
        RAISE EXCEPTION 'not in the catalogue' USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_bases_in_catalogue';
    END IF;
    NEW.ground_version := (SELECT g.version FROM chaincare.legal_grounds AS g
        WHERE g.code = NEW.ground AND g.during @> day AND NOT g.draft AND (g.profile IS NULL OR g.profile = ANY (had)));
    NEW.exception_version := (SELECT g.version FROM chaincare.legal_grounds AS g
        WHERE g.code = NEW.exception AND g.during @> day AND NOT g.draft AND (g.profile IS NULL OR g.profile = ANY (had)));
    SELECT g.code, g.version, g.during @> day AND NOT g.draft AND (g.profile IS NULL OR g.profile = ANY (had)) AS holds
    INTO found_article FROM chaincare.legal_grounds AS g
    WHERE g.kind = 'article' AND starts_with(lower(NEW.article), lower(g.citation))
      AND substr(NEW.article, length(g.citation) + 1, 1) !~ '[[:alnum:]]'
    ORDER BY length(g.citation) DESC, holds DESC, g.version DESC LIMIT 1;
    NEW.article_code := found_article.code;
    NEW.article_version := found_article.version;
    IF NEW.ground_version IS NULL OR (NEW.exception IS NOT NULL AND NEW.exception_version IS NULL)
       OR found_article.holds IS FALSE THEN
        RAISE EXCEPTION 'not in force' USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_bases_in_force';
    END IF;
    IF NEW.consent_id IS NOT NULL THEN   -- who takes it back at this moment waits, or came first
        PERFORM pg_advisory_xact_lock(hashtextextended(NEW.consent_id::text, 20));
    END IF;
    IF NEW.consent_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM chaincare.consents AS c
        WHERE c.id = NEW.consent_id AND c.case_id = NEW.case_id AND (c.until IS NULL OR c.until > lower(NEW.during))
          AND NOT EXISTS (SELECT FROM chaincare.consent_withdrawals AS w WHERE w.consent_id = c.id)) THEN
        RAISE EXCEPTION 'no consent' USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_bases_consent_stands';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hold_basis_to_catalogue() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.hold_basis_to_catalogue() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER legal_bases_hold_to_catalogue BEFORE INSERT ON chaincare.legal_bases
    FOR EACH ROW EXECUTE FUNCTION chaincare.hold_basis_to_catalogue();

-- Whatever else lets somebody read a note: not from a unit whose key to him was taken back.
CREATE POLICY secrecy_kept ON chaincare.notes AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING (NOT coalesce(((SELECT chaincare.cleared_silences()) -> case_id::text) ? unit_id::text, false));

-- The client's side sees the consents that were given by whoever looks, and nobody else's (S5): a consent names units.
SELECT chaincare.stand_apart('consents');
SELECT chaincare.stand_apart('consent_givings');
SELECT chaincare.stand_apart('consent_withdrawals');
CREATE POLICY app_sees ON chaincare.consent_givings FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
           OR (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
               AND person_id = ANY ((SELECT chaincare.cleared_people())::uuid[])));
CREATE POLICY app_adds ON chaincare.consent_givings FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
                OR (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
                    AND person_id = ANY ((SELECT chaincare.cleared_people())::uuid[])));
CREATE POLICY app_sees ON chaincare.consents FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
           OR (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
               AND EXISTS (SELECT FROM chaincare.consent_givings AS g WHERE g.consent_id = id)));
CREATE POLICY app_adds ON chaincare.consents FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full,client}'))::uuid[]));
CREATE POLICY app_sees ON chaincare.consent_withdrawals FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full,client}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.consents AS c WHERE c.id = consent_id));
CREATE POLICY app_adds ON chaincare.consent_withdrawals FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
                OR (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
                    AND person_id = ANY ((SELECT chaincare.cleared_people())::uuid[])
                    AND EXISTS (SELECT FROM chaincare.consents AS c WHERE c.id = consent_id)));
GRANT SELECT, INSERT ON chaincare.consents, chaincare.consent_givings, chaincare.consent_withdrawals TO chaincare_app;

-- A capacity statement is for who has the whole file, and for the client himself; not for who represents him.
SELECT chaincare.stand_apart('capacity_statements');
CREATE POLICY app_sees ON chaincare.capacity_statements FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
           OR (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
               AND EXISTS (SELECT FROM chaincare.cases AS c WHERE c.id = case_id
                           AND c.client_id = ANY ((SELECT chaincare.cleared_people())::uuid[]))));
CREATE POLICY app_adds ON chaincare.capacity_statements FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.capacity_statements TO chaincare_app;
