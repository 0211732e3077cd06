"""Schemathesis against a running server: every operation, with people's tokens, editions, keys and ids that exist.

Bounded in the suite; for as long as wanted in `make soak`.
"""

import contextlib
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from unittest import SkipTest
from uuid import uuid4

import anyio
import httpx2
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.people import Region, free_port
from tests.promises.everything import BODIES, Call, Land

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
MOSTLY, OFTEN = 0.7, 0.95


@contextlib.asynccontextmanager
async def served(region: Region) -> AsyncIterator[str]:
    """The region's application behind a socket, in the same loop as its pool."""
    port = free_port()
    config = uvicorn.Config(
        region.app, host="127.0.0.1", port=port, log_config=None, access_log=False, lifespan="off"
    )
    server = uvicorn.Server(config)
    async with anyio.create_task_group() as group:
        group.start_soon(server.serve)
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await anyio.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True


@dataclass
class Fuzzer:
    """Sends what Schemathesis makes up, as one of the people of one land, and looks at every answer."""

    url: str
    own: Land
    foreign: Land
    words: Sequence[str]
    """What stands only in the foreign land's cases: no answer may hold any of it."""
    chance: Random
    seen: Counter[int] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)

    def run(self, examples: int, number: int, *, by_turns: bool = False) -> None:
        """Try every operation, each with so many requests that fit the description and so many that do not.

        ``by_turns`` sends each operation only one of the two kinds: the one that its neighbour is not sent.
        """
        document = httpx2.get(f"{self.url}/v1/openapi.json", timeout=60).json()
        schema = schemathesis.openapi.from_dict(document)
        modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        for place, found in enumerate(schema.get_all_operations()):
            operation: Any = found.ok()  # type: ignore[union-attr]
            for mode in modes[place % 2 :][:1] if by_turns else modes:
                self._try(operation.as_strategy(generation_mode=mode), examples, number)

    def _try(self, strategy: Any, examples: int, number: int) -> None:
        @seed(number)
        @settings(
            max_examples=examples, deadline=None, database=None, phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=strategy)
        def send(case: Any) -> None:
            self._send(case)

        with contextlib.suppress(Unsatisfiable, SkipTest):  # an operation in which nothing can be wrong
            send()

    def _send(self, case: Any) -> None:
        call = (case.method, re.sub(r"{(\w+)}", lambda name: f"{{{_snake(name[1])}}}", case.operation.path))
        caller = self.own.people[self.chance.choice(sorted(self.own.people))]
        ids = self.own.ids if self.chance.random() < MOSTLY else self.foreign.ids
        if (
            call in self.own.by and self.chance.random() < MOSTLY
        ):  # as somebody who may, with a body that is right but for one place
            caller = self.own.people[self.own.by[call]]
            self._mend(case, call)
        for name in list(case.path_parameters or {}):
            if _snake(name) in ids and self.chance.random() < OFTEN:
                case.path_parameters[name] = ids[_snake(name)]
        headers = {
            "Authorization": f"Bearer {caller.token}",
            "If-Match": self.chance.choice(['"1"', '"2"', "*"]),
            "Idempotency-Key": str(uuid4()),
        }
        answer = case.call(base_url=f"{self.url}/v1", headers=headers)
        self.seen[answer.status_code] += 1
        self._look_at(case, answer, f"{case.method} {case.operation.path} as {caller.role}")

    def _mend(self, case: Any, call: Call) -> None:
        made = case.body if isinstance(case.body, dict) else {}
        if BODIES[call]:
            right = BODIES[call][0](self.own)
            wrong = self.chance.sample(sorted(made), min(1, len(made)))
            case.body = {**right, **{name: made[name] for name in wrong}}
            case.media_type = "application/json"

    def _look_at(self, case: Any, answer: Any, said: str) -> None:
        try:
            case.validate_response(answer, checks=list(CHECKS))
        except FailureGroup as group:  # gathered: one fault must not hide another
            self.faults.setdefault(f"{said}: {group.exceptions[0]}", answer.text[:300])
        for word in self.words:
            if word in answer.text:
                self.faults.setdefault(f"{said}: shows what is not his", json.dumps(answer.text[:300]))


def _snake(name: str) -> str:
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", name)
