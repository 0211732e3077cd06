"""One witness, asked over HTTP (C2SP tlog-witness). What it answers is verified here; nothing else of it is believed."""

import asyncio
import re
from collections.abc import Sequence
from typing import Final

import httpx2

from chaincare.seals.model import AnotherHistory, Cosignature, OtherSize, WitnessSilent
from chaincare.seals.rules import submission
from chaincare.signed_notes import NoteMalformed, NoteNotSigned, open_note
from chaincare.witnessing.addresses import WitnessAt

ANSWER_SECONDS: Final = 5.0
"""How long a witness may take in all."""
_ANSWER_MAX: Final = 64 * 1024
_SIZE = re.compile(r"(0|[1-9][0-9]{0,18})\n")
_OTHER_HISTORY = frozenset({httpx2.codes.FORBIDDEN, httpx2.codes.UNPROCESSABLE_CONTENT})


class Asking:
    """The way to one witness: a connection that is kept, and its key."""

    def __init__(self, witness: WitnessAt) -> None:
        self._witness = witness
        # Proxy settings of the environment are for the outside world; a witness on loopback is reached directly.
        self._http = httpx2.AsyncClient(
            follow_redirects=False, timeout=ANSWER_SECONDS, trust_env=not witness.is_near
        )

    async def close(self) -> None:
        """Leave the witness."""
        await self._http.aclose()

    async def ask(self, old: int, path: Sequence[bytes], note: str) -> Cosignature:
        """Have a checkpoint cosigned that goes on from size `old`. Raises `OtherSize`, `AnotherHistory`, `WitnessSilent`."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                status, text = await self._post(submission(old, path, note))
        except (httpx2.HTTPError, OSError, TimeoutError, UnicodeDecodeError) as fault:
            raise WitnessSilent from fault
        if status == httpx2.codes.OK:
            return self._verified(note, text)
        if status == httpx2.codes.CONFLICT and (size := _SIZE.fullmatch(text)) is not None:
            raise OtherSize(int(size[1]))
        raise (AnotherHistory if status in _OTHER_HISTORY else WitnessSilent)

    async def _post(self, body: bytes) -> tuple[int, str]:
        headers = {"Accept-Encoding": "identity", "Content-Type": "text/plain; charset=utf-8"}
        url = f"{self._witness.url}/add-checkpoint"
        async with self._http.stream("POST", url, content=body, headers=headers) as answer:
            found = bytearray()
            async for chunk in answer.aiter_raw():
                found += chunk
                if len(found) > _ANSWER_MAX:
                    raise WitnessSilent
            return answer.status_code, found.decode()

    def _verified(self, note: str, lines: str) -> Cosignature:
        verifier = self._witness.verifier
        try:
            opened = open_note(note + lines, [verifier])
        except (NoteMalformed, NoteNotSigned) as fault:
            raise WitnessSilent from fault
        at, own = opened.signed[0].at, (verifier.name, verifier.key_hash)
        if at is None or not note.startswith(opened.text + "\n"):
            raise WitnessSilent
        line = next(one for one in opened.note.signatures if (one.name, one.key_hash) == own)
        return Cosignature(line.line(), at)
