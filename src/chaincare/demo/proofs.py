"""A key of a partner developer's own, and DPoP proofs made with it (RFC 9449): to see how bound tokens are used."""

import contextlib
import os
import time
from pathlib import Path
from uuid import uuid4

import msgspec
from joserfc import jws
from joserfc.jwk import ECKey

from chaincare.dpop import sha256_of


class KeyUnreadable(Exception):
    """This file holds no key of ours; name one that does not exist yet, and a key is made there."""


def own_key(file: Path) -> ECKey:
    """Read the key in a file, making it first if there is none. Raises KeyUnreadable, OSError."""
    with contextlib.suppress(FileExistsError):
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode=0o600)
        with os.fdopen(handle, "wb") as made:
            made.write(msgspec.json.encode(ECKey.generate_key("P-256").as_dict(private=True)))
    try:
        return ECKey.import_key(msgspec.json.decode(file.read_bytes()))
    except (ValueError, TypeError, KeyError, msgspec.DecodeError):
        raise KeyUnreadable(KeyUnreadable.__doc__) from None


def make_proof(key: ECKey, *, method: str, address: str, token: str) -> str:
    """Make a proof for one request; it is good once, for a minute."""
    said = {
        "jti": str(uuid4()),
        "htm": method,
        "htu": address.partition("#")[0].partition("?")[0],
        "iat": int(time.time()),
        "ath": sha256_of(token.encode()),
    }
    header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": key.as_dict(private=False)}
    return jws.serialize_compact(header, msgspec.json.encode(said), key)
