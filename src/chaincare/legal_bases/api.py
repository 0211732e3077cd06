"""Legal bases: what a participation stands on, recorded anew, read, and withdrawn in part."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.access.model import Reach
from chaincare.consents.acting import hold_to_consent, may_end_unrecorded
from chaincare.consents.model import RESTING
from chaincare.legal_bases import rules, store
from chaincare.legal_bases.model import (
    READ_LEGAL_BASES,
    RECORD_LEGAL_BASIS,
    WITHDRAW_LEGAL_BASIS,
    AlreadyWithdrawn,
    BasisNotYours,
    BasisPart,
    DiscloserNotForPart,
    LegalBasisUnknown,
    NothingToWithdraw,
    RecordedBasis,
    Withdrawer,
)
from chaincare.legal_bases.views import (
    LegalBases,
    LegalBasisRecorded,
    LegalBasisWithdrawn,
    RecordLegalBasis,
    WithdrawLegalBasis,
    legal_basis_view,
)
from chaincare.legal_grounds.acting import hold_to_catalogue
from chaincare.legal_grounds.model import CITING
from chaincare.parties.refusals import (
    BasisRunsOut,
    BringingInNotYours,
    ParticipationUnknown,
    RegieMustMoveFirst,
)
from chaincare.parties.rules import brings_into, valid_basis
from chaincare.parties.store import add_legal_basis, get_seat


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(RECORD_LEGAL_BASIS, ParticipationUnknown, BasisRunsOut, BringingInNotYours, *CITING, *RESTING),
)
async def record_legal_basis(
    data: JSONBody[RecordLegalBasis], clearance: NamedDependency[Clearance]
) -> LegalBasisRecorded:
    """Record a legal basis for somebody who takes part, because the one he stood on ended or will end."""
    at, basis = clearance.now(), data.legal_basis.to_model()
    valid_basis(basis.until, at)
    brings_into(await get_seat(clearance, at))
    standing = await store.find_standing(clearance, data.participation_id, at)
    if standing is None:
        raise ParticipationUnknown
    await hold_to_catalogue(clearance, basis, at)
    units = [] if standing.unit_id is None else [standing.unit_id]
    await hold_to_consent(clearance, basis, units, standing.purpose, at)
    await add_legal_basis(clearance, data.participation_id, basis, at)
    clearance.object_id = data.participation_id
    return LegalBasisRecorded(participation_id=data.participation_id, from_at=at)


@get("/", dependencies=IN_CASE, opt=doing(READ_LEGAL_BASES))
async def list_legal_bases(clearance: NamedDependency[Clearance]) -> LegalBases:
    """Read on what each participation stands."""
    return LegalBases(items=tuple(map(legal_basis_view, await store.list_legal_bases(clearance))))


@post(
    "/{basis_id:uuid}/withdrawals",
    dependencies=IN_CASE,
    opt=doing(
        WITHDRAW_LEGAL_BASIS,
        LegalBasisUnknown,
        AlreadyWithdrawn,
        BasisNotYours,
        NothingToWithdraw,
        DiscloserNotForPart,
        RegieMustMoveFirst,
    ),
)
async def withdraw_legal_basis(
    basis_id: FromPath[UUID],
    data: JSONBody[WithdrawLegalBasis],
    clearance: NamedDependency[Clearance],
) -> LegalBasisWithdrawn:
    """Withdraw a legal basis (S2): with ground or exception access ends, with a discloser's key what he shares.

    Both at the next request. What was shared with others, and what this party itself wrote, is not touched.
    """
    rules.for_secrecy(data.part, data.discloser_unit_id)
    at, basis = clearance.now(), await store.find_legal_basis(clearance, basis_id)
    if basis is None:
        raise LegalBasisUnknown
    who, basis = await _withdrawer(clearance), await _as_theirs(clearance, basis, at)
    silent: tuple[UUID, ...] = ()
    if data.part is BasisPart.SECRECY:
        silent = rules.silenced(basis, data.discloser_unit_id, who)
        await store.add_secrecy_withdrawals(clearance, basis_id, silent, data.reason, at)
    else:
        rules.may_withdraw(basis, data.part, who)
        await store.add_withdrawal(clearance, basis_id, data.part, data.reason, at)
    clearance.object_id = basis_id
    return LegalBasisWithdrawn(id=basis_id, withdrawn_at=at, silent=silent)


async def _as_theirs(clearance: Clearance, basis: RecordedBasis, at: datetime) -> RecordedBasis:
    """Give a basis to who is there for the client: where no consent is cited, his word must be one that counts."""
    if clearance.reach is not Reach.CLIENT or basis.cites_consent:
        return basis
    theirs = await may_end_unrecorded(clearance, at)
    return msgspec.structs.replace(basis, consent_of_others=not theirs)


async def _withdrawer(clearance: Clearance) -> Withdrawer | None:
    """Give who withdraws, None when it is the client's side."""
    if clearance.reach is Reach.CLIENT:
        return None
    seat = await get_seat(clearance, clearance.now())
    return Withdrawer(seat.own_id, seat.actor_id, clearance.unit_id, seat.holder_id)


legal_bases_router = Router(
    "/cases/{case_id:uuid}/legal-bases",
    route_handlers=[record_legal_basis, list_legal_bases, withdraw_legal_basis],
    tags=["Cases"],
)
