"""Who a note is for. Pure."""

from collections.abc import Iterable
from uuid import UUID

from chaincare.notes.model import Audience

DEFAULT_AUDIENCE = (Audience.OWN_UNIT, Audience.REGIE_HOLDER)


def readers_of(
    audience: Iterable[Audience], parties: Iterable[UUID], *, unit_id: UUID, own_id: UUID, client: bool
) -> tuple[str, ...]:
    """Give the readers as the wall names them; the author always keeps what he wrote (E5)."""
    words = {
        Audience.OWN_UNIT: f"unit:{unit_id}",
        Audience.BUURTWINKEL: "buurtwinkel",
        Audience.REGIE_HOLDER: "regie",
        Audience.PROFESSIONALS: "professionals",
    }
    readers = {f"party:{own_id}", *(words[one] for one in audience), *(f"party:{one}" for one in parties)}
    if client:
        readers.add("client")
    return tuple(sorted(readers))
