"""Processor time from start to end of commands that have nothing to read: what a user waits for anyway.

    python -m benchmarks.startup [ROUNDS]     (9)

The commands take turns, in a data folder that is empty. `config` beside them loads Scrapy.
"""

import os
import subprocess
import sys
import tempfile

from benchmarks.processes import environment
from benchmarks.rows import Row, make_row, print_rows

ROUNDS = 9
LIMIT, GOAL = 0.35, 0.2
#: The commands with a limit, and others for comparison.
READING = ("sites", "runs", "health", "verify")
OTHERS = ("config",)


def run(command: str, folder: str) -> float:
    """Seconds of processor time; the command may complain that there is nothing."""
    words, quiet = [sys.executable, "-m", "dvcrawler", command, "--data", folder], subprocess.DEVNULL
    with subprocess.Popen(words, env=environment(), stdout=quiet, stderr=quiet) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime


def measure(rounds: int = ROUNDS) -> list[Row]:
    taken: dict[str, list[float]] = {command: [] for command in (*READING, *OTHERS)}
    with tempfile.TemporaryDirectory() as folder:
        for command in taken:
            run(command, folder)  # compiles, and fills the disk cache
        for _ in range(rounds):
            for command, seconds in taken.items():
                seconds.append(run(command, folder))
    rows = []
    for command, seconds in taken.items():
        limit, goal = (LIMIT, GOAL) if command in READING else (None, None)
        rows.append(make_row(f"start-up: {command} of nothing", seconds, "s", limit=limit, goal=goal))
    return rows


if __name__ == "__main__":
    sys.exit(print_rows(measure(*map(int, sys.argv[1:]))))
