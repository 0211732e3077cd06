"""Everything that is kept on somebody, as AVG 15 wants it told: data, purposes, recipients, sources, rights."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import Reach
from chaincare.privacy import rules, store
from chaincare.privacy.model import Bundled, SubjectRequest
from chaincare.privacy.part_names import PART_NAMES, UNNAMED
from chaincare.privacy.printing import Printed, printed
from chaincare.privacy.purposes import purpose_words
from chaincare.privacy.telling import keys_in, told
from chaincare.trace.store import HAPPENED
from chaincare.wire import Instant, View

LIST_PARTS = """
    SELECT kept.part, kept.items FROM unnest($1::uuid[]) AS registered (case_id)
    CROSS JOIN LATERAL chaincare.bundle_parts(registered.case_id) AS kept
"""

# Who received it, from the log, under the wall: organisation and function, never a name (CJEU C-579/21). The very
# lines that the own log tells: an attempt that it leaves out would tell of what is hidden by being counted.
LIST_RECIPIENTS = f"""
    SELECT o.name AS organisation, p.function, min(e.at) AS first_at, max(e.at) AS last_at, count(*)::int AS times
    FROM access_entries AS e
    JOIN organisations AS o ON o.id = e.organisation_id
    LEFT JOIN professionals AS p ON p.id = e.actor_id
    WHERE {HAPPENED}
    GROUP BY o.name, p.function ORDER BY min(e.at), o.name, p.function
"""

LIST_SOURCES = """
    SELECT DISTINCT o.name AS organisation, u.name AS unit, u.statutory_task, p.purpose
    FROM participations AS p
    LEFT JOIN professionals AS f ON f.id = p.professional_id
    JOIN units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
    JOIN organisations AS o ON o.id = u.organisation_id
    WHERE p.case_id = ANY ($1::uuid[]) ORDER BY 1, 2, 4
"""

# What may be told by name: units, in what the wall shows of a case. A consent that names a hidden one is hidden whole.
LIST_UNIT_NAMES = """
    SELECT u.id::text AS id, o.name || ', ' || u.name AS name
    FROM units AS u JOIN organisations AS o ON o.id = u.organisation_id WHERE u.id = ANY ($1::uuid[])
"""

# The entry that says so: a door that opens two things at once leaves that to whoever writes (T2).
RECORD_BUNDLE = "SELECT chaincare.record($1, 'E', 'done', NULL, $2)"


class BundlePart(View):
    """Records of one sort, called in English and Dutch; the fields are those of the record, without keys."""

    part: str
    category: str
    categorie: str
    items: tuple[dict[str, Any], ...]


class Recipient(View):
    """Who received it: an organisation and a function, from when to when, how often."""

    organisation: str
    function: str | None
    first_at: Instant
    last_at: Instant
    times: int


class Source(View):
    """Where it comes from: who took part, for what, under which law."""

    organisation: str
    unit: str
    statutory_task: str
    purpose: str


class BundlePurpose(View):
    """What it is used for: the word of the catalogue, and what that means."""

    purpose: str
    en: str
    nl: str


class BundlePrinted(View):
    """The same to be printed and read, in Dutch and English."""

    nl: str
    en: str


class Bundle(View):
    """Everything that is kept on somebody, as far as the client's own view reaches; `digest` is of `parts`."""

    request_id: UUID
    made_at: Instant
    purposes: tuple[BundlePurpose, ...]
    parts: tuple[BundlePart, ...]
    recipients: tuple[Recipient, ...]
    sources: tuple[Source, ...]
    printed: BundlePrinted
    digest: str


async def make_bundle(clearance: Clearance, request: SubjectRequest, at: datetime) -> Bundle:
    """Put together what is kept, and keep the proof that it was given. Raises NotForBundle."""
    let_in = clearance.admission.reach is Reach.CLIENT
    officer = None if let_in else await store.find_officer(clearance, request.id)
    rules.bundle(request, officer, let_in=let_in)
    # Of whose registrations were merged: of all of them.
    opened = [one for one in (clearance.admission, *clearance.page) if one.reach is Reach.CLIENT]
    cases = [one.case_id for one in opened]
    parts = await _list_parts(clearance, cases)
    received = await clearance.fetch(LIST_RECIPIENTS, [one.client for one in opened], None, None)
    recipients = tuple(
        Recipient(
            organisation=row["organisation"],
            function=row["function"],
            first_at=row["first_at"],
            last_at=row["last_at"],
            times=row["times"],
        )
        for row in received
    )
    sources = tuple(
        Source(
            organisation=row["organisation"],
            unit=row["unit"],
            statutory_task=row["statutory_task"],
            purpose=row["purpose"],
        )
        for row in await clearance.fetch(LIST_SOURCES, cases)
    )
    digest = hashlib.sha256(msgspec.json.encode(parts)).digest()
    await store.add_fact(clearance, request, Bundled(digest), at)
    await clearance.fetchrow(RECORD_BUNDLE, clearance.operation.code, request.id)
    page = printed(
        Printed(
            at,
            tuple((one.category, one.categorie, one.items) for one in parts),
            tuple((one.organisation, one.function, one.last_at, one.times) for one in recipients),
            tuple((one.organisation, one.unit, one.statutory_task, one.purpose) for one in sources),
        )
    )
    return Bundle(
        request_id=request.id,
        made_at=at,
        purposes=tuple(map(_purpose, sorted({one.purpose for one in sources}))),
        parts=parts,
        recipients=recipients,
        sources=sources,
        printed=BundlePrinted(nl=page.nl, en=page.en),
        digest=digest.hex(),
    )


async def _list_parts(clearance: Clearance, cases: Sequence[UUID | None]) -> tuple[BundlePart, ...]:
    kept: dict[str, list[dict[str, Any]]] = {}
    for row in await clearance.fetch(LIST_PARTS, cases):
        kept.setdefault(row["part"], []).extend(msgspec.json.decode(row["items"], type=list[dict[str, Any]]))
    keys = {key for item in kept.get("consents", ()) for key in keys_in(item)}
    named = await clearance.fetch(LIST_UNIT_NAMES, list(keys))
    names = {row["id"]: row["name"] for row in named}
    return tuple(_part(part, items, names if part == "consents" else {}) for part, items in kept.items())


def _purpose(name: str) -> BundlePurpose:
    en, nl = purpose_words(name)
    return BundlePurpose(purpose=name, en=en, nl=nl)


def _part(name: str, rows: Iterable[dict[str, Any]], names: Mapping[str, str]) -> BundlePart:
    en, nl = PART_NAMES.get(name, UNNAMED)
    return BundlePart(part=name, category=en, categorie=nl, items=tuple(told(row, names) for row in rows))
