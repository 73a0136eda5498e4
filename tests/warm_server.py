"""The process that `tests.warm` forks: it has loaded the libraries, and becomes a command in each fork."""

import atexit
import ctypes
import fcntl
import gc
import io
import json
import os
import resource
import runpy
import select
import shutil
import socket
import sys
import termios
import time
import warnings
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

#: Modules that hardly a command loads: with their libraries they are a quarter of the memory that each fork is given.
#: The settings read the environment.
_LEFT_OUT = (
    "dvcrawler.settings",
    "dvcrawler.cluster",
    "dvcrawler.doctor.cluster",
    "sample_portal.screenshots",
)
_codes: list[int] = []


def find_preloaded(env: Mapping[str, str] | None) -> str:
    """The library of tests/faults/shim.c, which takes up its variables in a fork; empty for none and for others."""
    library = (env or {}).get("LD_PRELOAD", "")
    return library if Path(library).name.startswith("dvcrawler-shim-") else ""


def take_terminal() -> None:
    """Makes standard input the terminal of the new session, as shells need it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _load() -> None:
    """What commands and crawls load; neither a reactor nor the settings, which read the environment."""
    import importlib
    import pkgutil

    import dvcrawler
    import sample_portal

    for name in (
        "scrapy.cmdline",
        "scrapy.crawler",
        "scrapy.core.engine",
        "scrapy.core.scheduler",
        "scrapy.core.downloader.handlers.http11",
        "scrapy.core.downloader.contextfactory",
        "scrapy.extensions.corestats",
        "scrapy.extensions.logstats",
        "scrapy.extensions.memusage",
        "scrapy.pqueues",
        "scrapy.squeues",
        "scrapy.dupefilters",
        "scrapy.statscollectors",
        "scrapy.logformatter",
        "scrapy.spiderloader",
        "scrapy.downloadermiddlewares.retry",
        "scrapy.downloadermiddlewares.redirect",
        "scrapy.downloadermiddlewares.cookies",
        "scrapy.downloadermiddlewares.defaultheaders",
        "scrapy.downloadermiddlewares.downloadtimeout",
        "scrapy.downloadermiddlewares.httpauth",
        "scrapy.downloadermiddlewares.httpcache",
        "scrapy.downloadermiddlewares.stats",
        "scrapy.downloadermiddlewares.useragent",
        "scrapy.core.downloader.handlers.datauri",
        "scrapy.core.downloader.handlers.file",
        "scrapy.core.downloader.handlers.ftp",
        "scrapy.core.downloader.handlers.s3",
        "scrapy.extensions.closespider",
        "scrapy.extensions.logcount",
        "scrapy.extensions.memdebug",
        "scrapy.extensions.throttle",
        "scrapy.spidermiddlewares.depth",
        "scrapy.spidermiddlewares.metacopy",
        "scrapy.spidermiddlewares.start",
        "scrapy.spidermiddlewares.urllength",
        "encodings.utf_8_sig",
        "encodings.charmap",
        "scrapy.downloadermiddlewares.httpproxy",
        "twisted.web.client",
        "dateparser.languages.loader",
        "asyncio",
        "multiprocessing",
        "rich.console",
        "rich.table",
        "rich.live",
    ):
        importlib.import_module(name)
    for package in (dvcrawler, sample_portal):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(_LEFT_OUT) and not module.name.endswith("__main__"):
                with suppress(ImportError):  # an extra that is not installed
                    importlib.import_module(module.name)
    from dvcrawler.families.files.known_sites import known_sites
    from dvcrawler.families.files.site_files import check_site
    from dvcrawler.families.files.site_names import site_names

    _compile_patterns()  # before those of sites: `re` keeps the 512 that it compiled last
    site_names()
    for site in known_sites().values():
        check_site(site, site.name)  # its patterns are compiled then
    assert "twisted.internet.reactor" not in sys.modules
    del sys.modules["dvcrawler.settings"], dvcrawler.settings  # read again, with the command's environment


def _compile_patterns() -> None:
    """Those that are compiled at their first use: by each fork again, which took a quarter of a short crawl's time."""
    from dvcrawler.patterns import LazyRegex

    for each in gc.get_objects():
        if type(each) is LazyRegex:
            each.search(each.pattern[:0])


def _serve(path: str) -> list[str]:
    """Returns only in a process that is to run a command: its words."""
    holding, listening = _listen(f"{path}.held"), _listen(f"{path}.new")
    Path(path + ".new").rename(path)
    holders = [holding.accept()[0]]
    running: dict[
        int, tuple[int, socket.socket]
    ] = {}  # by the file that tells of the end: process, who asked
    while holders:
        ready, _, _ = select.select([listening, holding, *holders, *running], [], [])
        for each in ready:
            if each is holding:
                holders.append(holding.accept()[0])
            elif each in running:
                _report(each, *running.pop(each))
            elif each is not listening:
                holders.remove(each)  # that process of the tests has ended
        if listening in ready:
            connection, _ = listening.accept()
            asked, files = _read_asked(connection)
            process = os.fork() if asked else None
            if process == 0:
                _close(listening, holding, *holders, connection, *(other for _, other in running.values()))
                _close_files(running)
                return _begin(asked, files)
            _close_files(files)
            if process is not None:
                with suppress(OSError):
                    connection.sendall(process.to_bytes(8, "big"))
                running[os.pidfd_open(process)] = process, connection
    shutil.rmtree(Path(path).parent, ignore_errors=True)
    os._exit(0)


def _close(*connections: socket.socket) -> None:
    for each in connections:
        each.close()


def _close_files(files: Iterable[int]) -> None:
    for file in files:
        os.close(file)


def _report(end: int, process: int, connection: socket.socket) -> None:
    """Sends the exit code of a process that has ended, and the most memory that it took."""
    os.close(end)
    _, status, used = os.wait4(process, 0)
    code = os.waitstatus_to_exitcode(status)
    with suppress(OSError), connection:
        connection.sendall(code.to_bytes(8, "big", signed=True) + used.ru_maxrss.to_bytes(8, "big"))


def _listen(path: str) -> socket.socket:
    Path(path).unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(path)
    listening.listen(64)
    return listening


def _read_asked(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """What to run, and its files; nothing from a process that was killed before it said so."""
    with suppress(OSError, ValueError):
        length, files, _, _ = socket.recv_fds(connection, 8, 4)
        return json.loads(connection.recv(int.from_bytes(length, "big"), socket.MSG_WAITALL)), files
    return {}, []


def _begin(asked: dict[str, Any], files: list[int]) -> list[str]:
    """Makes the process that of the command; its words, the module's name first."""
    _enter(asked, files)
    given = dict(zip(asked["files"], files, strict=True))
    for number in range(3):
        if number in given:
            os.dup2(given[number], number)
            os.close(given[number])
        else:
            os.close(number)
    if asked.get("terminal"):
        os.setsid()
        take_terminal()
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    if find_preloaded(os.environ):
        ctypes.CDLL(None).shim_begin()
    _open_streams(given)
    folders = asked["env"].get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:0] = [folder for folder in folders if folder and folder not in sys.path]
    for folder in filter(None, folders):
        with suppress(FileNotFoundError):
            runpy.run_path(f"{folder}/sitecustomize.py")
    words: list[str] = asked["words"]
    return words


def _enter(asked: dict[str, Any], files: list[int]) -> None:
    """The current folder, which may be gone and is then given by a file, and the limit of open files."""
    if "cwd" in asked:
        os.chdir(asked["cwd"])
        return
    os.fchdir(files[-1])
    os.close(files.pop())
    resource.setrlimit(resource.RLIMIT_NOFILE, asked["limit"])


def _open_streams(given: Container[int]) -> None:
    """`sys.stdin` and the others as an interpreter opens them at its start; None for those that are closed."""
    unbuffered = bool(os.environ.get("PYTHONUNBUFFERED"))
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = None
        if number in given:
            before = getattr(sys, name)
            buffering = 0 if unbuffered and number else -1
            file = open(number, "wb" if number else "rb", buffering, closefd=False)  # noqa: SIM115
            stream = io.TextIOWrapper(
                file,
                before.encoding,
                before.errors,
                "\n",
                number == 2 or os.isatty(number),
                unbuffered and number > 0,
            )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _leave() -> None:
    """Ends the process where only the interpreter's own end is left, which would copy all of its memory.

    That end is left to it where something is to be said: of a signal, or an output that cannot be written.
    """
    with suppress(OSError, ValueError):
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        for code in _codes:
            os._exit(code)


def main() -> None:
    atexit.register(_leave)  # first, so that it is called last
    _load()
    gc.collect()
    gc.freeze()
    module, *words = _serve(sys.argv[1])
    warnings.filterwarnings("error", category=DeprecationWarning, module="dvcrawler")
    warnings.filterwarnings("ignore", "Binding [0-9]+ .'.[0-9]+'. is a named")  # as in pyproject.toml
    sys.argv[1:] = words
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        _codes.append(0)
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            _codes.append((ended.code or 0) & 0xFF)
        raise


if __name__ == "__main__":
    main()
