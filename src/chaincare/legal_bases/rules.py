"""Who withdraws which part of a legal basis. Pure."""

from uuid import UUID

from chaincare.legal_bases.model import (
    AlreadyWithdrawn,
    BasisNotYours,
    BasisPart,
    DiscloserNotForPart,
    NothingToWithdraw,
    RecordedBasis,
    Withdrawer,
)
from chaincare.parties.model import SecrecyGround, SecrecyKey
from chaincare.parties.refusals import RegieMustMoveFirst
from chaincare.refusals import FieldError


def may_withdraw(basis: RecordedBasis, part: BasisPart, who: Withdrawer | None) -> None:
    """Check who withdraws the ground or the exception, and with it all access; ``who`` is None for the client's side.

    They withdraw the consent they gave, each his own and the client himself any, and that at any time; for a professional the holder's basis stands until regie
    has moved, or the case would be directed by nobody unseen (R6). Raises BasisNotYours, NothingToWithdraw,
    AlreadyWithdrawn, RegieMustMoveFirst.
    """
    consent = (part is BasisPart.GROUND and basis.ground == "avg-6-1-a") or (
        part is BasisPart.EXCEPTION and basis.exception == "avg-9-2-a"
    )
    if who is None and (basis.consent_of_others or not consent):
        raise BasisNotYours
    if who is not None and not _concerned(basis, who):
        raise BasisNotYours
    if part is BasisPart.EXCEPTION and not basis.exception:
        raise NothingToWithdraw
    if basis.withdrawn:
        raise AlreadyWithdrawn
    if who is not None and basis.participation_id == who.holder_id:
        raise RegieMustMoveFirst


def silenced(basis: RecordedBasis, discloser: UUID | None, who: Withdrawer | None) -> tuple[UUID, ...]:
    """Give whose keys a withdrawal of the third part takes back: one discloser's, or all of them (DOMAIN 4).

    That sharing stops, and nothing else: so it is for the regie holder too. The client's side takes back what rests
    on consent; a discloser his own secret. Raises BasisNotYours, NothingToWithdraw, AlreadyWithdrawn.
    """
    named = tuple(key for key in basis.secrecy if discloser in (None, key.discloser_unit_id))
    theirs = tuple(key for key in named if _may_silence(basis, key, who))
    if named and not theirs:
        raise BasisNotYours
    if not named:
        raise NothingToWithdraw
    left = tuple(one.discloser_unit_id for one in theirs if one.discloser_unit_id not in basis.silent)
    if not left:
        raise AlreadyWithdrawn
    return tuple(dict.fromkeys(left))


def for_secrecy(part: BasisPart, discloser: UUID | None) -> None:
    """Check that a discloser is named only for the part that is per discloser. Raises DiscloserNotForPart."""
    if discloser is not None and part is not BasisPart.SECRECY:
        raise DiscloserNotForPart(errors=[FieldError("/discloserUnitId", "Leave it out.")])


def _may_silence(basis: RecordedBasis, key: SecrecyKey, who: Withdrawer | None) -> bool:
    if who is None:
        return key.ground is SecrecyGround.CONSENT and not basis.consent_of_others
    return _concerned(basis, who) or who.unit_id == key.discloser_unit_id


def _concerned(basis: RecordedBasis, who: Withdrawer) -> bool:
    return who.actor_id == basis.recorded_by or who.own_id in {basis.participation_id, who.holder_id}
