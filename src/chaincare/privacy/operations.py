"""What can be done with requests of people about their own data, and by whom."""

from typing import Literal

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.privacy.refusals import NoPrivacyMandate, RequestUnknown

AT_WORK = frozenset({Reach.PRIVACY})
WORK_AND_OVERSIGHT = frozenset({Reach.PRIVACY, Reach.OVERSIGHT})

LODGE_REQUEST = Operation(
    code="data-subject-request.lodged",
    action="C",
    en="A request about somebody's own data was recorded",
    nl="Er is een verzoek over iemands eigen gegevens vastgelegd",
    scope="cases",
    # Not the client's side: a login asks in its own name only, at /me/requests.
    reaches=frozenset({Reach.CORE, Reach.FULL, Reach.PRIVACY}),
    unknown=CaseUnknown,
)
LIST_REQUESTS = Operation(
    code="data-subject-requests.listed",
    action="R",
    en="Requests of people about their own data were listed",
    nl="Verzoeken van mensen over hun eigen gegevens zijn bekeken",
    scope="privacy",
    reaches=WORK_AND_OVERSIGHT,
    unknown=NoPrivacyMandate,
)
READ_REQUEST = Operation(
    code="data-subject-request.read",
    action="R",
    en="A request about somebody's own data was read",
    nl="Een verzoek over iemands eigen gegevens is bekeken",
    scope="privacy",
    reaches=WORK_AND_OVERSIGHT,
    unknown=RequestUnknown,
)


def _at_work(code: str, action: Literal["C", "R", "U", "D", "E"], en: str, nl: str) -> Operation:
    return Operation(
        code=code, action=action, en=en, nl=nl, scope="privacy", reaches=AT_WORK, unknown=RequestUnknown
    )


TAKE_UP_REQUEST = _at_work(
    "data-subject-request.taken-up",
    "U",
    "A request about somebody's own data was taken up",
    "Een verzoek over iemands eigen gegevens is in behandeling genomen",
)
EXTEND_REQUEST = _at_work(
    "data-subject-request.extended",
    "U",
    "It was told that answering a request about somebody's own data takes longer",
    "Er is verteld dat het antwoord op een verzoek over iemands eigen gegevens langer duurt",
)
DECIDE_REQUEST = _at_work(
    "data-subject-request.decided",
    "U",
    "A request about somebody's own data was decided",
    "Er is beslist op een verzoek over iemands eigen gegevens",
)
MAKE_BUNDLE = Operation(
    code="data-subject-request.bundled",
    action="E",
    en="Everything that is kept on the client was put together for a request",
    nl="Alles wat over de cliënt wordt bewaard is bij elkaar gezet voor een verzoek",
    scope="privacy",
    reaches=frozenset({Reach.CLIENT, Reach.PRIVACY}),
    unknown=RequestUnknown,
    strong=True,
)
