"""Two regions that know nothing of each other, and a walk through every operation in one of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tests.people import Person, Region
from tests.promises.allied import ally
from tests.promises.everything import (
    BODIES,
    CASE,
    CASE_MANDATE,
    CLIENT,
    FINDING,
    LOG_EXPORT,
    SAMPLE,
    Land,
    bringing,
    complementing,
    day,
)
from tests.promises.inventoried import take_stock
from tests.sealed import seal, sealer_of

from chaincare.demo.world import EXPERTISE, HOUSES, NETWORK, PEOPLE, SCHOOL, SERVICES, YOUTH_CARE


def north(region: Region) -> Land:
    """The demo's region, with its own people."""
    people = {one.role: region.person(one.role) for one in PEOPLE}
    ids = {one.role: str(one.id) for one in PEOPLE if one.id}
    return Land(region, people, {**ids, "network": str(NETWORK), **_places(lambda one: one)})


def _places(there: Callable[[UUID], UUID]) -> dict[str, str]:
    return {
        "school": str(there(SCHOOL.unit_id)), "expertise": str(there(EXPERTISE.unit_id)),
        "care": str(there(YOUTH_CARE.unit_id)), "school-organisation": str(there(SCHOOL.id)),
    }  # fmt: skip


async def south(region: Region) -> Land:
    """The same region once more under other ids: organisations of the same issuers, people with other logins."""

    def there(one: UUID) -> UUID:
        return UUID(int=one.int | 0xFF << 24)

    admin = region.admin
    async with admin.transaction():
        await admin.execute("SET LOCAL session_replication_role = replica; SET LOCAL search_path = chaincare")
        await admin.execute(
            "INSERT INTO networks (id, name, region, scale) VALUES ($1, 'Zuid', 'Zuid', 'local')",
            there(NETWORK),
        )
        for house in HOUSES:
            await admin.execute(
                "INSERT INTO organisations (id, name, sector, issuer) SELECT $2, name || ' Zuid', sector, issuer"
                " FROM organisations WHERE id = $1", house.id, there(house.id),
            )  # fmt: skip
            await admin.execute("INSERT INTO memberships VALUES ($1, $2)", there(NETWORK), there(house.id))
            await admin.execute(
                "INSERT INTO units (id, organisation_id, name, statutory_task, bsn_bases)"
                " SELECT $2, $3, 'Zuid', 'WPO', bsn_bases FROM units WHERE id = $1",
                house.unit_id,
                there(house.unit_id),
                there(house.id),
            )
        people, ids = {}, {"network": str(there(NETWORK)), **_places(there)}
        for one in PEOPLE:
            token = region.issuers.token(
                one.issuer, f"southern-{one.role}", client_id=one.client_id, scopes=one.scopes, acr=one.acr
            )
            people[one.role] = Person(f"southern {one.role}", region.http, token, region.calls)
            if one.id is None or one.unit_id is None:
                continue
            ids[one.role] = str(there(one.id))
            await admin.execute(
                "INSERT INTO professionals (id, unit_id, issuer, subject, name, function)"
                " SELECT $2, $3, issuer, 'southern-' || subject, name, function FROM professionals WHERE id = $1",
                one.id, there(one.id), there(one.unit_id),
            )  # fmt: skip
            for kind in one.mandates:
                await admin.execute(
                    "INSERT INTO mandates (professional_id, kind, network_id, organisation_id, during)"
                    " SELECT $1, $2, $3, CASE WHEN $2 = 'management_contact' THEN u.organisation_id END,"
                    " tstzrange(now() - interval '1 minute', now() + interval '1 year') FROM units AS u WHERE u.id = $4",
                    there(one.id), kind, there(NETWORK), there(one.unit_id),
                )  # fmt: skip
        for service_id, unit_id, name, specialism, offered in SERVICES:
            await admin.execute(
                "INSERT INTO services (id, unit_id, name, specialism, help, target_group)"
                " VALUES ($1, $2, $3, $4, $5, 'x')", there(service_id), there(unit_id), name, specialism, offered,
            )  # fmt: skip
    return Land(region, people, ids)


async def walk(land: Land) -> None:
    """Do every operation at least once, each by somebody who may; what is made is remembered in ``land.ids``."""
    ids = land.ids
    await _open(land)
    await _link_siblings(land)
    await _direct(land)
    await _go_elsewhere(land)
    await _shield(land)
    await _strengthen(land)
    await _consult(land)
    await _complement(land)
    await _agree(land)
    await _meet(land)
    await _watch(land)
    await _ask_about_data(land)
    await take_stock(land)
    await ally(land)
    await land.do("network-coordinator", "GET", CASE)
    for path in ("/me/cases", "/me/access-log"):
        await land.do("parent", "GET", path)
    for path in ("/worklist", "/cases"):
        await land.do("teacher", "GET", path)
    await _prove(land)
    await land.do("teacher", "POST", "/clients/_search")
    await _match(land)
    for path in ("/networks", "/organisations", "/units", "/professionals", "/services", "/legal-grounds"):
        await land.do("teacher", "GET", path)
    ids["service_id"] = (await land.do("administrator", "POST", "/services"))["id"]
    await land.do("teacher", "POST", "/services/_search")
    await land.do("administrator", "POST", "/directory/imports")
    for method in ("GET", "PATCH"):
        await land.do("administrator", method, "/services/{service_id}")
    await land.do("administrator", "POST", "/services/{service_id}/retirements")
    ids["unit_id"] = (await land.do("administrator", "POST", "/units"))["id"]
    for method in ("GET", "PUT"):
        await land.do("administrator", method, "/units/{unit_id}/bsn-bases")
    ids["professional_id"] = (await land.do("administrator", "POST", "/professionals"))["id"]
    for method in ("GET", "PATCH"):
        await land.do("administrator", method, "/professionals/{professional_id}")
    absences = "/professionals/{professional_id}/absences"
    ids["absence_id"] = (await land.do("administrator", "POST", absences))["id"]
    ids["absence_id"] = (await land.do("administrator", "POST", f"{absences}/{{absence_id}}/corrections"))[
        "id"
    ]
    await land.do("administrator", "POST", f"{absences}/{{absence_id}}/endings")
    await land.do("administrator", "GET", absences)
    await land.do("administrator", "POST", "/professionals/{professional_id}/deactivations")
    await _administer(land)
    await _raise(land)
    ids["participation_id"] = ids["colleague"]


async def _raise(land: Land) -> None:
    """An agreement is not kept, and the school's management hears of what is missing."""
    path, ids = f"{CASE}/agreements", land.ids
    before = ids["agreement_id"]
    ids["agreement_id"] = (await land.do("teacher", "POST", path))["id"]
    await land.do("intern-begeleider", "POST", f"{path}/{{agreement_id}}/responses")
    missed = {"step": "not_kept", "reason": "means"}
    await land.do("intern-begeleider", "POST", f"{path}/{{agreement_id}}/progress", missed)
    ids["bottleneck_id"] = (await land.do("teacher", "POST", f"{path}/{{agreement_id}}/bottlenecks"))["id"]
    await land.do("teacher", "GET", f"{CASE}/bottlenecks")
    await land.do("teacher", "GET", "/received-bottlenecks")
    await land.do("teacher", "POST", "/received-bottlenecks/{bottleneck_id}/answers")
    await land.do("teacher", "POST", f"{CASE}/bottlenecks/{{bottleneck_id}}/network-reports")
    await land.do("teacher", "POST", "/received-bottlenecks/{bottleneck_id}/solutions")
    for letter in (
        "/received-bottlenecks/{bottleneck_id}/letter",
        f"{CASE}/bottlenecks/{{bottleneck_id}}/letter",
    ):
        await land.do("teacher", "GET", letter)
    await land.do("teacher", "POST", f"{CASE}/bottlenecks/{{bottleneck_id}}/confirmations")
    ids["agreement_id"] = before


async def _administer(land: Land) -> None:
    ids, who = land.ids, "administrator"
    ids["network_id"] = ids["network"]
    ids["mandate_id"] = (await land.do(who, "POST", "/mandates"))["id"]
    ids["block_id"] = (await land.do(who, "POST", "/login-blocks"))["id"]
    ids["stop_id"] = (await land.do(who, "POST", "/partner-systems/stops"))["id"]
    manager = {
        "professionalId": ids["teacher"],
        "kind": "management_contact",
        "organisationId": ids["school-organisation"],
    }
    await land.do(who, "POST", "/mandates", {**manager, "endsAt": f"{day(90)}T12:00:00Z"})
    await land.do("teacher", "GET", "/management-overview")
    await land.do("network-coordinator", "GET", "/regie-overview")
    for path in ("/mandates", "/login-blocks", "/partner-systems/stops", "/breadth-limits"):
        await land.do(who, "GET", path)
    await land.do(who, "POST", "/mandates/{mandate_id}/endings")
    await land.do(who, "POST", "/login-blocks/{block_id}/endings")
    await land.do(who, "POST", "/partner-systems/stops/{stop_id}/resumptions")
    await land.do(who, "PUT", "/breadth-limits")
    for path in ("/units/{unit_id}", "/networks/{network_id}"):
        await land.do(who, "PATCH", path)
        await land.do(who, "GET", path)
    for leaving in (("notices", "exits"), ("insolvencies",)):
        ids["organisation_id"] = (await land.do(who, "POST", "/organisations"))["id"]
        for method in ("GET", "PATCH"):
            await land.do(who, method, "/organisations/{organisation_id}")
        await land.do(who, "PUT", "/organisations/{organisation_id}/closing-days")
        await land.do(who, "GET", "/organisations/{organisation_id}/closing-days")
        await land.do(who, "GET", "/organisations/{organisation_id}/handover-list")
        for step in leaving:
            await land.do(who, "POST", f"/organisations/{{organisation_id}}/{step}")


async def _open(land: Land) -> None:
    ids = land.ids
    opened = await land.do("teacher", "POST", "/cases")
    ids["case_id"], ids["opener"] = opened["id"], opened["participationId"]
    ids["client_id"], ids["reference"] = opened["clientId"], opened["reference"]
    ids["representative"] = opened["circle"][0]["representativeId"]
    ids["pseudonym"] = str(
        await land.region.admin.fetchval(
            "SELECT pseudonym FROM chaincare.clients WHERE id = $1::uuid", opened["clientId"]
        )
    )
    ids["colleague"] = (await land.do("teacher", "POST", f"{CASE}/participations"))["participationId"]
    ids["code"] = (await land.do("teacher", "POST", f"{CASE}/invitations"))["code"]
    await land.do("parent", "POST", "/me/logins")
    for path in ("/clients/{client_id}", f"{CASE}/question"):
        await land.do("teacher", "PATCH", path)
        await land.do("teacher", "GET", path)
    for path in ("", "/timeline", "/notes", "/question/versions"):
        await land.do("teacher", "GET", f"{CASE}{path}")
    ids["note_id"] = (await land.do("teacher", "POST", f"{CASE}/notes"))["id"]
    await _write_and_speak(land)
    ids["needed_party_id"] = (await land.do("teacher", "POST", f"{CASE}/needed-parties"))["id"]
    await land.do("teacher", "POST", f"{CASE}/needed-parties/{{needed_party_id}}/steps")
    await land.do("teacher", "GET", f"{CASE}/needed-parties")
    ids["plan_id"] = (await land.do("teacher", "POST", f"{CASE}/plans"))["id"]
    await land.do("teacher", "PUT", f"{CASE}/plans/{{plan_id}}")
    await land.do("parent", "POST", f"{CASE}/plans/{{plan_id}}/answers")
    for tail in ("", "/{plan_id}", "/{plan_id}/versions"):
        await land.do("teacher", "GET", f"{CASE}/plans{tail}")
    ids["conflict_id"] = (await land.do("teacher", "POST", f"{CASE}/relation-conflicts"))["id"]
    await land.do("teacher", "GET", f"{CASE}/relation-conflicts")
    for tail in ("reviews", "endings"):
        await land.do("teacher", "POST", f"{CASE}/relation-conflicts/{{conflict_id}}/{tail}")
    guest = bringing("specialist")(land)
    ids["participation_id"] = (await land.do("teacher", "POST", f"{CASE}/participations", guest))[
        "participationId"
    ]
    bases = await land.do("teacher", "GET", f"{CASE}/legal-bases")
    ids["basis_id"] = next(
        one["id"] for one in bases["items"] if one["participationId"] == ids["participation_id"]
    )
    await land.do("teacher", "POST", f"{CASE}/legal-bases/{{basis_id}}/withdrawals")
    await land.do("teacher", "POST", f"{CASE}/legal-bases")
    to_guest = {"candidate": ids["participation_id"], "mandate": ["convene"]}
    ids["proposal_id"] = (await land.do("teacher", "POST", f"{CASE}/regie-proposals", to_guest))["id"]
    await land.do("teacher", "POST", f"{CASE}/participations/{{participation_id}}/endings")
    await _account(land)


async def _link_siblings(land: Land) -> None:
    """Two more cases, of a brother and a sister, where one agreement and one holder are asked for together."""
    ids = land.ids
    for one, named, born in (("brother", "Jip", "2013-04-01"), ("sister", "Pim", "2010-02-03")):
        client = {"givenNames": named, "familyName": "Oudkerk", "birthDate": born}
        opening = {**BODIES["POST", "/cases"][0](land), "client": client, "circle": []}
        opened = await land.do("teacher", "POST", "/cases", opening)
        own, ids["case_id"] = ids["case_id"], opened["id"]
        brought = await land.do(
            "teacher", "POST", f"{CASE}/participations", bringing("intern-begeleider")(land)
        )
        ids["case_id"] = own
        ids[one], ids[f"{one}_responsible"] = opened["id"], opened["participationId"]
        ids[f"{one}_candidate"] = brought["participationId"]
    path = "/households/{household_id}"
    ids["household_id"] = (await land.do("teacher", "POST", "/households"))["id"]
    await land.do("teacher", "POST", f"{path}/cases")
    for one in (path, f"{CASE}/households"):
        await land.do("teacher", "GET", one)
    await land.do("teacher", "POST", f"{path}/unlinkings")
    await land.do("teacher", "POST", f"{path}/agreements")
    for row in (await land.do("teacher", "POST", f"{path}/regie-proposals"))["items"]:
        sibling = "brother" if row["caseId"] == ids["brother"] else "sister"
        ids[f"{sibling}_proposalId"] = row["proposal"]["id"]
    await land.do("intern-begeleider", "POST", f"{path}/regie-responses")
    ids["professional_id"] = ids["teacher"]
    arranged = await land.do("teacher", "POST", "/professionals/{professional_id}/successions")
    ids["move_id"] = (await land.do("teacher", "POST", "/professionals/{professional_id}/regie-moves"))["id"]
    await land.do("teacher", "POST", "/regie-moves/{move_id}/continuations")
    for tail in ("", "/cases"):
        await land.do("teacher", "GET", f"/regie-moves/{{move_id}}{tail}")
    await land.do("youth-worker", "POST", "/regie-moves/{move_id}/responses")
    await land.do("youth-worker", "GET", "/regie-moves")
    await land.do("teacher", "POST", "/regie-moves/{move_id}/withdrawals")
    ids["succession_id"] = arranged["items"][0]["arranged"]["successionId"]
    own, ids["case_id"] = ids["case_id"], ids["brother"]
    await land.do("teacher", "GET", f"{CASE}/successions")
    await land.do("teacher", "POST", f"{CASE}/successions/{{succession_id}}/withdrawals")
    ids["case_id"] = own


async def _account(land: Land) -> None:
    """What it all rests on: consents, ages, who was told, who can decide what."""
    land.ids["consent_id"] = (await land.do("teacher", "POST", f"{CASE}/consents"))["id"]
    # Said already: a word that is said again changes nothing.
    for tail in ("assents", "withdrawals"):
        await land.do("teacher", "POST", f"{CASE}/consents/{{consent_id}}/{tail}")
    land.ids["consent_id"] = (await land.do("parent", "POST", "/me/consents"))["id"]
    for tail in ("assents", "withdrawals"):
        await land.do("parent", "POST", f"/me/consents/{{consent_id}}/{tail}")
    await land.do("parent", "GET", "/me/consents")
    await land.do("teacher", "POST", f"{CASE}/informed")
    land.ids["capacity_id"] = (await land.do("teacher", "POST", f"{CASE}/capacity-statements"))["id"]
    await land.do("intern-begeleider", "POST", f"{CASE}/capacity-statements/{{capacity_id}}/confirmations")
    this_year = land.region.app.state.clock.now().year
    vague = {"birthDate": f"{this_year - 12}-01-01", "birthPrecision": "year"}
    await land.do("teacher", "PATCH", "/clients/{client_id}", vague)
    # Whoever was born in a year is certainly twelve on its last day; on every other day somebody decides.
    certain = day(0).endswith("-12-31")
    await land.do("teacher", "POST", f"{CASE}/age-decisions", expect=409 if certain else 201)
    await land.do("teacher", "POST", f"{CASE}/age-reviews")
    for thing in ("consents", "age-decisions", "informed", "capacity-statements"):
        await land.do("teacher", "GET", f"{CASE}/{thing}")


async def _write_and_speak(land: Land) -> None:
    note = f"{CASE}/notes/{{note_id}}"
    for method, tail in (("GET", ""), ("POST", "/corrections"), ("GET", "/versions"), ("POST", "/recalls")):
        await land.do("teacher", method, note + tail)
    land.ids["statement_id"] = (await land.do("parent", "POST", "/me/statements"))["id"]
    for method, path in (
        ("POST", "/{statement_id}/versions"),
        ("GET", "/{statement_id}/versions"),
        ("GET", ""),
    ):
        await land.do("parent", method, f"/me/statements{path}")
    await land.do("teacher", "GET", f"{CASE}/statements")
    land.ids["request_id"] = (await land.do("parent", "POST", "/me/requests"))["id"]
    for path in ("/me/requests/{request_id}", "/me/requests", "/me/agreements"):
        await land.do("parent", "GET", path)


async def _watch(land: Land) -> None:
    """A safety sheet; then the specialist's unit gets in by emergency, with a crisis participation and without."""
    ids, one = land.ids, "/emergency-accesses/{access_id}"
    for tail, method in (("", "PUT"), ("", "GET"), ("/versions", "GET")):
        await land.do("teacher", method, f"{CASE}/safety-sheet{tail}")
    ids["network_id"] = ids["network"]
    for who, method in (("administrator", "PUT"), ("teacher", "GET")):
        await land.do(who, method, "/networks/{network_id}/emergency-settings")
        await land.do(who, method, "/networks/{network_id}/policy")
        await land.do(who, method, "/networks/{network_id}/office-hours")
    for last in ("crisis-participations", "reviews"):
        ids["access_id"] = (await land.do("specialist", "POST", "/emergency-accesses"))["id"]
        await land.do("specialist", "POST", f"{one}/notes")
        for path in ("/emergency-accesses", one, f"{one}/safety-sheet"):
            await land.do("specialist", "GET", path)
        await land.do("network-coordinator", "POST", f"{one}/acknowledgements")
        if last == "crisis-participations":
            await land.do("youth-worker", "POST", f"{one}/{last}")
        await land.do("specialist", "POST", f"{one}/endings")
    for last in ("reviews", "disclosures"):
        await land.do("auditor", "POST", f"{one}/{last}")


async def _last_resort(land: Land) -> None:
    """Nobody accepts: the school has to name somebody, does, and need not any more."""
    ids, path = land.ids, f"{CASE}/last-resort-assignments"
    ids["network_id"] = ids["network"]
    await land.do("administrator", "PUT", "/networks/{network_id}/policy")
    contact = {
        "professionalId": ids["intern-begeleider"], "kind": "management_contact", "endsAt": f"{day(90)}T12:00:00Z",
        "organisationId": ids["school-organisation"],
    }  # fmt: skip
    await land.do("administrator", "POST", "/mandates", contact)
    ids["resort_id"] = (await land.do("network-coordinator", "POST", path))["id"]
    await land.do("intern-begeleider", "POST", "/last-resort-requests/{resort_id}/nominations")
    await land.do("teacher", "GET", path)
    await land.do("network-coordinator", "POST", f"{path}/{{resort_id}}/withdrawals")


async def _direct(land: Land) -> None:
    path = f"{CASE}/regie-proposals"
    await land.do("teacher", "POST", path)  # who was proposed before is gone: that lapses
    await land.do("teacher", "POST", f"{path}/{{proposal_id}}/acknowledgements")
    await land.do("teacher", "GET", path)
    await _last_resort(land)
    land.ids["proposal_id"] = (await land.do("teacher", "POST", path))["id"]
    objection = {"answer": "objection", "reason": "Rather somebody else."}
    await land.do("parent", "POST", f"{path}/{{proposal_id}}/responses", objection)
    await land.do("network-coordinator", "POST", f"{path}/{{proposal_id}}/objection-settlements")
    for answer in ("withdrawals", "responses"):
        land.ids["proposal_id"] = (await land.do("teacher", "POST", path))["id"]
        await land.do("teacher", "GET", f"{path}/{{proposal_id}}")
        await land.do("teacher", "GET", f"{path}/{{proposal_id}}/handover")
        who = "teacher" if answer == "withdrawals" else "intern-begeleider"
        await land.do(who, "POST", f"{path}/{{proposal_id}}/{answer}")
    resigned = await land.do("intern-begeleider", "POST", f"{CASE}/resignations")
    land.ids["resignation_id"] = resigned["id"]
    await land.do("intern-begeleider", "POST", f"{CASE}/resignations/{{resignation_id}}/withdrawals")
    land.ids["stand_in_id"] = (await land.do("intern-begeleider", "POST", f"{CASE}/stand-ins"))["id"]
    await land.do("teacher", "POST", f"{CASE}/stand-ins/{{stand_in_id}}/responses")
    await land.do("teacher", "POST", f"{CASE}/stand-ins/{{stand_in_id}}/endings")
    await land.do("teacher", "GET", f"{CASE}/stand-ins")
    for one in ("regie", "regie-terms"):
        told = await land.do("teacher", "GET", f"{CASE}/{one}")
    began = datetime.fromisoformat(told["items"][0]["holder"]["sinceAt"])
    land.ids["term_since"] = began.isoformat()
    land.ids["term_corrected"] = (began + timedelta(milliseconds=1)).isoformat()
    await land.do("network-coordinator", "POST", f"{CASE}/regie-corrections")
    await land.do("teacher", "GET", f"{CASE}/regie-corrections")


async def _go_elsewhere(land: Land) -> None:
    """A case is to go to another network, whose coordinator, for as long as this takes, is the own one."""
    ids, admin = land.ids, land.region.admin
    ids["elsewhere"] = str(uuid4())
    mandate = (ids["network-coordinator"], ids["elsewhere"])
    async with admin.transaction():
        await admin.execute("SET LOCAL session_replication_role = replica; SET LOCAL search_path = chaincare")
        await admin.execute(
            "INSERT INTO networks (id, name, region, scale) VALUES ($1, 'Elders', 'Elders', 'local')",
            mandate[1],
        )
        await admin.execute(
            "INSERT INTO mandates (professional_id, kind, network_id, during) VALUES"
            " ($1, 'coordinator', $2, tstzrange(now() - interval '1 minute', now() + interval '1 year'))", *mandate,
        )  # fmt: skip
    moves = f"{CASE}/network-moves"
    for withdrawn in (True, False):
        ids["network_move_id"] = (await land.do("intern-begeleider", "POST", moves))["id"]
        if withdrawn:
            await land.do("intern-begeleider", "POST", f"{moves}/{{network_move_id}}/withdrawals")
    await land.do("network-coordinator", "GET", "/network-moves")
    await land.do("network-coordinator", "POST", "/network-moves/{network_move_id}/responses")
    async with admin.transaction():
        await admin.execute("SET LOCAL session_replication_role = replica; SET LOCAL search_path = chaincare")
        await admin.execute("DELETE FROM mandates WHERE professional_id = $1 AND network_id = $2", *mandate)
    ids["network_move_id"] = (await land.do("intern-begeleider", "POST", moves))["id"]
    await land.do("teacher", "GET", moves)


async def _shield(land: Land) -> None:
    """What would betray, or is not for everybody; and who stands around the client."""
    for method in ("PATCH", "GET"):
        await land.do("teacher", method, f"{CLIENT}/contact")
    await land.do("teacher", "POST", f"{CLIENT}/address-disclosures")
    await land.do("teacher", "PATCH", CLIENT, {"bsn": "999990019"})
    await land.do("teacher", "POST", f"{CLIENT}/bsn-disclosures")
    land.ids["mother"] = str(
        await land.region.admin.fetchval(
            "SELECT id FROM chaincare.participations WHERE representative_id = $1::uuid",
            land.ids["representative"],
        )
    )
    for kind, one, ending in (
        ("relatives", "relative_id", "endings"),
        ("representatives", "representative_id", "endings"),
        ("restrictions", "restriction_id", "liftings"),
    ):
        land.ids[one] = (await land.do("teacher", "POST", f"{CLIENT}/{kind}"))["id"]
        await land.do("teacher", "GET", f"{CLIENT}/{kind}")
        if kind == "restrictions":
            await land.do("teacher", "POST", f"{CLIENT}/{kind}/{{{one}}}/reviews")
        await land.do("teacher", "POST", f"{CLIENT}/{kind}/{{{one}}}/{ending}")
    path = f"{CASE}/shields"
    land.ids["shield_id"] = (await land.do("teacher", "POST", path))["id"]
    await land.do("teacher", "GET", path)
    for tail in ("reviews", "liftings"):
        await land.do("intern-begeleider", "POST", f"{path}/{{shield_id}}/{tail}")


async def _strengthen(land: Land) -> None:
    path, ids = f"{CASE}/escalations", land.ids
    one, asked = f"{path}/{{escalation_id}}", "/received-escalations/{target_id}"
    ids["escalation_id"] = (await land.do("teacher", "POST", path))["id"]
    await land.do("teacher", "PUT", one)
    await land.do("intern-begeleider", "POST", f"{one}/requests")
    await _asked_back(land, "/received-escalations")
    await land.do("teacher", "POST", f"{one}/answers")
    await land.do("specialist", "GET", asked)
    await land.do("specialist", "POST", f"{asked}/responses")
    await land.do("specialist", "POST", f"{asked}/feedback")
    await land.do("specialist", "GET", "/contributions")
    await land.do("teacher", "POST", f"{one}/conversions")
    await land.do("intern-begeleider", "POST", f"{one}/closures")
    ids["escalation_id"] = (await land.do("teacher", "POST", path))["id"]
    await land.do("intern-begeleider", "POST", f"{one}/requests")
    ids["target_id"] = (await land.do("specialist", "GET", "/received-escalations"))["items"][0]["id"]
    await land.do("specialist", "POST", f"{asked}/responses")
    await land.do("specialist", "POST", f"{asked}/endings")
    await land.do("teacher", "POST", f"{one}/withdrawals")


async def _asked_back(land: Land, inbox: str) -> None:
    """The specialist asks something before he answers what lies on top."""
    land.ids["target_id"] = (await land.do("specialist", "GET", inbox))["items"][0]["id"]
    question = {"answer": "ask", "text": "How often?"}
    await land.do("specialist", "POST", f"{inbox}/{{target_id}}/responses", question)


async def _consult(land: Land) -> None:
    ids, one = land.ids, "/consultations/{consultation_id}"
    ids["consultation_id"] = (await land.do("teacher", "POST", "/consultations"))["id"]
    await land.do("teacher", "POST", f"{one}/closures")
    ids["consultation_id"] = (await land.do("teacher", "POST", "/consultations"))["id"]
    await _asked_back(land, "/received-escalations")
    await land.do("teacher", "POST", f"{one}/answers")
    await land.do("teacher", "POST", f"{one}/conversions")
    for path in ("/consultations", one):
        await land.do("teacher", "GET", path)


async def _complement(land: Land) -> None:
    path, ids = f"{CASE}/escalations", land.ids
    one = f"{path}/{{escalation_id}}"
    ids["escalation_id"] = (await land.do("teacher", "POST", path, complementing(land)))["id"]
    await land.do("intern-begeleider", "POST", f"{one}/requests")
    ids["target_id"] = (await land.do("youth-worker", "GET", "/received-escalations"))["items"][0]["id"]
    later = {"answer": "accept", "expectedDate": day(10)}
    await land.do("youth-worker", "POST", "/received-escalations/{target_id}/responses", later)
    await land.do("intern-begeleider", "POST", f"{one}/bridges")
    await land.do("teacher", "POST", f"{one}/bridges/responses")
    await land.do("youth-worker", "POST", f"{one}/reviews")
    for settled in ("droppings", "fulfilments"):
        ids["condition_id"] = (await land.do("intern-begeleider", "POST", f"{one}/conditions"))["id"]
        await land.do("intern-begeleider", "POST", f"{one}/conditions/{{condition_id}}/{settled}")
    await land.do("intern-begeleider", "POST", f"{one}/starts")
    await land.do("youth-worker", "POST", f"{one}/feedback")
    for tail in ("", "/{escalation_id}", "/{escalation_id}/history"):
        await land.do("teacher", "GET", path + tail)


async def _agree(land: Land) -> None:
    path = f"{CASE}/agreements"
    one = f"{path}/{{agreement_id}}"
    land.ids["agreement_id"] = (await land.do("teacher", "POST", path))["id"]
    await land.do("intern-begeleider", "POST", f"{one}/responses")
    await land.do("intern-begeleider", "POST", f"{one}/progress", {"step": "begun"})
    await land.do("intern-begeleider", "POST", f"{one}/progress")
    await land.do("parent", "POST", f"{one}/confirmations")
    land.ids["agreement_id"] = (await land.do("teacher", "POST", path))["id"]
    await land.do("intern-begeleider", "POST", f"{one}/responses")
    await _need(land, f"{one}/preconditions")
    await land.do("teacher", "POST", f"{one}/revisions")
    await land.do("teacher", "POST", f"{one}/reassignments")
    await land.do("teacher", "POST", f"{one}/cancellations")
    for tail in ("", "/{agreement_id}", "/{agreement_id}/history"):
        await land.do("teacher", "GET", path + tail)
    await land.do("auditor", "POST", "/agreements/_audit")


async def _need(land: Land, path: str) -> None:
    for who, last in (("intern-begeleider", "fulfilments"), ("teacher", "droppings")):
        needed = (await land.do("teacher", "POST", path))["preconditions"]
        land.ids["precondition_id"] = needed[-1]["id"]
        await land.do("intern-begeleider", "POST", f"{path}/{{precondition_id}}/responses")
        await land.do(who, "POST", f"{path}/{{precondition_id}}/{last}")
    await land.do("teacher", "GET", path)


async def _ask_about_data(land: Land) -> None:
    path = "/data-subject-requests"
    one = f"{path}/{{data_subject_request_id}}"
    land.ids["data_subject_request_id"] = (await land.do("teacher", "POST", path))["id"]
    await land.do("privacy-officer", "POST", f"{one}/handlings")
    await land.do("privacy-officer", "POST", f"{one}/extensions")
    await land.do("privacy-officer", "POST", f"{one}/bundles")
    await land.do("privacy-officer", "POST", f"{one}/decisions")
    await land.do("privacy-officer", "GET", path)
    await land.do("fg", "GET", one)
    await _correct(land)
    await _restrict_items(land)
    incident = "/incident-exports/{incident_export_id}"
    land.ids["incident_export_id"] = (await land.do("privacy-officer", "POST", "/incident-exports"))["id"]
    await land.do("fg", "GET", incident)
    await land.do("fg", "POST", f"{incident}/approvals")
    await land.do("privacy-officer", "GET", f"{incident}/lines")
    await land.do("privacy-officer", "POST", "/retention-rules")
    for path in ("/retention-rules", "/destructions"):
        await land.do("fg", "GET", path)
    land.ids["hold_id"] = (await land.do("privacy-officer", "POST", "/legal-holds"))["id"]
    await land.do("fg", "GET", "/legal-holds")
    await land.do("privacy-officer", "POST", "/legal-holds/{hold_id}/liftings")
    register = "/processing-activities"
    land.ids["activity_id"] = (await land.do("privacy-officer", "POST", register))["id"]
    await land.do("privacy-officer", "PUT", f"{register}/{{activity_id}}")
    for path in (register, f"{register}/{{activity_id}}"):
        await land.do("fg", "GET", path)


async def _restrict_items(land: Land) -> None:
    """The question is disputed: it is restricted on a request, opened once to protect somebody, and lifted."""
    path, before = "/data-subject-requests", land.ids["data_subject_request_id"]
    asking = BODIES["POST", path][0](land) | {"kind": "restriction"}
    one = f"{path}/{{data_subject_request_id}}"
    land.ids["data_subject_request_id"] = (await land.do("teacher", "POST", path, asking))["id"]
    await land.do("privacy-officer", "POST", f"{one}/handlings")
    await land.do("privacy-officer", "POST", f"{one}/decisions")
    items = f"{one}/restricted-items"
    land.ids["restricted_item_id"] = (await land.do("privacy-officer", "POST", items))["id"]
    await land.do("fg", "GET", items)
    await land.do("teacher", "GET", f"{CASE}/restricted-items")
    await land.do("teacher", "POST", f"{CASE}/restricted-items/{{restricted_item_id}}/uses")
    await land.do("privacy-officer", "POST", f"{items}/{{restricted_item_id}}/liftings")
    land.ids["data_subject_request_id"] = before


async def _correct(land: Land) -> None:
    """The specialist looks, and then what she had is corrected."""
    await land.do("specialist", "GET", CASE)
    await land.do("teacher", "PATCH", "/clients/{client_id}", {"callName": "Noor"})
    land.ids["correction_id"] = (await land.do("specialist", "GET", "/corrections"))["items"][0]["id"]
    await land.do("specialist", "POST", "/corrections/{correction_id}/acknowledgements")
    await land.do("teacher", "GET", f"{CASE}/corrections")


async def _match(land: Land) -> None:
    """Noor is registered a second time; the holder of both, in the end, sees that it is her, and that it is not."""
    ids, path = dict(land.ids), "/matches/{match_id}"
    opening = BODIES["POST", "/cases"][0](land)
    opening["client"] = opening["client"] | {
        "birthDate": "2015-03-14"
    }  # by now her year of birth is uncertain
    again = await land.do("intern-begeleider", "POST", "/cases", opening)
    land.ids["case_id"] = again["id"]
    colleague = (
        await land.do("intern-begeleider", "POST", f"{CASE}/participations", bringing("teacher")(land))
    )["participationId"]
    proposal = {"candidate": colleague, "mandate": ["convene"]}
    land.ids["proposal_id"] = (
        await land.do("intern-begeleider", "POST", f"{CASE}/regie-proposals", proposal)
    )["id"]
    await land.do("teacher", "POST", f"{CASE}/regie-proposals/{{proposal_id}}/responses")
    await land.region.admin.execute("SELECT chaincare.find_matches(now())")
    match_id = await land.region.admin.fetchval(
        "SELECT id FROM chaincare.matches WHERE case_id = $1::uuid AND newer_case_id = $2::uuid",
        ids["case_id"],
        again["id"],
    )
    land.ids.update(ids | {"match_id": str(match_id)})
    await land.do("intern-begeleider", "GET", path)
    await land.do("intern-begeleider", "POST", f"{path}/decisions")
    agreed = BODIES["POST", "/matches/{match_id}/decisions"][1](land)
    await land.do("teacher", "POST", f"{path}/decisions", agreed)
    await land.do("teacher", "GET", "/clients/{client_id}/merges")
    await land.do("teacher", "POST", f"{path}/splits")
    land.ids["case_id"] = again["id"]
    await _close(land)
    land.ids["case_id"] = ids["case_id"]


async def _close(land: Land) -> None:
    """The case that the second registration made is closed by its holder, and taken up again."""
    land.ids["pause_id"] = (await land.do("teacher", "POST", f"{CASE}/pauses"))["id"]
    await land.do("teacher", "POST", f"{CASE}/pauses/{{pause_id}}/endings")
    await land.do("teacher", "POST", f"{CASE}/evaluations")
    for read in ("pauses", "evaluations"):
        await land.do("teacher", "GET", f"{CASE}/{read}")
    await land.do("teacher", "POST", f"{CASE}/closures")
    await land.do("teacher", "GET", f"{CASE}/closures")
    await land.do("teacher", "POST", f"{CASE}/reopenings")


async def _meet(land: Land) -> None:
    path, ids = f"{CASE}/meetings", land.ids
    for objection in (f"{CASE}/agreements/{{agreement_id}}", f"{path}/{{meeting_id}}"):
        held = await land.do("teacher", "POST", path)
        ids["meeting_id"], ids["agreement_id"] = held["id"], held["agreements"][0]["agreementId"]
        await land.do("intern-begeleider", "POST", f"{objection}/objections")
    for tail in ("", "/{meeting_id}"):
        await land.do("teacher", "GET", path + tail)


async def _prove(land: Land) -> None:
    found = (await land.do("auditor", "POST", "/access-log/_search"))["items"][0]
    land.ids["entry"], land.ids["entry_at"] = found["id"], found["happenedAt"]
    sealer = sealer_of(land.region.urls)
    await seal(sealer, land.region.admin)
    await sealer.close()
    page = await land.do("auditor", "GET", "/access-log/checkpoints")
    land.ids["checkpoint"] = page["items"][0]["note"]
    for proof in ("_inclusion", "_consistency"):
        await land.do("auditor", "POST", f"/access-log/proofs/{proof}")
    detected = await land.do("auditor", "POST", "/access-log/findings/_detect")
    land.ids["detection_id"], found = detected["id"], detected["items"]
    await land.do("auditor", "GET", "/access-log/detections/{detection_id}")
    land.ids["finding_id"] = next(one["id"] for one in found if one["kind"] == "most_consulted_client")
    await land.do("auditor", "POST", f"{FINDING}/dismissals")
    land.ids["finding_id"] = next(one["id"] for one in found if one["actorId"] == land.ids["teacher"])
    await land.do("auditor", "POST", f"{FINDING}/questions")
    await land.do("teacher", "GET", f"{FINDING}/questions")
    await land.do("teacher", "POST", f"{FINDING}/explanations")
    await land.do("auditor", "POST", f"{FINDING}/closings")
    looked = await land.people["auditor"].post(
        "/access-log/_search", {"professionalId": land.ids["teacher"]}, expect=200
    )
    land.ids["hers"], land.ids["hers_at"] = looked["items"][0]["id"], looked["items"][0]["happenedAt"]
    await land.do("auditor", "POST", "/access-log/findings")
    land.ids["case_mandate_id"] = (await land.do("auditor", "POST", "/access-log/case-mandates"))["id"]
    await land.do("privacy-officer", "POST", f"{CASE_MANDATE}/responses")
    await land.do("auditor", "GET", f"{CASE_MANDATE}/opened")
    await land.do("privacy-officer", "GET", "/access-log/case-mandates")
    await land.do("privacy-officer", "GET", CASE_MANDATE)
    await land.do("privacy-officer", "POST", f"{CASE_MANDATE}/endings")
    drawn = await land.do("auditor", "POST", "/access-log/samples", None)
    land.ids["sample_id"] = drawn["sample"]["id"]
    hers = land.ids["teacher"]
    land.ids["drawn"] = next(one["entryId"] for one in drawn["items"] if one["entry"]["actorId"] == hers)
    await land.do("auditor", "POST", f"{SAMPLE}/outcomes")
    for path in ("/access-log/samples", SAMPLE, "/access-log/destructions", "/access-log/mandates"):
        await land.do("auditor", "GET", path)
    await land.do("auditor", "GET", "/access-log/findings")
    await land.do("auditor", "GET", FINDING)
    land.ids["log_export_id"] = (await land.do("auditor", "POST", "/access-log/exports"))["id"]
    await land.do("auditor", "POST", f"{LOG_EXPORT}/decisions", expect=403)  # his own
    for path in ("/access-log/exports", LOG_EXPORT, f"{LOG_EXPORT}/content"):
        await land.do("auditor", "GET", path)
