"""For what a unit may record and disclose a BSN, and when an organisation is closed, as it is stated and shown."""

from datetime import date
from typing import Annotated

import msgspec

from chaincare.access.model import Purpose
from chaincare.directory.model import BsnBasis, Sector
from chaincare.wire import Body, Line, View


class StateBsnBasis(Body):
    """A purpose for which a unit may record a BSN, and the article that says so.

    `towards` are the sectors that article lets it use the number with; none by default.
    """

    purpose: Purpose
    article: Line
    towards: Annotated[tuple[Sector, ...], msgspec.Meta(max_length=10)] = ()

    def to_model(self) -> BsnBasis:
        """Give the basis as rules know it."""
        return BsnBasis(self.purpose, self.article, self.towards)


StatedBsnBases = Annotated[tuple[StateBsnBasis, ...], msgspec.Meta(max_length=20)]


class SetClosingDays(Body):
    """All days on which the organisation is closed, beside weekends and holidays: the list is replaced."""

    dates: Annotated[tuple[date, ...], msgspec.Meta(max_length=200)]


class ClosingDaysView(View):
    """On which days an organisation is closed, beside weekends and holidays: no reaction term counts them."""

    dates: tuple[date, ...]


class BsnBasisView(View):
    """What allows a unit to record a BSN, and with which sectors to use it."""

    purpose: Purpose
    article: str
    towards: tuple[Sector, ...]


def basis_view(basis: BsnBasis) -> BsnBasisView:
    """Show a basis."""
    return BsnBasisView(purpose=basis.purpose, article=basis.article, towards=basis.towards)
