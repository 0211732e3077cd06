"""Issuers of the demo: one per organisation and one for citizens, each with a key of its own. Never for production.

They sign whatever the demo asks for, without a login, and are therefore reachable on loopback only.
"""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from uuid import uuid4

import msgspec
from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from joserfc.jwk import ECKey, KeySet

from chaincare.demo.clients import DemoClient, DemoUser

ISSUERS: Final = (
    "de-regenboog",  # the school
    "kompas",  # the expertise centre
    "jeugdhulp-noord",  # youth care
    "samenwerkingsverband",  # the network's own office: coordinator, auditor, administrator
    "wijkteam-zuid",  # an organisation that has nothing to do with the pupil's case
    "gemeente-noorderveld",
    "gemeente-noord",  # a municipality and the UWV, which join the network in a story of their own
    "uwv-noord",
    "burgers",  # citizens
)
ISSUER_OF_CLIENT: Final[Mapping[str, str]] = MappingProxyType({"leerlingvolg": "de-regenboog"})
"""Partner systems that may sign in for themselves, with the organisation on whose behalf they run."""

SIGNING_ALGORITHM: Final = (
    "ES256"  # EdDSA is deprecated as a name (RFC 9864), and not every issuer product has it
)
TOKEN_LIFETIME: Final = timedelta(hours=1)


class DemoIssuerUnknown(LookupError):
    """The demo has no issuer, or no partner system, of that name."""


class DemoIssuers:
    """The demo's issuers; keys and client secrets are made on first use and kept under `<data_dir>/issuers/`."""

    def __init__(
        self,
        data_dir: Path,
        base_url: str,
        *,
        audience: str = "urn:chaincare:api",
        partner_scopes: Iterable[str] = (),
    ) -> None:
        self._folder = data_dir / "issuers"
        self._base_url = base_url.rstrip("/")
        self._audience = audience
        self._partner_scopes = frozenset(partner_scopes)

    def issuer_url(self, name: str) -> str:
        """Return the issuer's identifier, the `iss` of its tokens."""
        _require_known(name, ISSUERS)
        return f"{self._base_url}/demo/issuers/{name}"

    def jwks_uri(self, name: str) -> str:
        """Return where the issuer's public keys are."""
        return f"{self.issuer_url(name)}/jwks.json"

    def token(
        self,
        name: str,
        subject: str,
        *,
        client_id: str,
        scopes: Iterable[str],
        lifetime: timedelta = TOKEN_LIFETIME,
        audience: str | None = None,
        acr: str | None = None,
        bound_to: str | None = None,
        act: Mapping[str, Any] | None = None,
    ) -> str:
        """Sign an access token (RFC 9068) for a person; the audience is this API unless another is named.

        ``bound_to`` is the thumbprint of the key it is bound to (RFC 9449), ``act`` who acts for him (RFC 8693).
        """
        client = DemoClient(client_id, frozenset(scopes))
        scope = client.get_allowed_scope(None)
        more: dict[str, Any] = {} if bound_to is None else {"cnf": {"jkt": bound_to}}
        if act is not None:
            more["act"] = act
        generator = self.generator(name, lifetime=lifetime, audience=audience, acr=acr, more=more)
        signed: str = generator.access_token_generator(client, "demo", DemoUser(subject), scope)
        return signed

    def generator(
        self,
        name: str,
        *,
        lifetime: timedelta = TOKEN_LIFETIME,
        audience: str | None = None,
        acr: str | None = None,
        more: Mapping[str, Any] = MappingProxyType({}),
    ) -> "DemoTokenGenerator":
        """Return what makes this issuer's tokens."""
        return DemoTokenGenerator(
            issuer=self.issuer_url(name),
            key=self._key(name),
            audience=audience or self._audience,
            lifetime=lifetime,
            acr=acr,
            more=more,
        )

    def jwks(self, name: str) -> dict[str, Any]:
        """Return the issuer's public keys as a JWKS."""
        public = self._key(name).as_dict(private=False)
        return {"keys": [{**public, "use": "sig", "alg": SIGNING_ALGORITHM}]}

    def client_secret(self, client_id: str) -> str:
        """Return a partner system's secret."""
        _require_known(client_id, ISSUER_OF_CLIENT)
        return self._kept(f"{client_id}.secret", lambda: secrets.token_urlsafe(32))

    def find_client(self, name: str, client_id: str) -> DemoClient | None:
        """Find a partner system that is registered with this issuer."""
        if ISSUER_OF_CLIENT.get(client_id) != name:
            return None
        return DemoClient(client_id, self._partner_scopes, self.client_secret(client_id))

    def _key(self, name: str) -> ECKey:
        _require_known(name, ISSUERS)
        return ECKey.import_key(msgspec.json.decode(self._kept(f"{name}.jwk.json", _new_key)))

    def _kept(self, file_name: str, make: Callable[[], str]) -> str:
        """Return what the file says, making it first if need be; of two processes at once, one wins."""
        file = self._folder / file_name
        if not file.exists():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self._folder)  # mode 0600 from its first moment
            with os.fdopen(handle, "w", encoding="ascii") as text:
                text.write(make())
            # A link appears whole or not at all, and never over another one.
            with contextlib.suppress(FileExistsError):
                os.link(draft, file)
            Path(draft).unlink()
        return file.read_text("ascii")


class DemoTokenGenerator(JWTBearerTokenGenerator):  # type: ignore[misc]  # authlib has no types
    """authlib's RFC 9068 generator, with this issuer's key, our audience, and a lifetime that is short."""

    def __init__(
        self,
        *,
        issuer: str,
        key: ECKey,
        audience: str,
        lifetime: timedelta,
        acr: str | None,
        more: Mapping[str, Any],
    ) -> None:
        # authlib would otherwise let a client credentials token live for ten days.
        super().__init__(issuer, alg=SIGNING_ALGORITHM, expires_generator=int(lifetime.total_seconds()))
        self._key = key
        self._audience = audience
        self._acr = acr
        self._more = dict(more)

    def get_jwks(self) -> KeySet:
        """Return the key as a set: only then does the library write its `kid` into the header."""
        return KeySet([self._key])

    def get_audiences(self, *_: object) -> str:
        """Return the API the token is for."""
        return self._audience

    def get_acr(self, *_: object) -> str | None:
        """Return how surely the person was known, as the demo pretends."""
        return self._acr

    def get_extra_claims(self, *_: object) -> dict[str, Any]:
        """Return what binds the token to a key, and who acts."""
        return self._more

    def get_jti(self, *_: object) -> str:
        """Return a new token id."""
        return str(uuid4())


def _require_known(name: str, known: Container[str]) -> None:
    # The name comes from a path: it becomes a file name only after this.
    if name not in known:
        raise DemoIssuerUnknown


def _new_key() -> str:
    return msgspec.json.encode(ECKey.generate_key("P-256", auto_kid=True).as_dict(private=True)).decode(
        "ascii"
    )
