import base64
from ipaddress import ip_network
from pathlib import Path

import msgspec
import pytest

from chaincare.settings import _READERS, Settings, SettingsInvalid, load_settings
from chaincare.signed_notes import COSIGNATURE, Signer, read_verifier
from chaincare.witnessing.addresses import WitnessAt

_KEY = base64.urlsafe_b64encode(bytes(range(32))).decode().rstrip("=")

_WITNESS = Signer("witness.example.nl/w1", b"w" * 32, COSIGNATURE).verifier.encoded()
_NEAR = Signer("near", b"w" * 32, COSIGNATURE).verifier.encoded()


def test_without_a_word_in_the_environment_everything_has_a_value() -> None:
    settings = load_settings({"PATH": "/bin", "HOME": ""})
    assert settings == Settings()
    assert (settings.host, settings.port, settings.database_url) == ("127.0.0.1", 8400, None)


def test_every_setting_is_read_from_its_variable() -> None:
    settings = load_settings(
        {
            "CHAINCARE_DATABASE_URL": "postgresql://app:pw@db/chaincare",
            "CHAINCARE_MIGRATE_URL": "postgresql://boss:pw@db/chaincare",
            "CHAINCARE_DATA_DIR": "/srv/chaincare",
            "CHAINCARE_HOST": "0.0.0.0",  # noqa: S104 -- only read, nothing listens
            "CHAINCARE_PORT": "80",
            "CHAINCARE_AUDIENCE": "https://api.example.nl",
            "CHAINCARE_SECRET_KEY": _KEY,
            "CHAINCARE_PREVIOUS_SECRET_KEYS": f"{_KEY}, {_KEY}",
            "CHAINCARE_LOG_LEVEL": "warning",
            "CHAINCARE_POOL_SIZE": "40",
            "CHAINCARE_CORS_ORIGINS": "https://a.example.nl, https://b.example.nl:8443",
            "CHAINCARE_ACCEPT_PLAIN_JWT": "true",
            "CHAINCARE_REQUIRE_BOUND_TOKENS": "true",
            "CHAINCARE_PUBLIC_URL": "https://api.example.nl/chaincare/",
            "CHAINCARE_TRUSTED_PROXIES": "10.0.0.0/24, 2001:db8::1",
            "CHAINCARE_CLOCK_OFFSET_SECONDS": "-86400",
            "CHAINCARE_STOP_SECONDS": "3",
            "CHAINCARE_WITNESSES": f"{_WITNESS}=https://witness.example.nl/w1/, {_NEAR}=http://127.0.0.1:8410",
            "CHAINCARE_WITNESS_ALARM_SECONDS": "180",
            "CHAINCARE_WITNESS_STOP_SECONDS": "14400",
        }
    )
    assert settings == Settings(
        database_url="postgresql://app:pw@db/chaincare",
        migrate_url="postgresql://boss:pw@db/chaincare",
        data_dir=Path("/srv/chaincare"),
        host="0.0.0.0",  # noqa: S104 -- only compared, nothing listens
        port=80,
        audience="https://api.example.nl",
        secret_key=bytes(range(32)),
        previous_secret_keys=(bytes(range(32)), bytes(range(32))),
        log_level="warning",
        pool_size=40,
        cors_origins=("https://a.example.nl", "https://b.example.nl:8443"),
        accept_plain_jwt=True,
        require_bound_tokens=True,
        public_url="https://api.example.nl/chaincare",
        trusted_proxies=(ip_network("10.0.0.0/24"), ip_network("2001:db8::1/128")),
        clock_offset_seconds=-86400,
        stop_seconds=3,
        witnesses=(
            WitnessAt(read_verifier(_WITNESS), "https://witness.example.nl/w1"),
            WitnessAt(read_verifier(_NEAR), "http://127.0.0.1:8410"),
        ),
        witness_alarm_seconds=180,
        witness_stop_seconds=14_400,
    )
    assert [one.is_near for one in settings.witnesses] == [False, True]


@pytest.mark.parametrize(
    "wrong",
    [
        _WITNESS,
        f"{_WITNESS}=http://witness.example.nl",
        f"{_WITNESS}=https://",
        f"{_WITNESS}=https://w.example.nl:port",
        f"{_WITNESS}=https://user:hunter2@w.example.nl",
        f"{_WITNESS}=https://w.example.nl?x=hunter2",
        f"{Signer('a.log', b'l' * 32).verifier.encoded()}=https://w.example.nl",
        f"{_WITNESS[:-3]}AAA=https://w.example.nl",
        f"{_WITNESS}=https://w.example.nl, {_WITNESS}=https://v.example.nl",
    ],
)
def test_a_witness_has_a_key_of_its_own_and_is_asked_over_https(wrong: str) -> None:
    with pytest.raises(SettingsInvalid, match="CHAINCARE_WITNESSES") as refused:
        load_settings({"CHAINCARE_WITNESSES": wrong})
    assert "hunter2" not in str(refused.value)
    for name in ("CHAINCARE_WITNESS_ALARM_SECONDS", "CHAINCARE_WITNESS_STOP_SECONDS"):
        with pytest.raises(SettingsInvalid, match="from 180"):
            load_settings({name: "179"})
    assert load_settings({"CHAINCARE_WITNESS_STOP_SECONDS": "0"}).witness_stop_seconds == 0


def test_no_setting_is_without_a_reader() -> None:
    assert set(_READERS) == {field.name for field in msgspec.structs.fields(Settings)}


def test_all_wrong_values_are_told_in_one_message_and_none_is_repeated() -> None:
    wrong = {
        "CHAINCARE_DATABASE_URL": "mysql://app:hunter2@db/x",
        "CHAINCARE_PORT": "65536",
        "CHAINCARE_SECRET_KEY": "c2hvcnQ",
        "CHAINCARE_PREVIOUS_SECRET_KEYS": "AAAA,BBBB",
        "CHAINCARE_LOG_LEVEL": "loud",
        "CHAINCARE_POOL_SIZE": "-7",
        "CHAINCARE_CORS_ORIGINS": "*",
        "CHAINCARE_ACCEPT_PLAIN_JWT": "yes",
        "CHAINCARE_STOP_SECONDS": "٣",
        "CHAINCARE_PROT": "8400",
    }
    with pytest.raises(SettingsInvalid) as caught:
        load_settings(wrong)
    message = str(caught.value)
    for variable, value in wrong.items():
        assert variable in message
        assert value not in message
    assert len(message.splitlines()) == 1 + len(wrong)


def test_a_migration_login_alone_says_nothing_about_the_application() -> None:
    with pytest.raises(SettingsInvalid, match="CHAINCARE_DATABASE_URL is missing"):
        load_settings({"CHAINCARE_MIGRATE_URL": "postgresql://boss@db/x"})


def test_earlier_keys_alone_are_no_key() -> None:
    with pytest.raises(SettingsInvalid, match="CHAINCARE_SECRET_KEY is missing"):
        load_settings({"CHAINCARE_PREVIOUS_SECRET_KEYS": _KEY})


def test_a_printed_settings_shows_no_secret() -> None:
    settings = load_settings(
        {"CHAINCARE_DATABASE_URL": "postgresql://app:hunter2@db/x", "CHAINCARE_SECRET_KEY": _KEY}
    )
    assert "hunter2" not in repr(settings)
    assert "secret_key" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "api.example.nl"),
        ("PUBLIC_URL", "https://api.example.nl/?x"),
        ("PUBLIC_URL", "https://user@api.example.nl"),
        ("TRUSTED_PROXIES", "10.0.0.1/24"),
        ("TRUSTED_PROXIES", "proxy.example.nl"),
        ("REQUIRE_BOUND_TOKENS", "yes"),
    ],
)
def test_what_decides_whom_to_believe_is_read_strictly(name: str, value: str) -> None:
    with pytest.raises(SettingsInvalid, match=f"CHAINCARE_{name} must be"):
        load_settings({f"CHAINCARE_{name}": value})
