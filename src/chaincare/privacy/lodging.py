"""How a request comes in: recorded by a professional or privacy officer for somebody, or by his own login."""

from datetime import date
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance, Door
from chaincare.access.model import Reach
from chaincare.privacy import rules, store
from chaincare.privacy.model import Received, RequestKind, SubjectRequest
from chaincare.privacy.refusals import EntryNotTold, RequesterUnknown
from chaincare.refusals import FieldError

DOOR_LODGING = Door("door_lodging", "$13")


class Asked(msgspec.Struct, frozen=True):
    """What was asked; ``identity_proof`` says how the asker was known, unless a login of his own says so."""

    kind: RequestKind
    words: str | None
    identity_proof: str | None
    representative_id: UUID | None
    entry_id: UUID | None
    received_on: date


async def lodge(
    clearance: Clearance, asked: Asked, *, to_own_organisation: bool = False, requester: UUID | None = None
) -> SubjectRequest:
    """Let a request come in through the door of lodging. ``requester`` is the representative whose login it is.

    Raises ReceivedInFuture, EntryNotTold, WordsMissing, RequesterUnknown.
    """
    admission, at = clearance.admission, clearance.now()
    if admission.object_id is None or admission.network_id is None:
        raise LookupError("no request without the door of lodging")
    due_on = rules.receive(asked.kind, asked.entry_id, asked.words, asked.received_on, at=at)
    own = admission.reach is Reach.CLIENT
    request = SubjectRequest(
        id=admission.object_id,
        network_id=admission.network_id,
        organisation_id=admission.organisation_id if to_own_organisation else None,
        case_id=admission.case_id,
        representative_id=requester or asked.representative_id,
        login_id=clearance.actor_id if own else None,
        kind=asked.kind,
        words=asked.words,
        identity_proof=asked.identity_proof,
        entry_id=asked.entry_id,
        received_on=asked.received_on,
        due_on=due_on,
        stand=Received(),
        version=1,
    )
    if asked.entry_id is not None and not await store.is_in_own_log(clearance, asked.entry_id):
        raise EntryNotTold(errors=[FieldError("/reference", "Give the reference of a line of the own log.")])
    if request.representative_id is not None and not await store.represents(clearance, request):
        raise RequesterUnknown(errors=[FieldError("/representativeId", "Name a representative of the case.")])
    await store.add_request(clearance, request, at)
    clearance.object_id = request.id
    return request
