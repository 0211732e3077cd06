"""The demo's clients and people, in the shape authlib asks for."""

import secrets

import msgspec


class DemoClient(msgspec.Struct, frozen=True):
    """The client a token is issued to, in the shape authlib's generators and grants ask for."""

    client_id: str
    scopes: frozenset[str]
    secret: str | None = None

    def get_client_id(self) -> str:
        """Return the client's id."""
        return self.client_id

    def get_allowed_scope(self, scope: str | None) -> str:
        """Return the wanted scopes the client has; all it has when it names none (RFC 6749, 3.3)."""
        wanted = frozenset((scope or "").split()) or self.scopes
        return " ".join(sorted(wanted & self.scopes))

    def check_client_secret(self, secret: str) -> bool:
        """Return whether the secret is the client's, in a time that does not depend on how nearly it is."""
        return self.secret is not None and secrets.compare_digest(self.secret.encode(), secret.encode())

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        """Allow the secret in the Authorization header only."""
        return method == "client_secret_basic"

    def check_grant_type(self, grant_type: str) -> bool:
        """Allow the client to act for itself only."""
        return grant_type == "client_credentials"


class DemoUser(msgspec.Struct, frozen=True):
    """The person a token speaks of, in the shape authlib's generators ask for."""

    subject: str

    def get_user_id(self) -> str:
        """Return the subject."""
        return self.subject
