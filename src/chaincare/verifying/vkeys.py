"""Keys as they are written down: of a log, of a witness, and those that a log names itself."""

from contextlib import suppress

from chaincare.signed_notes import COSIGNATURE, ED25519, KeyMalformed, Verifier, read_verifier
from chaincare.verifying.findings import Finding, Findings
from chaincare.verifying.lines import Log


def read_log_key(vkey: str) -> Verifier:
    """Read a key of a log. Raises `KeyMalformed`."""
    return _of_kind(read_verifier(vkey), ED25519, "this is a witness's key, not a log's")


def read_witness_key(vkey: str) -> Verifier:
    """Read a key of a witness. Raises `KeyMalformed`."""
    return _of_kind(read_verifier(vkey), COSIGNATURE, "this is a log's key, not a witness's")


def _of_kind(verifier: Verifier, algorithm: int, otherwise: str) -> Verifier:
    if verifier.algorithm != algorithm:
        raise KeyMalformed(otherwise)
    return verifier


def readable_keys(log: Log) -> list[Verifier]:
    """Read the keys that a log names itself, for whoever trusts others: what is none tells him nothing."""
    found = []
    for one in log.keys:
        with suppress(KeyMalformed):
            found.append(read_log_key(one))
    return found


def named_keys(log: Log, file: str, at: int | None, findings: Findings) -> list[Verifier]:
    """Read the keys that a log names itself; what is wrong with one of them is a finding, and there are none."""
    try:
        return [read_log_key(one) for one in log.keys]
    except KeyMalformed as refusal:
        why = f"a key of the log cannot be read: {refusal}"
        findings.breaks(Finding(why=why, origin=log.origin, file=file, line=at))
        return []
