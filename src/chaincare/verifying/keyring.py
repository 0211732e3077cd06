"""Whose signatures count, and at which size of a log."""

from collections.abc import Iterable, Sequence

import msgspec

from chaincare.signed_notes import (
    Checkpoint,
    KeyMalformed,
    NoteMalformed,
    NoteNotSigned,
    Verifier,
    open_note,
    read_checkpoint,
    read_note,
)
from chaincare.verifying.lines import Key
from chaincare.verifying.vkeys import read_log_key

NOBODY = "none of the trusted keys signed this"
"""Of what a stranger signed, or a key for which only the file speaks."""


class NotTrusted(ValueError):
    """A checkpoint or a key that no trusted key stands for; the words say why."""


class NamedOnly(NotTrusted):
    """A key that is named by one for which only the file speaks."""

    def __init__(self, why: str, signer: Verifier, size: int) -> None:
        super().__init__(why)
        self.signer, self.size = signer, size


class Seen(msgspec.Struct, frozen=True):
    """A checkpoint that a trusted key signed, or else one that the file names itself."""

    checkpoint: Checkpoint
    note: str
    witnesses: int
    """How many witnesses saw it."""
    seen_at: int | None
    """When the last of as many as are needed saw it."""
    named: Verifier | None = None
    """The key of the file that signed it, where no trusted one did: it counts for nothing, and is wrong unless that key handed over to a trusted one."""


class _Held(msgspec.Struct, eq=False):
    """A key, and the sizes from which and until which it may sign; the ends belong to both neighbours."""

    verifier: Verifier
    spans: list[tuple[int, int | None]]
    """In their order; none where it handed over in an earlier log. Only the last is open."""
    trusted: bool = True
    """Whether he who asks trusts it, or a key that he trusts named it; else only the file does."""
    heir: "_Held | None" = None
    """The key that it handed over to."""

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


class Keyring:
    """The keys of one log: those that are trusted from the start, and those they handed over to."""

    def __init__(
        self,
        trusted: Iterable[Verifier],
        witnesses: Sequence[Verifier],
        needed: int,
        retired: Iterable[Verifier] = (),
        named: Iterable[Verifier] = (),
    ) -> None:
        """`retired` handed over in an earlier log: they sign nothing, whoever trusts them, until they are named again.

        `named` are those of the file. Whoever learned only the present key is not to hear that the log is broken because others signed
        before it: it signed the same leaves again.
        """
        over = dict.fromkeys(retired)
        self._held = [_Held(one, [(0, None)]) for one in trusted if one not in over]
        self._held += [_Held(one, []) for one in over]
        known = {one.verifier for one in self._held}
        self._held += [
            _Held(one, [(0, None)], trusted=False) for one in dict.fromkeys(named) if one not in known
        ]
        self._witnesses, self._needed = tuple(witnesses), needed

    def keys(self) -> list[Verifier]:
        """The trusted keys that may sign at the end: the next log goes on with them."""
        return [one.verifier for one in self._held if one.trusted and one.signs]

    def retired(self) -> list[Verifier]:
        """The trusted keys that handed over, and were not named again."""
        return [one.verifier for one in self._held if one.trusted and not one.signs]

    def trusted(self) -> set[Verifier]:
        """All keys that somebody trusts, or that were named by one of those."""
        return {one.verifier for one in self._held if one.trusted}

    def heirs(self) -> list[tuple[Verifier, Verifier]]:
        """Of the keys for which only the file speaks, each with the one it handed over to."""
        return [(one.verifier, one.heir.verifier) for one in self._held if one.heir and not one.trusted]

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
            return [told] if known is None or not (known.trusted and known.signs) else []
        may = [one for one in self._held if one.signs and one.at(line.from_size)]
        try:
            text, signers = self._open_by(may, line.note)
        except NotTrusted as refusal:
            raise NotTrusted(f"no key that may do so names the next key: {refusal}") from None
        if text != handover_text(origin, line.from_size, line.vkey):
            raise NotTrusted("the key before signed something else than that this is the next key")
        return self._pass(origin, signers, known or self._add(new), line.from_size)

    def _add(self, new: Verifier) -> _Held:
        self._held.append(_Held(new, [], trusted=False))
        return self._held[-1]

    def _pass(self, origin: str, signers: Sequence[_Held], to: _Held, size: int) -> list[str]:
        """Let one key sign after others, and give what is to be told. Raises `NamedOnly` where nobody trusts any of them."""
        by_trusted = any(one.trusted for one in signers)
        if by_trusted and not to.trusted:
            to.trusted, to.spans = True, []
        for one in signers:
            if one is not to and one.trusted == by_trusted:
                one.end(size)
                one.heir = to
        to.begin(size)
        if by_trusted:
            return []
        signer = signers[0].verifier
        if not to.trusted:
            raise NamedOnly(f"no key that may do so names the next key: {NOBODY}", signer, size)
        why = "a key that you did not give signed it, and named one that you trust, which signed the same leaves again"
        return [
            f"{origin}, up to leaf {size}: {why}. If you trust the first too, give it with --key: {signer.encoded()}"
        ]

    def see(self, note: str, origin: str) -> Seen:
        """Open a checkpoint of a log. Raises `NotTrusted`, and `NoteMalformed` for what is no checkpoint."""
        checkpoint = read_checkpoint(read_note(note).text)
        if checkpoint.origin != origin:
            raise NotTrusted("it is a checkpoint of another log")
        signers = self._open_by([one for one in self._held if one.at(checkpoint.size)], note)[1]
        named = None if any(one.trusted for one in signers) else signers[0].verifier
        seen_at = self._witnessed(note)
        enough = self._needed > 0 and len(seen_at) >= self._needed
        return Seen(checkpoint, note, len(seen_at), seen_at[self._needed - 1] if enough else None, named)

    def _open_by(self, valid: Sequence[_Held], note: str) -> tuple[str, list[_Held]]:
        try:
            opened = open_note(note, [one.verifier for one in valid])
        except (NoteMalformed, NoteNotSigned) as refusal:
            raise NotTrusted(self._why(valid, note) or str(refusal)) from None
        by = {one.verifier for one in opened.signed}
        return opened.text, [one for one in valid if one.verifier in by]

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
