"""What the log tells of acts that no route names: the operator's, and the server's own, in English and Dutch."""

from collections.abc import Mapping

UNROUTED: Mapping[str, tuple[str, str]] = {
    "network.created": ("A network was created", "Er is een netwerk opgericht"),
    "case.contribution-erased": ("What one team wrote was erased", "Wat een team schreef is vernietigd"),
    "case.joint-erased": (
        "What was shared in a case was erased",
        "Wat in een dossier werd gedeeld is vernietigd",
    ),
    "consultation.erased": (
        "A question that was asked without a case was erased",
        "Een vraag die zonder dossier was gesteld is vernietigd",
    ),
    "case.case-erased": ("A case was erased whole", "Een dossier is helemaal vernietigd"),
    "bsn.resealed": ("The BSN was sealed with a new key", "Het BSN is met een nieuwe sleutel verzegeld"),
    "ladder.climbed": (
        "Something that lay too long was passed on",
        "Iets dat te lang bleef liggen is doorgegeven",
    ),
    "escalation.expired": (
        "A request for help that nobody answered ended by itself",
        "Een hulpvraag waarop niemand antwoordde, is vanzelf geëindigd",
    ),
    "last-resort.unnamed": (
        "Whom an organisation named for regie refused or left; it has to name another",
        "Wie een organisatie voor de regie aanwees, weigerde of vertrok; zij moet een ander aanwijzen",
    ),
    "consultation.expired": (
        "A question without a case that nobody answered ended by itself",
        "Een vraag zonder dossier waarop niemand antwoordde, is vanzelf geëindigd",
    ),
    "consultation.asker-gone": (
        "A question without a case ended because who asked it is gone",
        "Een vraag zonder dossier is geëindigd omdat de vrager weg is",
    ),
    "network-move.expired": (
        "A proposal that the case goes to another region was decided by nobody there, and ended by itself",
        "Over een voorstel om het dossier naar een andere regio te laten gaan besliste daar niemand; het is vanzelf geëindigd",
    ),
    "regie.settled": (
        "What was agreed or asked about regie came about, lapsed or expired",
        "Wat over de regie was afgesproken of gevraagd ging in, verviel of verliep",
    ),
    "match.found": (
        "Another registration that may be of the same person was found",
        "Er is een andere registratie gevonden die van dezelfde persoon kan zijn",
    ),
}
