"""The access log as it travels: what may be asked, what an auditor and a client read."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Reach
from chaincare.access.paging import CLIENTS_MAX
from chaincare.trace.model import (
    ACTING_RULE,
    Action,
    ActorRole,
    Entry,
    EntryPurpose,
    LogLine,
    Named,
    Outcome,
    Relation,
)
from chaincare.trace.plain import Language, LogPart, as_seen, ground_in_words, in_words, part_of
from chaincare.trace.sentences import holder_in_words, what, why
from chaincare.wire import Body, Instant, View

ActionWord = Literal["create", "read", "update", "delete", "execute"]
WORD_OF: dict[Action, ActionWord] = {
    "C": "create", "R": "read", "U": "update", "D": "delete", "E": "execute",
}  # fmt: skip


class SearchLog(Body):
    """What to look for: at least one of the first four, or a period of at most 31 days, or what happened to the log itself, or one entry.

    ``client`` is the pseudonym that entries carry. Denied attempts on a case are found with the case. ``logItself`` asks only for
    what concerns no client and no organisation, and so with none of the first four: a year or epoch begun, another key, found altered,
    without a witness, destroyed. ``merge`` `day` shows like entries of one day (in Amsterdam) as one,
    in a search by client, case or professional. ``entryId`` finds one entry by its id, as an employee or a client gives it from what he
    reads (*Reference*, *Kenmerk*): asked alone, and empty where your mandate shows none.
    """

    client: UUID | None = None
    professional_id: UUID | None = None
    organisation_id: UUID | None = None
    case_id: UUID | None = None
    from_at: Instant | None = None
    until_at: Instant | None = None
    log_itself: bool = False
    merge: Literal["day"] | None = None
    entry_id: UUID | None = None
    cursor: Annotated[str, msgspec.Meta(max_length=2_000)] | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=CLIENTS_MAX)] = 25


class EntryView(View):
    """One entry: who, on behalf of which organisation, did what, when, and why that was allowed.

    ``outcome``: ``entered`` is that he was let in for this, ``done`` that it was carried out, ``refused`` that his part did
    not allow it, ``not_visible`` that he had no relation to what he asked for. What changes something leaves two entries:
    he came, and what was done. ``relatedById`` made the relation; where it is ``actorId``, he made it himself. ``through`` is
    who acted for him under a token that was exchanged, as issuer and subject with a bar between them. ``actingForId`` is the
    regie holder in whose place a stand-in did it, while that holder was absent; who made the stand-in's own relation then
    stands in the entry that he came in by. Whose mandate is for one organisation is told of another's people what they do, without
    name or id, and of one who is hidden in a case of this client not even that. Like entries of one day that are merged are the first of them, `times` times, the
    last time at `lastAt`: its ids and object are of that first one, and all came from its address.
    """

    id: UUID
    happened_at: Instant
    event: str
    description: str
    beschrijving: str
    action: ActionWord
    outcome: Outcome
    actor_id: UUID | None
    actor: str | None
    function: str | None
    role: ActorRole | None
    organisation_id: UUID | None
    organisation: str | None
    partner: str
    through: str | None
    address: str | None
    client: UUID | None
    case_id: UUID | None
    object_id: UUID | None
    asked_id: UUID | None
    relation: Relation
    related_by_id: UUID | None
    acting_for_id: UUID | None
    acting_for: str | None
    reach: Reach | None
    legal_basis_id: UUID | None
    purpose: EntryPurpose | None
    emergency: bool
    why: str
    waarom: str
    has_text: Annotated[
        bool,
        msgspec.Meta(
            description="Whether somebody typed something with it: whom he searched, or why it was an emergency. A mandate for one case "
            "with `opens` `entry_text`, this `id` as `entryId` and `happenedAt` opens it, while it is kept."
        ),
    ]
    request_id: UUID
    trace_id: str
    span_id: str
    times: int
    last_at: Instant


class LogPage(View):
    """Entries, the latest first; ``nextCursor`` goes into the next search."""

    items: tuple[EntryView, ...]
    next_cursor: str | None


class OwnEntryView(View):
    """Who looked, as the client reads it: organisation and function; a name on a weighed request.

    ``through`` is the organisation, or else the token issuer, of who acted for him, where somebody did. ``actingFor`` is the
    function and organisation of the regie holder in whose place a stand-in did it, while that holder was absent. Like lines of one
    day that are shown as one happened `times` times, the last time at `lastAt`. `inWords` tells all of it, to print.
    """

    reference: UUID
    case_id: UUID | None
    happened_at: Instant
    what: str
    wat: str
    organisation: str | None
    function: str | None
    through: str | None
    acting_for: str | None
    role: ActorRole | None
    ground: str | None
    purpose: EntryPurpose | None
    emergency: bool
    why: str
    waarom: str
    part: LogPart
    ground_in_words: str | None
    times: int
    last_at: Instant
    in_words: str


class OwnLog(View):
    """Who looked, the latest first. What is told in words is in `language`: say in `Accept-Language` which, `nl` or `en`."""

    language: Language
    items: tuple[OwnEntryView, ...]


def entry_view(
    entry: Entry, named: Named, labels: dict[str, tuple[str, str]], merged: LogLine | None = None
) -> EntryView:
    """Show an entry to an auditor; ``merged`` is the line of which it is the first."""
    description, beschrijving = what(entry, labels.get(entry.event, (entry.event, entry.event)))
    sentence, acting = why(entry, named), entry.rule == ACTING_RULE
    made_by = None if named.elsewhere else entry.relation_by
    return EntryView(
        id=entry.id,
        happened_at=entry.at,
        event=entry.event,
        description=description,
        beschrijving=beschrijving,
        action=WORD_OF[entry.action],
        outcome=entry.outcome,
        actor_id=entry.actor_id,
        actor=named.actor,
        function=named.function,
        role=entry.role,
        organisation_id=entry.organisation_id,
        organisation=named.organisation,
        partner=entry.partner,
        through=entry.acted_by,
        address=None if entry.address is None else str(entry.address),
        client=entry.client,
        case_id=entry.case_id,
        object_id=entry.object_id,
        asked_id=entry.asked_id,
        relation=entry.relation,
        related_by_id=None if acting else made_by,
        acting_for_id=made_by if acting else None,
        acting_for=(named.related_by or named.elsewhere_function) if acting else None,
        reach=entry.reach,
        legal_basis_id=entry.basis_id,
        purpose=entry.purpose,
        emergency=entry.emergency,
        why=sentence.en,
        waarom=sentence.nl,
        has_text=entry.private_digest is not None,
        request_id=entry.request_id,
        trace_id=entry.trace_id.hex(),
        span_id=entry.span_id.hex(),
        times=1 if merged is None else merged.times,
        last_at=entry.at if merged is None else merged.last_at,
    )


def own_entry_view(line: LogLine, labels: dict[str, tuple[str, str]], language: Language) -> OwnEntryView:
    """Show a line to the client it is about, without a colleague's name."""
    entry, named = line.entry, line.named
    label = as_seen(entry, labels.get(entry.event, (entry.event, entry.event)))
    said, sentence = what(entry, label), why(entry, named)
    return OwnEntryView(
        reference=entry.id,
        case_id=entry.case_id,
        happened_at=entry.at,
        what=said.en,
        wat=said.nl,
        organisation=named.organisation,
        function=named.function,
        through=named.through or (entry.acted_by.partition("|")[0] if entry.acted_by else None),
        acting_for=holder_in_words(named),
        role=entry.role,
        ground=named.ground,
        purpose=entry.purpose,
        emergency=entry.emergency,
        why=sentence.en,
        waarom=sentence.nl,
        part=part_of(entry.event),
        ground_in_words=ground_in_words(named.ground, language),
        times=line.times,
        last_at=line.last_at,
        in_words=in_words(entry, named, label, language, times=line.times, last_at=line.last_at),
    )
