"""S3: with the decision switched off, nobody reads a word of a case he has no reach for: the wall stands by itself.

Every operation there is, asked for another's case by people of the same network and of another one, in a build where
:func:`chaincare.access.rules.decide` permits everything.
"""

import re

import pytest
from tests.people import Person, Region
from tests.promises.everything import BODIES, Land
from tests.promises.walked import Walked

from chaincare.access import clearance
from chaincare.access.model import Admission, Decision, Operation, Permit
from chaincare.demo.world import SUBSTANTIAL, person

pytestmark = pytest.mark.anyio

CANARIES = (
    "Noor", "Terpstra", "2017-03-14", "Ik wil dat het rustig is", "What helps?", "A talk with her mother",
    "extract of the register", "Quiet at home", "A pupil walks out of class", "Talks with the mother", "Calls the mother",
    "She is his sister", "A fixed seat", "It goes well", "Every day, after the break",
)  # fmt: skip
"""Words that stand in the case, in as many tables as the walk fills."""
STRANGERS = ("teacher", "network-coordinator", "auditor", "administrator", "parent")
"""Of the south; each has a token for everything, so that no missing scope stands in the way either."""
SCOPES = ("cases", "directory", "log", "me", "events", "emergency", "privacy", "oversight")


def permit_all(operation: Operation, admission: Admission) -> Decision:
    return Permit(reach=admission.reach)


@pytest.fixture
def undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clearance, "decide", permit_all)


def _words(text: str) -> list[str]:
    # As words: a network of the north is no child's name.
    return [one for one in CANARIES if re.search(rf"\b{re.escape(one)}\b", text)]


async def test_without_the_decision_the_wall_gives_nothing_away(
    walked: Walked, request: pytest.FixtureRequest
) -> None:
    region, land, other = walked.region, walked.own, walked.foreign
    case = await land.people["teacher"].ask("GET", land.at("/cases/{case_id}"))
    notes = await land.people["teacher"].ask("GET", land.at("/cases/{case_id}/agreements"))
    assert len(_words(case.text + notes.text)) > 4  # the control: they are there to be read
    request.getfixturevalue("undecided")
    outsider = land.people["outsider"]
    for who in (*(_with_everything(region, other.people[role], role) for role in STRANGERS), outsider):
        statuses = await _asked_by(land, who)
        assert 500 in statuses, who.role  # the control: past the decision, into handlers that found nothing


def _with_everything(region: Region, stranger: Person, role: str) -> Person:
    one = person(role)
    token = region.issuers.token(
        one.issuer, f"southern-{role}", client_id=one.client_id, scopes=SCOPES, acr=SUBSTANTIAL
    )
    return Person(stranger.role, region.http, token, region.calls)


async def _asked_by(land: Land, who: Person) -> set[int]:
    """Ask for everything in one land as somebody who has nothing to do with it; give the statuses there were."""
    statuses = set()
    for (method, path), bodies in BODIES.items():
        if "{" not in path:
            continue
        body = bodies[0](land) if bodies else None
        answer = await who.ask(method, land.at(path), body, If_Match="*")
        statuses.add(answer.status_code)
        # What he wrote himself just now may come back to him.
        leaked = [one for one in _words(answer.text) if one not in str(body)]
        assert not leaked, f"{who.role}: {method} {path} tells {leaked}"
    return statuses
