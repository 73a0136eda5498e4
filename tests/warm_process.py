"""A process that the server of tests/warm.py has forked, seen from the tests: as `subprocess.Popen`."""

import json
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import IO, Any, Self

#: Those not waited for yet, to be killed where a test fails.
RUNNING: set["Process"] = set()


class Process:
    """As much of `subprocess.Popen` as tests use.

    `files` are those for its standard input, output and error; `pipes` our ends of those that are pipes.
    `peak`: kilobytes, the most that it held, once it has ended.
    """

    def __init__(
        self,
        server: str,
        asked: dict[str, Any],
        files: list[int],
        pipes: Sequence[int | None] = (None, None, None),
        *,
        text: bool = False,
    ) -> None:
        self.args: list[str] = asked["words"]
        self.returncode: int | None = None
        self.peak = 0
        streams = [_open(pipe, "r" if number else "w", text) for number, pipe in enumerate(pipes)]
        self.stdin, self.stdout, self.stderr = streams
        self._readers: list[_Reader | None] = []
        message = json.dumps(asked | {"files": [0, 1, 2]}).encode()
        self._connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._connection.connect(server)
        socket.send_fds(self._connection, [len(message).to_bytes(8, "big")], files)
        self._connection.sendall(message)
        self.pid = int.from_bytes(self._connection.recv(8, socket.MSG_WAITALL), "big")
        RUNNING.add(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for stream in filter(None, (self.stdin, self.stdout, self.stderr)):
            with suppress(BrokenPipeError):
                stream.close()
        self.wait()

    def poll(self) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            return self.wait(0)
        return None

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, or minus the number of the signal that ended it."""
        if self.returncode is None:
            self._connection.settimeout(timeout)
            try:
                told = self._connection.recv(16, socket.MSG_WAITALL)
            except (TimeoutError, BlockingIOError):
                raise subprocess.TimeoutExpired(self.args, timeout or 0) from None
            assert len(told) == 16, "the server of warm processes has ended"
            self.returncode = int.from_bytes(told[:8], "big", signed=True)
            self.peak = int.from_bytes(told[8:], "big")
            self._connection.close()
            RUNNING.discard(self)
        return self.returncode

    def communicate(self, input: Any = None, timeout: float | None = None) -> tuple[Any, Any]:
        """What it wrote. After a timeout it may be called again, and loses nothing."""
        self._readers = self._readers or [each and _Reader(each) for each in (self.stdout, self.stderr)]
        if self.stdin and not self.stdin.closed:
            with suppress(BrokenPipeError), self.stdin:
                if input is not None:
                    self.stdin.write(input)
        self.wait(timeout)
        out, err = (each and each.result() for each in self._readers)
        return out, err

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class _Reader(threading.Thread):
    """Reads a pipe to its end while others are read too."""

    def __init__(self, stream: IO[Any]) -> None:
        super().__init__(daemon=True)
        self._stream, self._read = stream, None
        self.start()

    def run(self) -> None:
        with self._stream:
            self._read = self._stream.read()

    def result(self) -> Any:
        self.join()
        return self._read


def _open(pipe: int | None, mode: str, text: bool) -> IO[Any] | None:
    return None if pipe is None else os.fdopen(pipe, mode + ("" if text else "b"))
