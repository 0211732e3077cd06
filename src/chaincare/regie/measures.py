"""The measures of courts and statutes by which somebody directs a case."""

from enum import StrEnum


class Measure(StrEnum):
    """By which measure somebody directs by law."""

    SUPERVISION_ORDER = "supervision_order"
    PROVISIONAL_SUPERVISION_ORDER = "provisional_supervision_order"
    GUARDIANSHIP = "guardianship"
    PROVISIONAL_GUARDIANSHIP = "provisional_guardianship"
    PROBATION_SUPERVISION = "probation_supervision"
    COMPULSORY_MENTAL_CARE = "compulsory_mental_care"
    COMPULSORY_CARE_AND_TREATMENT = "compulsory_care_and_treatment"
