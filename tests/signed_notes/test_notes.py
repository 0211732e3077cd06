"""Notes as others write them are read, and ours are theirs; anything else is refused with its own reason."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaincare import signed_notes as notes

# The worked example in the documentation of Go's x/mod/sumdb/note.
PETER_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SAID = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_LINE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
ENOCH_LINE = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
# The example of C2SP tlog-cosignature.
SOFA = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
LOG = notes.Signer("log.example/2026", b"\x01" * 32)
WITNESS = notes.Signer("witness.example", b"\x02" * 32, notes.COSIGNATURE)
AT = 1_760_000_000
CHECKPOINT = notes.Checkpoint("log.example/2026", 12, sha256(b"root").digest())


def test_what_go_signed_is_opened_and_what_we_sign_is_gos_to_the_byte() -> None:
    signer, verifier = notes.read_signer(PETER_PRIVATE), notes.read_verifier(PETER)
    assert (signer.verifier, signer.verifier.encoded(), signer.encoded()) == (verifier, PETER, PETER_PRIVATE)
    assert notes.sign(SAID, [signer]) == f"{SAID}\n{PETER_LINE}"
    opened = notes.open_note(f"{SAID}\n{PETER_LINE}{ENOCH_LINE}", [verifier])
    assert opened.text == SAID
    assert opened.signed == (notes.Signed(verifier, None),)
    assert [one.name for one in opened.note.signatures] == ["PeterNeumann", "EnochRoot"]
    assert opened.note.written() == f"{SAID}\n{PETER_LINE}{ENOCH_LINE}"
    assert "AYEKFALVFGyN" not in repr(signer)


def test_a_checkpoint_with_a_cosignature_is_read() -> None:
    note = notes.read_note(SOFA.encode())
    read = notes.read_checkpoint(note.text)
    assert (read.origin, read.size) == ("example.com/behind-the-sofa", 20852163)
    assert (read.text(), note.written()) == (note.text, SOFA)
    witness = notes.Verifier("witness.example.com/w1", b"\x00" * 32, notes.COSIGNATURE)
    assert witness.said_at(note.signatures[1].signature) == 1679315147


def test_a_witness_says_when_and_both_signatures_hold() -> None:
    written = notes.sign(CHECKPOINT.text(), [LOG])
    earlier = notes.cosign(written, WITNESS, AT - 60)
    seen = notes.cosign(earlier, WITNESS, AT)
    assert seen.count("witness.example") == 1
    opened = notes.open_note(seen, [LOG.verifier, WITNESS.verifier])
    assert opened.signed == (notes.Signed(LOG.verifier, None), notes.Signed(WITNESS.verifier, AT))
    assert notes.read_checkpoint(opened.text) == CHECKPOINT
    twice = seen + seen.splitlines(keepends=True)[-1]
    assert len(notes.open_note(twice, [WITNESS.verifier]).signed) == 1
    # The same key for the other purpose has another hash, and neither signature passes for the other.
    both = notes.Signer("log.example/2026", b"\x01" * 32).as_witness()
    assert both.verifier.key_hash != LOG.verifier.key_hash
    with pytest.raises(notes.NoteNotSigned, match="none of the trusted keys"):
        notes.open_note(written, [both.verifier])
    assert notes.read_verifier(WITNESS.verifier.encoded()) == WITNESS.verifier
    assert notes.read_signer(WITNESS.encoded()).verifier == WITNESS.verifier
    assert notes.make_signer("a").encoded() != notes.make_signer("a").encoded()


def test_a_signature_by_a_known_key_that_fails_refuses_the_note() -> None:
    written = notes.cosign(notes.sign(CHECKPOINT.text(), [LOG]), WITNESS, AT)
    trusted = [LOG.verifier, WITNESS.verifier]
    notes.open_note(written, trusted)
    body, _, lines = written.rpartition("\n\n")
    for was, becomes in (("\n12\n", "\n13\n"), ("log.example/2026\n", "log.example/2027\n")):
        with pytest.raises(notes.NoteNotSigned, match="not over this text"):
            notes.open_note((body + "\n\n").replace(was, becomes, 1) + lines, trusted)
    for signer in (LOG, WITNESS):
        line = next(one for one in notes.read_note(written).signatures if one.name == signer.verifier.name)
        for spoiled in (
            line.signature[:-1],
            line.signature + b"\x00",
            line.signature[:3],
            b"\xff" + line.signature[1:],
        ):
            bad = notes.Signature(line.name, line.key_hash, spoiled).line()
            with pytest.raises(notes.NoteNotSigned, match="not over this text"):
                notes.open_note(written.replace(line.line(), bad), trusted)
            # To whoever does not know the key it is one of many; the other key is enough.
            others = [one for one in trusted if one != signer.verifier]
            assert len(notes.open_note(written.replace(line.line(), bad), others).signed) == 1
    twin = notes.Verifier("log.example/2026", LOG.verifier.public)
    assert len(notes.open_note(written, [LOG.verifier, twin]).signed) == 1


def _line(plain: bytes) -> str:
    return f"— somebody.example {b64encode(plain).decode()}\n"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"text\n\n\xe2\x80\x94 \xff AAAAAAA=\n", "not UTF-8"),
        ("text\ud800\n\n" + PETER_LINE, "not UTF-8"),
        ("te\txt\n\n" + PETER_LINE, "control character"),
        ("te\rxt\n\n" + PETER_LINE, "control character"),
        ("text\n" + PETER_LINE, "no empty line"),
        ("", "no empty line"),
        ("text\n\n", "no signature"),
        ("text\n\n" + PETER_LINE[:-1], "cut off"),
        ("text\n\n" + PETER_LINE + "more\n", "begins with a dash"),
        ("text\n\n" + PETER_LINE.replace("—", "-"), "begins with a dash"),
        ("text\n\n—  AAAAAAA=\n", "one space between"),
        ("text\n\n— name\n", "one space between"),
        ("text\n\n— na+me AAAAAAA=\n", "one space between"),
        ("text\n\n— na\u00a0me AAAAAAA=\n", "one space between"),
        ("text\n\n" + _line(b"1234"), "of a key hash"),
        ("text\n\n" + _line(b"12345").replace("=", ""), "of a key hash"),
        ("text\n\n" + _line(b"12345").replace("U=", "V="), "of a key hash"),
        ("text\n\n" + _line(b"12345")[:-1] + " \n", "of a key hash"),
        ("text\n\n— name \n", "of a key hash"),
        ("text\n\n" + _line(b"12345") * 101, "more than 100"),
        ("t" * 1_000_001, "longer than"),
    ],
)
def test_what_is_no_note_is_refused_with_its_own_reason(raw: str | bytes, why: str) -> None:
    assert notes.read_note("text\n\n" + _line(b"12345")).signatures[0].signature == b"5"
    with pytest.raises(notes.NoteMalformed, match=re.escape(why)):
        notes.open_note(raw, [LOG.verifier])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("log.example\n12\n", "an origin, a size and a root"),
        ("log.example\n12\n{root}", "ends with a newline"),
        ("\n12\n{root}\n", "no empty lines"),
        ("log.example\n12\n{root}\n\n", "no empty lines"),
        ("log.example\n012\n{root}\n", "size"),
        ("log.example\n-1\n{root}\n", "size"),
        ("log.example\n+1\n{root}\n", "size"),
        ("log.example\n1_2\n{root}\n", "size"),
        ("log.example\n١\n{root}\n", "size"),
        ("log.example\n9223372036854775808\n{root}\n", "size"),
        ("log.example\n12\nAAAA\n", "32 bytes"),
        ("log.example\n12\n{root} \n", "32 bytes"),
    ],
)
def test_what_is_no_checkpoint_is_refused_with_its_own_reason(text: str, why: str) -> None:
    root = b64encode(CHECKPOINT.root).decode()
    whole = notes.read_checkpoint(f"log.example\n0\n{root}\nmore said\n")
    assert (whole.size, whole.extensions) == (0, ("more said",))
    with pytest.raises(notes.NoteMalformed, match=why):
        notes.read_checkpoint(text.replace("{root}", root))


def test_nothing_is_written_that_cannot_be_read() -> None:
    with pytest.raises(notes.NoteMalformed):
        notes.Checkpoint("two\nlines", 1, CHECKPOINT.root).text()
    for text in ("no newline", "tab\t\n"):
        with pytest.raises(notes.NoteMalformed):
            notes.sign(text, [LOG])
    with pytest.raises(notes.NoteMalformed):
        notes.sign("nobody signs\n", [])
    with pytest.raises(ValueError, match="use cosign"):
        notes.sign("no time\n", [WITNESS])
    with pytest.raises(ValueError, match="says no time"):
        notes.cosign(notes.sign("a\n", [LOG]), LOG, AT)
    with pytest.raises(ValueError, match="at which second"):
        notes.cosign(notes.sign("a\n", [LOG]), WITNESS, -1)


@pytest.mark.parametrize(
    ("vkey", "why"),
    [
        (PETER.replace("Peter", "Pieter"), "hash of this name and key"),
        (PETER.replace("c74f20a3", "C74F20A3"), "hash of this name and key"),
        (PETER.replace("+c74f20a3", ""), "name+hash+key"),
        (PETER.replace("c74f20a3", "c74f20a"), "name+hash+key"),
        (PETER[:-1], "not base64"),
        ("PeterNeumann+c74f20a3+", "not base64"),
        (PETER.removeprefix("PeterNeumann"), "the name is empty"),
        (PETER.replace("Peter", "Peter "), "the name is empty, or has a space"),
        (PETER.replace("Peter", "Peter\ud800"), "the name is empty, or has a space"),
        ("a+00000000+" + b64encode(b"\x02" + b"\x00" * 32).decode(), "algorithm"),
        ("a+00000000+" + b64encode(b"\x01" + b"\x00" * 31).decode(), "32 bytes"),
    ],
)
def test_what_is_no_key_is_refused_with_its_own_reason(vkey: str, why: str) -> None:
    with pytest.raises(notes.KeyMalformed, match=re.escape(why)):
        notes.read_verifier(vkey)
    private = PETER_PRIVATE.replace("c74f20a3", "c74f20a4")
    for skey in (vkey, private, private[:-4], "PRIVATE+KEY+" + vkey):
        with pytest.raises(notes.KeyMalformed) as refused:
            notes.read_signer(skey)
        assert "AYEKFALVFGyN" not in str(refused.value)


@given(
    st.binary(max_size=80) | st.text("\n\t\u2014 +aA=1\ud800", max_size=80),
    st.integers(0, 300),
    st.integers(0, 255),
)
@settings(max_examples=60, deadline=None)
def test_nothing_else_is_ever_raised_and_no_bit_can_be_changed(raw: bytes | str, at: int, bit: int) -> None:
    written = bytearray(notes.sign(CHECKPOINT.text(), [LOG]).encode())
    written[at % len(written)] ^= 1 << bit % 8
    for one in (raw, bytes(written)):
        with pytest.raises((notes.NoteMalformed, notes.NoteNotSigned)):
            notes.open_note(one, [LOG.verifier])
