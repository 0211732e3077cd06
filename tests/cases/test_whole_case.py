"""People join and leave, are absent, propose, ask for help, agree, close and reopen, in any order, while time jumps: what is
promised of a case holds all along (DOMAIN 3), and nothing in it lies with nobody.
"""

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import ClassVar

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.cases import promised
from tests.cases.life import Life, begin
from tests.machines import MODEST, Ground, ground_on

from chaincare.demo.issuers import DemoIssuers
from chaincare.embedded import Urls
from chaincare.ladders.running import run_timers

INSIDE = ("teacher", "intern-begeleider", "newcomer", "youth-worker", "parent", "network-coordinator")
DEEDS = 6
LOOKED_AT = 0.4
FINISHED = 0.2
REOPENED = 0.7
RARE = ("leave", "deactivate", "close", "reopen", "withdraw", "take back", "pause")
BRIEF = settings(MODEST, max_examples=6, stateful_step_count=7, phases=(Phase.reuse, Phase.generate))


class WholeCase(RuleBasedStateMachine):
    """One case, from its opening on."""

    ground: ClassVar[Ground]
    did: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.life: Life | None = None
        self.remembered = promised.Remembered()

    @initialize(seed=st.integers(0, 2**32))
    def open(self, seed: int) -> None:
        region = self.ground.region
        region.app.state.clock.offset = timedelta(0)
        self.life = self.ground.run(partial(begin, region, seed))

    @rule(days=st.sampled_from([0, 0, 1, 3, 8, 31]))
    def a_day(self, days: int) -> None:
        """Time passes, sometimes a month at once; regie is asked for; people do what they do; now and then all is finished."""
        self.ground.run(partial(self.wait, days))
        self.ground.run(self.direct)
        life = self._life
        names = [one for one in life.deeds for _ in range(1 if one in RARE else 4)]
        for _ in range(DEEDS):
            self.ground.run(partial(self.somebody_tries, life.chance.choice(names)))
        if life.chance.random() < FINISHED:
            self.ground.run(self.finish)
        if life.chance.random() < LOOKED_AT:
            self.ground.run(partial(promised.nothing_lies_unseen, life))

    async def wait(self, days: int) -> None:
        """What climbs then climbs once, whoever runs the timers again (A5)."""
        region = self.ground.region
        region.move_clock(timedelta(days=days))
        pool, now = region.app.state.pool, region.app.state.clock.now
        while await run_timers(pool, now):
            pass
        assert await run_timers(pool, now) == 0

    async def somebody_tries(self, name: str) -> None:
        """One after the other tries the same, until it is done."""
        life = self._life
        roles, drawn = life.chance.sample(INSIDE, len(INSIDE)), life.chance.getstate()
        for role in roles:
            before = life.did.total()
            life.chance.setstate(drawn)
            await life.deeds[name](role)
            if life.did.total() > before:
                return

    async def direct(self) -> None:
        """Whom regie is proposed to, and who holds it, say something; now and then others do."""
        life = self._life
        await self.somebody_tries("propose")
        for role in INSIDE:
            await life.answer_proposal(role)

    async def finish(self) -> None:
        """What is still open is cancelled and ended, and whoever directs closes the case; now and then it is opened again."""
        life = self._life
        await life.finish()
        for role in INSIDE:
            await life.close(role)
        if life.chance.random() < REOPENED:
            for role in INSIDE:
                await life.reopen(role)

    @invariant()
    def everything_promised_holds(self) -> None:
        if self.life is None:
            return
        now = self.ground.region.app.state.clock.now()
        self.ground.run(partial(promised.regie_holds, self.life, now))
        self.ground.run(partial(promised.doors_hold, self.life, now))
        self.ground.run(partial(promised.agreements_hold, self.life))
        self.ground.run(partial(self.remembered.holds, self.life))

    def teardown(self) -> None:
        if self.life is not None:
            self.did.update(self.life.did)

    @property
    def _life(self) -> Life:
        assert self.life is not None
        return self.life


def test_whatever_happens_in_a_case(database: Urls, issuers: DemoIssuers) -> None:
    WholeCase.did.clear()
    with ground_on(database, issuers) as WholeCase.ground:
        run_state_machine_as_test(WholeCase, settings=BRIEF)
    # A machine that was refused everything has shown nothing.
    wanted = {
        "join",
        "leave",
        "propose",
        "answer assent",
        "agree",
        "request",
        "help accept",
        "close",
        "be absent",
    }
    assert wanted <= set(WholeCase.did), WholeCase.did
    assert WholeCase.did.total() > 100
