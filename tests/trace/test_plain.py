"""A line of the own log in words that anybody can read, in Dutch and in English."""

import re
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.access.model import Purpose, Reach
from chaincare.app import create_app
from chaincare.settings import Settings
from chaincare.trace.model import Entry, Named
from chaincare.trace.plain import Language, LogPart, as_seen, ground_in_words, in_words, language_of, part_of
from chaincare.trace.sentences import why

LABEL = ("Notes in the case were read", "Notities in het dossier zijn bekeken")
READ = Entry(
    at=datetime(2026, 11, 3, 23, 30, tzinfo=UTC), id=UUID(int=5), query_id=None, event="notes.read", action="R",
    outcome="entered", issuer="i", subject="s", actor_id=UUID(int=1), role="caseworker", unit_id=None,
    organisation_id=UUID(int=2), partner="p", address=ip_address("10.0.0.1"), relation="participation",
    relation_id=None, relation_by=None, reach=Reach.FULL, basis_id=None, rule="r/1", purpose="education_support",
    network_id=None, client=None, case_id=None, object_id=None, asked_id=None, emergency=False,
    request_id=UUID(int=3), trace_id=b"", span_id=b"", private_digest=None,
)  # fmt: skip
BY = Named("Iris de Boer", "intern begeleider", "Basisschool De Regenboog", "Jan", "avg-6-1-e")


def told(language: Language, *, named: Named = BY, **changes: Any) -> str:
    return in_words(msgspec.structs.replace(READ, **changes), named, LABEL, language)


def test_a_line_tells_when_what_by_whom_why_and_its_reference() -> None:
    # Half past eleven in the evening in London is the next day in Amsterdam.
    assert told(Language.NL) == (
        "Woensdag 4 november 2026, 00:30: Notities in het dossier zijn bekeken."
        " Door: intern begeleider, Basisschool De Regenboog."
        " Deze medewerker doet mee in dit dossier, voor hulp op school."
        " Dit mag, want het hoort bij een publieke taak. Kenmerk: 00000000-0000-0000-0000-000000000005."
    )
    assert told(Language.EN) == (
        "Wednesday 4 November 2026, 00:30: Notes in the case were read."
        " By: intern begeleider, Basisschool De Regenboog."
        " This employee takes part in this case, for education support."
        " This is allowed, because it is part of a public task. Reference: 00000000-0000-0000-0000-000000000005."
    )


def test_what_a_citizen_did_with_what_is_his_own_was_no_employee() -> None:
    for role, words in (
        ("client", "de cliënt zelf"),
        ("representative", "een vertegenwoordiger van de cliënt"),
    ):
        line = told(Language.NL, relation="own", role=role, named=Named(None, None, None, None, None))
        assert f"Door: {words}. Kenmerk" in line
    assert "een medewerker" in told(Language.NL, relation="own", named=Named(None, None, None, None, None))


def test_who_stood_in_says_for_whom() -> None:
    named = msgspec.structs.replace(BY, holder_function="arts", holder_organisation="GGD")
    nl, en = told(Language.NL, named=named), told(Language.EN, named=named)
    assert "hulp op school, en verving wie de regie heeft en afwezig was: arts, GGD. Dit mag" in nl
    assert "education support, and stood in for who directs the case and was absent: arts, GGD. This" in en


def test_like_lines_of_a_day_say_how_often() -> None:
    last_at = datetime(2026, 11, 4, 15, 10, tzinfo=UTC)
    nl = in_words(READ, BY, LABEL, Language.NL, times=3, last_at=last_at)
    assert "Dit gebeurde die dag 3 keer, de laatste keer om 16:10." in nl
    en = in_words(READ, BY, LABEL, Language.EN, times=3, last_at=last_at)
    assert "This happened 3 times that day, the last time at 16:10." in en


def test_who_came_no_further_than_that_there_is_a_case_read_nothing_in_it() -> None:
    label = ("The case was read", "Het dossier is bekeken")
    came = msgspec.structs.replace(READ, event="case.read")
    for reach in Reach:
        short = reach in (Reach.THAT, Reach.STEERING)
        seen = as_seen(msgspec.structs.replace(came, reach=reach), label)
        assert (seen == label) is not short
        assert ("looked up that this case is there" in seen[0]) is short
    assert as_seen(msgspec.structs.replace(READ, reach=Reach.STEERING), LABEL) == LABEL


def test_what_is_not_there_is_not_told() -> None:
    bare = Named(None, None, None, None, None)
    assert "Door: een medewerker. Deze medewerker doet mee in dit dossier. Kenmerk" in told(
        Language.NL, named=bare, purpose=None
    )
    assert "By: an employee." in told(Language.EN, named=bare)
    own = told(Language.NL, relation="representative")
    assert "Door: een vertegenwoordiger van de cliënt. Kenmerk" in own
    assert "By: the client. Reference" in told(Language.EN, relation="client")
    urgent = told(Language.NL, relation="emergency", emergency=True)
    assert ("Er was een noodgeval." in urgent, "Dit was een noodgeval." in urgent) == (True, False)
    assert "Dit was een noodgeval." in told(Language.NL, emergency=True)
    assert "This was an emergency." in told(Language.EN, emergency=True)


def test_what_nobody_did_is_told_of_the_system_and_no_employee() -> None:
    bare = Named(None, None, None, None, None)
    clock: dict[str, Any] = {"relation": "clock", "role": None, "purpose": None, "named": bare}
    assert "Door: het systeem zelf. Een dag of een termijn was verstreken. Kenmerk" in told(
        Language.NL, **clock
    )
    assert "By: the system itself. A day or a term had passed. Reference" in told(Language.EN, **clock)
    runs = clock | {"relation": "administrator", "role": "operator"}
    assert "Door: wie het systeem beheert. Dit hoort bij het beheer van het systeem. Kenmerk" in told(
        Language.NL, **runs
    )
    assert "By: whoever runs the system. This is part of running the system." in told(Language.EN, **runs)
    manages: dict[str, Any] = {"relation": "administrator", "role": "administrator"}
    assert "beheert wie toegang krijgt" in told(Language.NL, **manages)


def test_a_reason_fits_who_represents_the_client_as_well() -> None:
    """Who reads is the client, or somebody who acts for him: nothing is said of "you". Who came by which relation is told apart."""
    came_by = (
        "participation",
        "team",
        "opening",
        "target",
        "asker",
        "author",
        "coordinator",
        "management_contact",
        "inventory",
        "match",
        "auditor",
    )
    for language in Language:
        lines = [told(language, relation=one, role=None, purpose=None) for one in came_by]
        assert len(set(lines)) == len(lines)
        assert not [line for line in lines if re.search(r"\b(you|your|u|uw)\b", line)]


def test_who_asks_what_an_organisation_hands_over_is_about_leaving_and_not_about_being_late() -> None:
    late = told(Language.NL, relation="management_contact", purpose=None)
    leaving = told(Language.NL, relation="management_contact", purpose=None, event="handover-list.read")
    assert "is te laat" in late
    assert "is te laat" not in leaving
    assert "moet overdragen voordat zij uit het netwerk kan vertrekken" in leaving
    asked = msgspec.structs.replace(
        READ, relation="management_contact", event="handover-list.read", rule="management-mandate/1"
    )
    assert why(asked, BY).en == (
        "Allowed because the caller is management contact, and asks what the own organisation must hand over before it can"
        " leave the network (rule management-mandate/1)."
    )
    assert "te laat" in why(msgspec.structs.replace(asked, event="escalation.read"), BY).nl


@pytest.mark.parametrize("language", Language)
def test_no_line_holds_a_name_or_a_code(language: Language) -> None:
    for relation in ("participation", "team", "coordinator", "opening", "target", "fg", "administrator"):
        for purpose in Purpose:
            line = told(language, relation=relation, purpose=purpose.value)
            assert "Iris" not in line
            assert "Jan" not in line
            assert not re.search(r"[a-z]_[a-z]|/1|avg-", line), line


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        (None, "nl"), ("", "nl"), ("fr", "nl"), ("en", "en"), ("EN-gb, nl;q=0.5", "en"), ("nl, en", "nl"),
        ("en;q=0.3, nl;q=0.8", "nl"), ("de, en;q=0.1", "en"), ("en;q=x", "en"), ("*", "nl"), ("en;q=0", "nl"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_that_was_asked_for(asked: str | None, language: str) -> None:
    assert language_of(asked) == language


@given(st.text(max_size=40))
def test_whatever_stands_in_the_header_there_is_a_language(asked: str) -> None:
    assert language_of(asked) in set(Language)


def test_every_event_is_about_a_part_and_every_ground_has_words() -> None:
    labels = create_app(Settings()).state.labels
    assert {part_of(code) for code in labels} >= set(LogPart) - {LogPart.EMERGENCY}
    assert part_of("notes.read") is LogPart.NOTES
    assert part_of("timeline.read") is LogPart.CASE
    for letter in "abcdef":
        assert "avg" not in str(ground_in_words(f"avg-6-1-{letter}", Language.NL))
    assert ground_in_words("jeugdwet-7-3-11", Language.EN) == "jeugdwet-7-3-11"
    assert ground_in_words(None, Language.EN) is None
