"""The words of the sentences that say why something was allowed, or was not (trace/sentences.py)."""

from typing import NamedTuple


class Sentence(NamedTuple):
    """The same sentence twice."""

    en: str
    nl: str


WHO_NL = {
    "client": "cliënt",
    "representative": "vertegenwoordiger",
    "caseworker": "medewerker",
    "specialist": "specialist",
    "team": "team",
    "coordinator": "coördinator",
    "auditor": "auditor",
    "administrator": "beheerder",
    "operator": "technisch beheerder",
    "privacy_officer": "privacyfunctionaris",
    "fg": "functionaris gegevensbescherming",
    "management_contact": "leidinggevende",
    "acting_holder": "vervangend regiehouder",
    "member": "medewerker van een lid",
    "funder": "medewerker van een financier",
    "voortrekker": "voortrekker",
    "organisation_administrator": "beheerder van een organisatie",
    "inventory": "medewerker van het team dat de regel meldde",
    "participation": "deelnemer",
    "target": "gevraagd team",
    "asker": "vrager",
    "author": "schrijver",
    "directory": "medewerker in de gids",
    "opening": "wie het dossier opende",
    "own": "wie om het eigene vroeg",
    "none": "niemand",
    "emergency": "wie met spoed binnenkwam",
    "match": "regiehouder van een van twee dossiers",
    "clock": "de server zelf",
}
SCOPE_NL = {"that": "dat er een dossier is", "core": "het gedeelde plan", "full": "het plan en de notities"}
PURPOSE_NL = {
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
STOPPED = {
    "login-blocked/1": Sentence(
        "Not shown: an administrator blocked this login",
        "Niet getoond: een beheerder heeft deze inlog geblokkeerd",
    ),
    "partner-stopped/1": Sentence(
        "Not shown: an administrator stopped this partner system",
        "Niet getoond: een beheerder heeft dit gekoppelde systeem stilgelegd",
    ),
}
REFUSED = {
    "breadth/1": Sentence(
        "Refused: more clients within an hour than the network allows",
        "Geweigerd: meer cliënten binnen een uur dan het netwerk toestaat",
    ),
    "scope-missing/1": Sentence(
        "Refused: the access token was not for this",
        "Geweigerd: het toegangstoken was hier niet voor bedoeld",
    ),
    "stronger-login-needed/1": Sentence(
        "Refused: this needs a login with a second factor",
        "Geweigerd: hiervoor moet met een tweede factor worden ingelogd",
    ),
    "emergency-limit/1": Sentence(
        "Refused: more emergencies in a day than the covenant allows one person",
        "Geweigerd: meer spoed op een dag dan het convenant één persoon toestaat",
    ),
}
OWN = {
    "own-search": Sentence(
        "searched among the clients of the own cases; each one found has an entry of its own",
        "zocht onder de cliënten van de eigen dossiers; elke gevonden cliënt heeft een eigen regel",
    ),
    "own-log": Sentence(
        "asked who looked at the own case, or at that of whom the caller represents",
        "vroeg wie er keek in het eigen dossier, of in dat van wie de vrager vertegenwoordigt",
    ),
    "own-finding": Sentence(
        "is asked to explain these looks, which were the caller's own",
        "is gevraagd om deze inzage uit te leggen, die van de vrager zelf was",
    ),
    "second-person": Sentence(
        "can decide as the second person on what an auditor asked",
        "kan als tweede persoon beslissen over wat een auditor vroeg",
    ),
    "own-request": Sentence(
        "asked this about the own personal data", "vroeg dit over de eigen persoonsgegevens"
    ),
    "own-absences": Sentence("keeps the own absences", "houdt de eigen afwezigheid bij"),
    "regie-move": Sentence(
        "moves regie of own cases; each case has an entry of its own",
        "draagt regie van eigen dossiers over; elk dossier heeft een eigen regel",
    ),
    "emergency-limit": Sentence(
        "asked for emergency access, and came no further than the question",
        "vroeg om noodtoegang, en kwam niet verder dan de vraag",
    ),
}
ASKER = Sentence(
    "asked this without a case, about nobody who is registered",
    "stelde deze vraag zonder dossier, over niemand die geregistreerd is",
)
EMERGENCY = Sentence(
    "works for a unit that the covenant names for emergencies, and gave an exact identifier and a reason",
    "werkt bij een team dat in het convenant voor spoed is genoemd, en gaf exacte gegevens en een reden",
)
MATCH = Sentence(
    "directs one of two cases that may be of one person, and decides whether they are",
    "voert de regie over een van twee dossiers die van dezelfde persoon kunnen zijn, en beslist daarover",
)
AUTHOR = Sentence(
    "wrote this, as the specialist who was asked for help",
    "schreef dit zelf, als specialist die om hulp is gevraagd",
)
DIRECTORY = Sentence(
    "works for an organisation in the directory, which holds no client data",
    "werkt bij een organisatie in de gids, waarin geen cliëntgegevens staan",
)
MEMBER = Sentence(
    "works for a member of the network, which keeps this above its cases, without client data",
    "werkt bij een lid van het netwerk, dat dit los van de dossiers bijhoudt, zonder cliëntgegevens",
)
REPORTED = Sentence(
    "works for the unit that put this person on an inventory",
    "werkt bij het team dat deze persoon op een inventarisatie zette",
)
OPERATOR = Sentence(
    "runs this server, and has its keys",
    "beheert deze server, en heeft de sleutels ervan",
)
CLOCK = Sentence(
    "is the server itself: a day or a term had passed",
    "de server zelf is: een dag of termijn was verstreken",
)
ALWAYS_THE_SAME = {
    "member": MEMBER,
    "inventory": REPORTED,
    "asker": ASKER,
    "author": AUTHOR,
    "directory": DIRECTORY,
    "emergency": EMERGENCY,
    "match": MATCH,
    "clock": CLOCK,
}
OWN_LIST = Sentence(
    "asked for the own list; each case shown has an entry of its own",
    "vroeg de eigen lijst op; elk getoond dossier heeft een eigen regel",
)
