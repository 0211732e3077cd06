"""A run and a certificate, in words. Pure."""

from typing import assert_never

from chaincare.log_retention.model import Certificate, Planned, Statement, Step


def told_step(step: Step) -> str:
    """Tell the operator what was done."""
    month = "" if step.month is None else f"{step.month:%Y-%m}"
    match step.did:
        case "idle":
            return "Nothing is due."
        case "copying":
            return f"{month}: what stays is being copied."
        case "destroyed":
            return f"{month}: {_entries(step.entries or 0)} destroyed, {step.kept} stay{'s' if step.kept == 1 else ''}."
        case "busy":
            return "Somebody else is at it, or the log could not be had for a moment: try again."
        case "altered":
            return (
                f"{month}: what is there is not what was sealed. Nothing of it was destroyed: verify the log."
            )
        case _:
            assert_never(step.did)


def told_plan(one: Planned) -> str:
    """Tell the operator what would be done."""
    altered = f"; {one.altered} not as sealed" if one.altered else ""
    return f"{one.month:%Y-%m} {one.activity}, {one.months} months: {one.ends} end{'s' if one.ends == 1 else ''}, {one.stays} stay{'s' if one.stays == 1 else ''}{altered}"


def in_english(one: Certificate) -> str:
    """Tell it as it is read aloud."""
    kept = ""
    if one.kept:
        kept = f" {one.kept} {'entry' if one.kept == 1 else 'entries'} of the month stay{'s' if one.kept == 1 else ''} longer."
    said = one.said
    hashes = "Its hash stays" if said.entries == 1 else "Their hashes stay"
    return (
        f"On {one.destroyed_at:%Y-%m-%d}, {_entries(said.entries, f' of the access log of {said.month}')} destroyed, because the "
        f"term was over. {hashes}, as {_leaves(said, 'leaf', 'leaves', 'to', '{} of the leaves')} of {said.origin}; "
        f"everything that was signed can still be proved.{kept}"
    )


def in_dutch(one: Certificate) -> str:
    """Tell it in Dutch."""
    kept = ""
    if one.kept:
        kept = f" {one.kept} {'regel' if one.kept == 1 else 'regels'} van die maand {'blijft' if one.kept == 1 else 'blijven'} langer."
    said = one.said
    many = "is 1 regel" if said.entries == 1 else f"zijn {said.entries} regels"
    hashes = "Het controlegetal blijft" if said.entries == 1 else "De controlegetallen blijven"
    return (
        f"Op {one.destroyed_at:%d-%m-%Y} {many} van de inzagelog van {said.month} vernietigd, omdat de "
        f"termijn voorbij was. {hashes}, als {_leaves(said, 'blad', 'blad', 'tot en met', '{} van de bladen')} van "
        f"{said.origin}; alles wat erover is ondertekend, is nog te bewijzen.{kept}"
    )


def _entries(many: int, of: str = "") -> str:
    return f"1 entry{of} was" if many == 1 else f"{many} entries{of} were"


def _leaves(said: Statement, one: str, several: str, to: str, among: str) -> str:
    """Say which leaves: all between two, or so many among them where others of the month stay or went before."""
    if said.entries == 1:
        return f"{one} {said.first_index}"
    all_of = said.last_index - said.first_index + 1 == said.entries
    named = several if all_of else among.format(said.entries)
    return f"{named} {said.first_index} {to} {said.last_index}"
