"""Against a certified OpenID provider: what it issues is accepted, what it withdrew is not, and it may be silent."""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.identity.bound import HOLDER, THIEF, presenting, proof
from tests.identity.issuer_world import PrivateKey
from tests.identity.provider_process import RealProvider, running
from tests.people import Person, Region

from chaincare.dpop import Presented
from chaincare.identity import IssuerKind, TokenVerifier, TrustedIssuer
from chaincare.jwks import fetch_jwks
from chaincare.token_refusals import DpopProofRefused, IssuerUnreachable, TokenBoundToSender, TokenRefused

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def providers() -> Iterator[list[RealProvider]]:
    with running(2) as found:
        yield found


class Resource:
    """A verifier that trusts these issuers by name alone; its patience can be moved, its clock is the real one."""

    def __init__(self, *providers: RealProvider) -> None:
        self.waited = 0.0
        self.seen: set[bytes] = set()
        self.trusted = {
            one.issuer: TrustedIssuer(one.issuer, IssuerKind.ORGANISATION, None) for one in providers
        }
        self.verifier = TokenVerifier(
            find_issuer=self._find,
            fetch_jwks=fetch_jwks,
            see_proof=self._see,
            audience="urn:chaincare:api",
            now=lambda: datetime.now(UTC),
            accept_plain_jwt=False,
            ticks=lambda: time.monotonic() + self.waited,
        )

    async def _find(self, name: str) -> TrustedIssuer | None:
        return self.trusted.get(name)

    async def _see(self, digest: bytes) -> bool:
        new = digest not in self.seen
        self.seen.add(digest)
        return new

    async def refuses(self, token: str) -> bool:
        try:
            await self.verifier.verify(f"Bearer {token}")
        except TokenRefused:
            return True
        return False


async def test_what_it_issues_is_accepted_from_each_of_its_issuers(providers: list[RealProvider]) -> None:
    one, other = providers
    resource = Resource(one, other)
    system = await resource.verifier.verify(f"Bearer {await one.system_token()}")
    assert (system.subject, system.is_system, system.scopes) == ("partner", True, frozenset({"events"}))
    signed_in = await other.sign_in("teacher")
    teacher = await resource.verifier.verify(f"Bearer {signed_in}")
    assert (teacher.issuer, teacher.subject, teacher.client_id) == (other.issuer, "teacher", "portal")
    assert (teacher.is_system, teacher.acted_by) == (False, None)
    assert teacher.acr is not None
    del resource.trusted[other.issuer]
    assert await resource.refuses(signed_in), "an issuer that is struck off is out at once"


async def test_a_token_bound_to_a_key_needs_that_key(providers: list[RealProvider]) -> None:
    resource = Resource(providers[0])
    bound = await providers[0].sign_in("teacher", client="desk", key=HOLDER)

    async def come(key: PrivateKey, proof_id: str) -> object:
        said = {"iat": int(time.time()), "jti": proof_id}
        return await resource.verifier.verify(f"DPoP {bound}", presenting(proof(said, key=key, of=bound)))

    caller = await come(HOLDER, "a")
    assert caller
    with pytest.raises(DpopProofRefused):
        await come(THIEF, "b")
    with pytest.raises(TokenBoundToSender):
        await resource.verifier.verify(f"Bearer {bound}", Presented())


async def test_keys_are_rotated_and_withdrawn_and_its_endpoint_dies(providers: list[RealProvider]) -> None:
    one = providers[0]
    resource = Resource(one)
    old = await one.system_token()
    assert not await resource.refuses(old)

    one.tell("rotate")
    new = await one.system_token()
    assert await resource.refuses(new), (
        "the set was fetched a moment ago: a stranger cannot make us ask again"
    )
    resource.waited += 31
    assert not await resource.refuses(new)
    assert not await resource.refuses(old), "the old key still stands in the set"

    one.tell("withdraw")
    assert not await resource.refuses(old), "nobody has asked yet"
    resource.waited += 301
    assert await resource.refuses(old), "five minutes after it was withdrawn a key is no key"
    assert not await resource.refuses(new)

    one.tell("mute")
    try:
        for _ in range(3):
            resource.waited += 301
            assert not await resource.refuses(new), "a known key works on while the endpoint is dead"
            await asyncio.sleep(0.05)
        assert await resource.refuses(old), "what was withdrawn does not come back"
        with pytest.raises(IssuerUnreachable):
            await Resource(one).verifier.verify(f"Bearer {new}")
    finally:
        one.tell("speak")
    await resource.verifier.close()


async def test_a_school_that_signs_in_there_works_in_its_cases(
    region: Region, providers: list[RealProvider]
) -> None:
    """From the login page to the worklist, and a desk that acts for the teacher stands in the log."""
    issuer, former = providers[1].issuer, region.issuers.issuer_url("de-regenboog")
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(
            "INSERT INTO chaincare.token_issuers (issuer, kind) VALUES ($1, 'organisation')", issuer
        )
        for table in ("organisations", "professionals"):
            await region.admin.execute(
                f"UPDATE chaincare.{table} SET issuer = $1 WHERE issuer = $2", issuer, former
            )
    await region.app.state.issuers.read(region.app.state.pool)
    teacher = Person("teacher", region.http, await providers[1].sign_in("teacher"), region.calls)
    await teacher.get("/worklist")
    assert (await region.teacher.ask("GET", "/worklist")).status_code == 401, (
        "the former issuer speaks for nobody"
    )

    desk = await providers[1].sign_in("teacher", client="desk", key=HOLDER)
    said = {"htu": "http://chaincare.test/v1/worklist", "iat": int(time.time()), "jti": "w"}
    headers = {"Authorization": f"DPoP {desk}", "DPoP": proof(said, of=desk)}
    assert (await region.http.get("/v1/worklist", headers=headers)).status_code == 200
    [own, through] = await region.entries("event = 'worklist.read' AND query_id IS NULL")
    assert (own["subject"], own["acted_by"]) == ("teacher", None)
    assert (through["subject"], through["acted_by"]) == ("teacher", f"{issuer}|desk-employee-7")
