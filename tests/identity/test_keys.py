"""Which keys an issuer may have, and which key sets are not believed at all."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tests.identity.issuer_world import KEYS, b64, jwk, number, rsa_key

from chaincare.jwks import read_jwks
from chaincare.jws import Unacceptable

GOOD = jwk(KEYS["p256"], "good")
RSA = jwk(KEYS["rsa"], "k")
EC = jwk(KEYS["p256"], "k")
ED = jwk(KEYS["ed25519"], "k")
MODULUS = KEYS["rsa"].public_key().public_numbers().n  # type: ignore[union-attr]  # it is the RSA one


def key_set(*keys: object) -> bytes:
    return json.dumps({"keys": keys}).encode()


@pytest.mark.parametrize(
    ("key", "algorithms"),
    [
        (RSA, {"RS256", "PS256"}),
        (RSA | {"alg": "PS256", "use": "sig"}, {"PS256"}),
        (EC | {"key_ops": ["verify"]}, {"ES256"}),
        (ED | {"alg": "EdDSA", "x5c": ["MIIB"], "x5t": "x"}, {"EdDSA"}),
    ],
    ids=["rsa", "rsa for PS256", "ec", "ed25519"],
)
def test_a_sound_key_is_usable_for_what_it_is_meant_for(key: dict[str, Any], algorithms: set[str]) -> None:
    assert read_jwks(key_set(key))["k"].algorithms == algorithms


@pytest.mark.parametrize(
    "key",
    [
        jwk(rsa_key(1024), "k"),
        RSA | {"n": number(MODULUS << 8192)},
        RSA | {"n": number(MODULUS - 1)},
        RSA | {"e": number(1)},
        RSA | {"e": number(3)},
        RSA | {"e": number(65538)},
        RSA | {"e": number(2**64 + 1)},
        RSA | {"n": RSA["n"] + "=="},
        RSA | {"n": 3},
        RSA | {"alg": "RS512"},
        RSA | {"alg": "HS256"},
        RSA | {"alg": ["RS256"]},
        RSA | {"use": "enc"},
        RSA | {"key_ops": ["encrypt"]},
        RSA | {"key_ops": "verify"},
        EC | {"alg": "RS256"},
        EC | {"crv": "P-384"},
        EC | {"crv": ["P-256"]},
        EC | {"y": EC["x"]},
        jwk(ec.generate_private_key(ec.SECP384R1()), "k"),
        ED | {"crv": "Ed448"},
        ED | {"crv": "X25519"},
        ED | {"x": b64(bytes(31))},
        ED | {"kty": "EC"},
        {"kid": "k", "kty": "AKP"},
        {"kid": "k"},
        {name: value for name, value in EC.items() if name != "kid"},
        EC | {"kid": 7},
    ],
    ids=range(28),
)
def test_an_unsound_key_is_left_out_and_spoils_nothing(key: dict[str, Any]) -> None:
    assert set(read_jwks(key_set(key, GOOD))) == {"good"}


@pytest.mark.parametrize(
    "data",
    [
        key_set(GOOD, GOOD),
        key_set(GOOD, RSA | {"kid": "good", "use": "enc"}),
        key_set(GOOD, {"kid": "s", "kty": "oct", "k": "c2VjcmV0"}),
        key_set(GOOD, {"kid": "s", "kty": "oct"} | {"k": None}),
        key_set(GOOD, EC | {"d": "AQ"}),
        key_set(GOOD, "k"),
        key_set(*({"kid": str(n)} for n in range(101))),
        json.dumps({"keys": {"good": GOOD}}).encode(),
        json.dumps([GOOD]).encode(),
        b'{"keys": [], "keys": []}',
        b"<html>sign in</html>",
        b"",
    ],
    ids=[
        "one id twice",
        "one id for signing and encrypting",
        "a shared secret",
        "the place of a shared secret",
        "a private key",
        "no key",
        "too many",
        "an object",
        "a list",
        "a member twice",
        "a page",
        "nothing",
    ],
)
def test_a_key_set_that_cannot_be_trusted_gives_no_key_at_all(data: bytes) -> None:
    with pytest.raises(Unacceptable):
        read_jwks(data)
