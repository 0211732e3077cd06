"""A witness: a small server that another organisation runs, which vouches that a log was only added to (C2SP tlog-witness).

It remembers of each log the last checkpoint that it cosigned, and signs no other history of it ever. It needs no database:
`chaincare.merkle`, `chaincare.signed_notes`, a folder and a port. `requests` reads what is asked, `judging` decides,
`remembering` keeps it, `answering` speaks HTTP, `command` is `chaincare witness`.
"""
