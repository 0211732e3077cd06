"""Whether a basis may cite what it cites, on the day it begins. Pure."""

from datetime import date

from chaincare.legal_grounds.model import (
    ArticleGivesNoGround,
    Catalogue,
    Citing,
    GroundKind,
    GroundNotInCatalogue,
    GroundNotInForce,
    LegalGround,
    Standing,
)
from chaincare.refusals import FieldError

NEED_A_STATUTE = frozenset({"avg-6-1-c", "avg-6-1-e"})
"""Grounds that rest on a statute which gives the obligation or the task (AVG 6(3))."""

_WHY = {
    Standing.DRAFT: "This is still a bill, and gives nothing yet.",
    Standing.NOT_YET: "This is not in force yet.",
    Standing.EXPIRED: "This is not in force any more.",
    Standing.OTHER_NETWORKS: "This is for networks with another profile.",
}


def standing(entry: LegalGround, catalogue: Catalogue, day: date) -> Standing:
    """Say whether one version can be cited on a day."""
    if entry.draft:
        return Standing.DRAFT
    if day < entry.from_on:
        return Standing.NOT_YET
    if entry.until_on is not None and day >= entry.until_on:
        return Standing.EXPIRED
    if entry.profile is not None and entry.profile not in catalogue.profiles:
        return Standing.OTHER_NETWORKS
    return Standing.IN_FORCE


def cited_article(article: str, catalogue: Catalogue) -> tuple[LegalGround, ...]:
    """Give every version of the statute that an article is of: the longest title that it begins with."""
    found = [
        one for one in catalogue.entries if one.kind is GroundKind.ARTICLE and _begins(article, one.citation)
    ]
    longest = max((len(one.citation) for one in found), default=0)
    return tuple(one for one in found if len(one.citation) == longest)


def hold_to(cited: Citing, catalogue: Catalogue, *, day: date, pointer: str) -> None:
    """Check what a basis cites; ``pointer`` is where the basis stands in what was sent.

    Raises GroundNotInCatalogue, GroundNotInForce, ArticleGivesNoGround.
    """
    _usable(_of(GroundKind.GROUND, cited.ground, catalogue), catalogue, day, f"{pointer}/ground")
    if cited.exception is not None:
        found = _of(GroundKind.EXCEPTION, cited.exception, catalogue)
        _usable(found, catalogue, day, f"{pointer}/exception")
    article = _usable(cited_article(cited.article, catalogue), catalogue, day, f"{pointer}/article")
    if cited.ground in NEED_A_STATUTE and cited.ground not in article.grounds:
        wrong = FieldError(f"{pointer}/article", "Cite the statute that gives the obligation or the task.")
        raise ArticleGivesNoGround(errors=[wrong])


def _of(kind: GroundKind, code: str, catalogue: Catalogue) -> tuple[LegalGround, ...]:
    return tuple(one for one in catalogue.entries if one.kind is kind and one.code == code)


def _usable(versions: tuple[LegalGround, ...], catalogue: Catalogue, day: date, pointer: str) -> LegalGround:
    stands = {standing(one, catalogue, day): one for one in versions}
    if Standing.IN_FORCE in stands:
        return stands[Standing.IN_FORCE]
    if not stands:
        raise GroundNotInCatalogue(errors=[FieldError(pointer, "Give one of the catalogue.")])
    why = next(one for one in _WHY if one in stands)
    raise GroundNotInForce(errors=[FieldError(pointer, _WHY[why])])


def _begins(article: str, citation: str) -> bool:
    rest = article[len(citation) :]
    return article[: len(citation)].lower() == citation.lower() and not rest[:1].isalnum()
