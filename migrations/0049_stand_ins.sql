-- Who acts for the holder of regie while he is absent (R9): agreed by himself, with a part of his own in the case.
--
-- `asked` is what was proposed and never changes. `during` and `moments` are what of it holds, once he agreed: as far as
-- the holder's term runs, until somebody ended it. A temporal foreign key keeps it inside that term, and a term that
-- ends sooner takes it along, so that a handover waits for no stand-in.

ALTER TABLE chaincare.regie_terms
    ADD CONSTRAINT regie_terms_of_holder UNIQUE (case_id, holder_id, during WITHOUT OVERLAPS);

CREATE TABLE chaincare.stand_ins (
    id              uuid PRIMARY KEY,
    case_id         uuid NOT NULL REFERENCES chaincare.cases,
    holder_id       uuid NOT NULL,
    stand_in_id     uuid NOT NULL,
    first_on        date NOT NULL,
    last_on         date NOT NULL,
    weekdays        smallint[] NOT NULL CHECK (weekdays <@ '{1,2,3,4,5,6,7}'),
    asked           tstzmultirange NOT NULL CHECK (NOT isempty(asked)),
    during          tstzrange,
    moments         tstzmultirange,
    proposed_by     uuid NOT NULL REFERENCES chaincare.professionals,
    by_coordinator  boolean NOT NULL,
    proposed_at     timestamptz NOT NULL,
    answer          text CHECK (answer IN ('assent', 'refusal')),
    answered_at     timestamptz,
    ended_at        timestamptz,
    ended_by        uuid REFERENCES chaincare.professionals,
    CONSTRAINT stand_ins_in_case UNIQUE (case_id, id),
    FOREIGN KEY (case_id, stand_in_id) REFERENCES chaincare.participations (case_id, id),
    CONSTRAINT stand_ins_inside_term FOREIGN KEY (case_id, holder_id, PERIOD during)
        REFERENCES chaincare.regie_terms (case_id, holder_id, PERIOD during),
    CONSTRAINT stand_ins_one_at_a_time EXCLUDE USING gist (case_id WITH =, moments WITH &&),
    CHECK (holder_id <> stand_in_id AND last_on >= first_on),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK ((during IS NULL) = (moments IS NULL) AND (during IS NULL OR answer = 'assent'))
);
CREATE INDEX stand_ins_of_case ON chaincare.stand_ins (case_id, id);
CREATE INDEX stand_ins_of_stand_in ON chaincare.stand_ins (stand_in_id) WHERE during IS NOT NULL;

SELECT chaincare.stand_apart('stand_ins');
-- Of a shielded party nothing is told here either (S5).
CREATE POLICY app_sees ON chaincare.stand_ins FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{that,core,full,client,steering}'))::uuid[])
           AND NOT (ARRAY[holder_id, stand_in_id] && (SELECT chaincare.uncleared_parties())::uuid[]));
CREATE POLICY app_adds ON chaincare.stand_ins FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,steering}'))::uuid[]));
CREATE POLICY app_changes ON chaincare.stand_ins FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,steering}'))::uuid[]));
GRANT SELECT, INSERT, UPDATE (during, moments, answer, answered_at, ended_at, ended_by)
    ON chaincare.stand_ins TO chaincare_app;
CREATE POLICY door_follows ON chaincare.stand_ins FOR UPDATE TO chaincare_door USING (true);
GRANT UPDATE (during, moments) ON chaincare.stand_ins TO chaincare_door;

SET LOCAL ROLE chaincare_door;

-- Where the holder's term ends sooner, before that; where it goes on after all, as far as it was agreed.
CREATE FUNCTION chaincare.stand_ins_follow_term() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_WHEN = 'BEFORE' THEN
        UPDATE chaincare.stand_ins AS s
        SET during = CASE WHEN s.moments && NEW.during THEN range_merge(s.moments * tstzmultirange(NEW.during)) END,
            moments = CASE WHEN s.moments && NEW.during THEN s.moments * tstzmultirange(NEW.during) END
        WHERE s.case_id = NEW.case_id AND s.holder_id = NEW.holder_id AND s.during && OLD.during
          AND NOT s.during <@ NEW.during;
        RETURN NEW;
    END IF;
    UPDATE chaincare.stand_ins AS s
    SET during = range_merge(goes_on.moments), moments = goes_on.moments
    FROM (SELECT a.id, a.asked * tstzmultirange(tstzrange(a.answered_at, NULL)) * tstzmultirange(NEW.during) AS moments
          FROM chaincare.stand_ins AS a WHERE a.case_id = NEW.case_id) AS goes_on
    WHERE s.id = goes_on.id AND s.holder_id = NEW.holder_id AND s.answer = 'assent' AND s.ended_at IS NULL
      AND s.asked && NEW.during AND upper(NEW.during) IS DISTINCT FROM upper(OLD.during) AND NOT isempty(goes_on.moments)
      AND s.moments IS DISTINCT FROM goes_on.moments;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.stand_ins_follow_term() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.stand_ins_follow_term() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER stand_ins_shrink BEFORE UPDATE OF during ON chaincare.regie_terms
    FOR EACH ROW EXECUTE FUNCTION chaincare.stand_ins_follow_term();
CREATE TRIGGER stand_ins_grow AFTER UPDATE OF during ON chaincare.regie_terms
    FOR EACH ROW EXECUTE FUNCTION chaincare.stand_ins_follow_term();

SELECT chaincare.allow_erasure();
