"""The settings, from `CHAINCARE_*` in the environment, read once and told wrong all at once."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from chaincare.witnessing.addresses import WitnessAt, read_witnesses

_PREFIX = "CHAINCARE_"
_KEY_BYTES = 32
_LOG_LEVELS = ("debug", "info", "warning", "error")
_LARGEST_PORT = 65_535
_WITNESSED_SECONDS = 180
"""Where nothing happens a witness is asked once a minute: silence is told after three times that."""
_LOG_NAME = re.compile(r"[a-z0-9][a-z0-9./-]{0,98}[a-z0-9]")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")


class SettingsInvalid(Exception):
    """Settings are wrong; the message names every one of them and says what is wanted, never what was given."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How this process runs. Holds secrets: its `repr` leaves them out, and it is never logged."""

    database_url: str | None = None
    """the application's login on a PostgreSQL of your own; None means the embedded one"""
    migrate_url: str | None = None
    """the login that owns the schema, for `chaincare migrate` only"""
    data_dir: Path = Path(".chaincare")
    host: str = "127.0.0.1"
    port: int = 8400
    audience: str = "urn:chaincare:api"
    """what a token's `aud` must name (RFC 9068)"""
    secret_key: bytes | None = None
    """32 bytes that encrypt what the database may not read; None means the data folder keeps one"""
    previous_secret_keys: tuple[bytes, ...] = ()
    """earlier ones, which open what they sealed and seal nothing more"""
    log_name: str = "chaincare.localhost"
    """what the access log is called in its checkpoints, before the year: an address of yours without a scheme"""
    seal_key: bytes | None = None
    """32 bytes that sign the checkpoints of the access log; None means that they follow from the secret key"""
    previous_seal_keys: tuple[bytes, ...] = ()
    """earlier ones, which vouch for what they signed and sign nothing more"""
    seal_memory: Path | None = None
    """the file in which this process keeps the last checkpoint it saw; None means one in an embedded data folder"""
    seal_seconds: int | None = 1
    """how often the access log is sealed; 0 leaves that to other processes, and watches; with None, for tests, nobody does"""
    seal_ready_seconds: int = 60
    """when an entry waits longer than this for its seal, the server counts as not ready"""
    seal_stop_seconds: int = 0
    """when an entry waits longer than this for its seal, nothing is shown any more; 0 goes on showing"""
    probe_seconds: int = 10
    """how often it is looked whether the database still is what its migrations made it; 0 never looks"""
    witnesses: tuple[WitnessAt, ...] = ()
    """who vouches, elsewhere, that the access log was only added to: `vkey=https://…`, separated by commas"""
    witness_alarm_seconds: int = 900
    """when no witness has answered for so long, readiness says so"""
    witness_stop_seconds: int = 0
    """when no witness has answered for so long, nothing is shown any more; 0 goes on showing"""
    log_export_limit: int = 5_000
    log_export_hours: int = 24
    """so many entries of the access log one auditor may export alone (above it another approves); how long it can be fetched"""
    log_level: str = "info"
    pool_size: int = 10
    cors_origins: tuple[str, ...] = ()
    accept_plain_jwt: bool = False
    """admit tokens whose `typ` is `JWT` instead of `at+jwt`, for issuers that cannot do better"""
    require_bound_tokens: bool = False
    """refuse tokens that are bound to no key: whoever steals one could use it"""
    public_url: str | None = None
    """where callers find this server when that is not where it listens; DPoP proofs name it"""
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    """who is believed about the client certificate it was shown (header Client-Cert, RFC 9440)"""
    clock_offset_seconds: int = 0
    """moves this process's clock, for the demo and the tests; the access log keeps the server's own"""
    match_seconds: int = 2
    """how often it is looked whether somebody was registered twice; 0 leaves that to other processes"""
    detect_seconds: int = 2
    """how often it is looked whether an auditor's search for what stands out waits to go on; 0 leaves that to other processes"""
    timer_seconds: int = 30
    """how often it is looked what is overdue; 0 leaves that to other processes"""
    stop_seconds: int = 10
    """how long a graceful stop waits for requests in flight"""

    def __repr__(self) -> str:
        return f"Settings(host={self.host!r}, port={self.port}, data_dir={str(self.data_dir)!r}, …)"


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings. Raises `SettingsInvalid`, naming every wrong or unknown `CHAINCARE_*` at once."""
    found: dict[str, Any] = {}
    wrong: list[str] = []
    for variable in sorted(name for name in environ if name.startswith(_PREFIX)):
        field = variable.removeprefix(_PREFIX).lower()
        if field not in _READERS:
            wrong.append(f"{variable} is not a setting of ChainCare")
        elif text := environ[variable].strip():  # set but empty is as good as unset
            try:
                found[field] = _READERS[field](text)
            except ValueError as fault:
                wrong.append(f"{variable} {fault}")
    if found.get("migrate_url") and not found.get("database_url") and "CHAINCARE_DATABASE_URL" not in environ:
        wrong.append(
            "CHAINCARE_DATABASE_URL is missing: CHAINCARE_MIGRATE_URL alone says nothing about the application"
        )
    if (
        found.get("previous_secret_keys")
        and not found.get("secret_key")
        and "CHAINCARE_SECRET_KEY" not in environ
    ):
        wrong.append("CHAINCARE_SECRET_KEY is missing: CHAINCARE_PREVIOUS_SECRET_KEYS are those before it")
    if wrong:
        raise SettingsInvalid("These settings are wrong:\n" + "\n".join(f"  - {line}" for line in wrong))
    return Settings(**found)


def _database_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ValueError("must be a URL like postgresql://login:password@host/database")
    return text


def read_key(text: str) -> bytes:
    """32 bytes from base64url, with or without padding. Raises `ValueError`, which does not repeat them."""
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        key = b""
    if len(key) != _KEY_BYTES:
        raise ValueError("must be 32 random bytes in base64url")
    return key


def _keys(text: str) -> tuple[bytes, ...]:
    try:
        return tuple(read_key(one.strip()) for one in text.split(","))
    except ValueError:
        raise ValueError("must be keys of 32 random bytes in base64url, separated by commas") from None


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII) or not least <= int(text) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read


def _never_or(read: Callable[[str], int]) -> Callable[[str], int]:
    def read_other(text: str) -> int:
        try:
            return 0 if text == "0" else read(text)
        except ValueError as fault:
            raise ValueError(f"{fault}, or 0") from None

    return read_other


def _yes_or_no(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError("must be true or false")
    return text == "true"


def _log_level(text: str) -> str:
    if text not in _LOG_LEVELS:
        raise ValueError(f"must be one of {', '.join(_LOG_LEVELS)}")
    return text


def _log_name(text: str) -> str:
    if not _LOG_NAME.fullmatch(text):
        raise ValueError(
            "must be a name like log.example.nl/chaincare: small letters, digits, dots, dashes, slashes"
        )
    return text


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(origin.strip() for origin in text.split(","))
    if not all(_ORIGIN.fullmatch(origin) for origin in origins):
        raise ValueError("must be origins like https://app.example.nl, separated by commas")
    return origins


def _public_url(text: str) -> str:
    parts = urlsplit(text)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or "?" in text
        or "#" in text
        or "@" in text
    ):
        raise ValueError("must be an address like https://api.example.nl/chaincare")
    return text.rstrip("/")


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(one.strip()) for one in text.split(","))
    except ValueError:
        raise ValueError("must be networks like 10.0.0.0/24, separated by commas") from None


_READERS: dict[str, Callable[[str], Any]] = {
    "database_url": _database_url,
    "migrate_url": _database_url,
    "data_dir": Path,
    "host": str,
    "port": _number(0, _LARGEST_PORT),
    "audience": str,
    "secret_key": read_key,
    "previous_secret_keys": _keys,
    "log_name": _log_name,
    "seal_key": read_key,
    "previous_seal_keys": _keys,
    "seal_memory": Path,
    "seal_seconds": _number(0, 60),
    "seal_ready_seconds": _number(1, 86_400),
    "seal_stop_seconds": _number(0, 604_800),
    "probe_seconds": _number(0, 3600),
    "witnesses": read_witnesses,
    "witness_alarm_seconds": _number(_WITNESSED_SECONDS, 604_800),
    "witness_stop_seconds": _never_or(_number(_WITNESSED_SECONDS, 604_800)),
    "log_export_limit": _number(0, 1_000_000),
    "log_export_hours": _number(1, 720),
    "log_level": _log_level,
    "pool_size": _number(1, 1_000),
    "cors_origins": _origins,
    "accept_plain_jwt": _yes_or_no,
    "require_bound_tokens": _yes_or_no,
    "public_url": _public_url,
    "trusted_proxies": _networks,
    "clock_offset_seconds": _number(-315_360_000, 315_360_000),
    "match_seconds": _number(0, 3600),
    "detect_seconds": _number(0, 3600),
    "timer_seconds": _number(0, 3600),
    "stop_seconds": _number(0, 300),
}
