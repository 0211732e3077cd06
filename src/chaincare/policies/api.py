"""What a network agreed about regie and terms: read by its members, set by who administers it."""

from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import put
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.directory.reading import DOOR_DIRECTORY
from chaincare.policies import rules, store
from chaincare.policies.model import CHANGE_POLICY, READ_POLICY, PolicyNotYours, PolicyUnknown
from chaincare.policies.views import NetworkPolicyView, SetNetworkPolicy, policy_view


async def policy_door(request: AnyRequest, network_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let a professional read, and an administrator write, in one network."""
    async with through(request, DOOR_DIRECTORY, [network_id]) as clearance:
        yield clearance


IN_NETWORK: dict[str, Any] = {"clearance": Provide(policy_door)}


@get(
    "/networks/{network_id:uuid}/policy",
    dependencies=IN_NETWORK,
    opt={**doing(READ_POLICY), "answer_headers": ("ETag",)},
)
async def read_network_policy(
    network_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[NetworkPolicyView]:
    """Read what a network of yours agreed: terms, ladders, who may hold regie, who is its last resort."""
    policy = await store.find_policy(clearance, network_id)
    if policy is None:
        raise PolicyUnknown
    return Response(policy_view(policy), headers={"ETag": etag_of(policy.version)})


@put(
    "/networks/{network_id:uuid}/policy",
    dependencies=IN_NETWORK,
    opt={
        **doing(CHANGE_POLICY, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def set_network_policy(
    network_id: FromPath[UUID],
    data: JSONBody[SetNetworkPolicy],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[NetworkPolicyView]:
    """Set what a network you administer agreed. It holds for what begins from now on; what runs, keeps its term."""
    present = await store.lock_policy(clearance, network_id)
    if present is None:
        raise PolicyNotYours
    hold_to(if_match, present.version)
    policy = data.to_model(present.version + 1)
    units = await store.list_units(clearance, network_id, policy.units)
    organisations = await store.list_organisations(clearance, network_id, policy.last_resort)
    await store.change_policy(clearance, network_id, rules.coherent(policy, units, organisations))
    clearance.object_id = network_id
    return Response(policy_view(policy), headers={"ETag": etag_of(policy.version)})


policies_router = Router("/", route_handlers=[read_network_policy, set_network_policy], tags=["Directory"])
