"""`chaincare verify-proof`: an answer of the server proves what it says, or is refused, without the server."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from tests.people import Region, open_case
from tests.sealed import KEYS, seal, sealer_of

from chaincare.__main__ import main
from chaincare.signed_notes import make_signer

pytestmark = pytest.mark.anyio
KEY = KEYS.verifier


class Said:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, *answers: Any, kept: str | None = None, key: str = KEY) -> tuple[int, str]:
        words = ["verify-proof", "--key", key]
        if kept is not None:
            (self._folder / "kept.txt").write_text(kept)
            words += ["--checkpoint", str(self._folder / "kept.txt")]
        for place, one in enumerate(answers):
            (self._folder / f"{place}.json").write_text(one if isinstance(one, str) else json.dumps(one))
            words.append(str(self._folder / f"{place}.json"))
        answer = CliRunner().invoke(main, words)
        return answer.exit_code, answer.output


@pytest.fixture
def said(tmp_path: Path) -> Said:
    return Said(tmp_path)


async def test_an_entry_and_the_growth_of_the_log_are_proven_without_the_server(
    region: Region, said: Said
) -> None:
    sealer = sealer_of(region.urls)
    case = await open_case(region)
    await seal(sealer, region.admin)
    kept = (await region.auditor.get("/access-log/checkpoints?limit=1"))["items"][0]["note"]
    answer = await region.teacher.ask("GET", f"/cases/{case['id']}")
    await seal(sealer, region.admin)
    receipt = {"receipt": answer.headers["ChainCare-Receipt"]}
    entry = await region.auditor.post("/access-log/proofs/_inclusion", receipt, expect=200)
    grown = await region.auditor.post("/access-log/proofs/_consistency", {"checkpoint": kept}, expect=200)
    code, words = said(entry)
    assert (code, f"it is entry {entry['entryId']}" in words) == (0, True), words
    assert said(grown, entry, kept=kept)[0] == 0
    code, words = said(entry, grown, kept=kept)
    assert (code, f"only grew from {grown['fromSize']} to {grown['size']} leaves" in words) == (0, True), (
        words
    )
    assert words.splitlines()[-1] == "INTACT: everything is as it was signed."
    # Another entry, other bytes, another place, another log, another key, another checkpoint: none of it proves anything.
    by_hash = entry | {"leaf": None}
    code, words = said(by_hash)
    assert (code, "the server's word" in words) == (0, True), words
    for wrong in (
        entry | {"entryId": str(UUID(int=7))},
        entry | {"leaf": grown["path"][0] if grown["path"] else "AAAA"},
        entry | {"index": entry["index"] - 1},
        entry | {"size": entry["size"] - 1},
        entry | {"origin": "elsewhere/2026"},
        entry | {"path": entry["path"][1:]},
        entry | {"leafHash": "no base64"},
        entry | {"checkpoint": entry["checkpoint"].replace("\n", "\nmore\n", 1)},
    ):
        code, words = said(wrong)
        assert (code, words.splitlines()[-1][:7]) == (1, "BROKEN:"), (wrong, words)
    assert said(entry, key=make_signer("chaincare.localhost").verifier.encoded())[0] == 1
    assert said(grown | {"path": [entry["leafHash"]]}, kept=kept)[0] == 1
    assert said(grown | {"fromSize": grown["fromSize"] - 1}, kept=kept)[0] == 1
    # What is missing is told, and nothing is called intact.
    for answers, given in (((grown,), None), ((entry,), kept), (("{",), None), (({},), None)):
        code, words = said(*answers, kept=given)
        assert (code, words.splitlines()[-1][:16]) == (2, "CANNOT BE JUDGED"), words
    await sealer.close()


async def test_a_log_that_goes_on_in_another_is_followed(region: Region, said: Said) -> None:
    sealer = sealer_of(region.urls)
    await open_case(region)
    await seal(sealer, region.admin)
    kept = (await region.auditor.get("/access-log/checkpoints?limit=1"))["items"][0]["note"]
    await sealer.begin_epoch("a rehearsal")
    await open_case(region)
    await seal(sealer, region.admin)
    first = await region.auditor.post("/access-log/proofs/_consistency", {"checkpoint": kept}, expect=200)
    following = first["goesOnIn"]
    code, words = said(first, kept=kept)
    assert (code, "_consistency with that checkpoint" in words) == (2, True), words
    second = await region.auditor.post(
        "/access-log/proofs/_consistency", {"checkpoint": following["checkpoint"]}, expect=200
    )
    code, words = said(first, second, kept=kept)
    assert (code, f"{following['origin']} goes on from it" in words) == (0, True), words
    for wrong in (
        following | {"opening": "AAAA"},
        following | {"origin": "elsewhere/2026"},
        following | {"checkpoint": first["checkpoint"]},
        following | {"path": [*following["path"], first["checkpoint"][:4]]},
    ):
        assert said(first | {"goesOnIn": wrong}, second, kept=kept)[0] == 1, wrong
    assert said(second, first, kept=kept)[0] == 1
    await sealer.close()
