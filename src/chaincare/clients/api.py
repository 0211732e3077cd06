"""Citizens: invited with recorded proof, linked by their own act, reading who looked."""

import base64
import secrets
from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.clients import rules, store
from chaincare.clients.model import (
    ACCEPT_INVITATION,
    INVITE,
    InvitationUnknown,
    InvitingNotYours,
    PersonHasLogin,
    PersonNotInCase,
)
from chaincare.ids import new_id
from chaincare.wire import Body, Instant, Line, View

DOOR_ACCEPTANCE = Door("door_acceptance", "$13")


class InvitePerson(Body):
    """Whom to invite, and what shows that this login will be his: who checked what.

    Without ``representativeId`` it is the client himself.
    """

    proof: Line
    representative_id: UUID | None = None


class InvitationIssued(View):
    """The code is shown this once: give it to the person himself, not by post or to somebody else."""

    id: UUID
    code: str
    expires_at: Instant


class AcceptInvitation(Body):
    """The code as it was given; dashes and case do not matter."""

    code: Line


class LoginLinked(View):
    """This login now stands for that person in the case."""

    case_id: UUID
    linked: bool = True


@post(
    "/cases/{case_id:uuid}/invitations",
    dependencies=IN_CASE,
    opt=doing(INVITE, PersonNotInCase, InvitingNotYours, PersonHasLogin),
    tags=["Clients"],
)
async def invite_person(
    data: JSONBody[InvitePerson], clearance: NamedDependency[Clearance]
) -> InvitationIssued:
    """Invite the client or a representative to log in, with the proof of who he is."""
    at = clearance.now()
    person = await store.find_invited(clearance, data.representative_id, at)
    if person is None:
        raise PersonNotInCase
    rules.may_invite(person, own_id=clearance.participation_id, actor_id=clearance.actor_id)
    letters = base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")
    code = "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
    invitation = rules.invite(
        new_id(), code, representative_id=data.representative_id, proof=data.proof, at=at
    )
    await store.add_invitation(clearance, invitation, person.client_id)
    clearance.object_id = invitation.id
    return InvitationIssued(id=invitation.id, code=code, expires_at=invitation.expires_at)


async def acceptance_door(
    request: AnyRequest, data: JSONBody[AcceptInvitation]
) -> AsyncGenerator[Clearance, None]:
    """Let a citizen in by the code he holds."""
    async with through(request, DOOR_ACCEPTANCE, [rules.code_digest(data.code)]) as clearance:
        yield clearance


@post(
    "/me/logins",
    dependencies={"clearance": Provide(acceptance_door)},
    opt=doing(ACCEPT_INVITATION, InvitationUnknown),
    tags=["Mine"],
)
async def accept_invitation(
    data: JSONBody[AcceptInvitation],  # noqa: ARG001 - the door has used it; declared here for the description
    clearance: NamedDependency[Clearance],
) -> LoginLinked:
    """Link your own login to the person you were invited as."""
    clearance.object_id = clearance.admission.object_id
    return LoginLinked(case_id=clearance.case_id)


clients_router = Router("/", route_handlers=[invite_person, accept_invitation])
