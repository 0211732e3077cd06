"""What the client's side reads and does over all the cases of one login."""

from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.privacy.refusals import RequestUnknown


class Ball(msgspec.Struct, frozen=True):
    """Who must act next about an agreement: a party, or anyone who may; and whether that is the reader himself."""

    party_id: UUID | None
    with_you: bool


OWN = frozenset({Reach.CLIENT})

LIST_OWN_AGREEMENTS = Operation(
    code="agreements.listed-own",
    action="R",
    en="The client or a representative read the own agreements",
    nl="De cliënt of een vertegenwoordiger bekeek de eigen afspraken",
    scope="me",
    reaches=OWN,
    unknown=CaseUnknown,
)
LIST_OWN_CONSENTS = Operation(
    code="consents.listed-own",
    action="R",
    en="The client or a representative read the own consents",
    nl="De cliënt of een vertegenwoordiger bekeek de eigen toestemmingen",
    scope="me",
    reaches=OWN,
    unknown=CaseUnknown,
)
GIVE_OWN_CONSENT = Operation(
    code="consent.given-own",
    action="C",
    en="The client or a representative gave consent",
    nl="De cliënt of een vertegenwoordiger gaf toestemming",
    scope="me",
    reaches=OWN,
    unknown=CaseUnknown,
)
ADD_OWN_WORD = Operation(
    code="consent.completed-own",
    action="U",
    en="The client or a representative gave the word that a consent waited for",
    nl="De cliënt of een vertegenwoordiger gaf het woord waar een toestemming op wachtte",
    scope="me",
    reaches=OWN,
    unknown=CaseUnknown,
)
WITHDRAW_OWN_CONSENT = Operation(
    code="consent.withdrawn-own",
    action="U",
    en="The client or a representative took consent back",
    nl="De cliënt of een vertegenwoordiger trok toestemming in",
    scope="me",
    reaches=OWN,
    unknown=CaseUnknown,
)
MAKE_OWN_REQUEST = Operation(
    code="data-subject-request.lodged-own",
    action="C",
    en="The client or a representative made a request about the own data",
    nl="De cliënt of een vertegenwoordiger deed een verzoek over de eigen gegevens",
    scope="me",
    reaches=OWN,
    unknown=CaseUnknown,
)
LIST_OWN_REQUESTS = Operation(
    code="data-subject-requests.listed-own",
    action="R",
    en="The client or a representative read the own requests about data",
    nl="De cliënt of een vertegenwoordiger bekeek de eigen verzoeken over gegevens",
    scope="me",
    reaches=OWN,
    unknown=RequestUnknown,
)
READ_OWN_REQUEST = Operation(
    code="data-subject-request.read-own",
    action="R",
    en="The client or a representative read a request about the own data",
    nl="De cliënt of een vertegenwoordiger bekeek een verzoek over de eigen gegevens",
    scope="me",
    reaches=OWN,
    unknown=RequestUnknown,
)
