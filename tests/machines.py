"""Ground for state machines: the real application on a real database, driven from Hypothesis, which is not async.

One loop in a thread of its own keeps the region; a machine calls into it and waits, so that nothing of the
application knows that a machine is driving it.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from anyio.from_thread import BlockingPortal, start_blocking_portal
from hypothesis import HealthCheck, settings
from tests.people import Region, region_on

from chaincare.demo.issuers import DemoIssuers
from chaincare.demo.world import write_world
from chaincare.embedded import Urls

T = TypeVar("T")

MODEST = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,  # a step is a request to a database that other tests use as well
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    print_blob=True,
    derandomize=True,  # the same walk on every machine; `make soak` walks others
)


@dataclass
class Ground:
    """A region, and the way to it."""

    portal: BlockingPortal
    region: Region

    def run(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Run something async to its end, on the region's own loop."""
        return self.portal.call(ask)


@contextmanager
def ground_on(database: Urls, issuers: DemoIssuers) -> Iterator[Ground]:
    """The demo's region on a database of the machine's own; every example opens a case of its own in it."""
    with start_blocking_portal("asyncio") as portal:
        portal.call(write_world, database.admin_url, issuers)
        with portal.wrap_async_context_manager(region_on(database, issuers)) as region:
            yield Ground(portal, region)
