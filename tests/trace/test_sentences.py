"""No relation, no purpose and no outcome is without words, in two languages."""

import re
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import get_args
from uuid import UUID

import msgspec
import pytest

from chaincare.access.model import Purpose, Reach
from chaincare.trace.model import Action, ActorRole, Entry, Named, Outcome, Relation
from chaincare.trace.reason_words import PURPOSE_NL
from chaincare.trace.sentences import what, why

AT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
NOBODY = Named(None, None, None, None, None)
PLAIN = dict.fromkeys(Entry.__struct_fields__) | {
    "at": AT, "id": UUID(int=1), "event": "case.read", "action": "R", "outcome": "entered", "issuer": "i",
    "subject": "s", "partner": "p", "relation": "participation", "reach": "full", "role": "caseworker",
    "rule": "participation-full/1", "emergency": False, "request_id": UUID(int=2), "trace_id": bytes(16),
    "span_id": bytes(8),
}  # fmt: skip
ENTRY = Entry(**PLAIN)  # type: ignore[arg-type]

change = msgspec.structs.replace


@pytest.mark.parametrize("relation", sorted(set(get_args(Relation)) - {"none"}))
def test_no_relation_is_without_words(relation: Relation) -> None:
    sentence = why(change(ENTRY, relation=relation, role=None, reach=None), NOBODY)
    assert sentence.en.startswith("Allowed because the caller ")
    assert sentence.nl.startswith("Toegestaan, want de vrager ")
    assert sentence.nl.count("(regel participation-full/1).") == 1


def test_what_is_known_of_a_relation_is_told() -> None:
    named = change(NOBODY, related_by="Joris Timmer", ground="avg-6-1-e")
    sentence = why(change(ENTRY, purpose="youth_care"), named)
    assert (
        "as caseworker with scope full, made by Joris Timmer on legal basis avg-6-1-e for youth care"
        in sentence.en
    )
    assert (
        "en mag het plan en de notities zien, gemaakt door Joris Timmer op rechtsgrond avg-6-1-e"
        in sentence.nl
    )
    assert "made by" not in why(ENTRY, NOBODY).en


def test_who_is_of_another_organisation_is_told_by_what_he_does_at_most() -> None:
    does = change(NOBODY, elsewhere=True, elsewhere_function="leerkracht")
    acting = change(ENTRY, role="acting_holder", rule="acting-holder/1", outcome="done")
    for named, told in ((does, " (leerkracht)"), (change(does, elsewhere_function=None), "")):
        made, acted = why(ENTRY, named), why(acting, named)
        assert f"made by somebody of another organisation{told} (rule" in made.en
        assert f"gemaakt door iemand van een andere organisatie{told} (regel" in made.nl
        assert f"stands in for somebody of another organisation{told}, who holds regie" in acted.en
        assert f"vervangt iemand van een andere organisatie{told}, die de regie heeft" in acted.nl


def test_who_acts_for_the_holder_names_both() -> None:
    acting = change(ENTRY, role="acting_holder", rule="acting-holder/1", outcome="done")
    named = change(
        NOBODY,
        related_by="Joris Timmer",
        holder_function="arts",
        holder_organisation="GGD",
        ground="avg-6-1-e",
    )
    sentence = why(acting, named)
    assert (
        "stands in for Joris Timmer, who holds regie and was absent, with scope full on legal basis avg-6-1-e"
        in sentence.en
    )
    assert "vervangt Joris Timmer, die de regie heeft en afwezig was, en mag het plan" in sentence.nl
    assert "made by" not in sentence.en
    assert "stands in for arts, GGD, who" in why(acting, change(named, related_by=None)).en
    assert "vervangt de regiehouder, die" in why(acting, NOBODY).nl


def test_what_was_not_shown_and_what_was_refused_say_so() -> None:
    assert why(change(ENTRY, outcome="not_visible"), NOBODY).en.startswith("Not shown: ")
    assert why(change(ENTRY, outcome="not_visible"), NOBODY).nl.startswith("Niet getoond: ")
    assert "takes part as caseworker" in why(change(ENTRY, outcome="refused"), NOBODY).en
    assert (
        "takes part as coordinator"
        in why(change(ENTRY, outcome="refused", role=None, relation="coordinator"), NOBODY).en
    )


@pytest.mark.parametrize(
    ("outcome", "rule", "en"),
    [
        ("not_visible", "login-blocked/1", "an administrator blocked this login"),
        ("not_visible", "partner-stopped/1", "an administrator stopped this partner system"),
        ("refused", "breadth/1", "more clients within an hour than the network allows"),
    ],
)
def test_what_stopped_somebody_everywhere_is_named(outcome: Outcome, rule: str, en: str) -> None:
    assert en in why(change(ENTRY, outcome=outcome, rule=rule), NOBODY).en


SAID_SO = re.compile(r"rule := (?:CASE [^;]*|'[^;]*|who\.[^;]*);")
CODE = re.compile(r"'([a-z]+(?:-[a-z]+)*-?(?:/1)?)'")


def rules_of_the_doors() -> set[str]:
    """Every rule that a door writes into an entry, as their own text has it."""
    doors = (Path(__file__).parents[2] / "src").rglob("door.sql")
    codes = {
        code for door in doors for said in SAID_SO.findall(door.read_text()) for code in CODE.findall(said)
    }
    return {code for code in codes if code.endswith(("/1", "-"))}


def test_every_rule_by_every_relation_reach_role_and_outcome_is_one_sentence_in_two_languages() -> None:
    rules = rules_of_the_doors() | {"reach/1", "scope-missing/1", "stronger-login-needed/1", "team-core/1"}
    assert {
        "auditor-mandate/1",
        "case-mandate/1",
        "own-search-by-",
        "emergency-by-",
        "own-finding/1",
    } <= rules
    named, english = (
        change(NOBODY, related_by="Joris Timmer"),
        re.compile(r"\b(the|which|caller|takes|coordinator)\b"),
    )
    places = product(sorted(rules), get_args(Relation), get_args(Outcome), (None, *get_args(ActorRole)))
    for rule, relation, outcome, role in places:
        entry = change(ENTRY, rule=rule, relation=relation, outcome=outcome, role=role, reach="core")
        for known in (NOBODY, named):
            en, nl = why(entry, known)
            assert en.startswith(("Allowed because the caller ", "Not shown: ", "Refused: ")), (rule, en)
            assert nl.startswith(("Toegestaan, want de vrager ", "Niet getoond: ", "Geweigerd: ")), (rule, nl)
            assert en.endswith(f" (rule {rule}).") and nl.endswith(f" (regel {rule}).")  # noqa: PT018
            assert not english.search(nl.replace(rule, "")), nl
            assert (en + nl).count("\n") == 0
            assert "_" not in en + nl, en + nl
    for reach in (Reach.THAT, Reach.CORE, Reach.FULL):
        assert "_" not in "".join(why(change(ENTRY, relation="team", reach=reach), NOBODY)), reach
    assert "beheert deze server" in why(change(ENTRY, relation="administrator", role="operator"), NOBODY).nl
    # What is one's own is told apart by its rule: a list, a search, a log, a finding.
    own = {
        why(change(ENTRY, relation="own", rule=rule), NOBODY).nl.partition(" (")[0]
        for rule in rules
        if rule.startswith("own-")
    }
    assert len(own) >= 6


def test_every_purpose_has_dutch_words() -> None:
    assert set(PURPOSE_NL) >= {purpose.value for purpose in Purpose}


@pytest.mark.parametrize(
    ("outcome", "action", "en", "nl"),
    [
        ("done", "C", "A note was written", "Er is een notitie geschreven"),
        ("entered", "R", "A note was written", "Er is een notitie geschreven"),
        ("entered", "C", "Came in for: A note was written", "Kwam binnen voor: Er is een notitie geschreven"),
        ("refused", "C", "Was refused: A note was written", "Werd geweigerd: Er is een notitie geschreven"),
        ("not_visible", "R", "Tried, and was shown nothing: A note was written",
         "Probeerde, en kreeg niets te zien: Er is een notitie geschreven"),
    ],
)  # fmt: skip
def test_who_came_for_something_has_not_done_it(outcome: Outcome, action: Action, en: str, nl: str) -> None:
    told = what(
        change(ENTRY, outcome=outcome, action=action), ("A note was written", "Er is een notitie geschreven")
    )
    assert (told.en, told.nl) == (en, nl)
