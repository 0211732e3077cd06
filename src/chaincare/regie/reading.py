"""Who held regie, with how to reach him: the reads behind the answers."""

from datetime import datetime
from typing import Any

from chaincare.access.clearance import Clearance
from chaincare.access.model import Reach
from chaincare.cases.model import Acting, Holder
from chaincare.regie.held import Held
from chaincare.regie.measures import Measure
from chaincare.regie.model import EndsBecause, Latest

_WHO = """
    JOIN participations AS h ON h.id = t.holder_id
    JOIN professionals AS f ON f.id = h.professional_id JOIN units AS u ON u.id = f.unit_id
    JOIN organisations AS o ON o.id = u.organisation_id
"""
_HELD = f"""
    SELECT t.holder_id AS participation_id, f.name, f.function, f.phone, o.name AS organisation, t.mandate, t.kind,
           lower(t.during) AS since, upper(t.during) AS until, t.client_party_id AS client_id, {{more}}
    FROM regie_terms AS t {_WHO}
"""

# By which measure, where it is by law: what returned after it is not.
_MEASURE = """
    CASE WHEN t.kind = 'by_law' THEN (
        SELECT p.measure FROM regie_proposals AS p WHERE p.id = t.proposal_id) END AS measure
"""

# The last fact about a term says where it ends (0009): of those that were recorded by then.
_LAST_KNOWN = """
    SELECT k.ends_at, k.because FROM regie_facts AS k
    WHERE k.case_id = t.case_id AND k.began_at = {began} AND k.recorded_at <= {known} ORDER BY k.number DESC LIMIT 1
"""

# An objection is said to the proposal by which he came to hold it.
_STANDING = f"""
    {_MEASURE}, EXISTS (SELECT FROM chaincare.unattended_here($3) AS u WHERE u.holder_id = t.holder_id) AS unattended,
    chaincare.stands(t.holder_id, $3) AS stands, known.because AS ends_because,
    (SELECT min(s.answered_at) FROM regie_responses AS s
     WHERE s.proposal_id = t.proposal_id AND s.answer = 'objection') AS objected_at
"""
FIND_HOLDER = f"""
    {_HELD.format(more=_STANDING)}
    CROSS JOIN LATERAL ({_LAST_KNOWN.format(began="lower(t.during)", known="'infinity'")}) AS known
    WHERE t.case_id = $1 AND lower(t.during) <= $2 ORDER BY lower(t.during) DESC LIMIT 1
"""

SHIELDED_FROM = (Reach.CLIENT, Reach.THAT)
FIND_CONTACT = """
    SELECT NULL::uuid AS participation_id, name, function, phone, organisation, mandate, 'agreed' AS kind, since,
           NULL::timestamptz AS until
    FROM chaincare.holder_behind_shield($1, $2)
"""

FIND_HOLDER_AS_KNOWN = f"""
    SELECT t.holder_id AS participation_id, f.name, f.function, f.phone, o.name AS organisation, t.mandate, t.kind,
           t.began_at AS since, known.ends_at AS until, known.because AS ends_because,
           t.client_party_id AS client_id, {_MEASURE}
    FROM regie_facts AS t {_WHO}
    CROSS JOIN LATERAL ({_LAST_KNOWN.format(began="t.began_at", known="$3")}) AS known
    WHERE t.case_id = $1 AND t.fact = 'began' AND t.began_at <= $2 AND t.recorded_at <= $3
      AND NOT EXISTS (SELECT FROM regie_facts AS x WHERE x.case_id = t.case_id AND x.began_at = t.began_at
                      AND x.fact = 'dropped' AND x.recorded_at <= $3)
    ORDER BY t.began_at DESC LIMIT 1
"""

LIST_HOLDERS = f"""
    {_HELD.format(more=f"t.proposal_id, known.because, began.recorded_at, {_MEASURE}")}
    JOIN regie_facts AS began ON began.case_id = t.case_id AND began.began_at = lower(t.during) AND began.fact = 'began'
    CROSS JOIN LATERAL ({_LAST_KNOWN.format(began="lower(t.during)", known="'infinity'")}) AS known
    WHERE t.case_id = $1 AND ($2::timestamptz IS NULL OR lower(t.during) < $2)
    ORDER BY lower(t.during) DESC LIMIT $3
"""


FIND_ACTING = """
    SELECT a.acting_id AS participation_id, f.name, f.function, f.phone, o.name AS organisation, a.until
    FROM chaincare.acting_here($2, $3) AS a
    JOIN participations AS p ON p.id = a.acting_id JOIN professionals AS f ON f.id = p.professional_id
    JOIN units AS u ON u.id = f.unit_id JOIN organisations AS o ON o.id = u.organisation_id
    WHERE a.case_id = $1 LIMIT 1
"""


ACTS_FOR_HOLDER = "SELECT FROM chaincare.acting_here($2, $2) AS a WHERE a.case_id = $1 AND a.acting_id = $3"


async def acts_for_holder(clearance: Clearance, at: datetime) -> bool:
    """Say whether who acts does so in the place of a holder who is absent (R9)."""
    found = await clearance.fetchrow(ACTS_FOR_HOLDER, clearance.case_id, at, clearance.participation_id)
    return found is not None


async def find_acting(clearance: Clearance, at: datetime, now: datetime) -> Acting | None:
    """Give who acts at a moment in the place of a holder who is absent, or None (R9). Of days ahead a citizen is told nothing."""
    if at > now and clearance.reach is Reach.CLIENT:
        return None
    row = await clearance.fetchrow(FIND_ACTING, clearance.case_id, at, now)
    return None if row is None else Acting(**dict(row))


async def find_holder(clearance: Clearance, at: datetime, now: datetime) -> Latest | None:
    """Give whose term began last before a moment, whether it still ran then or not, and whether he can act now.

    Where who directed then is shielded from this reader (S5), whom to ask instead.
    """
    row = await clearance.fetchrow(FIND_HOLDER, clearance.case_id, at, now)
    ran = row is not None and (row["until"] is None or row["until"] > at)
    if clearance.reach in SHIELDED_FROM and not ran:
        other = await clearance.fetchrow(FIND_CONTACT, clearance.case_id, at)
        if other is not None:
            return Latest(_holder(dict(other)), None)
    if row is None:
        return None
    facts = dict(row)
    ends, measure = _ends_because(facts.pop("ends_because")), _measure(facts.pop("measure"))
    stands, objected_at, unattended = (facts.pop(one) for one in ("stands", "objected_at", "unattended"))
    return Latest(_holder(facts), ends, stands, objected_at, measure, unattended)


async def find_holder_as_known(clearance: Clearance, at: datetime, known_at: datetime) -> Latest | None:
    """Give whose term began last before a moment, by what had been recorded at another."""
    row = await clearance.fetchrow(FIND_HOLDER_AS_KNOWN, clearance.case_id, at, known_at)
    if row is None:
        return None
    facts = dict(row)
    ends, measure = _ends_because(facts.pop("ends_because")), _measure(facts.pop("measure"))
    return Latest(_holder(facts), ends, measure=measure)


async def list_holders(clearance: Clearance, before: datetime | None, limit: int) -> list[Held]:
    """List who held regie, by which proposal and until when and why, the latest first."""
    rows = await clearance.fetch(LIST_HOLDERS, clearance.case_id, before, limit)
    return [_held(dict(row)) for row in rows]


def _held(facts: dict[str, Any]) -> Held:
    proposal_id, because, recorded_at = (facts.pop(one) for one in ("proposal_id", "because", "recorded_at"))
    measure = _measure(facts.pop("measure"))
    return Held(_holder(facts), proposal_id, _ends_because(because), recorded_at, measure)


def _ends_because(word: str | None) -> EndsBecause | None:
    return None if word is None else EndsBecause(word)


def _measure(word: str | None) -> Measure | None:
    return None if word is None else Measure(word)


def _holder(facts: dict[str, Any]) -> Holder:
    return Holder(**facts | {"mandate": tuple(facts["mandate"])})
