"""A token has one spelling: whichever character is changed, it is another token, and not a good one."""

import asyncio
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.identity.issuer_world import ALGORITHM_KEYS, World, token

from chaincare.token_refusals import TokenRefused

GOOD = {algorithm: token(algorithm=algorithm) for algorithm in ALGORITHM_KEYS}
ALPHABET = string.ascii_letters + string.digits + "-_"


def with_character(spelled: str, position: int, character: str) -> str:
    changed = spelled[:position] + character + spelled[position + 1 :]
    assert changed != spelled
    return changed


async def refusals(spelled: list[str]) -> int:
    """Count the refused ones, by a verifier that has just let every good token in."""
    world = World()
    for good in GOOD.values():
        assert await world.verify(good)
    refused = 0
    for one in spelled:
        try:
            await world.verify(one)
        except TokenRefused:
            refused += 1
    return refused


@pytest.mark.parametrize("algorithm", ALGORITHM_KEYS)
def test_no_position_can_be_changed_to_its_neighbour_in_the_alphabet(algorithm: str) -> None:
    """The neighbour differs in the lowest bit, which is where a lenient base64 reader looks away."""
    good = GOOD[algorithm]
    places = [place for place, character in enumerate(good) if character != "."]
    neighbours = [with_character(good, place, ALPHABET[ALPHABET.index(good[place]) ^ 1]) for place in places]
    assert asyncio.run(refusals(neighbours)) == len(places)


@settings(max_examples=200, deadline=None)
@given(data=st.data(), algorithm=st.sampled_from(sorted(GOOD)))
def test_no_character_can_be_changed(data: st.DataObject, algorithm: str) -> None:
    good = GOOD[algorithm]
    place = data.draw(st.integers(0, len(good) - 1))
    character = data.draw(st.sampled_from(string.printable + "é=").filter(lambda one: one != good[place]))
    assert asyncio.run(refusals([with_character(good, place, character)])) == 1


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_no_text_does_anything_but_be_refused(text: str) -> None:
    assert asyncio.run(refusals([text])) == 1
