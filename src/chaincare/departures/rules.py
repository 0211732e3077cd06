"""When an organisation may leave. Pure."""

from collections.abc import Mapping

from chaincare.departures.model import HandoverKind, HandoverNotDone
from chaincare.refusals import FieldError


def handed_over(counts: Mapping[HandoverKind, int]) -> None:
    """Check that nothing lies with an organisation that is to leave. Raises HandoverNotDone, which says how much does."""
    left = [
        FieldError(f"#handover/{kind}", f"{times} to hand over.") for kind, times in counts.items() if times
    ]
    if left:
        raise HandoverNotDone(errors=left)
