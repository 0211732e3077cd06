"""Which problems an operation is said to answer with: each once, and none that it cannot meet."""

import json
import re
from pathlib import Path

from tests.promises.everything import operations_of

from chaincare.access import model
from chaincare.access.model import OWN_RIGHTS, CaseIsClosed
from chaincare.app import create_app
from chaincare.directory import rules
from chaincare.directory.model import MandateKind
from chaincare.openapi import describe
from chaincare.settings import Settings

APP = create_app(Settings())
DOCUMENT = describe(APP)
OF_NO_CASE = (
    "/organisations", "/units", "/professionals", "/services", "/mandates", "/directory", "/networks/", "/bottlenecks",
    "/collaboration-plans", "/covenants", "/network-documents", "/statistics", "/retention-rules", "/legal-holds",
    "/access-log", "/partner-systems", "/breadth-limits", "/login-blocks",
)  # fmt: skip
IN_CASES = ("/successions", "/regie-moves")
"""What is begun with a colleague who leaves is done in his cases."""


def test_no_answer_names_a_problem_twice() -> None:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            for status, answer in operation["responses"].items():
                named = re.findall(r"^- `([^`]+)`", answer.get("description", ""), re.MULTILINE)
                assert len(named) == len(set(named)), f"{method} {path} {status}"


def test_only_where_there_is_a_case_it_can_be_closed() -> None:
    told = {
        f"{method} {path}"
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
        if CaseIsClosed.type_uri() in json.dumps(operation["responses"].get("409", {}).get("description", ""))
    }
    assert {
        "post /cases/{caseId}/notes",
        "patch /clients/{clientId}",
        "post /matches/{matchId}/decisions",
    } <= told
    outside = [
        one for one in told if one.partition(" ")[2].startswith(OF_NO_CASE) and not one.endswith(IN_CASES)
    ]
    assert outside == []
    # The client still says what he thinks of it, and asks for his data.
    assert not {"post /me/statements", "post /me/requests"} & told


def test_what_the_client_still_does_is_what_the_database_lets_him() -> None:
    door = (Path(model.__file__).parents[1] / "trace" / "door.sql").read_text()
    found = re.search(r"e\.reach = 'client' AND entry_event <> ALL \(\s*'\{([^}]+)\}'", door)
    assert found is not None
    assert {one.strip() for one in found[1].split(",")} == OWN_RIGHTS
    codes = {handler.opt["operation"].code for handler in operations_of(APP).values()}
    assert codes >= OWN_RIGHTS


def test_a_mandate_says_which_kinds_there_are_and_which_need_an_organisation() -> None:
    said = DOCUMENT["components"]["schemas"]["GrantMandate"]["description"]
    assert [kind for kind in MandateKind if f"`{kind}`" not in said] == []
    need = said.partition("need it")[0].rpartition(". ")[2]
    assert {kind for kind in MandateKind if f"`{kind}`" in need} == rules.OF_OWN
    without = said.partition("leave out")[0]
    assert {kind for kind in MandateKind if f"`{kind}`" in without} == rules.OF_ALL
