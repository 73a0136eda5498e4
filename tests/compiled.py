"""Compiles modules once, before the processes of a run load them: each would compile all of them in a fresh clone.

Test modules are compiled as pytest loads them, with their assertions rewritten. It has no public name for that.
"""

import compileall
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from _pytest.assertion import rewrite
from _pytest.assertion.rewrite import assertstate_key

ROOT = Path(__file__).parents[1]
LOADED = ("dvcrawler", "sample_portal", "benchmarks", "tests")


def compile_stale(config: pytest.Config, tests: Iterable[Path]) -> None:
    """What is loaded by `tests`, which are files and folders, as many at a time as there are cores."""
    if sys.dont_write_bytecode:
        return
    stale = [path for path in _sources(tests) if _is_stale(path)]
    fork, cores = multiprocessing.get_context("fork"), os.cpu_count() or 1
    processes = [
        fork.Process(target=_compile_each, args=(stale[first::cores], config)) for first in range(cores)
    ]
    for process in processes if stale else ():
        process.start()
    for process in processes if stale else ():
        process.join()


def _sources(tests: Iterable[Path]) -> Iterator[Path]:
    for folder in LOADED:
        yield from (path for path in (ROOT / folder).rglob("*.py") if not _is_test(path))
    for path in tests:
        yield from filter(_is_test, path.rglob("*.py") if path.is_dir() else [path])


def _is_test(path: Path) -> bool:
    return path.name.startswith("test_") and path.suffix == ".py"


def compiled_path(path: Path) -> Path:
    tail = rewrite.PYC_TAIL if _is_test(path) else f".{sys.implementation.cache_tag}.pyc"
    return rewrite.get_cache_dir(path) / (path.stem + tail)


def _is_stale(path: Path) -> bool:
    """By the times alone: a wrong answer costs a little time, as what loads the module looks more closely."""
    try:
        return compiled_path(path).stat().st_mtime < path.stat().st_mtime
    except OSError:
        return True


def _compile_each(paths: Iterable[Path], config: pytest.Config) -> None:
    for path in paths:
        if _is_test(path):
            _rewrite(path, config)
        else:
            compileall.compile_file(path, quiet=2)


def _rewrite(path: Path, config: pytest.Config) -> None:
    """A module that cannot be compiled is left to its import, which says why."""
    compiled = compiled_path(path)
    try:
        compiled.parent.mkdir(exist_ok=True)
        about, code = rewrite._rewrite_test(path, config)
    except (OSError, SyntaxError, ValueError):
        return
    rewrite._write_pyc(config.stash[assertstate_key], code, about, compiled)
