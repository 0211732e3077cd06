"""What the log tells of acts that no route names: the operator's, and the server's own, in English and Dutch."""

from collections.abc import Mapping

from litestar import Litestar
from litestar.routes import HTTPRoute

UNROUTED: Mapping[str, tuple[str, str]] = {
    "network.created": ("A network was created", "Er is een netwerk opgericht"),
    "case.contribution-erased": ("What one team wrote was erased", "Wat een team schreef is vernietigd"),
    "case.joint-erased": (
        "What was shared in a case was erased",
        "Wat in een dossier werd gedeeld is vernietigd",
    ),
    "inventory-line.erased": (
        "What an inventory said of somebody was erased: nobody had looked at it again",
        "Wat een inventarisatie over iemand zei is gewist: niemand keek er opnieuw naar",
    ),
    "consultation.erased": (
        "A question that was asked without a case was erased",
        "Een vraag die zonder dossier was gesteld is vernietigd",
    ),
    "case.case-erased": ("A case was erased whole", "Een dossier is helemaal vernietigd"),
    "access-log.exported": (
        "The operator took the whole access log out, to have it verified",
        "De beheerder haalde de hele inzagelog op, om te laten controleren",
    ),
    "access-log.destroyed": (
        "Lines of the access log were destroyed after their term, and their proofs kept",
        "Regels van de inzagelog zijn na hun termijn vernietigd; de bewijzen blijven",
    ),
    "access-log.texts-erased": (
        "What was typed in searches for a client was erased from the access log",
        "Wat bij het zoeken naar een cliënt is getypt, is uit de inzagelog gewist",
    ),
    "access-log.epoch-begun": (
        "The operator began the access log anew, after a backup was put back",
        "De beheerder begon de inzagelog opnieuw, nadat een reservekopie was teruggezet",
    ),
    "access-log.year-begun": (
        "The access log of a new year was begun",
        "De inzagelog van een nieuw jaar is begonnen",
    ),
    "access-log.key-changed": (
        "From now on another key signs the access log",
        "Vanaf nu ondertekent een andere sleutel de inzagelog",
    ),
    "access-log.found-altered": (
        "The database was found altered: what keeps the access log may have been weakened",
        "De database bleek veranderd: wat de inzagelog bewaakt, kan verzwakt zijn",
    ),
    "access-log.found-whole": (
        "The database is again as it should be",
        "De database is weer zoals zij hoort te zijn",
    ),
    "access-log.unwitnessed": (
        "No witness answers any more to vouch for the access log",
        "Geen getuige antwoordt nog om voor de inzagelog in te staan",
    ),
    "access-log.witnessed-again": (
        "A witness vouches for the access log again",
        "Een getuige staat weer in voor de inzagelog",
    ),
    "bsn.resealed": ("The BSN was sealed with a new key", "Het BSN is met een nieuwe sleutel verzegeld"),
    "ladder.climbed": (
        "Something that lay too long was passed on",
        "Iets dat te lang bleef liggen is doorgegeven",
    ),
    "finding.erased": (
        "Something that had stood out in the access log was erased after its term",
        "Iets wat in de inzagelog was opgevallen, is na de termijn vernietigd",
    ),
    "finding.search-erased": (
        "That somebody looked for what stands out was erased after its term",
        "Dat iemand zocht naar wat opvalt, is na de termijn vernietigd",
    ),
    "log-sample.erased": (
        "A sample of the access log was erased after its term",
        "Een steekproef uit de inzagelog is na de termijn vernietigd",
    ),
    "finding.searched": (
        "A day of the access log was searched for what stands out, as an auditor asked",
        "Een dag van de inzagelog is doorzocht op wat opvalt, zoals een auditor vroeg",
    ),
    "escalation.expired": (
        "A request for help that nobody answered ended by itself",
        "Een hulpvraag waarop niemand antwoordde, is vanzelf geëindigd",
    ),
    "last-resort.unnamed": (
        "Whom an organisation named for regie refused or left; it has to name another",
        "Wie een organisatie voor de regie aanwees, weigerde of vertrok; zij moet een ander aanwijzen",
    ),
    "organisation.parts-ended": (
        "Somebody takes part no more because the organisation is insolvent",
        "Iemand doet niet meer mee omdat de organisatie failliet is",
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


def labels_of(app: Litestar) -> dict[str, tuple[str, str]]:
    """Give every event code its English and Dutch words; those that no route tells: the operator's, and the server's own."""
    found = dict(UNROUTED)
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler, _ in route.route_handler_map.values():
                if (operation := handler.opt.get("operation")) is not None:
                    found[operation.code] = (operation.en, operation.nl)
    return found
