"""Keys come and go: fetched once, kept while their issuer vouches for them, and never in a stranger's hands."""

import asyncio

import pytest
from tests.identity.issuer_world import ISSUER, KEYS, START, World, jwk, rsa_key, token

from chaincare.token_refusals import IssuerUnreachable, TokenRefused

pytestmark = pytest.mark.anyio


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


async def test_nobody_with_a_known_key_waits_for_an_endpoint_that_is_failing() -> None:
    world, good = World(), token()
    assert await world.verify(good)
    world.endpoint_is_dead = True
    world.wait(301)
    assert await world.verify(good)
    await asyncio.sleep(0)
    world.endpoint_hangs = True
    world.wait(30)
    async with asyncio.timeout(1):
        assert await world.verify(good)
        await asyncio.sleep(0)
        assert await world.verify(good)
    assert world.fetches == 3
    await world.verifier.close()


async def test_a_stranger_with_an_unknown_key_id_makes_nobody_else_wait() -> None:
    world = World()
    assert await world.verify(token())
    world.endpoint_hangs = True
    world.wait(30)
    stranger = asyncio.create_task(world.verify(token(kid="unknown")))
    await asyncio.sleep(0.01)
    async with asyncio.timeout(1):
        assert await world.verify(token({"jti": "another"}))
    assert world.fetches == 2
    stranger.cancel()
    await world.verifier.close()


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
