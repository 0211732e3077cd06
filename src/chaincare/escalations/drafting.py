"""What may be asked of the winkelstraat, and in which words. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import assert_never

from chaincare.alliance.model import TextNamesSomebody
from chaincare.clients.model import BirthPrecision, Client
from chaincare.escalations.facts import Drafted, Redrafted, Wording
from chaincare.escalations.model import Ask, Help, Known, Limit, Region, Seat
from chaincare.escalations.refusals import (
    AreaNotInNetwork,
    GrantNeeded,
    GrantNotForStrengthen,
    SummaryNamesClient,
    TargetIsOwnUnit,
    TargetNotInNetwork,
    TriedNeeded,
)
from chaincare.parties.rules import valid_basis
from chaincare.recognition import Clue, clues_in, names_let_through
from chaincare.refusals import FieldError
from chaincare.shapes import Shape, shapes_in, shapes_let_through

_UNREADABLE = "Holds too many characters that each stand for several letters; write it in plain letters."
Said = Sequence[tuple[str, str | None]]
"""Fields with what is said in them: a pointer without its slash, and the text."""

_HOLDS = (Shape.ADDRESS, Shape.PHONE)
"""Where somebody can be found, whoever it is: that goes to nobody before he accepts."""

_SAID_OF = {
    Clue.NAME: "Holds a name of the client; a word that means something else here goes into overrides.",
    Clue.BIRTH_DATE: "Holds the client's birth date, or its day and month; hints/ageBand says enough. Where another day is"
    " meant, write it without a year and put its words into overrides.",
    Clue.BSN: "Holds a number that is a valid BSN.",
    Clue.UNREADABLE: _UNREADABLE,
}
_LOOKS_LIKE = {
    Shape.BSN: "Holds a number that is a valid BSN; if it is another number, put it into overrides.",
    Shape.DATE: "Holds a full date, which may be of birth; if it is not, put each word of it into overrides.",
    Shape.PHONE: "Holds what looks like a telephone number; if it is none, put each word of it into overrides.",
    Shape.ADDRESS: "Holds what looks like an address; if it is none, put each word of it into overrides.",
    Shape.UNREADABLE: _UNREADABLE,
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

    Raises TriedNeeded, GrantNeeded, GrantNotForStrengthen, BasisRunsOut, TargetNotInNetwork, TargetIsOwnUnit,
    AreaNotInNetwork, SummaryNamesClient.
    """
    if ask.limit is Limit.REACHED and ask.tried is None:
        raise TriedNeeded(errors=[FieldError("/tried", "Say what was tried.")])
    match ask.help:
        case Help.COMPLEMENT:
            if ask.grant is None:
                raise GrantNeeded(errors=[FieldError("/grant", "Say what accepting gives.")])
            valid_basis(ask.grant.basis.until, at)
        case Help.STRENGTHEN:
            if ask.grant is not None:
                raise GrantNotForStrengthen(errors=[FieldError("/grant", "Leave it out.")])
        case _:
            assert_never(ask.help)
    may_be_asked(ask, region)
    said = (("question", ask.question), ("summary", ask.summary))
    insisted = without_identity(said, known, ask.overrides)
    holder_agrees = seat.holder_id not in {None, seat.own_id} and not ask.urgent
    return Drafted(ask.tried, insisted, holder_agrees)


def redrafted(
    ask: Ask, known: Known, region: Region, seat: Seat, before: Wording, *, at: datetime
) -> Redrafted:
    """Check what is asked as for a first draft, and keep what it said before. Raises what :func:`drafted` does."""
    said = drafted(ask, known, region, seat, at=at)
    return Redrafted(said.tried, said.overrides, said.holder_agrees, before)


def may_be_asked(ask: Ask, region: Region) -> None:
    """Check whom is asked and which area is named. Raises TargetNotInNetwork, TargetIsOwnUnit, AreaNotInNetwork."""
    for place, unit in enumerate(ask.targets):
        if unit not in region.units or unit in ask.targets[:place]:
            said = (
                "Named twice."
                if unit in ask.targets[:place]
                else "No unit of this network that may take part."
            )
            raise TargetNotInNetwork(errors=[FieldError(f"/targets/{place}", said)])
    if region.own_unit in ask.targets:
        where = ask.targets.index(region.own_unit)
        raise TargetIsOwnUnit(errors=[FieldError(f"/targets/{where}", "Your own unit.")])
    if ask.hints.area is not None and ask.hints.area not in region.areas:
        raise AreaNotInNetwork(errors=[FieldError("/hints/area", "Not an area of this network.")])


def without_identity(said: Said, known: Known, overrides: tuple[str, ...]) -> tuple[str, ...]:
    """Hold back a text that gives the client away, naming the place and never the word (E2).

    Gives those overrides that let something through: on the others nobody insisted. Raises SummaryNamesClient.
    """
    errors = [
        FieldError(f"/{field}", sentence)
        for field, text in said
        if text is not None
        for sentence in dict.fromkeys(
            (
                *(
                    _SAID_OF[clue]
                    for clue in sorted(clues_in(text, known.names, known.birth_date, allowed=overrides))
                ),
                *(_LOOKS_LIKE[shape] for shape in sorted(shapes_in(text, _HOLDS, allowed=overrides))),
            )
        )
    ]
    if errors:
        raise SummaryNamesClient(errors=errors)
    return _insisted(
        said,
        overrides,
        lambda text: (
            names_let_through(text, known.names, known.birth_date, allowed=overrides)
            | shapes_let_through(text, _HOLDS, allowed=overrides)
        ),
    )


def about_nobody(said: Said, overrides: tuple[str, ...]) -> tuple[str, ...]:
    """Hold back a text without a case that looks as if it points at somebody: no name is known to compare it with.

    Gives those overrides that let something through. Raises TextNamesSomebody.
    """
    errors = [
        FieldError(f"/{field}", _LOOKS_LIKE[shape])
        for field, text in said
        if text is not None
        for shape in sorted(shapes_in(text, Shape, allowed=overrides))
    ]
    if errors:
        raise TextNamesSomebody(errors=errors)
    return _insisted(said, overrides, lambda text: shapes_let_through(text, Shape, allowed=overrides))


def _insisted(
    said: Said, overrides: tuple[str, ...], let_through: Callable[[str], frozenset[str]]
) -> tuple[str, ...]:
    texts = [text for _, text in said if text is not None] if overrides else []
    needed = frozenset(word for text in texts for word in let_through(text))
    return tuple(one for one in dict.fromkeys(overrides) if one in needed)
