"""Verifying an export of the access log, offline and without trusting who wrote it.

Nothing here touches a database, a server or its settings, and no byte of a leaf is made by the server's own code: it needs
`chaincare.merkle`, `chaincare.signed_notes`, msgspec, click and cryptography. `python -m chaincare.verifying` is the same as
`chaincare verify-log`. The lines of an export are described in `lines`; `verify` in `run` is the way in.
"""
