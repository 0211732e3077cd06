"""Whether a BSN may be disclosed. Pure."""

from chaincare.access.model import Purpose
from chaincare.bsns.model import BsnNotForThis, CounterpartUnknown, Ground
from chaincare.directory.model import BsnBasis, Sector
from chaincare.refusals import FieldError


def basis_to_disclose(ground: Ground | None) -> BsnBasis:
    """Give the basis by which a number is disclosed; ``ground`` is None when the counterpart is not known.

    A school holds the number for education and uses it with education, whatever anybody entered for it. Raises
    CounterpartUnknown, BsnNotForThis.
    """
    if ground is None:
        raise CounterpartUnknown(
            errors=[FieldError("/towards", "Name an active organisation of this network.")]
        )
    of_school = ground.sector is Sector.EDUCATION
    for_education = ground.purpose is Purpose.EDUCATION_SUPPORT and ground.towards is Sector.EDUCATION
    if of_school and not for_education:
        raise BsnNotForThis
    for basis in ground.bases:
        if basis.purpose is ground.purpose and ground.towards in basis.towards:
            return basis
    raise BsnNotForThis
