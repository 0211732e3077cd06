"""Two registrations of one person: found, decided by both holders and the client, merged, and split again."""
