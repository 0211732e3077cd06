import time, pytest
from tests.people import open_case, link_mother
pytestmark = pytest.mark.anyio
async def test_log(region):
    one = await open_case(region)
    await link_mother(region, one)
    await region.teacher.get(f"/cases/{one['id']}")
    cols = [r[0] for r in await region.admin.fetch("select attname from pg_attribute where attrelid='chaincare.access_entries'::regclass and attnum>0 and not attisdropped and attname not in ('id','at','query_id')")]
    c = ", ".join(cols)
    await region.admin.execute("SET session_replication_role=replica")
    await region.admin.execute(f"INSERT INTO chaincare.access_entries (id, at, query_id, {c}) SELECT uuidv7(), at - n * interval '1 second', case when n % 3 = 0 then uuidv7() end, {c} FROM (select * from chaincare.access_entries where outcome='entered' and event='case.read' limit 1) e, generate_series(1, 40000) n")
    for path in ("", "?merge=day", ""):
        t=time.perf_counter(); got = await region.mother.ask("GET", "/me/access-log"+path); print(path, got.status_code, time.perf_counter()-t)
    await region.admin.execute("DROP INDEX chaincare.access_entries_of_refused")
    for path in ("", "?merge=day", ""):
        t=time.perf_counter(); got = await region.mother.ask("GET", "/me/access-log"+path); print(path, got.status_code, time.perf_counter()-t)
