"""How a consent stands, and how far what rests on it goes. Pure."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from chaincare.access.model import Purpose
from chaincare.consents.model import (
    Consent,
    ConsentAwaitsWord,
    ConsentKind,
    ConsentNotFound,
    ConsentOfBarred,
    ConsentOver,
    ConsentTooNarrow,
    GivenConsent,
)
from chaincare.refusals import FieldError


class Key(Protocol):
    """What a discloser's key to his secrecy says."""

    @property
    def discloser_unit_id(self) -> UUID:
        """Give whose secret it is."""

    @property
    def ground(self) -> str:
        """Give why he may tell it."""


class Resting(Protocol):
    """Whatever may rest on a consent: a legal basis."""

    @property
    def consent_id(self) -> UUID | None:
        """Give the consent, if it rests on one."""

    @property
    def secrecy(self) -> Sequence[Key]:
        """Give the keys of those who tell."""

    @property
    def until(self) -> datetime | None:
        """Give when it ends."""


def stands(given_consent: GivenConsent | None, at: datetime) -> GivenConsent:
    """Give a consent that holds at a moment, for something new to rest on.

    Raises ConsentNotFound, ConsentOver, ConsentAwaitsWord, ConsentOfBarred.
    """
    if given_consent is None:
        raise ConsentNotFound
    running(given_consent, at)
    if given_consent.given_at is None:
        raise ConsentAwaitsWord
    if not given_consent.counts:
        raise ConsentOfBarred
    return given_consent


def running(found: GivenConsent, at: datetime) -> None:
    """Check that a consent was not taken back and has not ended. Raises ConsentOver."""
    until = found.consent.until
    if found.withdrawal is not None or (until is not None and until <= at):
        raise ConsentOver


def may_rest(
    basis: Resting,
    found: GivenConsent | None,
    units: Collection[UUID],
    purpose: Purpose,
    *,
    at: datetime,
    pointer: str,
) -> None:
    """Check that a consent reaches as far as the basis that cites it.

    ``units`` are those it is for. Raises ConsentNotFound, ConsentOver, ConsentAwaitsWord,
    ConsentOfBarred, ConsentTooNarrow.
    """
    if errors := list(_too_narrow(basis, stands(found, at).consent, units, purpose, pointer)):
        raise ConsentTooNarrow(errors=errors)


def _too_narrow(
    basis: Resting, consent: Consent, units: Collection[UUID], purpose: Purpose, pointer: str
) -> Iterator[FieldError]:
    cited = f"{pointer}/consentId"
    if consent.kind is ConsentKind.INSPECTION:
        yield FieldError(cited, "It lets parents look, and nothing else: cite one for sharing or processing.")
    if consent.purpose is not None and consent.purpose is not purpose:
        yield FieldError(cited, "It is for another purpose.")
    if consent.recipients and not set(units) <= set(consent.recipients):
        yield FieldError(cited, "Whoever comes to know is not among its recipients.")
    for place, key in enumerate(basis.secrecy):
        if key.ground == "consent" and key.discloser_unit_id not in consent.disclosers:
            wrong = f"{pointer}/secrecy/{place}/discloserUnitId"
            yield FieldError(wrong, "This unit is not among its disclosers.")
    if consent.until is not None and (basis.until is None or basis.until > consent.until):
        yield FieldError(f"{pointer}/untilAt", "It ends sooner: give a moment that is no later than its end.")
