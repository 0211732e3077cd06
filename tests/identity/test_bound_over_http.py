"""Bound tokens, stronger logins and delegated tokens over HTTP, on a real PostgreSQL and two processes' worth of it."""

import time
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from tests.identity.bound import HOLDER, proof, public, thumbprint
from tests.people import Person, Region, link_mother, open_case, region_on

from chaincare.app import create_app
from chaincare.claims import STRONG_LEVELS
from chaincare.living import FORGET_PROOFS
from chaincare.settings import Settings

pytestmark = pytest.mark.anyio
SERVER = "http://chaincare.test"


def bound_token(region: Region, **more: Any) -> str:
    return region.issuers.token(
        "de-regenboog",
        "teacher",
        client_id="leerlingvolg",
        scopes=["cases"],
        bound_to=thumbprint(HOLDER),
        **more,
    )


def shown(token: str, path: str, *, method: str = "GET", **said: object) -> dict[str, str]:
    made = proof(
        {"htm": method, "htu": f"{SERVER}/v1{path}", "iat": int(time.time()), **said},
        of=token,
        jwk=public(HOLDER),
    )
    return {"Authorization": f"DPoP {token}", "DPoP": made}


def told(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


async def test_a_proof_is_good_once_wherever_it_is_shown(region: Region) -> None:
    token = bound_token(region)
    first = shown(token, "/worklist", jti="first")
    assert (await region.http.get("/v1/worklist?limit=5", headers=first)).status_code == 200
    async with region_on(region.urls, region.issuers) as other:
        again = await other.http.get("/v1/worklist", headers=first)
        assert told(again) == (401, "dpop-proof-used")
        assert again.headers["WWW-Authenticate"].startswith(
            'DPoP realm="chaincare", error="invalid_dpop_proof"'
        )
        assert "algs=" in again.headers["WWW-Authenticate"]
        fresh = shown(token, "/worklist", jti="fresh")
        assert (await other.http.get("/v1/worklist", headers=fresh)).status_code == 200
    assert told(await region.http.get("/v1/worklist", headers=fresh)) == (401, "dpop-proof-used")
    head = shown(token, "/worklist", jti="head", method="HEAD")
    assert (await region.http.head("/v1/worklist", headers=head)).status_code == 200

    bearer = await region.http.get("/v1/worklist", headers={"Authorization": f"Bearer {token}"})
    assert told(bearer) == (401, "token-bound-to-sender")
    assert bearer.headers["WWW-Authenticate"].startswith("DPoP ")
    elsewhere = shown(token, "/me/cases", jti="elsewhere")
    assert told(await region.http.get("/v1/worklist", headers=elsewhere)) == (401, "dpop-proof-refused")
    old = shown(token, "/worklist", jti="old", iat=int(time.time()) - 3600)
    assert told(await region.http.get("/v1/worklist", headers=old)) == (401, "dpop-proof-stale")
    assert len(await region.entries()) == 3, "who cannot prove it does not come to the door"

    kept = await region.admin.fetch("SELECT digest, at FROM chaincare.dpop_proofs")
    assert len(kept) == 3, "a proof that was refused was not used"
    assert all(b"first" not in row["digest"] for row in kept)
    await region.admin.execute(
        "UPDATE chaincare.dpop_proofs SET at = at - $1::interval", timedelta(minutes=9)
    )
    await region.app.state.pool.execute(FORGET_PROOFS)
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.dpop_proofs") == 3
    await region.admin.execute(
        "UPDATE chaincare.dpop_proofs SET at = at - $1::interval", timedelta(minutes=2)
    )
    await region.app.state.pool.execute(FORGET_PROOFS)
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.dpop_proofs") == 0


async def test_a_proof_that_cannot_be_remembered_lets_nobody_in(region: Region) -> None:
    token = bound_token(region)
    async with region.admin.transaction():
        await region.admin.execute("LOCK TABLE chaincare.dpop_proofs IN ACCESS EXCLUSIVE MODE")
        answer = await region.http.get("/v1/worklist", headers=shown(token, "/worklist", jti="1"))
        assert answer.status_code == 503
    assert (
        await region.http.get("/v1/worklist", headers=shown(token, "/worklist", jti="2"))
    ).status_code == 200


async def test_a_stronger_login_is_asked_for_in_one_way_whatever_was_asked(region: Region) -> None:
    opened = await open_case(region)
    weak = region.issuers.token(
        "samenwerkingsverband",
        "auditor",
        client_id="netwerkportaal",
        scopes=["log"],
        acr="http://eidas.europa.eu/LoA/low",
    )
    answers = set()
    for wanted in (opened["id"], "01900000-0000-7000-8000-000000000001"):
        for token in (weak, region.issuers.token("wijkteam-zuid", "outsider", client_id="x", scopes=["log"])):
            answer = await Person("x", region.http, token, []).ask(
                "POST", "/access-log/_search", {"caseId": wanted}
            )
            said = {name: value for name, value in answer.json().items() if name != "instance"}
            answers.add((answer.status_code, str(said), answer.headers["WWW-Authenticate"]))
    [(status, said_of_it, challenge)] = answers
    assert status == 401
    assert "stronger-login-needed" in said_of_it
    assert 'Bearer realm="chaincare", error="insufficient_user_authentication"' in challenge
    assert f'acr_values="{" ".join(STRONG_LEVELS)}"' in challenge
    strong = Person("auditor", region.http, region.auditor.token, [])
    await strong.post("/access-log/_search", {"caseId": opened["id"]}, expect=200)


async def test_who_acted_for_whom_is_in_the_log_for_auditor_and_client(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    kompas = region.issuers.issuer_url("kompas")
    desk = region.issuers.token(
        "de-regenboog",
        "teacher",
        client_id="leerlingvolg",
        scopes=["cases"],
        act={"sub": "desk-7", "iss": kompas},
    )
    acting = Person("teacher", region.http, desk, region.calls)
    await acting.get(f"/cases/{opened['id']}")
    await acting.post(f"/cases/{opened['id']}/notes", {"body": "x", "audience": ["professionals"]})
    rows = await region.entries("acted_by IS NOT NULL")
    assert [(row["outcome"], row["event"]) for row in rows] == [
        ("entered", "case.read"),
        ("entered", "note.written"),
        ("done", "note.written"),
    ]
    assert {(row["subject"], row["acted_by"]) for row in rows} == {("teacher", f"{kompas}|desk-7")}
    found = await region.auditor.post("/access-log/_search", {"caseId": opened["id"]}, expect=200)
    assert {one["through"] for one in found["items"]} == {None, f"{kompas}|desk-7"}
    own = await region.mother.get("/me/access-log")
    assert {one["through"] for one in own["items"]} == {None, "Expertisecentrum Kompas"}
    assert "desk-7" not in str(own)


async def test_who_may_no_longer_act_acts_for_nobody_from_the_next_request_on(region: Region) -> None:
    """A colleague who was lent a token and is deactivated; the person whose token it is loses nothing."""
    opened = await open_case(region)
    await link_mother(region, opened)
    case, kompas = f"/cases/{opened['id']}", region.issuers.issuer_url("kompas")
    act = {"sub": "specialist", "iss": kompas}
    lent = {
        "teacher": region.issuers.token(
            "de-regenboog", "teacher", client_id="leerlingvolg", scopes=["cases"], act=act
        ),
        "parent": region.issuers.token(
            "burgers", "parent", client_id="mijn-chaincare", scopes=["cases", "me"], act=act
        ),
    }
    acting = [Person(role, region.http, token, region.calls) for role, token in lent.items()]
    for one in acting:
        await one.get(case)
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(
            "UPDATE chaincare.professionals SET status = 'deactivated' WHERE subject = 'specialist'"
        )
    for one in acting:
        await one.get(case, expect=404)
    await acting[0].get("/worklist", expect=404)
    await acting[1].get("/me/cases", expect=404)
    await region.teacher.get(case)
    await region.mother.get("/me/cases")
    tried = await region.entries("outcome = 'not_visible' AND acted_by = $1", f"{kompas}|specialist")
    assert len(tried) == 4


def test_reading_the_log_bsn_and_emergency_ask_for_a_strong_login() -> None:
    strong: set[str] = set()
    weak: set[str] = set()
    for route in create_app(Settings()).routes:
        for handler, _ in getattr(route, "route_handler_map", {}).values():
            if (one := handler.opt.get("operation")) is not None:
                (strong if one.strong else weak).add(one.code)
    assert "access-log.searched" in strong
    assert [code for code in weak if "bsn-disclos" in code or code == "emergency-access.requested"] == []
