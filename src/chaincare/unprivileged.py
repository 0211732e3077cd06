"""How root runs PostgreSQL, which refuses to run as root.

Containers are often root and nothing else. A user namespace gives PostgreSQL another identity without a
second account and without a change of ownership; where the kernel refuses one, a spare user id is used.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

_NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
_SPARE_UID = 65433  # belongs to no account of any distribution we know
_SPARE_USER = ("setpriv", f"--reuid={_SPARE_UID}", f"--regid={_SPARE_UID}", "--clear-groups")


class RootNotPossible(Exception):
    """This root may not become anyone else; run ChainCare as an ordinary user, or name a database of your own."""


class Unprivileged(NamedTuple):
    """The words to put before a command so that it does not run as root; none for an ordinary user."""

    prefix: tuple[str, ...]
    uid: int | None

    @classmethod
    def find(cls, program: str) -> "Unprivileged":
        """The first way in which `program` answers `--version` here. Raises `RootNotPossible`."""
        if os.geteuid() != 0:
            return cls((), None)
        for prefix, uid in ((_NAMESPACE, None), (_SPARE_USER, _SPARE_UID)):
            if shutil.which(prefix[0]) is None:
                continue
            tried = subprocess.run([*prefix, program, "--version"], capture_output=True, check=False)
            if tried.returncode == 0:
                return cls(prefix, uid)
        raise RootNotPossible(
            "PostgreSQL does not run as root, and neither unshare nor setpriv gave it another identity here: "
            "run ChainCare as an ordinary user, or set CHAINCARE_DATABASE_URL."
        )

    def own(self, folder: Path, *parts: Path) -> None:
        """Give the parts of the data folder to the spare user; nothing to do in a namespace."""
        if self.uid is None:
            return
        folder.chmod(0o711)  # may be passed through, not listed; the secrets in it stay 0600
        for part in parts:
            for entry in (part, *part.rglob("*")):
                os.chown(entry, self.uid, self.uid, follow_symlinks=False)
