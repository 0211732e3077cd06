"""What stands out, in one sentence, English and Dutch. Pure: a fact to look at, never a judgement."""

from collections.abc import Mapping

from chaincare.findings.model import FindingKind

SENTENCES: Mapping[FindingKind, tuple[str, str]] = {
    FindingKind.SELF_MADE_RELATION: (
        "Made a relation with this client for himself, looked {times} times, and ended it himself within a month.",
        "Legde zelf een relatie met deze cliënt, keek {times} keer, en beëindigde die zelf binnen een maand.",
    ),
    FindingKind.SELF_MADE_PLACE: (
        "Gave {times} times a place in a team that clients were looked at from: to a login with his own name or registration number, or one that ended within a month.",
        "Gaf {times} keer een plek in een team van waaruit bij cliënten is gekeken: aan een login met zijn eigen naam of registratienummer, of een die binnen een maand eindigde.",
    ),
    FindingKind.TEAM_READ_OFF_DUTY: (
        "Looked {times} times by the team while recorded as absent.",
        "Keek {times} keer via het team terwijl hij als afwezig stond genoteerd.",
    ),
    FindingKind.OUTSIDE_OFFICE_HOURS: (
        "Looked {times} times outside the office hours that the network had on that day.",
        "Keek {times} keer buiten de kantooruren die het netwerk op die dag had.",
    ),
    FindingKind.NO_PARTICIPATION: (
        "Looked {times} times at a moment at which neither he nor his team took part, as it is recorded now.",
        "Keek {times} keer op een moment waarop hij en zijn team niet deelnamen, zoals het nu staat genoteerd.",
    ),
    FindingKind.SEARCH_WITHOUT_IDENTIFIER: (
        "Searched {times} times for a client by name, without a reference.",
        "Zocht {times} keer een cliënt op naam, zonder kenmerk.",
    ),
    FindingKind.MANY_CLIENTS: (
        "Looked at {times} different clients within one hour.",
        "Keek binnen een uur bij {times} verschillende cliënten.",
    ),
    FindingKind.EMERGENCY_ACCESS: (
        "Used emergency access: {times} entries.",
        "Gebruikte noodtoegang: {times} regels in de log.",
    ),
    FindingKind.MOST_CONSULTED_CLIENT: (
        "Is among the clients looked at most in the period that begins on this day: {times} times.",
        "Hoort bij de cliënten bij wie het meest is gekeken in de periode die op deze dag begint: {times} keer.",
    ),
    FindingKind.HIGHEST_READER: (
        "Is among those who looked most in the period that begins on this day: {times} times.",
        "Hoort bij wie het meest heeft gekeken in de periode die op deze dag begint: {times} keer.",
    ),
    FindingKind.COLLEAGUE_AS_CLIENT: (
        "Looked {times} times at a client who has, or had, the name of a colleague at his organisation.",
        "Keek {times} keer bij een cliënt die nu of eerder heette als een collega van zijn organisatie.",
    ),
    FindingKind.SAME_FAMILY_NAME: (
        "Looked {times} times at a client who has, or had, his own family name.",
        "Keek {times} keer bij een cliënt met, nu of eerder, zijn eigen achternaam.",
    ),
    FindingKind.OWN_FILE: (
        "Looked {times} times at himself, or at somebody he represents: the login is the same.",
        "Keek {times} keer bij zichzelf of bij wie hij vertegenwoordigt: het is dezelfde login.",
    ),
    FindingKind.SETTINGS_CHANGED: (
        "Changed {times} times what an auditor looks by: office hours, limits of how many clients, what the network agreed, or how long things are kept.",
        "Veranderde {times} keer waarnaar een auditor kijkt: kantooruren, grenzen aan hoeveel cliënten, wat het netwerk afsprak, of hoe lang iets bewaard blijft.",
    ),
    FindingKind.OPENED_BY_HAND: (
        "Was asked about by an auditor who chose the entries himself: it happened {times} times.",
        "Hiernaar vraagt een auditor die de regels zelf koos: het gebeurde {times} keer.",
    ),
}

TELLS_OF_CLIENT = frozenset(
    {FindingKind.COLLEAGUE_AS_CLIENT, FindingKind.SAME_FAMILY_NAME, FindingKind.OWN_FILE}
)
"""What says something of the client that who looked may not know: who is asked about it is not told what stood out (E2, E3)."""
ASKED = (
    "Looked {times} times at a client; an auditor wants to know why.",
    "Keek {times} keer bij een cliënt; een auditor wil weten waarom.",
)


def told(kind: FindingKind, times: int) -> tuple[str, str]:
    """Say what stands out, in English and in Dutch."""
    return _counted(SENTENCES[kind], times)


def told_to_asked(kind: FindingKind, times: int) -> tuple[str, str]:
    """Say to whom it is about what stands out, and of the client nothing."""
    return _counted(ASKED if kind in TELLS_OF_CLIENT else SENTENCES[kind], times)


def _counted(said: tuple[str, str], times: int) -> tuple[str, str]:
    english, dutch = said
    if times == 1:
        english = english.replace("{times} times", "once").replace("{times} entries", "one entry")
        dutch = dutch.replace("{times} keer", "één keer").replace("{times} regels", "één regel")
    return english.format(times=times), dutch.format(times=times)
