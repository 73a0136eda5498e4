"""Reads captures on a Ray cluster: one task per WARC file, on any machine that sees the data folder.

A task writes its results to a temporary file and renames it, so that one that is killed and run again leaves
one whole file. Results are given out in the order of `pool.read_tasks` when all files are read.
"""

import os
import pickle
import shutil
import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, redirect_stdout
from itertools import islice
from pathlib import Path
from sqlite3 import Connection
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import orjson

from dvcrawler.errors import ConfigError
from dvcrawler.reparse.tasks import Task
from dvcrawler.reparse.work import ReparseResult, load_site, read_task, report_killed
from dvcrawler.storage.databases.database import scratch_database
from dvcrawler.storage.disk import disk_errors
from dvcrawler.storage.journal import read_line_at, read_lines

_SCHEMA = """
CREATE TABLE tasks(number INTEGER PRIMARY KEY, path TEXT NOT NULL, task BLOB NOT NULL);
CREATE INDEX by_path ON tasks(path);
CREATE TABLE results(number INTEGER PRIMARY KEY, file TEXT NOT NULL, start INTEGER NOT NULL)
"""
_PATHS = "SELECT path FROM tasks GROUP BY path ORDER BY path"
_RESULTS = "SELECT task, file, start FROM tasks LEFT JOIN results USING(number) ORDER BY number"
#: Tasks handed to the cluster for each of its cores: one runs, one waits.
_AHEAD = 2
#: Ray's least store of objects, in bytes: results travel by files.
_OBJECT_STORE = 80 * 1024 * 1024
#: Ray's default port if the address names none, and seconds to wait for an answer.
_PORT, _PATIENCE = 6379, 10.0
_Numbered = Sequence[tuple[int, Task]]


def read_on_ray(tasks: Iterable[Task], spider: str, folder: Path) -> Iterator[ReparseResult]:
    """Yields the result of every task in order. Call it inside of `connected`.

    `folder`: for files that are deleted at the end; it is emptied first. Raises ConfigError, StorageError.
    """
    ray = load_ray()
    with closing(scratch_database(_SCHEMA)) as db, _open_folder(folder):
        rows = ((number, task.path, pickle.dumps(task)) for number, task in enumerate(tasks))
        db.executemany("INSERT INTO tasks VALUES(?, ?, ?)", rows)
        with (
            Path(os.devnull).open("w") as nowhere,
            redirect_stdout(nowhere),
        ):  # Ray prints about killed workers
            _read_files(ray, db, spider, folder)
        for path in folder.glob("*.results"):
            found = ((line.value["number"], path.name, line.start) for line in read_lines(path) if line.value)
            db.executemany("INSERT OR REPLACE INTO results VALUES(?, ?, ?)", found)
        for pickled, name, start in db.execute(_RESULTS):
            task = pickle.loads(pickled)
            if name is None:
                raise ConfigError(
                    f"a worker has read {task.path} and its results are not in {folder}; every machine "
                    "of the cluster needs the data folder under the same path"
                )
            yield _parse_result(task, read_line_at(folder / name, start).value)


def read_file(tasks: _Numbered, spider: str, target: str, cwd: str) -> int:
    """Runs in a Ray worker: reads captures of one WARC file and writes their results to `target`."""
    os.chdir(cwd)  # paths are reported as the caller wrote them
    written = Path(f"{target}.{uuid4().hex}")
    with written.open("wb") as file:
        for number, task in tasks:
            file.write(_format_result(number, read_task(task, load_site(spider, task.given))))
        file.flush()
        os.fsync(file.fileno())
    written.rename(target)
    return len(tasks)


def load_ray() -> Any:
    """The package. Raises ConfigError."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # sends no telemetry
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # as Ray's warning recommends
    try:
        import ray
    except ImportError as error:
        raise ConfigError("--engine ray needs Ray: pip install 'dvcrawler[ray]'") from error
    return ray


@contextmanager
def connected(jobs: int, address: str | None) -> Iterator[None]:
    """Connects to the cluster at `address`; None starts Ray on this machine with `jobs` workers.

    Raises ConfigError if Ray is not installed or does not answer.
    """
    ray = load_ray()
    local = {"num_cpus": jobs, "include_dashboard": False, "object_store_memory": _OBJECT_STORE}
    try:
        _check_answers(address)
        ray.init(
            address=address or "local",
            log_to_driver=False,
            logging_level="ERROR",
            **({} if address else local),
        )
    except (OSError, ValueError, RuntimeError) as error:
        if address:
            reason = _format_line(error)
            raise ConfigError(f"the Ray cluster at {address} does not answer: {reason}") from error
        raise ConfigError(f"Ray cannot start on this machine: {_format_line(error)}") from error
    try:
        yield
    finally:
        ray.shutdown()


def _read_files(ray: Any, db: Connection, spider: str, folder: Path) -> None:
    """Keeps the cluster busy until each file's results are there."""
    run = ray.remote(max_retries=1)(read_file)
    paths = iter([path for (path,) in db.execute(_PATHS)])
    most = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
    running: dict[Any, tuple[str, _Numbered]] = {}
    while True:
        for path in islice(paths, most - len(running)):
            tasks = _read_tasks(db, path)
            target = str(folder / f"{tasks[0][0]}.results")
            running[run.remote(tasks, spider, target, str(Path.cwd()))] = (target, tasks)
        if not running:
            return
        for done in ray.wait(list(running))[0]:
            target, tasks = running.pop(done)
            if not _is_read(ray, done):
                _read_singly(ray, run, tasks, spider, target)


def _read_singly(ray: Any, run: Any, tasks: _Numbered, spider: str, target: str) -> None:
    """Reads one page at a time, so that the page whose reading ends its worker can be named."""
    for number, task in tasks:
        single = f"{target}.{number}.results"
        if not _is_read(ray, run.remote([(number, task)], spider, single, str(Path.cwd()))):
            Path(single).write_bytes(_format_result(number, report_killed(task)))


def _is_read(ray: Any, task: Any) -> bool:
    """Waits for a Ray task; False if its worker was killed twice. Raises ConfigError."""
    try:
        ray.get(task)
    except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError):
        return False
    except ray.exceptions.RayError as error:
        cause = getattr(error, "cause", None) or error
        raise ConfigError(f"a Ray worker cannot read the archive: {_format_line(cause)}") from error
    return True


def _read_tasks(db: Connection, path: str) -> _Numbered:
    rows = db.execute("SELECT number, task FROM tasks WHERE path = ? ORDER BY number", (path,))
    return [(number, pickle.loads(task)) for number, task in rows]


def _format_result(number: int, result: ReparseResult) -> bytes:
    value = {
        "number": number,
        "record": result.record,
        "reason": result.reason,
        "damaged": result.damaged,
        "is_same": result.is_same,
    }
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def _parse_result(task: Task, value: dict[str, Any] | None) -> ReparseResult:
    assert value is not None
    return ReparseResult(task, value["record"], value["reason"], value["damaged"], value["is_same"])


def _check_answers(address: str | None) -> None:
    """Ray itself would try for minutes, and print its own lines. Raises OSError, ValueError."""
    if address and address != "auto":
        parts = urlsplit(address if "://" in address else f"ray://{address}")
        with socket.create_connection((parts.hostname or "", parts.port or _PORT), timeout=_PATIENCE):
            pass


@contextmanager
def _open_folder(folder: Path) -> Iterator[None]:
    """A new folder, deleted at the end; the remains of a killed process are deleted first."""
    shutil.rmtree(folder, ignore_errors=True)
    with disk_errors(folder):
        folder.mkdir(parents=True)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _format_line(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error)
    return text.strip().partition("\n")[0] or type(error).__name__
