"""What a caller is asked to bring, as an HTTP challenge: for programs, as the sentence of a refusal is for people.

Sources: RFC 9110, 11.6.1; RFC 6750, 3; RFC 9449, 7.1; RFC 9470, 3. A challenge goes by the refusal alone, never by
what was asked for, so that it tells nothing about it (S1).
"""

from collections.abc import Mapping
from typing import Final

from chaincare.claims import STRONG_LEVELS
from chaincare.jws import ALGORITHMS

_REALM: Final = 'realm="chaincare"'
_ALGORITHMS: Final = f'algs="{" ".join(sorted(ALGORITHMS))}"'


def _bearer(*said: str) -> str:
    return f"Bearer {', '.join((_REALM, *said))}"


def _dpop(*said: str) -> str:
    return f"DPoP {', '.join((_REALM, *said, _ALGORITHMS))}"


def _either(*said: str) -> str:
    return f"{_bearer(*said)}, {_dpop(*said)}"


_REFUSED: Final = 'error="invalid_token"'
_BAD_PROOF: Final = 'error="invalid_dpop_proof"'
CHALLENGES: Final[Mapping[str, str]] = {
    "token-missing": _either(),
    "token-bound-to-sender": _dpop(_REFUSED),
    "token-unbound": _dpop(_REFUSED),
    "dpop-proof-refused": _dpop(_BAD_PROOF),
    "dpop-proof-stale": _dpop(_BAD_PROOF),
    "dpop-proof-used": _dpop(_BAD_PROOF),
    "stronger-login-needed": _either(
        'error="insufficient_user_authentication"',
        'error_description="A different authentication level is required"',
        f'acr_values="{" ".join(STRONG_LEVELS)}"',
    ),
}
"""By refusal; every other 401 is a token that is not accepted."""


def challenge_of(slug: str) -> str:
    """Give the value of WWW-Authenticate that goes with a refusal."""
    return CHALLENGES.get(slug) or _either(_REFUSED)


def challenge_for_scope(scope: str) -> str:
    """Give the value that names the scope an operation asks for: its description says the same to everybody."""
    return _either('error="insufficient_scope"', f'scope="{scope}"')
