"""The keys that sign checkpoints. They are made of secrets outside of the database, and never written into it."""

from collections.abc import Sequence

from chaincare.keys import derived_key
from chaincare.settings import Settings
from chaincare.signed_notes import (
    Checkpoint,
    NoteMalformed,
    NoteNotSigned,
    Signer,
    open_note,
    read_checkpoint,
    read_note,
    sign,
)

_PURPOSE = "seal v1"


class SealKeys:
    """The key that signs now, and those before it, which only vouch for what they signed and for who comes after them."""

    def __init__(self, name: str, seeds: Sequence[bytes]) -> None:
        self._signers = [Signer(name, seed) for seed in seeds]
        self.name = name

    @property
    def verifier(self) -> str:
        """Give the public half of the key that signs, as a vkey."""
        return self._signers[0].verifier.encoded()

    def sign(self, origin: str, size: int, root: bytes) -> str:
        """Sign a checkpoint."""
        return sign(Checkpoint(origin, size, root).text(), self._signers[:1])

    def sign_export(self, text: str) -> str:
        """Sign what an export of entries ends with; it is no checkpoint, whatever it says. Raises ValueError for a text that could be one."""
        if not text.startswith("chaincare-export/1\n"):
            raise ValueError("only exports are signed here")
        return sign(text, self._signers[:1])

    def signed(self, note: str) -> Checkpoint | None:
        """Read a checkpoint that one of these keys signed; None for any other text."""
        try:
            return read_checkpoint(open_note(note, [one.verifier for one in self._signers]).text)
        except (NoteMalformed, NoteNotSigned):
            return None

    def unsigned(self, note: str) -> str:
        """Say of a text that none of these keys signed what it is instead, and who signed it."""
        try:
            names = [(one.name, one.key_hash) for one in read_note(note).signatures]
        except NoteMalformed:
            return "it is no signed note"
        ours = {(one.verifier.name, one.verifier.key_hash) for one in self._signers}
        if ours.intersection(names):
            return "although it stands in the name of one: the text was changed"
        return "but by " + ", ".join(f"{name}+{key_hash.hex()}" for name, key_hash in names)

    def vouched(self, known: Sequence[str], origin: str, size: int) -> str | None:
        """Give a note by which the key that signed last names its successor; None when that key is not here any more.

        What others wrote among the known keys names nobody.
        """
        ours = {one.verifier.encoded(): one for one in self._signers[1:]}
        for last in reversed(known):
            if last in ours:
                return sign(f"chaincare seal key\n{origin}\n{size}\n{self.verifier}\n", [ours[last]])
        return None

    def signs_already(self, known: Sequence[str]) -> bool:
        """Say whether the last of our keys that is known is the one that signs now."""
        ours = {one.verifier.encoded() for one in self._signers}
        return next((one for one in reversed(known) if one in ours), None) == self.verifier

    def ours(self, known: Sequence[str]) -> tuple[str, ...]:
        """Leave out of the known keys whatever is not ours."""
        held = {one.verifier.encoded() for one in self._signers}
        return tuple(dict.fromkeys(one for one in known if one in held))


def seal_keys(settings: Settings) -> SealKeys | None:
    """Make the keys that the settings name: one of its own for the seal, or one that follows from the installation's secret."""
    secrets = [settings.secret_key, *settings.previous_secret_keys]
    derived = [derived_key(one, _PURPOSE) for one in secrets if one is not None]
    signs = derived[:1] if settings.seal_key is None else [settings.seal_key]
    # Known also where the key still follows from the secret key: a server learns of the next one before another signs with it.
    seeds = dict.fromkeys([*signs, *settings.previous_seal_keys, *derived]) if signs else {}
    return SealKeys(settings.log_name, list(seeds)) if seeds else None
