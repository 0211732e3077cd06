"""The witness on HTTP: as tlog-witness describes it, and what it last cosigned for whoever wants to compare."""

import asyncio
import json
import re
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

import msgspec

from chaincare.signed_notes import Note, Signer, cosign, read_note
from chaincare.witnessing.judging import (
    NotConsistent,
    NotSigned,
    OriginUnknown,
    SizeDiffers,
    Watched,
    judge,
    trusted_note,
)
from chaincare.witnessing.remembering import Remembered, StateUnreadable
from chaincare.witnessing.requests import BODY_MAX, Request, RequestMalformed, read_request

BODY_SECONDS = 10.0
"""How long whoever asks may take to send a request."""
_PLAIN, _SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"
_BY_HASH = re.compile(r"/([0-9a-f]{64})/checkpoint")
_BY_ORIGIN = "/checkpoints/"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Answer(msgspec.Struct, frozen=True):
    """What goes back."""

    status: int
    text: str
    content_type: str = _PLAIN
    allow: str | None = None


class Witness:
    """One witness: its key, the logs it watches, and what it remembers of them."""

    def __init__(
        self,
        signer: Signer,
        watched: Sequence[Watched],
        remembered: Remembered,
        tell: Callable[[str], None],
        now: Callable[[], float] = time.time,
    ) -> None:
        self._signer, self._watched, self._remembered = signer, watched, remembered
        self._tell, self._now = tell, now
        self._turns: dict[str, threading.Lock] = {}
        self._all_turns = threading.Lock()

    def add(self, body: bytes) -> Answer:
        """Answer `add-checkpoint`: what was cosigned is on the disk before this returns."""
        try:
            request = read_request(body)
            note = trusted_note(self._watched, request)
        except RequestMalformed as fault:
            return Answer(400, f"{fault}\n")
        except OriginUnknown:
            return Answer(404, "This witness does not watch a log of that origin.\n")
        except NotSigned:
            return Answer(403, "No key that is trusted for this origin signed the checkpoint.\n")
        # Only what a trusted key signed gets this far, so strangers fill neither this memory nor the disk.
        with self._turn(request.checkpoint.origin):
            return self._cosigned(request, note)

    def _cosigned(self, request: Request, note: Note) -> Answer:
        origin = request.checkpoint.origin
        try:
            judge(self._remembered.checkpoint(origin), request.old, request.proof, request.checkpoint)
            signed = cosign(note.written(), self._signer, int(self._now()))
            self._remembered.keep(origin, signed)
        except SizeDiffers as fault:
            return Answer(409, f"{fault.size}\n", _SIZE)
        except NotConsistent:
            # A log that signed two histories has convicted itself: the line keeps what it signed.
            self._say("not_consistent", origin=origin, old=request.old, note=note.written())
            return Answer(422, "This does not continue the log that this witness knows.\n")
        except (StateUnreadable, OSError) as fault:
            self._say("not_remembered", origin=origin, error=type(fault).__name__)
            return Answer(500, "The witness cannot remember this, so it does not cosign it.\n")
        return Answer(200, read_note(signed).signatures[-1].line())

    def look(self, path: str) -> Answer:
        """Answer a reader: whether it runs, its key, or the last cosigned checkpoint of a log."""
        if path == "/health":
            return Answer(200, f"up\n{self._signer.verifier.encoded()}\n")
        by_hash = _BY_HASH.fullmatch(path)
        try:
            if by_hash is not None:
                note = self._remembered.by_hash(by_hash[1])
            elif path.startswith(_BY_ORIGIN):
                note = self._remembered.note(path.removeprefix(_BY_ORIGIN))
            else:
                note = None
        except (StateUnreadable, OSError):
            return Answer(500, "What this witness remembers cannot be read.\n")
        return Answer(404, "There is nothing here.\n") if note is None else Answer(200, note)

    def _turn(self, origin: str) -> threading.Lock:
        with self._all_turns:
            return self._turns.setdefault(origin, threading.Lock())

    def _say(self, event: str, **facts: Any) -> None:
        self._tell(json.dumps({"event": event, "at": int(self._now()), **facts}))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] == "http":
            await _answer(send, await self._answered(scope, receive), empty=scope["method"] == "HEAD")

    async def _answered(self, scope: Scope, receive: Receive) -> Answer:
        path, method = scope["path"], scope["method"]
        allowed = ("POST",) if path == "/add-checkpoint" else ("GET", "HEAD")
        if method not in allowed:
            return Answer(405, "This cannot be done here.\n", allow=", ".join(allowed))
        if path != "/add-checkpoint":
            return await asyncio.to_thread(self.look, path)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(receive)
        except TimeoutError:
            return Answer(408, "The request took too long to come.\n")
        if body is None:
            return Answer(413, f"A request has at most {BODY_MAX} bytes.\n")
        return await asyncio.to_thread(self.add, body)


async def _body(receive: Receive) -> bytes | None:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > BODY_MAX:
            return None
        if not message.get("more_body", False):
            return bytes(body)


async def _answer(send: Send, answer: Answer, *, empty: bool) -> None:
    text = answer.text.encode()
    headers = [
        (b"content-type", answer.content_type.encode()),
        (b"content-length", str(len(text)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if answer.allow is not None:
        headers.append((b"allow", answer.allow.encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if empty else text})
