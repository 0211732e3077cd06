-- Texts of the access log that were to be erased and are about somebody whose case is held as well: they go when the hold is lifted. Of
-- whom they are, by his pseudonym, and up to when they were written.
CREATE TABLE chaincare.log_texts_waiting (
    client   uuid PRIMARY KEY,
    until_at timestamptz NOT NULL
);
ALTER TABLE chaincare.log_texts_waiting ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON chaincare.log_texts_waiting TO chaincare_door;
CREATE POLICY door_keeps ON chaincare.log_texts_waiting TO chaincare_door USING (true) WITH CHECK (true);

SET LOCAL ROLE chaincare_door;
-- What stayed until now: the log tells whose texts went, and whose case.
INSERT INTO chaincare.log_texts_waiting (client, until_at)
SELECT g.client, g.until_at
FROM (SELECT e.client, max(e.at) AS until_at FROM chaincare.access_entries AS e
      WHERE e.event IN ('case.case-erased', 'access-log.texts-erased') AND e.outcome = 'done' AND e.client IS NOT NULL GROUP BY e.client) AS g
WHERE EXISTS (SELECT FROM chaincare.access_entries AS l JOIN chaincare.access_entries AS n ON n.at = l.at AND n.id IN (l.id, l.query_id)
              WHERE l.client = g.client AND l.at <= g.until_at AND n.private IS NOT NULL);
RESET ROLE;
SET LOCAL ROLE chaincare_owner;
