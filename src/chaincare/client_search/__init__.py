"""Finding a client by name, among those of one's own cases."""
