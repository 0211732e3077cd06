"""Tokens that must not get in. Each row names why, so that none is refused by accident for another reason."""

from typing import Any

import pytest
from tests.identity.attacks import ATTACKER, CLAIMS, HEADERS, ISSUERS, NOW, SPELLINGS
from tests.identity.issuer_world import AUDIENCE, World, token

from chaincare.token_refusals import TokenBoundToSender, TokenExpired, TokenNotForUs, TokenRefused

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("spelled", "why"),
    [
        pytest.param(*row, id=name)
        for table in (HEADERS, ISSUERS, CLAIMS, SPELLINGS)
        for name, row in table.items()
    ],
)
async def test_it_does_not_get_in(spelled: str, why: str) -> None:
    world = World()
    assert await world.verify(token())
    with pytest.raises(TokenRefused) as refused:
        await world.verify(spelled)
    assert why in str(refused.value.__cause__)
    with pytest.raises(TokenRefused):
        await world.verify(spelled)


@pytest.mark.parametrize(
    "authorization",
    [
        f"Bearer  {token()}",
        f"Bearer {token()} ",
        f"Bearer {token()}\n",
        f"Bearer {token()}, Bearer {token()}",
        f"Bearer {token()}é",
        f"Bearer {token({'x': 'a' * 8192})}",
        "Bearer ",
        "bearer \x00",
    ],
    ids=["two blanks", "blank after", "line break", "two tokens", "not ASCII", "too long", "empty", "NUL"],
)
async def test_the_header_has_one_form(authorization: str) -> None:
    with pytest.raises(TokenRefused):
        await World().verifier.verify(authorization)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"cnf": {"jkt": "x"}}, TokenBoundToSender),
        ({"cnf": {"x5t#S256": "x"}}, TokenBoundToSender),
        ({"cnf": None}, TokenBoundToSender),
        ({"aud": "https://other.example"}, TokenNotForUs),
        ({"aud": []}, TokenNotForUs),
        ({"aud": [AUDIENCE + "/"]}, TokenNotForUs),
        ({"aud": AUDIENCE.upper()}, TokenNotForUs),
        ({"iat": NOW - 60, "exp": NOW}, TokenExpired),
        ({"iat": NOW - 7200, "exp": NOW - 3600}, TokenExpired),
    ],
    ids=str,
)
async def test_where_the_caller_can_mend_it_the_refusal_says_how(
    changes: dict[str, Any], refusal: type[TokenRefused]
) -> None:
    with pytest.raises(TokenRefused) as refused:
        await World().verify(token(changes))
    assert type(refused.value) is refusal


async def test_an_expired_token_with_a_bad_signature_is_not_called_expired() -> None:
    with pytest.raises(TokenRefused) as refused:
        await World().verify(token({"iat": NOW - 7200, "exp": NOW - 3600}, key=ATTACKER))
    assert type(refused.value) is TokenRefused


async def test_no_refusal_quotes_the_token() -> None:
    canary = "Kanarie-7731"
    for bad in (token({"sub": canary + "\n"}), token(kid=canary), token({"iss": canary}), token(alg=canary)):
        with pytest.raises(TokenRefused) as refused:
            await World().verify(bad)
        said = f"{refused.value!r} {refused.value.sentence()} {refused.value.__cause__!r}"
        assert canary not in said
