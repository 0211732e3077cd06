"""`chaincare serve`, started in an instant: imported once, then forked for every line on standard input.

Starting fifty Pythons costs more than everything they are asked; a fork is a process of its own all the same, and
runs the command as the command line does. A line holds a port; the answer is the process id. When the input ends,
everybody goes.
"""

import json
import os
import signal
import sys

import uvloop

from chaincare import __main__, app, database

_FOR_THE_FORKS = (uvloop, app)
"""imported by the command only when it runs; here before, for all of them"""


def be_the_server(port: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # log lines, beside what the command tells
    __main__.main(["serve", "--port", port])


def main(changed_settings: str) -> None:
    database.SESSION_SETTINGS.update(json.loads(changed_settings))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them: they vanish when they die
    for line in sys.stdin:
        if (process_id := os.fork()) == 0:
            be_the_server(line.strip())
        sys.stdout.write(f"{process_id}\n")
        sys.stdout.flush()
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
