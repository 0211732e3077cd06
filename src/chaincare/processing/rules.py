"""Which processing activity an operation belongs to, and how a line of the register is changed. Pure."""

import msgspec

from chaincare.access.model import Operation
from chaincare.processing.model import Activity, ActivityKey, ActivityOfProduct, Described

# By what an event is about (its code up to the full stop); what is not named here goes by its token scope.
_BY_SUBJECT: dict[str, ActivityKey] = {
    "client": "client_identity",
    "clients": "client_identity",
    "representative": "client_identity",
    "representatives": "client_identity",
    "relative": "client_identity",
    "relatives": "client_identity",
    "household": "client_identity",
    "households": "client_identity",
    "match": "client_identity",
    "bsn": "client_identity",
    "access-log": "access_log",
    "incident-export": "access_log",
    "log-export": "access_log",
    "restricted-item": "subject_rights",
    "restricted-items": "subject_rights",
    "mandate": "directory",
    "professional": "directory",
    "data-subject-request": "subject_rights",
    "data-subject-requests": "subject_rights",
    "emergency-access": "emergency_access",
    "emergency-accesses": "emergency_access",
}
_BY_SCOPE: dict[str, ActivityKey] = {
    "cases": "case_work",
    "me": "case_work",
    "clients": "client_identity",
    "bsn": "client_identity",
    "log": "access_log",
    "audit": "access_log",
    "directory": "directory",
    "privacy": "subject_rights",
    "emergency": "emergency_access",
    "network": "network_work",
    "events": "system_exchange",
    "sync": "system_exchange",
}


def activity_of(operation: Operation) -> ActivityKey:
    """Give the activity an operation is part of. Raises KeyError for a scope the register does not know."""
    about = operation.code.partition(".")[0]
    return _BY_SUBJECT[about] if about in _BY_SUBJECT else _BY_SCOPE[operation.scope]


def describe_anew(activity: Activity, described: Described) -> Activity:
    """Make the next edition. Raises ActivityOfProduct."""
    if activity.network_id is None:
        raise ActivityOfProduct
    return msgspec.structs.replace(activity, version=activity.version + 1, described=described)
