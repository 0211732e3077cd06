"""What can be said about informing somebody. Pure."""

from collections.abc import Collection
from datetime import date
from typing import assert_never
from uuid import UUID

from chaincare.informing.model import (
    InformedLater,
    NotYet,
    PersonKind,
    PersonUnclear,
    SecondLookInPast,
    Told,
    Whom,
)
from chaincare.refusals import FieldError


def said(what: Told | NotYet, *, today: date, pointer: str = "") -> Told | NotYet:
    """Check the day that is named; ``pointer`` is where it stands in what was sent. Raises InformedLater, SecondLookInPast."""
    match what:
        case Told(on=on):
            if on > today:
                wanted = FieldError(f"{pointer}/informedDate", "Give today or an earlier day.")
                raise InformedLater(errors=[wanted])
        case NotYet(review_on=review_on):
            if review_on < today:
                raise SecondLookInPast(
                    errors=[FieldError(f"{pointer}/reviewDate", "Give today or a later day.")]
                )
        case _ as unreachable:
            assert_never(unreachable)
    return what


def known(whom: Whom, representatives: Collection[UUID]) -> Whom:
    """Check whom it is about: exactly what his kind needs is named. Raises PersonUnclear."""
    match whom.kind:
        case PersonKind.CLIENT:
            clear = whom.representative_id is None and whom.who is None
        case PersonKind.REPRESENTATIVE:
            clear = whom.representative_id in representatives and whom.who is None
        case PersonKind.OTHER:
            clear = whom.representative_id is None and whom.who is not None
        case _ as unreachable:
            assert_never(unreachable)
    if not clear:
        raise PersonUnclear(errors=[FieldError("/person", "Name exactly one person.")])
    return whom
