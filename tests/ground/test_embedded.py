"""The database of our own: it starts after anything, it dies with its program, and nobody gets in without a password."""

import asyncio
import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

import asyncpg
import pytest
from tests.ground.programs import (
    answer,
    as_user,
    first_line,
    is_alive,
    may_run_as,
    postmaster_pid,
    start_host,
    wait_until,
)

from chaincare.embedded import EmbeddedServer

pytestmark = pytest.mark.anyio

_NOBODY = pwd.getpwnam("nobody").pw_uid
_WITHOUT_ACCOUNT = 65_432


async def test_it_starts_stops_and_starts_again_with_what_was_written(folder: Path) -> None:
    told: list[str] = []
    server = EmbeddedServer(folder / "data", progress=told.append)
    urls = server.start()
    await answer(urls.admin_url, "CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    again = server.start()
    try:
        assert await answer(again.admin_url, "SELECT number FROM kept") == 7
    finally:
        server.stop()
    assert [words for words in told if words.startswith("making")] == [told[0]]


async def test_what_was_answered_is_on_disk(folder: Path) -> None:
    server = EmbeddedServer(folder / "data")
    url = server.start().app_url
    try:
        expected = {
            "fsync": "on",
            "full_page_writes": "on",
            "synchronous_commit": "on",
            "data_checksums": "on",
            "max_prepared_transactions": "0",
            "password_encryption": "scram-sha-256",
        }
        found = {name: await answer(url, f"SELECT current_setting('{name}')") for name in expected}
        assert found == expected
        buffers = "SELECT setting::int FROM pg_settings WHERE name = 'shared_buffers'"
        assert 128 * 128 <= int(str(await answer(url, buffers))) <= 1024 * 128  # pages of 8 kB
        locale = (
            "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = current_database()"
        )
        assert await answer(url, locale) == "bC.UTF-8"
    finally:
        server.stop()


async def test_nobody_gets_in_without_the_password(folder: Path) -> None:
    server = EmbeddedServer(folder / "data")
    urls = server.start()
    try:
        rules = (folder / "data" / "postgres" / "pg_hba.conf").read_text().splitlines()
        assert [rule.split()[-1] for rule in rules if not rule.startswith("#")] == ["scram-sha-256"] * 2
        for url in (urls.app_url, urls.admin_url):
            with pytest.raises(asyncpg.InvalidPasswordError):
                await asyncpg.connect(url, password="guess")
        secrets = list((folder / "data").glob("*.secret"))
        assert secrets
        assert all(file.stat().st_mode & 0o777 == 0o600 for file in secrets)
    finally:
        server.stop()


async def test_an_error_leaves_none_of_its_words_in_the_log_file(folder: Path) -> None:
    server = EmbeddedServer(folder / "data")
    url = server.start().app_url
    try:
        with pytest.raises(asyncpg.InvalidTextRepresentationError):
            await answer(url, "SELECT 'canary-of-a-client'::int")
    finally:
        server.stop()
    assert "canary-of-a-client" not in (folder / "data" / "postgres.log").read_text()


async def test_a_folder_with_a_long_path_gets_loopback_instead_of_a_socket(folder: Path) -> None:
    server = EmbeddedServer(folder / ("long" * 25))
    url = server.start().app_url
    try:
        assert await answer(url, "SHOW listen_addresses") == "127.0.0.1"
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(url, password="guess")
    finally:
        server.stop()


def test_when_the_program_is_killed_the_database_goes_too(folder: Path) -> None:
    _kill_and_start_again(folder, ())


@pytest.mark.skipif(
    not may_run_as(_NOBODY), reason="needs root, and an environment that other users may enter"
)
def test_the_same_as_an_ordinary_user(folder: Path) -> None:
    _kill_and_start_again(folder, as_user(_NOBODY, folder))


@pytest.mark.skipif(
    not may_run_as(_WITHOUT_ACCOUNT), reason="needs root, and an environment others may enter"
)
def test_the_same_as_a_user_id_without_an_account(folder: Path) -> None:
    before = as_user(_WITHOUT_ACCOUNT, folder)
    if subprocess.run([*before, "unshare", "--user", "true"], check=False).returncode != 0:
        pytest.skip("this kernel lets only root make namespaces")
    _kill_and_start_again(folder, before)


def _kill_and_start_again(folder: Path, before: tuple[str, ...]) -> None:
    with start_host(folder / "data", *before) as program:
        assert first_line(program).startswith("postgresql://")
        pid = postmaster_pid(folder / "data")
        assert Path(f"/proc/{pid}").stat().st_uid == Path(f"/proc/{program.pid}").stat().st_uid
        program.kill()
    assert wait_until(lambda: not is_alive(pid))
    with start_host(folder / "data", *before) as next_program:
        assert first_line(next_program).startswith("postgresql://")


async def test_it_starts_after_its_postmaster_was_killed(folder: Path) -> None:
    server = EmbeddedServer(folder / "data")
    server.start()
    os.kill(postmaster_pid(folder / "data"), signal.SIGKILL)
    server.stop()
    assert (folder / "data" / "postgres" / "postmaster.pid").exists()  # nobody was left to clear up
    url = server.start().app_url
    try:
        assert await answer(url, "SELECT 1") == 1
    finally:
        server.stop()


async def test_it_starts_when_the_process_id_left_behind_belongs_to_another(folder: Path) -> None:
    server = EmbeddedServer(folder / "data")
    server.start()
    server.stop()
    (folder / "data" / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n/elsewhere\n")
    url = server.start().app_url
    try:
        assert await answer(url, "SELECT 1") == 1
    finally:
        server.stop()


def test_it_ends_an_orphan_that_even_its_guard_left_behind(folder: Path) -> None:
    with start_host(folder / "data") as program:
        first_line(program)
        orphan = postmaster_pid(folder / "data")
        guard_pid = int(Path(f"/proc/{orphan}/stat").read_text().rpartition(")")[2].split()[1])
        os.kill(guard_pid, signal.SIGKILL)
        program.kill()
    assert is_alive(orphan)
    told: list[str] = []
    server = EmbeddedServer(folder / "data", progress=told.append)
    url = server.start().app_url
    try:
        assert not is_alive(orphan)
        assert asyncio.run(answer(url, "SELECT 1")) == 1
        assert "waiting for the database of an earlier run to shut down" in told
    finally:
        server.stop()


@pytest.mark.skipif(
    not may_run_as(_NOBODY), reason="needs root, and an environment that other users may enter"
)
def test_root_without_namespaces_becomes_another_user(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "unshare" else found(name))
    server = EmbeddedServer(folder / "data")
    url = server.start().app_url
    try:
        assert asyncio.run(answer(url, "SELECT 1")) == 1
        assert Path(f"/proc/{postmaster_pid(folder / 'data')}").stat().st_uid != 0
    finally:
        server.stop()


def test_a_program_that_ends_by_itself_leaves_nothing_running(folder: Path) -> None:
    program = start_host(folder / "data")
    with program:
        first_line(program)
        pid = postmaster_pid(folder / "data")
    # Leaving the block closed the program's input: it stopped by itself, orderly.
    assert program.returncode == 0
    assert not is_alive(pid)
    assert not (folder / "data" / "postgres" / "postmaster.pid").exists()
