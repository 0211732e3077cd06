"""What is done about inventories, once each: the bodies of `everything.py` and the steps of `lands.py`, in a file of their own."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from chaincare.workdays import day_in_amsterdam

if TYPE_CHECKING:
    from tests.promises.everything import Body, Call, Land

INVENTORY = "/inventories/{inventory_id}"
LINES = f"{INVENTORY}/lines"
LINE = f"{LINES}/{{line_id}}"
PARTIES = f"{INVENTORY}/needed-parties"
OF_CASE = "/cases/{case_id}/inventory-line"


def _day(days: int) -> str:
    return str(day_in_amsterdam(datetime.now(UTC) + timedelta(days=days)))


def _inventory(land: "Land") -> dict[str, Any]:
    return {
        "networkId": land.ids["network"], "name": "Thuiszitters", "targetGroup": "pupils without a place", "area": "Noorderveld",
        "fromDate": "2026-09-01",
    }  # fmt: skip


def _party(land: "Land") -> dict[str, Any]:
    return {
        "who": {"kind": "organisation", "organisationId": land.ids["school-organisation"]}, "neededFor": "A quiet class.",
        "nextStep": "Phone them.", "nextStepDate": _day(9), "nextStepById": land.ids["teacher"],
    }  # fmt: skip


def _told(_: "Land") -> dict[str, Any]:
    return {"fact": "informed", "informedDate": _day(0), "how": "in a talk"}


def _line(land: "Land") -> dict[str, Any]:
    return {
        "person": {"givenNames": "Fenna", "familyName": "Postma", "birthDate": "2013-05-06"},
        "situation": "at_risk_of_not_getting",
        "need": "A quiet class.",
        "entitlement": "Education that fits.",
        "entitlementArticle": "WPO 18a",
        "legalBasis": {"ground": "avg-6-1-e", "article": "WPO 18a"},
        "informed": _told(land),
        "reviewDate": _day(90),
    }


def _kept_from(land: "Land") -> dict[str, Any]:
    return {
        "professionalId": land.ids["outsider"], "reason": "She is his sister.", "decidedBy": "his mother", "reviewDate": _day(90),
    }  # fmt: skip


def _import(_: "Land") -> dict[str, Any]:
    csv = (
        "givenNames;birthDate;situation;need;entitlement;ground;article;delayedBecause;delayedReviewDate;reviewDate\n"
        f"Jelle;2013-05-06;does_not_get;A quiet class.;Education that fits.;avg-6-1-e;WPO 18a;his mail is read;{_day(9)};{_day(90)}\n"
    )
    return {"csv": csv}


def _opening(_: "Land") -> dict[str, Any]:
    """Names no id, because it is done once: a second one would hear that the line moved on."""
    return {
        "purpose": "education_support", "ownWords": "Ik wil naar school.", "question": "Where is it quiet?", "consulted": "yes",
        "legalBasis": {"ground": "avg-6-1-e", "article": "WPO 18a"},
    }  # fmt: skip


INVENTORY_BODIES: "dict[Call, tuple[Body, ...]]" = {
    ("GET", "/inventories"): (),
    ("POST", "/inventories"): (_inventory,),
    ("GET", INVENTORY): (),
    ("GET", f"{INVENTORY}/counts"): (),
    ("PATCH", INVENTORY): (lambda _: {"area": "Noorderveld and Zuid"},),
    ("GET", LINES): (),
    ("POST", LINES): (_line,),
    ("POST", f"{LINES}/imports"): (_import, lambda land: {**_import(land), "dryRun": True}),
    ("GET", LINE): (),
    ("POST", f"{LINE}/informed"): (
        _told,
        lambda _: {"fact": "delayed", "because": "his mail is read", "reviewDate": _day(9)},
    ),
    ("GET", f"{LINE}/informed"): (),
    ("POST", f"{LINE}/relation-conflicts"): (_kept_from,),
    ("POST", f"{LINE}/withdrawals"): (lambda _: {"reason": "objected"},),
    ("POST", f"{LINE}/reviews"): (lambda _: {"reviewDate": _day(120)},),
    ("POST", PARTIES): (_party,),
    ("GET", PARTIES): (),
    ("POST", f"{PARTIES}/{{party_id}}/steps"): (lambda _: {"step": "takes_part"},),
    ("POST", f"{LINE}/cases"): (_opening,),
    ("GET", OF_CASE): (),
}  # fmt: skip

INVENTORY_EDITIONS: "dict[Call, dict[str, str]]" = {
    ("PATCH", INVENTORY): {"If_Match": "*"},
    ("POST", f"{LINE}/reviews"): {"If_Match": "*"},
    ("POST", f"{PARTIES}/{{party_id}}/steps"): {"If_Match": "*"},
}


async def take_stock(land: "Land") -> None:
    """Begin an inventory, put somebody on it, and take him off again; another one stays."""
    ids = land.ids
    ids["inventory_id"] = (await land.do("voortrekker", "POST", "/inventories"))["id"]
    await land.do("network-coordinator", "PATCH", INVENTORY)
    for path in ("/inventories", f"{INVENTORY}/counts"):
        await land.do("funder", "GET", path)
    await land.do("teacher", "GET", INVENTORY)
    ids["line_id"] = (await land.do("teacher", "POST", LINES))["id"]
    await land.do("intern-begeleider", "POST", f"{LINE}/informed")
    await land.do("teacher", "POST", f"{LINE}/reviews")
    await land.do("teacher", "POST", f"{LINE}/relation-conflicts")
    await land.do("teacher", "POST", f"{LINE}/withdrawals")
    ids["line_id"] = (await land.do("teacher", "POST", LINES))["id"]
    await land.do("teacher", "POST", f"{LINES}/imports")
    for path in (LINES, LINE, f"{LINE}/informed"):
        await land.do("intern-begeleider", "GET", path)
    ids["party_id"] = (await land.do("voortrekker", "POST", PARTIES))["id"]
    await land.do("voortrekker", "POST", f"{PARTIES}/{{party_id}}/steps")
    ids["party_id"] = (await land.do("network-coordinator", "POST", PARTIES))["id"]
    await land.do("teacher", "GET", PARTIES)
    await _open(land)


async def _open(land: "Land") -> None:
    """A case of its own is opened from another line; who directs it reads the line there."""
    ids = land.ids
    kept = ids["line_id"], ids["case_id"]
    ids["line_id"] = (await land.do("teacher", "POST", LINES))["id"]
    opened = await land.do("teacher", "POST", f"{LINE}/cases")
    ids["case_id"] = opened["id"]
    first = {"candidate": opened["participationId"], "mandate": ["convene"]}
    await land.do("teacher", "POST", "/cases/{case_id}/regie-proposals", first)
    await land.do("teacher", "GET", OF_CASE)
    ids["line_id"], ids["case_id"] = kept
