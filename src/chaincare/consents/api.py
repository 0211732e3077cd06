"""Giving consent, reading what was consented to, and taking it back."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.model import Reach
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ages.model import Age, AgeUndecided
from chaincare.ages.rules import reached
from chaincare.consents import rules, store
from chaincare.consents.model import (
    GIVE_CONSENT,
    LIST_CONSENTS,
    WITHDRAW_CONSENT,
    AlreadyTakenBack,
    ConsentNotTheirs,
    ConsentTakesOthers,
    ConsentUnfit,
    ConsentUnknown,
    How,
    PersonNotOfClient,
)
from chaincare.consents.views import (
    ConsentGiven,
    Consents,
    ConsentWithdrawn,
    GiveConsent,
    WithdrawConsent,
    consent_view,
)
from chaincare.ids import new_id


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(GIVE_CONSENT, ConsentUnfit, PersonNotOfClient, ConsentTakesOthers, AgeUndecided),
)
async def give_consent(data: JSONBody[GiveConsent], clearance: NamedDependency[Clearance]) -> ConsentGiven:
    """Give consent oneself, or record that the client and whoever represents him did."""
    at = clearance.now()
    sayers = await store.get_sayers(clearance, at)
    people = sayers.representatives
    consent = rules.fit(data.to_model(new_id()), [one.id for one in people], at)
    by = rules.givers(_said_by(data, clearance, sayers), people, sayers.client_id)
    word = rules.takes(data.kind, sayers.aged, at, offered_directly=data.offered_directly)
    adult = reached(sayers.aged, Age.EIGHTEEN, at) is True
    rules.given(word, by, consent.recipients, capable=sayers.capable, adult=adult)
    await store.add_consent(clearance, consent, by, at)
    clearance.object_id = consent.id
    return ConsentGiven(id=consent.id, given_at=at)


@get("/", dependencies=IN_CASE, opt=doing(LIST_CONSENTS))
async def list_consents(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Consents]:
    """Read what was consented to, the latest first; with one's own login what one consented to oneself."""
    query = str(clearance.case_id)
    found = await store.list_consents(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        Consents(items=tuple(map(consent_view, found))),
        position=found[-1].consent.id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/{consent_id:uuid}/withdrawals",
    dependencies=IN_CASE,
    opt=doing(WITHDRAW_CONSENT, ConsentUnknown, AlreadyTakenBack, ConsentNotTheirs),
)
async def withdraw_consent(
    consent_id: FromPath[UUID], data: JSONBody[WithdrawConsent], clearance: NamedDependency[Clearance]
) -> ConsentWithdrawn:
    """Take a consent back, or record that somebody did: at any time, and what rests on it ends at the next request."""
    at, found = clearance.now(), await store.lock_consent(clearance, consent_id)
    if found is None:
        raise ConsentUnknown
    sayers = await store.get_sayers(clearance, at)
    person, how = _taker(data, clearance, sayers)
    rules.may_take_back(found, person, sayers.client_id)
    await store.take_back(clearance, consent_id, person, how, at)
    clearance.object_id = consent_id
    return ConsentWithdrawn(id=consent_id, withdrawn_at=at)


def _said_by(data: GiveConsent, clearance: Clearance, sayers: store.Sayers) -> list[tuple[UUID | None, How]]:
    """With one's own login one speaks for oneself, whatever else was sent."""
    if clearance.reach is Reach.CLIENT:
        own = None if sayers.own_person == sayers.client_id else sayers.own_person
        return [(own, How.OWN_LOGIN)]
    return [(one.representative_id, _heard(one.how)) for one in data.given_by]


def _taker(data: WithdrawConsent, clearance: Clearance, sayers: store.Sayers) -> tuple[UUID, How]:
    if clearance.reach is Reach.CLIENT and sayers.own_person is not None:
        return sayers.own_person, How.OWN_LOGIN
    return data.representative_id or sayers.client_id, _heard(data.how)


def _heard(how: How) -> How:
    """What a professional records was said to him or written: nobody else uses a login."""
    return How.ORAL if how is How.OWN_LOGIN else how


consents_router = Router(
    "/cases/{case_id:uuid}/consents",
    route_handlers=[give_consent, list_consents, withdraw_consent],
    tags=["Consents"],
)
