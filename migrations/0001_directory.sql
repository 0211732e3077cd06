-- The directory: who exists in a region. No client data lives here, so every identified
-- professional may read it; only an administrator's ticket may write it (0007 builds that wall).

CREATE TABLE chaincare.networks (
    id             uuid PRIMARY KEY DEFAULT uuidv7(),
    name           text NOT NULL,
    region         text NOT NULL,
    scale          text NOT NULL CHECK (scale IN ('local', 'regional')),
    municipalities text[] NOT NULL DEFAULT '{}',
    objection_days int NOT NULL DEFAULT 5 CHECK (objection_days BETWEEN 1 AND 30)
);

-- An issuer of tokens is trusted only through the organisations registered to it.
CREATE TABLE chaincare.token_issuers (
    issuer   text PRIMARY KEY,
    kind     text NOT NULL CHECK (kind IN ('organisation', 'citizens')),
    jwks_uri text NOT NULL
);

CREATE TABLE chaincare.organisations (
    id     uuid PRIMARY KEY DEFAULT uuidv7(),
    name   text NOT NULL,
    sector text NOT NULL CHECK (sector IN
        ('education', 'social', 'care', 'work_and_income', 'housing', 'safety', 'funder')),
    oin    text,
    kvk    text,
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'leaving', 'left', 'insolvent')),
    issuer text NOT NULL REFERENCES chaincare.token_issuers
);

CREATE TABLE chaincare.memberships (
    network_id      uuid NOT NULL REFERENCES chaincare.networks,
    organisation_id uuid NOT NULL REFERENCES chaincare.organisations,
    PRIMARY KEY (network_id, organisation_id)
);
CREATE INDEX memberships_of_organisation ON chaincare.memberships (organisation_id);

CREATE TABLE chaincare.units (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    organisation_id uuid NOT NULL REFERENCES chaincare.organisations,
    name            text NOT NULL,
    statutory_task  text NOT NULL
);
CREATE INDEX units_of_organisation ON chaincare.units (organisation_id);

CREATE TABLE chaincare.professionals (
    id       uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id  uuid NOT NULL REFERENCES chaincare.units,
    issuer   text NOT NULL REFERENCES chaincare.token_issuers,
    subject  text NOT NULL,
    name     text NOT NULL,
    function text NOT NULL,
    phone    text,
    status   text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'deactivated')),
    deactivated_because text,
    CONSTRAINT professionals_login UNIQUE (issuer, subject)
);
CREATE INDEX professionals_of_unit ON chaincare.professionals (unit_id);

CREATE TABLE chaincare.services (
    id             uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id        uuid NOT NULL REFERENCES chaincare.units,
    name           text NOT NULL,
    specialism     text NOT NULL,
    help           text NOT NULL CHECK (help IN ('complement', 'strengthen', 'both')),
    target_group   text NOT NULL,
    area           text[] NOT NULL DEFAULT '{}',
    reaction_days  int NOT NULL DEFAULT 5 CHECK (reaction_days BETWEEN 1 AND 60),
    needs_referral boolean NOT NULL DEFAULT false
);
CREATE INDEX services_of_unit ON chaincare.services (unit_id);

-- A mandate always ends (T6): coordinator and administrator of a network, auditor of a network or
-- of one organisation.
CREATE TABLE chaincare.mandates (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    professional_id uuid NOT NULL REFERENCES chaincare.professionals,
    kind            text NOT NULL CHECK (kind IN ('coordinator', 'auditor', 'administrator')),
    network_id      uuid NOT NULL REFERENCES chaincare.networks,
    organisation_id uuid REFERENCES chaincare.organisations,
    during          tstzrange NOT NULL CHECK (NOT isempty(during) AND NOT upper_inf(during)),
    granted_by      uuid REFERENCES chaincare.professionals,
    CHECK (organisation_id IS NULL OR kind = 'auditor'),
    -- Who manages access cannot review it, not even when both are granted at once.
    CONSTRAINT mandates_duties_separate EXCLUDE USING gist
        (professional_id WITH =, network_id WITH =, kind WITH <>, during WITH &&)
        WHERE (kind IN ('auditor', 'administrator'))
);
CREATE INDEX mandates_of_professional ON chaincare.mandates (professional_id, kind);
