"""What is said of a field fits the field: its type, whether it can be null, and whether it is there at all."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from chaincare.app import create_app
from chaincare.openapi import describe
from chaincare.openapi_words import as_it_can_be, can_be_null
from chaincare.settings import Settings

DOCUMENT = describe(create_app(Settings()))
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]


def _fields() -> Iterator[tuple[str, Any, str]]:
    for kind, schema in SCHEMAS.items():
        for name, one in schema.get("properties", {}).items():
            yield f"{kind}.{name}", one, one.get("description", "")


def _sort_of(schema: Any) -> str:
    """Give what a text must keep apart: a number, a truth, an id and a day are never told of in the same words."""
    arms = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    one = arms[0]
    kinds = one.get("type", "other")
    kind = kinds if isinstance(kinds, str) else next(each for each in kinds if each != "null")
    if "enum" in one or kind not in ("integer", "boolean", "string"):
        return "other"
    return str(one.get("format", kind))


def test_each_field_says_what_it_is() -> None:
    assert [where for where, _, text in _fields() if not text] == []


def test_only_what_can_be_null_tells_of_null() -> None:
    told = [(where, one) for where, one, text in _fields() if re.search(r"\bnull\b", text, re.IGNORECASE)]
    assert len(told) > 200
    assert [where for where, one in told if not can_be_null(one)] == []


def test_what_is_sent_does_not_tell_what_readers_are_not_shown() -> None:
    texts = {where: text for where, _, text in _fields()}
    assert "reader" in texts["InventoryLineView.need"]
    assert [
        one
        for one in ("ReportLine.need", "AnswerReceived.text", "ProposeRegie.measure")
        if "reader" in texts[one]
    ] == []


@pytest.mark.parametrize(
    ("text", "kinds", "sent", "left"),
    [
        ("What; null where it is not for this reader.", ["string", "null"], False, "What; null where it is not for this reader."),
        ("What; null where it is not for this reader.", ["string", "null"], True, "What."),
        ("What; null where there is none.", ["string", "null"], True, "What; null where there is none."),
        ("What; null: no norm. More.", ["string"], False, "What. More."),
        ("What. Null of another.", ["string"], False, "What."),
    ],
)  # fmt: skip
def test_a_text_loses_what_does_not_hold(text: str, kinds: list[str], sent: bool, left: str) -> None:
    assert as_it_can_be(text, {"type": kinds}, sent=sent) == left


def test_what_is_always_there_is_not_called_absent() -> None:
    required = {f"{kind}.{name}" for kind, one in SCHEMAS.items() for name in one.get("required", ())}
    assert [where for where, _, text in _fields() if "; absent" in text and where in required] == []


def test_no_text_is_shared_by_a_number_a_truth_and_a_word() -> None:
    """One list has most texts by name alone: where the same name is a count elsewhere, the text would be wrong there."""
    sorts: dict[str, dict[str, str]] = defaultdict(dict)
    for where, one, text in _fields():
        sorts[text.partition(";")[0]][_sort_of(one)] = where
    # "Who it is" is right of a name, of an id and of a view; a number, a truth or a day is none of these.
    apart = {"int32", "boolean", "date", "date-time"}
    mixed = {text: found for text, found in sorts.items() if len(found) > 1 and apart & set(found)}
    assert {text: found for text, found in mixed.items() if text != "Whether the client agrees."} == {}


def test_what_is_the_same_name_and_another_thing_has_a_text_of_its_own() -> None:
    texts = {where: text for where, _, text in _fields()}
    assert "partner" not in texts["CaseOpened.clientId"] + texts["MergeView.clientId"]
    assert "partner" in texts["PartnerStopped.clientId"]
    assert texts["HandoverCounts.regie"].startswith("In how many")
    assert "service" not in texts["MakeInventory.targetGroup"]
    assert "next step by" not in texts["InventoryPartyStep.nextStepById"]
    assert "sector" not in texts["DiscloseBsn.towards"]
    # Where the kind of a text says only which characters it may hold, what it means comes first.
    assert texts["NameClient.prefix"].startswith("What stands before the family name")
    assert texts["ImportDirectory.kind"] == "What the lines of the list are."
    assert texts["AddNetworkDocument.kind"] == SCHEMAS["DocumentKind"]["description"]
