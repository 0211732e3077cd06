"""A BSN is disclosed where unit, purpose and counterpart have a statutory basis, and nowhere else."""

import pytest

from chaincare.access.model import Purpose
from chaincare.bsns.model import BsnNotForThis, CounterpartUnknown, Ground
from chaincare.bsns.rules import basis_to_disclose
from chaincare.directory.model import BsnBasis, Sector

CARE, SCHOOLS = Purpose.YOUTH_CARE, Purpose.EDUCATION_SUPPORT
BASES = (
    BsnBasis(CARE, "Jeugdwet 7.2.1", (Sector.CARE, Sector.SOCIAL)),
    BsnBasis(SCHOOLS, "WPO 178a", (Sector.EDUCATION, Sector.CARE)),
    BsnBasis(Purpose.SAFETY, "x"),
)


@pytest.mark.parametrize(
    ("purpose", "sector", "towards", "article"),
    [
        (CARE, Sector.CARE, Sector.CARE, "Jeugdwet 7.2.1"),
        (CARE, Sector.SOCIAL, Sector.SOCIAL, "Jeugdwet 7.2.1"),
        (CARE, Sector.CARE, Sector.EDUCATION, None),
        (Purpose.SAFETY, Sector.CARE, Sector.CARE, None),
        (Purpose.HOUSING, Sector.CARE, Sector.CARE, None),
        (SCHOOLS, Sector.EDUCATION, Sector.EDUCATION, "WPO 178a"),
        (SCHOOLS, Sector.EDUCATION, Sector.CARE, None),
        (CARE, Sector.EDUCATION, Sector.CARE, None),
        (SCHOOLS, Sector.CARE, Sector.CARE, "WPO 178a"),
    ],
)
def test_unit_purpose_and_counterpart_decide(
    purpose: Purpose, sector: Sector, towards: Sector, article: str | None
) -> None:
    ground = Ground(purpose, sector, BASES, towards)
    if article is None:
        with pytest.raises(BsnNotForThis):
            basis_to_disclose(ground)
    else:
        assert basis_to_disclose(ground).article == article


def test_the_counterpart_is_known() -> None:
    with pytest.raises(CounterpartUnknown):
        basis_to_disclose(None)
