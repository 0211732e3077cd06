"""The catalogue of what a legal basis may rest on: data with versions and dates, because statutes come and go."""

from datetime import date
from enum import StrEnum
from typing import Protocol

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.directory.model import Profile
from chaincare.directory.refusals import NoPlaceInDirectory
from chaincare.refusals import Kind, Refusal


class GroundKind(StrEnum):
    """Which part of a basis it is for."""

    GROUND = "ground"
    ARTICLE = "article"
    EXCEPTION = "exception"
    SECRECY = "secrecy"


class Standing(StrEnum):
    """Whether something can be cited on a day, in a network."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    OTHER_NETWORKS = "other_networks"


class LegalGround(msgspec.Struct, frozen=True):
    """One version of an entry. ``grounds``: of an article, which grounds of AVG 6 it can give.

    ``until_on`` is the first day on which it is no longer in force. ``profile`` is what a network must be.
    """

    code: str
    version: int
    kind: GroundKind
    citation: str
    en: str
    nl: str
    grounds: tuple[str, ...]
    profile: Profile | None
    draft: bool
    from_on: date
    until_on: date | None


class Catalogue(msgspec.Struct, frozen=True):
    """Every version of every entry, and what the network that asks is."""

    entries: tuple[LegalGround, ...]
    profiles: frozenset[Profile] = frozenset()


class Citing(Protocol):
    """Whatever cites the catalogue: a legal basis."""

    @property
    def ground(self) -> str:
        """Give the code of the ground of AVG 6."""

    @property
    def article(self) -> str:
        """Give the article, as it is cited: the statute and a number."""

    @property
    def exception(self) -> str | None:
        """Give the code of the exception of AVG 9 or 10."""


class GroundNotInCatalogue(Refusal):
    """This ground, statute or exception is not in the catalogue: `GET /legal-grounds` lists what can be cited."""

    kind = Kind.BAD_INPUT


class GroundNotInForce(Refusal):
    """What this rests on cannot be used: it is a bill, or not in force today, or not for this network. See `GET /legal-grounds`."""

    kind = Kind.BAD_INPUT


class ArticleGivesNoGround(Refusal):
    """A legal obligation or a public task rests on a statute that gives it (AVG 6(3)), and this one does not: cite another."""

    kind = Kind.BAD_INPUT


CITING = (GroundNotInCatalogue, GroundNotInForce, ArticleGivesNoGround)
"""What can be wrong with what a basis cites."""

READ_LEGAL_GROUNDS = Operation(
    code="legal-grounds.read",
    action="R",
    en="The catalogue of legal grounds was read",
    nl="De lijst met rechtsgronden is bekeken",
    scope="directory",
    reaches=frozenset({Reach.DIRECTORY}),
    unknown=NoPlaceInDirectory,
)
