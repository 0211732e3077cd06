"""What is asked about meetings: the bodies of requests."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.agreements.bodies import ProposeAgreement
from chaincare.meetings.model import Account, ClientPresence, MeetingKind
from chaincare.notes.model import Audience
from chaincare.notes.rules import DEFAULT_AUDIENCE
from chaincare.regie.himself import Wanted
from chaincare.regie.model import Mandate
from chaincare.wire import Body, Instant, Line, Text

AGREEMENTS_MAX = 20
PEOPLE_MAX = 50


class ClientAtMeeting(Body):
    """Whether the client was there. If not, or only in part: how the client was heard, or why not."""

    present: ClientPresence
    heard: Line | None = None


class MakeAgreement(ProposeAgreement):
    """An agreement that was made. Who is responsible and present assented, unless `assented` is false.

    Nobody absent is bound: with him it waits for his own answer.
    """

    assented: bool | None = None


class PassRegie(Body):
    """Who directs the case from now on, as was agreed there; a handover needs `handoverNote`.

    A client directs with a professional `contact` beside him, and a `representative` who agrees where he needs one.
    """

    candidate: UUID
    mandate: Annotated[tuple[Mandate, ...], msgspec.Meta(min_length=1, max_length=len(Mandate))]
    handover_note: Text | None = None
    contact: UUID | None = None
    representative: UUID | None = None

    def to_model(self) -> Wanted:
        """Give what is wanted, in regie's own words."""
        return Wanted(
            self.candidate, self.mandate, None, self.handover_note, self.contact, self.representative
        )


class WriteMinutes(Body):
    """The minutes become a note. Beside the audience, the professionals who were present read it, unless you name parties."""

    body: Text
    audience: Annotated[tuple[Audience, ...], msgspec.Meta(max_length=4)] = DEFAULT_AUDIENCE
    parties: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)] | None = None
    client_may_read: bool = False


class RecordMeeting(Body):
    """A meeting, a talk or a signed paper, and all that came of it. `present` and `absent` are participations.

    A meeting from before the case was opened is not recorded: note what still holds of it.
    Who is present took part at `heldAt`, and you are among them. `proof` says what you heard or saw, where the client's
    side assented on paper, in a talk, or in a meeting with no other professional there.
    """

    held_at: Instant
    present: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=PEOPLE_MAX)]
    client: ClientAtMeeting
    kind: MeetingKind = MeetingKind.MEETING
    absent: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=PEOPLE_MAX)] = ()
    agreements: Annotated[tuple[MakeAgreement, ...], msgspec.Meta(max_length=AGREEMENTS_MAX)] = ()
    regie: PassRegie | None = None
    next_date: date | None = None
    proof: Line | None = None
    minutes: WriteMinutes | None = None


class ObjectToMeeting(Body):
    """Why you did not assent: to these agreements, to regie, or when you name neither to all that was recorded for you.

    `agreements` left out, with `regie` true: to regie alone; without it: to all agreements and to regie.
    """

    reason: Line
    agreements: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=AGREEMENTS_MAX)] | None = (
        None
    )
    regie: bool = False


def account_of(data: RecordMeeting) -> Account:
    """Give what the recorder says of the meeting itself."""
    return Account(
        data.kind, data.held_at, data.present, data.absent, data.client.present, data.client.heard, data.proof,
        data.next_date,
    )  # fmt: skip
