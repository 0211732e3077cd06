"""Writes docs/access.md: who may do what, from the operations themselves. Run with `python -m tests.promises.matrix`."""

from pathlib import Path

from tests.promises.everything import operations_of
from tests.promises.fields import GROUPS

from chaincare.access.model import Operation, Reach
from chaincare.app import create_app
from chaincare.front import Front
from chaincare.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "access.md"

GIVEN_BY = {
    Reach.THAT: "a participation with scope `that`; also `core` or `full` before the agreed start",
    Reach.CORE: "a participation with scope `core`, of the person or of his team",
    Reach.FULL: "a participation with scope `full`, of the person himself",
    Reach.CLIENT: "the client's own participation, or a representative's, by a login linked with proof",
    Reach.STEERING: "a coordinator's mandate in the case's network, unless his own organisation is a party",
    Reach.TARGET: "working for the unit that was asked for help; for its target, not for the case",
    Reach.ASKER: "having asked a unit for strengthening oneself, without a case",
    Reach.AUTHOR: "having written it oneself, for a unit that was asked, where one still works",
    Reach.LOG: "an auditor's mandate, of the network or of one organisation",
    Reach.OWN_LOG: "the client's or a representative's own login",
    Reach.DIRECTORY: "being a professional of an active organisation",
    Reach.ADMINISTRATION: "an administrator's mandate in the network",
    Reach.MATCH: "directing one of two cases that may be of one person; for the match, not for the other case",
    Reach.PRIVACY: "a privacy officer's mandate, of the network or of one organisation",
    Reach.OVERSIGHT: "the mandate of an FG (data protection officer), who oversees and decides nothing",
    Reach.CARD: "an exact identifier in an emergency, or being asked as the second person, for a unit that the covenant names",
    Reach.EMERGENCY: "emergency access of one's own, while it runs",
    Reach.MANAGEMENT: "the mandate of a management contact, for the organisation one works for",
    Reach.ALLIANCE: "working for a member of the network; for what the network keeps above its cases, and for no case",
    Reach.FUNDING: "working for a member of the network that is a funder; the same, and never a participation",
    Reach.VOORTREKKER: "a mandate in the network as voortrekker, coordinator or administrator; for what stands above its cases",
    Reach.ORGANISATION: "the mandate to keep the directory of the organisation one works for",
    Reach.INVENTORY: "working for the unit that put the person on an inventory; for that line, and for no case",
}
INTRODUCTION = """# Who may do what

Written from the operations themselves by `python -m tests.promises.matrix`; a test compares. Do not edit.

The door looks up a caller's relation on every request and lets him in so far, or not at all: what he has no relation
to does not exist for him (404). Once inside, an operation his reach does not allow is 403. Behind this page stands the
wall in the database (`migrations/0007_wall.sql`), never narrower than what is allowed here.

## How far a relation reaches

Every professional's reach in a case needs a legal basis that is valid now; it ends with it.

| reach | given by |
|---|---|
"""


def access_page(app: Front) -> str:
    """Give the page of an application's routes."""
    reaches = "".join(f"| `{reach.value}` | {GIVEN_BY[reach]} |\n" for reach in Reach)
    head = " | ".join(f"`{reach.value}`" for reach in Reach)
    rows = "".join(
        f"| `{method} {path}` | {handler.opt['operation'].code}{_strong(handler.opt['operation'])} |"
        f" `{handler.opt['operation'].scope}` | {_marks(handler.opt['operation'])} |\n"
        for (method, path), handler in sorted(
            operations_of(app).items(), key=lambda one: (one[0][1], one[0][0])
        )
    )
    return (
        f"{INTRODUCTION}{reaches}\n## What each reach allows\n\n"
        "The token's scope only narrows. An asterisk: the token must say that its bearer was identified strongly.\n"
        "A list asks for no reach of its own: each row is shown by the reach in its own case.\n\n"
        f"| call | event | token scope | {head} |\n|---|---|---|{'---|' * len(Reach)}\n{rows}"
        f"{_fields()}"
    )


def _fields() -> str:
    """Give the table of what the reads show each reach; `test_fields.py` holds it to real answers."""
    reaches = [reach for reach in Reach if any(reach in one.shown_to for one in GROUPS)]
    head = " | ".join(f"`{reach.value}`" for reach in reaches)
    rows = "".join(
        f"| {one.fields} | {' | '.join('✓' if reach in one.shown_to else ' ' for reach in reaches)} |\n"
        for one in GROUPS
    )
    return (
        "\n## What the reads show each reach\n\n"
        "The client reads what the audience of a note or an agreement lets him; what stands here is the rule without a switch.\n"
        f"A reach without a column is shown nothing of a case. Compared with real answers by a test.\n\n"
        f"| fields | {head} |\n|---|{'---|' * len(reaches)}\n{rows}"
    )


def _strong(operation: Operation) -> str:
    return " *" if operation.strong else ""


def _marks(operation: Operation) -> str:
    return " | ".join("✓" if reach in operation.reaches else " " for reach in Reach)


if __name__ == "__main__":
    PAGE.write_text(access_page(create_app(Settings())), encoding="utf-8")
