"""Every problem type is documented with the body it really comes with, and shown where it can come."""

import json
from typing import Any

from tests.promises.problems import PAGE, problems_page

from chaincare.app import create_app
from chaincare.docs_page.api import problem_examples
from chaincare.openapi import describe
from chaincare.refusals import TYPE_PREFIX
from chaincare.settings import Settings


def test_the_page_of_problems_is_current() -> None:
    assert PAGE.read_text("utf-8") == problems_page(create_app(Settings())), (
        "a problem type changed: run `python -m tests.promises.problems` and commit the result"
    )


def test_the_description_shows_an_example_of_every_type_an_answer_can_have() -> None:
    document = describe(create_app(Settings()))
    examples = document["components"]["examples"]
    known = {one.type: one for one in problem_examples()}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for status, answer in operation["responses"].items():
                if int(status) < 400:
                    continue
                shown = _examples_of(_resolved(document, answer))
                assert shown, f"{method} {path} {status}"
                for name, reference in shown.items():
                    problem = examples[reference.rpartition("/")[2]]["value"]
                    assert (problem["status"], problem["type"]) == (int(status), TYPE_PREFIX + name)
                    assert problem["detail"] == known[problem["type"]].detail
                said = _resolved(document, answer)["description"]
                assert all(
                    piece.partition("`")[0].removeprefix(TYPE_PREFIX) in shown
                    for piece in said.split("- `")[1:]
                )


def test_an_example_has_the_shape_that_is_described() -> None:
    document = describe(create_app(Settings()))
    schema = document["components"]["schemas"]["Problem"]
    for one in document["components"]["examples"].values():
        assert set(schema["required"]) <= set(one["value"]) <= set(schema["properties"])
        assert json.loads(json.dumps(one["value"])) == one["value"]


def _resolved(document: Any, answer: Any) -> Any:
    if "$ref" in answer:
        return document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    return answer


def _examples_of(answer: Any) -> dict[str, str]:
    [content] = answer["content"].values()
    return {name: one["$ref"] for name, one in content["examples"].items()}
