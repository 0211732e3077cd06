"""Which witnesses a log asks, and where they are: as the setting writes them."""

from ipaddress import ip_address
from urllib.parse import urlsplit

import msgspec

from chaincare.signed_notes import COSIGNATURE, KeyMalformed, Verifier, read_verifier


class WitnessAt(msgspec.Struct, frozen=True):
    """A witness: by which key its word is known, and where it is asked."""

    verifier: Verifier
    url: str

    @property
    def is_near(self) -> bool:
        """Whether it runs on this machine, as in a test or a demo."""
        return _is_loopback(urlsplit(self.url).hostname or "")


def read_witnesses(text: str) -> tuple[WitnessAt, ...]:
    """Read `vkey=https://…, vkey=https://…`. Raises ValueError."""
    found = tuple(_read(one.strip()) for one in text.split(","))
    if len({one.verifier.name for one in found}) < len(found):
        raise ValueError("names a witness twice")
    return found


def _read(text: str) -> WitnessAt:
    vkey, _, url = text.partition("=")
    try:
        verifier = read_verifier(vkey)
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except (KeyMalformed, ValueError):
        raise ValueError(_WANTED) from None
    schemes = {"http", "https"} if _is_loopback(host) else {"https"}
    plain = not parts.query and not parts.fragment and parts.username is None
    if verifier.algorithm != COSIGNATURE or not host or parts.scheme not in schemes or not plain:
        raise ValueError(_WANTED)
    return WitnessAt(verifier, url.rstrip("/"))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


_WANTED = "must be witnesses like name+hash+key=https://witness.example.nl, separated by commas"
