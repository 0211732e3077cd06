"""Giving a consent, word by word; and holding a basis to the consent it rests on, before it is recorded or offered."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import Purpose, Reach
from chaincare.ages.model import Age
from chaincare.ages.rules import reached
from chaincare.capacity.store import get_second
from chaincare.consents import rules, store
from chaincare.consents.model import Awaited, Consent, ConsentUnknown, GivenConsent, How, Person
from chaincare.consents.states import Resting, may_rest

Said: TypeAlias = tuple[UUID | None, How | None]
"""A representative by id, or the client himself (None); and how he said it, as it was sent."""


async def give(
    clearance: Clearance,
    asked: Consent,
    said: Sequence[Said],
    at: datetime,
    *,
    named: UUID | None = None,
    offered_directly: bool = False,
) -> Consent:
    """Give a consent, or record it: with one's own login one speaks for oneself, whatever else was sent.

    ``named`` is the participation of the parent who is asked. Raises ConsentUnfit, HowNotHeard,
    PersonNotOfClient, ConsentTakesOthers, AgeUndecided.
    """
    sayers = await store.get_sayers(clearance, at)
    people = sayers.representatives
    consent = rules.fit(asked, [one.id for one in people], at)
    own = speaks_himself(clearance, sayers)
    if own is None:
        words = [(one, rules.heard(how, pointer=f"/givenBy/{n}/how")) for n, (one, how) in enumerate(said)]
    else:
        words = [own]
    by = rules.givers(words, people, sayers.client_id)
    word = rules.takes(consent.kind, sayers.aged, at, offered_directly=offered_directly)
    adult = reached(sayers.aged, Age.EIGHTEEN, at) is True
    awaits = rules.given(word, by, consent.recipients, capable=sayers.capable, adult=adult)
    parent = None if named is None else sayers.seats.get(named, named)
    awaits = rules.still_awaits(consent.kind, by, awaits)
    asked_id = rules.asks(awaits, parent, people, sayers.client_id)
    consent = msgspec.structs.replace(consent, awaits=awaits, asked_id=asked_id)
    await store.add_consent(clearance, consent, by, at)
    clearance.object_id = consent.id
    return consent


async def add_word(
    clearance: Clearance, consent_id: UUID, said: Said, at: datetime
) -> tuple[Consent, datetime | None]:
    """Add the word that a consent waits for, once; give the consent, and since when it holds.

    Raises ConsentUnknown, HowNotHeard, PersonNotOfClient, ConsentOver, WordNotAwaited, OtherUnitConfirms.
    """
    found = await get_locked(clearance, consent_id)
    if found.consent.awaits is Awaited.PROFESSIONAL and clearance.reach is not Reach.CLIENT:
        return await _confirm(clearance, found, at)
    sayers = await store.get_sayers(clearance, at)
    words = [_word(clearance, sayers, said)]
    [by] = rules.givers(words, sayers.representatives, sayers.client_id, pointer="/representativeId")
    clearance.object_id = consent_id
    if not rules.completes(found, by, at):
        return found.consent, found.given_at
    await store.add_givings(clearance, consent_id, [by], at, completes=True)
    return found.consent, at


async def take_back(clearance: Clearance, consent_id: UUID, said: Said, at: datetime) -> None:
    """Take a consent back, or record whose word does: with one's own login it is one's own, whatever else was sent.

    Raises ConsentUnknown, HowNotHeard, ConsentNotTheirs, AlreadyTakenBack.
    """
    found, sayers = await get_locked(clearance, consent_id), await store.get_sayers(clearance, at)
    representative_id, how = _word(clearance, sayers, said)
    person_id = representative_id or sayers.client_id
    rules.may_take_back(
        found, person_id, sayers.representatives, sayers.client_id, sayers.aged, at, capable=sayers.capable
    )
    await store.take_back(clearance, consent_id, person_id, how, at)
    clearance.object_id = consent_id


async def _confirm(
    clearance: Clearance, found: GivenConsent, at: datetime
) -> tuple[Consent, datetime | None]:
    clearance.object_id = found.consent.id
    if not rules.confirms(found, await get_second(clearance, found.recorded_by, at), at):
        return found.consent, found.given_at
    await store.add_confirmation(clearance, found.consent.id, at)
    return found.consent, at


async def get_locked(clearance: Clearance, consent_id: UUID) -> GivenConsent:
    """Give a consent on which nobody acts until the end. Raises ConsentUnknown."""
    found = await store.lock_consent(clearance, consent_id)
    if found is None:
        raise ConsentUnknown
    return found


def _word(clearance: Clearance, sayers: store.Sayers, said: Said) -> tuple[UUID | None, How]:
    return speaks_himself(clearance, sayers) or (said[0], rules.heard(said[1]))


def speaks_himself(clearance: Clearance, sayers: store.Sayers) -> tuple[UUID | None, How] | None:
    """Give as whom somebody speaks with his own login; None of a professional, who records what others say."""
    if clearance.reach is not Reach.CLIENT:
        return None
    return None if sayers.own_person == sayers.client_id else sayers.own_person, How.OWN_LOGIN


async def may_end_unrecorded(clearance: Clearance, at: datetime) -> bool:
    """Say whether who is there with his own login may end what rests on a consent that nobody recorded."""
    sayers = await store.get_sayers(clearance, at)
    himself = [Person(sayers.client_id, None), *sayers.representatives]
    return any(
        one.id == sayers.own_person and rules.speaks_for(one, sayers.aged, at, capable=sayers.capable)
        for one in himself
    )


async def hold_to_consent(
    clearance: Clearance,
    basis: Resting,
    units: Collection[UUID],
    purpose: Purpose,
    at: datetime,
    *,
    pointer: str = "/legalBasis",
) -> None:
    """Check that the consent a basis rests on stands, and reaches so far: for these units, for this purpose.

    Raises ConsentNotFound, ConsentOver, ConsentAwaitsWord,
    ConsentOfBarred, ConsentTooNarrow.
    """
    if basis.consent_id is not None:
        found = await store.find_consent(clearance, basis.consent_id)
        may_rest(basis, found, units, purpose, at=at, pointer=pointer)
