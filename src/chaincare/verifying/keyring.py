"""Whose signatures count, and at which size of a log."""

from collections.abc import Iterable, Sequence

import msgspec

from chaincare.signed_notes import (
    COSIGNATURE,
    ED25519,
    Checkpoint,
    KeyMalformed,
    NoteMalformed,
    NoteNotSigned,
    Verifier,
    open_note,
    read_checkpoint,
    read_note,
    read_verifier,
)
from chaincare.verifying.findings import Finding, Findings
from chaincare.verifying.lines import Key, Log


class NotTrusted(ValueError):
    """A checkpoint or a key that no trusted key stands for; the words say why."""


class Seen(msgspec.Struct, frozen=True):
    """A checkpoint that a trusted key signed."""

    checkpoint: Checkpoint
    note: str
    witnesses: int
    """How many witnesses saw it."""
    seen_at: int | None
    """When the last of as many as are needed saw it."""


class _Held(msgspec.Struct):
    """A key, and the sizes from which and until which it may sign; the ends belong to both neighbours."""

    verifier: Verifier
    spans: list[tuple[int, int | None]]
    """In their order; none where it handed over in an earlier log. Only the last is open."""

    def at(self, size: int) -> bool:
        return any(start <= size and (end is None or size <= end) for start, end in self.spans)

    @property
    def signs(self) -> bool:
        """Whether it has not handed over."""
        return bool(self.spans) and self.spans[-1][1] is None

    def begin(self, size: int) -> None:
        if not self.signs:
            self.spans.append((size, None))

    def end(self, size: int) -> None:
        self.spans[-1] = (self.spans[-1][0], size)


def handover_text(origin: str, from_size: int, vkey: str) -> str:
    """What a key signs to name its successor."""
    return f"chaincare seal key\n{origin}\n{from_size}\n{vkey}\n"


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


class Keyring:
    """The keys of one log: those that are trusted from the start, and those they handed over to."""

    def __init__(
        self,
        trusted: Iterable[Verifier],
        witnesses: Sequence[Verifier],
        needed: int,
        retired: Iterable[Verifier] = (),
    ) -> None:
        """`retired` handed over in an earlier log: they sign nothing, whoever trusts them, until they are named again."""
        over = dict.fromkeys(retired)
        self._held = [_Held(one, [(0, None)]) for one in trusted if one not in over]
        self._held += [_Held(one, []) for one in over]
        self._witnesses, self._needed = tuple(witnesses), needed

    def keys(self) -> list[Verifier]:
        """The keys that may sign at the end: the next log goes on with them."""
        return [one.verifier for one in self._held if one.signs]

    def retired(self) -> list[Verifier]:
        """The keys that handed over, and were not named again."""
        return [one.verifier for one in self._held if not one.signs]

    def hand_over(self, origin: str, line: Key) -> list[str]:
        """Take the key that is named as the next one, and give what is to be told. Raises `NotTrusted` for a false hand-over.

        The first key of all, and one whose forerunner was lost, has nobody who vouches for it.
        """
        try:
            new = read_log_key(line.vkey)
        except KeyMalformed as refusal:
            raise NotTrusted(f"the next key cannot be read: {refusal}") from None
        known = next((one for one in self._held if one.verifier == new), None)
        if line.note is None:
            told = f"{origin} names a key that no key before it vouches for; if you trust it, give it with --key: {line.vkey}"
            if known is not None and not known.signs:
                told = (
                    f"{origin} goes back to a key that handed over, and no key vouches for that: {line.vkey}"
                )
            return [told] if known is None or not known.signs else []
        may = [one for one in self._held if one.signs and one.at(line.from_size)]
        try:
            text, signers = self._open_by(may, line.note)
        except NotTrusted as refusal:
            raise NotTrusted(f"no key that may do so names the next key: {refusal}") from None
        if text != handover_text(origin, line.from_size, line.vkey):
            raise NotTrusted("the key before signed something else than that this is the next key")
        for held in self._held:
            if held.verifier in signers and held.verifier != new:
                held.end(line.from_size)
        if known is None:
            known = _Held(new, [])
            self._held.append(known)
        known.begin(line.from_size)
        return []

    def see(self, note: str, origin: str) -> Seen:
        """Open a checkpoint of a log. Raises `NotTrusted`, and `NoteMalformed` for what is no checkpoint."""
        checkpoint = read_checkpoint(read_note(note).text)
        if checkpoint.origin != origin:
            raise NotTrusted("it is a checkpoint of another log")
        self._open_by([one for one in self._held if one.at(checkpoint.size)], note)
        seen_at = self._witnessed(note)
        enough = self._needed > 0 and len(seen_at) >= self._needed
        return Seen(checkpoint, note, len(seen_at), seen_at[self._needed - 1] if enough else None)

    def _open_by(self, valid: Sequence[_Held], note: str) -> tuple[str, list[Verifier]]:
        try:
            opened = open_note(note, [one.verifier for one in valid])
        except (NoteMalformed, NoteNotSigned) as refusal:
            raise NotTrusted(self._why(valid, note) or str(refusal)) from None
        return opened.text, [one.verifier for one in opened.signed]

    def _why(self, valid: Sequence[_Held], note: str) -> str | None:
        """Whether a key signed it that may sign elsewhere."""
        try:
            open_note(note, [one.verifier for one in self._held if one not in valid])
        except (NoteMalformed, NoteNotSigned):
            return None
        return "it is signed by a key that handed over before, or comes later"

    def _witnessed(self, note: str) -> list[int]:
        """When each of the trusted witnesses saw it, in that order. Raises `NotTrusted` where a witness did not sign this."""
        if not self._witnesses:
            return []
        names = {(one.name, one.key_hash) for one in self._witnesses}
        if not any((one.name, one.key_hash) in names for one in read_note(note).signatures):
            return []
        try:
            opened = open_note(note, self._witnesses)
        except NoteNotSigned as refusal:
            raise NotTrusted(str(refusal)) from None
        return sorted(one.at for one in opened.signed if one.at is not None)


def named_keys(log: Log, file: str, at: int | None, findings: Findings) -> list[Verifier]:
    """Read the keys that a log names itself; what is wrong with one of them is a finding, and there are none."""
    try:
        return [read_log_key(one) for one in log.keys]
    except KeyMalformed as refusal:
        why = f"a key of the log cannot be read: {refusal}"
        findings.breaks(Finding(why=why, origin=log.origin, file=file, line=at))
        return []
