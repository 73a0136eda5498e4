"""Servers that misbehave on purpose, and a crawl watched from outside: how it ended, the memory it took."""

import os
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import jsonschema

from dvcrawler.schema import load_schema
from dvcrawler.storage.verify import verify
from tests import warm
from tests.portal import Crawl, command, environment, records
from tests.site import HOST, SITE, last_run, site

IMPATIENT = ("-s", "DOWNLOAD_TIMEOUT=30", "-s", "RETRY_TIMES=1", "-s", "DVCRAWLER_RETRY_HOURS=0")
#: Where time is the fault: not for others, since this machine may be slow itself.
SHORT = ("-s", "DOWNLOAD_TIMEOUT=3")
#: Megabytes that no fault may drive a crawl beyond.
MOST_MEMORY = 300
_VALIDATE = jsonschema.Draft202012Validator(load_schema()).validate
#: What a terminal obeys: controls but for the line break, C1 among them.
_CONTROLS = {*map(chr, range(32)), *map(chr, range(127, 160))} - {"\n"}


@dataclass(frozen=True)
class Watched(Crawl):
    """`peak`: megabytes, the high-water mark of the process itself."""

    peak: int = 0


def watch(data, *arguments, name=SITE, lead="", seconds=500, **env):
    """Crawls in a process of its own. One that has not ended after `seconds` is killed, and the test fails:
    generous, since a busy machine is not a hang.
    """
    start = [*command(data, name), *IMPATIENT, *arguments]
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        run = warm.popen(start, env=environment(DVCRAWLER_CONNECT_TO=lead, **env), stdout=out, stderr=err)
        assert isinstance(run, warm.Process), start
        with suppress(subprocess.TimeoutExpired):
            run.wait(seconds)
        is_over = run.poll() is not None
        run.kill()
        run.wait()
        texts = [(file.seek(0), file.read())[1] for file in (out, err)]
    assert is_over, f"the crawl did not end within {seconds} s:\n{texts[0]}{texts[1][-3000:]}"
    return Watched(run.returncode, *texts, run.peak // 1024)


def hold(ended, data, code, *, name=SITE, numbers=None):
    """What is true after any fault; `numbers`: the articles that are stored, each once."""
    assert ended.code == code, (ended.code, ended.out, ended.err[-3000:])
    assert "Traceback" not in ended.err, ended.err[-3000:]
    assert not _CONTROLS & set(ended.out + ended.err), ascii(ended.out + ended.err)
    assert ended.peak < MOST_MEMORY, f"{ended.peak} MB"
    held = records(data)
    for record in held:
        _VALIDATE(record)
        assert not _CONTROLS & set(record["title"] + (record["byline_raw"] or ""))
    ids = [record["id"] for record in held]
    assert len(ids) == len(set(ids))
    assert [finding.what for finding in verify(data, name)] == []
    if numbers is not None:
        assert sorted(ids) == [f"{name}:aaa{number:04x}" for number in sorted(numbers)]


def problems(data, name=SITE):
    """{path: (outcome, reason)} of the last run."""
    pages = last_run(data, name)["problems"]
    return {page["url"].partition(HOST)[2]: (page["outcome"], page["reason"]) for page in pages}


def heal(web, *numbers, **more):
    """The same address, all well again."""
    web.pages.clear()
    web.pages.update(site(*numbers, **more))


def raw(*parts: bytes | Callable[[], Iterable[bytes]], pause=0.0, reset=False, hang=0.0):
    """A page that is written to the connection as it is, with nothing around it.

    A part may be a function that gives pieces: nothing large is ever held. `pause` stands between
    pieces of a part, `hang` before the connection ends, `reset` breaks it off.
    """

    def answer(handler):
        handler.close_connection = True
        with suppress(OSError):
            for part in parts:
                for piece in part() if callable(part) else [part]:
                    handler.connection.sendall(piece)
                    time.sleep(pause)
            time.sleep(hang)
        if reset:
            break_off(handler.connection)

    return answer


def break_off(connection):
    """RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with suppress(OSError):
        os.close(connection.detach())


def head(*lines, status="200 OK"):
    """The head of an answer, its blank line included."""
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1")


def bytewise(data):
    return lambda: (data[i : i + 1] for i in range(len(data)))


def repeated(piece, times):
    return lambda: (piece for _ in range(times))


def first_then(answer, good, times=1):
    """The fault so many times, then the page itself."""
    left = [times]

    def page(handler):
        left[0] -= 1
        chosen = answer if left[0] >= 0 else good
        return chosen(handler) if callable(chosen) else chosen

    return page


@contextmanager
def listening(host="127.0.0.1"):
    """A port that notes who connects: (port, list of connections)."""
    touched, server = [], socket.create_server((host, 0))
    server.settimeout(0.05)
    over = threading.Event()

    def accept():
        while not over.is_set():
            with suppress(TimeoutError):
                connection, _ = server.accept()
                touched.append(connection)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1], touched
    finally:
        over.set()
        thread.join()
        for each in (server, *touched):
            each.close()
