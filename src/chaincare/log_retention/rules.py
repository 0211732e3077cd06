"""A run and a certificate, in words. Pure."""

from typing import assert_never

from chaincare.log_retention.model import Certificate, Planned, Step


def told_step(step: Step) -> str:
    """Tell the operator what was done."""
    month = "" if step.month is None else f"{step.month:%Y-%m}"
    match step.did:
        case "idle":
            return "Nothing is due."
        case "copying":
            return f"{month}: what stays is being copied."
        case "destroyed":
            return f"{month}: {step.entries} entries were destroyed, {step.kept} stay."
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
    altered = f"; {one.altered} are not as they were sealed" if one.altered else ""
    return f"{one.month:%Y-%m} {one.activity}, {one.months} months: {one.ends} end, {one.stays} stay{altered}"


def in_english(one: Certificate) -> str:
    """Tell it as it is read aloud."""
    kept = f" {one.kept} entries of the month stay longer." if one.kept else ""
    return (
        f"On {one.destroyed_at:%Y-%m-%d}, {one.said.entries} entries of the access log of {one.said.month} were destroyed, because "
        f"their term was over. Their hashes stay, as leaves {one.said.first_index} to {one.said.last_index} of {one.said.origin}; "
        f"everything that was signed of them can still be proved.{kept}"
    )


def in_dutch(one: Certificate) -> str:
    """Tell it in Dutch."""
    kept = f" {one.kept} regels van die maand blijven langer." if one.kept else ""
    return (
        f"Op {one.destroyed_at:%d-%m-%Y} zijn {one.said.entries} regels van de inzagelog van {one.said.month} vernietigd, omdat hun "
        f"termijn voorbij was. Hun controlegetallen blijven, als blad {one.said.first_index} tot en met {one.said.last_index} van "
        f"{one.said.origin}; alles wat erover is ondertekend, is nog te bewijzen.{kept}"
    )
