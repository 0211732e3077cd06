-- What a network agreed about regie and terms (R2, R6, A5), as one thing with one edition, set by its administrator.
-- Every number of days is in working days; rules work them out.
ALTER TABLE chaincare.networks
    ADD COLUMN response_days int NOT NULL DEFAULT 5 CHECK (response_days BETWEEN 1 AND 30),
    ADD COLUMN resignation_days int NOT NULL DEFAULT 10 CHECK (resignation_days BETWEEN 5 AND 20),
    ADD COLUMN caseload_norm int CHECK (caseload_norm BETWEEN 1 AND 500),
    ADD COLUMN holder_sectors text[] NOT NULL DEFAULT '{education,social,care,work_and_income,housing,safety}'
        CHECK (holder_sectors <@ '{education,social,care,work_and_income,housing,safety}'),
    ADD COLUMN holder_units uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN silence_days int[] NOT NULL DEFAULT '{0,0}' CHECK (
        cardinality(silence_days) = 2 AND 0 <= silence_days[1] AND silence_days[1] <= silence_days[2]
        AND silence_days[2] <= 60),
    ADD COLUMN last_resort uuid[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT networks_somebody_directs CHECK (cardinality(holder_sectors) + cardinality(holder_units) > 0);
ALTER TABLE chaincare.networks RENAME COLUMN ladder_version TO policy_version;
GRANT UPDATE (response_days, resignation_days, caseload_norm, holder_sectors, holder_units, silence_days, last_resort)
    ON chaincare.networks TO chaincare_app;

-- Until when whoever else takes part objects; before this it was the term to answer.
ALTER TABLE chaincare.regie_proposals
    ADD COLUMN object_by timestamptz,
    -- Whether it brought the candidate above the network's norm when it was made: said, and no bar.
    ADD COLUMN above_norm boolean NOT NULL DEFAULT false;
