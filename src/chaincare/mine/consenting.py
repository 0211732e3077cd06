"""One's own consents: given with one's own login, and taken back at any time."""

from collections.abc import AsyncGenerator, Sequence
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import DOOR_CASE, AnyRequest, doing, through
from chaincare.access.clearance import Clearance
from chaincare.access.model import Purpose, Reach
from chaincare.access.paging import IN_PAGE, Limit, last_case, page_answer
from chaincare.ages.model import Age, AgeUndecided
from chaincare.ages.rules import reached
from chaincare.consents import rules, store
from chaincare.consents.model import (
    AlreadyTakenBack,
    Consent,
    ConsentKind,
    ConsentNotTheirs,
    ConsentTakesOthers,
    ConsentUnfit,
    ConsentUnknown,
    GivenConsent,
    How,
    PersonNotOfClient,
)
from chaincare.consents.views import ConsentGiven, ConsentView, ConsentWithdrawn, consent_view
from chaincare.ids import new_id
from chaincare.mine.model import GIVE_OWN_CONSENT, LIST_OWN_CONSENTS, WITHDRAW_OWN_CONSENT
from chaincare.wire import Body, Instant, Text, View

OF_A_CASE = 50
"""So many consents of a case at most; the rest is read in the case."""


class GiveOwnConsent(Body):
    """What you say yes to, as it was explained to you: see `POST /cases/{caseId}/consents` for the kinds.

    Your own login says who you are. Where your age takes somebody else's word too, a professional records both.
    """

    case_id: UUID
    kind: ConsentKind
    explained: Text
    purpose: Purpose | None = None
    disclosers: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)] = ()
    recipients: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)] = ()
    until_at: Instant | None = None
    offered_directly: bool = False


class WithdrawOwnConsent(Body):
    """In which case you take it back. What rests on it ends at the next request."""

    case_id: UUID


class OwnConsentView(View):
    """A consent that you gave, and in which case."""

    case_id: UUID
    consent: ConsentView


class OwnConsents(View):
    """The consents you gave, case by case, the latest first: fifty of each case at most."""

    items: tuple[OwnConsentView, ...]


async def giving_door(request: AnyRequest, data: JSONBody[GiveOwnConsent]) -> AsyncGenerator[Clearance, None]:
    """Let a client or representative into the case he consents in."""
    async with through(request, DOOR_CASE, [data.case_id]) as clearance:
        yield clearance


async def withdrawing_door(
    request: AnyRequest, data: JSONBody[WithdrawOwnConsent]
) -> AsyncGenerator[Clearance, None]:
    """Let a client or representative into the case he consented in."""
    async with through(request, DOOR_CASE, [data.case_id]) as clearance:
        yield clearance


@get("/", dependencies=IN_PAGE, opt=doing(LIST_OWN_CONSENTS))
async def list_own_consents(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[OwnConsents]:
    """Read what you consented to in all your cases; a page is so many cases."""
    cases = [one.case_id for one in clearance.page if one.reach is Reach.CLIENT and one.case_id is not None]
    found = await store.list_consents_of_cases(clearance, cases, OF_A_CASE) if cases else []
    return page_answer(
        request, _own(found), position=last_case(clearance), more=len(clearance.page) == limit, limit=limit
    )


@post(
    "/",
    dependencies={"clearance": Provide(giving_door)},
    opt=doing(GIVE_OWN_CONSENT, ConsentUnfit, PersonNotOfClient, ConsentTakesOthers, AgeUndecided),
)
async def give_own_consent(
    data: JSONBody[GiveOwnConsent], clearance: NamedDependency[Clearance]
) -> ConsentGiven:
    """Say yes to something yourself."""
    at = clearance.now()
    sayers = await store.get_sayers(clearance, at)
    people = sayers.representatives
    consent = rules.fit(_asked(data), [one.id for one in people], at)
    own = None if sayers.own_person == sayers.client_id else sayers.own_person
    by = rules.givers([(own, How.OWN_LOGIN)], people, sayers.client_id)
    word = rules.takes(data.kind, sayers.aged, at, offered_directly=data.offered_directly)
    adult = reached(sayers.aged, Age.EIGHTEEN, at) is True
    rules.given(word, by, consent.recipients, capable=sayers.capable, adult=adult)
    await store.add_consent(clearance, consent, by, at)
    clearance.object_id = consent.id
    return ConsentGiven(id=consent.id, given_at=at)


@post(
    "/{consent_id:uuid}/withdrawals",
    dependencies={"clearance": Provide(withdrawing_door)},
    opt=doing(WITHDRAW_OWN_CONSENT, ConsentUnknown, AlreadyTakenBack, ConsentNotTheirs),
)
async def withdraw_own_consent(
    consent_id: FromPath[UUID],
    data: JSONBody[WithdrawOwnConsent],  # noqa: ARG001 -- the door has used it
    clearance: NamedDependency[Clearance],
) -> ConsentWithdrawn:
    """Take a consent back that you gave."""
    at, found = clearance.now(), await store.lock_consent(clearance, consent_id)
    if found is None:
        raise ConsentUnknown
    sayers = await store.get_sayers(clearance, at)
    person = sayers.own_person or sayers.client_id
    rules.may_take_back(found, person, sayers.client_id)
    await store.take_back(clearance, consent_id, person, How.OWN_LOGIN, at)
    clearance.object_id = consent_id
    return ConsentWithdrawn(id=consent_id, withdrawn_at=at)


def _asked(data: GiveOwnConsent) -> Consent:
    return Consent(
        new_id(), data.kind, data.explained, data.purpose, data.disclosers, data.recipients, data.until_at
    )


def _own(found: Sequence[tuple[UUID, GivenConsent]]) -> OwnConsents:
    return OwnConsents(
        items=tuple(OwnConsentView(case_id=case_id, consent=consent_view(one)) for case_id, one in found)
    )


own_consents_router = Router(
    "/consents", route_handlers=[list_own_consents, give_own_consent, withdraw_own_consent]
)
