"""Why something was allowed, or was not, in one sentence: relation, who made it, basis, purpose, rule (T4). Pure.

English and Dutch, for auditors and for clients. Codes of the catalogue become words; rules and grounds stay codes.
"""

from typing import NamedTuple

from chaincare.trace.model import Entry, Named


class Sentence(NamedTuple):
    """The same sentence twice."""

    en: str
    nl: str


def what(entry: Entry, label: tuple[str, str]) -> Sentence:
    """Say what happened: that somebody came for something is not that it was done (T2)."""
    en, nl = label
    if entry.outcome == "done" or (entry.outcome == "entered" and entry.action == "R"):
        return Sentence(en, nl)
    came = {
        "entered": Sentence("Came in for", "Kwam binnen voor"),
        "refused": Sentence("Was refused", "Werd geweigerd"),
        "not_visible": Sentence("Tried, and was shown nothing", "Probeerde, en kreeg niets te zien"),
    }[entry.outcome]
    return Sentence(f"{came.en}: {en}", f"{came.nl}: {nl}")


def why(entry: Entry, named: Named) -> Sentence:
    """Say why this was allowed; without ``related_by`` in ``named``, without naming a colleague."""
    match entry.outcome:
        case "not_visible" if entry.rule in _STOPPED:
            told = _STOPPED[entry.rule]
        case "not_visible":
            told = Sentence(
                "Not shown: the caller had no relation to what was asked for",
                "Niet getoond: er was geen relatie met wat werd gevraagd",
            )
        case "refused" if entry.rule.startswith("breadth/"):
            told = Sentence(
                "Refused: more clients within an hour than the network allows",
                "Geweigerd: meer cliënten binnen een uur dan het netwerk toestaat",
            )
        case "refused":
            part = entry.role or entry.relation
            told = Sentence(
                f"Refused: the caller takes part as {part}, which does not allow this",
                f"Geweigerd: deelname als {part} staat dit niet toe",
            )
        case _:
            how = _how(entry, named)
            told = Sentence(f"Allowed because the caller {how.en}", f"Toegestaan, want de vrager {how.nl}")
    return Sentence(f"{told.en} (rule {entry.rule}).", f"{told.nl} (regel {entry.rule}).")


def purpose_words(purpose: str) -> Sentence:
    """Give a purpose of the catalogue in words."""
    return Sentence(purpose.replace("_", " "), _PURPOSE_NL.get(purpose, purpose))


def _how(entry: Entry, named: Named) -> Sentence:
    by, purpose, ground = named.related_by, entry.purpose, named.ground
    made = Sentence(f", made by {by}", f", gemaakt door {by}") if by else Sentence("", "")
    on = Sentence(f" on legal basis {ground}", f" op rechtsgrond {ground}") if ground else Sentence("", "")
    to = Sentence("", "")
    if purpose:
        words = purpose_words(purpose)
        to = Sentence(f" for {words.en}", f" voor {words.nl}")
    rest = Sentence(made.en + on.en + to.en, made.nl + on.nl + to.nl)
    scope, role = entry.reach or "", entry.role or ""
    scope_nl, role_nl = _SCOPE_NL.get(scope, scope), _WHO_NL.get(role, role)
    linked = Sentence(
        f"is the {entry.relation} linked by an invitation{made.en}",
        f"is op uitnodiging gekoppeld als {_WHO_NL.get(entry.relation, '')}{made.nl}",
    )
    return {
        "participation": Sentence(
            f"takes part in the case as {role} with scope {scope}{rest.en}",
            f"neemt deel aan het dossier als {role_nl} en mag {scope_nl} zien{rest.nl}",
        ),
        "team": Sentence(
            f"belongs to a team that takes part with scope {scope}{rest.en}",
            f"hoort bij een team dat deelneemt en {scope_nl} mag zien{rest.nl}",
        ),
        "client": linked,
        "representative": linked,
        "target": Sentence(
            f"works for the unit that was asked for help{made.en}, without the client's identity",
            f"werkt bij het team dat om hulp is gevraagd{made.nl}, zonder te weten om wie het gaat",
        ),
        **_ALWAYS_THE_SAME,
        "coordinator": Sentence(
            f"coordinates the network under a mandate{made.en}, without content",
            f"coördineert het netwerk met een mandaat{made.nl}, zonder inhoud te zien",
        ),
        "auditor": Sentence(f"audits under a mandate{made.en}", f"controleert met een mandaat{made.nl}"),
        "administrator": Sentence(
            f"administers the network under a mandate{made.en}",
            f"beheert het netwerk met een mandaat{made.nl}",
        ),
        **_on_privacy(made),
        "opening": Sentence(
            f"opened the case on behalf of a member of the network{to.en}",
            f"opende het dossier namens een lid van het netwerk{to.nl}",
        ),
    }.get(entry.relation, _OWN_LIST)


def _on_privacy(made: Sentence) -> dict[str, Sentence]:
    return {
        "management_contact": Sentence(
            f"is the management contact of the organisation of who is late, under a mandate{made.en}",
            f"is leidinggevende bij de organisatie van wie te laat is, met een mandaat{made.nl}",
        ),
        "privacy_officer": Sentence(
            f"works on requests and registers as privacy officer under a mandate{made.en}",
            f"behandelt verzoeken en registers als privacyfunctionaris, met een mandaat{made.nl}",
        ),
        "fg": Sentence(
            f"oversees as data protection officer under a mandate{made.en}",
            f"houdt toezicht als functionaris gegevensbescherming, met een mandaat{made.nl}",
        ),
    }


_WHO_NL = {
    "client": "cliënt",
    "representative": "vertegenwoordiger",
    "caseworker": "medewerker",
    "specialist": "specialist",
    "team": "team",
}
_SCOPE_NL = {"that": "dat er een dossier is", "core": "het gedeelde plan", "full": "het plan en de notities"}
_PURPOSE_NL = {
    "education_support": "hulp op school",
    "youth_care": "jeugdhulp",
    "social_support": "maatschappelijke ondersteuning",
    "health_care": "zorg",
    "work_and_income": "werk en inkomen",
    "debt_help": "hulp bij schulden",
    "housing": "wonen",
    "safety": "veiligheid",
    "coordination": "coördinatie",
}
_STOPPED = {
    "login-blocked/1": Sentence(
        "Not shown: an administrator blocked this login",
        "Niet getoond: een beheerder heeft deze inlog geblokkeerd",
    ),
    "partner-stopped/1": Sentence(
        "Not shown: an administrator stopped this partner system",
        "Niet getoond: een beheerder heeft dit gekoppelde systeem stilgelegd",
    ),
}
_ASKER = Sentence(
    "asked this without a case, about nobody who is registered",
    "stelde deze vraag zonder dossier, over niemand die geregistreerd is",
)
_EMERGENCY = Sentence(
    "works for a unit that the covenant names for emergencies, and gave an exact identifier and a reason",
    "werkt bij een team dat in het convenant voor spoed is genoemd, en gaf exacte gegevens en een reden",
)
_MATCH = Sentence(
    "directs one of two cases that may be of one person, and decides whether they are",
    "voert de regie over een van twee dossiers die van dezelfde persoon kunnen zijn, en beslist daarover",
)
_AUTHOR = Sentence(
    "wrote this, as the specialist who was asked for help",
    "schreef dit zelf, als specialist die om hulp is gevraagd",
)
_DIRECTORY = Sentence(
    "works for an organisation in the directory, which holds no client data",
    "werkt bij een organisatie in de gids, waarin geen cliëntgegevens staan",
)
_CLOCK = Sentence(
    "is the server itself: a day or a term had passed",
    "de server zelf is: een dag of termijn was verstreken",
)
_ALWAYS_THE_SAME = {
    "asker": _ASKER,
    "author": _AUTHOR,
    "directory": _DIRECTORY,
    "emergency": _EMERGENCY,
    "match": _MATCH,
    "clock": _CLOCK,
}
_OWN_LIST = Sentence(
    "asked for the own list; each case shown has an entry of its own",
    "vroeg de eigen lijst op; elk getoond dossier heeft een eigen regel",
)
