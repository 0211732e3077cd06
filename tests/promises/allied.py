"""What is done above the cases of a network, once each: the bodies of `everything.py` and the steps of `lands.py`, in a file of their own."""

from typing import TYPE_CHECKING, Any

from tests.promises.covenanted import COVENANT_BODIES, COVENANT_EDITIONS, agree_with_members
from tests.promises.planned import PLAN_BODIES, PLAN_EDITIONS, plan_together

if TYPE_CHECKING:
    from tests.promises.everything import Body, Call, Land

BOTTLENECK = "/bottlenecks/{network_bottleneck_id}"
IN_CASE = "/cases/{case_id}/bottlenecks/{bottleneck_id}"
DOCUMENT = "/network-documents/{document_id}"


def _saying(**fields: Any) -> "Body":
    return lambda _: fields


def _document(land: "Land") -> dict[str, Any]:
    return {
        "networkId": land.ids["network"], "kind": "working_group", "title": "Thuiszitters", "text": "Meets every month.",
        "holdsFromDate": "2026-09-01", "concerns": [{"organisationId": land.ids["school-organisation"], "part": "lead"}],
    }  # fmt: skip


def _next_edition(land: "Land") -> dict[str, Any]:
    return {key: value for key, value in _document(land).items() if key not in ("networkId", "kind")}


ALLIED_BODIES: "dict[Call, tuple[Body, ...]]" = {
    ("GET", "/network-documents"): (),
    ("GET", "/me/transparency-notices"): (),
    ("POST", "/network-documents"): (_document,),
    ("POST", "/network-documents/_search"): (
        lambda land: {"networkId": land.ids["network"], "words": "thuiszitters"},
    ),
    ("GET", DOCUMENT): (),
    ("GET", f"{DOCUMENT}/editions"): (),
    ("PUT", DOCUMENT): (_next_edition,),
    ("GET", "/bottlenecks"): (),
    ("POST", "/bottlenecks"): (
        lambda land: {"networkId": land.ids["network"], "reason": "waiting_list", "text": "Too few places."},
    ),
    ("POST", f"{IN_CASE}/network-reports"): (_saying(text="Nobody has a place."),),
    ("GET", BOTTLENECK): (),
    ("POST", f"{BOTTLENECK}/answers"): (_saying(text="Twenty places.", solved=True),),
    ("POST", f"{BOTTLENECK}/confirmations"): (_saying(solved=True),),
    ("POST", "/network-erasures"): (
        lambda land: {
            "kind": "network_bottleneck", "networkBottleneckId": land.ids["network_bottleneck_id"], "step": 1,
            "reason": "names_somebody",
        },
    ),
    ("GET", "/network-erasures"): (),
    ("GET", "/statistics"): (),
    ("POST", "/statistics"): (lambda land: {"networkId": land.ids["network"], "month": "2026-01"},),
    ("GET", "/statistics/{statistics_id}"): (),
    ("GET", "/statistics/{statistics_id}/content"): (),
    **COVENANT_BODIES,
    **PLAN_BODIES,
}  # fmt: skip

ALLIED_EDITIONS: "dict[Call, dict[str, str]]" = {
    ("PUT", DOCUMENT): {"If_Match": "*"},
    **COVENANT_EDITIONS,
    **PLAN_EDITIONS,
    ("POST", f"{BOTTLENECK}/answers"): {"If_Match": "*"},
    ("POST", f"{BOTTLENECK}/confirmations"): {"If_Match": "*"},
}


async def ally(land: "Land") -> None:
    """Do what a network does as an alliance."""
    await _write_down(land)
    await agree_with_members(land)
    await plan_together(land)
    await _count(land)
    await _tell_upward(land)


async def _tell_upward(land: "Land") -> None:
    land.ids["network_bottleneck_id"] = (await land.do("teacher", "POST", "/bottlenecks"))["id"]
    for path in ("/bottlenecks", BOTTLENECK):
        await land.do("funder", "GET", path)
    await land.do("voortrekker", "POST", f"{BOTTLENECK}/answers")
    await land.do("teacher", "POST", f"{BOTTLENECK}/confirmations")
    await land.do("voortrekker", "POST", "/network-erasures")
    await land.do("funder", "GET", "/network-erasures")


async def _count(land: "Land") -> None:
    land.ids["statistics_id"] = (await land.do("network-coordinator", "POST", "/statistics"))["id"]
    for path in ("/statistics", "/statistics/{statistics_id}", "/statistics/{statistics_id}/content"):
        await land.do("funder", "GET", path)


async def _write_down(land: "Land") -> None:
    land.ids["document_id"] = (await land.do("voortrekker", "POST", "/network-documents"))["id"]
    await land.do("network-coordinator", "PUT", DOCUMENT)
    for path in (DOCUMENT, f"{DOCUMENT}/editions", "/network-documents"):
        await land.do("teacher", "GET", path)
    await land.do("funder", "POST", "/network-documents/_search")
    await land.do("parent", "GET", "/me/transparency-notices")
