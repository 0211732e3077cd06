"""The BSN, sealed: it opens for the client it was recorded for, with the key of the server, and for nobody else."""

import secrets
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from chaincare.clients.sealing import KEY_ID, BsnSeal

SECRET = bytes(range(32))
ONE, OTHER = UUID(int=1), UUID(int=2)
BSN = "999990019"


@given(st.from_regex(r"[0-9]{9}", fullmatch=True), st.uuids())
def test_what_was_sealed_opens_again(bsn: str, client_id: UUID) -> None:
    seal = BsnSeal(SECRET)
    sealed = seal.seal(bsn, client_id)
    assert (len(sealed), sealed[0]) == (38, KEY_ID)
    assert bsn.encode() not in sealed
    assert BsnSeal(SECRET).open(sealed, client_id) == bsn


def test_moved_to_another_client_it_does_not_open() -> None:
    seal = BsnSeal(SECRET)
    with pytest.raises(InvalidTag):
        seal.open(seal.seal(BSN, ONE), OTHER)


@given(st.integers(0, 37), st.integers(1, 255))
def test_a_changed_byte_is_found(place: int, by: int) -> None:
    seal = BsnSeal(SECRET)
    sealed = bytearray(seal.seal(BSN, ONE))
    sealed[place] ^= by
    with pytest.raises(InvalidTag):
        seal.open(bytes(sealed), ONE)


def test_without_the_key_nothing_opens_and_nothing_is_found() -> None:
    one, other = BsnSeal(SECRET), BsnSeal(secrets.token_bytes(32))
    with pytest.raises(InvalidTag):
        other.open(one.seal(BSN, ONE), ONE)
    assert one.blind(BSN) != other.blind(BSN)


def test_the_same_number_is_found_again_and_looks_different_every_time() -> None:
    seal = BsnSeal(SECRET)
    assert seal.blind(BSN) == BsnSeal(SECRET).blind(BSN) != seal.blind("999990020")
    assert seal.seal(BSN, ONE) != seal.seal(BSN, ONE)


def test_it_tells_nothing_of_its_keys() -> None:
    assert repr(BsnSeal(SECRET)) == "BsnSeal(…)"
