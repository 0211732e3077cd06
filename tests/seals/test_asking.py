"""What a witness answers is verified: only its own word on the very checkpoint counts."""

import asyncio
import re

import pytest
from tests.sealed import KEYS

from chaincare.seals.asking import Asking
from chaincare.seals.model import AnotherHistory, OtherSize, WitnessSilent
from chaincare.signed_notes import COSIGNATURE, Signer, cosign, make_signer, read_note
from chaincare.witnessing.addresses import WitnessAt

pytestmark = pytest.mark.anyio

NOTE = KEYS.sign("chaincare.localhost/2026", 3, bytes(32))
WITNESS = make_signer("witness.example/w1", COSIGNATURE)


def _line(note: str, signer: Signer = WITNESS) -> str:
    return read_note(cosign(note, signer, 1_800_000_000)).signatures[-1].line()


NO_ANSWERS = [
    (200, b""),
    (200, b"fine\n"),
    (200, "\u2014 witness.example/w1 AAAA\n".encode()),
    (200, _line(NOTE)[:-1].encode()),
    (200, _line(NOTE, make_signer("witness.example/w1", COSIGNATURE)).encode()),
    (200, _line(KEYS.sign("chaincare.localhost/2026", 4, bytes(32))).encode()),
    (200, b"\xff\xfe"),
    (200, _line(NOTE).encode() * 400),
    (409, b"twelve\n"),
    (409, b"012\n"),
    (409, b"12"),
    (302, b""),
    (404, b""),
    (500, b""),
    (429, b""),
]


async def test_nothing_but_a_witnesss_own_word_on_this_checkpoint_is_an_answer() -> None:
    canned: list[tuple[int, bytes]] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.findall(rb"(?i)content-length: (\d+)", head)[0])
        await reader.readexactly(length)
        status, body = canned[-1]
        writer.write(
            b"HTTP/1.1 %d x\r\nContent-Length: %d\r\nLocation: /\r\nConnection: close\r\n\r\n"
            % (status, len(body))
            + body
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    asking = Asking(WitnessAt(WITNESS.verifier, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"))
    async with server:
        stranger = _line(NOTE, make_signer("other", COSIGNATURE))
        canned.append((200, (stranger + _line(NOTE)).encode()))
        assert (await asking.ask(0, [], NOTE)).line == _line(NOTE)
        for one in NO_ANSWERS:
            canned.append(one)
            with pytest.raises(WitnessSilent):
                await asking.ask(0, [], NOTE)
        for status in (403, 422):
            canned.append((status, b""))
            with pytest.raises(AnotherHistory):
                await asking.ask(0, [], NOTE)
        canned.append((409, b"12\n"))
        with pytest.raises(OtherSize) as other:
            await asking.ask(0, [], NOTE)
        assert other.value.size == 12
    with pytest.raises(WitnessSilent):
        await asking.ask(0, [], NOTE)
    await asking.close()
