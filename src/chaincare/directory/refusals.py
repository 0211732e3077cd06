"""What can be refused about the directory."""

from chaincare.refusals import Kind, Refusal


class NoPlaceInDirectory(Refusal):
    """Your login is not registered here as a professional: ask your network's administrator."""

    kind = Kind.FORBIDDEN


class NotAdministrator(Refusal):
    """Only an administrator of this network may change its directory; units, people and services also who administers their organisation."""

    kind = Kind.FORBIDDEN


class NotInYourNetwork(Refusal):
    """There is no such organisation, unit, professional or service in the network, or of the organisation, that you administer."""

    kind = Kind.UNKNOWN


class BasesByNetwork(Refusal):
    """For what a unit may record a BSN is set by who administers the network: leave `bsnBases` out, and ask him."""

    kind = Kind.FORBIDDEN


class PurposeTwice(Refusal):
    """Each purpose stands once in the list, with the article that allows it."""

    kind = Kind.BAD_INPUT


class NotWithSchool(Refusal):
    """A school uses the number for education, and with education only: leave other sectors out of its bases."""

    kind = Kind.BAD_INPUT


class UnitUnknown(Refusal):
    """There is no unit with this id in a network of yours."""

    kind = Kind.UNKNOWN


class NoNetworkOfYours(Refusal):
    """There is no network with this id of which your organisation is a member."""

    kind = Kind.UNKNOWN


class OrganisationUnknown(Refusal):
    """There is no organisation with this id in a network of yours."""

    kind = Kind.UNKNOWN


class IssuerKnownOtherwise(Refusal):
    """This token issuer is registered otherwise: another key address, another network, or for citizens. Ask its owner."""

    kind = Kind.CONFLICT


class NumberInvalid(Refusal):
    """A number of an organisation or professional is not valid: `errors` says which, and what it looks like."""

    kind = Kind.BAD_INPUT


class NumberTaken(Refusal):
    """An organisation with this OIN, BRIN or AGB number is registered already: each of these numbers is of one organisation."""

    kind = Kind.CONFLICT


class MandateMustEnd(Refusal):
    """A mandate ends in the future, and within two years."""

    kind = Kind.BAD_INPUT


class MandateForYourself(Refusal):
    """Nobody grants a mandate to himself: ask another administrator of this network."""

    kind = Kind.FORBIDDEN


class ManagementOfOwn(Refusal):
    """A management contact, and who keeps the directory of an organisation, is one for the organisation he works for: name it in `organisationId`. Who coordinates, administers or pulls the cart does so for the whole network: leave it out."""

    kind = Kind.BAD_INPUT


class DutiesNotSeparate(Refusal):
    """Who works on it cannot review it (T6): who audits a network holds no other mandate in it; an administrator, also of an organisation, is no FG, and an FG no privacy officer. Ask somebody else, or end the other mandate first."""

    kind = Kind.CONFLICT


class FundersOwnOnly(Refusal):
    """Who works for a funder reads the figures, the plan and the documents of a network; a mandate of its people is for their own organisation alone (`management_contact`, `organisation_administrator`)."""

    kind = Kind.FORBIDDEN


GRANTING = (
    NotInYourNetwork,
    MandateMustEnd,
    DutiesNotSeparate,
    MandateForYourself,
    ManagementOfOwn,
    FundersOwnOnly,
)
"""What can be refused of a mandate."""
