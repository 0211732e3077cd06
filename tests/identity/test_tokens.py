"""A good token gets in, under every algorithm; and what was verified once stays true only while its grounds do."""

import asyncio
from datetime import UTC, datetime

import pytest
from tests.identity.issuer_world import (
    ALGORITHM_KEYS,
    AUDIENCE,
    ISSUER,
    KEYS,
    START,
    World,
    jwk,
    rsa_key,
    token,
)

from chaincare.identity import (
    REMEMBERED_TOKENS,
    Caller,
    IssuerKind,
    IssuerUnreachable,
    TokenExpired,
    TokenMissing,
    TokenRefused,
    TrustedIssuer,
)

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


@pytest.mark.parametrize("authorization", [None, "", "Basic dTpw", "Bearer", "DPoP abc"])
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


async def test_a_withdrawn_key_and_its_remembered_tokens_are_out_after_the_refresh() -> None:
    world, good = World(), token()
    assert await world.verify(good)
    world.published[f"{ISSUER}/jwks"] = [jwk(KEYS["rsa"], "rsa")]
    world.wait(301)
    with pytest.raises(TokenRefused):
        await world.verify(good)
    assert await world.verify(token(algorithm="RS256"))


async def test_a_key_replaced_under_the_same_id_is_not_the_key_it_was() -> None:
    world, good = World(), token(algorithm="RS256")
    assert await world.verify(good)
    replacement = rsa_key()
    world.published[f"{ISSUER}/jwks"] = [jwk(replacement, "rsa")]
    world.wait(301)
    with pytest.raises(TokenRefused):
        await world.verify(good)
    assert await world.verify(token(algorithm="RS256", key=replacement))


async def test_a_new_key_is_fetched_when_its_first_token_comes() -> None:
    world = World()
    assert await world.verify(token())
    world.published[f"{ISSUER}/jwks"].append(jwk(KEYS["p256"], "new"))
    world.wait(31)
    assert await world.verify(token(kid="new"))
    assert world.fetches == 2


async def test_unknown_keys_make_one_fetch_in_thirty_seconds_however_many_ask_at_once() -> None:
    world = World()
    strangers = [world.verify(token({"jti": str(n)}, kid="unknown")) for n in range(20)]
    answers = await asyncio.gather(*strangers, return_exceptions=True)
    assert {type(answer) for answer in answers} == {TokenRefused}
    assert world.fetches == 1
    world.wait(29)
    with pytest.raises(TokenRefused):
        await world.verify(token(kid="unknown"))
    assert world.fetches == 1
    world.wait(1)
    with pytest.raises(TokenRefused):
        await world.verify(token(kid="unknown"))
    assert world.fetches == 2


async def test_a_dead_endpoint_does_not_stop_tokens_whose_key_is_known() -> None:
    world = World()
    assert await world.verify(token())
    world.endpoint_is_dead = True
    for _ in range(5):
        world.wait(301)
        assert await world.verify(token({"exp": int(START.timestamp()) + 86_400}))
        await asyncio.sleep(0)  # the attempt goes on by itself, once there is a moment
    assert world.fetches == 6


async def test_keys_nobody_has_confirmed_for_a_day_are_not_believed() -> None:
    world = World()
    assert await world.verify(token())
    world.endpoint_is_dead = True
    world.wait(86_401)
    late = int(world.now.timestamp())
    with pytest.raises(IssuerUnreachable):
        await world.verify(token({"iat": late, "exp": late + 60}))


async def test_a_token_whose_issuer_was_never_reached_is_not_called_bad() -> None:
    world = World()
    world.endpoint_is_dead = True
    with pytest.raises(IssuerUnreachable):
        await world.verify(token())
    world.endpoint_is_dead = False
    world.wait(30)
    assert await world.verify(token())


async def test_a_request_that_is_given_up_does_not_end_the_fetch_others_wait_for() -> None:
    world = World()
    impatient = asyncio.create_task(world.verify(token({"jti": "1"})))
    patient = asyncio.create_task(world.verify(token({"jti": "2"})))
    await asyncio.sleep(0)
    impatient.cancel()
    assert (await patient).token_id == "2"
    assert world.fetches == 1


async def test_the_memory_for_tokens_has_an_end() -> None:
    world = World()
    verified = world.verifier._verified
    for n in range(3):
        await world.verify(token({"jti": str(n)}))
    oldest = next(iter(verified))
    filler = verified[oldest]
    verified.update((n.to_bytes(32), filler) for n in range(REMEMBERED_TOKENS - 3))
    await world.verify(token({"jti": "one more"}))
    assert len(verified) == REMEMBERED_TOKENS
    assert oldest not in verified
