"""Attacks on the token reader: each a token and a piece of the reason for which alone it is to be refused."""

import hashlib
import hmac
import json
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tests.identity.issuer_world import (
    AUDIENCE,
    ISSUER,
    KEYS,
    OTHER_ISSUER,
    OTHER_KEY,
    START,
    b64,
    claims,
    jwk,
    spell,
    token,
)

NOW = int(START.timestamp())
HEADER = json.dumps({"alg": "ES256", "typ": "at+jwt", "kid": "p256"}).encode()
PAYLOAD = json.dumps(claims()).encode()


def with_payload(old: str, new: str) -> str:
    """A good payload with one piece of its text replaced, signed as it then stands."""
    text = PAYLOAD.decode()
    assert old in text
    return spell(HEADER, text.replace(old, new).encode())


def with_header(old: str, new: str) -> str:
    text = HEADER.decode()
    assert old in text
    return spell(text.replace(old, new).encode(), PAYLOAD)


def hmac_with_public_key(key_id: str, encoding: Encoding, form: PublicFormat) -> str:
    """The classic confusion: the verifier's public key, which everyone has, used as a shared secret."""
    secret = KEYS[key_id].public_key().public_bytes(encoding, form)
    message = f"{b64(json.dumps({'alg': 'HS256', 'typ': 'at+jwt', 'kid': key_id}).encode())}.{b64(PAYLOAD)}"
    return f"{message}.{b64(hmac.new(secret, message.encode(), hashlib.sha256).digest())}"


def unsigned(algorithm: str) -> str:
    header = json.dumps({"alg": algorithm, "typ": "at+jwt", "kid": "p256"}).encode()
    return f"{b64(header)}.{b64(PAYLOAD)}."


def part(index: int, change: Callable[[str], str]) -> str:
    parts = token().split(".")
    parts[index] = change(parts[index])
    return ".".join(parts)


def other_spelling(text: str) -> str:
    """Set a bit of the last character that decodes to nothing."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    assert len(text) % 4 in {2, 3}
    return text[:-1] + alphabet[alphabet.index(text[-1]) ^ 1]


ATTACKER = ec.generate_private_key(ec.SECP256R1())
SPKI, PEM, DER = PublicFormat.SubjectPublicKeyInfo, Encoding.PEM, Encoding.DER

HEADERS = {
    "HS256 with the RSA key as PEM": (hmac_with_public_key("rsa", PEM, SPKI), "algorithm is not allowed"),
    "HS256 with the RSA key as DER": (hmac_with_public_key("rsa", DER, SPKI), "algorithm is not allowed"),
    "HS256 with the EC key as PEM": (hmac_with_public_key("p256", PEM, SPKI), "algorithm is not allowed"),
    "none": (unsigned("none"), "algorithm is not allowed"),
    "None": (unsigned("None"), "algorithm is not allowed"),
    "NONE": (unsigned("NONE"), "algorithm is not allowed"),
    "none with a blank": (unsigned("none "), "algorithm is not allowed"),
    "no algorithm": (token(alg=...), "algorithm is not allowed"),
    "algorithm of another type": (token(alg=["ES256"]), "algorithm is not allowed"),
    "algorithm in lower case": (token(alg="es256"), "algorithm is not allowed"),
    "RS512": (token(alg="RS512"), "algorithm is not allowed"),
    "ES384": (token(alg="ES384"), "algorithm is not allowed"),
    "RS256 claimed over an EC key": (token(alg="RS256"), "not for this algorithm"),
    "ES256 claimed over an RSA key": (token(algorithm="RS256", alg="ES256"), "not for this algorithm"),
    "EdDSA claimed over an EC key": (token(alg="EdDSA"), "not for this algorithm"),
    "PS256 claimed, RS256 made": (token(algorithm="RS256", alg="PS256"), "not the key's"),
    "no signature": (unsigned("ES256"), "not the key's"),
    "signature of zeros": (f"{token().rpartition('.')[0]}.{b64(bytes(64))}", "not the key's"),
    "somebody else's signature": (token(key=ATTACKER), "not the key's"),
    "embedded jwk": (token(key=ATTACKER, jwk=jwk(ATTACKER, "p256")), "member that is not allowed"),
    "jku": (token(jku="https://evil.example/jwks"), "member that is not allowed"),
    "x5u": (token(x5u="https://evil.example/cert"), "member that is not allowed"),
    "x5c": (token(x5c=["MIIB"]), "member that is not allowed"),
    "crit": (token(crit=["exp"]), "member that is not allowed"),
    "empty crit": (token(crit=[]), "member that is not allowed"),
    "b64": (token(b64=False, crit=["b64"]), "member that is not allowed"),
    "compressed": (token(zip="DEF"), "member that is not allowed"),
    "no kid": (token(kid=...), "names no key"),
    "empty kid": (token(kid=""), "names no key"),
    "kid of another type": (token(kid=1), "names no key"),
    "unknown kid": (token(kid="p257"), "no such key"),
    "kid as a path": (token(kid="../p256"), "no such key"),
    "an ID token": (token(typ="JWT"), "not typed as an access token"),
    "no type": (token(typ=...), "not typed as an access token"),
    "type of another type": (token(typ=1), "type is not a string"),
    "a logout token": (token(typ="logout+jwt"), "not typed as an access token"),
    "header member twice": (with_header('"kid": "p256"', '"kid": "p256", "kid": "p256"'), "not strict JSON"),
    "header with a trailing comma": (with_header('"p256"}', '"p256",}'), "not strict JSON"),
    "header is a list": (spell(b'["ES256"]', PAYLOAD), "not a JSON object"),
    "header is not UTF-8": (spell(HEADER.replace(b"p256", b"p\xff256"), PAYLOAD), "not strict JSON"),
    "header with a byte order mark": (spell(b"\xef\xbb\xbf" + HEADER, PAYLOAD), "not strict JSON"),
    "header nested deeply": (token(x={"a": [[[[[[[[1]]]]]]]]}), "nested too deeply"),
}
ISSUERS = {
    "another trusted issuer's key": (token({"iss": ISSUER}, key=OTHER_KEY), "not the key's"),
    "another trusted issuer's key id": (token(key=OTHER_KEY, kid="only-theirs"), "no such key"),
    "our key for another issuer": (token({"iss": OTHER_ISSUER}), "not the key's"),
    "unknown issuer": (token({"iss": "https://evil.example"}), "not on the allow-list"),
    "issuer with a slash": (token({"iss": f"{ISSUER}/"}), "not on the allow-list"),
    "issuer in capitals": (token({"iss": ISSUER.upper()}), "not on the allow-list"),
    "issuer with a blank": (token({"iss": f"{ISSUER} "}), "not on the allow-list"),
    "issuer with a NUL": (token({"iss": f"{ISSUER}\0"}), "iss is not a name"),
    "two issuers": (token({"iss": [ISSUER, OTHER_ISSUER]}), "iss is not a name"),
    "no issuer": (token({"iss": ...}), "iss is not a name"),
    "a very long issuer": (token({"iss": ISSUER + "/a" * 300}), "iss is not a name"),
    "issuer twice": (with_payload('"sub"', f'"iss": "{OTHER_ISSUER}", "sub"'), "not strict JSON"),
}
CLAIMS = {
    "no subject": (token({"sub": ...}), "sub is not a name"),
    "empty subject": (token({"sub": ""}), "sub is not a name"),
    "subject is a number": (token({"sub": 1}), "sub is not a name"),
    "subject with a line break": (token({"sub": "teacher-1\n"}), "sub is not a name"),
    "subject with half a character": (token({"sub": "\ud800"}), "sub is not a name"),
    "subject twice": (with_payload('"aud"', '"sub": "director", "aud"'), "not strict JSON"),
    "a very long subject": (token({"sub": "a" * 256}), "sub is not a name"),
    "no token id": (token({"jti": ...}), "jti is not a name"),
    "no client": (token({"client_id": ...}), "names no client"),
    "two clients": (token({"azp": "another-portal"}), "names no client, or two"),
    "client is a list": (token({"client_id": ["school-portal"]}), "client_id is not a name"),
    "no audience": (token({"aud": ...}), "audience is not a string or a list"),
    "audience is an object": (token({"aud": {AUDIENCE: True}}), "audience is not a string or a list"),
    "audience list with a number": (token({"aud": [AUDIENCE, 1]}), "audience is not a string or a list"),
    "scope is a list": (token({"scope": ["cases:read"]}), "scope is malformed"),
    "scope with two blanks": (token({"scope": "a  b"}), "scope is malformed"),
    "scope with a tab": (token({"scope": "a\tb"}), "scope is malformed"),
    "scope is null": (token({"scope": None}), "scope is malformed"),
    "acr is a number": (token({"acr": 3}), "acr is not a name"),
    "no expiry": (token({"exp": ...}), "exp is not an instant"),
    "expiry is text": (token({"exp": str(NOW + 60)}), "exp is not an instant"),
    "expiry is true": (token({"exp": True}), "exp is not an instant"),
    "expiry is a float": (token({"exp": NOW + 60.5}), "exp is not an instant"),
    "expiry is null": (token({"exp": None}), "exp is not an instant"),
    "expiry is NaN": (token({"exp": float("nan")}), "not strict JSON"),
    "expiry is infinite": (token({"exp": float("inf")}), "not strict JSON"),
    "expiry overflows a float": (
        with_payload(f'"exp": {NOW + 3600}', '"exp": 1e999'),
        "exp is not an instant",
    ),
    "expiry beyond the calendar": (token({"exp": 10**400}), "exp is not an instant"),
    "expiry of 5,000 digits": (
        with_payload(f'"exp": {NOW + 3600}', f'"exp": 1{"0" * 5000}'),
        "not strict JSON",
    ),
    "expiry is negative": (token({"exp": -1}), "exp is not an instant"),
    "lives longer than a day": (token({"exp": NOW + 86_401}), "lifetime is not allowed"),
    "expires before it is issued": (token({"iat": NOW, "exp": NOW - 1}), "lifetime is not allowed"),
    "no moment of issue": (token({"iat": ...}), "iat is not an instant"),
    "issued in the future": (token({"iat": NOW + 61}), "from the future"),
    "not valid before later": (token({"nbf": NOW + 61}), "does not hold yet"),
    "not-before is text": (token({"nbf": "now"}), "nbf is not an instant"),
    "payload is a list": (spell(HEADER, b"[]"), "not a JSON object"),
    "payload is empty": (spell(HEADER, b""), "not strict JSON"),
    "payload is not UTF-8": (spell(HEADER, PAYLOAD.replace(b"teacher", b"t\xe9acher")), "not strict JSON"),
    "payload nested deeply": (token({"x": [[[[[[[[1]]]]]]]]}), "nested too deeply"),
    "payload nested absurdly": (with_payload('"sub"', f'"x": {"[" * 2500}{"]" * 2500}, "sub"'), ""),
}
SPELLINGS = {
    "two parts": (token().rpartition(".")[0], "does not have three parts"),
    "four parts": (token() + ".e30", "does not have three parts"),
    "five parts, as if encrypted": (token() + ".e30.e30", "does not have three parts"),
    "empty header": ("." + token().partition(".")[2], "not strict JSON"),
    "a fourth, empty part": (token() + ".", "does not have three parts"),
    "padded signature": (token() + "==", "not base64url"),
    "padded header": (part(0, lambda text: text + "="), "not base64url"),
    "other last bits": (part(2, other_spelling), "not in its canonical spelling"),
    "standard alphabet": (part(2, lambda text: "+/" + text[2:]), "not base64url"),
    "one character too many": (part(2, lambda text: text + "AAA"), "not base64url"),
    "one byte too many": (part(2, lambda _: b64(bytes(65))), "not the key's"),
    "payload swapped": (part(1, lambda _: b64(json.dumps(claims(sub="director")).encode())), "not the key's"),
    "JSON serialisation": ('{"payload":"e30","signatures":[]}', "does not have three parts"),
    "a comma between parts": (token().replace(".", ","), "does not have three parts"),
}
