"""What a basis may cite on which day, in which network. Pure."""

from dataclasses import dataclass
from datetime import date

import pytest

from chaincare.directory.model import Profile
from chaincare.legal_grounds import rules
from chaincare.legal_grounds.model import (
    ArticleGivesNoGround,
    Catalogue,
    GroundKind,
    GroundNotInCatalogue,
    GroundNotInForce,
    LegalGround,
)
from chaincare.refusals import Refusal

LONG_AGO, DAY = date(1998, 8, 1), date(2026, 3, 1)
TASK = ("avg-6-1-c", "avg-6-1-e")


def entry(code: str, kind: GroundKind, citation: str = "", **changes: object) -> LegalGround:
    fields: dict[str, object] = {
        "code": code, "version": 1, "kind": kind, "citation": citation or code, "en": code, "nl": code,
        "grounds": TASK if kind is GroundKind.ARTICLE else (), "profile": None, "draft": False,
        "from_on": LONG_AGO, "until_on": None,
    }  # fmt: skip
    return LegalGround(**(fields | changes))  # type: ignore[arg-type]


ENTRIES = (
    entry("avg-6-1-a", GroundKind.GROUND),
    entry("avg-6-1-e", GroundKind.GROUND),
    entry("avg-9-2-h", GroundKind.EXCEPTION),
    entry("avg-10", GroundKind.EXCEPTION, profile=Profile.CRIMINAL_DATA),
    entry("wpo", GroundKind.ARTICLE, "WPO"),
    entry("avg", GroundKind.ARTICLE, "AVG", grounds=("avg-6-1-a",)),
    entry("wvo", GroundKind.ARTICLE, "WVO", until_on=date(2022, 8, 1)),
    entry("wvo-2020", GroundKind.ARTICLE, "WVO 2020", from_on=date(2022, 8, 1)),
    entry("wgbo", GroundKind.ARTICLE, "BW 7"),
    entry("wams", GroundKind.ARTICLE, "Wams", draft=True),
    entry(
        "wgs", GroundKind.ARTICLE, "WGS", from_on=date(2025, 3, 1), profile=Profile.ZORG_EN_VEILIGHEIDSHUIS
    ),
    entry("changed", GroundKind.ARTICLE, "Changed", until_on=DAY),
    entry("changed", GroundKind.ARTICLE, "Changed", version=2, from_on=DAY),
)
PLAIN = Catalogue(ENTRIES)
SAFETY = Catalogue(ENTRIES, frozenset(Profile))


@dataclass(frozen=True)
class Cited:
    ground: str = "avg-6-1-e"
    article: str = "WPO 18a"
    exception: str | None = None


@pytest.mark.parametrize(
    ("cited", "catalogue", "day", "refusal", "pointer"),
    [
        (Cited(), PLAIN, DAY, None, ""),
        (Cited(article="wpo 18a"), PLAIN, DAY, None, ""),
        (Cited(article="WPO"), PLAIN, DAY, None, ""),
        (Cited(article="BW 7:457"), PLAIN, DAY, None, ""),
        (Cited(exception="avg-9-2-h"), PLAIN, DAY, None, ""),
        (Cited("avg-6-1-a", "AVG 6"), PLAIN, DAY, None, ""),
        (Cited(article="Changed 1"), PLAIN, date(2026, 2, 28), None, ""),
        (Cited(article="Changed 1"), PLAIN, DAY, None, ""),
        (Cited("avg-6-1-z"), PLAIN, DAY, GroundNotInCatalogue, "/b/ground"),
        (Cited("avg-9-2-h"), PLAIN, DAY, GroundNotInCatalogue, "/b/ground"),
        (Cited(exception="avg-9-2-z"), PLAIN, DAY, GroundNotInCatalogue, "/b/exception"),
        (Cited(article="WPOX 18a"), PLAIN, DAY, GroundNotInCatalogue, "/b/article"),
        (Cited(article="Besluit 3"), PLAIN, DAY, GroundNotInCatalogue, "/b/article"),
        (Cited(article="Wams 3"), SAFETY, DAY, GroundNotInForce, "/b/article"),
        (Cited(article="WVO 17b"), PLAIN, DAY, GroundNotInForce, "/b/article"),
        (Cited(article="WVO 17b"), PLAIN, date(2022, 7, 31), None, ""),
        (Cited(article="WVO 2020 2.47"), PLAIN, DAY, None, ""),
        (Cited(article="WVO 2020 2.47"), PLAIN, date(2022, 7, 31), GroundNotInForce, "/b/article"),
        (Cited(article="WGS 2.25"), PLAIN, DAY, GroundNotInForce, "/b/article"),
        (Cited(article="WGS 2.25"), SAFETY, DAY, None, ""),
        (Cited(article="WGS 2.25"), SAFETY, date(2025, 2, 28), GroundNotInForce, "/b/article"),
        (Cited(exception="avg-10"), PLAIN, DAY, GroundNotInForce, "/b/exception"),
        (Cited(exception="avg-10"), SAFETY, DAY, None, ""),
        (Cited(article="AVG 6"), PLAIN, DAY, ArticleGivesNoGround, "/b/article"),
    ],
)
def test_what_can_be_cited(
    cited: Cited, catalogue: Catalogue, day: date, refusal: type[Refusal] | None, pointer: str
) -> None:
    if refusal is None:
        rules.hold_to(cited, catalogue, day=day, pointer="/b")
    else:
        with pytest.raises(refusal) as raised:
            rules.hold_to(cited, catalogue, day=day, pointer="/b")
        assert [one.pointer for one in raised.value.errors] == [pointer]
