"""How a consent stands, and how far what rests on it goes. Pure."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from chaincare.access.model import Purpose
from chaincare.consents.model import (
    ConsentAwaitsWord,
    ConsentKind,
    ConsentNotFound,
    ConsentOfBarred,
    ConsentOver,
    ConsentTooNarrow,
    GivenConsent,
    Resting,
)
from chaincare.refusals import FieldError


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
    consent = stands(found, at).consent
    telling = {key.discloser_unit_id for key in basis.secrecy if key.ground == "consent"}
    narrow = (
        consent.kind is ConsentKind.INSPECTION
        or (consent.purpose is not None and consent.purpose is not purpose)
        or not telling <= set(consent.disclosers)
        or (bool(consent.recipients) and not set(units) <= set(consent.recipients))
        or (consent.until is not None and (basis.until is None or basis.until > consent.until))
    )
    if narrow:
        raise ConsentTooNarrow(errors=[FieldError(f"{pointer}/consentId", "Cite one that reaches so far.")])
