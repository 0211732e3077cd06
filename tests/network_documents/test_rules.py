"""Whom a document of the network concerns."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from chaincare.network_documents.model import Concerned, ConcernedUnfit, DocumentKind, HoldsBackwards, Part
from chaincare.network_documents.rules import coherent, in_order

A, B = uuid4(), uuid4()
BOTH = {A, B}


def test_a_coalition_has_one_main_contractor_and_no_document_names_who_is_no_member() -> None:
    main, sub = Concerned(A, Part.MAIN_CONTRACTOR), Concerned(B, Part.SUBCONTRACTOR)
    coherent(DocumentKind.COALITION, [main, sub], BOTH)
    coherent(DocumentKind.CHARTER_POINT, [], BOTH)
    coherent(DocumentKind.WORKING_GROUP, [Concerned(A, Part.LEAD), Concerned(B, Part.MEMBER)], BOTH)


@pytest.mark.parametrize(
    ("kind", "concerns", "pointers"),
    [
        (DocumentKind.COALITION, [Concerned(A, Part.SUBCONTRACTOR)], ["/concerns"]),
        (DocumentKind.COALITION, [Concerned(one, Part.MAIN_CONTRACTOR) for one in (A, B)], ["/concerns"]),
        (DocumentKind.COALITION, [Concerned(A, Part.MAIN_CONTRACTOR), Concerned(B, Part.LEAD)], ["/concerns/1/part"]),
        (DocumentKind.CHARTER_POINT, [Concerned(A, Part.MAIN_CONTRACTOR)], ["/concerns/0/part"]),
        (DocumentKind.WORKING_GROUP, [Concerned(A, Part.LEAD)] * 2, [f"/concerns/{n}/organisationId" for n in (0, 1)]),
        (DocumentKind.WORKING_GROUP, [Concerned(UUID(int=1), Part.LEAD)], ["/concerns/0/organisationId"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_at_its_place(
    kind: DocumentKind, concerns: list[Concerned], pointers: list[str]
) -> None:
    with pytest.raises(ConcernedUnfit) as refused:
        coherent(kind, concerns, BOTH)
    assert [one.pointer for one in refused.value.errors] == pointers


def test_it_does_not_end_before_it_begins() -> None:
    day, before = date(2026, 3, 2), date(2026, 3, 1)
    in_order(day, None)
    in_order(day, day)
    with pytest.raises(HoldsBackwards):
        in_order(day, before)
