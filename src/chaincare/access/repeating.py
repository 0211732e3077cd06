"""Retries: a request that comes again with the same ``Idempotency-Key`` happens once and is answered the same (D1).

The row of a key stands in the transaction of the effect. Who repeats goes through the door first, so that he is
traced, and whoever was let out meanwhile gets nothing (S2). The database holds digests and a sealed answer only: a key
can be anything a partner system made up, also a name.
"""

import hmac
import re
import secrets
from typing import Any, Protocol

import msgspec

from chaincare.access.doors import Door
from chaincare.access.model import Admission
from chaincare.identity import Caller
from chaincare.keys import Ring, derived_key
from chaincare.refusals import FieldError, InputInvalid, Kind, Refusal

NONCE_BYTES = 12
_KEY = re.compile(r"[\x21-\x7e]{1,200}")

DOOR_AGAIN = Door("door_again", "$13")
"""Leads a retry of something that made its own case back to the case it made."""

BEGIN_ONCE = """
    INSERT INTO repeats (key_digest, request_digest, event, issuer, subject, reach, case_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (key_digest) DO NOTHING RETURNING true
"""

FIND_ANSWER = """
    SELECT request_digest, answer, chaincare.may_be_shown_again(repeats) AS shown FROM repeats WHERE key_digest = $1
"""

KEEP_ANSWER = "UPDATE repeats SET answer = $2 WHERE key_digest = $1"


class IdempotencyKeyReused(Refusal):
    """This Idempotency-Key was used before: for another request, or what may be read in the case was narrowed since.

    Read what is there now, and make a new key for every new request.
    """

    kind = Kind.CONFLICT


class AnsweredMeanwhile(Refusal):
    """The first request with this Idempotency-Key was carried out just now. Send it again to get its answer."""

    kind = Kind.UNAVAILABLE


class Kept(msgspec.Struct, frozen=True):
    """An answer as it was given the first time; ``status`` None is the one that the route has."""

    status: int | None
    headers: dict[str, str]
    body: bytes


class Statements(Protocol):
    """What runs statements under a ticket: a clearance."""

    @property
    def admission(self) -> Admission:
        """Give the committed entry."""

    async def fetchrow(self, sql: str, *values: Any) -> Any:
        """Give the first row."""

    async def execute(self, sql: str, *values: Any) -> None:
        """Run for the effect."""


class Repeats:
    """Makes digests and seals answers under keys of the server."""

    def __init__(self, secret_key: bytes, *previous: bytes) -> None:
        self._digests = [derived_key(one, "idempotency digest v1") for one in (secret_key, *previous)]
        self._cipher = Ring("idempotency answer v1", secret_key, *previous)

    def digests(self, *parts: bytes) -> list[bytes]:
        """Give the keyed digests of some parts, the present secret's first; each part with its length."""
        told = b"".join(len(part).to_bytes(8) + part for part in parts)
        return [hmac.digest(one, told, "sha256") for one in self._digests]

    def seal(self, kept: Kept, key_digest: bytes) -> bytes:
        """Seal an answer to the key it was given for."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, msgspec.msgpack.encode(kept), key_digest)

    def open(self, sealed: bytes, key_digest: bytes) -> Kept:
        """Give the answer back. Raises cryptography's InvalidTag when it was changed or moved."""
        plain = self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], key_digest)
        return msgspec.msgpack.decode(plain, type=Kept)


class Retry:
    """One request that carries a key: bound to who asks and to the operation, and to what exactly is asked."""

    def __init__(
        self,
        repeats: Repeats,
        *,
        caller: Caller,
        event: str,
        key: str,
        asked: tuple[bytes, ...],
        part: str = "",
    ) -> None:
        if _KEY.fullmatch(key) is None:
            wanted = FieldError(
                "#header/Idempotency-Key", "Give 1 to 200 visible ASCII characters, for example a UUID."
            )
            raise InputInvalid(errors=[wanted])
        self._repeats = repeats
        self._caller = caller
        self._event = event
        who = (caller.issuer.encode(), caller.subject.encode(), caller.client_id.encode())
        keyed = repeats.digests(*who, event.encode(), key.encode(), *([part.encode()] if part else []))
        (self.key_digest, self._request_digest), *earlier = zip(keyed, repeats.digests(*asked), strict=True)
        self.earlier = dict(earlier)
        """What the key and the request are under earlier secrets: a retry across a rotation is a retry (D1)."""
        self.made_before = False
        """True when the answer was given before and nothing is done this time."""

    def was_under(self, key_digest: bytes) -> None:
        """Go on as under an earlier secret, by which the first request was kept."""
        self.key_digest, self._request_digest, self.earlier = key_digest, self.earlier[key_digest], {}

    async def begin(self, clearance: Statements, *, made_case: bool) -> Kept | None:
        """Take the key, or give the answer it got before; waits for a request that has taken it and is not ready.

        Raises IdempotencyKeyReused; AnsweredMeanwhile when the first request, at the same time, made its own case.
        """
        for digest in self.earlier:
            if await clearance.fetchrow(FIND_ANSWER, digest) is not None:
                self.was_under(digest)
                break
        admission = clearance.admission
        row = (
            self.key_digest,
            self._request_digest,
            self._event,
            self._caller.issuer,
            self._caller.subject,
            None if admission.reach is None else admission.reach.value,
            admission.case_id,
        )
        if await clearance.fetchrow(BEGIN_ONCE, *row):
            return None
        self.made_before = True
        found = await clearance.fetchrow(FIND_ANSWER, self.key_digest)
        if found is None:  # there, and not for whoever is let in as he is now
            raise AnsweredMeanwhile if made_case else IdempotencyKeyReused
        if not (hmac.compare_digest(found["request_digest"], self._request_digest) and found["shown"]):
            raise IdempotencyKeyReused
        return self._repeats.open(found["answer"], self.key_digest)

    async def keep(self, clearance: Statements, kept: Kept) -> None:
        """Keep the answer, in the transaction of what was done."""
        await clearance.execute(KEEP_ANSWER, self.key_digest, self._repeats.seal(kept, self.key_digest))
