-- Words as they are looked for in the directory: without capitals, accents and letters of their own. What the server's own
-- folding (recognition.py) makes of Latin letters, here as a function, so that a column can hold it whoever writes the row.
CREATE FUNCTION chaincare.folded(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(
    replace(replace(replace(replace(
        lower(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g') COLLATE pg_catalog.pg_c_utf8),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    'łđðøıħŧſ', 'lddoihts');
GRANT EXECUTE ON FUNCTION chaincare.folded(text) TO chaincare_app;

-- What a unit offers: how long one waits, as it was stated on a day; whether it is still offered; its edition.
ALTER TABLE chaincare.services
    ADD COLUMN waiting_days int CHECK (waiting_days BETWEEN 0 AND 1826),
    ADD COLUMN waiting_stated_on date,
    ADD COLUMN status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'retired')),
    ADD COLUMN retired_because text,
    ADD COLUMN version int NOT NULL DEFAULT 1,
    ADD COLUMN folded_name text GENERATED ALWAYS AS (chaincare.folded(name)) STORED,
    ADD COLUMN folded text GENERATED ALWAYS AS (
        chaincare.folded(name || ' ' || specialism || ' ' || target_group)) STORED,
    ADD CHECK ((waiting_days IS NULL) = (waiting_stated_on IS NULL)),
    ADD CHECK ((status = 'retired') = (retired_because IS NOT NULL));
CREATE INDEX services_by_trigram ON chaincare.services USING gin (folded public.gin_trgm_ops);
GRANT UPDATE (unit_id, name, specialism, help, target_group, area, reaction_days, needs_referral, waiting_days,
    waiting_stated_on, status, retired_because, version) ON chaincare.services TO chaincare_app;

-- Under which number somebody is registered for his profession. Who was deactivated stays so: his parts in cases and what
-- stood vacant are history. His login is free, so that who comes back is added anew and begins with nothing.
ALTER TABLE chaincare.professionals
    ADD COLUMN register text CHECK (register IN ('skj', 'big')),
    ADD COLUMN registration_number text,
    ADD COLUMN version int NOT NULL DEFAULT 1,
    ADD CHECK ((register IS NULL) = (registration_number IS NULL)),
    DROP CONSTRAINT professionals_login;
CREATE UNIQUE INDEX professionals_login ON chaincare.professionals (issuer, subject) WHERE status = 'active';
CREATE INDEX professionals_of_login ON chaincare.professionals (issuer, subject);
GRANT UPDATE (register, registration_number, version) ON chaincare.professionals TO chaincare_app;

GRANT UPDATE (scale) ON chaincare.networks TO chaincare_app;
