"""The measures by which somebody directs by law, in plain English and Dutch. Pure."""

MEASURE_WORDS = {
    "compulsory_care_and_treatment": ("compulsory care", "onvrijwillige zorg"),
    "compulsory_mental_care": ("compulsory mental care", "verplichte geestelijke zorg"),
    "guardianship": ("guardianship", "voogdij"),
    "probation_supervision": ("probation supervision", "reclasseringstoezicht"),
    "provisional_guardianship": ("provisional guardianship", "voorlopige voogdij"),
    "provisional_supervision_order": ("provisional supervision order", "voorlopige ondertoezichtstelling"),
    "supervision_order": ("supervision order", "ondertoezichtstelling"),
}
