"""Every operation of the API, done once by somebody who may, in two regions that know nothing of each other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx2
from litestar.routes import HTTPRoute
from tests.people import Person, Region, basis
from tests.promises.allied import ALLIED_BODIES, ALLIED_EDITIONS
from tests.promises.inventoried import INVENTORY_BODIES, INVENTORY_EDITIONS

from chaincare.front import Front
from chaincare.workdays import AMSTERDAM, day_in_amsterdam

CASE = "/cases/{case_id}"
CLIENT = "/clients/{client_id}"
SAMPLE = "/access-log/samples/{sample_id}"
LOG_EXPORT = "/access-log/exports/{log_export_id}"
FINDING = "/access-log/findings/{finding_id}"
CASE_MANDATE = "/access-log/case-mandates/{case_mandate_id}"
Body = Callable[["Land"], Any]
Call = tuple[str, str]


class Land:
    """One region: its people, and the ids of everything that was made in it."""

    ids: dict[str, str]

    def __init__(self, region: Region, people: dict[str, Person], ids: dict[str, str]) -> None:
        self.region = region
        self.people = people
        self.ids = ids
        self.done: set[Call] = set()
        self.by: dict[Call, str] = {}
        """Who did each of them."""
        self.repeats: list[tuple[Call, httpx2.Response, httpx2.Response]] | None = None
        """A list here lets every request that changes something come twice, with one key; it tells what came of it."""

        self.heard: list[tuple[Call, httpx2.Response]] | None = None
        """A list here keeps every answer."""

    async def do(self, role: str, method: str, path: str, body: Any = None, expect: int = 0) -> Any:
        """One call by somebody who may; without ``body`` the one of the table below."""
        if body is None and BODIES[method, path]:
            body = BODIES[method, path][0](self)
        more = dict(EDITIONS.get((method, path), {}))
        if self.repeats is not None and method != "GET":
            more["Idempotency_Key"] = str(uuid4())
        answer = await self.people[role].ask(method, self.at(path), body, **more)
        if self.repeats is not None and method != "GET":
            again = await self.people[role].ask(method, self.at(path), body, **more)
            self.repeats.append(((method, path), answer, again))
        wanted = (expect,) if expect else (200, 201)
        assert answer.status_code in wanted, (
            f"{role}: {method} {path} gave {answer.status_code}: {answer.text}"
        )
        if self.heard is not None:
            self.heard.append(((method, path), answer))
        self.done.add((method, path))
        self.by[method, path] = role
        return answer.json() if answer.headers["content-type"] == "application/json" else answer.content

    def at(self, path: str) -> str:
        return path.format_map(self.ids)


def _detecting(land: Land) -> dict[str, Any]:
    now = datetime.now(UTC)
    return {
        "fromAt": (now - timedelta(days=20)).isoformat(),
        "untilAt": (now + timedelta(days=1)).isoformat(),
        "kinds": ["highest_reader", "most_consulted_client"],
    }


def _opening(land: Land) -> dict[str, Any]:
    ids = land.ids
    return {
        "networkId": ids["network"],
        "purpose": "education_support",
        "client": {"givenNames": "Noor", "familyName": "Terpstra", "birthDate": "2017-03-14"},
        "ownWords": "Ik wil dat het rustig is.",
        "question": "What helps?",
        "consulted": "yes",
        "legalBasis": basis(ids["school"]),
        "circle": [
            {
                "kind": "representative",
                "name": "A. Terpstra",
                "representativeKind": "parent",
                "proof": "extract of the register",
                "proofDate": "2026-09-01",
            },
            {"kind": "team", "unitId": ids["school"], "scope": "core", "legalBasis": basis(ids["school"])},
        ],
    }


def bringing(who: str) -> Body:
    return lambda land: {
        "purpose": "education_support",
        "party": {
            "kind": "professional",
            "professionalId": land.ids[who],
            "scope": "full",
            "legalBasis": basis(land.ids["school"]),
        },
    }


def _strengthening(land: Land) -> dict[str, Any]:
    return {
        "limit": "imminent",
        "help": "strengthen",
        "question": "How?",
        "summary": "A pupil walks out of class.",
        "targets": [land.ids["expertise"]],
    }


def complementing(land: Land) -> dict[str, Any]:
    grant = {"scope": "full", "purpose": "youth_care", "legalBasis": basis(land.ids["school"])}
    return {
        **_strengthening(land), "limit": "reached", "help": "complement", "tried": "Talks.",
        "targets": [land.ids["care"]], "grant": grant,
    }  # fmt: skip


def _meeting(land: Land) -> dict[str, Any]:
    """The teacher and the intern begeleider met; she calls the mother."""
    return {
        "kind": "conversation", "heldAt": land.region.app.state.clock.now().isoformat(), "present": [land.ids["opener"], land.ids["colleague"]],
        "client": {"present": "no", "heard": "asked in class"},
        "agreements": [{"responsible": land.ids["colleague"], "what": "Calls the mother.", "dueDate": day(7)}],
    }  # fmt: skip


LOOKED_BACK = {"heldDate": "2026-01-05", "reached": "She sleeps.", "ownWords": "Het gaat beter."}


def _planning(_: Land) -> dict[str, Any]:
    return {
        "goals": [{"ownWords": "Ik wil weer naar gym."}],
        "agrees": "partly",
        "agreesBecause": "Not every day.",
    }


def _describing(_: Land) -> dict[str, Any]:
    words = ("name", "naam", "purpose", "controller", "ground", "retention", "measures")
    lists = ("subjects", "categories", "recipients")
    return dict.fromkeys(words, "x") | {word: ["x"] for word in lists}


def day(days: int) -> str:
    return str(day_in_amsterdam(datetime.now(UTC) + timedelta(days=days)))


def of_siblings(land: Land, what: str) -> list[dict[str, str]]:
    return [{"caseId": land.ids[one], what: land.ids[f"{one}_{what}"]} for one in ("brother", "sister")]


def _saying(**said: Any) -> Body:
    return lambda _: said


# Every operation with what may be sent to it; the first body is the one that works. A GET takes none.
BODIES: dict[Call, tuple[Body, ...]] = {
    ("POST", "/access-log/_search"): (
        lambda land: {"caseId": land.ids["case_id"]},
        lambda land: {"client": land.ids["pseudonym"]},
        lambda land: {"professionalId": land.ids["teacher"]},
        lambda land: {"organisationId": land.ids["school-organisation"]},
        lambda land: {"caseId": land.ids["case_id"], "merge": "day"},
    ),
    ("GET", "/access-log/checkpoints"): (),
    ("POST", "/access-log/proofs/_inclusion"): (
        lambda land: {"entryId": land.ids["entry"], "happenedAt": land.ids["entry_at"]},
    ),
    ("POST", "/access-log/proofs/_consistency"): (lambda land: {"checkpoint": land.ids["checkpoint"]},),
    ("POST", "/access-log/findings/_detect"): (_detecting,),
    ("GET", "/access-log/detections/{detection_id}"): (),
    ("GET", "/access-log/findings"): (),
    ("GET", FINDING): (),
    ("POST", "/access-log/findings"): (
        lambda land: {"entries": [{"entryId": land.ids["hers"], "happenedAt": land.ids["hers_at"]}], "text": "Why at that hour?"},
    ),
    ("POST", "/access-log/case-mandates"): (
        lambda land: {"opens": "name", "caseId": land.ids["case_id"], "reason": "Somebody may have looked at his own niece."},
    ),
    ("GET", "/access-log/case-mandates"): (),
    ("GET", CASE_MANDATE): (),
    ("POST", f"{CASE_MANDATE}/responses"): (
        lambda land: {"answer": "approved", "endsAt": (land.region.app.state.clock.now() + timedelta(days=3)).isoformat()},
    ),
    ("POST", f"{CASE_MANDATE}/endings"): (_saying(),),
    ("GET", f"{CASE_MANDATE}/opened"): (),
    ("POST", "/access-log/samples"): (lambda land: {"month": f"{datetime.now(AMSTERDAM):%Y-%m}", "size": 100},),  # noqa: ARG005
    ("GET", "/access-log/samples"): (),
    ("GET", "/access-log/destructions"): (),
    ("GET", "/access-log/mandates"): (),
    ("GET", SAMPLE): (),
    ("POST", "/access-log/exports"): (
        lambda land: {"format": "csv", "reason": "audit", "professionalId": land.ids["teacher"]},
    ),
    ("GET", "/access-log/exports"): (),
    ("GET", LOG_EXPORT): (),
    ("POST", f"{LOG_EXPORT}/decisions"): (_saying(decision="approved", reason="needed_for_the_reason"),),
    ("GET", f"{LOG_EXPORT}/content"): (),
    ("POST", f"{SAMPLE}/outcomes"): (
        lambda land: {"entryId": land.ids["drawn"], "outcome": "justified", "reason": "part_of_the_work"},
    ),
    ("POST", f"{FINDING}/questions"): (_saying(text="What did you look for?"),),
    ("GET", f"{FINDING}/questions"): (),
    ("POST", f"{FINDING}/explanations"): (_saying(text="I stood in for a colleague."),),
    ("POST", f"{FINDING}/closings"): (_saying(outcome="justified", reason="stood_in"),),
    ("POST", f"{FINDING}/dismissals"): (_saying(reason="known_cause"),),
    ("POST", "/agreements/_audit"): (lambda land: {"agreementId": land.ids["agreement_id"]},),
    ("POST", "/cases"): (_opening,),
    ("GET", "/cases"): (),
    ("GET", CASE): (),
    ("GET", f"{CASE}/timeline"): (),
    ("GET", f"{CASE}/question"): (),
    ("PATCH", f"{CASE}/question"): (_saying(occasion="A talk with her mother."),),
    ("GET", f"{CASE}/question/versions"): (),
    ("POST", "/clients/_search"): (_saying(name="Noor Terpstra"), _saying(reference="AAAA-AAAA")),
    ("GET", "/clients/{client_id}"): (),
    ("PATCH", "/clients/{client_id}"): (_saying(callName="Noortje"),),
    ("POST", f"{CASE}/participations"): (
        bringing("intern-begeleider"),
        lambda land: {
            "purpose": "education_support",
            "party": {"kind": "team", "unitId": land.ids["school"], "scope": "core", "legalBasis": basis(land.ids["school"])},
        },
    ),
    ("POST", f"{CASE}/participations/{{participation_id}}/endings"): (_saying(reason="done"),),
    ("GET", f"{CASE}/legal-bases"): (),
    ("POST", f"{CASE}/legal-bases"): (
        lambda land: {"participationId": land.ids["participation_id"], "legalBasis": basis(land.ids["school"])},
    ),
    ("POST", f"{CASE}/legal-bases/{{basis_id}}/withdrawals"): (
        _saying(part="secrecy", reason="withdrawn"),
        _saying(part="ground", reason="withdrawn"),
    ),
    ("GET", "/legal-grounds"): (),
    ("POST", f"{CASE}/consents"): (
        lambda land: {
            "kind": "sharing", "explained": "What the school tells Kompas.", "purpose": "education_support",
            "disclosers": [land.ids["school"]], "recipients": [land.ids["expertise"]],
            "givenBy": [{"representativeId": land.ids["representative"], "how": "oral"}],
        },
    ),
    ("GET", f"{CASE}/consents"): (),
    ("POST", f"{CASE}/consents/{{consent_id}}/assents"): (
        lambda land: {"representativeId": land.ids["representative"], "how": "written"},
    ),
    ("POST", f"{CASE}/consents/{{consent_id}}/withdrawals"): (
        lambda land: {"representativeId": land.ids["representative"], "how": "written"},
    ),
    ("POST", f"{CASE}/age-decisions"): (_saying(age=12, reached=True, because="He says so, and so does his school."),),
    ("GET", f"{CASE}/age-decisions"): (),
    ("POST", f"{CASE}/age-reviews"): (_saying(age=12, outcome="Talked it over with her."),),
    ("POST", f"{CASE}/informed"): (
        lambda land: {
            "fact": "informed", "informedDate": day(-1), "how": "in a talk",
            "person": {"kind": "representative", "representativeId": land.ids["representative"]},
        },
        lambda _: {"fact": "delayed", "because": "x", "reviewDate": day(9), "person": {"kind": "other", "who": "a brother"}},
    ),
    ("GET", f"{CASE}/informed"): (),
    ("POST", f"{CASE}/capacity-statements"): (
        lambda _: {
            "subject": "money", "outcome": "not_capable", "judgedBy": {"kind": "outside", "name": "R. Bos", "profession": "physician"},
            "judgedDate": day(-1), "statement": "x",
        },
    ),
    ("POST", f"{CASE}/capacity-statements/{{capacity_id}}/confirmations"): (_saying(),),
    ("GET", f"{CASE}/capacity-statements"): (),
    ("POST", f"{CASE}/notes"): (
        lambda land: {"body": "x", "parties": [land.ids["opener"]], "audience": ["professionals"]},
    ),
    ("GET", f"{CASE}/notes"): (),
    ("GET", f"{CASE}/notes/{{note_id}}"): (),
    ("POST", f"{CASE}/notes/{{note_id}}/corrections"): (_saying(body="y", reason="a mistake"),),
    ("GET", f"{CASE}/notes/{{note_id}}/versions"): (),
    ("POST", f"{CASE}/notes/{{note_id}}/recalls"): (
        _saying(reason="too wide"),
        lambda land: {"reason": "too wide", "parties": [land.ids["opener"]]},
    ),
    ("GET", f"{CASE}/statements"): (),
    ("POST", "/me/statements"): (
        lambda land: {"caseId": land.ids["case_id"], "body": "That is not how it was."},
        lambda land: {
            "caseId": land.ids["case_id"], "body": "That is not how it was.",
            "about": {"kind": "note", "noteId": land.ids["note_id"]},
        },
        lambda land: {
            "caseId": land.ids["case_id"], "body": "That is not how it was.",
            "about": {"kind": "agreement", "agreementId": land.ids["agreement_id"]},
        },
    ),
    ("GET", "/me/statements"): (),
    ("GET", "/me/agreements"): (),
    ("GET", "/me/consents"): (),
    ("POST", "/me/consents"): (
        lambda land: {
            "caseId": land.ids["case_id"], "kind": "sharing", "explained": "What the school tells Kompas.",
            "purpose": "education_support", "disclosers": [land.ids["school"]], "recipients": [land.ids["expertise"]],
        },
    ),
    ("POST", "/me/consents/{consent_id}/assents"): (lambda land: {"caseId": land.ids["case_id"]},),
    ("POST", "/me/consents/{consent_id}/withdrawals"): (lambda land: {"caseId": land.ids["case_id"]},),
    ("POST", "/me/requests"): (
        lambda land: {"caseId": land.ids["case_id"], "kind": "access"},
        lambda land: {"caseId": land.ids["case_id"], "kind": "employee_name", "reference": land.ids["case_id"]},
    ),
    ("GET", "/me/requests"): (),
    ("GET", "/me/requests/{request_id}"): (),
    ("POST", "/me/statements/{statement_id}/versions"): (_saying(body="It was otherwise.", familyMayRead=True),),
    ("GET", "/me/statements/{statement_id}/versions"): (),
    ("POST", f"{CASE}/needed-parties"): (
        lambda land: {
            "who": {"kind": "unit", "unitId": land.ids["care"]}, "neededFor": "Quiet at home.",
            "nextStep": "Phone them.", "nextStepDate": day(3),
        },
    ),
    ("GET", f"{CASE}/safety-sheet"): (),
    ("PUT", f"{CASE}/safety-sheet"): (
        _saying(residents=[{"name": "N. Terpstra", "relation": "client"}], dangers=[{"kind": "animal", "text": "A dog."}]),
    ),
    ("GET", f"{CASE}/safety-sheet/versions"): (),
    ("GET", f"{CASE}/needed-parties"): (),
    ("POST", f"{CASE}/plans"): (_planning,),
    ("GET", f"{CASE}/plans"): (),
    ("GET", f"{CASE}/plans/{{plan_id}}"): (),
    ("PUT", f"{CASE}/plans/{{plan_id}}"): (_planning,),
    ("GET", f"{CASE}/plans/{{plan_id}}/versions"): (),
    ("POST", f"{CASE}/plans/{{plan_id}}/answers"): (
        lambda _: {"version": 2, "agrees": "yes"},
        lambda land: {
            "version": 2, "agrees": "no", "agreesBecause": "Not now.",
            "heard": {"participationId": land.ids["mother"], "how": "oral", "proof": "On the phone."},
        },
    ),
    ("POST", f"{CASE}/relation-conflicts"): (
        lambda land: {
            "party": {"kind": "professional", "id": land.ids["outsider"]}, "reason": "She is his sister.",
            "decidedBy": "the client", "reviewDate": day(90),
        },
        lambda land: {
            "party": {"kind": "organisation", "id": land.ids["school-organisation"]}, "reason": "x", "decidedBy": "x",
            "reviewDate": day(90),
        },
        lambda land: {
            "party": {"kind": "representative", "id": land.ids["representative"]}, "reason": "x", "decidedBy": "x",
            "reviewDate": day(90),
        },
    ),
    ("GET", f"{CASE}/relation-conflicts"): (),
    ("POST", f"{CASE}/relation-conflicts/{{conflict_id}}/reviews"): (lambda _: {"reviewDate": day(60), "reason": "r"},),
    ("POST", f"{CASE}/relation-conflicts/{{conflict_id}}/endings"): (_saying(reason="she moved"),),
    ("POST", f"{CASE}/needed-parties/{{needed_party_id}}/steps"): (
        lambda _: {"step": "approached", "nextStep": "Wait for their answer.", "nextStepDate": day(5)},
        _saying(step="takes_part"),
        _saying(step="refuses", reason="no room"),
    ),
    ("POST", f"{CASE}/shields"): (
        lambda _: {"hides": {"kind": "contact"}, "reason": "He has her phone.", "reviewDate": day(30)},
        lambda land: {"hides": {"kind": "unit", "unitId": land.ids["care"]}, "reason": "x", "reviewDate": day(30)},
    ),
    ("GET", f"{CASE}/shields"): (),
    ("POST", f"{CASE}/shields/{{shield_id}}/reviews"): (lambda _: {"reviewDate": day(60), "reason": "r"},),
    ("POST", f"{CASE}/shields/{{shield_id}}/liftings"): (_saying(reason="They moved, and it is safe."),),
    ("GET", f"{CLIENT}/contact"): (),
    ("PATCH", f"{CLIENT}/contact"): (
        _saying(phone="06 1", safeWay="x", address={"street": "Straat 1", "town": "Veld", "secret": True}),
    ),
    ("POST", f"{CLIENT}/address-disclosures"): (_saying(reason="To fetch her things."),),
    ("POST", f"{CLIENT}/bsn-disclosures"): (
        lambda land: {"towards": land.ids["school-organisation"], "reason": "To enrol her."},
    ),
    ("GET", f"{CLIENT}/relatives"): (),
    ("POST", f"{CLIENT}/relatives"): (_saying(name="Karel", relation="partner", mayRequestInformation=True),),
    ("POST", f"{CLIENT}/relatives/{{relative_id}}/endings"): (_saying(reason="They parted."),),
    ("GET", f"{CLIENT}/representatives"): (),
    ("POST", f"{CLIENT}/representatives"): (
        lambda _: {
            "name": "M. Kok", "kind": "mentor", "purpose": "education_support", "proof": "register", "proofDate": "2026-01-01",
            "lastDate": day(90),
        },
    ),
    ("POST", f"{CLIENT}/representatives/{{representative_id}}/endings"): (_saying(reason="The court ended it."),),
    ("GET", f"{CLIENT}/restrictions"): (),
    ("POST", f"{CLIENT}/restrictions"): (
        lambda land: {
            "itemKind": "question", "itemId": land.ids["case_id"], "participationId": land.ids["mother"], "reason": "r",
            "reviewDate": day(30),
        },
    ),
    ("POST", f"{CLIENT}/restrictions/{{restriction_id}}/reviews"): (lambda _: {"reviewDate": day(60), "reason": "r"},),
    ("POST", f"{CLIENT}/restrictions/{{restriction_id}}/liftings"): (_saying(reason="r"),),
    ("POST", f"{CASE}/invitations"): (
        lambda land: {"representativeId": land.ids["representative"], "proof": "card seen"},
    ),
    ("POST", "/me/logins"): (lambda land: {"code": land.ids["code"]},),
    ("GET", "/me/cases"): (),
    ("GET", "/me/access-log"): (),
    ("GET", "/worklist"): (),
    ("GET", "/regie-overview"): (),
    ("GET", "/management-overview"): (),
    ("GET", "/matches/{match_id}"): (),
    ("POST", "/matches/{match_id}/decisions"): (
        _saying(answer="same_person", regieWith="older"),
        _saying(answer="same_person", regieWith="older", client={"agrees": True, "asked": "by_phone", "askedDate": "2026-01-05"}),
        _saying(answer="not_a_duplicate"),
    ),
    ("POST", "/matches/{match_id}/splits"): (_saying(reason="mixed up"),),
    ("GET", "/clients/{client_id}/merges"): (),
    ("POST", f"{CASE}/regie-proposals"): (
        lambda land: {"candidate": land.ids["colleague"], "mandate": ["convene"]},
        lambda land: {"candidate": land.ids["colleague"], "mandate": ["convene"], "handoverNote": "n", "reason": "r"},
    ),
    ("GET", f"{CASE}/regie-proposals"): (),
    ("GET", f"{CASE}/regie-proposals/{{proposal_id}}"): (),
    ("POST", f"{CASE}/regie-proposals/{{proposal_id}}/acknowledgements"): (_saying(),),
    ("GET", f"{CASE}/regie-proposals/{{proposal_id}}/handover"): (),
    ("POST", f"{CASE}/regie-proposals/{{proposal_id}}/responses"): (_saying(answer="assent"),),
    ("POST", f"{CASE}/regie-proposals/{{proposal_id}}/withdrawals"): (_saying(reason="not yet"),),
    ("POST", f"{CASE}/regie-proposals/{{proposal_id}}/objection-settlements"): (_saying(reason="heard"),),
    ("GET", f"{CASE}/regie"): (),
    ("POST", f"{CASE}/resignations"): (_saying(because="workload"), _saying(because="safety", atOnce=True)),
    ("POST", f"{CASE}/resignations/{{resignation_id}}/withdrawals"): (_saying(),),
    ("GET", f"{CASE}/regie-terms"): (),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/bottlenecks"): (_saying(text="Nobody answers there."),),
    ("GET", f"{CASE}/bottlenecks"): (),
    ("GET", "/received-bottlenecks"): (),
    ("POST", "/received-bottlenecks/{bottleneck_id}/answers"): (_saying(text="A second telephone."),),
    ("GET", "/received-bottlenecks/{bottleneck_id}/letter"): (),
    ("GET", f"{CASE}/bottlenecks/{{bottleneck_id}}/letter"): (),
    ("POST", "/received-bottlenecks/{bottleneck_id}/solutions"): (_saying(text="It is there."),),
    ("POST", f"{CASE}/bottlenecks/{{bottleneck_id}}/confirmations"): (_saying(solved=True),),
    ("POST", f"{CASE}/pauses"): (
        lambda _: {"reason": "client_away", "explanation": "She is abroad.", "resumesDate": day(30)},
    ),
    ("POST", f"{CASE}/pauses/{{pause_id}}/endings"): (_saying(),),
    ("GET", f"{CASE}/pauses"): (),
    ("POST", f"{CASE}/evaluations"): (lambda _: {**LOOKED_BACK, "outcome": "goes_on"},),
    ("GET", f"{CASE}/evaluations"): (),
    ("POST", f"{CASE}/closures"): (
        _saying(reason="goals_reached", explanation="She is back in class.", evaluation=LOOKED_BACK),
        lambda land: {
            "reason": "continued_elsewhere", "explanation": "x", "evaluation": LOOKED_BACK,
            "carriedOver": [{"agreementId": land.ids["agreement_id"], "carriedTo": "the school's own plan"}],
        },
    ),
    ("GET", f"{CASE}/closures"): (),
    ("POST", f"{CASE}/reopenings"): (
        lambda land: {"reason": "It came back.", "legalBasis": basis(land.ids["school"])},
        lambda land: {
            "reason": "x", "legalBasis": basis(land.ids["school"]), "participationId": land.ids["opener"],
        },
    ),
    ("POST", f"{CASE}/escalations"): (_strengthening, complementing),
    ("GET", f"{CASE}/escalations"): (),
    ("GET", f"{CASE}/escalations/{{escalation_id}}"): (),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/requests"): (_saying(),),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/withdrawals"): (_saying(reason="not needed"),),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/starts"): (_saying(),),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/feedback"): (_saying(text="It goes well."),),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/closures"): (_saying(reason="it works"),),
    ("PUT", f"{CASE}/escalations/{{escalation_id}}"): (_strengthening,),
    ("GET", f"{CASE}/escalations/{{escalation_id}}/history"): (),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/answers"): (
        lambda land: {"targetId": land.ids["target_id"], "text": "Every day, after the break."},
    ),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/conversions"): (
        lambda land: {"limit": "reached", "tried": "Talks.", "grant": complementing(land)["grant"]},
    ),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/bridges"): (
        lambda land: {"participationId": land.ids["opener"]},
    ),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/bridges/responses"): (_saying(answer="assent"),),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/reviews"): (lambda _: {"expectedDate": day(20)},),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/conditions"): (
        lambda land: {"kind": "verwijzing", "description": "By the general practitioner.", "ownerId": land.ids["colleague"]},
    ),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/conditions/{{condition_id}}/fulfilments"): (
        lambda _: {"documentDate": day(-1), "reference": "V-1"},
    ),
    ("POST", f"{CASE}/escalations/{{escalation_id}}/conditions/{{condition_id}}/droppings"): (
        _saying(reason="not needed"),
    ),
    ("GET", "/received-escalations"): (),
    ("GET", "/contributions"): (),
    ("POST", "/consultations"): (
        lambda land: {
            "networkId": land.ids["network"], "question": "How?", "summary": "A pupil walks out of class.",
            "targets": [land.ids["expertise"]],
        },
    ),
    ("GET", "/consultations"): (),
    ("GET", "/consultations/{consultation_id}"): (),
    ("POST", "/consultations/{consultation_id}/answers"): (
        lambda land: {"targetId": land.ids["target_id"], "text": "Every day, after the break."},
    ),
    ("POST", "/consultations/{consultation_id}/closures"): (_saying(reason="it works"),),
    ("POST", "/consultations/{consultation_id}/conversions"): (
        lambda land: {"caseId": land.ids["case_id"], "limit": "imminent", "help": "strengthen"},
        lambda land: {"caseId": land.ids["case_id"], "limit": "imminent", "help": "strengthen", "targets": [land.ids["care"]]},
    ),
    ("GET", "/received-escalations/{target_id}"): (),
    ("POST", "/received-escalations/{target_id}/responses"): (_saying(answer="accept"),),
    ("POST", "/received-escalations/{target_id}/endings"): (_saying(reason="x"),),
    ("POST", "/received-escalations/{target_id}/feedback"): (_saying(text="A fixed seat."),),
    ("POST", f"{CASE}/agreements"): (
        lambda land: {
            "responsible": land.ids["colleague"], "what": "Talks with the mother.", "dueDate": day(14),
            "audience": [], "parties": [land.ids["opener"]],
        },
    ),
    ("GET", f"{CASE}/agreements"): (),
    ("GET", f"{CASE}/agreements/{{agreement_id}}"): (),
    ("GET", f"{CASE}/agreements/{{agreement_id}}/history"): (),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/responses"): (_saying(answer="assent"),),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/progress"): (_saying(step="reported_kept"),),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/confirmations"): (_saying(answer="confirm"),),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/revisions"): (
        lambda _: {"dueDate": day(30), "reason": "holidays"},
    ),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/cancellations"): (_saying(reason="no longer needed"),),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/objections"): (_saying(reason="not what I said"),),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/reassignments"): (
        lambda land: {"responsible": land.ids["opener"], "reason": "he changes jobs"},
    ),
    ("GET", f"{CASE}/agreements/{{agreement_id}}/preconditions"): (),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/preconditions"): (
        lambda land: {"what": "A room.", "owner": land.ids["colleague"], "dueDate": day(7), "blocking": True},
    ),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/preconditions/{{precondition_id}}/responses"): (
        _saying(answer="assent"),
    ),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/preconditions/{{precondition_id}}/fulfilments"): (_saying(),),
    ("POST", f"{CASE}/agreements/{{agreement_id}}/preconditions/{{precondition_id}}/droppings"): (
        _saying(reason="not needed"),
    ),
    ("POST", f"{CASE}/meetings"): (
        _meeting,
        lambda land: _meeting(land) | {
            "kind": "meeting", "proof": "p", "nextDate": day(7), "minutes": {"body": "x"},
            "regie": {"candidate": land.ids["opener"], "mandate": ["convene"], "handoverNote": "n"},
        },
    ),
    ("GET", f"{CASE}/meetings"): (),
    ("GET", f"{CASE}/meetings/{{meeting_id}}"): (),
    ("POST", f"{CASE}/meetings/{{meeting_id}}/objections"): (_saying(reason="not what I said"),),
    ("GET", "/networks/{network_id}/policy"): (),
    ("PUT", "/networks/{network_id}/policy"): (
        lambda land: {
            "responseDays": 5, "objectionDays": 5, "resignationDays": 10, "caseloadNorm": 30,
            "holders": {"sectors": ["education", "care", "social"], "units": [land.ids["school"]]},
            "overdueDays": {"regieHolder": 3, "coordinator": 5, "management": 10},
            "silenceDays": {"coordinator": 0, "management": 0}, "lastResort": [land.ids["school-organisation"]],
        },
    ),
    ("GET", "/networks/{network_id}/office-hours"): (),
    ("PUT", "/networks/{network_id}/office-hours"): (
        _saying(days=[{"weekday": "saturday", "opens": "10:00", "closes": "24:00"}]),
        _saying(days=[]),
    ),
    ("GET", "/networks/{network_id}/emergency-settings"): (),
    ("PUT", "/networks/{network_id}/emergency-settings"): (
        lambda land: {
            "units": [{"unitId": land.ids[one], "kind": "on_call", "phone": "050 111 11 11"} for one in ("expertise", "care")],
            "dailyLimit": 20,
        },
    ),
    ("POST", "/emergency-accesses"): (
        lambda land: {
            "by": {"kind": "reference", "reference": land.ids["reference"]}, "reasonCode": "danger_to_life", "reason": "x",
        },
        lambda _: {"by": {"kind": "bsn", "bsn": "999990019"}, "reasonCode": "missing", "reason": "x"},
        lambda _: {
            "by": {"kind": "name", "givenNames": "Noor", "familyName": "Nobody", "birthDate": "2017-03-14"},
            "reasonCode": "missing", "reason": "x",
        },
    ),
    ("GET", "/emergency-accesses"): (),
    ("GET", "/emergency-accesses/{access_id}"): (),
    ("GET", "/emergency-accesses/{access_id}/safety-sheet"): (),
    ("POST", "/emergency-accesses/{access_id}/notes"): (_saying(body="x"),),
    ("POST", "/emergency-accesses/{access_id}/endings"): (_saying(),),
    ("POST", "/emergency-accesses/{access_id}/acknowledgements"): (_saying(),),
    ("POST", "/emergency-accesses/{access_id}/crisis-participations"): (
        _saying(legalBasis={"ground": "avg-6-1-d", "article": "AVG 6(1)(d)"}, reason="x", hours=1),
    ),
    ("POST", "/emergency-accesses/{access_id}/reviews"): (_saying(outcome="justified", reason="x"),),
    ("POST", "/emergency-accesses/{access_id}/disclosures"): (_saying(),),
    ("GET", "/networks"): (),
    ("GET", "/organisations"): (),
    ("GET", "/units"): (),
    ("GET", "/networks/{network_id}"): (),
    ("GET", "/organisations/{organisation_id}"): (),
    ("GET", "/units/{unit_id}"): (),
    ("POST", "/directory/imports"): (
        lambda _: {"kind": "units", "csv": "organisation;name;statutoryTask\nNergens;Loket;Wmo\n", "dryRun": True},
    ),
    ("GET", "/professionals/{professional_id}"): (),
    ("PATCH", "/professionals/{professional_id}"): (
        _saying(function="teamleider"), lambda land: {"unitId": land.ids["school"]},
    ),
    ("GET", "/services/{service_id}"): (),
    ("PATCH", "/services/{service_id}"): (_saying(waitingDays=14), lambda land: {"unitId": land.ids["school"]}),
    ("POST", "/services/{service_id}/retirements"): (_saying(reason="merged"),),
    ("POST", "/services/_search"): (
        _saying(words="gedrag"), lambda land: {"unitId": land.ids["expertise"]},
        lambda land: {"organisationId": land.ids["school-organisation"]},
    ),
    ("GET", "/professionals"): (),
    ("GET", "/services"): (),
    ("POST", "/organisations"): (
        lambda land: {
            "name": "Nieuw", "sector": "social", "issuer": f"https://{land.ids['network']}.example/",
            "jwksUri": "https://new.example/keys",
        },
    ),
    ("POST", "/units"): (
        lambda land: {"organisationId": land.ids["school-organisation"], "name": "Groep 7", "statutoryTask": "WPO"},
    ),
    ("GET", "/units/{unit_id}/bsn-bases"): (),
    ("PUT", "/units/{unit_id}/bsn-bases"): (_saying(items=[{"purpose": "youth_care", "article": "Jeugdwet 7.2.1"}]),),
    ("POST", "/professionals"): (
        lambda land: {"unitId": land.ids["school"], "subject": f"new-{land.ids['school']}", "name": "N", "function": "f"},
    ),
    ("POST", "/services"): (
        lambda land: {
            "unitId": land.ids["school"], "name": "Hulp", "specialism": "x", "help": "strengthen", "targetGroup": "y",
        },
    ),
    ("POST", "/mandates"): (
        lambda land: {"professionalId": land.ids["professional_id"], "kind": "coordinator", "endsAt": f"{day(90)}T12:00:00Z"},
        lambda land: {
            "professionalId": land.ids["professional_id"], "kind": "auditor", "endsAt": f"{day(90)}T12:00:00Z",
            "organisationId": land.ids["school-organisation"],
        },
    ),
    ("POST", "/professionals/{professional_id}/deactivations"): (_saying(reason="left"),),
    ("POST", "/data-subject-requests"): (
        lambda land: {
            "kind": "access", "identityProof": "card seen", "receivedDate": day(0), "caseId": land.ids["case_id"],
            "representativeId": land.ids["representative"], "words": "Everything you have on my daughter.",
        },
    ),
    ("GET", "/data-subject-requests"): (),
    ("GET", "/data-subject-requests/{data_subject_request_id}"): (),
    ("POST", "/data-subject-requests/{data_subject_request_id}/handlings"): (_saying(),),
    ("POST", "/data-subject-requests/{data_subject_request_id}/extensions"): (_saying(reason="many files"),),
    ("POST", "/data-subject-requests/{data_subject_request_id}/bundles"): (lambda _: {},),
    ("POST", "/incident-exports"): (
        lambda land: {
            "fromAt": f"{day(-7)}T00:00:00Z", "untilAt": f"{day(1)}T00:00:00Z", "reason": "a phone was stolen",
            "caseId": land.ids["case_id"],
        },
    ),
    ("GET", "/incident-exports/{incident_export_id}"): (),
    ("POST", "/incident-exports/{incident_export_id}/approvals"): (_saying(),),
    ("GET", "/incident-exports/{incident_export_id}/lines"): (),
    ("POST", "/data-subject-requests/{data_subject_request_id}/restricted-items"): (
        lambda land: {"kind": "question", "itemId": land.ids["case_id"], "reason": "she says that it is wrong"},
    ),
    ("GET", "/data-subject-requests/{data_subject_request_id}/restricted-items"): (),
    ("POST", "/data-subject-requests/{data_subject_request_id}/restricted-items/{restricted_item_id}/liftings"): (
        _saying(reason="it was right", toldHow="by letter"),
    ),
    ("GET", f"{CASE}/restricted-items"): (),
    ("POST", f"{CASE}/restricted-items/{{restricted_item_id}}/uses"): (
        _saying(protects="safety_of_others", reason="a sister may be in danger"),
    ),
    ("GET", "/corrections"): (),
    ("POST", "/corrections/{correction_id}/acknowledgements"): (_saying(),),
    ("GET", f"{CASE}/corrections"): (),
    ("GET", "/retention-rules"): (),
    ("POST", "/retention-rules"): (
        lambda _: {"layer": "contribution", "law": "WPO", "months": 36, "source": "covenant", "validFromDate": day(40)},
    ),
    ("GET", "/destructions"): (),
    ("GET", "/legal-holds"): (),
    ("POST", "/legal-holds"): (lambda land: {"caseId": land.ids["case_id"], "reason": "court"},),
    ("POST", "/legal-holds/{hold_id}/liftings"): (_saying(reason="done"),),
    ("GET", "/processing-activities"): (),
    ("POST", "/processing-activities"): (_describing,),
    ("GET", "/processing-activities/{activity_id}"): (),
    ("PUT", "/processing-activities/{activity_id}"): (_describing,),
    ("POST", "/data-subject-requests/{data_subject_request_id}/decisions"): (
        _saying(outcome="granted", reason="the bundle was given"),
    ),
    ("POST", "/login-blocks"): (lambda land: {"professionalId": land.ids["professional_id"], "reason": "stolen"},),
    ("GET", "/login-blocks"): (),
    ("POST", "/login-blocks/{block_id}/endings"): (_saying(reason="found"),),
    ("POST", "/partner-systems/stops"): (_saying(clientId="an-old-system", reason="leak"),),
    ("GET", "/partner-systems/stops"): (),
    ("POST", f"{CASE}/regie-corrections"): (
        lambda land: {
            "recordedSinceAt": land.ids["term_since"], "sinceAt": land.ids["term_corrected"], "reason": "His word was oral.",
        },
    ),
    ("GET", f"{CASE}/regie-corrections"): (),
    ("POST", f"{CASE}/last-resort-assignments"): (
        lambda land: {"organisationId": land.ids["school-organisation"], "reason": "Nobody accepts."},
    ),
    ("GET", f"{CASE}/last-resort-assignments"): (),
    ("POST", f"{CASE}/last-resort-assignments/{{resort_id}}/withdrawals"): (_saying(),),
    ("POST", "/last-resort-requests/{resort_id}/nominations"): (
        lambda land: {"professionalId": land.ids["teacher"]},
    ),
    ("POST", f"{CASE}/stand-ins"): (
        lambda land: {"participationId": land.ids["opener"], "firstDate": day(1), "lastDate": day(9)},
    ),
    ("POST", f"{CASE}/stand-ins/{{stand_in_id}}/responses"): (_saying(answer="assent"),),
    ("POST", f"{CASE}/stand-ins/{{stand_in_id}}/endings"): (_saying(),),
    ("GET", f"{CASE}/stand-ins"): (),
    ("POST", "/professionals/{professional_id}/absences"): (
        lambda _: {"kind": "weekly", "firstDate": day(1), "lastDate": day(60), "weekdays": ["monday"]},
        lambda _: {"kind": "sudden"},
    ),
    ("GET", "/professionals/{professional_id}/absences"): (),
    ("POST", "/professionals/{professional_id}/absences/{absence_id}/corrections"): (
        lambda _: {"kind": "period", "firstDate": day(1), "lastDate": day(9)},
    ),
    ("POST", "/professionals/{professional_id}/absences/{absence_id}/endings"): (_saying(),),
    ("POST", "/partner-systems/stops/{stop_id}/resumptions"): (_saying(reason="mended"),),
    ("GET", "/breadth-limits"): (),
    ("PUT", "/breadth-limits"): (_saying(clientsAnHour=250, partnerClientsAnHour=2000),),
    ("PATCH", "/organisations/{organisation_id}"): (_saying(name="Nieuwer"),),
    ("PATCH", "/networks/{network_id}"): (_saying(profiles=["criminal_data"]),),
    ("PATCH", "/units/{unit_id}"): (_saying(name="Groep 8"),),
    ("POST", "/organisations/{organisation_id}/notices"): (_saying(reason="merger"),),
    ("POST", "/organisations/{organisation_id}/exits"): (_saying(reason="merger"),),
    ("POST", "/organisations/{organisation_id}/insolvencies"): (_saying(reason="court"),),
    ("GET", "/mandates"): (),
    ("GET", "/organisations/{organisation_id}/closing-days"): (),
    ("PUT", "/organisations/{organisation_id}/closing-days"): (_saying(dates=["2026-12-28", "2026-12-29"]),),
    ("POST", "/mandates/{mandate_id}/endings"): (_saying(reason="another job"),),
    ("POST", "/professionals/{professional_id}/successions"): (
        lambda land: {
            "effectiveDate": day(40), "reason": "New school year.",
            "cases": [{"caseId": land.ids["brother"], "successor": land.ids["youth-worker"], "scope": "full",
                       "purpose": "education_support", "legalBasis": basis(land.ids["school"])}],
        },
    ),
    ("POST", "/cases/{case_id}/successions/{succession_id}/withdrawals"): (_saying(reason="She stays."),),
    ("GET", f"{CASE}/successions"): (),
    ("POST", "/professionals/{professional_id}/regie-moves"): (
        lambda land: {"successor": land.ids["youth-worker"], "reason": "Another job."},
    ),
    ("GET", "/regie-moves"): (),
    ("POST", "/regie-moves/{move_id}/withdrawals"): (_saying(),),
    ("GET", "/regie-moves/{move_id}"): (),
    ("GET", "/regie-moves/{move_id}/cases"): (),
    ("POST", "/regie-moves/{move_id}/continuations"): (_saying(handoverNote="Over to you."),),
    ("POST", "/regie-moves/{move_id}/responses"): (_saying(answer="refusal", reason="No time."),),
    ("POST", f"{CASE}/network-moves"): (lambda land: {"networkId": land.ids["elsewhere"], "because": "school"},),
    ("GET", f"{CASE}/network-moves"): (),
    ("POST", f"{CASE}/network-moves/{{network_move_id}}/withdrawals"): (_saying(),),
    ("GET", "/network-moves"): (),
    ("POST", "/network-moves/{network_move_id}/responses"): (_saying(answer="decline"),),
    ("POST", "/households"): (lambda land: {"cases": [land.ids["brother"], land.ids["sister"]]},),
    ("GET", "/households/{household_id}"): (),
    ("GET", f"{CASE}/households"): (),
    ("POST", "/households/{household_id}/cases"): (lambda land: {"caseId": land.ids["case_id"]},),
    ("POST", "/households/{household_id}/unlinkings"): (lambda land: {"caseId": land.ids["case_id"], "reason": "moved"},),
    ("POST", "/households/{household_id}/agreements"): (
        lambda land: {"what": "Brings them both.", "dueDate": day(7), "cases": of_siblings(land, "responsible")},
    ),
    ("POST", "/households/{household_id}/regie-proposals"): (
        lambda land: {"mandate": ["convene"], "cases": of_siblings(land, "candidate")},
    ),
    ("POST", "/households/{household_id}/regie-responses"): (
        lambda land: {"answer": "refusal", "reason": "no time", "cases": of_siblings(land, "proposalId")},
    ),
    **ALLIED_BODIES,
    **INVENTORY_BODIES,
}  # fmt: skip


# What is refused without naming the edition it changes: whatever edition there is will do.
EDITIONS: dict[Call, dict[str, str]] = {
    ("POST", f"{FINDING}/questions"): {"If_Match": "*"},
    ("POST", f"{FINDING}/closings"): {"If_Match": "*"},
    ("POST", f"{FINDING}/dismissals"): {"If_Match": "*"},
    ("POST", f"{CASE}/agreements/{{agreement_id}}/revisions"): {"If_Match": "*"},
    ("PATCH", f"{CASE}/question"): {"If_Match": "*"},
    ("POST", f"{CASE}/notes/{{note_id}}/corrections"): {"If_Match": "*"},
    ("POST", "/me/statements/{statement_id}/versions"): {"If_Match": "*"},
    ("POST", f"{CASE}/needed-parties/{{needed_party_id}}/steps"): {"If_Match": "*"},
    ("PUT", f"{CASE}/plans/{{plan_id}}"): {"If_Match": "*"},
    ("PUT", f"{CASE}/escalations/{{escalation_id}}"): {"If_Match": "*"},
    ("PATCH", "/clients/{client_id}"): {"If_Match": "*"},
    ("PUT", f"{CASE}/safety-sheet"): {"If_Match": "*"},
    ("PUT", "/networks/{network_id}/policy"): {"If_Match": "*"},
    ("PUT", "/networks/{network_id}/office-hours"): {"If_Match": "*"},
    ("PUT", "/networks/{network_id}/emergency-settings"): {"If_Match": "*"},
    ("PATCH", f"{CLIENT}/contact"): {"If_Match": "*"},
    ("PUT", "/units/{unit_id}/bsn-bases"): {"If_Match": "*"},
    ("PUT", "/organisations/{organisation_id}/closing-days"): {"If_Match": "*"},
    ("POST", "/data-subject-requests/{data_subject_request_id}/handlings"): {"If_Match": "*"},
    ("PUT", "/processing-activities/{activity_id}"): {"If_Match": "*"},
    ("POST", "/data-subject-requests/{data_subject_request_id}/extensions"): {"If_Match": "*"},
    ("POST", "/data-subject-requests/{data_subject_request_id}/decisions"): {"If_Match": "*"},
    ("PUT", "/breadth-limits"): {"If_Match": "*"},
    ("PATCH", "/organisations/{organisation_id}"): {"If_Match": "*"},
    ("PATCH", "/networks/{network_id}"): {"If_Match": "*"},
    ("PATCH", "/units/{unit_id}"): {"If_Match": "*"},
    **ALLIED_EDITIONS,
    ("PATCH", "/professionals/{professional_id}"): {"If_Match": "*"},
    ("PATCH", "/services/{service_id}"): {"If_Match": "*"},
    **INVENTORY_EDITIONS,
}


def operations_of(app: Front) -> dict[Call, Any]:
    """Every call that names an operation, with its handler."""
    found = {}
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in route.route_handler_map.items():
                if handler.opt.get("operation") is not None:
                    found[str(method), route.path_format.removeprefix("/v1")] = handler
    return found
