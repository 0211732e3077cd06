"""What is known only when every log was read: how far the trusted keys vouch for each, and what others signed before them."""

from collections.abc import Iterable

from chaincare.signed_notes import Verifier
from chaincare.verifying.chain import Chain, Done
from chaincare.verifying.findings import Finding, Findings


def settle(chain: Chain, findings: Findings) -> None:
    """Tell which leaves no trusted key covers, and judge what was signed by keys for which only the files speak."""
    logs = chain.logs()
    covered = _covered(logs, chain)
    for one in logs:
        origin, size = one.log.origin, covered[one.log.origin]
        if one.whole and (size < one.size or not one.size):
            why = "from here on nothing is covered by a checkpoint of a trusted key"
            findings.leaves_open(Finding(why=why, origin=origin, index=size))
    findings.settle(_vouched(logs), covered)


def _covered(logs: Iterable[Done], chain: Chain) -> dict[str, int]:
    """So many leaves of each log are covered by a checkpoint of a trusted key: of its own, or of the log whose first leaf holds its last one."""
    covered: dict[str, int] = {}
    for one in reversed(list(logs)):
        after, size = chain.goes_on.get(one.log.origin, ("", 0))
        covered[one.log.origin] = max(one.signed_size, size if covered.get(after) else 0)
    return covered


def _vouched(logs: Iterable[Done]) -> set[Verifier]:
    """The keys that nobody trusts, and that handed over to a trusted one, by however many others."""
    trusted, heirs = set[Verifier](), list[tuple[Verifier, Verifier]]()
    for one in logs:
        trusted |= one.keys.trusted()
        heirs += one.keys.heirs()
    vouched = set[Verifier]()
    while more := {key for key, heir in heirs if heir in trusted | vouched} - vouched:
        vouched |= more
    return vouched
