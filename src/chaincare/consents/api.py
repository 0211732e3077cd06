"""Giving consent, reading what was consented to, and taking it back."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ages.model import AgeUndecided
from chaincare.consents import store
from chaincare.consents.acting import add_word, give, take_back
from chaincare.consents.model import (
    ADD_WORD,
    GIVE_CONSENT,
    LIST_CONSENTS,
    WITHDRAW_CONSENT,
    AlreadyTakenBack,
    ConsentNotTheirs,
    ConsentOver,
    ConsentTakesOthers,
    ConsentUnfit,
    ConsentUnknown,
    HowNotHeard,
    OtherUnitConfirms,
    PersonNotOfClient,
    WordNotAwaited,
)
from chaincare.consents.views import (
    AddWord,
    ConsentGiven,
    Consents,
    ConsentWithdrawn,
    GiveConsent,
    WithdrawConsent,
    consent_view,
    given_view,
)
from chaincare.ids import new_id


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(GIVE_CONSENT, ConsentUnfit, HowNotHeard, PersonNotOfClient, ConsentTakesOthers, AgeUndecided),
)
async def give_consent(data: JSONBody[GiveConsent], clearance: NamedDependency[Clearance]) -> ConsentGiven:
    """Give consent oneself, or record that the client and whoever represents him did.

    From 12 to 15 it takes the client's word and a parent's: the one can come first, and the answer says who is awaited.
    """
    at = clearance.now()
    said = [(one.representative_id, one.how) for one in data.given_by]
    consent = await give(
        clearance, data.to_model(new_id()), said, at,
        named=data.asked_participation_id, offered_directly=data.offered_directly,
    )  # fmt: skip
    return given_view(consent, None if consent.awaits else at)


@post(
    "/{consent_id:uuid}/assents",
    dependencies=IN_CASE,
    opt=doing(
        ADD_WORD,
        ConsentUnknown,
        ConsentOver,
        HowNotHeard,
        PersonNotOfClient,
        WordNotAwaited,
        OtherUnitConfirms,
    ),
)
async def add_consent_word(
    consent_id: FromPath[UUID], data: JSONBody[AddWord], clearance: NamedDependency[Clearance]
) -> ConsentGiven:
    """Say the yes that a consent waits for, or record it: from that moment on it holds. Saying it again changes nothing.

    Where it is ``awaiting`` a professional, one of another unit confirms by this what was recorded, and the body says nothing.
    """
    said = data.representative_id, data.how
    return given_view(*await add_word(clearance, consent_id, said, clearance.now()))


@get("/", dependencies=IN_CASE, opt=doing(LIST_CONSENTS))
async def list_consents(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Consents]:
    """Read what was consented to and whose word is awaited, the latest first; with one's own login what concerns oneself."""
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
    opt=doing(WITHDRAW_CONSENT, ConsentUnknown, HowNotHeard, AlreadyTakenBack, ConsentNotTheirs),
)
async def withdraw_consent(
    consent_id: FromPath[UUID], data: JSONBody[WithdrawConsent], clearance: NamedDependency[Clearance]
) -> ConsentWithdrawn:
    """Take a consent back, or record whose word does: at any time, and what rests on it ends at the next request.

    Who gave it can, or was asked for it, the client himself from 12 on, and who represents him now, where nobody does any
    more of those who said it for him. The consent shows whose word it was and who wrote it down, also to who gave it.
    """
    at = clearance.now()
    await take_back(clearance, consent_id, (data.representative_id, data.how), at)
    return ConsentWithdrawn(id=consent_id, withdrawn_at=at)


consents_router = Router(
    "/cases/{case_id:uuid}/consents",
    route_handlers=[give_consent, list_consents, add_consent_word, withdraw_consent],
    tags=["Consents"],
)
