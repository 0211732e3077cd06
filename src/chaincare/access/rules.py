"""Who may do what, once the door has said how far he is let in. Pure; the wall stands behind it, never narrower."""

from chaincare.access.model import Admission, Decision, Forbidden, NotVisible, Operation, Permit


def decide(operation: Operation, admission: Admission) -> Decision:
    """Decide for one operation: no relation is nothing to see (S1); a relation that does not reach is forbidden.

    The question of a list has no reach of its own: whoever is known may ask it, and sees what is his.
    """
    if admission.outcome != "entered":
        return NotVisible()
    if admission.reach is None or admission.reach in operation.reaches:
        return Permit(reach=admission.reach)
    return Forbidden()
