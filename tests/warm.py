"""Runs `python -m dvcrawler` or `python -m sample_portal` in forks of one process that has loaded the libraries already.

Most of a short command's time is imports. `run` gives what `subprocess.run` of `python -m dvcrawler` gives, in
a process of its own with its own environment and files, without loading them again. Tests of start-up, of
signals and of the interpreter's own variables start a new interpreter instead.
"""

import atexit
import fcntl
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Any

from tests.warm_process import Process
from tests.warm_server import find_preloaded, take_terminal

ROOT = Path(__file__).parents[1]
#: Variables that a running interpreter takes up as a new one does; any other difference needs a new one.
_TAKEN_UP = (
    "DVCRAWLER_",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "PYTEST_",
    "TERM",
    "TZ",
    "SSL_CERT_",
    "SHIM_",
    "PYTHONUNBUFFERED",
    "TEST_",
    "http_proxy",
    "HOME",
)
_OPTIONS = frozenset(("env", "cwd", "input", "timeout", "text", "capture_output", "check"))
_BEGINNING = frozenset(("env", "cwd", "stdin", "stdout", "stderr", "text"))
_is_enabled = True
_lock = threading.Lock()
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
        session = {"start_new_session": True, "preexec_fn": take_terminal} if terminal else {}
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
    if find_preloaded(env):
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
    preloaded = find_preloaded(env)
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


def _hold(path: Path, preloaded: str) -> socket.socket:
    """A connection that keeps the server alive until this process ends; starts it where there is none."""
    held = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with suppress(OSError):
        held.connect(f"{path}.held")
        return held
    path.unlink(missing_ok=True)
    env = {**os.environ, "LD_PRELOAD": preloaded} if preloaded else None
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.warm_server", path],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    while not path.exists():
        assert process.poll() is None, "the server of warm processes ended"
        time.sleep(0.02)
    held.connect(f"{path}.held")
    process.returncode = (
        0  # not waited for, and no warning: other processes may use it for longer than this one
    )
    return held
