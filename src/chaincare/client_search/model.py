"""Searching: what is asked, and what is found."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import PROFESSIONALS, Operation, Reach
from chaincare.clients.model import BirthPrecision, Client
from chaincare.folding import Form
from chaincare.refusals import Kind, Refusal

CaseIs = Literal["open", "closed"]
"""Whether people work in the case: what cases/model.py says, which lies above."""


class Born(msgspec.Struct, frozen=True):
    """When, as precisely as whoever searches knows it."""

    on: date
    precision: BirthPrecision


class ByName(msgspec.Struct, frozen=True):
    """Groups of forms, each of which must be met by one; ``born`` narrows it."""

    groups: tuple[tuple[Form, ...], ...]
    born: Born | None


class ByReference(msgspec.Struct, frozen=True):
    """By the case's human reference, which says nothing about the client."""

    reference: str


Wanted = ByName | ByReference


class Found(msgspec.Struct, frozen=True):
    """A client of one's own cases, as far as one's reach goes."""

    client: Client
    case_id: UUID
    reference: str
    status: CaseIs
    reach: Reach


class NoSearch(Refusal):
    """There is no search for this login."""

    kind = Kind.UNKNOWN


class SearchTooWide(Refusal):
    """Give a family name with a birth date or year, or with another name; or give only the case's reference."""

    kind = Kind.BAD_INPUT


SEARCH_CLIENTS = Operation(
    code="clients.searched",
    action="R",
    en="A client was searched for",
    nl="Er is naar een cliënt gezocht",
    scope="cases",
    reaches=PROFESSIONALS,
    unknown=NoSearch,
)
