"""Writes docs/problems.md: every problem type, from the program itself. Run with `python -m tests.promises.problems`."""

import re
from collections import defaultdict
from pathlib import Path

from litestar.routes import HTTPRoute

from chaincare.app import create_app
from chaincare.docs_page.api import problem_examples, readable
from chaincare.front import Front
from chaincare.openapi_words import camel
from chaincare.problems import STATUS_OF
from chaincare.refusals import TYPE_PREFIX, known_refusals
from chaincare.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "problems.md"

STATUSES = {
    400: "The request is at fault: mend it and send it again.",
    401: "Nobody is known to be asking: get a token, or a new one.",
    403: "You may know that it exists, and may not do this.",
    404: "There is nothing here, or nothing for you: the two are the same answer, byte for byte.",
    405: "The address knows other methods; `Allow` names them.",
    406: "The answer is written in something else than you accept; `detail` says in what.",
    409: "It does not fit what has happened since: read again, then decide.",
    412: "Somebody changed it after you read it.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    428: "Say which edition you change.",
    429: "Wait a while.",
    500: "Something is wrong on our side.",
    503: "Not now: nothing was shown and nothing was done. `Retry-After` says when to try again.",
}
INTRODUCTION = f"""# Problems

Written from the program itself by `python -m tests.promises.problems`; a test compares. Do not edit. A running server
shows the same list at `/v1/docs/problems`, and `/v1/openapi.json` has each operation's own with an example.

Every answer that is not a success is `application/problem+json` (RFC 9457). Compare `type`, never `title` or `detail`:
sentences may be reworded within a major version, types stay. All types begin with `{TYPE_PREFIX}`;
the headings below leave that out. `instance` names the request (it is `ChainCare-Request-Id`): give it when you report
something. Where a place of the request is at fault, `errors` holds one entry for each, as under *input-invalid*: a
JSON pointer into the body (RFC 6901), or `#query/…`, `#header/…`. What was sent is never repeated, because it can be
about a person.

What stands under a type without operations can happen to any request.
"""


def problems_page(app: Front) -> str:
    """Give the page of an application's problem types."""
    answered = _answered_by(app)
    tried_by_tests = {
        one.type_uri() for one in known_refusals() if not one.__module__.startswith("chaincare.")
    }
    page, status = [INTRODUCTION], 0
    for one in problem_examples():
        if one.type in tried_by_tests:
            continue
        if one.status != status:
            status = one.status
            page.append(f"\n## {status}: {STATUSES[status]}\n")
        slug = one.type.removeprefix(TYPE_PREFIX)
        calls = "".join(f"- `{call}`\n" for call in sorted(answered[one.type]))
        page.append(f"\n### {slug}\n\n{one.detail}\n\n{calls}{_gap(calls)}```json\n{readable(one)}\n```\n")
    return "".join(page)


def _gap(calls: str) -> str:
    return "\n" if calls else ""


def _as_described(path: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda one: f"{{{camel(one[1])}}}", path.removeprefix("/v1"))


def _answered_by(app: Front) -> defaultdict[str, set[str]]:
    """Which operations can answer with a type; those that almost all can are left out, they would say nothing."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in route.route_handler_map.items():
                for refusal in handler.opt.get("refusals", ()):
                    assert refusal.kind in STATUS_OF
                    found[refusal.type_uri()].add(f"{method} {_as_described(route.path_format)}")
    most = max(map(len, found.values()))
    for kind in [kind for kind, calls in found.items() if 3 * len(calls) > most]:
        found[kind] = set()
    return found


if __name__ == "__main__":
    PAGE.write_text(problems_page(create_app(Settings())), encoding="utf-8")
