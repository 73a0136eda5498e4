"""Starts worker processes out of one that was forked before this process opened locks, files and threads.

A worker so begins within milliseconds, with every module loaded, and holds nothing that was opened later:
a lock that it held would outlive this process.
"""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import NoReturn

from dvcrawler.errors import ConfigError

#: What a worker does with its end of the connection; it ends when this returns.
Work = Callable[[Connection], None]
#: An interrupt at the terminal is left to the command, and nothing of its handlers remains.
_HANDLERS = {
    signal.SIGINT: signal.SIG_IGN,
    signal.SIGTERM: signal.SIG_DFL,
    signal.SIGHUP: signal.SIG_DFL,
    signal.SIGCHLD: signal.SIG_DFL,
}


class Spawner:
    """The process that workers are forked from. It ends them when it is closed, or this process is gone."""

    def __init__(self, work: Work) -> None:
        self._socket, theirs = socket.socketpair()
        with _block_interrupts(), theirs:
            self._process = os.fork()
            if self._process == 0:
                _run_child(self._socket, lambda: _serve(theirs, work))

    def start(self) -> Connection:
        """Starts a worker; returns the connection to it, which ends with the worker. Raises ConfigError."""
        mine, theirs = Pipe()
        try:
            with theirs:
                socket.send_fds(self._socket, [b"\0"], [theirs.fileno()])
        except OSError as error:
            raise ConfigError(
                "the system has killed the process that starts workers; free some memory, or run again with "
                "--jobs 1"
            ) from error
        return mine

    def close(self) -> None:
        """Ends all workers, also in the middle of a page."""
        self._socket.close()
        with suppress(ChildProcessError):  # where the command was started with SIGCHLD ignored
            os.waitpid(self._process, 0)


@contextmanager
def _block_interrupts() -> Iterator[None]:
    """Blocks SIGINT meanwhile, also in a process that is forked: its handler would print a traceback."""
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _serve(orders: socket.socket, work: Work) -> None:
    """Forks a worker for each connection that it is given."""
    for number, handler in _HANDLERS.items():
        signal.signal(number, handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    workers: set[int] = set()
    while (given := _receive(orders)) is not None:
        workers -= {worker for worker in workers if os.waitpid(worker, os.WNOHANG)[0]}
        with Connection(given) as connection, suppress(OSError):  # without a fork the connection ends
            process = os.fork()
            if process == 0:
                _run_child(orders, lambda connection=connection: work(connection))  # type: ignore[misc]
            workers.add(process)
    for worker in workers:
        os.kill(worker, signal.SIGTERM)
        os.waitpid(worker, 0)


def _receive(orders: socket.socket) -> int | None:
    """The next worker's end of its connection; None when no more will come."""
    try:
        found = socket.recv_fds(orders, 1, 1)[1]
    except OSError:
        return None
    return found[0] if found else None


def _run_child(inherited: socket.socket, do: Callable[[], None]) -> NoReturn:
    """Runs what a forked process is for, and nothing of what its parent would do at its end."""
    code = 1
    try:
        inherited.close()
        do()
        code = 0
    finally:
        os._exit(code)
