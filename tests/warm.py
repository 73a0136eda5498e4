"""Runs `python -m dvcrawler` or `python -m sample_portal` in forks of one process that has loaded the libraries already.

Most of a short command's time is imports. `run` gives what `subprocess.run` of `python -m dvcrawler` gives, in
a process of its own with its own environment and files, without loading them again. Tests of start-up, of
signals and of the interpreter's own variables start a new interpreter instead.
"""

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
import subprocess
import sys
import tempfile
import termios
import threading
import time
import warnings
from collections.abc import Container, Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Any

from tests.warm_process import Process

ROOT = Path(__file__).parents[1]
#: Variables that a running interpreter takes up as a new one does; any other difference needs a new one.
_TAKEN_UP = (
    "DVCRAWLER_", "COLUMNS", "LINES", "NO_COLOR", "PYTEST_", "TERM", "TZ", "SSL_CERT_", "SHIM_", "PYTHONUNBUFFERED",
    "TEST_", "http_proxy", "HOME",
)  # fmt: skip
#: Modules that hardly a command loads: with their libraries they are a quarter of the memory that each fork is given.
#: The settings read the environment.
_LEFT_OUT = (
    "dvcrawler.settings",
    "dvcrawler.cluster",
    "dvcrawler.doctor.cluster",
    "sample_portal.screenshots",
)
_OPTIONS = frozenset(("env", "cwd", "input", "timeout", "text", "capture_output", "check"))
_BEGINNING = frozenset(("env", "cwd", "stdin", "stdout", "stderr", "text"))
_is_enabled = True
_lock = threading.Lock()
_codes: list[int] = []
_servers: dict[str, tuple[int, str, socket.socket]] = {}


def run(command: list[Any], **options: Any) -> subprocess.CompletedProcess[Any]:
    """As `subprocess.run`; what is not a plain `python -m dvcrawler …` with captured output is left to it."""
    words = _words_of(command)
    env, cwd = options.get("env"), options.get("cwd")
    if words is None or not options.get("capture_output") or not _OPTIONS.issuperset(options) or _is_new(env):
        return subprocess.run(command, **options)
    text = bool(options.get("text"))
    given = options.get("input")
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        file.write(given.encode() if isinstance(given, str) else given or b"")
        file.seek(0)
        files = [file.fileno(), out.fileno(), err.fileno()]
        process = Process(_start(env), _asked(words, env, cwd), files)
        try:
            code = process.wait(options.get("timeout") or 300)
        except BaseException:
            process.kill()
            process.wait()
            raise
        written = [_read(out, text), _read(err, text)]
    if options.get("check") and code:
        raise subprocess.CalledProcessError(code, command, *written)
    return subprocess.CompletedProcess(command, code, *written)


def popen(command: list[Any], *, terminal: bool = False, **options: Any) -> "subprocess.Popen[Any] | Process":
    """As `subprocess.Popen`; what is not a plain `python -m dvcrawler …` is left to it.

    `terminal`: it begins a session of which its standard input is the terminal.
    """
    words, env = _words_of(command), options.get("env")
    if words is None or not _BEGINNING.issuperset(options) or _is_new(env):
        session = {"start_new_session": True, "preexec_fn": _take_terminal} if terminal else {}
        return subprocess.Popen(command, **options, **session)
    pipes: list[int | None] = [None, None, None]
    with ExitStack() as opened:
        files: list[int] = []
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            pipes[number], file = _open_for(options.get(name), number, files)
            files.append(file)
            opened.callback(os.close, file)
        asked = _asked(words, env, options.get("cwd"), terminal=terminal)
        return Process(_start(env), asked, files, pipes, text=bool(options.get("text")))


def in_a_shell(command: list[Any], env: Mapping[str, str] | None = None) -> list[Any]:
    """The same command for a shell, which gives it other files or none, a folder and limits: a client of the server."""
    words = _words_of(command)
    if words is None or _is_new(env):
        return command
    return [sys.executable, "-IS", str(ROOT / "tests/warm_client.py"), _start(env), *words]


def _asked(words: list[str], env: Mapping[str, str] | None, cwd: Any, **more: Any) -> dict[str, Any]:
    return {
        "words": words,
        "env": dict(os.environ if env is None else env),
        "cwd": str(cwd or Path.cwd()),
        **more,
    }


def _open_for(wanted: Any, number: int, files: list[int]) -> tuple[int | None, int]:
    """(our end of a pipe, the file for the process), as `subprocess` reads what is wanted of a stream."""
    if wanted == subprocess.PIPE:
        reading, writing = os.pipe()
        return (reading, writing) if number else (writing, reading)
    if wanted == subprocess.DEVNULL:
        return None, os.open(os.devnull, os.O_RDWR)
    if wanted == subprocess.STDOUT:
        return None, os.dup(files[1])
    return None, os.dup(number if wanted is None else wanted if isinstance(wanted, int) else wanted.fileno())


def _take_terminal() -> None:
    """Makes standard input the terminal of the new session, as shells need it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _words_of(command: list[Any]) -> list[str] | None:
    """The words behind `python -m`, warnings of ours being errors or not; None for a module that is not loaded."""
    for opening in (
        [sys.executable, "-m"],
        [sys.executable, "-W", "error::DeprecationWarning:dvcrawler", "-m"],
    ):
        words = [str(word) for word in command[len(opening) :]]
        if list(command[: len(opening)]) == opening and words[:1] in (["dvcrawler"], ["sample_portal"]):
            return words
    return None


def disable() -> None:
    """From now on every command has a new interpreter, which is changed or traced as this process wants it."""
    global _is_enabled
    _is_enabled = False


def _is_new(env: Mapping[str, str] | None) -> bool:
    """Whether only a new interpreter takes up these variables."""
    if not _is_enabled:
        return True
    if env is None:
        return False
    differing = {name for name in {*env, *os.environ} if env.get(name) != os.environ.get(name)}
    if env.get("PYTHONPATH", "").endswith(str(ROOT)):
        differing.discard("PYTHONPATH")
    if _preloaded(env):
        differing.discard("LD_PRELOAD")
    return not all(name.startswith(_TAKEN_UP) for name in differing)


def _read(file: IO[bytes], text: bool) -> Any:
    file.seek(0)
    written = file.read()
    return written.decode().replace("\r\n", "\n") if text else written


def _start(env: Mapping[str, str] | None) -> str:
    """The server's socket. The processes of one run of the suite share a server, which ends with the last.

    A library that is loaded before all others has a server of its own.
    """
    preloaded = _preloaded(env)
    with _lock:
        if _servers.get(preloaded, (0,))[0] != os.getpid():
            run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"of-{os.getpid()}")
            folder = Path(tempfile.gettempdir(), f"warm-{run}-{Path(preloaded).stem}")
            folder.mkdir(mode=0o700, exist_ok=True)
            with (folder / "lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                held = _hold(folder / "socket", preloaded)
            atexit.register(held.close)
            _servers[preloaded] = (os.getpid(), str(folder / "socket"), held)
        return _servers[preloaded][1]


def _preloaded(env: Mapping[str, str] | None) -> str:
    """The library of tests/faults/shim.c, which takes up its variables in a fork; empty for none and for others."""
    library = (env or {}).get("LD_PRELOAD", "")
    return library if Path(library).name.startswith("dvcrawler-shim-") else ""


def _hold(path: Path, preloaded: str) -> socket.socket:
    """A connection that keeps the server alive until this process ends; starts it where there is none."""
    held = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with suppress(OSError):
        held.connect(f"{path}.held")
        return held
    path.unlink(missing_ok=True)
    env = {**os.environ, "LD_PRELOAD": preloaded} if preloaded else None
    process = subprocess.Popen([sys.executable, "-m", "tests.warm", path], cwd=ROOT, env=env,
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # fmt: skip
    while not path.exists():
        assert process.poll() is None, "the server of warm processes ended"
        time.sleep(0.02)
    held.connect(f"{path}.held")
    process.returncode = (
        0  # not waited for, and no warning: other processes may use it for longer than this one
    )
    return held


# --- the server ---------------------------------------------------------------------------------------------


def _load() -> None:
    """What commands and crawls load; neither a reactor nor the settings, which read the environment."""
    import importlib
    import pkgutil

    import dvcrawler
    import sample_portal

    for name in ("scrapy.cmdline", "scrapy.crawler", "scrapy.core.engine", "scrapy.core.scheduler",
                 "scrapy.core.downloader.handlers.http11", "scrapy.core.downloader.contextfactory",
                 "scrapy.extensions.corestats", "scrapy.extensions.logstats", "scrapy.extensions.memusage",
                 "scrapy.pqueues", "scrapy.squeues", "scrapy.dupefilters", "scrapy.statscollectors",
                 "scrapy.logformatter", "scrapy.spiderloader", "scrapy.downloadermiddlewares.retry",
                 "scrapy.downloadermiddlewares.redirect", "scrapy.downloadermiddlewares.cookies",
                 "scrapy.downloadermiddlewares.defaultheaders", "scrapy.downloadermiddlewares.downloadtimeout",
                 "scrapy.downloadermiddlewares.httpauth", "scrapy.downloadermiddlewares.httpcache",
                 "scrapy.downloadermiddlewares.stats", "scrapy.downloadermiddlewares.useragent",
                 "scrapy.core.downloader.handlers.datauri", "scrapy.core.downloader.handlers.file",
                 "scrapy.core.downloader.handlers.ftp", "scrapy.core.downloader.handlers.s3",
                 "scrapy.extensions.closespider", "scrapy.extensions.logcount", "scrapy.extensions.memdebug",
                 "scrapy.extensions.throttle", "scrapy.spidermiddlewares.depth", "scrapy.spidermiddlewares.metacopy",
                 "scrapy.spidermiddlewares.start", "scrapy.spidermiddlewares.urllength", "encodings.utf_8_sig", "encodings.charmap",
                 "scrapy.downloadermiddlewares.httpproxy", "twisted.web.client", "dateparser.languages.loader",
                 "asyncio", "multiprocessing", "rich.console", "rich.table", "rich.live"):  # fmt: skip
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
        check_site(site)  # its patterns are compiled then
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
        _take_terminal()
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    if _preloaded(os.environ):
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
