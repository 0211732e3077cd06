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
from chaincare.ages.model import AgeUndecided
from chaincare.consents import store
from chaincare.consents.acting import add_word, give, take_back
from chaincare.consents.model import (
    AlreadyTakenBack,
    Consent,
    ConsentKind,
    ConsentNotTheirs,
    ConsentOver,
    ConsentTakesOthers,
    ConsentUnfit,
    ConsentUnknown,
    GivenConsent,
    How,
    PersonNotOfClient,
    WordNotAwaited,
)
from chaincare.consents.views import ConsentGiven, ConsentView, ConsentWithdrawn, consent_view, given_view
from chaincare.ids import new_id
from chaincare.mine.model import ADD_OWN_WORD, GIVE_OWN_CONSENT, LIST_OWN_CONSENTS, WITHDRAW_OWN_CONSENT
from chaincare.wire import Body, Instant, Text, View

OF_A_CASE = 50
"""So many consents of a case at most; the rest is read in the case."""


class GiveOwnConsent(Body):
    """What you say yes to, as it was explained to you: see `POST /cases/{caseId}/consents` for the kinds.

    Your own login says who you are. From 12 to 15 it takes the client's word and a parent's, each his own: yours can come
    first, and nothing rests on it before the other's. The client is asked by it; a child names the parent who is asked, by
    participation (``askedParticipationId``), and only that one sees it; who names nobody is helped by a professional, who can
    record the other word as well (``awaiting.seenBy``).
    """

    case_id: UUID
    kind: ConsentKind
    explained: Text
    purpose: Purpose | None = None
    disclosers: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)] = ()
    recipients: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)] = ()
    until_at: Instant | None = None
    offered_directly: bool = False
    asked_participation_id: UUID | None = None


class AddOwnWord(Body):
    """In which case you say yes to what waits for your word."""

    case_id: UUID


class WithdrawOwnConsent(Body):
    """In which case you take it back, or say no to what waits for your word. What rests on it ends at the next request."""

    case_id: UUID


class OwnConsentView(View):
    """A consent that you gave, or that waits for your word, and in which case."""

    case_id: UUID
    consent: ConsentView


class OwnConsents(View):
    """The consents you gave or are asked for, case by case, the latest first: fifty of each case at most."""

    items: tuple[OwnConsentView, ...]


async def giving_door(request: AnyRequest, data: JSONBody[GiveOwnConsent]) -> AsyncGenerator[Clearance, None]:
    """Let a client or representative into the case he consents in."""
    async with through(request, DOOR_CASE, [data.case_id]) as clearance:
        yield clearance


async def word_door(request: AnyRequest, data: JSONBody[AddOwnWord]) -> AsyncGenerator[Clearance, None]:
    """Let a client or representative into the case in which his word is waited for."""
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
    consent = await give(
        clearance, _asked(data), [], at,
        named=data.asked_participation_id, offered_directly=data.offered_directly,
    )  # fmt: skip
    return given_view(consent, None if consent.awaits else at)


@post(
    "/{consent_id:uuid}/assents",
    dependencies={"clearance": Provide(word_door)},
    opt=doing(ADD_OWN_WORD, ConsentUnknown, ConsentOver, PersonNotOfClient, WordNotAwaited),
)
async def add_own_word(
    consent_id: FromPath[UUID],
    data: JSONBody[AddOwnWord],  # noqa: ARG001 -- the door has used it
    clearance: NamedDependency[Clearance],
) -> ConsentGiven:
    """Say the yes that a consent waits for: from that moment on it holds. Saying it again changes nothing."""
    return given_view(*await add_word(clearance, consent_id, (None, How.OWN_LOGIN), clearance.now()))


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
    """Take a consent back that you gave, or say no to one that waits for your word."""
    at = clearance.now()
    await take_back(clearance, consent_id, (None, How.OWN_LOGIN), at)
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
    "/consents", route_handlers=[list_own_consents, give_own_consent, add_own_word, withdraw_own_consent]
)
