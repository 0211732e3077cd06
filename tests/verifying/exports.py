"""Exports as the server is to write them: leaves by the server's own rules, so that the verifier is held against them."""

import json
from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address
from random import Random
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.model import Reach
from chaincare.merkle import Frontier, consistency_proof, inclusion_proof, leaf_hash
from chaincare.signed_notes import COSIGNATURE, Checkpoint, Signer, cosign, sign
from chaincare.trace.model import Entry
from chaincare.trace.rules import leaf_of
from chaincare.verifying.lines import Fields, export_text

LOG = Signer("log.example", b"\x01" * 32)
NEXT = Signer("log.example", b"\x02" * 32)
STRANGER = Signer("log.example", b"\x03" * 32)
WITNESSES = [Signer(f"witness{n}.example", bytes([10 + n]) * 32, COSIGNATURE) for n in range(2)]
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
SEEN_AT = 1_772_400_000

Line = dict[str, Any]


def base64(plain: bytes) -> str:
    return b64encode(plain).decode()


def shown(entry: Entry) -> dict[str, Any]:
    """The fields of an entry as an export writes them."""
    return {name: _shown(getattr(entry, name)) for name in Entry.__struct_fields__}


def _shown(value: object) -> object:
    match value:
        case datetime():
            return f"{value:%Y-%m-%dT%H:%M:%S.%f}Z"
        case UUID() | IPv4Address() | IPv6Address():
            return str(value)
        case bytes():
            return value.hex()
        case _:
            return value


def camel(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name.split("_")[0] + "".join(one.title() for one in name.split("_")[1:]): value
        for name, value in fields.items()
    }


def read_back(entries: Sequence[Entry]) -> list[Fields]:
    """Entries as the verifier reads them out of an export."""
    return [msgspec.json.decode(json.dumps(camel(shown(one))), type=Fields) for one in entries]


def made_up(count: int, start: datetime = START) -> list[Entry]:
    """Entries of a morning: queries, each with what it led to; reproducible."""
    chance, made = Random(6), list[Entry]()  # noqa: S311 -- the same each time
    people = [(UUID(int=chance.getrandbits(128)), f"person-{n}") for n in range(20)]
    for n in range(count):
        at = start + timedelta(seconds=n * 3, microseconds=chance.randrange(10**6))
        actor, subject = people[n % len(people)]
        leads = n % 3 == 2
        of = made[-1] if leads else None
        # An id of version 7: the millisecond, then chance.
        own = UUID(int=(int(at.timestamp() * 1000) << 80) | 7 << 76 | 2 << 62 | chance.getrandbits(60))
        made.append(
            Entry(
                at, own, of.id if of else None, "note.written" if leads else "case.read", "C" if leads else "R",
                "done" if leads else "entered", "https://issuer.example", subject, actor, "caseworker" if n % 4 else None,
                UUID(int=5), UUID(int=6), "portal", IPv6Address("2001:db8::7") if n % 5 else IPv4Address("192.0.2.7"),
                "participation", UUID(int=7 + n % 3), None, Reach.FULL, None, "participation/1", "youth_care", UUID(int=8),
                UUID(int=n % 11), UUID(int=n % 11), UUID(int=n) if leads else None, None, n % 7 == 0, UUID(int=n),
                chance.randbytes(16), chance.randbytes(8), chance.randbytes(32) if n % 6 == 0 else None,
                "https://issuer.example|desk" if n % 9 == 0 else None,
            )
        )  # fmt: skip
    return made


class Writer:
    """Writes a log line by line, and remembers its leaves."""

    def __init__(
        self,
        year: int = 2026,
        epoch: int = 1,
        previous: str | None = None,
        reason: str | None = None,
        signer: Signer = LOG,
    ) -> None:
        self.origin = f"log.example/{year}" + ("" if epoch == 1 else f".{epoch}")
        self.signer, self.tree, self.nodes = signer, Frontier(), dict[tuple[int, int], bytes]()
        self.leaves: list[bytes] = []
        self.lines: list[Line] = [
            {"kind": "log", "format": "chaincare-log/1", "origin": self.origin, "year": year, "epoch": epoch,
             "previous": previous, "keys": [signer.verifier.encoded()]},
            {"kind": "opening", "index": 0, "opening": {"origin": self.origin, "previous": previous, "reason": reason}},
        ]  # fmt: skip
        opening = b"\x00" + b"".join(
            b"\xff\xff\xff\xff" if one is None else len(one.encode()).to_bytes(4) + one.encode()
            for one in (self.origin, previous, reason)
        )
        self._grow(leaf_hash(opening))

    def _grow(self, leaf: bytes) -> None:
        self.leaves.append(leaf)
        for row in self.tree.append([leaf]):
            self.nodes[row.first << row.level, (row.first + 1) << row.level] = row.hashes[0]

    def subtree_root(self, start: int, end: int) -> bytes:
        return self.nodes[start, end]

    def add(self, entries: Sequence[Entry], *, stated: bool = False) -> "Writer":
        for entry in entries:
            self._grow(leaf_hash(leaf_of(entry)))
            line: Line = {"kind": "entry", "index": self.tree.size - 1, "entry": camel(shown(entry))}
            self.lines.append(line | ({"leaf": base64(self.leaves[-1])} if stated else {}))
        return self

    def hide(self, entries: Sequence[Entry], why: str = "reader") -> "Writer":
        first = self.tree.size
        for entry in entries:
            self._grow(leaf_hash(leaf_of(entry)))
        hashes = base64(b"".join(self.leaves[first:]))
        self.lines.append({"kind": "leaves", "index": first, "hashes": hashes, "why": why})
        return self

    def note(self, *witnesses: Signer, signer: Signer | None = None) -> str:
        checkpoint = Checkpoint(self.origin, self.tree.size, self.tree.root())
        note = sign(checkpoint.text(), [signer or self.signer])
        for place, witness in enumerate(witnesses):
            note = cosign(note, witness, SEEN_AT + place)
        return note

    def sign(self, *witnesses: Signer) -> "Writer":
        self.lines.append({"kind": "checkpoint", "note": self.note(*witnesses)})
        return self

    def hand_over(self, to: Signer, text: str | None = None, by: Signer | None = None) -> "Writer":
        vkey, size = to.verifier.encoded(), self.tree.size
        text = text or f"chaincare seal key\n{self.origin}\n{size}\n{vkey}\n"
        self.lines.append(
            {"kind": "key", "vkey": vkey, "fromSize": size, "note": sign(text, [by or self.signer])}
        )
        self.signer = to
        return self

    def inclusion(self, index: int, note: str) -> Line:
        proof = [base64(one) for one in inclusion_proof(index, self.tree.size, self)]
        return {"kind": "inclusion", "index": index, "size": self.tree.size, "proof": proof, "note": note}

    def consistency(self, old: int, new: int) -> Line:
        proof = [base64(one) for one in consistency_proof(old, new, self)]
        return {"kind": "consistency", "oldSize": old, "newSize": new, "proof": proof}


def ndjson(lines: Sequence[Line]) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in lines)


def exported(lines: Sequence[Line], signer: Signer = LOG) -> list[Line]:
    """The file that somebody asked for: begun, and ended by the log's key."""
    entries, own = (
        sum(one["kind"] in ("entry", "leaves") for one in lines),
        "01900000-0000-7000-8000-000000000001",
    )
    first = {"kind": "export", "format": "chaincare-export/1", "exportId": own, "selection": {"case": own}}
    written = [first | {"entries": entries}, *lines]
    digest = base64(sha256(ndjson(written)).digest())
    note = sign(export_text(own, entries, digest), [signer])
    return [*written, {"kind": "end", "entries": entries, "digest": digest, "note": note}]
