"""A good token gets in, under every algorithm; and what was verified once stays true only while its grounds do."""

from datetime import UTC, datetime

import pytest
from tests.identity.issuer_world import (
    ALGORITHM_KEYS,
    AUDIENCE,
    ISSUER,
    START,
    World,
    token,
)

from chaincare.identity import (
    REMEMBERED_TOKENS,
    Caller,
    IssuerKind,
    TrustedIssuer,
)
from chaincare.token_refusals import TokenExpired, TokenMissing, TokenRefused

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("algorithm", ALGORITHM_KEYS)
async def test_a_good_token_says_who_calls(algorithm: str) -> None:
    assert await World().verify(token({"acr": "substantial"}, algorithm=algorithm)) == Caller(
        issuer=ISSUER,
        subject="teacher-1",
        client_id="school-portal",
        kind=IssuerKind.ORGANISATION,
        scopes=frozenset({"cases:read", "notes:write"}),
        acr="substantial",
        token_id="7d3a",
        expires_at=datetime(2026, 3, 2, 10, 0, tzinfo=UTC),
        is_system=False,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": [AUDIENCE, "https://other.example"]},
        {"scope": ...},
        {"scope": ""},
        {"client_id": ..., "azp": "school-portal"},
        {"azp": "school-portal"},
        {"nbf": int(START.timestamp()) + 60},
        {"iat": int(START.timestamp()) + 60, "exp": int(START.timestamp()) + 120},
        {"exp": int(START.timestamp()) + 86_400},
        {"roles": {"deeply": [["unknown"]]}, "name": "Désirée"},
    ],
    ids=str,
)
async def test_a_token_may_differ_in_what_the_standards_leave_open(changes: dict[str, object]) -> None:
    assert (await World().verify(token(changes))).client_id == "school-portal"


async def test_a_client_that_acts_for_itself_is_a_system() -> None:
    assert (await World().verify(token({"sub": "school-portal"}))).is_system


@pytest.mark.parametrize("type_", ["AT+JWT", "application/at+jwt"])
async def test_the_type_is_read_as_a_media_type(type_: str) -> None:
    assert await World().verify(token(typ=type_))


@pytest.mark.parametrize("type_", ["JWT", ...])
async def test_a_plain_jwt_gets_in_only_where_the_setting_says_so(type_: object) -> None:
    assert await World(accept_plain_jwt=True).verify(token(typ=type_))
    with pytest.raises(TokenRefused):
        await World().verify(token(typ=type_))


async def test_the_scheme_is_read_in_any_case() -> None:
    assert await World().verifier.verify(f"bEARER {token()}")


@pytest.mark.parametrize("authorization", [None, "", "Basic dTpw", "Bearer", "DPoP"])
async def test_without_a_bearer_token_the_caller_hears_that_it_is_missing(authorization: str | None) -> None:
    with pytest.raises(TokenMissing):
        await World().verifier.verify(authorization)


async def test_a_second_look_costs_no_signature_and_gives_the_same_caller() -> None:
    world, good = World(), token()
    first = await world.verify(good)
    assert await world.verify(good) is first


async def test_a_remembered_token_ends_with_its_second() -> None:
    world, good = World(), token()
    assert await world.verify(good)
    world.wait(3599)
    assert await world.verify(good)
    world.wait(1)
    for _ in range(2):
        with pytest.raises(TokenExpired):
            await world.verify(good)


async def test_an_issuer_struck_from_the_list_is_out_at_once() -> None:
    world, good = World(), token()
    assert await world.verify(good)
    del world.trusted[ISSUER]
    with pytest.raises(TokenRefused):
        await world.verify(good)


async def test_an_issuer_that_changes_its_kind_changes_what_its_tokens_say() -> None:
    world, good = World(), token()
    assert (await world.verify(good)).kind is IssuerKind.ORGANISATION
    world.trusted[ISSUER] = TrustedIssuer(ISSUER, IssuerKind.CITIZENS, f"{ISSUER}/jwks")
    assert (await world.verify(good)).kind is IssuerKind.CITIZENS


async def test_the_memory_for_tokens_has_an_end_and_forgets_the_longest_unused() -> None:
    world = World()
    verified = world.verifier._verified
    for jti in ("0", "1", "2", "0"):
        await world.verify(token({"jti": jti}, algorithm="EdDSA"))  # signs the same text alike each time
    oldest = next(iter(verified))
    assert verified[oldest].caller.token_id == "1"
    filler = verified[oldest]
    verified.update((n.to_bytes(32), filler) for n in range(REMEMBERED_TOKENS - 3))
    await world.verify(token({"jti": "one more"}))
    assert len(verified) == REMEMBERED_TOKENS
    assert oldest not in verified


async def test_a_list_that_looks_issuers_up_too_kindly_does_not_let_another_name_in() -> None:
    world = World()
    kindly = world.trusted[ISSUER]
    world.trusted[ISSUER.upper()] = kindly
    assert await world.verify(token())
    with pytest.raises(TokenRefused):
        await world.verify(token({"iss": ISSUER.upper()}))
