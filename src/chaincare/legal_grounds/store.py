"""The catalogue: filled by migrations, read by everybody who has a place in the directory."""

from datetime import date
from typing import Any

from chaincare.access.clearance import Clearance
from chaincare.directory.model import Profile
from chaincare.legal_grounds.model import Catalogue, GroundKind, LegalGround

_ENTRY = """
    SELECT code, version, kind, citation, en, nl, grounds, profile, draft, lower(during) AS from_on,
           upper(during) AS until_on FROM legal_grounds
"""

GET_CATALOGUE = f"""
    SELECT g.*, coalesce((SELECT n.profiles FROM networks AS n WHERE n.id = $1), '{{}}') AS profiles
    FROM ({_ENTRY}) AS g WHERE g.kind <> 'secrecy' ORDER BY g.code, g.version
"""

LIST_LEGAL_GROUNDS = f"""
    {_ENTRY}
    WHERE ($1::text IS NULL OR (code, version) > ($1, $2::int)) AND ($4::text IS NULL OR kind = $4)
      AND ($5::date IS NULL OR (during @> $5 AND NOT draft))
    ORDER BY code, version LIMIT $3
"""


async def get_catalogue(clearance: Clearance) -> Catalogue:
    """Give the whole catalogue, as the network of the clearance may use it."""
    rows = await clearance.fetch(GET_CATALOGUE, clearance.admission.network_id)
    profiles = rows[0]["profiles"] if rows else []
    return Catalogue(tuple(_entry(row) for row in rows), frozenset(Profile(one) for one in profiles))


async def list_legal_grounds(
    clearance: Clearance,
    after: tuple[str, int] | None,
    limit: int,
    kind: GroundKind | None,
    on_day: date | None,
) -> list[LegalGround]:
    """List entries of the catalogue, of one kind or in force on a day if given."""
    code, version = after or (None, None)
    rows = await clearance.fetch(LIST_LEGAL_GROUNDS, code, version, limit, kind and kind.value, on_day)
    return [_entry(row) for row in rows]


def _entry(row: Any) -> LegalGround:
    return LegalGround(
        code=row["code"],
        version=row["version"],
        kind=GroundKind(row["kind"]),
        citation=row["citation"],
        en=row["en"],
        nl=row["nl"],
        grounds=tuple(row["grounds"]),
        profile=None if row["profile"] is None else Profile(row["profile"]),
        draft=row["draft"],
        from_on=row["from_on"],
        until_on=row["until_on"],
    )
