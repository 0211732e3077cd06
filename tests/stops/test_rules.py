"""Who may be stopped by whom, and how a stop is lifted: once."""

from datetime import UTC, datetime

import pytest

from chaincare.ids import new_id
from chaincare.stops.model import LoginBlockLifted, OwnLoginBlocked, OwnSystemStopped, PartnerResumed
from chaincare.stops.rules import block, lifted, resume, resumed, stop, unblock

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ME, OTHER = new_id(), new_id()


def test_a_login_is_blocked_and_unblocked_once_and_nobody_blocks_his_own() -> None:
    blocked = block(new_id(), OTHER, "stolen", by=ME, at=AT)
    free = lifted(blocked, unblock(blocked, "found", by=ME, at=AT))
    assert (blocked.lifted, free.lifted and free.lifted.reason) == (None, "found")
    with pytest.raises(LoginBlockLifted):
        unblock(free, "again", by=ME, at=AT)
    with pytest.raises(OwnLoginBlocked):
        block(new_id(), ME, "x", by=ME, at=AT)


def test_a_system_is_stopped_and_goes_on_once_and_nobody_stops_the_one_he_works_through() -> None:
    stopped = stop(new_id(), "theirs", "leak", own_client_id="mine", by=ME, at=AT)
    going = resumed(stopped, resume(stopped, "mended", by=ME, at=AT))
    assert (stopped.lifted, going.lifted and going.lifted.by) == (None, ME)
    with pytest.raises(PartnerResumed):
        resume(going, "again", by=ME, at=AT)
    with pytest.raises(OwnSystemStopped):
        stop(new_id(), "mine", "x", own_client_id="mine", by=ME, at=AT)
