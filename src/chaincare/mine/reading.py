"""Agreements over several cases, put together as the client's side reads them."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.agreements.seeing import outline_seen_at, outline_told
from chaincare.agreements.shown import agreement_view, with_statements
from chaincare.agreements.states import fold
from chaincare.agreements.store import list_agreements_of_cases, list_facts, list_parties
from chaincare.mine.rules import ball_of
from chaincare.mine.views import OwnAgreements, own_agreement_view
from chaincare.statements.store import list_beside_agreements

OF_A_CASE = 50
"""So many agreements of a case at most."""


async def agreements_of(clearance: Clearance, own: Mapping[UUID, UUID]) -> OwnAgreements:
    """Give the agreements of these cases, in which the reader takes part as told."""
    cases, now = list(own), clearance.now()
    found = await list_agreements_of_cases(clearance, cases, OF_A_CASE + 1)
    many = Counter(case_id for case_id, _ in found)
    ids = [outline.id for _, outline in found]
    facts = await list_facts(clearance, ids, cases)
    beside = await list_beside_agreements(clearance, ids, cases)
    parties = await list_parties(clearance, now, cases)
    items, of_case = [], Counter[UUID]()
    for case_id, outline in found:
        of_case[case_id] += 1
        if of_case[case_id] > OF_A_CASE or outline.id not in facts:
            continue
        agreement = fold(outline, facts[outline.id])
        view = with_statements(agreement_view(outline, agreement, parties, now), beside)
        seen = outline_seen_at(outline_told(outline, agreement), now, parties)
        items.append(own_agreement_view(case_id, view, ball_of(seen, parties, own[case_id]), parties))
    long_cases = tuple(one for one in cases if many[one] > OF_A_CASE)
    return OwnAgreements(items=tuple(items), long_cases=long_cases)
