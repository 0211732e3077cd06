"""What becomes of each line of a list for the directory."""

from uuid import UUID

from chaincare.csv_lists.model import ColumnError, ImportOutcome
from chaincare.directory_imports.model import Existing, House, Row
from chaincare.directory_imports.rules import house_named, judged, may_write, unit_named, with_one_address

OURS, THEIRS, NEW = (UUID(int=number) for number in (1, 2, 3))


def row(number: int, name: str, *errors: ColumnError, task: str = "Wmo") -> Row:
    given = {"name": name, "statutoryTask": task}
    return Row(number, (("name", name),), {"id": NEW, **given}, given, errors)


def test_what_is_there_already_is_unchanged_and_what_differs_is_refused() -> None:
    known: dict[tuple[str, ...], Existing] = {
        ("name", "a"): Existing(OURS, {"name": "a", "statutoryTask": "Wmo"})
    }
    there, differs, new = judged(
        [row(2, "a"), row(3, "A"), row(4, "b")], known | {("name", "A"): known["name", "a"]}, ()
    )
    assert (there.outcome, there.id) == (ImportOutcome.UNCHANGED, OURS)
    assert (differs.outcome, [one.column for one in differs.errors]) == (ImportOutcome.REFUSED, ["name"])
    assert (new.outcome, new.id) == (ImportOutcome.ADDED, NEW)
    assert may_write([there, new], dry_run=False)
    assert not may_write([there, new], dry_run=True)
    assert not may_write([there, differs], dry_run=False)


def test_a_thing_stands_once_in_a_list_and_nowhere_else() -> None:
    first, again, taken, wrong = judged(
        [row(2, "a"), row(3, "a"), row(4, "b"), row(5, "c", ColumnError("name", "x"))], {}, {("name", "b")}
    )
    assert first.outcome is ImportOutcome.ADDED
    assert [one.detail for one in again.errors] == ["Line 2 is the same."]
    assert [one.column for one in taken.errors] == ["name"]
    assert wrong.outcome is ImportOutcome.REFUSED


def test_a_token_issuer_has_one_address_in_a_list() -> None:
    def speaking(number: int, issuer: str | None, address: str | None, *errors: ColumnError) -> Row:
        return Row(number, (), {"issuer": issuer, "jwksUri": address}, {}, errors)

    wrong = ColumnError("issuer", "x")
    rows = with_one_address([
        speaking(2, "https://a", "https://a/1", wrong), speaking(3, "https://a", "https://a/2"), speaking(4, "https://a", "https://a/2"),
        speaking(5, "https://a", "https://a/3"), speaking(6, "https://a", None), speaking(7, None, None),
    ])  # fmt: skip
    assert [[one.column for one in each.errors] for each in rows] == [
        ["issuer"],
        [],
        [],
        ["jwksUri"],
        ["jwksUri"],
        [],
    ]
    assert rows[3].errors[0].detail.startswith("Line 3 ")


def test_an_organisation_is_named_by_a_number_or_its_name() -> None:
    ours = House(OURS, "De Wilg", "https://a", frozenset({"04AB"}))
    theirs = House(THEIRS, "de wilg", "https://b", frozenset())
    assert house_named("04AB", [ours, theirs]) == ours
    assert house_named("DE WILG", [ours]) == ours
    assert house_named("", [ours]) == ours
    for name, houses in (("", [ours, theirs]), ("De Wilg", [ours, theirs]), ("Elders", [ours])):
        assert isinstance(house_named(name, houses), ColumnError)
    units = {(OURS, "loket"): NEW}
    assert unit_named("Loket", ours, units) == NEW
    assert isinstance(unit_named("Balie", ours, units), ColumnError)
