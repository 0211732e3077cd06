"""Why something was allowed, or was not, in one sentence: relation, who made it, basis, purpose, rule (T4). Pure.

English and Dutch, for auditors and for clients. Codes of the catalogue become words; rules and grounds stay codes.
"""

from chaincare.trace.model import ACTING_RULE, Entry, Look, Named
from chaincare.trace.reason_words import (
    ALWAYS_THE_SAME,
    LEAVING,
    OPERATOR,
    OWN,
    OWN_LIST,
    PURPOSE_NL,
    REFUSED,
    SCOPE_NL,
    STOPPED,
    WHO_NL,
    Sentence,
)


def what(entry: Entry | Look, label: tuple[str, str]) -> Sentence:
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
        case "not_visible" if entry.rule in STOPPED:
            told = STOPPED[entry.rule]
        case "not_visible":
            told = Sentence(
                "Not shown: the caller had no relation to what was asked for",
                "Niet getoond: er was geen relatie met wat werd gevraagd",
            )
        case "refused" if entry.rule in REFUSED:
            told = REFUSED[entry.rule]
        case "refused":
            part = entry.role or entry.relation
            told = Sentence(
                f"Refused: the caller takes part as {part.replace('_', ' ')}, which does not allow this",
                f"Geweigerd: deelname als {WHO_NL.get(part, part)} staat dit niet toe",
            )
        case _:
            how = _how(entry, named)
            told = Sentence(f"Allowed because the caller {how.en}", f"Toegestaan, want de vrager {how.nl}")
    return Sentence(f"{told.en} (rule {entry.rule}).", f"{told.nl} (regel {entry.rule}).")


def is_about_leaving(entry: Entry) -> bool:
    """Say whether a management contact asked what must be handed over when his organisation leaves: nobody is late then."""
    return entry.event == "handover-list.read" and entry.relation == "management_contact"


def holder_in_words(named: Named) -> str | None:
    """Give the function and organisation of the holder in whose place it was done, if it was."""
    return (
        None if named.holder_organisation is None else f"{named.holder_function}, {named.holder_organisation}"
    )


def maker_in_words(named: Named) -> Sentence | None:
    """Give who made the relation, or was stood in for: by name, or of another organisation by what he does at most."""
    if named.elsewhere:
        does = f" ({named.elsewhere_function})" if named.elsewhere_function else ""
        return Sentence(f"somebody of another organisation{does}", f"iemand van een andere organisatie{does}")
    return None if named.related_by is None else Sentence(named.related_by, named.related_by)


def purpose_words(purpose: str) -> Sentence:
    """Give a purpose of the catalogue in words."""
    return Sentence(purpose.replace("_", " "), PURPOSE_NL.get(purpose, purpose))


def _how(entry: Entry, named: Named) -> Sentence:
    if is_about_leaving(entry):
        return LEAVING
    by, purpose, ground = maker_in_words(named), entry.purpose, named.ground
    made = Sentence(f", made by {by.en}", f", gemaakt door {by.nl}") if by else Sentence("", "")
    on = Sentence(f" on legal basis {ground}", f" op rechtsgrond {ground}") if ground else Sentence("", "")
    to = Sentence("", "")
    if purpose:
        words = purpose_words(purpose)
        to = Sentence(f" for {words.en}", f" voor {words.nl}")
    rest = Sentence(made.en + on.en + to.en, made.nl + on.nl + to.nl)
    scope = entry.reach or ""
    scope_nl = SCOPE_NL.get(scope, scope)
    linked = Sentence(
        f"is the {entry.relation} linked by an invitation{made.en}",
        f"is op uitnodiging gekoppeld als {WHO_NL.get(entry.relation, '')}{made.nl}",
    )
    return {
        "participation": _takes_part(entry, named, Sentence(on.en + to.en, on.nl + to.nl), made),
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
        **ALWAYS_THE_SAME,
        "coordinator": Sentence(
            f"coordinates the network under a mandate{made.en}, without content",
            f"coördineert het netwerk met een mandaat{made.nl}, zonder inhoud te zien",
        ),
        "auditor": _audits(entry, by, made),
        "administrator": OPERATOR
        if entry.role == "operator"
        else Sentence(
            f"administers the network under a mandate{made.en}",
            f"beheert het netwerk met een mandaat{made.nl}",
        ),
        **_on_privacy(made),
        "opening": Sentence(
            f"opened the case on behalf of a member of the network{to.en}",
            f"opende het dossier namens een lid van het netwerk{to.nl}",
        ),
    }.get(entry.relation) or next(
        (told for rule, told in OWN.items() if entry.rule.startswith(rule)), OWN_LIST
    )


def _takes_part(entry: Entry, named: Named, rest: Sentence, made: Sentence) -> Sentence:
    """Say how somebody takes part; what he does in the place of an absent holder he does by that holder's regie (R9)."""
    scope, role = entry.reach or "", entry.role or ""
    scope_nl, role_nl = SCOPE_NL.get(scope, scope), WHO_NL.get(role, role)
    if entry.rule == ACTING_RULE:
        told = holder_in_words(named)
        plain = Sentence("the regie holder", "de regiehouder") if told is None else Sentence(told, told)
        holder = maker_in_words(named) or plain
        return Sentence(
            f"stands in for {holder.en}, who holds regie and was absent, with scope {scope}{rest.en}",
            f"vervangt {holder.nl}, die de regie heeft en afwezig was, en mag {scope_nl} zien{rest.nl}",
        )
    return Sentence(
        f"takes part in the case as {role.replace('_', ' ')} with scope {scope}{made.en}{rest.en}",
        f"neemt deel aan het dossier als {role_nl} en mag {scope_nl} zien{made.nl}{rest.nl}",
    )


def _audits(entry: Entry, by: Sentence | None, made: Sentence) -> Sentence:
    if not entry.rule.startswith("case-mandate/"):
        return Sentence(f"audits under a mandate{made.en}", f"controleert met een mandaat{made.nl}")
    second = by or Sentence("a second person", "een tweede persoon")
    return Sentence(
        f"audits under a mandate for this one thing and a few days, approved by {second.en}",
        f"controleert met een mandaat voor alleen dit en voor een paar dagen, goedgekeurd door {second.nl}",
    )


def _on_privacy(made: Sentence) -> dict[str, Sentence]:
    return {
        "management_contact": Sentence(
            f"is the management contact of the organisation of who is late, under a mandate{made.en}",
            f"is leidinggevende bij de organisatie van wie te laat is, met een mandaat{made.nl}",
        ),
        "voortrekker": Sentence(
            f"pulls the cart for the network under a mandate{made.en}, without any case",
            f"is voortrekker in het netwerk met een mandaat{made.nl}, zonder dossiers",
        ),
        "organisation_administrator": Sentence(
            f"keeps the directory of the own organisation under a mandate{made.en}",
            f"houdt de gids van de eigen organisatie bij met een mandaat{made.nl}",
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
