"""Consultations: a professional is strengthened without any case, about nobody who is registered (E3)."""

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal


class ConsultationUnknown(Refusal):
    """There is no consultation with this id that you asked for."""

    kind = Kind.UNKNOWN


class NetworkNotYours(Refusal):
    """You cannot ask in this network: your organisation is no active member of it."""

    kind = Kind.UNKNOWN


ASK = Operation(
    code="consultation.asked",
    action="C",
    en="A professional asked a unit to think along, about nobody in particular",
    nl="Een medewerker vroeg een team om mee te denken, over niemand in het bijzonder",
    scope="cases",
    reaches=frozenset({Reach.ASKER}),
    unknown=NetworkNotYours,
)
LIST = Operation(
    code="consultations.read",
    action="R",
    en="A professional read what he asked without a case",
    nl="Een medewerker bekeek wat die zonder dossier vroeg",
    scope="cases",
    reaches=frozenset({Reach.ASKER}),
    unknown=ConsultationUnknown,
)
READ = Operation(
    code="consultation.read",
    action="R",
    en="A professional read a question that he asked without a case",
    nl="Een medewerker bekeek een vraag die die zonder dossier stelde",
    scope="cases",
    reaches=frozenset({Reach.ASKER}),
    unknown=ConsultationUnknown,
)
ANSWER = Operation(
    code="consultation.question-answered",
    action="U",
    en="What a unit asked about a consultation was answered",
    nl="Een vraag van een team dat meedenkt is beantwoord",
    scope="cases",
    reaches=frozenset({Reach.ASKER}),
    unknown=ConsultationUnknown,
)
CLOSE = Operation(
    code="consultation.closed",
    action="U",
    en="A consultation without a case was closed",
    nl="Een consultatie zonder dossier is afgesloten",
    scope="cases",
    reaches=frozenset({Reach.ASKER}),
    unknown=ConsultationUnknown,
)
CONVERT = Operation(
    code="consultation.converted",
    action="U",
    en="A consultation was taken into a case, as a request for help",
    nl="Een consultatie is in een dossier verder gebracht, als hulpvraag",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
