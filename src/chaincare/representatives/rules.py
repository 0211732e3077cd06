"""Rules about authority: the proof was seen, and when it is known to end, that is when the view ends. Pure."""

from datetime import date, datetime

from chaincare.refusals import FieldError
from chaincare.representatives.model import AuthorityEnded, ProofInFuture
from chaincare.workdays import day_in_amsterdam, end_of


def authority_ends(proof_on: date, last_day: date | None, at: datetime) -> datetime | None:
    """Give the instant at which authority ends: the midnight after its last day in Amsterdam; None without one.

    Raises ProofInFuture, AuthorityEnded.
    """
    today = day_in_amsterdam(at)
    if proof_on > today:
        raise ProofInFuture(errors=[FieldError("/proofDate", "Give today or an earlier day.")])
    if last_day is None:
        return None
    if last_day < today:
        raise AuthorityEnded(errors=[FieldError("/lastDate", "Give today or a later day.")])
    return end_of(last_day)
