"""A disclosure of a BSN, as it is asked for and answered."""

from uuid import UUID

from chaincare.access.model import Purpose
from chaincare.wire import Body, Instant, Text, View


class DiscloseBsn(Body):
    """With which organisation the number will be used (`towards`), and what for."""

    towards: UUID
    reason: Text


class BsnDisclosed(View):
    """The number, and by what it was disclosed. It goes no further than to that organisation."""

    id: UUID
    bsn: str
    purpose: Purpose
    article: str
    disclosed_at: Instant
