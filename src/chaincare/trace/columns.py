"""What is read of an entry, and whom it names: to an auditor, and to a client in his own log."""

from chaincare.trace.model import ACTING_RULE, Entry

ENTRY = ", ".join(f"e.{name}" for name in Entry.__struct_fields__)

# Names are joined now, from the directory as it is; the entry itself holds ids only (T4). A denied attempt
# has no client: it is found by the id that was asked for.
_NAMED = "p.name AS actor, p.function, o.name AS organisation, {related} AS related_by, b.ground, t.through"
NAMED = f"{_NAMED.format(related='x.name')}, x.elsewhere, x.function AS elsewhere_function"
# In whose place somebody acted is named in his entry (R9). Of a holder who is hidden from a citizen the wall shows him no such entry (S5).
_HOLDER = f"""
    LEFT JOIN LATERAL (
        SELECT a.function, g.name AS organisation FROM professionals AS a
        JOIN units AS u ON u.id = a.unit_id JOIN organisations AS g ON g.id = u.organisation_id
        WHERE e.rule = '{ACTING_RULE}' AND a.id = e.relation_by) AS h ON true"""
_PLAINLY = """
    LEFT JOIN professionals AS p ON p.id = e.actor_id
    LEFT JOIN organisations AS o ON o.id = e.organisation_id
    LEFT JOIN LATERAL chaincare.log_basis(e.basis_id) AS b (ground) ON true
    LEFT JOIN LATERAL (
        SELECT min(h.name) AS through FROM organisations AS h
        WHERE e.acted_by IS NOT NULL AND h.issuer = split_part(e.acted_by, '|', 1) HAVING count(*) = 1) AS t ON true
"""
# Who made a relation, or was stood in for: an organisation's auditor is told of another's people what they do, and where one of them is
# hidden in a case of this client only that it was somebody.
ELSEWHERE = """coalesce(u.organisation_id <> (SELECT m.organisation_id FROM chaincare.log_names_of() AS m)
    AND r.id <> (SELECT m.reader_id FROM chaincare.log_names_of() AS m), false)"""


def told_of(whose: str, name: str) -> str:
    """Join who a column names, as an auditor is told of him: of another organisation than his mandate is for `elsewhere`, and what he does as `name`."""
    return f"""
    LEFT JOIN LATERAL (
        SELECT {ELSEWHERE} AS elsewhere, CASE WHEN {ELSEWHERE} THEN r.function ELSE r.name END AS name
        FROM professionals AS r JOIN units AS u ON u.id = r.unit_id WHERE r.id = {whose}) AS {name} ON true"""


def _of_page() -> str:
    """The columns of an entry as an auditor reads it: of whom it is about nothing, where that is somebody he is not told of."""
    told = """CASE WHEN NOT EXISTS (SELECT FROM professionals AS r JOIN units AS u ON u.id = r.unit_id
        WHERE r.id = e.{0} AND {1}) THEN e.{0} END AS {0}"""
    plain = ENTRY.replace("e.object_id", told.format("object_id", ELSEWHERE))
    return plain.replace("e.asked_id", told.format("asked_id", ELSEWHERE))


COLUMNS = f"{_of_page()}, {NAMED}"
_MADE_BY = f"""
    LEFT JOIN LATERAL (
        SELECT CASE WHEN r.elsewhere THEN NULL ELSE r.name END AS name, r.elsewhere,
            CASE WHEN r.elsewhere AND NOT chaincare.log_hides(r.id, e.client, e.case_id) THEN r.function END AS function
        FROM (SELECT r.id, r.name, r.function, {ELSEWHERE} AS elsewhere
              FROM professionals AS r JOIN units AS u ON u.id = r.unit_id WHERE r.id = e.relation_by) AS r) AS x ON true"""
JOINED = f"{_PLAINLY} {_MADE_BY}"
# That a case was opened from a line of an inventory is told once that he stood on it was (0150): until then it was opened, as any case is.
_AS_TOLD = """CASE WHEN e.event = 'inventory-line.case-opened' AND e.client = ANY ((SELECT chaincare.cleared_untold())::uuid[])
    THEN 'case.opened' ELSE e.event END AS event"""
_OWN_ENTRY = ", ".join(_AS_TOLD if name == "event" else f"e.{name}" for name in Entry.__struct_fields__)
OWN_COLUMNS = f"{_OWN_ENTRY}, {_NAMED.format(related='NULL')}, false, NULL, h.function, h.organisation"
OWN_JOINED = f"{_PLAINLY} {_HOLDER}"
