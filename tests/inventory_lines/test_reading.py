"""A line of a list is the body for one line, and held to the same."""

from datetime import date
from typing import Any

import pytest
from tests.worklist.lists import description

from chaincare.csv_lists.rules import read_lines
from chaincare.directory_imports.model import COLUMNS as OF_DIRECTORY
from chaincare.directory_imports.model import ImportKind
from chaincare.informing.model import NotYet, Told
from chaincare.inventory_lines.reading import COLUMNS, Brought, held_to_catalogue, understood
from chaincare.legal_grounds.model import Catalogue

TODAY = date(2026, 11, 23)
FIT = {
    "givenNames": "Noor", "familyName": "Terpstra", "birthDate": "2014-05-06", "situation": "does_not_get", "need": "Rust.",
    "entitlement": "Onderwijs.", "ground": "avg-6-1-e", "article": "WPO 18a", "informedDate": "2026-11-20",
    "informedHow": "in a talk", "reviewDate": "2027-01-20",
}  # fmt: skip


def brought(*lines: dict[str, str]) -> list[Brought]:
    named = list(dict.fromkeys([*FIT, *(column for line in lines for column in line)]))
    rows = [";".join(({**FIT, **line}).get(column, "") for column in named) for line in lines]
    return understood(read_lines(COLUMNS, "\n".join([";".join(named), *rows])), TODAY)


def wrong(line: Brought) -> list[str]:
    return [one.column for one in line.errors]


def test_a_line_is_the_body_for_one_line() -> None:
    later = {
        "givenNames": "Sem", "informedDate": "", "informedHow": "", "delayedBecause": "his mail is read",
        "delayedReviewDate": "2026-12-01", "birthPrecision": "month", "birthDate": "2013-05-01", "prefix": "van", "callName": "S",
        "exception": "avg-9-2-h", "entitlementArticle": "WPO 18a",
    }  # fmt: skip
    told, postponed = brought({}, later)
    assert told.body is not None
    assert postponed.body is not None
    assert (told.errors, postponed.errors, told.number, postponed.number) == ((), (), 2, 3)
    assert told.body.informed.to_model() == Told(date(2026, 11, 20), "in a talk")
    assert postponed.body.informed.to_model() == NotYet("his mail is read", date(2026, 12, 1))
    assert (postponed.body.person.prefix, postponed.body.legal_basis.exception) == ("van", "avg-9-2-h")
    assert told.body.person.birth_precision == "day"


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({"givenNames": ""}, ["givenNames"]),
        ({"birthDate": "6-5-2014", "situation": "unknown", "ground": ""}, ["birthDate", "situation", "ground"]),
        ({"birthDate": "2027-01-01", "reviewDate": "2026-11-23"}, ["birthDate", "reviewDate"]),
        ({"birthPrecision": "year", "informedDate": "2026-11-24"}, ["birthDate", "informedDate"]),
        ({"informedDate": ""}, ["informedDate"]),
        ({"informedHow": ""}, ["informedHow"]),
        ({"informedDate": "", "informedHow": ""}, ["informedDate", "informedHow"]),
        ({"informedDate": "", "informedHow": "", "delayedBecause": "x"}, ["delayedReviewDate"]),
        ({"delayedBecause": "x"}, ["informedDate"]),
        ({"givenNames": "No\x00or"}, ["givenNames"]),
        ({"familyName": "12"}, ["familyName"]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_in_a_line_is_told_by_its_column(cells: dict[str, str], columns: list[str]) -> None:
    [line] = brought(cells)
    assert sorted(wrong(line)) == sorted(columns)
    typed = {cell for column, cell in cells.items() if column != "birthPrecision" and len(cell) > 1}
    assert not any(cell in one.detail for one in line.errors for cell in typed)


def test_a_list_is_held_to_the_catalogue_where_it_can_be_read() -> None:
    lines = held_to_catalogue(
        brought({"entitlementArticle": "WPO 18a"}, {"birthDate": "x"}), Catalogue(()), TODAY
    )
    assert [wrong(one) for one in lines] == [["ground", "entitlementArticle"], ["birthDate"]]


def test_the_description_shows_a_list_that_can_be_read() -> None:
    def shown(path: str) -> Any:
        body = description()["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        return body["examples"]["example"]["value"]

    lines = read_lines(COLUMNS, shown("/inventories/{inventoryId}/lines/imports")["csv"])
    assert [wrong(one) for one in understood(lines, TODAY)] == [[]]
    directory = shown("/directory/imports")
    assert len(read_lines(OF_DIRECTORY[ImportKind(directory["kind"])], directory["csv"])) == 1
