"""What lies beside an entry opens with its own request and key only, and hides even how often the same was asked."""

from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from tests.people import SECRET

from chaincare.trace.private import PrivateSeal, digest_of


def test_a_sealed_text_opens_for_its_own_request_and_for_nothing_else() -> None:
    seal, request, other = PrivateSeal(SECRET), str(uuid4()), str(uuid4())
    sealed = seal.seal("Désirée van der Walt", request)
    assert seal.open(sealed.private, request) == "Désirée van der Walt"
    assert sealed.digest == digest_of(sealed.private)
    changed = sealed.private[:-1] + bytes([sealed.private[-1] ^ 1])
    another_key = sealed.private[:16] + b"\x02" + sealed.private[17:]
    for private, asked, by in (
        (sealed.private, other, seal),
        (changed, request, seal),
        (another_key, request, seal),
        (sealed.private, request, PrivateSeal(bytes(32))),
    ):
        with pytest.raises(InvalidTag):
            by.open(private, asked)


def test_the_same_text_twice_looks_different_and_holds_nothing_readable() -> None:
    seal, request = PrivateSeal(SECRET), str(uuid4())
    one, two = seal.seal("Walt", request), seal.seal("Walt", request)
    assert one.private != two.private
    assert one.digest != two.digest
    assert b"Walt" not in one.private
    assert "…" in repr(seal)
