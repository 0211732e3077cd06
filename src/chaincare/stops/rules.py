"""Who may be stopped by whom, and how a stop is lifted. Pure."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.stops.model import (
    Lifted,
    LoginBlock,
    LoginBlockLifted,
    OwnLoginBlocked,
    OwnSystemStopped,
    PartnerResumed,
    PartnerStop,
)


def block(new_id: UUID, professional_id: UUID, reason: str, *, by: UUID, at: datetime) -> LoginBlock:
    """Block somebody's login. Raises OwnLoginBlocked: the last administrator would lock out everybody."""
    if professional_id == by:
        raise OwnLoginBlocked
    return LoginBlock(new_id, professional_id, reason, by, at)


def unblock(blocked: LoginBlock, reason: str, *, by: UUID, at: datetime) -> Lifted:
    """Lift a block. Raises LoginBlockLifted."""
    if blocked.lifted is not None:
        raise LoginBlockLifted
    return Lifted(at, by, reason)


def stop(
    new_id: UUID, client_id: str, reason: str, *, own_client_id: str, by: UUID, at: datetime
) -> PartnerStop:
    """Stop a partner system. Raises OwnSystemStopped: who stops the one he works through cannot let it go on."""
    if client_id == own_client_id:
        raise OwnSystemStopped
    return PartnerStop(new_id, client_id, reason, by, at)


def resume(stopped: PartnerStop, reason: str, *, by: UUID, at: datetime) -> Lifted:
    """Let a partner system go on. Raises PartnerResumed."""
    if stopped.lifted is not None:
        raise PartnerResumed
    return Lifted(at, by, reason)


def lifted(one: LoginBlock, lift: Lifted) -> LoginBlock:
    """Give a block as it stands after it was lifted."""
    return msgspec.structs.replace(one, lifted=lift)


def resumed(one: PartnerStop, lift: Lifted) -> PartnerStop:
    """Give a stop as it stands after it was lifted."""
    return msgspec.structs.replace(one, lifted=lift)
