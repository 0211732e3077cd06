"""A superuser of the database changes the log; whoever has the key and last month's checkpoint finds it, and where (SECURITY 1)."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from tests.people import Region, open_case
from tests.sealed import KEYS, seal, sealer_of

from chaincare.merkle import root_of
from chaincare.seals.exporting import export_log
from chaincare.seals.signing import SealKeys
from chaincare.signed_notes import read_verifier
from chaincare.verifying.findings import Verification
from chaincare.verifying.run import Asked, verify

pytestmark = pytest.mark.anyio

TABLES = (
    "access_entries", "sealed_logs", "sealed_batches", "sealed_ids", "sealed_nodes", "checkpoints", "seal_keys",
)  # fmt: skip
MIDDLE = 7
"""The leaf that is meddled with: of entries that one transaction did not write alone."""
WHERE = f"WHERE id = (SELECT chaincare.id_of_leaf({MIDDLE}))"
FIND = """
    CREATE FUNCTION chaincare.id_of_leaf(place int) RETURNS uuid LANGUAGE sql AS $$
        SELECT i.ids[place - i.first_index + 1] FROM chaincare.sealed_ids AS i
        WHERE i.first_index <= place ORDER BY i.first_index DESC LIMIT 1 $$
"""
OTHER_BYTE = "overlay({0} placing set_byte(substr({0}, {1}, 1), 0, 255 - get_byte({0}, {1} - 1)) from {1})"
DROP_LEAF = f"""
    UPDATE chaincare.sealed_batches AS b SET entries = entries - 1, hashes =
        substr(hashes, 1, 32 * ({MIDDLE} - first_index)::int) || substr(hashes, 32 * ({MIDDLE} - first_index)::int + 33)
        WHERE first_index <= {MIDDLE} AND first_index + entries > {MIDDLE};
    DELETE FROM chaincare.access_entries {WHERE};
    UPDATE chaincare.sealed_ids SET ids = array_remove(ids, chaincare.id_of_leaf({MIDDLE}))
        WHERE chaincare.id_of_leaf({MIDDLE}) = ANY (ids)
"""
SWAP = f"""
    UPDATE chaincare.access_entries AS e SET id = o.id FROM chaincare.access_entries AS o
    WHERE (e.id, o.id) IN ((chaincare.id_of_leaf({MIDDLE}), chaincare.id_of_leaf(2)),
                           (chaincare.id_of_leaf(2), chaincare.id_of_leaf({MIDDLE})))
"""
CUT = """
    DELETE FROM chaincare.checkpoints WHERE size > {0};
    DELETE FROM chaincare.access_entries WHERE id = ANY (ARRAY(
        SELECT unnest(i.ids) FROM chaincare.sealed_ids AS i WHERE i.first_index >= {0}));
    DELETE FROM chaincare.sealed_ids WHERE first_index >= {0}; DELETE FROM chaincare.sealed_batches WHERE first_index >= {0}
"""
BATCH = f"(SELECT max(b.first_index) FROM chaincare.sealed_batches AS b WHERE b.first_index <= {MIDDLE})"
INSERT = f"""
    INSERT INTO chaincare.access_entries SELECT (jsonb_populate_record(e, jsonb_build_object(
        'id', gen_random_uuid(), 'at', e.at + interval '1 microsecond'))).* FROM chaincare.access_entries AS e {WHERE}
"""

RECIPES = [
    pytest.param(f"UPDATE chaincare.access_entries SET event = 'case.reads' {WHERE}", MIDDLE, id="another event"),
    pytest.param(f"UPDATE chaincare.access_entries SET subject = 'a colleague' {WHERE}", MIDDLE, id="another person"),
    pytest.param(f"UPDATE chaincare.access_entries SET actor_id = gen_random_uuid() {WHERE}", MIDDLE, id="another actor"),
    pytest.param(f"UPDATE chaincare.access_entries SET emergency = NOT emergency {WHERE}", MIDDLE, id="no emergency"),
    pytest.param(f"UPDATE chaincare.access_entries SET at = at + interval '1 microsecond' {WHERE}", MIDDLE, id="a later moment"),
    pytest.param(f"UPDATE chaincare.access_entries SET trace_id = {OTHER_BYTE.format('trace_id', 3)} {WHERE}", MIDDLE, id="a flipped byte"),
    pytest.param(f"UPDATE chaincare.access_entries SET private_digest = '\\x00' {WHERE}", MIDDLE, id="another text's digest"),
    pytest.param(f"DELETE FROM chaincare.access_entries {WHERE}", MIDDLE, id="a removed entry"),
    pytest.param("DELETE FROM chaincare.access_entries WHERE id = chaincare.id_of_leaf(1)", 1, id="the first one removed"),
    pytest.param("DELETE FROM chaincare.access_entries WHERE at = (SELECT max(at) FROM chaincare.access_entries WHERE at < "
                 "(SELECT max(until_at) FROM chaincare.sealed_batches))", None, id="a late one removed"),
    pytest.param("DELETE FROM chaincare.access_entries", 1, id="all of them removed"),
    pytest.param(DROP_LEAF, None, id="an entry and its leaf removed"),
    pytest.param(INSERT, None, id="an inserted entry"),
    pytest.param(SWAP, 2, id="a swapped pair"),
    pytest.param(f"UPDATE chaincare.sealed_ids SET ids[{MIDDLE} - first_index + 1] = ids[{MIDDLE} - first_index + 2], "
                 f"ids[{MIDDLE} - first_index + 2] = ids[{MIDDLE} - first_index + 1] WHERE chaincare.id_of_leaf({MIDDLE}) = ANY (ids)",
                 MIDDLE, id="a pair in another order"),
    pytest.param(f"UPDATE chaincare.sealed_batches SET hashes = {OTHER_BYTE.format('hashes', 5)} WHERE first_index = 1", None, id="another leaf"),
    pytest.param(CUT.format(BATCH), None, id="the end cut off"),
    pytest.param("DELETE FROM chaincare.checkpoints", None, id="no checkpoints"),
    pytest.param("UPDATE chaincare.checkpoints SET note = replace(note, split_part(note, E'\\n', 2) || E'\\n', '9999' || E'\\n')", None, id="a forged checkpoint"),
    pytest.param("UPDATE chaincare.sealed_logs SET opening = set_byte(opening, 28, 55)", 0, id="another opening"),
    pytest.param("DELETE FROM chaincare.sealed_ids; DELETE FROM chaincare.access_entries", 1, id="hidden as if old"),
]  # fmt: skip


class Kept:
    """A log that an auditor once looked at, and how a superuser gets at it."""

    def __init__(self, region: Region, folder: Path, checkpoint: str) -> None:
        self.region, self.folder, self.checkpoint = region, folder, checkpoint

    async def verified(self, *keys: str, checkpoint: str | None = None) -> Verification:
        path = self.folder / "log.ndjson"
        with path.open("wb") as file:
            async for line in export_log(self.region.urls.migrate_url, lambda _: None):
                file.write(line)
        kept = self.checkpoint if checkpoint is None else checkpoint
        trusted = tuple(map(read_verifier, keys or (KEYS.verifier,)))
        return verify([path], Asked(keys=trusted, checkpoints=(("kept", kept),)))

    @contextlib.asynccontextmanager
    async def as_superuser(self) -> AsyncIterator[asyncpg.Connection]:
        """He takes every trigger away, and puts all back as it was before he began."""
        admin = self.region.admin
        for table in TABLES:
            await admin.execute(f"CREATE TABLE chaincare.copy_of_{table} AS TABLE chaincare.{table}")
        await _triggers(admin, "DISABLE")
        await admin.execute("SET session_replication_role = replica")
        try:
            yield admin
        finally:
            for table in TABLES:
                await admin.execute(
                    f"DELETE FROM chaincare.{table}; INSERT INTO chaincare.{table} TABLE chaincare.copy_of_{table}"
                )
                await admin.execute(f"DROP TABLE chaincare.copy_of_{table}")
            await admin.execute("RESET session_replication_role")
            await _triggers(admin, "ENABLE ALWAYS")


async def _triggers(admin: asyncpg.Connection, how: str) -> None:
    await admin.execute(f"""
        DO $$ DECLARE t record; BEGIN
            FOR t IN SELECT g.tgname, g.tgrelid::regclass AS held FROM pg_trigger AS g JOIN pg_class AS c ON c.oid = g.tgrelid
                WHERE NOT g.tgisinternal AND g.tgfoid = 'chaincare.refuse_change'::regproc LOOP
                EXECUTE format('ALTER TABLE %s {how} TRIGGER %I', t.held, t.tgname);
            END LOOP;
        END $$""")


@contextlib.asynccontextmanager
async def _kept(region: Region, folder: Path) -> AsyncIterator[Kept]:
    opened = await open_case(region)
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    for _ in range(4):
        await region.teacher.get("/worklist")
    await region.teacher.get(f"/cases/{opened['id']}")
    await seal(sealer, region.admin)
    note = await region.admin.fetchval("SELECT note FROM chaincare.checkpoints ORDER BY size DESC LIMIT 1")
    await region.outsider.get(f"/cases/{opened['id']}", expect=404)
    await seal(sealer, region.admin)
    await sealer.close()
    await region.admin.execute(FIND)
    yield Kept(region, folder, note)
    await region.admin.execute("DROP FUNCTION chaincare.id_of_leaf(int)")


async def test_every_recipe_of_tampering_is_found(region: Region, tmp_path: Path) -> None:
    async with _kept(region, tmp_path) as kept:
        clean = await kept.verified()
        assert clean.verdict == "intact", clean
        assert clean.logs[0].entries > MIDDLE + 3
        for recipe in RECIPES:
            deed, index = recipe.values
            async with kept.as_superuser() as superuser:
                await superuser.execute(str(deed))
                found = await kept.verified()
            assert found.verdict == "broken", recipe.id
            if index is not None:
                assert found.broken[0].index == index, (recipe.id, found.broken)
        assert (await kept.verified()).verdict == "intact", "what was put back is as it was"


async def test_a_chain_that_is_made_anew_and_a_backup_that_is_put_back_are_found(
    region: Region, tmp_path: Path
) -> None:
    async with _kept(region, tmp_path) as kept:
        forger = SealKeys(KEYS.name, [b"f" * 32])
        async with kept.as_superuser() as superuser:
            await superuser.execute(
                "DELETE FROM chaincare.access_entries WHERE event = 'case.read' AND outcome = 'entered'"
            )
            await _made_anew(superuser, forger)
            believed = await kept.verified(forger.verifier, checkpoint=await _last(superuser))
            assert believed.verdict == "intact", "as whole as the first, to whoever trusts its key"
            assert (await kept.verified()).verdict == "broken"
        # The superuser has no key, but a backup from before: all of it is signed as it should be, and not all of it is there.
        async with kept.as_superuser() as superuser:
            await superuser.execute(CUT.format(1))
            await superuser.execute("DELETE FROM chaincare.checkpoints WHERE size > 1")
            first = await kept.verified(checkpoint=await _last(superuser))
            assert first.verdict != "broken", "to whoever kept nothing newer"
            found = await kept.verified()
            assert found.verdict == "broken"
            assert "kept" in str(found.broken)


async def _made_anew(superuser: asyncpg.Connection, keys: SealKeys) -> None:
    """Hash everything that is left again, and sign it."""
    rows = await superuser.fetch(
        "SELECT id, at, sha256('\\x00'::bytea || chaincare.access_leaf(e)) AS leaf FROM chaincare.access_entries AS e ORDER BY xid, at, id"
    )
    opening = await superuser.fetchval("SELECT hashes FROM chaincare.sealed_batches WHERE first_index = 0")
    leaves: list[Any] = [opening, *(row["leaf"] for row in rows)]
    await superuser.execute(
        "DELETE FROM chaincare.sealed_ids; DELETE FROM chaincare.sealed_batches WHERE first_index > 0; DELETE FROM chaincare.checkpoints; DELETE FROM chaincare.seal_keys"
    )
    await superuser.execute(
        "INSERT INTO chaincare.sealed_batches (log_id, first_index, entries, before_xid, from_at, until_at, hashes) VALUES (1, 1, $1, pg_current_xact_id(), $2, $3, $4)",
        len(rows), rows[0]["at"], rows[-1]["at"], b"".join(leaves[1:]),
    )  # fmt: skip
    await superuser.execute("INSERT INTO chaincare.sealed_ids VALUES (1, 1, $1)", [row["id"] for row in rows])
    root = root_of(leaves)
    origin = await superuser.fetchval("SELECT origin FROM chaincare.sealed_logs")
    await superuser.execute(
        "INSERT INTO chaincare.checkpoints VALUES (1, $1, $2, $3)",
        len(leaves),
        root,
        keys.sign(origin, len(leaves), root),
    )


async def _last(superuser: asyncpg.Connection) -> str:
    return str(await superuser.fetchval("SELECT note FROM chaincare.checkpoints ORDER BY size DESC LIMIT 1"))
