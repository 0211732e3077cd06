"""The data folder: one ChainCare at a time holds it, and nobody else's files are ever touched."""

from pathlib import Path

import pytest
from tests.ground.programs import answer, first_line, is_alive, postmaster_pid, start_host

from chaincare.data_folder import DataFolder, DataFolderInUse, DataFolderNotOurs
from chaincare.embedded import EmbeddedServer

pytestmark = pytest.mark.anyio


async def test_a_second_start_on_the_folder_says_who_has_it(folder: Path) -> None:
    with start_host(folder / "data") as program:
        first_line(program)
        with pytest.raises(DataFolderInUse, match=rf"process {program.pid}\b"):
            EmbeddedServer(folder / "data").start()
        with pytest.raises(DataFolderInUse):
            EmbeddedServer(folder / "data").throw_away()
        assert is_alive(postmaster_pid(folder / "data"))


async def test_starting_afresh_forgets_everything(folder: Path) -> None:
    server = EmbeddedServer(folder / "data")
    old = server.start()
    await answer(old.admin_url, "CREATE TABLE old ()")
    server.stop()
    server.throw_away()
    new = server.start()
    try:
        assert await answer(new.admin_url, "SELECT to_regclass('old')") is None
        assert new.app_url != old.app_url
    finally:
        server.stop()


@pytest.mark.parametrize("deed", ["start", "throw_away"])
def test_a_folder_that_is_not_ours_is_left_alone(folder: Path, deed: str) -> None:
    (folder / "thesis.txt").write_text("ten years of work")
    with pytest.raises(DataFolderNotOurs):
        getattr(EmbeddedServer(folder), deed)()
    assert [entry.name for entry in folder.iterdir()] == ["thesis.txt"]


async def test_a_link_in_a_thrown_away_folder_is_cut_not_followed(folder: Path) -> None:
    (folder / "photos").mkdir()
    (folder / "photos" / "one.jpg").touch()
    held = DataFolder.claim(folder / "data")
    (folder / "data" / "link").symlink_to(folder / "photos")
    held.throw_away()
    held.release()
    assert (folder / "photos" / "one.jpg").exists()


async def test_an_interrupted_first_start_is_begun_again(folder: Path) -> None:
    held = DataFolder.claim(folder / "data")
    (folder / "data" / "postgres.draft").mkdir()
    (folder / "data" / "postgres.draft" / "PG_VERSION").write_text("18\n")
    held.release()
    server = EmbeddedServer(folder / "data")
    url = server.start().app_url
    try:
        assert await answer(url, "SELECT 1") == 1
    finally:
        server.stop()
