"""Legal bases: what a participation stands on, recorded anew, read, and withdrawn in part."""

from typing import cast
from uuid import UUID

import msgspec
from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.access.model import Reach
from chaincare.parties import rules, store
from chaincare.parties.model import (
    READ_LEGAL_BASES,
    RECORD_LEGAL_BASIS,
    WITHDRAW_LEGAL_BASIS,
    SecrecyKey,
)
from chaincare.parties.refusals import (
    AlreadyWithdrawn,
    BasisNotYours,
    BasisRunsOut,
    BringingInNotYours,
    GroundNotInCatalogue,
    LegalBasisUnknown,
    NothingToWithdraw,
    ParticipationUnknown,
    RegieMustMoveFirst,
)
from chaincare.parties.views import (
    LegalBases,
    LegalBasisRecorded,
    LegalBasisView,
    LegalBasisWithdrawn,
    RecordLegalBasis,
    SecrecyKeyView,
    WithdrawLegalBasis,
)


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(
        RECORD_LEGAL_BASIS, ParticipationUnknown, GroundNotInCatalogue, BasisRunsOut, BringingInNotYours
    ),
)
async def record_legal_basis(
    data: JSONBody[RecordLegalBasis], clearance: NamedDependency[Clearance]
) -> LegalBasisRecorded:
    """Record a legal basis for somebody who takes part, because the one he stood on ended or will end."""
    at, basis = clearance.now(), data.legal_basis.to_model()
    rules.valid_basis(basis.until, at)
    rules.brings_into(await store.get_seat(clearance, at))
    if await store.find_participation(clearance, data.participation_id, at) is None:
        raise ParticipationUnknown
    await store.add_legal_basis(clearance, data.participation_id, basis, at)
    clearance.object_id = data.participation_id
    return LegalBasisRecorded(participation_id=data.participation_id, from_at=at)


@get("/", dependencies=IN_CASE, opt=doing(READ_LEGAL_BASES))
async def list_legal_bases(clearance: NamedDependency[Clearance]) -> LegalBases:
    """Read on what each participation stands."""
    rows = await store.list_legal_bases(clearance)
    return LegalBases(
        items=tuple(
            LegalBasisView(
                **{
                    **dict(row),
                    "secrecy": tuple(
                        SecrecyKeyView(discloser_unit_id=key.discloser_unit_id, ground=key.ground)
                        for key in msgspec.json.decode(
                            cast("bytes", row["secrecy"]), type=tuple[SecrecyKey, ...]
                        )
                    ),
                }
            )
            for row in rows
        )
    )


@post(
    "/{basis_id:uuid}/withdrawals",
    dependencies=IN_CASE,
    opt=doing(
        WITHDRAW_LEGAL_BASIS,
        LegalBasisUnknown,
        AlreadyWithdrawn,
        BasisNotYours,
        NothingToWithdraw,
        RegieMustMoveFirst,
    ),
)
async def withdraw_legal_basis(
    basis_id: FromPath[UUID],
    data: JSONBody[WithdrawLegalBasis],
    clearance: NamedDependency[Clearance],
) -> LegalBasisWithdrawn:
    """Withdraw a legal basis; what rested on it ends at the next request (S2)."""
    at = clearance.now()
    basis = await store.find_legal_basis(clearance, basis_id)
    if basis is None:
        raise LegalBasisUnknown
    seat = None if clearance.reach is Reach.CLIENT else await store.get_seat(clearance, at)
    rules.may_withdraw(basis, data.part, seat)
    await store.add_withdrawal(clearance, basis_id, data.part, data.reason, at)
    clearance.object_id = basis_id
    return LegalBasisWithdrawn(id=basis_id, withdrawn_at=at)


legal_bases_router = Router(
    "/cases/{case_id:uuid}/legal-bases",
    route_handlers=[record_legal_basis, list_legal_bases, withdraw_legal_basis],
    tags=["Cases"],
)
