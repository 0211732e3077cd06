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
    "steering": "sturing van de samenwerking",
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
LEAVING = Sentence(
    "is management contact, and asks what the own organisation must hand over before it can leave the network",
    "is leidinggevende, en vraagt wat de eigen organisatie moet overdragen voordat zij uit het netwerk kan vertrekken",
)
OPERATOR = Sentence(
    "runs this server, and has its keys",
    "beheert deze server, en heeft de sleutels ervan",
)
CLOCK = Sentence(
    "is the server itself: a day or a term had passed",
    "is de server zelf: een dag of termijn was verstreken",
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

# What the client reads, or whoever represents him: of the client in the third person, so that it is right for both.
PLAIN_GROUNDS = {
    "avg-6-1-a": Sentence("permission was given", "er is toestemming gegeven"),
    "avg-6-1-b": Sentence("it is needed for a contract", "het is nodig voor een contract"),
    "avg-6-1-c": Sentence("the law says it must be done", "de wet zegt dat het moet"),
    "avg-6-1-d": Sentence("somebody's life or health was in danger", "iemands leven of gezondheid was in gevaar"),
    "avg-6-1-e": Sentence("it is part of a public task", "het hoort bij een publieke taak"),
    "avg-6-1-f": Sentence("there is a good reason that weighs more", "er is een goede reden die zwaarder weegt"),
}  # fmt: skip
PLAIN_HELPS = Sentence("This employee takes part in this case", "Deze medewerker doet mee in dit dossier")
PLAIN_WHY = {
    "participation": PLAIN_HELPS,
    "team": Sentence(
        "The team of this employee takes part in this case",
        "Het team van deze medewerker doet mee in dit dossier",
    ),
    "opening": Sentence("This employee opened this case", "Deze medewerker opende dit dossier"),
    "target": Sentence(
        "This employee was asked for help, without the name of the client",
        "Deze medewerker is om hulp gevraagd, zonder de naam van de cliënt",
    ),
    "asker": Sentence(
        "This employee asked others to think along, without the name of the client",
        "Deze medewerker vroeg anderen om mee te denken, zonder de naam van de cliënt",
    ),
    "author": Sentence(
        "This employee was asked for help before, and this is about what he wrote then",
        "Deze medewerker is eerder om hulp gevraagd, en dit gaat over wat hij toen schreef",
    ),
    "coordinator": Sentence(
        "This employee watches over the cooperation, without reading what is in the case",
        "Deze medewerker let op de samenwerking, zonder te lezen wat er in het dossier staat",
    ),
    "management_contact": Sentence(
        "An employee of the own organisation is late, and this manager hears that, without reading what is in the case",
        "Een medewerker van de eigen organisatie is te laat, en deze leidinggevende hoort dat, zonder te lezen wat er in het dossier staat",
    ),
    "inventory": Sentence(
        "This employee works in the team that put the client on an inventory",
        "Deze medewerker werkt in het team dat de cliënt op een inventarisatie zette",
    ),
    "administrator": Sentence(
        "This employee manages who gets access, without reading what is in the case",
        "Deze medewerker beheert wie toegang krijgt, zonder te lezen wat er in het dossier staat",
    ),
    "emergency": Sentence("There was an emergency", "Er was een noodgeval"),
    "match": Sentence(
        "The client may have been registered twice", "De cliënt staat misschien twee keer ingeschreven"
    ),
    "auditor": Sentence(
        "This employee checks who looked at data of the client and why",
        "Deze medewerker controleert wie gegevens van de cliënt heeft bekeken en waarom",
    ),
    "privacy_officer": Sentence(
        "This employee handles questions about personal data",
        "Deze medewerker behandelt vragen over persoonsgegevens",
    ),
    "fg": Sentence(
        "This employee checks that personal data are handled well",
        "Deze medewerker controleert of goed met persoonsgegevens wordt omgegaan",
    ),
    "clock": Sentence("A day or a term had passed", "Een dag of een termijn was verstreken"),
    "operator": Sentence("This is part of running the system", "Dit hoort bij het beheer van het systeem"),
}
PLAIN_LEAVING = Sentence(
    "This manager looks up what the own organisation must hand over before it can leave the network, without reading what is in the case",
    "Deze leidinggevende zoekt op wat de eigen organisatie moet overdragen voordat zij uit het netwerk kan vertrekken, zonder te lezen wat er in het dossier staat",
)
PLAIN_THAT = Sentence(
    "It was looked up that this case is there, and who directs it",
    "Er is opgezocht dat dit dossier er is, en wie de regie heeft",
)
PLAIN_OWN = {
    "client": Sentence("the client", "de cliënt zelf"),
    "representative": Sentence("a representative of the client", "een vertegenwoordiger van de cliënt"),
}
PLAIN_SERVER = {
    "clock": Sentence("the system itself", "het systeem zelf"),
    "operator": Sentence("whoever runs the system", "wie het systeem beheert"),
}
