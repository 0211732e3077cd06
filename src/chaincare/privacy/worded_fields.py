"""Which fields of a record hold a fixed word. Pure."""

WORDED = frozenset({
    "agrees", "answer", "assent", "awaits", "ball", "because", "birthPrecision", "circle", "clientAsked", "clientPresent",
    "consulted", "fact", "foundBy", "giver", "help", "hides", "how", "itemKind", "kind", "limit", "mandate", "measure",
    "needs", "outcome", "part", "person", "protects", "purpose", "reason", "regieWith", "relation", "role", "rung",
    "scope", "situation", "state", "status", "statusBefore", "subject", "unnamedBecause", "vacantBecause", "vacantBefore", "waitingOn", "what", "withdrawnBecause",
})  # fmt: skip
"""The fields that may hold such a word; every other is left as somebody wrote it."""
