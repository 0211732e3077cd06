"""Every operation of the API, done once by somebody who may, in two regions that know nothing of each other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from litestar.routes import HTTPRoute
from tests.people import Person, Region, basis

from chaincare.demo.world import EXPERTISE, HOUSES, NETWORK, PEOPLE, SCHOOL, SERVICES, YOUTH_CARE
from chaincare.front import Front

CASE = "/cases/{case_id}"
Body = Callable[["Land"], Any]
Call = tuple[str, str]


class Land:
    """One region: its people, and the ids of everything that was made in it."""

    def __init__(self, region: Region, people: dict[str, Person], ids: dict[str, str]) -> None:
        self.region = region
        self.people = people
        self.ids = ids
        self.done: set[Call] = set()

    async def do(self, role: str, method: str, path: str, body: Any = None, expect: int = 0) -> Any:
        """One call by somebody who may; without ``body`` the one of the table below."""
        if body is None and BODIES[method, path]:
            body = BODIES[method, path][0](self)
        answer = await self.people[role].ask(method, self.at(path), body)
        wanted = (expect,) if expect else (200, 201)
        assert answer.status_code in wanted, (
            f"{role}: {method} {path} gave {answer.status_code}: {answer.text}"
        )
        self.done.add((method, path))
        return answer.json()

    def at(self, path: str) -> str:
        return path.format_map(self.ids)


def _opening(land: Land) -> dict[str, Any]:
    ids = land.ids
    return {
        "networkId": ids["network"],
        "purpose": "education_support",
        "client": {"givenNames": "Noor", "familyName": "Terpstra", "birthDate": "2017-03-14"},
        "ownWords": "Ik wil dat het rustig is.",
        "question": "What helps?",
        "consulted": "yes",
        "legalBasis": basis(ids["school"]),
        "circle": [
            {
                "kind": "representative",
                "name": "A. Terpstra",
                "representativeKind": "parent",
                "proof": "extract of the register",
                "proofDate": "2026-09-01",
            },
            {"kind": "team", "unitId": ids["school"], "scope": "core", "legalBasis": basis(ids["school"])},
        ],
    }


def _bringing(who: str) -> Body:
    return lambda land: {
        "purpose": "education_support",
        "party": {
            "kind": "professional",
            "professionalId": land.ids[who],
            "scope": "full",
            "legalBasis": basis(land.ids["school"]),
        },
    }


def _strengthening(land: Land) -> dict[str, Any]:
    return {
        "limit": "imminent",
        "help": "strengthen",
        "question": "How?",
        "summary": "A pupil walks out of class.",
        "targets": [land.ids["expertise"]],
    }


def _complementing(land: Land) -> dict[str, Any]:
    grant = {"scope": "full", "purpose": "youth_care", "legalBasis": basis(land.ids["school"])}
    return {
        **_strengthening(land), "limit": "reached", "help": "complement", "tried": "Talks.",
        "targets": [land.ids["care"]], "grant": grant,
    }  # fmt: skip


def _day(days: int) -> str:
    return str((datetime.now(UTC) + timedelta(days=days)).date())


def _saying(**said: Any) -> Body:
    return lambda _: said


# Every operation with what may be sent to it; the first body is the one that works. A GET takes none.
BODIES: dict[Call, tuple[Body, ...]] = {
    ("POST", "/access-log/_search"): (
        lambda land: {"caseId": land.ids["case_id"]},
        lambda land: {"client": land.ids["pseudonym"]},
        lambda land: {"professionalId": land.ids["teacher"]},
        lambda land: {"organisationId": land.ids["school-organisation"]},
    ),
    ("POST", "/cases"): (_opening,),
    ("GET", CASE): (),
    ("GET", f"{CASE}/timeline"): (),
    ("POST", f"{CASE}/participations"): (
        _bringing("intern-begeleider"),
        lambda land: {
            "purpose": "education_support",
            "party": {"kind": "team", "unitId": land.ids["school"], "scope": "core", "legalBasis": basis(land.ids["school"])},
        },
    ),
    ("POST", f"{CASE}/participations/{{participation_id}}/endings"): (_saying(reason="done"),),
    ("GET", f"{CASE}/legal-bases"): (),
    ("POST", f"{CASE}/legal-bases/{{basis_id}}/withdrawals"): (_saying(part="secrecy", reason="withdrawn"),),
    ("POST", f"{CASE}/notes"): (
        lambda land: {"body": "x", "parties": [land.ids["opener"]], "audience": ["professionals"]},
    ),
    ("GET", f"{CASE}/notes"): (),
    ("POST", f"{CASE}/invitations"): (
        lambda land: {"representativeId": land.ids["representative"], "proof": "card seen"},
    ),
    ("POST", "/me/logins"): (lambda land: {"code": land.ids["code"]},),
    ("GET", "/me/cases"): (),
    ("GET", "/me/access-log"): (),
    ("GET", "/worklist"): (),
    ("POST", f"{CASE}/regie-proposals"): (
        lambda land: {"candidate": land.ids["colleague"], "mandate": ["convene"]},
        lambda land: {"candidate": land.ids["colleague"], "mandate": ["convene"], "handoverNote": "n", "reason": "r"},
    ),
    ("GET", f"{CASE}/regie-proposals/{{proposal_id}}"): (),
    ("POST", f"{CASE}/regie-proposals/{{proposal_id}}/responses"): (_saying(answer="assent"),),
    ("POST", f"{CASE}/regie-proposals/{{proposal_id}}/withdrawals"): (_saying(reason="not yet"),),
    ("GET", f"{CASE}/regie"): (),
    ("GET", f"{CASE}/regie-terms"): (),
    ("POST", f"{CASE}/escalations"): (_strengthening, _complementing),
    ("GET", f"{CASE}/escalations"): (),
    ("GET", f"{CASE}/escalations/{{escalation_id}}"): (),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/requests"): (_saying(),),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/withdrawals"): (_saying(reason="not needed"),),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/starts"): (_saying(),),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/feedback"): (_saying(text="It goes well."),),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/closures"): (_saying(reason="it works"),),
    ("GET", "/received-escalations"): (),
    ("GET", "/received-escalations/{target_id}"): (),
    ("POST", "/received-escalations/{target_id}/responses"): (_saying(answer="accept"),),
    ("POST", "/received-escalations/{target_id}/feedback"): (_saying(text="A fixed seat."),),
    ("POST", f"{CASE}/agreements"): (
        lambda land: {
            "responsible": land.ids["colleague"], "what": "Talks with the mother.", "dueDate": _day(14),
            "audience": [], "parties": [land.ids["opener"]],
        },
    ),
    ("GET", f"{CASE}/agreements"): (),
    ("GET", f"{CASE}/agreements/{{agreement_id}}"): (),
    ("GET", f"{CASE}/agreements/{{agreement_id}}/history"): (),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/responses"): (_saying(answer="assent"),),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/progress"): (_saying(step="reported_kept"),),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/confirmations"): (_saying(answer="confirm"),),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/revisions"): (
        lambda _: {"dueDate": _day(30), "reason": "holidays"},
    ),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/cancellations"): (_saying(reason="no longer needed"),),
    ("GET", "/networks"): (),
    ("GET", "/organisations"): (),
    ("GET", "/units"): (),
    ("GET", "/professionals"): (),
    ("GET", "/services"): (),
    ("POST", "/organisations"): (
        lambda _: {
            "name": "Nieuw", "sector": "social", "issuer": "https://new.example/", "jwksUri": "https://new.example/keys",
        },
    ),
    ("POST", "/units"): (
        lambda land: {"organisationId": land.ids["school-organisation"], "name": "Groep 7", "statutoryTask": "WPO"},
    ),
    ("POST", "/professionals"): (
        lambda land: {"unitId": land.ids["school"], "subject": f"new-{land.ids['school']}", "name": "N", "function": "f"},
    ),
    ("POST", "/services"): (
        lambda land: {
            "unitId": land.ids["school"], "name": "Hulp", "specialism": "x", "help": "strengthen", "targetGroup": "y",
        },
    ),
    ("POST", "/mandates"): (
        lambda land: {"professionalId": land.ids["professional_id"], "kind": "coordinator", "endsAt": f"{_day(90)}T12:00:00Z"},
        lambda land: {
            "professionalId": land.ids["professional_id"], "kind": "auditor", "endsAt": f"{_day(90)}T12:00:00Z",
            "organisationId": land.ids["school-organisation"],
        },
    ),
    ("POST", "/professionals/{professional_id}/deactivations"): (_saying(reason="left"),),
}  # fmt: skip


def operations_of(app: Front) -> dict[Call, Any]:
    """Every call that names an operation, with its handler."""
    found = {}
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in route.route_handler_map.items():
                if handler.opt.get("operation") is not None:
                    found[str(method), route.path_format.removeprefix("/v1")] = handler
    return found


def north(region: Region) -> Land:
    """The demo's region, with its own people."""
    people = {one.role: region.person(one.role) for one in PEOPLE}
    ids = {one.role: str(one.id) for one in PEOPLE if one.id}
    return Land(region, people, {**ids, "network": str(NETWORK), **_places(lambda one: one)})


def _places(there: Callable[[UUID], UUID]) -> dict[str, str]:
    return {
        "school": str(there(SCHOOL.unit_id)), "expertise": str(there(EXPERTISE.unit_id)),
        "care": str(there(YOUTH_CARE.unit_id)), "school-organisation": str(there(SCHOOL.id)),
    }  # fmt: skip


async def south(region: Region) -> Land:
    """The same region once more under other ids: organisations of the same issuers, people with other logins."""

    def there(one: UUID) -> UUID:
        return UUID(int=one.int | 0xFF << 24)

    admin = region.admin
    async with admin.transaction():
        await admin.execute("SET LOCAL session_replication_role = replica; SET LOCAL search_path = chaincare")
        await admin.execute(
            "INSERT INTO networks (id, name, region, scale) VALUES ($1, 'Zuid', 'Zuid', 'local')",
            there(NETWORK),
        )
        for house in HOUSES:
            await admin.execute(
                "INSERT INTO organisations (id, name, sector, issuer) SELECT $2, name || ' Zuid', sector, issuer"
                " FROM organisations WHERE id = $1", house.id, there(house.id),
            )  # fmt: skip
            await admin.execute("INSERT INTO memberships VALUES ($1, $2)", there(NETWORK), there(house.id))
            await admin.execute(
                "INSERT INTO units VALUES ($1, $2, 'Zuid', 'WPO')", there(house.unit_id), there(house.id)
            )
        people, ids = {}, {"network": str(there(NETWORK)), **_places(there)}
        for one in PEOPLE:
            token = region.issuers.token(
                one.issuer, f"southern-{one.role}", client_id=one.client_id, scopes=one.scopes, acr=one.acr
            )
            people[one.role] = Person(f"southern {one.role}", region.http, token, region.calls)
            if one.id is None or one.unit_id is None:
                continue
            ids[one.role] = str(there(one.id))
            await admin.execute(
                "INSERT INTO professionals (id, unit_id, issuer, subject, name, function)"
                " SELECT $2, $3, issuer, 'southern-' || subject, name, function FROM professionals WHERE id = $1",
                one.id, there(one.id), there(one.unit_id),
            )  # fmt: skip
            for kind in one.mandates:
                await admin.execute(
                    "INSERT INTO mandates (professional_id, kind, network_id, during) VALUES"
                    " ($1, $2, $3, tstzrange(now() - interval '1 minute', now() + interval '1 year'))",
                    there(one.id), kind, there(NETWORK),
                )  # fmt: skip
        for service_id, unit_id, name, specialism, offered in SERVICES:
            await admin.execute(
                "INSERT INTO services (id, unit_id, name, specialism, help, target_group)"
                " VALUES ($1, $2, $3, $4, $5, 'x')", there(service_id), there(unit_id), name, specialism, offered,
            )  # fmt: skip
    return Land(region, people, ids)


async def walk(land: Land) -> None:
    """Do every operation at least once, each by somebody who may; what is made is remembered in ``land.ids``."""
    ids = land.ids
    await _open(land)
    await _direct(land)
    await _strengthen(land)
    await _complement(land)
    await _agree(land)
    await land.do("network-coordinator", "GET", CASE)
    for path in ("/me/cases", "/me/access-log"):
        await land.do("parent", "GET", path)
    await land.do("teacher", "GET", "/worklist")
    await land.do("auditor", "POST", "/access-log/_search")
    for path in ("/networks", "/organisations", "/units", "/professionals", "/services"):
        await land.do("teacher", "GET", path)
    for path in ("/organisations", "/units", "/services"):
        await land.do("administrator", "POST", path)
    ids["professional_id"] = (await land.do("administrator", "POST", "/professionals"))["id"]
    await land.do("administrator", "POST", "/mandates")
    await land.do("administrator", "POST", "/professionals/{professional_id}/deactivations")
    ids["participation_id"] = ids["colleague"]


async def _open(land: Land) -> None:
    ids = land.ids
    opened = await land.do("teacher", "POST", "/cases")
    ids["case_id"], ids["opener"] = opened["id"], opened["participationId"]
    ids["representative"] = opened["circle"][0]["representativeId"]
    ids["pseudonym"] = str(
        await land.region.admin.fetchval(
            "SELECT pseudonym FROM chaincare.clients WHERE id = $1::uuid", opened["clientId"]
        )
    )
    ids["colleague"] = (await land.do("teacher", "POST", f"{CASE}/participations"))["participationId"]
    ids["code"] = (await land.do("teacher", "POST", f"{CASE}/invitations"))["code"]
    await land.do("parent", "POST", "/me/logins")
    for path in ("", "/timeline", "/notes"):
        await land.do("teacher", "GET", f"{CASE}{path}")
    await land.do("teacher", "POST", f"{CASE}/notes")
    guest = _bringing("specialist")(land)
    ids["participation_id"] = (await land.do("teacher", "POST", f"{CASE}/participations", guest))[
        "participationId"
    ]
    bases = await land.do("teacher", "GET", f"{CASE}/legal-bases")
    ids["basis_id"] = next(
        one["id"] for one in bases["items"] if one["participationId"] == ids["participation_id"]
    )
    await land.do("teacher", "POST", f"{CASE}/legal-bases/{{basis_id}}/withdrawals")
    await land.do("teacher", "POST", f"{CASE}/participations/{{participation_id}}/endings")


async def _direct(land: Land) -> None:
    path = f"{CASE}/regie-proposals"
    for answer in ("withdrawals", "responses"):
        land.ids["proposal_id"] = (await land.do("teacher", "POST", path))["id"]
        await land.do("teacher", "GET", f"{path}/{{proposal_id}}")
        who = "teacher" if answer == "withdrawals" else "intern-begeleider"
        await land.do(who, "POST", f"{path}/{{proposal_id}}/{answer}")
    for one in ("regie", "regie-terms"):
        await land.do("teacher", "GET", f"{CASE}/{one}")


async def _strengthen(land: Land) -> None:
    path, ids = f"{CASE}/escalations", land.ids
    ids["escalation_id"] = (await land.do("teacher", "POST", path))["id"]
    await land.do("intern-begeleider", "POST", f"{path}/{{escalation_id}}/requests")
    ids["target_id"] = (await land.do("specialist", "GET", "/received-escalations"))["items"][0]["id"]
    await land.do("specialist", "GET", "/received-escalations/{target_id}")
    await land.do("specialist", "POST", "/received-escalations/{target_id}/responses")
    await land.do("specialist", "POST", "/received-escalations/{target_id}/feedback")
    await land.do("intern-begeleider", "POST", f"{path}/{{escalation_id}}/closures")
    ids["escalation_id"] = (await land.do("teacher", "POST", path))["id"]
    await land.do("teacher", "POST", f"{path}/{{escalation_id}}/withdrawals")


async def _complement(land: Land) -> None:
    path, ids = f"{CASE}/escalations", land.ids
    ids["escalation_id"] = (await land.do("teacher", "POST", path, _complementing(land)))["id"]
    await land.do("intern-begeleider", "POST", f"{path}/{{escalation_id}}/requests")
    ids["target_id"] = (await land.do("youth-worker", "GET", "/received-escalations"))["items"][0]["id"]
    later = {"answer": "accept", "expectedDate": _day(10)}
    await land.do("youth-worker", "POST", "/received-escalations/{target_id}/responses", later)
    await land.do("intern-begeleider", "POST", f"{path}/{{escalation_id}}/starts")
    await land.do("youth-worker", "POST", f"{path}/{{escalation_id}}/feedback")
    for one in ("", "/{escalation_id}"):
        await land.do("teacher", "GET", path + one)


async def _agree(land: Land) -> None:
    path = f"{CASE}/agreements"
    one = f"{path}/{{agreement_id}}"
    land.ids["agreement_id"] = (await land.do("teacher", "POST", path))["id"]
    await land.do("intern-begeleider", "POST", f"{one}/responses")
    await land.do("intern-begeleider", "POST", f"{one}/progress", {"step": "begun"})
    await land.do("intern-begeleider", "POST", f"{one}/progress")
    await land.do("parent", "POST", f"{one}/confirmations")
    land.ids["agreement_id"] = (await land.do("teacher", "POST", path))["id"]
    await land.do("intern-begeleider", "POST", f"{one}/responses")
    await land.do("teacher", "POST", f"{one}/revisions")
    await land.do("teacher", "POST", f"{one}/cancellations")
    for tail in ("", "/{agreement_id}", "/{agreement_id}/history"):
        await land.do("teacher", "GET", path + tail)
