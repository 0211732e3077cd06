"""What is sent to change a case."""

from datetime import date
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from chaincare.cases.model import Consulted, Question
from chaincare.wire import Body, Line, Text


class ChangeQuestion(Body):
    """What changes: a field that is left out stays as it is, null removes it (RFC 7396)."""

    own_words: Text | UnsetType = UNSET
    question: Text | UnsetType = UNSET
    occasion: Text | UnsetType | None = UNSET
    consulted: Consulted | UnsetType = UNSET
    consulted_because: Line | UnsetType | None = UNSET
    evaluation_date: date | UnsetType | None = UNSET

    def applied_to(self, question: Question) -> Question:
        """Give the question as it is put from now on."""
        said = {name: getattr(self, name) for name in self.__struct_fields__}
        said["evaluation_on"] = said.pop("evaluation_date")
        changes: dict[str, Any] = {name: value for name, value in said.items() if value is not UNSET}
        return msgspec.structs.replace(question, **changes)
