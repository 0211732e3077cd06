"""Keeps an embedded PostgreSQL from outliving the program that started it.

Run as its own small process, with a pipe from that program as standard input. Nothing is ever written into
the pipe; the kernel closes it when the program ends, however it ends, `kill -9` included, and that is
the sign to shut the database down. The standard library only, so that it starts in an instant.

Usage: guard.py SECONDS COMMAND [ARGUMENT...]
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading

_IMMEDIATE_SECONDS = 5.0


def _shut_down(postgres: subprocess.Popen[bytes], patience: float) -> None:
    """Ask three times, each time less kindly: fast shutdown, immediate shutdown, kill."""
    for sign, seconds in (
        (signal.SIGINT, patience),
        (signal.SIGQUIT, _IMMEDIATE_SECONDS),
        (signal.SIGKILL, _IMMEDIATE_SECONDS),
    ):
        postgres.send_signal(sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            postgres.wait(seconds)
            return


def main(arguments: list[str]) -> int:
    """Run the command until it ends by itself or the pipe closes; give back its exit status."""
    patience, command = float(arguments[0]), arguments[1:]
    # Ctrl-C in a terminal reaches the program too: it decides when the database goes, not the key press.
    # Heard and passed over, not ignored: what is ignored stays ignored in the child.
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda *_: None)
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as postgres:

        def wait_for_the_end_of_the_program() -> None:
            while os.read(0, 1):
                pass
            _shut_down(postgres, patience)

        threading.Thread(target=wait_for_the_end_of_the_program, daemon=True).start()
        return postgres.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
