"""When a case may be closed, and who may take it up again. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from chaincare.access.model import Reach
from chaincare.closing.model import (
    NEEDS_NO_EVALUATION,
    CannotReturn,
    Carried,
    CarriedTwice,
    CaseNotClosed,
    CaseNotOpen,
    ClosedBecause,
    ClosingNotYours,
    ConsentComesAfter,
    NotEvaluated,
    NothingToCarry,
    NotReadyToClose,
    RegieComesFirst,
    ReopeningNotYours,
    Standing,
)
from chaincare.refusals import FieldError


def close(
    standing: Standing,
    carried: Sequence[Carried],
    *,
    own_id: UUID,
    reach: Reach,
    in_own_name: bool,
    readable: Collection[UUID],
    at: datetime,
    looked_back: bool = True,
) -> datetime:
    """Give the instant at which the case is closed: after everything that began in it (A6).

    ``looked_back``: whether it was evaluated, or need not be; what is missing of that is told with the rest.

    ``readable``: the agreements that whoever closes reads. Of those he does not, he learns no more than that there is
    one. While nobody directs, nobody closes it over the heads of others: the part that is kept would let him take it up
    again without them (R2). Raises CaseNotOpen, ClosingNotYours, RegieComesFirst, CarriedTwice, NothingToCarry,
    NotReadyToClose.
    """
    if standing.status != "open":
        raise CaseNotOpen
    directs = standing.holder_id == own_id
    if not in_own_name or not (directs or (standing.holder_id is None and reach is Reach.FULL)):
        raise ClosingNotYours
    if not directs and standing.accompanied:
        raise RegieComesFirst
    named = [one.agreement_id for one in carried]
    if len(set(named)) < len(named):
        raise CarriedTwice(errors=[FieldError("/carriedOver", "Name each agreement once.")])
    wrong = [
        FieldError(f"/carriedOver/{place}/agreementId", "Name an agreement that is not finished.")
        for place, one in enumerate(named)
        if one not in standing.unfinished or one not in readable
    ]
    if wrong:
        raise NothingToCarry(errors=wrong)
    if left := _left(standing, set(named), readable):
        evaluate = [FieldError("/evaluation", "Look back with the client: give the evaluation, too.")]
        raise NotReadyToClose(errors=[*left, *([] if looked_back else evaluate)])
    return max(at, standing.earliest)


def looked_back(standing: Standing, because: ClosedBecause, *, with_it: bool) -> bool:
    """Say whether it was looked back with the client, before or with the closing, or need not be."""
    return with_it or standing.evaluated or because in NEEDS_NO_EVALUATION


def is_evaluated(*, looked_back: bool) -> None:
    """Check that it was looked back with the client. Raises NotEvaluated."""
    if not looked_back:
        raise NotEvaluated


def _left(standing: Standing, named: Collection[UUID], readable: Collection[UUID]) -> list[FieldError]:
    open_still = [one for one in standing.unfinished if one not in named]
    left = [
        FieldError("/carriedOver", f"Agreement {one} is not finished: finish it, or say where it goes on.")
        for one in open_still
        if one in readable
    ]
    if len(left) < len(open_still):
        left.append(FieldError("/carriedOver", "Agreements that you do not read are not finished."))
    if standing.escalated:
        left.append(FieldError("", "A request to the winkelstraat runs: let it end, or withdraw it."))
    if standing.emergency:
        left.append(FieldError("", "An emergency access or a crisis participation runs: let it end."))
    return left


def rests_on_no_consent(consent_id: UUID | None) -> None:
    """Check the basis of whoever takes a case up, to whom its consents are closed still. Raises ConsentComesAfter."""
    if consent_id is not None:
        wrong = FieldError("/legalBasis/consentId", "Leave it out, and record that basis afterwards.")
        raise ConsentComesAfter(errors=[wrong])


def returns(
    standing: Standing, wanted: UUID | None, *, own_id: UUID | None, reach: Reach, at: datetime
) -> tuple[UUID, datetime]:
    """Give whose part is taken up again, and from when on: who closed it, unless the coordinator names another.

    Who closed it comes back as far as he reached; whom the coordinator lets in reached the whole before. That it was merged
    is not told to who may not come into the other case: to him it is one that others take up.

    Raises CaseNotClosed, ReopeningNotYours, CannotReturn.
    """
    if standing.merged and not standing.merge_known:
        raise ReopeningNotYours
    if standing.status != "closed" or standing.merged or standing.closed_by is None:
        raise CaseNotClosed
    part = standing.closed_by if wanted is None else wanted
    if reach is not Reach.STEERING and (own_id != standing.kept_by or part != standing.closed_by):
        raise ReopeningNotYours
    if part not in (standing.whole if reach is Reach.STEERING else standing.returning):
        raise CannotReturn(
            errors=[
                FieldError("/participationId", "Name one that ended with the closing, and had scope full.")
            ]
        )
    return part, max(at, standing.earliest)
