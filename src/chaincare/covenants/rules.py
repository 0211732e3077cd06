"""What a covenant must say before it holds, from when, and what its fingerprint is over. Pure."""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from chaincare.covenants.model import (
    AHEAD_DAYS_MAX,
    OBLIGATORY,
    Clause,
    ClauseKind,
    ClausesMissing,
    ClausesUnfit,
    Draft,
    HoldsTooEarly,
    HoldsTooFar,
    NobodySignedYet,
    SignsOtherWords,
    Standing,
    Version,
    VersionState,
)
from chaincare.refusals import FieldError


def each_once(clauses: Sequence[Clause]) -> None:
    """Check that no kind but ``other`` stands there twice. Raises ClausesUnfit."""
    seen = Counter(one.kind for one in clauses)
    errors = [
        FieldError(f"/clauses/{place}/kind", "This kind stands there more than once.")
        for place, one in enumerate(clauses)
        if one.kind is not ClauseKind.OTHER and seen[one.kind] > 1
    ]
    if errors:
        raise ClausesUnfit(errors=errors)


def missing(clauses: Sequence[Clause]) -> tuple[ClauseKind, ...]:
    """Give the obligatory kinds that are not there."""
    there = {one.kind for one in clauses}
    return tuple(kind for kind in OBLIGATORY if kind not in there)


def published(
    draft: Draft,
    before: Version | None,
    holds_from: date,
    *,
    by: UUID,
    at: datetime,
    today: date,
    without_grace: bool = False,
) -> Version:
    """Make a version of a draft, that holds from a day on. Raises ClausesMissing, HoldsTooEarly, HoldsTooFar, NobodySignedYet."""
    if lacks := missing(draft.clauses):
        raise ClausesMissing(
            errors=[FieldError("#draft/clauses", f"{one}: {OBLIGATORY[one]}.") for one in lacks]
        )
    if holds_from < today or (before is not None and holds_from <= before.holds_from):
        raise HoldsTooEarly
    if holds_from > today + timedelta(days=AHEAD_DAYS_MAX):
        raise HoldsTooFar
    if before is None and not without_grace and holds_from < today + timedelta(days=draft.grace_days):
        raise NobodySignedYet
    number = 1 if before is None else before.version + 1
    text = {
        "covenantId": str(draft.id), "version": number, "title": draft.title, "graceDays": draft.grace_days,
        "holdsFromDate": holds_from.isoformat(),
        "clauses": [{"kind": one.kind.value, "heading": one.heading, "text": one.words} for one in draft.clauses],
    }  # fmt: skip
    print_ = hashlib.sha256(msgspec.json.encode(text, order="sorted")).hexdigest()
    return Version(draft.id, number, draft.title, draft.grace_days, draft.clauses, holds_from, print_, by, at)


def in_force(versions: Sequence[Version], today: date) -> Version | None:
    """Give the version that holds today: the last of those whose day came."""
    return max(
        (one for one in versions if one.holds_from <= today), key=lambda one: one.version, default=None
    )


def state_of(one: Version, holding: Version | None, today: date) -> VersionState:
    """Say where a version stands today."""
    if one.holds_from > today:
        return VersionState.COMING
    return VersionState.IN_FORCE if one == holding else VersionState.REPLACED


def to_sign(versions: Sequence[Version], number: int, fingerprint: str, today: date) -> Version:
    """Give the version that is signed: in force or to come, and word for word. Raises SignsOtherWords."""
    holding = in_force(versions, today)
    for one in versions:
        if (one.version, one.fingerprint) == (number, fingerprint):
            if state_of(one, holding, today) is VersionState.REPLACED:
                break
            return one
    raise SignsOtherWords


def grace_until(one: Version) -> date:
    """Give the last day on which a signature on what held before this version counts; before its first day for none."""
    return one.holds_from + timedelta(days=one.grace_days - 1)


def standing(versions: Sequence[Version], signed: Collection[int], today: date) -> Standing:
    """Say how an organisation stands that signed these versions; `membership_holds` in the database says the same.

    A version that takes another's place leaves its days of grace to whoever had signed what held before. Nobody who had
    let one run out gets new ones.
    """
    held = sorted((one for one in versions if one.holds_from <= today), key=lambda one: one.version)
    if not held:
        return Standing.NOT_ASKED
    stands = Standing.SUSPENDED
    for one, until in zip(held, [*(later.holds_from for later in held[1:]), None], strict=True):
        if one.version in signed:
            stands = Standing.ACTIVE
        elif stands is not Standing.SUSPENDED:
            last = today if until is None else until - timedelta(days=1)
            stands = Standing.GRACE if last <= grace_until(one) else Standing.SUSPENDED
    return stands
