"""Rules of the case itself. Pure."""

from datetime import date

import msgspec

from chaincare.access.model import Reach
from chaincare.cases.model import CaseFile, Consulted, EvaluationInPast, Party, Question, ReasonNeeded
from chaincare.refusals import FieldError

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def reference_from(number: int) -> str:
    """Make a reference that people can read out: eight characters without look-alikes, nothing personal.

    ``number`` is random, below 2^40.
    """
    letters = [_ALPHABET[number >> (5 * place) & 31] for place in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def asked_well(question: Question, *, before: Question | None, today: date) -> Question:
    """Check that a client who was not consulted was not so silently, and that a new evaluation date lies ahead.

    ``before`` is the edition it changes, if it does. Raises ReasonNeeded, EvaluationInPast.
    """
    if question.consulted is not Consulted.YES and question.consulted_because is None:
        raise ReasonNeeded(errors=[FieldError("/consultedBecause", "Say why the client was not consulted.")])
    fixed = question.evaluation_on
    if fixed is not None and fixed < today and (before is None or fixed != before.evaluation_on):
        raise EvaluationInPast(errors=[FieldError("/evaluationDate", "Must be today or later.")])
    return question


def shown_to(case: CaseFile, reach: Reach) -> CaseFile:
    """Narrow a case to what the reach shows (DOMAIN 2). The wall has already left out whole tables.

    ``that``: parties by sector only. ``steering``: no parties but the holder. A client or representative: who takes
    part by name, function and phone. ``core`` and ``full``: parties by organisation and function; names of colleagues
    are for those who work with them.
    """
    match reach:
        case Reach.THAT:
            return msgspec.structs.replace(case, parties=tuple(map(_by_sector, case.parties)))
        case Reach.STEERING:
            return msgspec.structs.replace(case, parties=())
        case _:
            return case


def _by_sector(party: Party) -> Party:
    return Party(
        participation_id=party.participation_id,
        role=party.role,
        circle=party.circle,
        scope=party.scope,
        scope_from=None,
        purpose="",
        since=party.since,
        name=None,
        function=None,
        phone=None,
        unit_id=None,
        unit=None,
        organisation=None,
        sector=party.sector,
    )
