"""Tokens that are bound to a key or a certificate, what their holder sends beside them, and what a thief would."""

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tests.identity.attacks import hmac_with_public_key, other_spelling
from tests.identity.issuer_world import START, PrivateKey, b64, jwk, number, sign, token

from chaincare.dpop import Presented

HOLDER: Final = ec.generate_private_key(ec.SECP256R1())
THIEF: Final = ec.generate_private_key(ec.SECP256R1())
ADDRESS: Final = "https://api.example.nl/chaincare/v1/cases/1"
NOW: Final = int(START.timestamp())


def public(key: PrivateKey) -> dict[str, Any]:
    return {name: value for name, value in jwk(key, "").items() if name != "kid"}


def thumbprint(key: PrivateKey) -> str:
    """RFC 7638 by its letter: the required members in the order of the alphabet, no blanks."""
    members = public(key)
    return b64(hashlib.sha256(json.dumps(members, sort_keys=True, separators=(",", ":")).encode()).digest())


BOUND: Final = token({"cnf": {"jkt": thumbprint(HOLDER)}})


def proof(
    changed: dict[str, object] | None = None,
    *,
    key: PrivateKey = HOLDER,
    algorithm: str = "ES256",
    of: str = BOUND,
    **header: object,
) -> str:
    """A good proof by the holder, with changes; a change to `...` leaves the member out."""
    said: dict[str, object] = {
        "jti": "1",
        "htm": "GET",
        "htu": ADDRESS,
        "iat": NOW,
        "ath": b64(hashlib.sha256(of.encode()).digest()),
        **(changed or {}),
    }
    head: dict[str, object] = {"typ": "dpop+jwt", "alg": algorithm, "jwk": public(key), **header}
    spelled = [
        b64(json.dumps({name: value for name, value in one.items() if value is not ...}).encode())
        for one in (head, said)
    ]
    message = ".".join(spelled)
    return f"{message}.{b64(sign(key, algorithm, message.encode('ascii')))}"


def presenting(one: str | None, method: str = "GET", address: str = ADDRESS) -> Presented:
    return Presented(method=method, address=address, proof=one)


def _part(place: int, change: Callable[[str], str]) -> str:
    parts = proof().split(".")
    parts[place] = change(parts[place])
    return ".".join(parts)


def _private(key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    return {**public(key), "d": number(key.private_numbers().private_value, 32)}


WEAK: Final = {"kty": "RSA", "e": "AQAB", "n": number((1 << 1023) + 1)}

# Each what a thief could send, and a piece of the reason for which alone it is to be refused.
PROOFS: Final[dict[str, tuple[str | None, str]]] = {
    "no proof": (None, "no proof"),
    "an empty proof": ("", "three parts"),
    "two proofs": (f"{proof()}, {proof()}", "three parts"),
    "the token itself as proof": (BOUND, "no key"),
    "made by the thief's own key": (proof(key=THIEF), "another key"),
    "the holder's key named, the thief's used": (proof(key=THIEF, jwk=public(HOLDER)), "not the key's"),
    "none as algorithm": (proof(alg="none"), "algorithm is not allowed"),
    "HS256 with a public key": (
        hmac_with_public_key("p256", Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "algorithm is not allowed",
    ),
    "a symmetric key": (proof(jwk={"kty": "oct", "k": "c2VjcmV0"}), "no key, or a secret one"),
    "a private key": (proof(jwk=_private(HOLDER)), "no key, or a secret one"),
    "a weak key": (proof(jwk=WEAK, alg="RS256"), "too weak"),
    "a point off the curve": (proof(jwk={**public(HOLDER), "y": number(5, 32)}), "malformed"),
    "no key": (proof(jwk=...), "no key, or a secret one"),
    "a key elsewhere": (proof(jku="https://evil.example/keys"), "member that is not allowed"),
    "a certificate as key": (proof(x5c=["MIIB"]), "member that is not allowed"),
    "critical extensions": (proof(crit=["exp"]), "member that is not allowed"),
    "typed as a token": (proof(typ="at+jwt"), "not typed as one"),
    "typed as nothing": (proof(typ=...), "not typed as one"),
    "for another method": (proof({"htm": "POST"}), "another method"),
    "for the method in lower case": (proof({"htm": "get"}), "another method"),
    "for no method": (proof({"htm": ...}), "another method"),
    "for another case": (proof({"htu": ADDRESS + "2"}), "another address"),
    "for a longer path": (proof({"htu": ADDRESS + "/notes"}), "another address"),
    "for another server": (proof({"htu": ADDRESS.replace("api", "evil")}), "another address"),
    "for another port": (proof({"htu": ADDRESS.replace(".nl", ".nl:8443")}), "another address"),
    "for an open line": (proof({"htu": ADDRESS.replace("https", "http")}), "another address"),
    "for what the proxy calls it": (proof({"htu": "https://api.example.nl/v1/cases/1"}), "another address"),
    "for a name before the host": (proof({"htu": ADDRESS.replace("://", "://x@")}), "no address"),
    "for no address": (proof({"htu": ...}), "lacks htu"),
    "for an impossible port": (proof({"htu": "https://api.example.nl:99999999/x"}), "no address"),
    "for another token": (proof(of=token()), "another token"),
    "for no token": (proof({"ath": ...}), "lacks ath"),
    "without an id": (proof({"jti": ...}), "lacks jti"),
    "with an empty id": (proof({"jti": ""}), "no id"),
    "with an endless id": (proof({"jti": "x" * 256}), "no id"),
    "without a moment": (proof({"iat": ...}), "when it was made"),
    "with true as moment": (proof({"iat": True}), "when it was made"),
    "of a minute and a second ago": (proof({"iat": NOW - 61}), "another time"),
    "of a minute and a second ahead": (proof({"iat": NOW + 61}), "another time"),
    "in another spelling": (_part(2, other_spelling), "canonical spelling"),
    "with a changed payload": (_part(1, lambda _: b64(b'{"htm":"GET"}')), "not the key's"),
}

ACTORS: Final[dict[str, tuple[str, str]]] = {
    "an actor that is a text": (token({"act": "helper"}), "malformed"),
    "an actor that is null": (token({"act": None}), "malformed"),
    "a list of actors": (token({"act": [{"sub": "helper"}]}), "malformed"),
    "an actor without a name": (token({"act": {"iss": "https://login.school.example"}}), "sub is not a name"),
    "an actor whose name is a sentence": (token({"act": {"sub": "mother of Noor"}}), "not a code"),
    "an actor whose name holds a bar": (token({"act": {"sub": "a|b"}}), "not a code"),
    "an actor whose name has letters of Latin": (token({"act": {"sub": "Désirée"}}), "not a code"),
    "an actor with an endless name": (token({"act": {"sub": "a" * 256}}), "sub is not a name"),
    "an actor of an unknown issuer": (
        token({"act": {"sub": "x", "iss": "https://evil.example"}}),
        "not on the allow-list",
    ),
    "an actor of two issuers": (token({"act": {"sub": "x", "iss": ["a", "b"]}}), "iss is not a name"),
    "an actor's actor without a name": (token({"act": {"sub": "x", "act": {}}}), "sub is not a name"),
    "four hands": (
        token({"act": {"sub": "1", "act": {"sub": "2", "act": {"sub": "3", "act": {"sub": "4"}}}}}),
        "too long",
    ),
}

CERTIFICATE: Final = b"the certificate of the partner system, as DER"
CERTIFIED: Final = token({"cnf": {"x5t#S256": b64(hashlib.sha256(CERTIFICATE).digest())}})


def certificate_header(der: bytes = CERTIFICATE) -> bytes:
    return b":" + base64.b64encode(der) + b":"


PROXY, STRANGER = ("10.0.0.7", 5000), ("192.0.2.9", 5000)
CERTIFICATES: Final[dict[str, tuple[bytes | None, tuple[str, int] | None]]] = {
    "no certificate": (None, PROXY),
    "the certificate told by a stranger": (certificate_header(), STRANGER),
    "the certificate told by nobody": (certificate_header(), None),
    "the certificate told by something without an address": (certificate_header(), ("@socket", 0)),
    "another certificate": (certificate_header(CERTIFICATE + b"!"), PROXY),
    "two certificates": (certificate_header() + b", " + certificate_header(), PROXY),
    "a certificate without its colons": (base64.b64encode(CERTIFICATE), PROXY),
    "a certificate as PEM": (b"-----BEGIN CERTIFICATE----- x", PROXY),
    "a certificate that is cut short": (b":AAAAA:", PROXY),
    "its thumbprint instead": (b":" + b64(hashlib.sha256(CERTIFICATE).digest()).encode() + b"=:", PROXY),
}
