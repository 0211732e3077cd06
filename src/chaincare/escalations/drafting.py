"""What may be asked of the winkelstraat, and in which words. Pure."""

from datetime import datetime
from typing import assert_never

from chaincare.clients.model import BirthPrecision, Client
from chaincare.escalations.model import Ask, Drafted, Help, Known, Limit, Region, Seat
from chaincare.escalations.refusals import (
    AreaNotInNetwork,
    GrantNeeded,
    GrantNotForStrengthen,
    SummaryNamesClient,
    TargetNotInNetwork,
    TriedNeeded,
)
from chaincare.parties.rules import valid_basis
from chaincare.recognition import Clue, clues_in
from chaincare.refusals import FieldError

_SAID_OF = {
    Clue.NAME: "Holds a name of the client; a word that means something else here goes into overrides.",
    Clue.BIRTH_DATE: "Holds the client's birth date; hints/ageBand says enough.",
    Clue.BSN: "Holds a number that is a valid BSN.",
}


def known_by(client: Client) -> Known:
    """Give what the client could be recognised by. A prefix counts together with the family name only."""
    whole = " ".join(part for part in (client.prefix, client.family_name) if part)
    family = (client.family_name, whole) if client.family_name else ()
    names = tuple(name for name in (client.given_names, client.call_name, *family) if name)
    certain = client.birth_precision is BirthPrecision.DAY
    return Known((*names, *client.earlier_names), client.birth_date if certain else None)


def drafted(ask: Ask, known: Known, region: Region, seat: Seat, *, at: datetime) -> Drafted:
    """Check what is asked and put it into words.

    Raises TriedNeeded, GrantNeeded, GrantNotForStrengthen, BasisRunsOut, TargetNotInNetwork, AreaNotInNetwork,
    SummaryNamesClient.
    """
    if ask.limit is Limit.REACHED and ask.tried is None:
        raise TriedNeeded
    match ask.help:
        case Help.COMPLEMENT:
            if ask.grant is None:
                raise GrantNeeded
            valid_basis(ask.grant.basis.until, at)
        case Help.STRENGTHEN:
            if ask.grant is not None:
                raise GrantNotForStrengthen
        case _:
            assert_never(ask.help)
    if len(set(ask.targets)) != len(ask.targets) or not region.units.issuperset(ask.targets):
        raise TargetNotInNetwork
    if ask.hints.area is not None and ask.hints.area not in region.areas:
        raise AreaNotInNetwork
    without_identity(ask, known)
    holder_agrees = seat.holder_id not in {None, seat.own_id} and not ask.urgent
    return Drafted(ask.tried, ask.overrides, holder_agrees)


def without_identity(ask: Ask, known: Known) -> None:
    """Hold back a text that gives the client away, naming the place and never the word (E2).

    Raises SummaryNamesClient.
    """
    errors = [
        FieldError(f"/{field}", _SAID_OF[clue])
        for field, text in (("question", ask.question), ("summary", ask.summary))
        for clue in sorted(clues_in(text, known.names, known.birth_date, allowed=ask.overrides))
    ]
    if errors:
        raise SummaryNamesClient(errors=errors)
