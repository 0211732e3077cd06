"""What a network arranged about emergencies: read by its members, set by who administers it."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import put
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.directory.reading import DOOR_DIRECTORY
from chaincare.emergency import rules, store
from chaincare.emergency.bodies import SetEmergencySettings
from chaincare.emergency.operations import CHANGE_SETTINGS, READ_SETTINGS
from chaincare.emergency.refusals import EmergencyForYourself, NamedUnitNotInNetwork, NetworkSettingsUnknown
from chaincare.emergency.shown import settings_view
from chaincare.emergency.views import EmergencySettingsView


async def network_door(request: AnyRequest, network_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let a professional read, and an administrator write, in one network."""
    async with through(request, DOOR_DIRECTORY, [network_id]) as clearance:
        yield clearance


IN_NETWORK = {"clearance": Provide(network_door)}


@get(
    "/networks/{network_id:uuid}/emergency-settings",
    dependencies=IN_NETWORK,
    opt={**doing(READ_SETTINGS), "answer_headers": ("ETag",)},
    tags=["Emergency"],
)
async def read_emergency_settings(
    network_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[EmergencySettingsView]:
    """Read which units of a network of yours may get in by emergency, and who answers day and night."""
    if not await store.is_member(clearance, network_id):
        raise NetworkSettingsUnknown
    settings = await store.get_settings(clearance, network_id)
    return Response(settings_view(settings), headers={"ETag": etag_of(settings.version)})


@put(
    "/networks/{network_id:uuid}/emergency-settings",
    dependencies=IN_NETWORK,
    opt={
        **doing(CHANGE_SETTINGS, NamedUnitNotInNetwork, EmergencyForYourself, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
    tags=["Emergency"],
)
async def set_emergency_settings(
    network_id: FromPath[UUID],
    data: JSONBody[SetEmergencySettings],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[EmergencySettingsView]:
    """Set which units the covenant names, and for how long and how often somebody gets in. First edition `"0"`."""
    present = await store.lock_settings(clearance, network_id)
    hold_to(if_match, present.version)
    settings = data.to_model(present.version + 1)
    wanted = [one.unit for one in settings.units]
    rules.distinct_units(settings.units, await store.list_units(clearance, network_id, wanted))
    rules.not_for_yourself(settings.units, present.units, clearance.unit_id)
    await store.set_settings(clearance, network_id, settings)
    clearance.object_id = network_id
    return Response(settings_view(settings), headers={"ETag": etag_of(settings.version)})
