-- A client's own log leaves out a look that was refused after the door had let it in. Found by the look it answers: among the
-- client's entries it was looked for in all of them, for each line anew.
CREATE INDEX access_entries_of_refused ON chaincare.access_entries (query_id) WHERE outcome = 'refused' AND query_id IS NOT NULL;
