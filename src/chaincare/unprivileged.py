"""How PostgreSQL is run by those whom it refuses: root, and a user id without an account.

Containers are often root and nothing else. A user namespace gives PostgreSQL another identity without a
second account and without a change of ownership; where the kernel refuses one, root becomes another user.
"""

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple


class IdentityNotPossible(Exception):
    """Nobody here may become anyone else; use an ordinary user, or name a database of your own."""


class Unprivileged(NamedTuple):
    """The words to put before a command so that PostgreSQL is content; none for an ordinary user."""

    prefix: tuple[str, ...]
    uid: int | None
    """whom the database's files must belong to, where that is not the present user"""

    @classmethod
    def find(cls, program: str) -> "Unprivileged":
        """The first way in which `program` answers `--version` here. Raises `IdentityNotPossible`."""
        if os.geteuid() != 0 and _has_account(os.geteuid()):
            return cls((), None)
        for way in _ways(_some_account()):
            if shutil.which(way.prefix[0]) is None:
                continue
            if (
                subprocess.run(
                    [*way.prefix, program, "--version"], capture_output=True, check=False
                ).returncode
                == 0
            ):
                return way
        raise IdentityNotPossible(
            "PostgreSQL does not run as root or without an account, and neither unshare nor setpriv gave it another "
            "identity here: run ChainCare as an ordinary user, or set CHAINCARE_DATABASE_URL."
        )

    def own(self, folder: Path, *parts: Path) -> None:
        """Give the parts of the data folder to the other user; nothing to do in a namespace."""
        if self.uid is None:
            return
        folder.chmod(0o711)  # may be passed through, not listed; the secrets in it stay 0600
        for part in parts:
            for entry in (part, *part.rglob("*")):
                os.chown(entry, self.uid, -1, follow_symlinks=False)


def _ways(account: pwd.struct_passwd) -> list[Unprivileged]:
    user, group = account.pw_uid, account.pw_gid
    ways = [Unprivileged(("unshare", "--user", f"--map-user={user}", f"--map-group={group}"), None)]
    if os.geteuid() == 0:
        ways.append(Unprivileged(("setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"), user))
    return ways


def _has_account(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _some_account() -> pwd.struct_passwd:
    """An account that exists: initdb looks its own up by number and gives up where there is none."""
    others = [account for account in pwd.getpwall() if account.pw_uid != 0]
    fitting = sorted(others, key=lambda account: (account.pw_name != "postgres", account.pw_name != "nobody"))
    if not fitting:
        raise IdentityNotPossible("This machine knows no account but root; set CHAINCARE_DATABASE_URL.")
    return fitting[0]
