"""Taking part: participations, their legal bases, and how both end."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.access.model import TAKING_ON, InConflict, Purpose
from chaincare.clients.store import find_client_of_case
from chaincare.consents.acting import hold_to_consent
from chaincare.consents.model import RESTING
from chaincare.ids import new_id
from chaincare.legal_grounds.acting import hold_to_catalogue
from chaincare.legal_grounds.model import CITING
from chaincare.parties import rules, store
from chaincare.parties.model import (
    ADD_PARTICIPATION,
    END_PARTICIPATION,
    Circle,
    Participation,
    Representative,
    Role,
    Scope,
)
from chaincare.parties.refusals import (
    AlreadyTakesPart,
    BasisRunsOut,
    BringingInNotYours,
    EscalationMustEndFirst,
    OnlyHolderEndsOthers,
    ParticipationUnknown,
    PartyUnknown,
    RegieMustMoveFirst,
    ScopeNotForProfessionals,
    ScopeTooWideForTeam,
)
from chaincare.parties.views import (
    AddParty,
    AnyParty,
    BringClient,
    BringProfessional,
    BringRepresentative,
    BringTeam,
    EndParticipation,
    ParticipationEnded,
    PartyAdded,
    StateLegalBasis,
)


async def bring_in(
    clearance: Clearance,
    client_id: UUID,
    party: AnyParty,
    purpose: Purpose,
    at: datetime,
    circle: Circle,
    pointer: str = "/party",
    *,
    with_regie: bool = False,
) -> PartyAdded:
    """Bring one party in, with the basis it stands on. ``with_regie``: to direct, and with scope `that` until he does.

    Raises PartyUnknown, AlreadyTakesPart, ScopeTooWideForTeam, ScopeNotForProfessionals, BasisRunsOut; what is wrong
    with what the basis cites, and with the consent it rests on.
    """
    participation = Participation(
        id=new_id(), role=Role.CASEWORKER, circle=circle, scope=Scope.CLIENT,
        scope_from=None if with_regie else at, purpose=purpose, began_at=at, with_regie=with_regie,
    )  # fmt: skip
    change, unit_id = msgspec.structs.replace, None
    match party:
        case BringProfessional():
            unit_id = await store.find_unit_of_professional(clearance, party.professional_id)
            scope = rules.scope_for(party.scope, team=False)
            participation = change(participation, scope=scope, professional_id=party.professional_id)
        case BringTeam():
            unit_id = await store.find_unit(clearance, party.unit_id)
            scope = rules.scope_for(party.scope, team=True)
            participation = change(participation, role=Role.TEAM, scope=scope, unit_id=party.unit_id)
        case BringRepresentative():
            representative = Representative(
                new_id(), party.name, party.representative_kind, party.phone, party.proof, party.proof_date
            )
            await store.add_representative(clearance, representative, client_id, at)
            participation = change(
                participation, role=Role.REPRESENTATIVE, representative_id=representative.id
            )
        case BringClient():
            participation = change(participation, role=Role.CLIENT, client_id=client_id)
    if isinstance(party, BringProfessional | BringTeam) and unit_id is None:
        raise PartyUnknown
    await store.add_participation(clearance, participation)
    if isinstance(party, BringProfessional | BringTeam):
        await stand_on(clearance, participation, party.legal_basis, unit_id, f"{pointer}/legalBasis")
    return PartyAdded(participation_id=participation.id, representative_id=participation.representative_id)


async def stand_on(
    clearance: Clearance, own: Participation, stated: StateLegalBasis, unit_id: UUID | None, pointer: str
) -> None:
    """Add the basis somebody stands on, held to the catalogue and to the consent it rests on. Raises what is wrong with it."""
    basis, at = stated.to_model(), own.began_at
    rules.valid_basis(basis.until, at)
    await hold_to_catalogue(clearance, basis, at, pointer=pointer)
    units = [] if unit_id is None else [unit_id]
    await hold_to_consent(clearance, basis, units, own.purpose, at, pointer=pointer)
    await store.add_legal_basis(clearance, own.id, basis, at)


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(
        ADD_PARTICIPATION,
        PartyUnknown,
        AlreadyTakesPart,
        ScopeTooWideForTeam,
        ScopeNotForProfessionals,
        BasisRunsOut,
        BringingInNotYours,
        InConflict,
        *TAKING_ON,
        *CITING,
        *RESTING,
    ),
)
async def add_participation(data: JSONBody[AddParty], clearance: NamedDependency[Clearance]) -> PartyAdded:
    """Bring a colleague, a team, a representative or the client into the circle."""
    at, client_id = clearance.now(), await find_client_of_case(clearance)
    circle = rules.brings_into(await store.get_seat(clearance, at))
    added = await bring_in(clearance, client_id, data.party, data.purpose, at, circle)
    clearance.object_id = added.participation_id
    return added


@post(
    "/{participation_id:uuid}/endings",
    dependencies=IN_CASE,
    opt=doing(
        END_PARTICIPATION,
        ParticipationUnknown,
        OnlyHolderEndsOthers,
        RegieMustMoveFirst,
        EscalationMustEndFirst,
    ),
)
async def end_participation(
    participation_id: FromPath[UUID],
    data: JSONBody[EndParticipation],
    clearance: NamedDependency[Clearance],
) -> ParticipationEnded:
    """End a participation: access ends with it, on the very next request.

    Who holds regie is refused until regie has moved (R6).
    """
    at = clearance.now()
    found = await store.find_participation(clearance, participation_id, at)
    if found is None:
        raise ParticipationUnknown
    rules.may_end(participation_id, found["made_by"], await store.get_seat(clearance, at))
    if found["escalated"]:
        raise EscalationMustEndFirst
    await store.end_participation(clearance, participation_id, at, data.reason)
    clearance.object_id = participation_id
    return ParticipationEnded(participation_id=participation_id, ended_at=at)


participations_router = Router(
    "/cases/{case_id:uuid}/participations",
    route_handlers=[add_participation, end_participation],
    tags=["Cases"],
)
