"""Restricted items as they travel."""

from collections.abc import Sequence
from uuid import UUID

from chaincare.restricted_items.model import OpenedText, Protects, RestrictedItem, WithheldKind
from chaincare.wire import Body, Instant, Text, View


class RestrictItem(Body):
    """What is restricted and why. For `question` the item is the case, for `contribution` a participation.

    An officer of one organisation restricts what that wrote; the question is for the officer of the network.
    """

    kind: WithheldKind
    item_id: UUID
    reason: Text


class LiftRestrictedItem(Body):
    """Why it is restricted no longer, and how who asked for it was told of that before (AVG 18(3))."""

    reason: Text
    told_how: Text


class UseRestrictedItem(Body):
    """What you must protect, and why that cannot wait. The client reads that you opened it."""

    protects: Protects
    reason: Text


class RestrictedItemView(View):
    """An item that is restricted: what is read of it leaves the text out until `liftedAt`."""

    id: UUID
    kind: WithheldKind
    item_id: UUID
    restricted_at: Instant
    lifted_at: Instant | None


class RestrictedItems(View):
    """What is restricted, or was, the first first."""

    items: tuple[RestrictedItemView, ...]


class RestrictionReasonView(RestrictedItemView):
    """An item with why it was restricted and lifted, for who decides on that."""

    reason: str
    lifted_because: str | None
    told_how: str | None


class RestrictionReasons(View):
    """What was restricted on a request, the first first."""

    items: tuple[RestrictionReasonView, ...]


class OpenedTextView(View):
    """One text behind a restriction."""

    kind: WithheldKind
    item_id: UUID
    text: str


class RestrictedItemOpened(View):
    """The texts behind a restriction, once; who opened them and why is kept."""

    id: UUID
    used_at: Instant
    texts: tuple[OpenedTextView, ...]


def restricted_view(item: RestrictedItem) -> RestrictedItemView:
    """Show that an item is restricted."""
    return RestrictedItemView(
        id=item.id,
        kind=item.kind,
        item_id=item.item_id,
        restricted_at=item.at,
        lifted_at=None if item.ended is None else item.ended.at,
    )


def reason_view(item: RestrictedItem) -> RestrictionReasonView:
    """Show an item with the reasons."""
    return RestrictionReasonView(
        id=item.id,
        kind=item.kind,
        item_id=item.item_id,
        restricted_at=item.at,
        lifted_at=None if item.ended is None else item.ended.at,
        reason=item.reason,
        lifted_because=None if item.ended is None else item.ended.reason,
        told_how=None if item.ended is None else item.ended.told_how,
    )


def text_views(texts: Sequence[OpenedText]) -> tuple[OpenedTextView, ...]:
    """Show the texts that were opened."""
    return tuple(OpenedTextView(kind=one.kind, item_id=one.item_id, text=one.text) for one in texts)
