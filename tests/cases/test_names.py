"""STANDARDS 8, names: stored composed, shown as entered, refused when something in them cannot be seen."""

import unicodedata
from typing import Any

import pytest
from tests.people import Region, desiree

pytestmark = pytest.mark.anyio

NAMES = (
    {"givenNames": "Désirée", "prefix": "van der", "familyName": "Walt"},
    {"givenNames": "Şükran", "familyName": "Yılmaz"},
    {"givenNames": "İbrahim", "familyName": "Öztürk"},
    {"givenNames": "Łukasz", "familyName": "Đorđević"},
    {"givenNames": "Ørsted", "familyName": "Straße"},
    {"givenNames": "Þór", "familyName": "Ægisson"},
    {"givenNames": "Jan", "prefix": "’t", "familyName": "Hooft"},
    {"givenNames": "Jan", "prefix": "'t", "familyName": "Hooft"},
    {"givenNames": "Piet", "prefix": "Van", "familyName": "IJzeren"},
    {"givenNames": "Piet", "familyName": "Ĳzeren"},
    {"givenNames": "Anna", "familyName": "Jansen-de Vries"},
    {"givenNames": "Sean", "familyName": "O’Brien"},
    {"givenNames": "Fatima", "familyName": "El Amrani"},
    {"givenNames": "Fatima", "familyName": "Elamrani"},
    {"givenNames": "Suharto"},
    {"givenNames": "Nguyễn Thị Hồng"},
    {"givenNames": "阮"},
    {"givenNames": "J.", "familyName": "Jansen 2"},
    {"givenNames": "علی\u200cرضا"},
    {"givenNames": "ක්\u200dරිස්ටිනා"},
    {"givenNames": "X", "callName": "a" * 200},
    {"givenNames": "é" * 200},
)  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
async def test_every_name_is_stored_composed_and_comes_back_as_entered(region: Region, form: str) -> None:
    for name in NAMES:
        typed = {part: unicodedata.normalize(form, text) for part, text in name.items()}  # type: ignore[arg-type]
        client = {**typed, "birthDate": "2017-03-14"}
        opened = await region.teacher.post("/cases", desiree(client=client))
        composed = {part: unicodedata.normalize("NFC", text) for part, text in name.items()}
        shown = (await region.teacher.get(f"/cases/{opened['id']}"))["client"]
        assert {part: shown[part] for part in name} == composed
        parts = [
            composed.get("callName") or composed["givenNames"],
            composed.get("prefix"),
            composed.get("familyName"),
        ]
        assert shown["name"] == " ".join(part for part in parts if part)
        row = await region.admin.fetchrow(
            "SELECT given_names FROM chaincare.clients WHERE id = $1::uuid", opened["clientId"]
        )
        assert row["given_names"] == composed["givenNames"]


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("givenNames", ""),
        ("givenNames", "  "),
        ("givenNames", "a" * 201),
        ("familyName", "é" * 201),
        ("givenNames", "De\u0007s"),
        ("familyName", "Walt\n"),
        ("prefix", "van\tder"),
        ("callName", "\u202eseD"),
        ("callName", "De\u200bs"),
        ("callName", "De\u200ds"),
        ("familyName", "\u2066Walt\u2069"),
        ("familyName", "Walt\ufeff"),
        ("familyName", "\u3164"),
        ("familyName", "Walt\x85"),
        ("givenNames", "\u0301"),
        ("familyName", "\u0301\u0308 \u0301"),
        ("callName", "-–-"),
        ("prefix", "’"),
        ("givenNames", "112 112"),
    ],
)  # fmt: skip
async def test_names_that_are_refused_by_their_place(region: Region, part: str, text: str) -> None:
    body = desiree(client={**desiree()["client"], part: text})
    answer = await region.teacher.ask("POST", "/cases", body)
    assert answer.status_code == 400
    assert [one["pointer"] for one in answer.json()["errors"]] == [f"/client/{part}"]
    assert not text.strip() or text not in answer.text


async def test_all_that_is_wrong_with_a_name_is_said_at_once(region: Region) -> None:
    wrong: dict[str, Any] = {
        "givenNames": "a\u200b",
        "familyName": "b" * 201,
        "callName": 3,
        "birthDate": "2017-02-30",
    }
    circle = [{**desiree()["circle"][0], "name": "Marijke\u202e"}]
    answer = await region.teacher.ask("POST", "/cases", desiree(client=wrong, circle=circle))
    assert [one["pointer"] for one in answer.json()["errors"]] == [
        "/client/givenNames", "/client/birthDate", "/client/familyName", "/client/callName", "/circle/0/name",
    ]  # fmt: skip
