"""The register of processing activities (AVG 30), and which activity each operation belongs to."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal

ActivityKey = Literal[
    "case_work",
    "client_identity",
    "access_log",
    "directory",
    "subject_rights",
    "emergency_access",
    "network_work",
    "system_exchange",
]
"""What the product itself does with personal data: each is a line of the register that comes with it."""


class Described(msgspec.Struct, frozen=True):
    """What the law wants to be told of an activity: what for, by whom, on whom, what, to whom, how long, how safe."""

    name: str
    naam: str
    purpose: str
    controller: str
    ground: str
    subjects: tuple[str, ...]
    categories: tuple[str, ...]
    recipients: tuple[str, ...]
    retention: str
    measures: str


class Activity(msgspec.Struct, frozen=True):
    """An edition of a line of the register; one with a key comes with the product and is not changed here."""

    id: UUID
    version: int
    network_id: UUID | None
    key: ActivityKey | None
    described: Described
    written_at: datetime | None


class ActivityUnknown(Refusal):
    """There is no such processing activity in the register of your network."""

    kind = Kind.UNKNOWN


class ActivityOfProduct(Refusal):
    """This line comes with the product and is the same for everybody: add a line of your own beside it."""

    kind = Kind.CONFLICT


class NoRegisterMandate(Refusal):
    """The register is for privacy officers and the FG of a network, with a mandate that is valid now."""

    kind = Kind.UNKNOWN


READ_ACTIVITIES = Operation(
    code="processing-activities.read",
    action="R",
    en="The register of processing activities was read",
    nl="Het verwerkingsregister is bekeken",
    scope="privacy",
    reaches=frozenset({Reach.PRIVACY, Reach.OVERSIGHT}),
    unknown=NoRegisterMandate,
)
READ_ACTIVITY = Operation(
    code="processing-activity.read",
    action="R",
    en="A processing activity was read with its earlier editions",
    nl="Een verwerking is bekeken met eerdere versies",
    scope="privacy",
    reaches=frozenset({Reach.PRIVACY, Reach.OVERSIGHT}),
    unknown=NoRegisterMandate,
)
ADD_ACTIVITY = Operation(
    code="processing-activity.added",
    action="C",
    en="A processing activity was added to the register",
    nl="Er is een verwerking aan het register toegevoegd",
    scope="privacy",
    reaches=frozenset({Reach.PRIVACY}),
    unknown=NoRegisterMandate,
)
CHANGE_ACTIVITY = Operation(
    code="processing-activity.changed",
    action="U",
    en="A processing activity was described anew",
    nl="Een verwerking is opnieuw beschreven",
    scope="privacy",
    reaches=frozenset({Reach.PRIVACY}),
    unknown=NoRegisterMandate,
)
