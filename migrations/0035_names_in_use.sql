-- A match rests on the names two clients bear now. Earlier forms still find a client among one's own cases, but a name
-- that was put on a registration for a moment leaves no match behind.
ALTER TABLE chaincare.client_names ADD COLUMN in_use boolean NOT NULL DEFAULT true;
GRANT UPDATE (in_use) ON chaincare.client_names TO chaincare_door;
