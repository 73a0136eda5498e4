"""Starts `python -m …` by a fork of this process, which has imported everything: a tenth of the time.

The fork also has the functions as they were changed. Programs that are preloaded with a library start as ever.
"""

import gc
import logging
import os
import runpy
import signal
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

_real = subprocess._fork_exec  # type: ignore[attr-defined]
#: Called with the number of the fork when it begins, and in the fork when its program has ended.
at_begin: list[Callable[[int], None]] = []
at_end: list[Callable[[], None]] = []
is_starting = is_program = False
_MODULES = ("dvcrawler", "scrapy")


def module_of(words: Sequence[str | bytes]) -> tuple[str, list[str]] | None:
    """The module that such a command runs, and its arguments."""
    told = [os.fsdecode(word) for word in words]
    if told[0] != sys.executable or "-m" not in told[1:4] or "-c" in told[1:4]:
        return None
    at = told.index("-m")
    return told[at + 1], told[at + 2 :]


def can_start(words: Any, environment: Mapping[str, str] | None) -> bool:
    module = module_of(words) if isinstance(words, list | tuple) else None
    return module is not None and module[0] in _MODULES and "LD_PRELOAD" not in (environment or {})


def install() -> None:
    subprocess._fork_exec = _fork_exec  # type: ignore[attr-defined]


def _fork_exec(words: Sequence[bytes], *rest: Any) -> int:
    (
        _,
        _,
        _,
        folder,
        environment,
        stdin,
        _,
        _,
        stdout,
        _,
        stderr,
        _,
        _,
        _,
        new_session,
        group,
        *_,
        prepare,
        _,
    ) = rest
    preloads = any(os.fsencode(each).startswith(b"LD_PRELOAD=") for each in environment or ())
    module = module_of(words)
    if module is None or preloads or prepare is not None or module[0] not in _MODULES:
        return int(_real(words, *rest))
    global is_starting, is_program
    is_starting = True
    process = os.fork()
    is_starting = False
    if process:
        for begin in at_begin:
            begin(process)
        return process
    code, is_program = 1, True
    try:
        _become(folder, environment, (stdin, stdout, stderr))
        if new_session:
            os.setsid()
        elif group >= 0:
            os.setpgid(0, group)
        code = _run(*module)
    except BaseException:
        traceback.print_exc()
    finally:
        for each in at_end:
            each()
        os._exit(code)


def _become(folder: Any, environment: Sequence[bytes] | None, streams: Sequence[int]) -> None:
    """The state of a process that has just begun."""
    gc.freeze()  # nothing inherited is closed later, under a number that is another file's by then
    for number, stream in enumerate(streams):
        if stream >= 0:
            os.dup2(stream, number)
    os.closerange(3, 2048)
    if environment is not None:
        os.environ.clear()
        os.environ.update(os.fsdecode(each).split("=", 1) for each in environment)
    if folder is not None:
        os.chdir(folder)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False, errors="backslashreplace")
    logging.root.handlers.clear()
    logging.root.setLevel(logging.WARNING)
    logging.captureWarnings(False)
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    sys.modules.pop("twisted.internet.reactor", None)
    added = [folder for folder in os.environ.get("PYTHONPATH", "").split(os.pathsep) if folder]
    sys.path[:0] = [str(Path.cwd()), *(folder for folder in added if folder not in sys.path)]
    for folder in added:
        with suppress(FileNotFoundError):
            runpy.run_path(f"{folder}/sitecustomize.py")


def _run(module: str, arguments: list[str]) -> int:
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0
