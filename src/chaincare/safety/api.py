"""Reading and writing the safety sheet of a case."""

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import put
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.safety import rules, store
from chaincare.safety.model import (
    CHANGE_SAFETY_SHEET,
    READ_SAFETY_SHEET,
    READ_SAFETY_SHEET_VERSIONS,
    BanEndsBeforeItBegins,
    BornInFuture,
)
from chaincare.safety.views import SafetySheetVersions, SafetySheetView, StateSafetySheet, sheet_view


@get("/", dependencies=IN_CASE, opt={**doing(READ_SAFETY_SHEET), "answer_headers": ("ETag",)})
async def read_safety_sheet(clearance: NamedDependency[Clearance]) -> Response[SafetySheetView]:
    """Read who lives there, what is dangerous, and who must stay away."""
    sheet = await store.get_sheet(clearance)
    return Response(sheet_view(sheet), headers={"ETag": etag_of(sheet.version)})


@put(
    "/",
    dependencies=IN_CASE,
    opt={
        **doing(CHANGE_SAFETY_SHEET, EditionMissing, EditionStale, BornInFuture, BanEndsBeforeItBegins),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def change_safety_sheet(
    data: JSONBody[StateSafetySheet], clearance: NamedDependency[Clearance], if_match: IfMatch = None
) -> Response[SafetySheetView]:
    """Say anew what is on the sheet. The first time the edition is `"0"`; what it said before is kept."""
    present = await store.lock_sheet(clearance)
    hold_to(if_match, present.version)
    sheet = rules.edited(present, data.to_model(), clearance.participation_id, clearance.now())
    await store.keep_sheet(clearance, sheet)
    clearance.object_id = clearance.case_id
    return Response(sheet_view(sheet), headers={"ETag": etag_of(sheet.version)})


@get("/versions", dependencies=IN_CASE, opt=doing(READ_SAFETY_SHEET_VERSIONS))
async def list_safety_sheet_versions(clearance: NamedDependency[Clearance]) -> SafetySheetVersions:
    """Read what the sheet said before, the latest edition first."""
    return SafetySheetVersions(items=tuple(map(sheet_view, await store.list_earlier(clearance))))


safety_router = Router(
    "/cases/{case_id:uuid}/safety-sheet",
    route_handlers=[read_safety_sheet, change_safety_sheet, list_safety_sheet_versions],
    tags=["Cases"],
)
