"""Every refusal of the program says what is the matter, and can be told from every other."""

import re

import asyncpg
import httpx2
import pytest

from chaincare.docs_page.api import problem_examples
from chaincare.ids import new_id
from chaincare.problems import HTTP_PROBLEMS, STATUS_OF, answer_to
from chaincare.refusals import Kind, Refusal, known_refusals

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("refusal", known_refusals(), ids=lambda one: one.__name__)
def test_every_refusal_has_a_kind_and_a_sentence(refusal: type[Refusal]) -> None:
    assert isinstance(refusal.kind, Kind)
    assert re.fullmatch(r"[A-Z].{10,400}[.!?]", refusal.sentence())
    assert re.fullmatch(r"urn:problem-type:chaincare:[a-z0-9]+(-[a-z0-9]+)*", refusal.type_uri())


def test_every_problem_type_means_one_thing() -> None:
    types = [one.type for one in problem_examples()]
    assert len(types) == len(set(types))


def test_every_kind_has_a_status() -> None:
    assert set(STATUS_OF) == set(Kind)


def test_a_refusal_without_a_sentence_does_not_borrow_one() -> None:
    class Parent(Refusal):
        """The parent's sentence."""

    class CHILDWithoutWords(Parent):  # without a kind it is not on the list of all refusals
        pass

    assert CHILDWithoutWords.sentence() == ""
    assert CHILDWithoutWords.slug() == "child-without-words"
    CHILDWithoutWords.__doc__ = (
        "It exists while the class does, and the list of all refusals must stay right."
    )


def test_of_a_group_the_outage_is_answered() -> None:
    group = ExceptionGroup("", [KeyError("x"), ExceptionGroup("", [ConnectionResetError()])])
    assert answer_to(group, str(new_id())).problem.status == 503
    assert answer_to(ExceptionGroup("", [KeyError("x")]), str(new_id())).problem.status == 500


async def test_the_documentation_lists_every_problem(client: httpx2.AsyncClient) -> None:
    page = (await client.get("/v1/docs/problems")).text
    assert all(f"<code>{one.type_uri()}</code>" in page for one in known_refusals())
    assert all(slug in page for slug, _ in HTTP_PROBLEMS.values())


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (asyncpg.QueryCanceledError(), 503),
        (asyncpg.DeadlockDetectedError(), 503),
        (asyncpg.StatementCompletionUnknownError(), 503),
        (asyncpg.TransactionTimeoutError(), 503),
        (asyncpg.TooManyConnectionsError(), 503),
        (asyncpg.ReadOnlySQLTransactionError(), 503),
        (asyncpg.InterfaceError("connection is closed"), 503),
        (OSError(), 503),
        (asyncpg.UndefinedColumnError(), 500),
        (asyncpg.InsufficientPrivilegeError(), 500),
        (asyncpg.UniqueViolationError(), 500),
        (asyncpg.exceptions._base.DataError(""), 500),
        (ValueError(), 500),
    ],
    ids=lambda one: type(one).__name__,
)
def test_only_what_may_go_better_next_time_is_unavailable(error: Exception, status: int) -> None:
    assert answer_to(error, str(new_id())).problem.status == status
