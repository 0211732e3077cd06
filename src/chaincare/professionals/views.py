"""Professionals as they travel."""

from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from chaincare.ids import new_id
from chaincare.professionals.model import Professional, ProfessionalStatus, Register, Registration
from chaincare.wire import Body, Line, Name, View


class StateRegistration(Body):
    """Under which number somebody stands in a register of his profession: of youth care (SKJ) or health care (BIG)."""

    register: Register
    number: Line

    def to_model(self) -> Registration:
        """Give the registration as rules know it."""
        return Registration(self.register, self.number)


class RegistrationView(View):
    """Under which number somebody stands in a register of his profession."""

    register: Register
    number: str


class ProfessionalView(View):
    """A professional; ``version`` is his edition."""

    id: UUID
    unit_id: UUID
    name: str
    function: str
    phone: str | None
    registration: RegistrationView | None
    status: ProfessionalStatus
    version: int


class Professionals(View):
    """A page of professionals."""

    items: tuple[ProfessionalView, ...]


class AddProfessional(Body):
    """Somebody who works for a unit; ``subject`` is who he is to his organisation's issuer."""

    unit_id: UUID
    subject: Line
    name: Name
    function: Line
    phone: Line | None = None
    registration: StateRegistration | None = None

    def to_model(self) -> Professional:
        """Give who is to be added."""
        registration = None if self.registration is None else self.registration.to_model()
        return Professional(
            new_id(), self.unit_id, self.name, self.function, self.phone, registration, ProfessionalStatus.ACTIVE, 1
        )  # fmt: skip


class ChangeProfessional(Body):
    """What is known of somebody; what is left out stays as it is, null takes a number away."""

    unit_id: UUID | UnsetType = UNSET
    name: Name | UnsetType = UNSET
    function: Line | UnsetType = UNSET
    phone: Line | UnsetType | None = UNSET
    registration: StateRegistration | UnsetType | None = UNSET

    def applied_to(self, professional: Professional) -> Professional:
        """Give him with what was named changed."""
        named = {one: wanted for one in self.__struct_fields__ if (wanted := getattr(self, one)) is not UNSET}
        if isinstance(self.registration, StateRegistration):
            named["registration"] = self.registration.to_model()
        return msgspec.structs.replace(professional, **named)


class DeactivateProfessional(Body):
    """Whose access ends, at the next request."""

    reason: Line


class Deactivated(View):
    """His tokens open nothing any more."""

    id: UUID
    status: ProfessionalStatus


def professional_view(professional: Professional) -> ProfessionalView:
    """Show a professional."""
    known = professional.registration
    return ProfessionalView(
        id=professional.id,
        unit_id=professional.unit_id,
        name=professional.name,
        function=professional.function,
        phone=professional.phone,
        registration=None
        if known is None
        else RegistrationView(register=known.register, number=known.number),
        status=professional.status,
        version=professional.version,
    )
