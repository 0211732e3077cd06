"""What migrations leave to the application: names that were there before their folded forms were.

Folding is done in Python (see `folding.py`), so a migration cannot. It runs where migrations run, as the door's role: the
application itself sees no client without an entry, not even to fold his name.
"""

import asyncpg

from chaincare.folding import forms_of_fields

BATCH = 1_000

# Earlier names too: who knew somebody by one of them still finds him. Changed rows answer to the log (T2), these do
# not: nothing is said here that was not there before.
LIST_UNFOLDED = """
    WITH unfolded AS (
        SELECT k.id, c.id AS case_id, k.given_names, k.prefix, k.family_name, k.call_name,
               extract(year FROM k.birth_date)::int AS born_year
        FROM chaincare.clients AS k JOIN chaincare.cases AS c ON c.client_id = k.id
        WHERE NOT EXISTS (SELECT FROM chaincare.client_names AS n WHERE n.client_id = k.id)
        ORDER BY k.id LIMIT $1)
    SELECT id, case_id, born_year, true AS in_use, given_names, prefix, family_name, call_name FROM unfolded
    UNION ALL
    SELECT u.id, u.case_id, u.born_year, false, v.given_names, v.prefix, v.family_name, v.call_name
    FROM unfolded AS u JOIN chaincare.client_versions AS v ON v.client_id = u.id
"""
ADD_FORM = """
    INSERT INTO chaincare.client_names AS n (client_id, case_id, kind, folded, sound, born_year, in_use)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (client_id, kind, folded) DO UPDATE SET in_use = n.in_use OR excluded.in_use
"""
CHECK = "INSERT INTO chaincare.match_checks (client_id) SELECT unnest($1::uuid[])"


async def fold_names(connection: asyncpg.Connection) -> int:
    """Fold the names of clients that have no folded form yet, a batch a transaction; gives how many there were."""
    done = 0
    while True:
        async with connection.transaction():
            await connection.execute("SET LOCAL ROLE chaincare_door")
            rows = await connection.fetch(LIST_UNFOLDED, BATCH)
            forms = [
                (row["id"], row["case_id"], kind, *form, row["born_year"], row["in_use"])
                for row in rows
                for kind, form in forms_of_fields(*row[4:])
            ]
            await connection.executemany(ADD_FORM, forms)
            folded = {form[0] for form in forms}
            await connection.execute(CHECK, list(folded))
        done += len(folded)
        if len(folded) < BATCH:
            return done
