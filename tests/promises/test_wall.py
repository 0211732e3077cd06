"""S3: how the wall is built, and what it shows to whom. As the application's own login, past every handler."""

import contextlib
from datetime import timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest
from tests.people import Region, add_begeleider
from tests.promises.behind import BOOKS, DIRECTORY, Door, Inside, another_case

pytestmark = pytest.mark.anyio

# What the application's login may call. A new name here is a new door in the wall: think first. Everything else that
# belongs to chaincare_door is for other doors only.
CALLABLE = frozenset({
    "cleared_inventory_lines", "door_line", "door_line_opening", "door_line_report", "door_lines", "door_lines_import", "inventory_room", "record_lines", "expire_inventory_lines", "inventory_counts",
    "log_export_bound", "sealed_places", "exported_log", "checkpoint_note",
    "begin_detection", "search_waits", "search_next", "cleared_log_mandates", "drawn_entries", "sampling_mandate", "uncleared_steps", "door_own_finding", "own_finding_looks", "cleared_findings", "reviewer_bars",
    "cleared_to_second", "erase_waiting_log_texts", "door_case_mandate", "door_case_mandate_asking", "door_case_mandate_opening", "cleared_case_mandates", "opened_by_mandate",
    "take_seal_turn", "seal_state", "open_log", "seal_next", "keep_checkpoint", "keep_seal_key", "list_seal_keys", "sealed_leaves", "sealed_roots", "sealed_place", "sealed_size", "list_checkpoints", "last_checkpoint", "next_log", "keep_cosignature", "witnessed", "witness_state", "note_log_alarm",
    "acting_here", "unattended_here", "cleared_absentees", "door_absences", "holder_is_absent", "is_deserted",
    "door_network_move", "door_network_moves", "move_to_network", "door_regie_move", "door_regie_move_cases", "door_regie_moves", "seen_regie_moves", "end_settled_regie_moves", "regie_order_network", "put_aside_regie_move", "retry_regie_move", "bring_in_by_order", "begin_regie_move", "take_regie_move", "note_regie_move", "regie_move_counts", "regie_move_open", "regie_move_waiting", "regie_move_page",
    "door_case_households", "door_household", "door_acceptance", "audited_agreements", "door_agreement_audit", "door_case", "door_cases", "door_client", "door_directory", "door_log", "door_opening", "door_own_log", "door_page",
    "door_statement", "keep_note_readings", "note_readers", "door_received", "door_target", "door_target_ending", "expire_network_moves", "offer_stands", "door_worklist", "record",
    "ball_id",
    "read_worklist", "requests_that_stay", "stays_taken_on", "stood", "brings_above_norm", "settle_due_regie", "unname_last_resorts", "term_is_tied", "next_regie_fact", "let_hidden_make_way", "door_last_resort", "unfit_last_resorts", "settle_planned", "drop_planned",
    "door_again", "erase_network_text", "names_near_writer", "own_covenants", "own_transparency_notices", "solve_bottleneck", "confirm_bottleneck", "door_handover_list", "read_handover_list", "handover_counts", "end_parts_of", "door_alliance", "cleared_reports", "count_month", "month_indications", "cleared_networks", "cleared_organisations", "cleared_repeat", "cleared", "cleared_audiences", "cleared_cases", "cleared_clients", "cleared_escalations", "cleared_for",
    "cleared_log_networks", "cleared_people", "cleared_silences", "cleared_log_organisations", "cleared_log_whole_networks", "cleared_targets",
    "asked_within_log", "cleared_own_entry", "cleared_requesters", "is_last_target", "lapse_other_targets", "done_in_this_transaction",
    "another_target_asks", "feedback_was_given", "door_match", "door_search", "find_matches", "keep_names", "match_moves", "read_match", "ball_now", "cleared_actors", "cleared_consultations", "cleared_writings",
    "door_asking", "door_consultation", "door_consultations", "door_contributions", "door_conversion",
    "cleared_crises", "cleared_directed", "cleared_emergencies", "cleared_undisclosed", "door_emergencies", "door_emergency",
    "door_emergency_request", "emergency_card",
    "log_basis", "log_hides", "log_names_of", "log_case_ids", "log_client", "log_client_id", "person_has_login", "read_cases", "read_cases_under", "standing_holders",
    "stands", "acting_stopped", "forget_proofs", "see_proof",
    "cleared_administrations", "cleared_log_without", "cleared_about_reader", "cleared_himself",
    "cleared_objects", "cleared_own_subjects", "cleared_untold", "cleared_privacy_networks", "door_bundle", "door_privacy", "door_notice", "door_notices", "door_hold", "door_holds", "run_retention", "run_log_retention", "erase_log_texts", "bundle_parts", "door_lodging", "door_request", "door_requests", "is_in_own_log",
    "is_representative_of", "name_granted", "door_incident", "door_incident_asking", "incident_lines",
    "withheld_items", "parts_of_restriction", "is_item_of_case", "bundle_columns", "may_be_shown_again", "uncleared_citizens",
    "cleared_addresses", "cleared_bsn", "cleared_joint_consents", "decided_of_client", "uncleared_contacts", "uncleared_consents", "uncleared_items",
    "holder_behind_shield", "uncleared_agreements", "uncleared_bases", "uncleared_escalations", "uncleared_events", "uncleared_in_place", "uncleared_meetings",
    "without_unseen_agreements", "uncleared_anything", "uncleared_networks", "uncleared_last_resorts", "uncleared_needs", "uncleared_parties", "uncleared_people", "uncleared_proposals", "uncleared_things", "uncleared_units",
    "climb", "expire_requests", "expire_consultations", "end_parts_of_insolvent", "erase_shared", "supersede_agreement", "hold_replaced", "succession_lines", "door_management", "door_regie_overview", "overview_caseloads", "overview_rows", "read_management", "read_regie_overview", "still_late", "stood_still", "take_timers", "door_refusal", "door_administration", "lock_case_to_close", "partner_last_used", "close_case", "reopen_case", "merged_into", "answer_bottleneck", "door_bottleneck", "door_bottlenecks", "raised_bottlenecks",
})  # fmt: skip
SHOWN_TO_TEACHER = {
    "cases", "clients", "case_questions", "participations", "legal_bases", "notes", "representatives", "invitations",
}  # fmt: skip


async def _open_tables(admin: asyncpg.Connection) -> set[str]:
    """Every table and partition that is not walled by default, whoever made it: any that holds a person, too."""
    rows = await admin.fetch(
        "SELECT relname FROM pg_class AS c WHERE relnamespace = 'chaincare'::regnamespace AND relkind IN ('r', 'p')"
        " AND (NOT (relrowsecurity AND relforcerowsecurity) OR EXISTS ("
        # A policy for everybody, or one that asks the application for nothing, is an open door all the same.
        "   SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid AND p.polpermissive"
        "   AND (0 = ANY (p.polroles) OR ('chaincare_app'::regrole = ANY (p.polroles)"
        "        AND coalesce(pg_get_expr(p.polqual, c.oid), 'true') = 'true'"
        "        AND coalesce(pg_get_expr(p.polwithcheck, c.oid), 'true') = 'true'))))"
    )
    return {row["relname"] for row in rows}


async def test_every_table_has_the_wall_and_the_owner_stands_before_it_too(region: Region) -> None:
    assert await _open_tables(region.admin) == set(BOOKS) | set(DIRECTORY)
    walled = await region.admin.fetch(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
    )
    assert {row["relname"] for row in walled} >= SHOWN_TO_TEACHER | {"access_entries"} | set(DIRECTORY)
    # What is in the directory is for everybody in it: no client, no case. Nothing else may join it unseen.
    about = await region.admin.fetch(
        "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'chaincare' AND column_name"
        " IN ('case_id', 'client_id', 'client', 'pseudonym', 'given_names', 'birth_date', 'representative_id', 'bsn')"
    )
    assert not {row["table_name"] for row in about} & (set(BOOKS) | set(DIRECTORY))


WALLED = "ALTER TABLE chaincare.forgotten ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"


@pytest.mark.parametrize(
    "half",
    [
        "SELECT 1",
        "ALTER TABLE chaincare.forgotten ENABLE ROW LEVEL SECURITY",
        f"{WALLED}; CREATE POLICY all_see ON chaincare.forgotten TO chaincare_app USING (true)",
        f"{WALLED}; CREATE POLICY all_see ON chaincare.forgotten USING (case_id IS NOT NULL)",
    ],
)
async def test_a_table_that_somebody_forgets_to_wall_is_found(region: Region, half: str) -> None:
    """The test above can fail: each of these is a way to forget."""
    await region.admin.execute("CREATE TABLE chaincare.forgotten (case_id uuid, words text)")
    await region.admin.execute(half)
    assert "forgotten" in await _open_tables(region.admin)
    await region.admin.execute(f"{WALLED}; DROP POLICY IF EXISTS all_see ON chaincare.forgotten")
    assert "forgotten" not in await _open_tables(region.admin)


async def test_a_view_shows_the_application_nothing_it_could_not_see_itself(region: Region) -> None:
    views = await region.admin.fetch(
        "SELECT relname, coalesce('security_invoker=true' = ANY (reloptions), false) AS invoker,"
        "  has_table_privilege('chaincare_app', oid, 'SELECT') AS readable,"
        "  has_table_privilege('public', oid, 'SELECT') AS by_everyone"
        " FROM pg_class WHERE relnamespace = 'chaincare'::regnamespace AND relkind IN ('v', 'm')"
    )
    assert [
        one["relname"] for one in views if one["by_everyone"] or (one["readable"] and not one["invoker"])
    ] == []


async def test_every_policy_for_the_application_asks_for_a_ticket(region: Region) -> None:
    rows = await region.admin.fetch(
        "SELECT tablename, policyname, cmd, coalesce(qual, '') || coalesce(with_check, '') AS says FROM pg_policies"
        " WHERE schemaname = 'chaincare' AND 'chaincare_app' = ANY (roles) AND permissive = 'PERMISSIVE'"
    )  # a restrictive one opens nothing
    unasked = {
        (row["tablename"], row["cmd"])
        for row in rows
        if "cleared_" not in row["says"] and "asked_within_log" not in row["says"]
    }
    assert unasked == {(table, "SELECT") for table in DIRECTORY}
    assert {row["tablename"] for row in rows} >= SHOWN_TO_TEACHER
    others = await region.admin.fetch(
        "SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'chaincare'"
        " AND roles <> '{chaincare_app}' AND roles <> '{chaincare_door}' ORDER BY 1, 2"
    )
    # The owner's duties: answers are forgotten after a day (D1), and who came to how many clients after two hours.
    assert [tuple(one) for one in others] == [
        (table, policy) for table in ("first_looks", "repeats") for policy in ("owner_finds", "owner_forgets")
    ]


async def test_every_function_with_the_doors_rights_is_closed_to_everyone_and_trusts_no_search_path(
    region: Region,
) -> None:
    functions = await region.admin.fetch(
        "SELECT p.proname, p.prosecdef, p.proconfig, p.proowner::regrole::text AS owner,"
        "  has_function_privilege('chaincare_app', p.oid, 'EXECUTE') AS app,"
        "  EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a"
        "          WHERE a.grantee = 0) AS everyone"
        " FROM pg_proc AS p WHERE p.pronamespace = 'chaincare'::regnamespace"
    )
    definers = [one for one in functions if one["prosecdef"]]
    assert len(definers) > 15
    for one in definers:
        assert "search_path=pg_catalog, pg_temp" in one["proconfig"], one["proname"]
        assert not one["everyone"], f"PUBLIC may call {one['proname']}"
    doors = {one["proname"] for one in functions if one["owner"] == "chaincare_door" and one["app"]}
    assert doors == CALLABLE, f"the application may call {doors ^ CALLABLE}: is that meant?"


async def test_every_table_the_application_writes_answers_to_its_entry(region: Region) -> None:
    """T2 holds on every table: a deferred trigger for INSERT and UPDATE, switched on."""
    written = await region.admin.fetch(
        "SELECT c.relname, EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgrelid = c.oid"
        "   AND t.tgname = c.relname || '_require_done' AND t.tgdeferrable AND t.tginitdeferred"
        "   AND t.tgenabled = 'O' AND (t.tgtype::int & 20) = 20) AS held"
        " FROM pg_class AS c WHERE c.relnamespace = 'chaincare'::regnamespace AND NOT c.relispartition"
        "  AND (has_any_column_privilege('chaincare_app', c.oid, 'INSERT')"
        "       OR has_any_column_privilege('chaincare_app', c.oid, 'UPDATE'))"
    )
    assert {row["relname"] for row in written} >= {"notes", "cases", "participations", "mandates"}
    assert [row["relname"] for row in written if not row["held"]] == []
    removable = await region.admin.fetch(
        "SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = 'chaincare'::regnamespace"
        " AND c.relkind IN ('r', 'p') AND (has_table_privilege('chaincare_app', c.oid, 'DELETE')"
        "      OR has_table_privilege('chaincare_app', c.oid, 'TRUNCATE'))"
    )
    assert removable == []


async def test_without_a_ticket_no_table_shows_anything(
    region: Region, within: Inside, case_id: UUID
) -> None:
    entered = await within.enter("teacher", case_id)
    assert set(await within.shown(entered.ticket)) >= SHOWN_TO_TEACHER
    assert await within.shown() == {}
    assert await within.shown("") == {}


async def test_a_ticket_of_somebody_who_was_not_let_in_shows_nothing(within: Inside, case_id: UUID) -> None:
    assert (await within.enter("teacher", case_id)).row["outcome"] == "entered"
    for role in ("outsider", "partner", "administrator", "auditor"):
        entered = await within.enter(role, case_id)
        assert entered.row["outcome"] == "not_visible"
        assert await within.shown(entered.ticket) == {}, role


async def test_what_was_refused_or_done_is_no_ticket(within: Inside, case_id: UUID) -> None:
    """These entries name the case and the reach, and let nobody in."""
    entered = await within.enter("teacher", case_id, action="C", event="note.written")
    for outcome, rule in (("refused", "reach/1"), ("done", None)):
        async with within.connection.transaction():
            await within.present(entered.ticket)
            ticket = await within.connection.fetchval(
                "SELECT chaincare.record('note.written', 'C', $1, $2, NULL)", outcome, rule
            )
        assert "cases" in await within.shown(entered.ticket)
        assert await within.shown(ticket) == {}


async def test_a_ticket_older_than_five_seconds_shows_nothing(
    region: Region, within: Inside, case_id: UUID
) -> None:
    entered = await within.enter("teacher", case_id)

    async def aged(seconds: float) -> str:
        """The same entry, as if made a while ago."""
        at = await region.admin.fetchval(
            "INSERT INTO chaincare.access_entries SELECT (jsonb_populate_record(e, jsonb_build_object('at',"
            "   clock_timestamp() - make_interval(secs => $2)))).*"
            " FROM chaincare.access_entries AS e WHERE e.id = $1 ORDER BY at DESC LIMIT 1 RETURNING at",
            entered.row["id"], seconds,
        )  # fmt: skip
        return f"{at.isoformat()}/{entered.row['id']}"

    assert "cases" in await within.shown(await aged(3))
    assert await within.shown(await aged(5.01)) == {}


async def test_a_ticket_opens_its_own_case_and_no_other(
    region: Region, within: Inside, case_id: UUID
) -> None:
    other = await another_case(region)
    entered = await within.enter("teacher", other)
    async with within.under(entered.ticket) as connection:
        assert await connection.fetch("SELECT id FROM cases") == [(other,)]
        assert await connection.fetch("SELECT given_names FROM clients") == [("Sem",)]
        assert await connection.fetch("SELECT FROM notes WHERE case_id = $1", case_id) == []


@pytest.mark.parametrize(
    "forged", ["{at}/{other}", "{later}/{id}", "nonsense", "/", "{at}/", "{at}/{id}/", "infinity/{id}"]
)
async def test_a_ticket_cannot_be_made_up(within: Inside, case_id: UUID, forged: str) -> None:
    row = (await within.enter("teacher", case_id)).row
    forged = forged.format(
        at=row["at"].isoformat(), id=row["id"], other=uuid4(), later=(row["at"] + timedelta(microseconds=1)).isoformat()
    )  # fmt: skip
    if forged.startswith(f"{row['at'].isoformat()}/{row['id']}"):
        assert "cases" in await within.shown(forged)  # the control: what follows the key is not looked at
        return
    with contextlib.suppress(asyncpg.DataError):  # not even a key
        assert await within.shown(forged) == {}


async def test_a_page_shows_its_cases_and_no_other_and_keeps_their_circles_apart(
    region: Region, within: Inside, case_id: UUID
) -> None:
    """In one case the begeleider belongs to the buurtwinkel, in the other to the winkelstraat."""
    other = await another_case(region)
    for case in (case_id, other):
        await add_begeleider(region, str(case))
        await region.teacher.post(f"/cases/{case}/notes", {"body": f"in {case}", "audience": ["buurtwinkel"]})
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "UPDATE chaincare.participations SET circle = 'winkelstraat' WHERE case_id = $1 AND role <> 'representative'",
        other,
    )
    await region.admin.execute("RESET session_replication_role")
    question, *shown = await within.through(
        Door("door_page", "$13, $14"), "intern-begeleider", "worklist.read", "R", None, 10
    )
    assert {one.row["case_id"] for one in shown} == {case_id, other}
    async with within.under(question.ticket) as connection:
        assert {row["id"] for row in await connection.fetch("SELECT id FROM cases")} == {case_id, other}
        bodies = {row["body"] for row in await connection.fetch("SELECT body FROM notes")}
        assert f"in {case_id}" in bodies
        assert f"in {other}" not in bodies
    one_case = await within.through(
        Door("door_page", "$13, $14"), "intern-begeleider", "worklist.read", "R", None, 1
    )
    async with within.under(one_case[0].ticket) as connection:
        assert await connection.fetch("SELECT id FROM cases") == [(one_case[1].row["case_id"],)]


async def test_a_page_has_at_most_fifty_clients(region: Region, within: Inside, case_id: UUID) -> None:
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "INSERT INTO chaincare.cases (id, reference, network_id, client_id, opened_at, opened_by)"
        " SELECT uuidv7(), 'Many ' || n, c.network_id, uuidv7(), c.opened_at, c.opened_by"
        " FROM chaincare.cases AS c, generate_series(1, 60) AS n"
    )
    await region.admin.execute(
        "INSERT INTO chaincare.clients (id, pseudonym, given_names, birth_date, birth_precision)"
        " SELECT client_id, gen_random_uuid(), 'Kind', '2015-01-01', 'day' FROM chaincare.cases WHERE reference LIKE 'Many %'"
    )
    page = Door("door_page", "$13, $14")
    assert len(await within.through(page, "network-coordinator", "worklist.read", "R", None, 20)) == 21
    assert len(await within.through(page, "network-coordinator", "worklist.read", "R", None, 1000)) == 51
