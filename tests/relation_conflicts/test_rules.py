"""Who may be put on the list of those who never get access, and how a line of it ends."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from chaincare.ids import new_id
from chaincare.relation_conflicts.model import (
    ConflictNotYours,
    ConflictReviewInPast,
    ConflictWithYourself,
    Holder,
    NotInCrisis,
    OnlyHolderBarsOrganisations,
    OrganisationInConflict,
    ProfessionalInConflict,
    RegieMustPassFirst,
    RelationConflictEnded,
    RepresentativeInConflict,
    Standing,
    Who,
)
from chaincare.relation_conflicts.rules import end, keep, record

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ME, HOUSE, OTHER, PART, TEAM = (new_id() for _ in range(5))
BY = Standing(PART, ME, TEAM, HOUSE)
HOLDER = Holder(new_id(), new_id(), new_id(), new_id())


@pytest.mark.parametrize("kind", [ProfessionalInConflict, OrganisationInConflict, RepresentativeInConflict])
def test_a_party_is_put_on_the_list_and_taken_off_once(kind: type[Who]) -> None:
    line = record(new_id(), kind(OTHER), "r", "the client", date(2026, 3, 2), by=BY, at=AT)
    assert (line.who, line.recorded_by, line.ended) == (kind(OTHER), ME, None)
    ended = end(line, "she moved", by=BY, at=AT)
    assert ended.ended is not None
    with pytest.raises(RelationConflictEnded):
        end(ended, "again", by=BY, at=AT)


@pytest.mark.parametrize("who", [ProfessionalInConflict(ME), OrganisationInConflict(HOUSE)])
def test_nobody_locks_himself_out(who: Who) -> None:
    with pytest.raises(ConflictWithYourself):
        record(new_id(), who, "r", "d", date(2026, 4, 1), by=BY, at=AT)


def test_it_is_looked_at_again_today_or_on_a_day_to_come() -> None:
    record(new_id(), ProfessionalInConflict(OTHER), "r", "d", date(2026, 3, 1), by=BY, at=AT)
    with pytest.raises(ConflictReviewInPast):
        record(new_id(), ProfessionalInConflict(OTHER), "r", "d", date(2026, 2, 28), by=BY, at=AT)


@pytest.mark.parametrize(
    "who",
    [
        ProfessionalInConflict(HOLDER.professional_id or ME),
        OrganisationInConflict(HOLDER.organisation_id or ME),
        RepresentativeInConflict(HOLDER.representative_id or ME),
    ],
)
def test_who_directs_is_not_put_on_the_list(who: Who) -> None:
    record(new_id(), who, "r", "d", date(2026, 4, 1), by=BY, at=AT)
    with pytest.raises(RegieMustPassFirst):
        record(new_id(), who, "r", "d", date(2026, 4, 1), by=replace(BY, holder=HOLDER), at=AT)


def test_who_directs_or_recorded_it_ends_it_and_while_nobody_directs_his_unit() -> None:
    line = record(new_id(), ProfessionalInConflict(OTHER), "r", "d", date(2026, 4, 1), by=BY, at=AT)
    colleague = Standing(new_id(), new_id(), TEAM, HOUSE)
    elsewhere = Standing(new_id(), new_id(), new_id(), HOUSE)
    directing = replace(elsewhere, holder=replace(HOLDER, participation_id=elsewhere.own_id))
    for one in (replace(BY, holder=HOLDER), colleague, directing):
        assert end(line, "so", by=one, at=AT).ended
        assert keep(line, "so", date(2026, 5, 1), by=one, at=AT).reviews[0].reviewed_by == one.own_id
    for one in (replace(colleague, holder=HOLDER), elsewhere, replace(elsewhere, unit_id=None)):
        with pytest.raises(ConflictNotYours):
            end(line, "so", by=one, at=AT)
        with pytest.raises(ConflictNotYours):
            keep(line, "so", date(2026, 5, 1), by=one, at=AT)
    with pytest.raises(NotInCrisis):
        end(line, "so", by=replace(BY, in_crisis=True), at=AT)
    with pytest.raises(NotInCrisis):
        record(
            new_id(),
            ProfessionalInConflict(OTHER),
            "r",
            "d",
            date(2026, 4, 1),
            by=replace(BY, in_crisis=True),
            at=AT,
        )


def test_while_somebody_directs_an_organisation_is_his_to_put_on_the_list() -> None:
    organisation, held = OrganisationInConflict(OTHER), replace(BY, holder=HOLDER)
    for by in (BY, replace(BY, holder=replace(HOLDER, participation_id=PART))):
        record(new_id(), organisation, "r", "d", date(2026, 4, 1), by=by, at=AT)
    record(new_id(), ProfessionalInConflict(OTHER), "r", "d", date(2026, 4, 1), by=held, at=AT)
    with pytest.raises(OnlyHolderBarsOrganisations):
        record(new_id(), organisation, "r", "d", date(2026, 4, 1), by=held, at=AT)
