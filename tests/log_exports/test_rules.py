"""Who decides about an export, and until when it is fetched; and that proofs out of tiles are those of the whole tree. Pure."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaincare.findings.model import Reviewer
from chaincare.log_exports import rules
from chaincare.log_exports.model import (
    Bound,
    DecisionReason,
    ExportDecision,
    ExportFormat,
    ExportReason,
    ExportState,
    LogExport,
    LogExportDecided,
    LogExportNotReady,
    LogExportOfOthers,
    LogExportOver,
    LogExportTooLarge,
    OwnLogExport,
)
from chaincare.log_exports.tiles import Tiles, span_of, tiles_of
from chaincare.merkle import Frontier, Row, check_inclusion, inclusion_proof, leaf_hash
from chaincare.trace.model import Question

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ALICE, BOB, CLARA = (UUID(int=n) for n in (1, 2, 3))
DAY = timedelta(days=1)
YES = (ExportDecision.APPROVED, DecisionReason.NEEDED_FOR_THE_REASON)
NO = (ExportDecision.REFUSED, DecisionReason.TOO_WIDE)
DAVE = UUID(int=4)
ASKED = Question(None, DAVE, None, None, None, None)


def export_of(entries: int, alone: int = 0) -> LogExport:
    bound = Bound(1, 10, "0", "9")
    return rules.request(
        CLARA, ExportFormat.CSV, ExportReason.AUDIT, ASKED, bound, entries, (ALICE, None), (5, DAY), alone=alone, at=NOW
    )  # fmt: skip


def test_a_small_export_is_ready_and_a_large_one_waits_for_a_second_person() -> None:
    small, large = export_of(5), export_of(6)
    assert rules.state_of(small, at=NOW) is ExportState.READY
    assert rules.state_of(small, at=NOW + DAY) is ExportState.EXPIRED
    assert rules.state_of(large, at=NOW + 6 * DAY) is ExportState.WAITING
    assert rules.state_of(large, at=NOW + 7 * DAY) is ExportState.EXPIRED
    assert rules.may_decide(
        large, Reviewer(BOB, frozenset({BOB}), frozenset({CLARA}), manages_access=False), at=NOW
    )
    assert not rules.may_decide(
        small, Reviewer(BOB, frozenset({BOB}), frozenset({CLARA}), manages_access=False), at=NOW
    )
    # In pieces it is as large; what holds nothing shows nothing.
    pieces = [(2, 3, False), (3, 3, True), (1, 5, True), (0, 9, False)]
    assert [export_of(entries, alone).needs_second for entries, alone, _ in pieces] == [p[2] for p in pieces]
    with pytest.raises(LogExportTooLarge):
        export_of(rules.MOST + 1)


def test_the_second_person_is_another_who_hands_out_no_access() -> None:
    large, bob = export_of(6), Reviewer(BOB, frozenset({BOB}), frozenset({CLARA}), manages_access=False)
    for reviewer in (
        Reviewer(ALICE, frozenset({ALICE}), frozenset({CLARA}), manages_access=False),
        Reviewer(BOB, frozenset({BOB}), frozenset({ALICE}), manages_access=False),
        Reviewer(BOB, frozenset({BOB}), frozenset({CLARA}), manages_access=True),
        # Nor whom it is about, who has his mandate from him, or who takes part in its case.
        Reviewer(DAVE, frozenset({DAVE}), frozenset({CLARA}), manages_access=False),
        Reviewer(BOB, frozenset({BOB}), frozenset({DAVE}), manages_access=False),
        Reviewer(BOB, frozenset({BOB}), frozenset({CLARA}), manages_access=False, takes_part=True),
    ):
        assert not rules.may_decide(large, reviewer, at=NOW)
        with pytest.raises(OwnLogExport):
            rules.decide(large, YES, reviewer, DAY, at=NOW)
    approved = rules.decide(large, YES, bob, DAY, at=NOW + 3 * DAY)
    assert rules.state_of(approved, at=NOW + 3 * DAY) is ExportState.READY
    assert rules.state_of(approved, at=NOW + 4 * DAY) is ExportState.EXPIRED
    assert rules.state_of(rules.decide(large, NO, bob, DAY, at=NOW), at=NOW) is ExportState.REFUSED
    for settled in (approved, export_of(5)):
        with pytest.raises(LogExportDecided):
            rules.decide(settled, YES, bob, DAY, at=NOW)


def test_only_who_asked_fetches_what_is_ready() -> None:
    rules.hold_ready(export_of(5), ALICE, at=NOW)
    with pytest.raises(LogExportOfOthers):
        rules.hold_ready(export_of(5), BOB, at=NOW)
    with pytest.raises(LogExportOver):
        rules.hold_ready(export_of(5), ALICE, at=NOW + DAY)
    with pytest.raises(LogExportNotReady):
        rules.hold_ready(export_of(6), ALICE, at=NOW)


LEAVES = [leaf_hash(n.to_bytes(4)) for n in range(70_000)]


@settings(max_examples=15, deadline=None)
@given(st.sampled_from([1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000]), st.data())
def test_a_proof_out_of_tiles_is_one_of_the_tree(size: int, data: st.DataObject) -> None:
    indices = data.draw(st.sets(st.integers(0, size - 1), min_size=1, max_size=5))
    tree = Frontier()
    rows: list[Row] = tree.append(LEAVES[:size])
    kept = {row.level // 8: row.hashes for row in rows if row.level % 8 == 0}
    spans = {tile: span_of(tile, size) for tile in tiles_of(indices, size)}
    tiles = Tiles(
        {(level, place): kept.get(level, ())[start:end] for (level, place), (start, end) in spans.items()}
    )
    for index in indices:
        check_inclusion(index, size, LEAVES[index], inclusion_proof(index, size, tiles), tree.root())
