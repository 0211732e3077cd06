"""A token that is bound to its holder is of no use to whoever steals it."""

import hashlib
import string
from ipaddress import ip_network
from typing import Any, cast

import pytest
from litestar.types import HTTPScope
from tests.identity.attacks import CLAIMS, HEADERS, ISSUERS, SPELLINGS
from tests.identity.bound import (
    ACTORS,
    ADDRESS,
    BOUND,
    CERTIFICATE,
    CERTIFICATES,
    CERTIFIED,
    HOLDER,
    NOW,
    PROOFS,
    PROXY,
    certificate_header,
    presenting,
    proof,
    thumbprint,
)
from tests.identity.issuer_world import ISSUER, KEYS, OTHER_ISSUER, World, b64, token

from chaincare.dpop import Presented
from chaincare.presenting import Presenting
from chaincare.token_refusals import (
    CertificateRefused,
    DpopProofRefused,
    DpopProofStale,
    DpopProofUsed,
    TokenBoundToSender,
    TokenRefused,
    TokenUnbound,
)

pytestmark = pytest.mark.anyio


def test_so_many_attacks_of_our_own_are_refused() -> None:
    tables = (HEADERS, ISSUERS, CLAIMS, SPELLINGS, PROOFS, ACTORS, CERTIFICATES)
    names = [name for table in tables for name in table]
    assert len(set(names)) == len(names) >= 60
    assert min(len(PROOFS), len(HEADERS)) > 30


@pytest.mark.parametrize(("stolen", "why"), PROOFS.values(), ids=PROOFS)
async def test_without_the_holders_own_proof_it_does_not_get_in(stolen: str | None, why: str) -> None:
    world = World()
    assert await world.verifier.verify(f"DPoP {BOUND}", presenting(proof({"jti": "control"})))
    with pytest.raises(TokenRefused) as refused:
        await world.verifier.verify(f"DPoP {BOUND}", presenting(stolen))
    assert type(refused.value) is (DpopProofStale if why == "another time" else DpopProofRefused)
    assert why in str(refused.value.__cause__)
    assert len(world.seen) == 1, "a proof that is refused is not used up"


@pytest.mark.parametrize("kind", ["p256", "rsa", "ed25519"])
async def test_every_kind_of_key_can_prove(kind: str) -> None:
    key, algorithm = KEYS[kind], {"p256": "ES256", "rsa": "PS256", "ed25519": "EdDSA"}[kind]
    bound = token({"cnf": {"jkt": thumbprint(key)}})
    presented = presenting(proof(key=key, algorithm=algorithm, of=bound))
    assert await World().verifier.verify(f"dpop {bound}", presented)


@pytest.mark.parametrize(
    "changed",
    [
        {"htu": ADDRESS + "?cursor=1#here"},
        {"htu": ADDRESS.replace("https://api", "HTTPS://API")},
        {"htu": ADDRESS.replace(".nl", ".nl:443")},
        {"iat": NOW - 60},
        {"iat": NOW + 60},
        {"nonce": "x", "exp": 1},
    ],
    ids=str,
)
async def test_what_a_careful_holder_sends_is_accepted(changed: dict[str, object]) -> None:
    assert await World().verifier.verify(f"DPoP {BOUND}", presenting(proof(changed)))


async def test_no_character_of_a_proof_can_be_changed_to_its_neighbour_in_the_alphabet() -> None:
    """The neighbour differs in the lowest bit, which is where a lenient base64 reader looks away."""
    alphabet, good = string.ascii_letters + string.digits + "-_", proof()
    world = World()
    for place in range(len(good)):
        if good[place] != ".":
            other = alphabet[alphabet.index(good[place]) ^ 1]
            with pytest.raises(DpopProofRefused):
                await world.verifier.verify(
                    f"DPoP {BOUND}", presenting(good[:place] + other + good[place + 1 :])
                )
    assert await world.verifier.verify(f"DPoP {BOUND}", presenting(good))


async def test_a_proof_is_good_once_and_for_its_key_only() -> None:
    world = World()
    assert await world.verifier.verify(f"DPoP {BOUND}", presenting(proof()))
    with pytest.raises(DpopProofUsed):
        await world.verifier.verify(f"DPoP {BOUND}", presenting(proof({"iat": NOW + 1})))
    other = token({"cnf": {"jkt": thumbprint(KEYS["p256"])}})
    # Another holder's proof may have the same id.
    presented = presenting(proof(key=KEYS["p256"], of=other))
    assert await world.verifier.verify(f"DPoP {other}", presented)


async def test_a_bound_token_is_no_bearer_token_and_a_bearer_token_no_bound_one() -> None:
    world = World()
    with pytest.raises(TokenBoundToSender):
        await world.verifier.verify(f"Bearer {BOUND}", presenting(proof()))
    with pytest.raises(TokenRefused) as refused:
        await world.verifier.verify(f"DPoP {token()}", presenting(proof(of=token())))
    assert type(refused.value) is TokenRefused
    assert world.seen == set()


async def test_where_it_is_required_no_other_token_gets_in() -> None:
    world = World(require_bound=True)
    with pytest.raises(TokenUnbound):
        await world.verify(token())
    assert await world.verifier.verify(f"DPoP {BOUND}", presenting(proof()))
    assert await world.verifier.verify(f"Bearer {CERTIFIED}", Presented(certificate=CERTIFICATE))


@pytest.mark.parametrize(
    "cnf",
    [
        {},
        [],
        "x",
        {"jkt": "x"},
        {"jkt": thumbprint(HOLDER) + "A"},
        {"jkt": thumbprint(HOLDER), "jwk": {}},
        {"kid": "1"},
        {"x5t#S256": None},
        {"x5t": b64(bytes(20))},
        {"jkt": "é" * 43},
    ],
    ids=[
        "empty",
        "a list",
        "a word",
        "short",
        "long",
        "two ways",
        "a key's name",
        "null",
        "SHA-1",
        "not ASCII",
    ],
)
async def test_a_binding_that_is_not_understood_is_no_binding_and_no_way_in(cnf: object) -> None:
    with pytest.raises(TokenBoundToSender):
        await World().verifier.verify(f"DPoP {token({'cnf': cnf})}", presenting(proof()))


# ---- mutual TLS, behind a proxy


def scope_of(peer: tuple[str, int] | None, *headers: tuple[bytes, bytes], **more: Any) -> HTTPScope:
    scope = {
        "type": "http", "method": "GET", "scheme": "http", "path": "/v1/cases/1", "raw_path": b"/v1/cases/1",
        "headers": list(headers), "client": peer, "server": ("127.0.0.1", 8400), "state": {}, **more,
    }  # fmt: skip
    return cast("HTTPScope", scope)


BEHIND = Presenting("https://api.example.nl/chaincare", [ip_network("10.0.0.0/24")])


async def certified(header: bytes | None, peer: tuple[str, int] | None, spelled: str = CERTIFIED) -> object:
    headers = [] if header is None else [(b"client-cert", header)]
    presented = BEHIND.read(scope_of(peer, *headers))
    return await World().verifier.verify(f"Bearer {spelled}", presented)


@pytest.mark.parametrize(("header", "peer"), CERTIFICATES.values(), ids=CERTIFICATES)
async def test_without_the_partners_own_certificate_it_does_not_get_in(
    header: bytes | None, peer: tuple[str, int] | None
) -> None:
    assert await certified(certificate_header(), PROXY)
    with pytest.raises(CertificateRefused):
        await certified(header, peer)
    assert await certified(header, peer, token()), "a token that is not bound to one asks for none"


async def test_a_token_that_is_bound_twice_asks_for_both() -> None:
    both = token({"cnf": {"jkt": thumbprint(HOLDER), "x5t#S256": b64(hashlib.sha256(CERTIFICATE).digest())}})
    good = Presented("GET", ADDRESS, proof(of=both), CERTIFICATE)
    world = World()
    with pytest.raises(CertificateRefused):
        await world.verifier.verify(f"DPoP {both}", Presented("GET", ADDRESS, good.proof))
    with pytest.raises(TokenBoundToSender):
        await world.verifier.verify(f"Bearer {both}", good)
    assert await world.verifier.verify(f"DPoP {both}", good)


# ---- where a request was sent to


def test_the_address_is_what_the_caller_called_and_never_what_he_says_in_host() -> None:
    one = (b"dpop", b"x")
    host = (b"host", b"evil.example")
    assert BEHIND.read(scope_of(PROXY, one, host)).address == "https://api.example.nl/chaincare/v1/cases/1"
    plain = Presenting(None, [])
    assert plain.read(scope_of(PROXY, one, host)).address == "http://127.0.0.1:8400/v1/cases/1"
    six = scope_of(PROXY, one, server=("::1", 8400))
    assert plain.read(six).address == "http://[::1]:8400/v1/cases/1"
    asked = scope_of(PROXY, one, state={"method": "HEAD"})
    assert plain.read(asked).method == "HEAD"
    assert plain.read(scope_of(PROXY, host)) == Presented()


# ---- who acts for whom


@pytest.mark.parametrize(("spelled", "why"), ACTORS.values(), ids=ACTORS)
async def test_an_actor_that_cannot_be_named_does_not_get_in(spelled: str, why: str) -> None:
    world = World()
    assert await world.verify(token({"act": {"sub": "helper"}}))
    with pytest.raises(TokenRefused) as refused:
        await world.verify(spelled)
    assert why in str(refused.value.__cause__)


async def test_who_acts_now_is_named_and_stays_known() -> None:
    world = World()
    assert (await world.verify(token())).acted_by is None
    chain = {"sub": "helper", "act": {"sub": "earlier", "iss": "anybody"}}
    assert (await world.verify(token({"act": chain}))).acted_by == f"{ISSUER}|helper"
    elsewhere = token({"act": {"sub": "desk", "iss": OTHER_ISSUER, "client_id": "x"}})
    caller = await world.verify(elsewhere)
    assert (caller.subject, caller.acted_by) == ("teacher-1", f"{OTHER_ISSUER}|desk")
    del world.trusted[OTHER_ISSUER]
    with pytest.raises(TokenRefused):
        await world.verify(elsewhere)
