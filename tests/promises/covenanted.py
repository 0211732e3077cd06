"""What a network agrees with its members, once each: beside `allied.py`."""

from typing import TYPE_CHECKING, Any

from tests.covenants import covenant

if TYPE_CHECKING:
    from tests.promises.everything import Body, Call, Land

COVENANT = "/covenants/{covenant_id}"
HANDOVERS = "/organisations/{organisation_id}/handover-list"


def _covenant(_: "Land") -> dict[str, Any]:
    return covenant.COVENANT


# It holds from a day that no test comes to: what a signature is asked for is tested by itself.
def _version(land: "Land") -> dict[str, Any]:
    return {"holdsFromDate": covenant.in_days(land.region, 300)}


COVENANT_BODIES: "dict[Call, tuple[Body, ...]]" = {
    ("GET", HANDOVERS): (),
    ("GET", "/covenants"): (),
    ("POST", "/covenants"): (_covenant,),
    ("GET", COVENANT): (),
    ("PUT", COVENANT): (_covenant,),
    ("GET", f"{COVENANT}/versions"): (),
    ("POST", f"{COVENANT}/versions"): (_version,),
    ("GET", f"{COVENANT}/accessions"): (),
    ("POST", f"{COVENANT}/accessions"): (
        lambda land: {"version": 1, "fingerprint": land.ids["fingerprint"], "function": "bestuurder"},
    ),
    ("GET", f"{COVENANT}/members"): (),
    ("GET", "/me/covenants"): (),
}

COVENANT_EDITIONS: "dict[Call, dict[str, str]]" = {
    ("PUT", COVENANT): {"If_Match": "*"},
    ("POST", f"{COVENANT}/versions"): {"If_Match": "*"},
}


async def agree_with_members(land: "Land") -> None:
    """Draft, publish and sign a covenant."""
    land.ids["covenant_id"] = (await land.do("voortrekker", "POST", "/covenants"))["id"]
    await land.do("administrator", "PUT", COVENANT)
    published = await land.do("voortrekker", "POST", f"{COVENANT}/versions")
    land.ids["fingerprint"] = published["fingerprint"]
    await land.do("manager", "POST", f"{COVENANT}/accessions")
    more = ("versions", "accessions", "members")
    for path in ("/covenants", COVENANT, *(f"{COVENANT}/{one}" for one in more)):
        await land.do("teacher", "GET", path)
    await land.do("parent", "GET", "/me/covenants")
