"""The client: read and changed by his own id; invited with recorded proof, linked by his own act."""

import base64
import secrets
from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import UNSET

from chaincare.access.acting import patch, post
from chaincare.access.api import IN_CASE, AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.model import InConflict, Reach
from chaincare.clients import rules, store
from chaincare.clients.acting import forget_bsn, record_bsn
from chaincare.clients.model import ACCEPT_INVITATION, CHANGE_CLIENT, INVITE, READ_CLIENT, KnownClient
from chaincare.clients.refusals import (
    AgeIsForHolder,
    BirthDateInFuture,
    BirthDateTooPrecise,
    BsnInvalid,
    BsnWithoutBasis,
    InvitationUnknown,
    InvitingNotYours,
    PersonHasLogin,
    PersonNotInCase,
)
from chaincare.clients.views import ChangeClient, ClientDetails, client_details
from chaincare.ids import new_id
from chaincare.wire import Body, Instant, Line, View, refuse_empty
from chaincare.workdays import day_in_amsterdam

DOOR_ACCEPTANCE = Door("door_acceptance", "$13")
DOOR_CLIENT = Door("door_client", "$13")


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


async def client_door(request: AnyRequest, client_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let the caller into the case of one client."""
    async with through(request, DOOR_CLIENT, [client_id]) as clearance:
        yield clearance


IN_CLIENT = {"clearance": Provide(client_door)}


@get(
    "/clients/{client_id:uuid}",
    dependencies=IN_CLIENT,
    opt={**doing(READ_CLIENT), "answer_headers": ("ETag",)},
    tags=["Clients"],
)
async def read_client(clearance: NamedDependency[Clearance]) -> Response[ClientDetails]:
    """Read what is known of a client, as far as your part in the case goes.

    The ETag is for who may change it, with scope `full`.
    """
    return _answer(await store.get_known_client(clearance), clearance.reach)


@patch(
    "/clients/{client_id:uuid}",
    dependencies=IN_CLIENT,
    opt={
        **doing(
            CHANGE_CLIENT, EditionMissing, EditionStale, BirthDateTooPrecise, BirthDateInFuture, AgeIsForHolder, BsnInvalid,
            BsnWithoutBasis,
        ),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
    tags=["Clients"],
)  # fmt: skip
async def change_client(
    request: AnyRequest,
    data: JSONBody[ChangeClient],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[ClientDetails]:
    """Change what is known of a client. What it said before is kept."""
    at, known = clearance.now(), await store.lock_client(clearance)
    hold_to(if_match, known.version)
    refuse_empty(data)
    today = day_in_amsterdam(at)
    client = data.applied_to(known.client, today=today)
    if (client.birth_date, client.birth_precision) != (known.client.birth_date, known.client.birth_precision):
        answers = await store.answers_for_client(clearance, at)
        rules.may_change_age(known.client, client, today=today, answers=answers)
    changed = KnownClient(
        client, known.version + 1, known.has_bsn if data.bsn is UNSET else data.bsn is not None
    )
    if data.bsn is None:
        await forget_bsn(clearance, client.id, at)
    elif data.bsn is not UNSET:
        await record_bsn(clearance, request.app.state.bsns, client.id, data.bsn, at)
    await store.change_client(clearance, changed, at)
    clearance.object_id = client.id
    return _answer(changed, clearance.reach)


def _answer(known: KnownClient, reach: Reach) -> Response[ClientDetails]:
    """Answer with a client; the edition is told to who may change it, so that it tells nobody else of changes."""
    headers = {"ETag": etag_of(known.version)} if reach is Reach.FULL else {}
    return Response(client_details(known, reach), headers=headers)


@post(
    "/cases/{case_id:uuid}/invitations",
    dependencies=IN_CASE,
    opt=doing(INVITE, PersonNotInCase, InvitingNotYours, PersonHasLogin, InConflict),
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


clients_router = Router("/", route_handlers=[read_client, change_client, invite_person, accept_invitation])
