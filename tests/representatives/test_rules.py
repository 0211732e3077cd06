"""When somebody's authority ends, by what was seen."""

from datetime import UTC, date, datetime

import pytest

from chaincare.representatives.model import AuthorityEnded, ProofInFuture
from chaincare.representatives.rules import authority_ends

AT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def test_authority_ends_at_the_midnight_after_its_last_day() -> None:
    assert authority_ends(TODAY, None, AT) is None
    assert authority_ends(TODAY, TODAY, AT) == datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert authority_ends(TODAY, date(2026, 7, 1), AT) == datetime(2026, 7, 1, 22, tzinfo=UTC)


def test_proof_was_seen_and_authority_is_not_over() -> None:
    with pytest.raises(ProofInFuture):
        authority_ends(date(2026, 3, 3), None, AT)
    with pytest.raises(AuthorityEnded):
        authority_ends(TODAY, date(2026, 3, 1), AT)
