"""What a month hints at: counted over five cases or more, for who reads factors only, and with nothing of any case."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.collaboration_plans.plans import complete_plan
from tests.people import Region, add_begeleider, open_case
from tests.prose import Case
from tests.success_factors.test_api import colour

from chaincare.demo.world import EXPERTISE, SCHOOL
from chaincare.success_factors.indications import IndicationKey, last_complete_month
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio
STRENGTHEN = {
    "limit": "imminent", "help": "strengthen", "question": "How?", "summary": "A pupil runs out of class.",
}  # fmt: skip


async def opened(region: Region, names: str) -> list[dict[str, Any]]:
    return [
        await open_case(
            region, client={"givenNames": name, "familyName": "Terpstra", "birthDate": f"2015-03-{at:02}"}
        )
        for at, name in enumerate(names.split(), 1)
    ]


def told(factors: Any) -> dict[str, Any]:
    return {one["indication"]: one for factor in factors["items"] for one in factor["indications"]}


async def later(region: Region, *, months: int) -> None:
    """Go on to the second day of a later month; after two, what was opened today has stood for more than two weeks."""
    today = day_in_amsterdam(region.app.state.clock.now())
    there = today.replace(day=2)
    for _ in range(months):
        there = (there + timedelta(days=32)).replace(day=2)
    region.app.state.clock.offset += timedelta(days=(there - today).days)


async def test_nothing_is_told_of_fewer_than_five_cases_nor_of_a_month_that_runs(region: Region) -> None:
    address = f"{await complete_plan(region)}/success-factors"
    await opened(region, "Ada Bo Cas Dina")
    await later(region, months=2)
    few = told(await region.teacher.get(address))
    assert set(few) == {one.value for one in IndicationKey}
    assert {(one["value"], one["tooFew"], one["contraryToGreen"]) for one in few.values()} == {
        (None, True, False)
    }

    # A fifth case is of the month that runs: it is told of when that is over.
    await opened(region, "Eef")
    assert told(await region.teacher.get(address)) == few
    await later(region, months=2)
    read = await region.person("funder").get(address)
    more = told(read)
    today = day_in_amsterdam(region.app.state.clock.now())
    assert read["month"] == f"{last_complete_month(today):%Y-%m}"
    assert (more["vacancy_days"]["tooFew"], more["vacancy_days"]["unit"]) == (False, "days")
    assert more["vacancy_days"]["value"] > 14
    assert more["regie_held"]["tooFew"], "none of them is in the winkelstraat"
    assert (more["parties_taking_part"]["value"], more["parties_taking_part"]["unit"]) == (20, "percent")


async def test_green_against_what_was_counted_takes_an_acknowledgement_that_stays(region: Region) -> None:
    voortrekker, plan = region.person("voortrekker"), await complete_plan(region)
    directing = f"{plan}/success-factors/directing/assessments"
    await voortrekker.post(directing, colour(region, "green"))  # nothing was counted yet
    await opened(region, "Ada Bo Cas Dina Eef")
    await later(region, months=2)
    refused = await voortrekker.ask("POST", directing, colour(region, "green"))
    assert (refused.status_code, refused.json()["type"].rsplit(":", 1)[-1]) == (409, "green-contradicted")
    assert [one["detail"] for one in refused.json()["errors"]] == ["Says otherwise than green: vacancy_days."]
    await voortrekker.post(directing, colour(region, "amber"))
    theirs = colour(region, "green", kind="clients", source="client_council")
    await voortrekker.post(directing, theirs)
    made = await voortrekker.post(
        directing, colour(region, "green", acknowledges=["vacancy_days", "regie_held"])
    )
    assert made["acknowledges"] == ["vacancy_days"]
    kept = (await region.teacher.get(directing))["items"]
    assert [one["acknowledges"] for one in kept] == [["vacancy_days"], [], [], []]


async def test_it_is_counted_for_who_reads_factors_only_and_brings_nothing_of_a_case(region: Region) -> None:
    plan = await complete_plan(region)
    cases = await opened(region, "Ada Bo Cas Dina Eef")
    today = day_in_amsterdam(region.app.state.clock.now())
    await region.person("funder").get(f"{plan}/success-factors")
    assert await _counted_under(region, "success-factors.read", today) == 1
    await region.person("funder").get(plan)
    assert await _counted_under(region, "collaboration-plan.read", today) == 0
    answer = (await region.person("funder").ask("GET", f"{plan}/success-factors")).text
    for one in cases:
        assert one["id"] not in answer
        assert one["reference"] not in answer
    entries = await region.entries("event LIKE 'success-factor%'")
    assert {(one["client"], one["case_id"]) for one in entries} == {(None, None)}


async def _counted_under(region: Region, event: str, day: date) -> int:
    """Give how many indications are told under the ticket of the last who came for this, as the application's role."""
    entry = (await region.entries(f"event = '{event}' AND outcome = 'entered'"))[-1]
    ticket = f"{entry['at'].isoformat()}/{entry['id']}"
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL ROLE chaincare_app")
        await region.admin.execute("SELECT set_config('chaincare.ticket', $1, true)", ticket)
        sql = "SELECT count(*) FROM chaincare.month_indications($1) WHERE indication = 'parties_taking_part' AND told > 0"
        return int(await region.admin.fetchval(sql, day))


async def test_each_is_counted_from_what_happened_in_cases(region: Region) -> None:
    """Five cases in the winkelstraat: all directed, three agreements of five kept; then two of them stand vacant."""
    address = f"{await complete_plan(region)}/success-factors"
    for at, one in enumerate(await opened(region, "Ada Bo Cas Dina Eef")):
        case = Case(region, one)
        case.parts["intern-begeleider"] = await add_begeleider(region, case.id)
        await case.regie_passes(to="intern-begeleider", proposed_by="teacher")
        asked = await case.asks(EXPERTISE, by="intern-begeleider", **STRENGTHEN)
        await asked.received_by("specialist")
        await asked.accepted_by("specialist")
        talk = await case.is_agreed("Talks.", by="intern-begeleider", proposed_by="intern-begeleider")
        if at < 3:
            await talk.reported("intern-begeleider")
        else:
            await talk.reported("intern-begeleider", "not_kept", reason="time", note="No time.")
    month = day_in_amsterdam(region.app.state.clock.now())
    await later(region, months=1)
    read = await region.teacher.get(address)
    counted = {one: (it["value"], it["contraryToGreen"]) for one, it in told(read).items()}
    assert read["month"] == f"{month:%Y-%m}"
    assert counted["regie_held"] == (90, False), "all of them: told as ninety or more"
    assert counted["agreements_kept"] == (60, True)
    assert counted["vacancy_days"] == (None, False)
    assert counted["bottlenecks_solved"] == (None, False)

    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(
            "UPDATE chaincare.regie_terms SET during = tstzrange(lower(during), lower(during) + interval '1 second')"
            " WHERE case_id IN (SELECT id FROM chaincare.cases ORDER BY id LIMIT 2)"
        )
        await region.admin.execute(
            "INSERT INTO chaincare.bottlenecks (id, case_id, agreement_id, organisation_id, reason, words, overrides,"
            "  raised_by, raised_at, answer_by)"
            " SELECT uuidv7(), a.case_id, a.id, $1, 'time', 'W.', '{}', a.responsible_id, now(), now()::date"
            " FROM chaincare.agreements AS a", SCHOOL.id,
        )  # fmt: skip
    counted = {
        one: (it["value"], it["contraryToGreen"])
        for one, it in told(await region.teacher.get(address)).items()
    }
    assert counted["regie_held"] == (60, True)
    assert counted["bottlenecks_solved"] == (10, True), "none of them: told as ten or fewer"
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(
            "UPDATE chaincare.bottlenecks SET answer = 'W.', answered_by = raised_by, answered_at = now(), solution = 'W.',"
            "  solved_by = raised_by, solved_at = now() WHERE id IN (SELECT id FROM chaincare.bottlenecks ORDER BY id LIMIT 3)"
        )
    assert told(await region.teacher.get(address))["bottlenecks_solved"]["value"] == 60
