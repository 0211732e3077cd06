"""What is shown in the bodies of what a network keeps above its cases, where the words of a case would mislead. Pure."""

from collections.abc import Mapping
from typing import Any

_PLAN = {"title": "Calm in class", "targetGroup": "Children of primary school who walk out of class."}
_COVENANT: Mapping[str, Any] = {
    "title": "Covenant of the network Noorderveld",
    "clauses": [
        {"kind": "exit", "heading": "Who leaves", "text": "Who leaves hands over what lies with him first."}
    ],
}
_DOCUMENT = {"title": "Working group on waiting times", "text": "Meets every first Monday of the month."}
_GONE = "The work ended with the school year."

_SHOWN: Mapping[str, Mapping[str, Any]] = {
    # The directory
    "AddOrganisation": {"name": "Basisschool De Regenboog", "sector": "education"},
    "AddProfessional": {"subject": "m.devries@regenboog.example", "name": "Marijke de Vries"},
    "AddService": {
        "name": "Buddy in class",
        "specialism": "Children who walk out of class",
        "targetGroup": "Children of 6 to 12 years",
        "reactionDays": 5,
    },
    "AddUnit": {"name": "Groep 7", "statutoryTask": "WPO"},
    "ChangeOrganisation": {"name": "Basisschool De Regenboog"},
    "ChangeProfessional": {"phone": "06 12345678"},
    "ChangeService": {"waitingDays": 14},
    "ChangeUnit": {"name": "Groep 8"},
    "ChangeNetwork": {"region": "Noorderveld"},
    "DeactivateProfessional": {"reason": "He works elsewhere from the first of the month."},
    "GrantMandate": {"kind": "coordinator"},
    "EndMandate": {"reason": "Somebody else took it over."},
    "RetireService": {"reason": _GONE},
    "StateDeparture": {"reason": "The board gave notice of it."},
    "BlockLogin": {"reason": "Somebody else has his telephone."},
    "LiftLoginBlock": {"reason": "He has a new telephone."},
    "StopPartnerSystem": {"clientId": "leerlingvolg", "reason": "Its maker reported a breach."},
    "ResumePartnerSystem": {"reason": "The breach was mended."},
    "SetBreadthLimits": {"clientsAnHour": 30, "partnerClientsAnHour": 200},
    "SetNetworkPolicy": {"responseDays": 5, "objectionDays": 5},
    "StateOverdueDays": {"regieHolder": 1, "coordinator": 5, "management": 10},
    "StateSilenceDays": {"coordinator": 3, "management": 10},
    "BeginRegieMove": {"reason": "She works at another school from the first of the month."},
    "TakeOver": {"reason": "She works at another school from the first of the month."},
    # What the network knows and agrees
    "TellNetwork": {
        "reason": "waiting_list",
        "text": "There is no buddy to be had in the region before the summer.",
    },
    "AnswerNetworkBottleneck": {"text": "Two organisations train buddies from September."},
    "AnswerBottleneck": {"text": "From September there is a second buddy."},
    "SolveBottleneck": {"text": "A second buddy began in September."},
    "BeginPlan": _PLAN,
    "NamePlan": _PLAN,
    "AnswerPlanQuestion": {"text": "Every child who walks out of class has somebody to walk to."},
    "AssessFactor": {"motivation": "All members come, and two of them do not yet share what they know."},
    "AddCovenant": _COVENANT,
    "WriteCovenant": _COVENANT,
    "AccedeToCovenant": {"function": "bestuurder"},
    "AddNetworkDocument": _DOCUMENT,
    "WriteEdition": _DOCUMENT,
    "SearchNetworkDocuments": {"words": "waiting times"},
    "SearchServices": {"words": "buddy", "area": "Noorderveld"},
    "MakeInventory": {
        "name": "Children who walk out of class",
        "targetGroup": _PLAN["targetGroup"],
        "area": "Noorderveld",
    },
    "ChangeInventory": {"name": "Children who walk out of class"},
    "ReportLine": {"need": "A class where it is quiet.", "entitlement": "Education that fits."},
    "NameInventoryParty": {"neededFor": "A quiet place for children who walk out of class."},
    "PartyRefuses": {"reason": "They take nobody under twelve."},
    # Holds, terms and the register of processing
    "PlaceHold": {"reason": "A complaint is before the court."},
    "LiftHold": {"reason": "The court decided."},
    "AddRetentionRule": {"source": "Decision of the network of 2 November 2026"},
    "DescribeActivity": {
        "name": "Working together around a client",
        "naam": "Samenwerken rond een cliënt",
        "purpose": "One case per client, directed by one holder.",
        "controller": "Basisschool De Regenboog",
        "subjects": ["clients", "parents"],
        "categories": ["name and date of birth", "what was agreed"],
        "recipients": ["organisations of the circle"],
        "retention": "Twenty years after the case was closed.",
        "measures": "Each access is logged before anything is shown.",
    },
}

NETWORK_EXAMPLES: Mapping[str, Any] = {
    f"{kind}.{name}": value for kind, fields in _SHOWN.items() for name, value in fields.items()
}
"""By `Schema.field`. What is named here is shown, also where a body does not need it."""
