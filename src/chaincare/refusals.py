"""Why a request is not carried out: every refusal is a class whose docstring the caller reads.

A feature's refusals live in its ``model.py`` and are raised by its rules. Nothing here knows about
HTTP: :mod:`chaincare.problems` holds the one table that turns a :class:`Kind` into a status.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum, auto
from inspect import cleandoc
from typing import ClassVar

import msgspec

TYPE_PREFIX = "urn:problem-type:chaincare:"

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Kind(StrEnum):
    """What sort of no it is; the caller's next step depends on this, not on the sentence."""

    BAD_INPUT = auto()
    UNAUTHENTICATED = auto()
    WEAKLY_AUTHENTICATED = auto()
    FORBIDDEN = auto()
    UNKNOWN = auto()
    CONFLICT = auto()
    STALE = auto()
    PRECONDITION_REQUIRED = auto()
    TOO_LARGE = auto()
    TOO_MANY = auto()
    UNAVAILABLE = auto()


class FieldError(msgspec.Struct, frozen=True):
    """One thing that is wrong with the input.

    ``pointer`` is an RFC 6901 JSON pointer into the body (``/responses/0/reason``) or, for what does not
    stand in the body, a fragment of ours (``#query/limit``, ``#header/If-Match``, ``#path/caseId``).
    ``detail`` says what is wanted and never repeats what was given: input can be personal data.
    """

    pointer: str
    detail: str


class Refusal(Exception):
    """The request was understood and not carried out."""

    kind: ClassVar[Kind]

    def __init__(
        self,
        *,
        errors: Sequence[FieldError] = (),
        scope: str | None = None,
        again_in: int | None = None,
        members: Mapping[str, msgspec.Struct | None] | None = None,
    ) -> None:
        """``scope`` is what the access token lacks, where that is why: programs read it in the challenge (RFC 6750, 3.1).

        ``again_in`` is after how many seconds it may go well, where that is known (RFC 9110, 10.2.3).
        ``members`` are told beside the sentence, where the caller goes on by them (RFC 9457, 3.2): never what he gave.
        """
        super().__init__(type(self).__name__)
        self.errors = tuple(errors)
        self.scope = scope
        self.again_in = again_in
        self.members = dict(members or {})

    @classmethod
    def slug(cls) -> str:
        """Give the class name in kebab-case: ``CaseUnknown`` is ``case-unknown``."""
        return _WORD_START.sub("-", cls.__name__).lower()

    @classmethod
    def type_uri(cls) -> str:
        """Give the stable problem type (RFC 9457) that clients may compare."""
        return TYPE_PREFIX + cls.slug()

    @classmethod
    def title(cls) -> str:
        """Give the class name as words: ``CaseUnknown`` is ``Case unknown``."""
        return cls.slug().replace("-", " ").capitalize()

    @classmethod
    def sentence(cls) -> str:
        """Give the docstring on one line: it is the ``detail`` the caller reads."""
        # cls.__dict__, so that a refusal that forgot its sentence does not borrow its parent's.
        return " ".join(cleandoc(cls.__dict__.get("__doc__") or "").split())


def known_refusals() -> tuple[type[Refusal], ...]:
    """List every refusal that can be raised (those with a kind), in the order of their problem type."""
    found: set[type[Refusal]] = set()
    unseen = [Refusal]
    while unseen:
        for child in unseen.pop().__subclasses__():
            if child not in found:
                found.add(child)
                unseen.append(child)
    return tuple(sorted((one for one in found if hasattr(one, "kind")), key=lambda one: one.type_uri()))


class InputInvalid(Refusal):
    """The request holds something that cannot be accepted; `errors` names each place."""

    kind = Kind.BAD_INPUT
