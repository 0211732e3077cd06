-- Named clients and their cases. What different scopes may see lies in different tables, so that the
-- wall (0007) can keep them apart: `that` sees cases and clients, `core` also case_questions, and so on.

CREATE TABLE chaincare.clients (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    pseudonym       uuid NOT NULL UNIQUE,   -- what the access log knows this person by (T4)
    given_names     text NOT NULL,
    prefix          text,
    family_name     text,
    call_name       text,
    birth_date      date NOT NULL,
    birth_precision text NOT NULL CHECK (birth_precision IN ('day', 'month', 'year')),
    language        text,
    CHECK (birth_precision = 'day' OR extract(day FROM birth_date) = 1),
    CHECK (birth_precision <> 'year' OR extract(month FROM birth_date) = 1)
);

CREATE TABLE chaincare.cases (
    id         uuid PRIMARY KEY,
    reference  text NOT NULL UNIQUE,        -- random, for people to quote; says nothing about the client
    network_id uuid NOT NULL REFERENCES chaincare.networks,
    client_id  uuid NOT NULL REFERENCES chaincare.clients,
    status     text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
    opened_at  timestamptz NOT NULL,
    opened_by  uuid NOT NULL REFERENCES chaincare.professionals,
    CONSTRAINT cases_one_per_client UNIQUE (client_id)
);
CREATE INDEX cases_of_network ON chaincare.cases (network_id, id);

CREATE TABLE chaincare.case_questions (
    case_id           uuid PRIMARY KEY REFERENCES chaincare.cases,
    own_words         text NOT NULL,        -- the client's own words come first
    question          text NOT NULL,        -- then the professional's
    occasion          text,
    consulted         text NOT NULL CHECK (consulted IN ('yes', 'limited', 'no')),
    consulted_because text,
    CHECK (consulted = 'yes' OR consulted_because IS NOT NULL)
);

CREATE TABLE chaincare.representatives (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id     uuid NOT NULL REFERENCES chaincare.cases,
    client_id   uuid NOT NULL REFERENCES chaincare.clients,
    name        text NOT NULL,
    kind        text NOT NULL CHECK (kind IN
        ('parent', 'voogd', 'curator', 'mentor', 'bewindvoerder', 'gemachtigde')),
    phone       text,
    proof       text NOT NULL,              -- what shows the authority, e.g. the authority register
    proof_on    date NOT NULL,
    recorded_by uuid NOT NULL REFERENCES chaincare.professionals,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX representatives_of_client ON chaincare.representatives (client_id);

CREATE TABLE chaincare.participations (
    id                uuid NOT NULL DEFAULT uuidv7(),
    case_id           uuid NOT NULL REFERENCES chaincare.cases,
    professional_id   uuid REFERENCES chaincare.professionals,
    unit_id           uuid REFERENCES chaincare.units,
    representative_id uuid REFERENCES chaincare.representatives,
    client_id         uuid REFERENCES chaincare.clients,
    role              text NOT NULL CHECK (role IN
        ('caseworker', 'specialist', 'team', 'client', 'representative')),
    circle            text NOT NULL CHECK (circle IN ('buurtwinkel', 'winkelstraat')),
    scope             text NOT NULL CHECK (scope IN ('that', 'core', 'full', 'client')),
    scope_from        timestamptz,          -- NULL: not yet; until then the scope is `that` (E4)
    purpose           text NOT NULL,
    during            tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during)),
    made_by           uuid NOT NULL REFERENCES chaincare.professionals,
    ended_because     text,
    PRIMARY KEY (id, during WITHOUT OVERLAPS),
    CONSTRAINT participations_one_party CHECK
        (num_nonnulls(professional_id, unit_id, representative_id, client_id) = 1),
    CONSTRAINT participations_team_scope CHECK (unit_id IS NULL OR scope IN ('that', 'core')),
    CONSTRAINT participations_client_scope CHECK
        ((scope = 'client') = (num_nonnulls(representative_id, client_id) = 1)),
    CONSTRAINT participations_once_professional EXCLUDE USING gist
        (case_id WITH =, professional_id WITH =, during WITH &&) WHERE (professional_id IS NOT NULL),
    CONSTRAINT participations_once_unit EXCLUDE USING gist
        (case_id WITH =, unit_id WITH =, during WITH &&) WHERE (unit_id IS NOT NULL)
);
CREATE UNIQUE INDEX participations_id ON chaincare.participations (id);
CREATE UNIQUE INDEX participations_in_case ON chaincare.participations (case_id, id);
CREATE INDEX participations_of_professional ON chaincare.participations (professional_id, case_id);
CREATE INDEX participations_of_unit ON chaincare.participations (unit_id, case_id);
CREATE INDEX participations_of_representative ON chaincare.participations (representative_id);

-- Three parts (DOMAIN 4): the AVG 6 ground with its article, the AVG 9/10 exception, and per discloser
-- the ground to break professional secrecy. Rows never change; withdrawals are facts of their own.
CREATE TABLE chaincare.legal_bases (
    id               uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id          uuid NOT NULL REFERENCES chaincare.cases,
    participation_id uuid NOT NULL,
    ground           text NOT NULL,
    article          text NOT NULL,
    exception        text,
    secrecy          jsonb NOT NULL,
    during           tstzrange NOT NULL CHECK (NOT isempty(during)),
    recorded_by      uuid NOT NULL REFERENCES chaincare.professionals,
    recorded_at      timestamptz NOT NULL,
    FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations (case_id, id),
    CONSTRAINT legal_bases_in_case UNIQUE (case_id, id)
);
CREATE INDEX legal_bases_of_participation ON chaincare.legal_bases (participation_id);

CREATE TABLE chaincare.legal_basis_withdrawals (
    basis_id     uuid PRIMARY KEY,
    case_id      uuid NOT NULL REFERENCES chaincare.cases,
    part         text NOT NULL CHECK (part IN ('ground', 'exception', 'secrecy')),
    reason       text NOT NULL,
    withdrawn_by uuid NOT NULL,
    withdrawn_at timestamptz NOT NULL,
    FOREIGN KEY (case_id, basis_id) REFERENCES chaincare.legal_bases (case_id, id)
);

-- A note's readers are tokens: 'professionals', 'buurtwinkel', 'regie', 'unit:<id>', 'party:<id>',
-- 'client'. The wall compares them with what the reader's own entry says about him.
CREATE TABLE chaincare.notes (
    id         uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id    uuid NOT NULL REFERENCES chaincare.cases,
    author_id  uuid NOT NULL REFERENCES chaincare.professionals,
    unit_id    uuid NOT NULL REFERENCES chaincare.units,
    body       text NOT NULL,
    readers    text[] NOT NULL CHECK (cardinality(readers) > 0),
    written_at timestamptz NOT NULL
);
CREATE INDEX notes_of_case ON chaincare.notes (case_id);

-- A citizen's login is bound to a person by an invitation with recorded proof, never by name or birth date.
CREATE TABLE chaincare.invitations (
    id                uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id           uuid NOT NULL REFERENCES chaincare.cases,
    client_id         uuid NOT NULL REFERENCES chaincare.clients,
    representative_id uuid REFERENCES chaincare.representatives,
    code_digest       bytea NOT NULL UNIQUE,
    proof             text NOT NULL,
    issued_by         uuid NOT NULL REFERENCES chaincare.professionals,
    issued_at         timestamptz NOT NULL,
    expires_at        timestamptz NOT NULL
);
CREATE INDEX invitations_of_case ON chaincare.invitations (case_id);

CREATE TABLE chaincare.client_logins (
    id                uuid PRIMARY KEY DEFAULT uuidv7(),
    invitation_id     uuid NOT NULL UNIQUE REFERENCES chaincare.invitations,  -- a code works once
    issuer            text NOT NULL,
    subject           text NOT NULL,
    client_id         uuid NOT NULL REFERENCES chaincare.clients,
    representative_id uuid REFERENCES chaincare.representatives,
    linked_at         timestamptz NOT NULL
);
CREATE INDEX client_logins_by_subject ON chaincare.client_logins (issuer, subject);
