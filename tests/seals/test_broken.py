"""A log that is not what was signed: the operator reads why and what to do, and nobody is told to wait for what does not come."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.beside import beside, until_ready_is
from tests.people import SECRET, Region, open_case
from tests.sealed import KEYS, seal, sealer_of

from chaincare.logs import set_up_logs
from chaincare.seals import holding
from chaincare.seals.holding import Telling
from chaincare.seals.signing import SealKeys, seal_keys
from chaincare.settings import Settings

pytestmark = pytest.mark.anyio

FORMER = SealKeys("chaincare.localhost", [b"o" * 32])


class Lines:
    """What the application wrote, in the form it is written in."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys, self._found = capsys, list[dict[str, str]]()

    def told(self, prefix: str = "seal_") -> list[dict[str, str]]:
        self._found += map(json.loads, self._capsys.readouterr().out.splitlines())
        return [one for one in self._found if str(one["event"]).startswith(prefix)]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    set_up_logs("INFO")
    yield Lines(capsys)
    set_up_logs("ERROR")


async def test_a_key_without_the_former_one_is_told_with_its_name_and_what_to_do(
    region: Region, lines: Lines
) -> None:
    opened = await open_case(region)
    sealer = sealer_of(region.urls, keys=FORMER)
    await seal(sealer, region.admin)
    kept = await region.admin.fetchval("SELECT note FROM chaincare.checkpoints ORDER BY size LIMIT 1")
    await sealer.close()
    async with beside(region, seal_seconds=1, seal_key=b"n" * 32) as wrong:
        late = (await until_ready_is(503, wrong)).json()
        assert late["type"].endswith(":log-not-sealed")
        answer = await wrong.teacher.ask("GET", f"/cases/{opened['id']}")
        assert answer.status_code == 200, answer.text
        assert ": nothing is shown" not in late["detail"], "it is shown, where the operator set no bound"
        receipt = {"receipt": answer.headers["ChainCare-Receipt"]}
        for asked in (("_inclusion", receipt), ("_consistency", {"checkpoint": kept})):
            refused = await wrong.auditor.post(f"/access-log/proofs/{asked[0]}", asked[1], expect=409)
            assert refused["type"].endswith(":seal-broken")
        await until_ready_is(503, wrong)
    [line] = lines.told()
    assert line["event"] == "seal_broken"
    name, hashed, _ = FORMER.verifier.split("+")
    assert f"but by {name}+{hashed}:" in line["why"]
    assert "CHAINCARE_PREVIOUS_SEAL_KEYS" in line["why"]
    assert not lines.told("request_failed")
    # With it everything is as before.
    async with beside(region, seal_seconds=1, seal_key=b"n" * 32, previous_seal_keys=(b"o" * 32,)) as right:
        await until_ready_is(200, right)
        await right.auditor.post("/access-log/proofs/_consistency", {"checkpoint": kept}, expect=200)


async def test_a_restored_backup_is_told_with_the_log_that_is_shorter(
    region: Region, lines: Lines, tmp_path: Path
) -> None:
    sealer = sealer_of(region.urls, tmp_path / "last")
    await seal(sealer, region.admin)
    await sealer.close()
    year = await region.admin.fetchval("SELECT extract(year FROM now())::int")
    (tmp_path / "last").write_text(KEYS.sign(f"chaincare.localhost/{year}", 999, b"r" * 32))
    async with beside(region, seal_seconds=0, seal_memory=tmp_path / "last") as restored:
        await until_ready_is(503, restored)
    [line] = lines.told()
    assert f"the log chaincare.localhost/{year} is shorter than the checkpoint of 999" in line["why"]


def test_what_is_broken_is_told_once_again_when_it_changes_and_when_it_is_over(
    lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    telling = Telling()
    for broken in (None, "one", "one", "two", "two", None, None, "two"):
        telling.tell(broken)
    assert [(one["event"], one.get("why", "")[:3]) for one in lines.told()] == [
        ("seal_broken", "one"),
        ("seal_broken", "two"),
        ("seal_whole_again", ""),
        ("seal_broken", "two"),
    ]
    monkeypatch.setattr(holding, "REMIND_SECONDS", 0.0)
    telling.tell("two")
    assert len(lines.told()) == 5, "and every so many minutes"


def test_it_says_whose_signature_it_is_or_that_it_is_none() -> None:
    ours = KEYS.sign("chaincare.localhost/2026", 3, b"r" * 32)
    foreign = FORMER.sign("chaincare.localhost/2026", 3, b"r" * 32)
    assert KEYS.unsigned(foreign) == "but by chaincare.localhost+" + FORMER.verifier.split("+")[1]
    assert "was changed" in KEYS.unsigned(ours.replace("\n3\n", "\n4\n"))
    assert "no signed note" in KEYS.unsigned("")


def test_a_server_knows_the_next_key_before_it_signs_with_it() -> None:
    """While servers are started again one by one, some sign with the new key already: to the others it is no stranger."""
    note = FORMER.sign("chaincare.localhost/2026", 3, b"r" * 32)
    secret = Settings(secret_key=SECRET)
    prepared = Settings(secret_key=SECRET, previous_seal_keys=(b"o" * 32,))
    before, between = seal_keys(secret), seal_keys(prepared)
    assert before is not None
    assert between is not None
    assert before.verifier == between.verifier == KEYS.verifier
    assert before.signed(note) is None
    assert between.signed(note) is not None
