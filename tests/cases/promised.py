"""What must hold of a case at any moment (the promises), looked at from outside and from behind, as a superuser."""

from datetime import datetime
from itertools import pairwise
from typing import Any

from tests.cases.life import EVERYBODY, UNITS, Life

TERMS = """
    SELECT t.holder_id, lower(t.during) AS began, upper(t.during) AS ended, t.kind, t.proposal_id
    FROM chaincare.regie_terms AS t WHERE t.case_id = $1::text::uuid ORDER BY lower(t.during)
"""
AGREED = """
    SELECT p.id, p.candidate_id, p.holder_id, p.kind, array_agg(r.participation_id::text) FILTER (WHERE r.answer = 'assent') AS yes
    FROM chaincare.regie_proposals AS p LEFT JOIN chaincare.regie_responses AS r ON r.proposal_id = p.id
    WHERE p.case_id = $1::text::uuid GROUP BY p.id
"""
OPEN_PROPOSALS = """
    SELECT count(*) FROM chaincare.regie_proposals AS p WHERE p.case_id = $1::text::uuid AND p.respond_by > $2
      AND NOT EXISTS (SELECT FROM chaincare.regie_outcomes AS o WHERE o.proposal_id = p.id)
"""
# Who can act, said here in other words than the product's own: his part runs, and nobody took his login away.
PARTS = """
    SELECT p.id::text, p.role, p.professional_id::text AS professional, p.unit_id IS NOT NULL AS team,
           p.during @> $2::timestamptz AS runs, coalesce(f.status = 'active', true) AS active
    FROM chaincare.participations AS p LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
    WHERE p.case_id = $1::text::uuid
"""
RUNNING_HELP = """
    SELECT t.participation_id::text AS part, x.state, x.help FROM chaincare.escalation_targets AS t
    JOIN chaincare.escalations AS x ON x.id = t.escalation_id
    WHERE t.case_id = $1::text::uuid AND t.state = 'accepted' AND x.state IN ('accepted', 'waiting', 'started')
"""
AGREEMENTS = """
    SELECT a.id::text, a.state, a.responsible_id::text AS responsible, (
        SELECT f.by_id::text FROM chaincare.agreement_facts AS f
        WHERE f.agreement_id = a.id AND f.fact ->> 'kind' = 'agreed' ORDER BY f.seq DESC LIMIT 1) AS agreed_by,
        EXISTS (SELECT FROM chaincare.carried_agreements AS c WHERE c.agreement_id = a.id) AS carried
    FROM chaincare.agreements AS a WHERE a.case_id = $1::text::uuid
"""
HISTORIES = (
    "SELECT number, fact, began_at, holder_id, recorded_at FROM chaincare.regie_facts WHERE case_id = $1::text::uuid ORDER BY number",
    "SELECT agreement_id, seq, at, by_id, fact FROM chaincare.agreement_facts WHERE case_id = $1::text::uuid ORDER BY at, agreement_id, seq",
    "SELECT escalation_id, seq, at, by_id, fact FROM chaincare.escalation_facts WHERE case_id = $1::text::uuid ORDER BY at, escalation_id, seq",
    "SELECT kind, about, rung, taken_at FROM chaincare.ladder_steps WHERE case_id = $1::text::uuid ORDER BY id",
)  # fmt: skip
BOUND = ("agreed", "in_progress", "reported_kept", "kept", "not_kept")
OPEN = ("proposed", "agreed", "in_progress", "reported_kept", "awaiting_new_responsible")


async def rows(life: Life, sql: str, *more: Any) -> list[Any]:
    return list(await life.region.admin.fetch(sql, life.case_id, *more))


async def regie_holds(life: Life, now: datetime) -> None:
    """R1 to R4 and R6: one at a time, agreed by both, no gap, nobody who cannot act."""
    terms = await rows(life, TERMS)
    for one, after in pairwise(terms):
        assert one["ended"] is not None
        assert one["ended"] <= after["began"]  # R1
    proposals = {one["id"]: one for one in await rows(life, AGREED)}
    for one in terms:
        proposal = proposals.get(one["proposal_id"])
        if proposal is None or one["holder_id"] != proposal["candidate_id"]:
            continue  # interim, or returned to who held it before
        yes = set(proposal["yes"] or ())
        assert str(proposal["candidate_id"]) in yes  # R2
        if proposal["holder_id"] is not None and proposal["kind"] not in ("assignment", "by_law"):
            assert str(proposal["holder_id"]) in yes  # R2
    (still_open,) = (await rows(life, OPEN_PROPOSALS, now))[0]
    assert still_open <= 1  # R4
    seen = await life.region.coordinator.get(f"{life.path}/regie")
    held = [one for one in terms if one["began"] <= now and (one["ended"] is None or now < one["ended"])]
    able = {one["id"] for one in await rows(life, PARTS, now) if one["runs"] and one["active"]}
    expected = [str(one["holder_id"]) for one in held if str(one["holder_id"]) in able]
    shown = [seen["holder"]["participationId"]] if seen["holder"] else []
    assert shown == expected  # R6: who cannot act directs nothing
    assert (seen["because"] is None) == bool(shown)  # and then it is openly vacant, with a reason


async def doors_hold(life: Life, now: datetime) -> None:
    """S2, E1, E5: who takes part now gets in, and nobody else does; the level is what runs."""
    parts = await rows(life, PARTS, now)
    inside = {one["professional"] for one in parts if one["runs"] and one["active"]}
    helping = await rows(life, RUNNING_HELP)
    for one in parts:
        if one["role"] == "specialist" and one["runs"]:
            assert any(x["part"] == one["id"] for x in helping), "E5: who helped is still there"
    levels = set()
    for role in ("teacher", "intern-begeleider", "newcomer", "youth-worker", "specialist"):
        answer = await life.who(role).ask("GET", life.path)
        deactivated = role == "newcomer" and life.did["deactivate"] > 0
        by_team = any(one["team"] and one["runs"] for one in parts) and role in (
            "teacher",
            "intern-begeleider",
            "newcomer",
        )
        allowed = not deactivated and (by_team or life.professional(role) in inside)
        assert (answer.status_code == 200) == allowed, f"{role}: {answer.status_code}"
        if answer.status_code == 200:
            levels.add(answer.json()["level"])
    assert levels <= {"winkelstraat" if helping else "buurtwinkel"}  # E1


async def agreements_hold(life: Life) -> None:
    """A1 and A6: nobody is bound over his head, and a closed case leaves nothing open unnamed."""
    agreements = await rows(life, AGREEMENTS)
    closed = await life.region.admin.fetchval(
        "SELECT status = 'closed' FROM chaincare.cases WHERE id = $1::text::uuid", life.case_id
    )
    for one in agreements:
        if one["state"] in BOUND:
            assert one["agreed_by"] == one["responsible"]  # A1
        if closed:
            assert one["state"] not in OPEN or one["carried"], one  # A6


async def his_list(life: Life, role: str) -> set[str]:
    """Where everything that lies with somebody is read."""
    # What a unit is asked stands there without a case.
    within = "" if role in UNITS else f"caseId={life.case_id}&"
    page, found = f"/v1/worklist?{within}limit=50", set()
    while page:
        answer = await life.who(role).ask("GET", page.removeprefix("/v1"))
        found |= {one["href"] for one in answer.json()["items"] if one["withYou"]}
        page = answer.links.get("next", {}).get("url", "")
    return found


async def nothing_lies_unseen(life: Life) -> None:
    """E4: what is open in a running case lies with somebody, who has it on his list."""
    status = await life.region.admin.fetchval(
        "SELECT status FROM chaincare.cases WHERE id = $1::text::uuid", life.case_id
    )
    if status == "closed":
        return
    seen = set()
    for role in EVERYBODY:
        if not (role == "newcomer" and life.did["deactivate"]):
            seen |= await his_list(life, role)
    regie = await life.region.coordinator.get(f"{life.path}/regie")
    if not regie["holder"]:
        assert f"/v1{life.path}/regie" in seen or any(
            f"{life.path}/regie-proposals" in one for one in seen
        ), status
    now = life.region.app.state.clock.now()
    waits = await rows(
        life,
        "SELECT p.id FROM chaincare.regie_proposals AS p WHERE p.case_id = $1::text::uuid AND p.respond_by > $2"
        " AND NOT EXISTS (SELECT FROM chaincare.regie_outcomes AS o WHERE o.proposal_id = p.id)",
        now,
    )
    for one in waits:
        assert f"/v1{life.path}/regie-proposals/{one['id']}" in seen, "a proposal lies with nobody"
    for one in await rows(life, AGREEMENTS):
        if one["state"] in OPEN:
            assert f"/v1{life.path}/agreements/{one['id']}" in seen, f"an agreement lies with nobody: {one}"
    for one in await rows(
        life,
        "SELECT x.id, x.state, x.ball FROM chaincare.escalations AS x WHERE x.case_id = $1::text::uuid"
        " AND x.state IN ('draft', 'requested', 'accepted', 'waiting', 'started')",
    ):
        targets = await rows(
            life,
            "SELECT t.id FROM chaincare.escalation_targets AS t WHERE t.case_id = $1::text::uuid AND t.escalation_id = $2",
            one["id"],
        )
        hrefs = {f"/v1{life.path}/escalations/{one['id']}"} | {
            f"/v1/received-escalations/{t['id']}" for t in targets
        }
        assert hrefs & seen, f"help lies with nobody: {one}"


class Remembered:
    """History only grows (R8, A7, A5)."""

    def __init__(self) -> None:
        self.told: list[list[Any]] = [[] for _ in HISTORIES]

    async def holds(self, life: Life) -> None:
        for number, sql in enumerate(HISTORIES):
            told = [tuple(one) for one in await rows(life, sql)]
            assert set(self.told[number]) <= set(told)
            assert len(told) == len(set(told))
            self.told[number] = told
