"""Commands whose process runs lines of a test first: to see what happens inside, or to make time no matter of luck."""

from itertools import pairwise

from tests.portal import environment

_SENT = """
from dvcrawler.politeness.pace import Pace

real = Pace.note_sent

def note_sent(pace, now, least=0.0):
    real(pace, now, least)
    with open({file!r}, "a") as file:
        print(now, file=file)

Pace.note_sent = note_sent
"""
_LIMIT = """
import asyncio
from pathlib import Path
from dvcrawler.politeness.pace import Pace
from dvcrawler.run import limits

real, waits = Pace.claim, []

class Patient:
    def __getattr__(self, name):
        return getattr(asyncio, name)

    async def sleep(self, seconds):
        while not {condition}:
            await asyncio.sleep(0.01)

def claim(pace, now, least=0.0):
    waits.append(real(pace, now, least))
    return waits[-1]

Pace.claim, limits.asyncio = claim, Patient()
"""
_HELD = """
import time
from pathlib import Path
from dvcrawler.pipelines import group_commit
from dvcrawler.politeness.pace import Pace

real = Pace.note_sent

def note_sent(pace, now, least=0.0):
    while sum(path.read_bytes().count(b"\\n") for path in Path({data!r}).glob("articles/*/*.jsonl")) >= {lines}:
        time.sleep(0.01)
    real(pace, now, least)

Pace.note_sent = note_sent
group_commit._INTERVAL = 0.0  # what was read is stored before much more is asked for
"""


def patched(folder, code):
    """Variables by which a command runs the lines before it begins. `folder` is made."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(code)
    return {"PYTHONPATH": f"{folder}:{environment()['PYTHONPATH']}"}


class Sendings:
    """When a crawl sends its requests, by its own clock: a server notes them late on a busy machine."""

    def __init__(self, folder, code=""):
        self._file = folder / "sent"
        self.environment = patched(folder / "noting", _SENT.format(file=str(self._file)) + code)

    def times(self):
        return [float(line) for line in self._file.read_text().splitlines()]

    def gaps(self):
        """Between each and the next, of which a loop cuts off less than a microsecond."""
        return [round(later - at, 6) for at, later in pairwise(self.times())]


def limit_reached_once(folder, condition):
    """Variables of a crawl whose minutes are over when the condition is true, and not before: an expression of
    `Path` and of `waits`, the seconds for which requests were put off.
    """
    return patched(folder / "limited", _LIMIT.format(condition=condition))


def held_at(folder, data, lines):
    """Variables of a crawl that asks for nothing more once the store has so many lines: it has not ended yet when it
    is killed, however late that comes.
    """
    return patched(folder / "held", _HELD.format(data=str(data), lines=lines))
